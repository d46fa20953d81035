"""Loaders: one file a source format."""
