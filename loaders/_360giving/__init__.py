"""Parts of the loader of the 360Giving standard."""
