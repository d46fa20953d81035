"""The tables of a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from math import isnan
from typing import TYPE_CHECKING, Any

from graphkit.model.vocabularies import label

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.coalitions.cards.result import Card
    from graphkit.coalitions.cards.traits import Trait
    from graphkit.money.sums import Sum
    from graphkit.networks.snapshot import Snapshot

_CODES = {"kind": "kinds", "scale": "scales"}
_LABELS = {"field": "Field", "group": "Group", "objective": "Objective", "territory": "Territory"}

Record = dict[str, Any]

# Columns by part with their types: those that may be empty are nullable.
_TYPES: dict[str, dict[str, str]] = {
    "members": {
        "id": "str",
        "name": "str",
        "kind": "object",
        "scale": "object",
        "roles": "object",
        "standing": "object",
        "probability": "float64",
        "shared": "int64",
        "first_year": "Int64",
        "last_year": "Int64",
        "undated": "int64",
        "key": "str",
    },
    "shares": {
        "of": "str",
        "attribute": "str",
        "value_id": "str",
        "value": "str",
        "n_with": "int64",
        "n_known": "int64",
        "expected": "float64",
        "all_with": "int64",
        "all_known": "int64",
        "p": "float64",
        "p_adjusted": "float64",
        "unusual": "bool",
        "key": "str",
    },
    "known": {
        "of": "str",
        "attribute": "str",
        "n_known": "int64",
        "n_unknown": "int64",
        "all_known": "int64",
        "all_unknown": "int64",
    },
    "actions": {
        "id": "str",
        "name": "str",
        "n_members": "int64",
        "members": "object",
        "others": "int64",
        "first_year": "Int64",
        "last_year": "Int64",
        "amount": "float64",
        "currency": "object",
        "basis": "object",
        "resource": "object",
        "amounts": "int64",
        "missing": "int64",
        "key": "str",
    },
    "money": {
        "currency": "object",
        "basis": "object",
        "resource": "str",
        "ties": "int64",
        "amounts": "int64",
        "gross": "float64",
        "shares": "float64",
        "handed_on": "float64",
        "net": "float64",
        "missing": "int64",
        "left_out": "int64",
        "key": "str",
    },
    "bridges": {
        "coalition": "str",
        "coalition_name": "str",
        "actions": "int64",
        "members": "object",
        "others": "object",
        "common": "object",
        "key": "str",
    },
    "pairs": {
        "id": "str",
        "name": "str",
        "other_id": "str",
        "other_name": "str",
        "observed": "int64",
        "expected": "float64",
        "p": "float64",
        "p_adjusted": "float64",
        "key": "str",
    },
}


def table(card: Card, part: str) -> pd.DataFrame:
    """One part of a card; columns as in `Card.to_frame`."""
    import pandas as pd

    types = _TYPES[part]
    rows = list(_ROWS[part](card))
    return pd.DataFrame(rows, columns=list(types), dtype=object).astype(types)


def as_dict(card: Card) -> dict[str, Any]:
    """All of a card as plain values."""
    stable = card.stability
    found: dict[str, Any] = {
        "coalition": card.group,
        "name": card.called,
        "n_members": len(card.members),
        "shared": card.things,
        "n_shared": len(card.actions),
        "first_year": card.span.first,
        "last_year": card.span.last,
        "n_ties": card.n_ties,
        "n_ties_undated": card.span.n_undated,
        "n_unsplit": card.n_unsplit,
        "stability": None if stable is None else {name: getattr(stable, name) for name in stable._fields},
        "alpha": card.options["alpha"],
        "n_tests": card.n_tests,
    }
    for part, make in _ROWS.items():
        found[part] = [{name: _plain(value) for name, value in row.items()} for row in make(card)]
    return found | {"provenance": dict(card.provenance)}


def value_name(snapshot: Snapshot, one: Trait, lang: str = "en") -> str:
    """The value of a trait in words."""
    if one.attribute in _CODES:
        return label(_CODES[one.attribute], one.value, lang) or one.value
    return _names(snapshot, one.attribute, lang).get(one.value, one.value)


def _names(snapshot: Snapshot, attribute: str, lang: str = "en") -> dict[str, str]:
    import pyarrow.compute as pc

    rows = snapshot.others.filter(pc.equal(snapshot.others["label"], _LABELS[attribute])).to_pylist()
    names = {row["id"]: (row["name_fr"] if lang == "fr" else None) or row["name"] for row in rows}
    # A town and its department may be called the same: their ids tell them apart.
    borne = Counter(names.values())
    return {id: f"{name} ({id})" if borne[name] > 1 else name for id, name in names.items()}


def _members(card: Card) -> Iterator[Record]:
    for one in card.members:
        yield {
            "id": one.id, "name": one.name, "kind": one.kind, "scale": one.scale, "roles": list(one.roles),
            "standing": one.standing, "probability": one.probability, "shared": one.n_shared,
            "first_year": one.span.first, "last_year": one.span.last, "undated": one.span.n_undated,
            "key": f"member:{one.id}",
        }  # fmt: skip


def _shares(card: Card) -> Iterator[Record]:
    names = {attribute: _names(card.scope.network.snapshot, attribute) for attribute in _LABELS}
    for one in card.shares:
        if one.attribute in _CODES:
            called = label(_CODES[one.attribute], one.value, "en") or one.value
        else:
            called = names[one.attribute].get(one.value, one.value)
        yield {
            "of": one.of, "attribute": one.attribute, "value_id": one.value, "value": called, "n_with": one.n_with,
            "n_known": one.n_known, "expected": one.expected, "all_with": one.all_with, "all_known": one.all_known,
            "p": one.p, "p_adjusted": one.p_adjusted, "unusual": one.p_adjusted <= card.options["alpha"],
            "key": f"share:{one.of}:{one.attribute}:{one.value}",
        }  # fmt: skip


def _known(card: Card) -> Iterator[Record]:
    for one in card.known:
        yield {
            "of": one.of, "attribute": one.attribute, "n_known": one.n_known, "n_unknown": one.n_unknown,
            "all_known": one.all_known, "all_unknown": one.all_unknown,
        }  # fmt: skip


def _actions(card: Card) -> Iterator[Record]:
    names = {one.id: one.name for one in card.members}
    for one in card.actions:
        about: Record = {
            "id": one.id, "name": one.name, "n_members": len(one.members), "members": [names[m] for m in one.members],
            "others": one.n_others, "first_year": one.span.first, "last_year": one.span.last,
        }  # fmt: skip
        for each in one.money:
            yield about | {
                "amount": _major(each, each.minor), "currency": each.currency, "basis": each.basis,
                "resource": each.kind, "amounts": each.n, "missing": _missing(each), "key": f"action:{one.id}",
            }  # fmt: skip
        if not one.money:
            none = dict.fromkeys(("amount", "currency", "basis", "resource"))
            yield about | none | {"amounts": 0, "missing": 0, "key": f"action:{one.id}"}


def _money(card: Card) -> Iterator[Record]:
    for one in card.money:
        yield {
            "currency": one.currency, "basis": one.basis, "resource": one.kind, "ties": one.ties, "amounts": one.n,
            "gross": _major(one, one.gross), "shares": _major(one, one.shares),
            "handed_on": _major(one, -one.handed_on), "net": _major(one, one.minor), "missing": _missing(one),
            "left_out": sum(one.left_out.values()) - _missing(one), "key": "money",
        }  # fmt: skip


def _bridges(card: Card) -> Iterator[Record]:
    assert card.coalitions is not None
    names = card.coalitions.names
    called = list(getattr(card.coalitions, "group_names", {}).values())
    for one in card.bridges:
        group = f"c{one.group + 1}"
        yield {
            "coalition": group, "coalition_name": called[one.group] if called else group, "actions": len(one.columns),
            "members": [names[id] for id, _ in one.members], "others": [names[id] for id, _ in one.others],
            "common": [names[id] for id in one.common], "key": f"bridge:{group}",
        }  # fmt: skip


def _pairs(card: Card) -> Iterator[Record]:
    names = {one.id: one.name for one in card.members}
    for one in card.pairs:
        yield {
            "id": one.one, "name": names[one.one], "other_id": one.other, "other_name": names[one.other],
            "observed": one.observed, "expected": one.expected, "p": one.p, "p_adjusted": one.p_adjusted,
            "key": f"pair:{one.one}|{one.other}",
        }  # fmt: skip


_ROWS: dict[str, Callable[[Card], Iterator[Record]]] = {
    "members": _members,
    "shares": _shares,
    "known": _known,
    "actions": _actions,
    "money": _money,
    "bridges": _bridges,
    "pairs": _pairs,
}


def _major(one: Sum, minor: int) -> float | None:
    return float(one.major(minor)) if one.n else None


def _missing(one: Sum) -> int:
    """Ties of money that state no amount, or one for several that nobody split."""
    return one.missing + one.left_out["unsplit"]


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and isnan(value) else value
