"""How surely groups are found again: runs with some actions left out, their consensus, and what chance gives."""
