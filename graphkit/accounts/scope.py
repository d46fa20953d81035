"""Which ties an account is of: all, those of a source, or what an actor gives and what it receives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphkit.money.counted import Counted, count
from graphkit.money.handed_on import handed_on, spread
from graphkit.money.lines import COUNTED, UNSPLIT
from graphkit.money.minor_units import places
from graphkit.money.rates import NO_DAY
from graphkit.networks.untied import receives
from graphkit.networks.years import years

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.money.rates import Rates
    from graphkit.networks.snapshot import Snapshot
    from graphkit.networks.years import Years

GIVEN, RECEIVED = "given", "received"


@dataclass(frozen=True, slots=True)
class Part:
    """Ties that are summed together: all of the scope, or what the actor gives, or receives."""

    direction: str | None
    counted: Counted


def whole(snapshot: Snapshot, source: str | None, actor: str | None, rates: Rates | None) -> Counted:
    """The ties of money of a snapshot, or of one source; where an actor is given its ties alone need rates."""
    import pyarrow.compute as pc

    ties = snapshot.ties
    if source is not None:
        ties = ties.filter(pc.equal(ties["source"], source))
    if rates is None:
        return count(ties)
    return count(ties, rates, days(snapshot, ties), None if actor is None else _around(snapshot, ties, actor))


def given_and_received(snapshot: Snapshot, counted: Counted, actor: str) -> list[Part]:
    """What an actor gives, and what it receives: two accounts, for the one may be the other handed on.

    What the actor hands on is taken out of both: what is left of the first is its own, of the second stays with it.
    """
    import numpy as np
    import pyarrow.compute as pc

    ties = counted.ties
    me = counted.receivers.index(actor) if actor in counted.receivers else -2
    gives = np.asarray(pc.equal(ties["actor"], actor).to_numpy(), dtype=np.bool_)
    receives = counted.receiver == me
    shares_in = counted.several & _to_its_actions(snapshot, ties, actor)
    regrant = places(ties["regrant"], counted.receivers)
    # By itself an actor's part is what it hands on, whoever is named as the giver of the tie.
    mine = receives | ((regrant == me) & (counted.line == COUNTED))
    taken = handed_on(
        counted.group, np.where(mine, counted.amount, 0), np.where(receives, counted.receiver, -1),
        np.where(mine & (regrant == me), regrant, -1), counted.rank,
    ).taken  # fmt: skip
    line = np.where(shares_in & (counted.line == COUNTED), UNSPLIT, counted.line).astype(np.int8)
    gross, amount = (np.where(shares_in, 0, minor) for minor in (counted.gross, counted.amount))
    received = replace(counted, taken=taken, line=line, gross=gross, amount=amount)
    given = replace(counted, taken=_own_part(counted, gives, regrant, me, taken))
    return [
        Part(GIVEN, chosen(given, np.flatnonzero(gives))),
        Part(RECEIVED, chosen(received, np.flatnonzero(receives | shares_in))),
    ]


def chosen(counted: Counted, rows: NDArray[np.int64]) -> Counted:
    """Some of the ties, as they were counted among all."""
    names = (
        "line",
        "kind",
        "currency",
        "basis",
        "receiver",
        "several",
        "gross",
        "amount",
        "taken",
        "circle",
        "differs",
    )
    some = {name: getattr(counted, name)[rows] for name in names}
    used = counted.rates
    if used is not None:
        used = replace(used, step=used.step[rows], days=None if used.days is None else used.days[rows])
    return replace(counted, ties=counted.ties.take(rows), rates=used, **some)


def days(snapshot: Snapshot, ties: pa.Table) -> NDArray[np.int64]:
    """The day on which a rate is looked up: a tie's date, else the last day of the year it states, else its start,
    else the last day of its action's year."""  # noqa: D209
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    when = tie_years(snapshot, ties)
    last_days = np.array(when.one, dtype="int64").clip(1, 9999) - 1969
    year_end = last_days.astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) - 1
    stated = pc.is_valid(ties["year"])
    found = pc.if_else(stated, pa.array(year_end), pc.cast(pc.cast(ties["start"], pa.int32()), pa.int64()))
    found = pc.coalesce(pc.cast(pc.cast(ties["date"], pa.int32()), pa.int64()), found)
    none = pa.array(np.where(when.dated, year_end, NO_DAY))
    return np.asarray(pc.coalesce(found, none).to_numpy(), dtype=np.int64)


def tie_years(snapshot: Snapshot, ties: pa.Table) -> Years:
    """The years of some ties of a snapshot."""
    import numpy as np
    import pyarrow.compute as pc

    action = np.asarray(pc.index_in(ties["action"], value_set=snapshot.actions["id"]).to_numpy(), dtype=np.int64)
    return years(ties, snapshot.actions, action)


def _around(snapshot: Snapshot, ties: pa.Table, actor: str) -> NDArray[np.bool_]:
    """Which ties an actor gives, receives or hands on."""
    import numpy as np
    import pyarrow.compute as pc

    found = _to_its_actions(snapshot, ties, actor)
    for end in ("actor", "recipient", "regrant"):
        found |= np.asarray(pc.fill_null(pc.equal(ties[end], actor), False).to_numpy(), dtype=np.bool_)
    return found


def _to_its_actions(snapshot: Snapshot, ties: pa.Table, actor: str) -> NDArray[np.bool_]:
    """Which ties go to an action in which the actor has the role of recipient."""
    import numpy as np
    import pyarrow.compute as pc

    known = snapshot.ties
    its = np.asarray(pc.fill_null(pc.equal(known["actor"], actor), False).to_numpy(), dtype=np.bool_)
    actions = known["action"].filter(receives(known) & its)
    return np.array(pc.is_in(ties["action"], value_set=actions).to_numpy(), dtype=np.bool_)


def _own_part(
    counted: Counted, gives: NDArray[np.bool_], regrant: NDArray[np.int64], me: int, taken: NDArray[np.int64]
) -> NDArray[np.int64]:
    """What is taken out of what an actor gives: what others handed on of it within it, and what it hands on itself."""
    import numpy as np

    found = np.zeros(len(taken), dtype=np.int64)
    rows = np.flatnonzero(gives & (counted.line == COUNTED))
    within = np.where(regrant[rows] == me, -1, regrant[rows])
    rank = counted.rank[rows]
    found[rows] = handed_on(counted.group[rows], counted.amount[rows], counted.receiver[rows], within, rank).taken
    _, group = np.unique(counted.group, return_inverse=True)
    group = group.reshape(-1)
    part = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    np.add.at(part, group, taken)
    handing = rows[(regrant[rows] == me) & (counted.amount[rows] - found[rows] > 0)]
    room = counted.amount[handing] - found[handing]
    most = np.zeros(len(part), dtype=np.int64)
    np.add.at(most, group[handing], room)
    found[handing] += spread(np.minimum(part, most), group[handing], room, counted.rank[handing])
    return found
