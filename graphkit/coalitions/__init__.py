"""Groups of actors found in a network."""
