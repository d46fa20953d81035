"""Parts of the loader of CORDIS."""
