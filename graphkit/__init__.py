"""Load, store and analyse the networks of actors, funders and actions."""

__version__ = "0.1.0"
