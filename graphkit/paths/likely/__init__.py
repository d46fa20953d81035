"""Likely next co-funders by four-cycles, and whether that would have foretold what came."""
