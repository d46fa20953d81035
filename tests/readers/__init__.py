"""Programs of others that read exports: Gephi's toolkit, Gephi Lite's reader, Neo4j's importer, igraph."""
