"""Measures of actors and actions: one file a measure."""
