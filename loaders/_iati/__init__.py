"""Parts of the loader of IATI."""
