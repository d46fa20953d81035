"""Programs of others that read what graphkit exports: Gephi's toolkit, Gephi Lite's reader, Neo4j's importer, igraph."""
