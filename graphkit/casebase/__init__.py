"""The cases of the source documents as tables."""
