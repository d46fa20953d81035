"""How things are drawn: where nodes stand, what colours mean, names that find room, pictures as SVG."""
