"""What ties can be grouped by beside currency, basis and kind, which are never mixed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphkit.accounts.scope import tie_years
from graphkit.errors import UnknownName
from graphkit.money.minor_units import coded, places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.money.counted import Counted
    from graphkit.networks.snapshot import Snapshot
    from graphkit.networks.years import Years

ALWAYS = ("currency", "basis", "kind")
"""Every sum is of one of each, whether they are asked for or not."""

NAMED = ("funder", "recipient", "action", "source")
"""What has an id and a name."""

STATED = ("resource", "instrument", "status")
"""Code lists."""

OF_FUNDER = {"funder_scale": "scale", "funder_kind": "kind"}
"""What is said of who gives, and its column."""

BY = (*ALWAYS, "year", *NAMED, *STATED, *OF_FUNDER)

Label = tuple[str | None, ...]


def asked(by: Iterable[str]) -> tuple[str, ...]:
    """What was asked for beside `ALWAYS`, each once.

    Raises
    ------
    UnknownName
        One of them is not in `BY`.
    """
    found = tuple(dict.fromkeys(by))
    for name in found:
        if name not in BY:
            raise UnknownName("grouping", name, BY)
    return tuple(name for name in found if name not in ALWAYS)


def grouped(snapshot: Snapshot, counted: Counted, by: str) -> tuple[NDArray[np.int64], list[Label]]:
    """The group of each tie as a place in the list of groups; -1 where it is in none. A group that has a name has it
    first, then its id."""  # noqa: D209
    if by == "year":
        return _by_year(tie_years(snapshot, counted.ties))
    if by in STATED:
        codes, names = coded(counted.ties[by])
        return codes, [(name,) for name in names]
    if by in OF_FUNDER:
        import pyarrow.compute as pc

        giver = pc.index_in(counted.ties["actor"], value_set=snapshot.actors["id"])
        codes, names = coded(pc.take(snapshot.actors[OF_FUNDER[by]], giver))
        return codes, [(name,) for name in names]
    if by == "recipient":
        codes, ids = counted.receiver, counted.receivers
    else:
        codes, ids = coded(counted.ties[{"funder": "actor"}.get(by, by)])
    table = {"source": snapshot.sources, "action": snapshot.actions}.get(by, snapshot.actors)
    at = places(table["id"], ids)
    name_of = {
        ids[place]: name for place, name in zip(at.tolist(), table["name"].to_pylist(), strict=True) if place >= 0
    }
    return codes, [(name_of.get(id, id), id) for id in ids]


def spelled(first: int, last: int) -> str:
    """Years as ``2019``, ``2019/2021``, and with an open end ``2019/..``."""
    ends = ("" if abs(year) >= 10**6 else str(year) for year in (first, last))
    one, other = (end or ".." for end in ends)
    return one if one == other else f"{one}/{other}"


def _by_year(when: Years) -> tuple[NDArray[np.int64], list[Label]]:
    """What is for several years is of those years together: nobody says how much of it is of which."""
    import numpy as np

    code = (when.first + 2 * 10**6) * 10**7 + when.last + 2 * 10**6
    values, place = np.unique(np.where(when.dated, code, -1), return_inverse=True)
    place = place.reshape(-1)
    ends = [(int(v) // 10**7 - 2 * 10**6, int(v) % 10**7 - 2 * 10**6) for v in values if v >= 0]
    return place - (len(values) - len(ends)), [(spelled(*pair),) for pair in ends]
