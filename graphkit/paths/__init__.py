"""Co-funding paths between actors."""
