"""What is measured: one file an engine, named as in the works, which gives an engine its graph ready-made.

`ready` takes what is `given` and the kind of graph that a work asks for: ``projection``, ``weighted`` (the projection
with Newman's weights), or ``two-mode`` (actions are nodes behind the actors). None of its time is counted. `VERSIONS`
has the packages whose versions are told, `RELEASES` what is no package. Where an engine's answers are its own objects,
`read` makes arrays of them. One that is not to be had everywhere says whether it `is_there`; one with `OWN_PYTHON` is
run by graphkit's Python and not by that of the peers.
"""
