"""A real Neo4j for the tests: given, from Maven, or from Docker."""
