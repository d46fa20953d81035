"""The ties of one class of a resource mix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.accounts.scope import Part
    from graphkit.resources.result import MixResult


def part_of(result: MixResult, key: str, by: str | None) -> Part:
    """The ties of a class, as an account of them has them; see `MixResult.evidence`."""
    import numpy as np

    from graphkit.accounts.grouping import grouped
    from graphkit.accounts.rows import ROWS
    from graphkit.accounts.scope import Part, chosen
    from graphkit.resources.mix import BY

    if by is not None and by not in result.sums:
        raise UnknownName("share", by, result.sums)
    counted = result.part.counted
    found, known = {}, list(ROWS)
    for each in result.sums if by is None else (by,):
        codes, labels = grouped(result.snapshot, counted, BY[each])
        known += [part for label in labels for part in label if part]
        if key:
            mine = np.isin(codes, [place for place, label in enumerate(labels) if key in label])
        else:
            mine = codes < 0 if by else np.zeros(len(codes), dtype=np.bool_)
        if mine.any():
            found[each] = mine
    if not found:
        raise UnknownName("class or line", key, dict.fromkeys(known))
    if len(found) > 1:
        raise UsageError(f"{key!r} is a class by {' and by '.join(found)}. Say which: by={next(iter(found))!r}.")
    (mine,) = found.values()
    return Part(None, chosen(counted, np.flatnonzero(mine)))
