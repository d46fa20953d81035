"""Compiled functions on the arrays of two-mode networks, which know nothing else of graphkit.

A network is the actions of each actor and the actors of each action, see `graphkit.networks.kernels.layout`. numba is
imported by the first file with a compiled function in it, and by nothing before: the caller imports the file inside the
function that needs it, where a network is large enough to earn the half second that this takes.
"""
