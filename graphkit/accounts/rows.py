"""The ties behind a line of an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.accounts.grouping import spelled
from graphkit.accounts.scope import Part, tie_years
from graphkit.model.money import minor_digits
from graphkit.money.lines import COUNTED, LINES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.money.counted import Counted
    from graphkit.networks.snapshot import Snapshot

ROWS = (*LINES, "shares", "handed_on", "negative", "circle", "differs")
"""Lines of an account that ties stand behind. ``shares``: the amount is a part of a total. ``handed_on``: some
of the amount went on, and is taken out of the sum."""

_STATED = ("status", "basis", "resource", "amount", "currency", "gross_amount", "share")


def behind(counted: Counted, key: str | None) -> NDArray[np.bool_]:
    """Which ties stand behind a line; all without one."""
    import numpy as np

    if key is None:
        return np.ones(len(counted.line), dtype=np.bool_)
    if key in LINES:
        return np.asarray(counted.line == LINES.index(key), dtype=np.bool_)
    if key == "shares":
        return np.asarray(counted.gross != counted.amount, dtype=np.bool_)
    if key == "handed_on":
        return np.asarray(counted.taken != 0, dtype=np.bool_)
    if key == "negative":
        return np.asarray(counted.amount < 0, dtype=np.bool_)
    return counted.circle if key == "circle" else counted.differs


def tie_rows(snapshot: Snapshot, parts: Sequence[Part], key: str | None, *, directed: bool) -> pd.DataFrame:
    """The ties behind a line of an account; columns as in `MoneyResult.evidence`."""
    import pandas as pd

    frames = [_of_part(snapshot, part, key) for part in parts]
    frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    return frame if directed else frame.drop(columns="direction")


def _of_part(snapshot: Snapshot, part: Part, key: str | None) -> pd.DataFrame:
    import numpy as np
    import pandas as pd
    import pyarrow.compute as pc

    counted = part.counted
    rows = np.flatnonzero(behind(counted, key))
    ties = counted.ties.take(rows)
    names = {
        end: pc.take(table["name"], pc.index_in(ties[end], value_set=table["id"])).to_pylist()
        for end, table in (("actor", snapshot.actors), ("action", snapshot.actions), ("source", snapshot.sources))
    }
    at = counted.receiver[rows].tolist()
    name_of = dict(zip(*(snapshot.actors[column].to_pylist() for column in ("id", "name")), strict=True))
    recipients = [counted.receivers[n] if n >= 0 else None for n in at]
    when = tie_years(snapshot, ties)
    ends = zip(when.dated.tolist(), when.first.tolist(), when.last.tolist(), strict=True)
    in_sum = counted.line[rows] == COUNTED
    currency = [counted.currencies[n] if n >= 0 else None for n in counted.currency[rows].tolist()]
    scale = np.array([10.0 ** minor_digits(name or "") for name in currency], dtype=np.float64)

    def major(minor: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.where(in_sum, minor[rows] / scale, np.nan)

    columns = {
        "direction": part.direction,
        "tie": ties["id"].to_pylist(),
        "line": [LINES[n] for n in counted.line[rows].tolist()],
        "actor": ties["actor"].to_pylist(),
        "actor_name": names["actor"],
        "action": ties["action"].to_pylist(),
        "action_name": names["action"],
        "recipient": recipients,
        "recipient_name": [name_of.get(id, id) if id else None for id in recipients],
        "regrant": ties["regrant"].to_pylist(),
        **{name: ties[name].to_pylist() for name in _STATED},
        "net": major(counted.amount - counted.taken),
        "taken_out": major(counted.taken),
        "sum_currency": currency,
        "year": [spelled(first, last) if dated else None for dated, first, last in ends],
        "date": ties["date"].to_pylist(),
        "source": ties["source"].to_pylist(),
        "source_name": names["source"],
        "locator": ties["locator"].to_pylist(),
    }
    texts = dict.fromkeys((name for name in columns if name not in ("date", "net", "taken_out")), "str")
    numbers = dict.fromkeys(("amount", "gross_amount", "share"), "float64")
    frame = pd.DataFrame(columns, index=range(len(rows))).astype(texts | numbers)
    return frame.sort_values(["source", "tie"], kind="stable", ignore_index=True)
