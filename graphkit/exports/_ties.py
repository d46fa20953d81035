"""The ties of an export, as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from graphkit.exports._entries import Entries, entries
from graphkit.exports._keys import action_keys, actor_keys

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection


def two_mode_ties(network: Network) -> pa.Table:
    """One row a tie of the data and what it goes to.

    Columns: ``from_key``, ``to_key``, ``worth`` (1); ``tie_type``, ``tie_role``, ``nth`` (which tie of its type in its
    pair, from 1); ``amount`` as the source states it, ``amount_counted`` (what of it is in sums: null where it is in
    none), ``currency``, ``resource``, ``instrument``, ``basis``, ``status``; ``first_year``, ``last_year`` (null: open,
    or not known), ``day``, ``started``, ``ended`` as stated; ``opens``, ``closes``: first and last day of both, for
    timelines; ``recipient``, ``regrant``, ``reference``; ``tie_id``, ``source_id``, ``source_name``, ``locator``.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    of, money = entries(network), network.money
    ties, snapshot = of.ties, network.snapshot
    amounts = money.minor / 10.0**money.digits
    columns: dict[str, Any] = {
        "from_key": _taken(actor_keys(network, one_mode=False), of.actor),
        "to_key": _taken(action_keys(network), of.action),
        "worth": pa.array(np.ones(len(of.pair))),
        "tie_type": ties["type"],
        "tie_role": ties["role"],
        "nth": pa.array(of.rank),
        "amount": ties["amount"],
        "amount_counted": pa.array(amounts, mask=~money.known),
        **{name: ties[name] for name in ("currency", "resource", "instrument", "basis", "status")},
        "first_year": pa.array(of.first, mask=of.first == 0),
        "last_year": pa.array(of.last, mask=of.last == 0),
        "day": ties["date"],
        "started": ties["start"],
        "ended": ties["end"],
        "opens": _days(of, "start"),
        "closes": _days(of, "end"),
        **{name: ties[name] for name in ("recipient", "regrant", "reference")},
        "tie_id": ties["id"],
        "source_id": ties["source"],
        "source_name": pc.take(snapshot.sources["name"], pc.index_in(ties["source"], snapshot.sources["id"])),
        "locator": ties["locator"],
    }
    return pa.table(columns).combine_chunks()


def one_mode_ties(projection: Projection) -> pa.Table:
    """One row a pair of actors: ``from_key``, ``to_key``, ``worth`` (the weight of the projection), ``shared``."""
    import pyarrow as pa
    from scipy.sparse import triu

    keys = actor_keys(projection.network, one_mode=True)
    ties, shared = triu(projection.matrix, format="coo"), triu(projection.shared, format="coo")
    return pa.table(
        {
            "from_key": _taken(keys, ties.row.astype("int64")),
            "to_key": _taken(keys, ties.col.astype("int64")),
            "worth": pa.array(ties.data.astype("float64")),
            "shared": pa.array(shared.data.astype("int64")),
        }
    )


def _taken(keys: list[str], places: NDArray[np.int64]) -> pa.Array:
    import pyarrow as pa

    return pa.array(keys, pa.string()).take(pa.array(places))


def _days(of: Entries, end: str) -> pa.Array:
    """The first or last day of the years that ties hold for; the day stated where it is of that year."""
    import pyarrow as pa

    years = of.first if end == "start" else of.last
    month_day = (1, 1) if end == "start" else (12, 31)
    stated = of.ties[end].to_pylist()
    days = [
        None if not year else said if said is not None and said.year == year else date(year, *month_day)
        for year, said in zip(years.tolist(), stated, strict=True)
    ]
    return pa.array(days, pa.date32())
