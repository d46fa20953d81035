"""Where things are: the places that sources name, tied to the official territories that they are."""
