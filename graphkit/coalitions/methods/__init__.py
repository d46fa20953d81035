"""Methods that find groups of actors: one file a method, found by its name.

Each file has ``find``, ``REFERENCE`` (what to cite), ``OF`` (``ties`` or ``two-mode``: what it looks at) and
``STARTS`` (how many starts the best is taken of, if nothing is said).
"""
