"""Where the graph is kept: one class over Bolt for Neo4j and the embedded engine."""
