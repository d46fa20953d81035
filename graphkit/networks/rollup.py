"""Members counted as what they belong to: a programme as its ministry, a department as its city."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.errors import DataError
from graphkit.networks.years import span

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def rollup(
    actors: pa.Table, links: pa.Table, memberships: Sequence[str], since: int | None, until: int | None
) -> tuple[NDArray[np.int64], int]:
    """What each actor is counted as, as its row in `actors`, and how many belong to several at once.

    Parameters
    ----------
    memberships : sequence of str
        Roles of ``MEMBER_OF`` that count, all alike: what a member belongs to may belong to something itself.
    since, until : int, optional
        A membership that ended before or began after does not count.

    Notes
    -----
    Who belongs to several is counted as the one whose id comes first.

    Raises
    ------
    DataError
        Memberships go round in a circle; names those in it.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    parent = np.arange(actors.num_rows)
    in_question = pc.is_in(links["role"], value_set=pa.array(memberships, pa.string()))
    member_of = links.filter(pc.and_(pc.equal(links["type"], "MEMBER_OF"), in_question))
    if member_of.num_rows == 0:
        return parent, 0
    ids = actors["id"]
    child = pc.fill_null(pc.index_in(member_of["start_id"], value_set=ids), -1).to_numpy().astype(np.int64)
    above = pc.fill_null(pc.index_in(member_of["end_id"], value_set=ids), -1).to_numpy().astype(np.int64)
    use = (child >= 0) & (above >= 0) & (child != above) & span(member_of).within(since, until)
    pairs = np.unique(np.stack([child[use], above[use]], axis=1), axis=0)
    # Sorted by child, then by what it belongs to: the first of each child is the one with the smallest id.
    children, first, times = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    parent[children] = pairs[first, 1]
    for _ in range(int(actors.num_rows).bit_length()):
        higher = parent[parent]
        if (higher == parent).all():
            break
        parent = higher
    _refuse_circles(children, pairs[first, 1], parent, ids)
    return parent, int((times > 1).sum())


def _refuse_circles(
    children: NDArray[np.int64], above: NDArray[np.int64], top: NDArray[np.int64], ids: pa.ChunkedArray
) -> None:
    step = dict(zip(children.tolist(), above.tolist(), strict=True))
    # Who stands at the top belongs to nothing; where it does, the way up never ended.
    lost = [at for at in top[children].tolist() if at in step]
    if not lost:
        return
    circle = [min(lost)]
    while step[circle[-1]] != circle[0]:
        circle.append(step[circle[-1]])
    first = circle.index(min(circle))
    names = [ids[at].as_py() for at in (*circle[first:], *circle[: first + 1])]
    raise DataError(
        f"The memberships go round in a circle: {' → '.join(names)}. Nothing is above the others, so nothing can be "
        "counted as another: correct one of these MEMBER_OF ties."
    )
