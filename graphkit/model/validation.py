"""Whether nodes and ties are what ``schema.csv`` says: types, vocabularies, required properties, ends.

Two kinds of fault are told apart: a value that comes from the user's file is a `Fault` of its row; a label, tie or
property that the schema lacks is a mistake in a loader, and raises ``ValueError``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from graphkit.model.records import Fault, Node, Tie
from graphkit.model.schema import Property, schema
from graphkit.model.vocabularies import vocabularies

# Integers are 64-bit on both engines.
_INT_LIMIT = 2**63


def node_faults(node: Node) -> list[Fault]:
    """What keeps a node from being loaded; empty where nothing does."""
    checks, required = _node_checks(node.label)
    return _faults(node.label, {"id": node.id, "name": node.name, **node.properties}, checks, required)


def tie_faults(tie: Tie) -> list[Fault]:
    """What keeps a tie from being loaded; empty where nothing does.

    ``id``, ``source`` and ``locator`` may be absent: they are added with the row.
    """
    checks, required = _tie_checks(tie.type, tie.start[0], tie.end[0])
    return _faults(tie.type, tie.properties, checks, required)


Check = Callable[[Any], str | None]
"""Takes a value that is not None; gives what is wrong with it, or None."""


@cache
def _node_checks(label: str) -> tuple[Mapping[str, Check], tuple[str, ...]]:
    kind = schema().nodes.get(label)
    if kind is None:
        raise ValueError(f"schema.csv has no label {label!r}")
    required = tuple(p.name for p in kind.properties.values() if p.required)
    return {p.name: _check(p) for p in kind.properties.values()}, required


@cache
def _tie_checks(name: str, start: str, end: str) -> tuple[Mapping[str, Check], tuple[str, ...]]:
    kind = schema().ties.get(name)
    if kind is None:
        raise ValueError(f"schema.csv has no tie {name!r}")
    if (start, end) not in kind.ends:
        raise ValueError(f"schema.csv has no tie {name} from {start} to {end}")
    added = ("id", "source", "locator")
    required = tuple(p.name for p in kind.properties.values() if p.required and p.name not in added)
    return {p.name: _check(p) for p in kind.properties.values()}, required


def _faults(
    element: str, values: Mapping[str, Any], checks: Mapping[str, Check], required: tuple[str, ...]
) -> list[Fault]:
    faults = []
    # Runs for each value of each row: a million rows spend most of their time here.
    for name, value in values.items():
        if value is None:
            continue
        try:
            wrong = checks[name](value)
        except KeyError:
            raise ValueError(f"schema.csv has no property {element}.{name}") from None
        if wrong is not None:
            faults.append(Fault(name, str(value), f"{element}.{name} {wrong}"))
    for name in required:
        if values.get(name) in (None, ""):
            faults.append(Fault(name, "", f"{element}.{name} is missing"))
    return faults


def _check(of: Property) -> Check:
    if of.vocabulary:
        codes = frozenset(vocabularies()[of.vocabulary])
        listed = ", ".join(vocabularies()[of.vocabulary])
        return lambda value: None if value in codes else f"is none of the {of.vocabulary}: {listed}"
    return _BY_TYPE[of.type]


def _text(value: Any) -> str | None:
    if type(value) is not str:
        return "is no text"
    # A lone surrogate cannot be sent over Bolt; a NUL ends a string in too many tools that read what we write.
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return "holds a character that is no character (a lone surrogate)"
    return "holds a NUL character" if "\0" in value else None


def _integer(value: Any) -> str | None:
    if type(value) is not int:
        return "is no whole number"
    return None if -_INT_LIMIT <= value < _INT_LIMIT else "is too large for a whole number of 64 bits"


def _number(value: Any) -> str | None:
    if type(value) is not float:
        return "is no decimal number"
    return None if math.isfinite(value) else "is not a finite number"


def _truth(value: Any) -> str | None:
    return None if type(value) is bool else "is neither true nor false"


def _day(value: Any) -> str | None:
    return None if type(value) is date else "is no date"


def _moment(value: Any) -> str | None:
    return None if type(value) is datetime and value.tzinfo is not None else "is no time with a time zone"


def _texts(value: Any) -> str | None:
    if type(value) is not list:
        return "is no list"
    return next((wrong for item in value if (wrong := _text(item))), None)


_BY_TYPE: Mapping[str, Check] = {
    "str": _text,
    "int": _integer,
    "float": _number,
    "bool": _truth,
    "date": _day,
    "datetime": _moment,
    "list[str]": _texts,
}
