"""Parts of the loader of official lists of territories."""
