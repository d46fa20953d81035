"""Parts of the loader of French grants (SCDL)."""
