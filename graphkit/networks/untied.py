"""Which ties tie nobody: money that came to nothing or was only asked for, and who would have received it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.money.lines import NO_TIE_OF_MONEY, REQUESTED, lines
from graphkit.money.lines import undecided as not_decided

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.networks.snapshot import Snapshot

    Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Untied:
    """Marks over ties; a tie has one at most.

    Attributes
    ----------
    undecided : array of bool
        Money that was refused, withdrawn, or is not decided.
    asked : array of bool
        Money that was only asked for.
    received : array of bool
        What says that its actor receives, and of the money that it would have received none counts.
    """

    undecided: Marks
    asked: Marks
    received: Marks

    @property
    def any(self) -> Marks:
        """All three."""
        return self.undecided | self.asked | self.received


def untied(ties: pa.Table) -> Untied:
    """Which ties tie nobody.

    A recipient is one by what it receives. Of an action to which sources name money for it (money whose recipient it
    is, or that names none), and none that was given, it is no actor by that tie. It stays where one of them was given,
    by whichever source, or where no source speaks of money; what else it does there ties it in any case. Records are
    not told apart: what several of them say of who receives in an action is one tie.

    Parameters
    ----------
    ties : pyarrow.Table
        All ties of a snapshot.
    """
    import numpy as np

    line = lines(ties)
    undecided, asked = not_decided(line), line == REQUESTED
    received = np.zeros(len(line), dtype=np.bool_)
    nothing = undecided | asked
    if nothing.any() and (mine := np.flatnonzero(receives(ties))).size:
        promised, given = _named(ties, mine, nothing), _named(ties, mine, (line != NO_TIE_OF_MONEY) & ~nothing)
        received[mine[promised & ~given]] = True
    return Untied(undecided, asked, received)


def receives(ties: pa.Table) -> Marks:
    """Which ties say no more than that their actor receives."""
    import numpy as np
    import pyarrow.compute as pc

    part = pc.and_(pc.equal(ties["type"], "TAKES_PART"), pc.equal(ties["role"], "recipient"))
    return np.asarray(pc.fill_null(part, False).to_numpy(), dtype=np.bool_)


def recipients(snapshot: Snapshot) -> pd.DataFrame:
    """Who receives the money of each action, or for whose activity it stands: ``action``, ``actor``, each pair once.

    Nobody does by what ties nobody, nor where no more than money that came to nothing or was only asked for names it.
    """
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    ties = snapshot.ties.select(["action", "actor", "type", "role", "recipient"]).filter(pa.array(~snapshot.untied.any))
    takes, named = ties.filter(pa.array(receives(ties))), ties.filter(pc.is_valid(ties["recipient"]))
    return pd.DataFrame(
        {
            "action": pd.Series([*takes["action"].to_pylist(), *named["action"].to_pylist()], dtype=object),
            "actor": pd.Series([*takes["actor"].to_pylist(), *named["recipient"].to_pylist()], dtype=object),
        }
    ).drop_duplicates()


def not_done(snapshot: Snapshot) -> set[str]:
    """The actions of which the data have ties and none that ties: asked for, perhaps refused, and not there."""
    import numpy as np

    n = snapshot.actions.num_rows
    every = np.bincount(snapshot.action_of_ties, minlength=n)
    none = np.bincount(snapshot.action_of_ties[snapshot.untied.any], minlength=n)
    return set(snapshot.actions["id"].filter((every > 0) & (every == none)).to_pylist())


def _named(ties: pa.Table, mine: NDArray[np.int64], money: Marks) -> Marks:
    """Of some ties of recipients, to whose action there is some of the money that names the actor, or nobody."""
    import numpy as np
    import pyarrow.compute as pc

    of = ties.select(["action", "recipient"]).filter(money)
    own = ties.select(["action", "actor"]).take(mine)
    nobodys = pc.is_in(own["action"], value_set=of.filter(pc.is_null(of["recipient"]))["action"])
    # Numbers for the words that both have, so that a pair is one number.
    actions, actors = pc.unique(own["action"]), pc.unique(own["actor"])

    def pairs(action: pa.ChunkedArray, actor: pa.ChunkedArray) -> NDArray[np.int64]:
        one, other = (
            np.asarray(pc.fill_null(pc.index_in(column, value_set=words), -1).to_numpy(), dtype=np.int64)
            for column, words in ((action, actions), (actor, actors))
        )
        return np.where((one >= 0) & (other >= 0), one * len(actors) + other, -1)

    named = np.isin(pairs(own["action"], own["actor"]), pairs(of["action"], of["recipient"]))
    return np.asarray(nobodys.to_numpy(), dtype=np.bool_) | named
