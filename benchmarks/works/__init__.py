"""What is done: one file a work, in it one function an engine; nothing else names either.

The function of an engine, named as its file in ``engines``, does the work and is timed. It takes the graph that the
engine was given and what is `given`. A function ``ENGINE_read``, where there is one, makes of what came out the values
that graphkit has, and adapts definitions that differ; it is not timed. ``ENGINE_part`` does a share of the work that
would take too long, and gives back how large it was.

KIND : str
    The graph that engines are given, see ``engines``.
BOUNDED : bool
    Whether without the actions of more than 100 actors. True where it is not said.
WANTED : mapping of str to float
    How many times as fast graphkit is to be at the size M as an engine, or as the ``best`` of all but NetworkX.
NOTES : mapping of str to str
    What an engine does otherwise.
"""
