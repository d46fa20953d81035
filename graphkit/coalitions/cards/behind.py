"""The rows behind the numbers of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.coalitions.cards.attributes import ACTORS
from graphkit.errors import UnknownName

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from graphkit.coalitions.cards.result import Card

KINDS = ("member", "action", "pair", "bridge", "share", "money")
"""What a key may begin with."""


def behind(card: Card, key: str | None) -> pd.DataFrame:
    """The rows behind a number; see `Card.evidence`."""
    import numpy as np

    from graphkit.networks.evidence import tie_table

    network, pairs = card.scope.network, card.scope.pairs
    if key is None:
        return tie_table(network, pairs)
    kind, _, rest = key.partition(":")
    if kind == "share":
        return _links(card, key)
    if kind == "money" and not rest:
        frame = tie_table(network, pairs)
        return frame[frame["type"] == "FUNDS"].reset_index(drop=True)
    if kind == "bridge":
        return tie_table(network, _of_bridge(card, rest, key))
    actor, column = card.scope.actor_of_pairs[pairs], network.indices[pairs]
    if kind == "member" and rest in {one.id for one in card.members}:
        return tie_table(network, pairs[actor == network.actor_ids.index(rest)])
    if kind == "action" and rest in {one.id for one in card.actions}:
        return tie_table(network, pairs[column == network.action_ids.index(rest)])
    if kind == "pair" and (two := _two(card, rest)):
        one, other = (network.actor_ids.index(id) for id in two)
        both = np.intersect1d(column[actor == one], column[actor == other])
        return tie_table(network, pairs[np.isin(actor, (one, other)) & np.isin(column, both)])
    raise _unknown(key)


def _two(card: Card, ids: str) -> tuple[str, str] | None:
    """The pair of a key: an id may hold the sign that stands between two."""
    return next(((one.one, one.other) for one in card.pairs if f"{one.one}|{one.other}" == ids), None)


def _of_bridge(card: Card, group: str, key: str) -> NDArray[np.int64]:
    """The pairs of members of either group in what they share."""
    import numpy as np

    from graphkit.coalitions.cards.scope import Scope

    found = next((one for one in card.bridges if f"c{one.group + 1}" == group), None)
    if found is None or card.coalitions is None:
        raise _unknown(key)
    network = card.scope.network
    there = Scope(network, card.coalitions.groups[found.group])
    return np.flatnonzero((card.scope.within | there.within) & np.isin(network.indices, found.columns))


def _links(card: Card, key: str) -> pd.DataFrame:
    """The links that say of members, or of what they share, what they have in common."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    one = next((each for each in card.shares if f"share:{each.of}:{each.attribute}:{each.value}" == key), None)
    if one is None:
        raise _unknown(key)
    given = next(each for each in card.attributes if (each.of, each.name) == (one.of, one.attribute))
    scope = card.scope
    network, snapshot = scope.network, scope.network.snapshot
    of_actors = one.of == ACTORS
    places = scope.rows.tolist() if of_actors else np.flatnonzero(scope.shared).tolist()
    ids, names = (network.actor_ids, network.actor_names) if of_actors else (network.action_ids, network.action_names)
    called = dict(zip(snapshot.sources["id"].to_pylist(), snapshot.sources["name"].to_pylist(), strict=True))
    columns = ["id", "name", "attribute", "value", "link", "source", "source_name", "locator"]
    rows: list[list[Any]] = []
    for place in sorted(places, key=lambda at: ids[at]):
        if one.value not in given.values.get(place, ()):
            continue
        about = [ids[place], names[place], one.attribute, card.called_value(one)]
        links = snapshot.links.take(pa.array(given.links.get((place, one.value), []), pa.int64())).to_pylist()
        rows += [[*about, link["id"], link["source"], called.get(link["source"]), link["locator"]] for link in links]
        if not links:
            rows.append([*about, None, None, None, None])
    return pd.DataFrame(rows, columns=columns)


def _unknown(key: str) -> UnknownName:
    return UnknownName("number of the card", key, (), f"A key begins with {', '.join(KINDS)}; see the tables' keys.")
