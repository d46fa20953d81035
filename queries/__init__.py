"""The query library: one .cypher file a query."""
