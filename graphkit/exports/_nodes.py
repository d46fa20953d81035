"""The nodes of an export, as a table: actors first, then actions or what stands for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.exports._entries import Entries, entries
from graphkit.exports._keys import action_keys, actor_keys
from graphkit.exports._membership import membership

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.networks.results import GroupResult

_OF_ACTORS = ("kind", "scale", "funder", "id_quality", "identifiers", "aliases", "name_fr")
_OF_ACTIONS = ("scale", "status", "implied", "name_fr")


def nodes(network: Network, one_mode: bool, groups: GroupResult | None, lang: str) -> pa.Table:
    """One row a node.

    Columns: ``key``, ``name`` (in `lang` where there is one in it), ``mode`` (actor, or what the columns of the network
    are), ``data_id``; ``kind``, ``scale``, ``funder``, ``status``, ``implied``, ``id_quality``, ``identifiers``,
    ``aliases``, ``name_fr``; ``started``, ``ended`` of actions; ``coalition`` and the columns of
    `graphkit.exports._membership`, where groups are given; ``n_ties``, ``amount`` (the sum of the known amounts of its
    ties; null where none is), ``amount_currency``, ``n_amounts``, ``n_amounts_missing``, ``first_year``, ``last_year``.
    """
    import pyarrow as pa

    actors = network.snapshot.actors.to_pylist()
    by_id = {row["id"]: row for row in actors}
    rows = [_actor(by_id[id]) for id in network.actor_ids]
    keys = list(actor_keys(network, one_mode))
    names = list(network.actor_names)
    if not one_mode:
        rows += _actions(network, by_id)
        keys += action_keys(network)
        names += network.action_names
    if lang == "fr":
        names = [row.get("name_fr") or name for row, name in zip(rows, names, strict=True)]
    text, texts, day = pa.string(), pa.list_(pa.string()), pa.date32()
    types = {
        "mode": text, "data_id": text, "kind": text, "scale": text, "funder": pa.bool_(), "status": text,
        "implied": pa.bool_(), "id_quality": text, "identifiers": texts, "aliases": texts, "name_fr": text,
        "started": day, "ended": day,
    }  # fmt: skip
    if one_mode:
        types = {name: type for name, type in types.items() if name not in ("status", "implied", "started", "ended")}
    columns: dict[str, Any] = {"key": pa.array(keys, text), "name": pa.array(names, text)}
    columns |= {name: pa.array([row.get(name) for row in rows], type) for name, type in types.items()}
    if groups is not None:
        columns |= membership(groups, network, one_mode, lang)
    return pa.table(columns | _sums(network, one_mode))


def _actor(row: dict[str, Any]) -> dict[str, Any]:
    return {"mode": "actor", "data_id": row["id"], **{name: row[name] for name in _OF_ACTORS}}


def _actions(network: Network, actors: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Actions; or, at another grain, who receives, with what is known of them as actors."""
    grain = network.spec.request.grain
    if grain != "action":
        ids = [(id, id if grain == "recipient" else id.rpartition("@")[0]) for id in network.action_ids]
        known = [(id, actors.get(of, {})) for id, of in ids]
        return [{"data_id": id, **{name: row.get(name) for name in _OF_ACTORS}, "mode": grain} for id, row in known]
    found = {row["id"]: row for row in network.snapshot.actions.to_pylist()}
    return [
        {"mode": "action", "data_id": id, **{name: found[id][name] for name in _OF_ACTIONS},
         "started": found[id]["start"], "ended": found[id]["end"]}
        for id in network.action_ids
    ]  # fmt: skip


def _sums(network: Network, one_mode: bool) -> dict[str, Any]:
    """What the ties of each node come to."""
    import numpy as np
    import pyarrow as pa

    of, money = entries(network), network.money
    sides = [_of_side(of, of.actor, network.n_actors, network)]
    if not one_mode:
        sides.append(_of_side(of, of.action, network.n_actions, network))
    n, minor, known, missing, first, last = (np.concatenate(parts) for parts in zip(*sides, strict=True))
    currency = [money.currency if there else None for there in (known > 0).tolist()]
    return {
        "n_ties": pa.array(n),
        "amount": pa.array(minor / 10.0**money.digits, mask=known == 0),
        "amount_currency": pa.array(currency, pa.string()),
        "n_amounts": pa.array(known),
        "n_amounts_missing": pa.array(missing),
        "first_year": pa.array(first, mask=first == 0),
        "last_year": pa.array(last, mask=last == 0),
    }


def _of_side(of: Entries, node: NDArray[np.int64], n: int, network: Network) -> tuple[NDArray[Any], ...]:
    import numpy as np

    money = network.money
    minor = np.zeros(n, dtype=np.int64)
    np.add.at(minor, node, np.where(money.known, money.minor, 0))
    # A tie that is open on one side still says one year; 0 is none.
    one, other = np.where(of.first > 0, of.first, of.last), np.where(of.last > 0, of.last, of.first)
    first, last = np.full(n, np.iinfo(np.int64).max), np.zeros(n, dtype=np.int64)
    np.minimum.at(first, node[one > 0], one[one > 0])
    np.maximum.at(last, node, other)
    first[last == 0] = 0
    counts = (np.bincount(node[which], minlength=n) for which in (slice(None), money.known, money.missing))
    n_ties, known, missing = counts
    return n_ties, minor, known, missing, first, last
