"""How nodes look where a format can say it: where they stand, how large they are, and the colour of their coalition."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graphkit.drawing.palette import ACTION, of_group

if TYPE_CHECKING:
    from graphkit.exports._content import Content

# Side of the sheet in the units of Gephi, and the sizes of the least and the most tied node.
SIDE, LEAST, MOST = 2_000.0, 8.0, 60.0

# Beyond so many nodes positions would take minutes; programs then lay them out themselves.
MOST_PLACED = 50_000


class Look(NamedTuple):
    """The place, the size and the colour of a node; no place where there are too many nodes."""

    place: tuple[float, float] | None
    size: float
    colour: tuple[int, int, int]


def looks(content: Content) -> list[Look]:
    """The look of each node, in their order: size by the root of its ties, colour by coalition as in reports."""
    import numpy as np

    from graphkit.drawing.forces import forces

    key = {each: row for row, each in enumerate(content.nodes["key"].to_pylist())}
    n = len(key)
    one, other = ([key[each] for each in content.ties[name].to_pylist()] for name in ("from_key", "to_key"))
    ends = np.array([one, other], dtype=np.int64).T.reshape(-1, 2)
    degree = np.bincount(ends.ravel(), minlength=n)
    sizes = LEAST + (MOST - LEAST) * np.sqrt(degree / max(int(degree.max(initial=0)), 1))
    places: list[tuple[float, float] | None] = [None] * n
    if 0 < n <= MOST_PLACED:
        found = forces(n, np.unique(ends, axis=0))
        span = max(float(np.ptp(found, axis=0).max()), 1e-9)
        places = [(round(x, 2), round(y, 2)) for x, y in (found * (SIDE / span)).tolist()]
    groups = content.nodes["coalition"].to_pylist() if "coalition" in content.nodes.column_names else [None] * n
    colours = [_colour(group, row < content.n_actors) for row, group in enumerate(groups)]
    return [Look(*each) for each in zip(places, sizes.round(2).tolist(), colours, strict=True)]


def _colour(group: int | None, is_actor: bool) -> tuple[int, int, int]:
    text = of_group(None if group is None else group - 1) if is_actor or group is not None else ACTION
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
