"""Parts of the loader of the user's own tables."""
