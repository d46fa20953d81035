"""NetworkX's functions that have a kernel: one file a function, found by its name."""
