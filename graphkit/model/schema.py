"""The model as a table: which labels, ties and properties there are, read from ``schema.csv``.

``schema.csv`` is the one place where the model stands. Records are validated by it (`graphkit.model.validation`),
constraints are made from it (`graphkit.stores`), ``docs/model.md`` is written from it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# Raised by one when a store made by the table as it was before can no longer be read as it is.
VERSION = 1

TYPES = ("str", "int", "float", "bool", "date", "datetime", "list[str]")


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a label or a tie: its type, unit and vocabulary, and whether it must be there."""

    name: str
    type: str
    unit: str
    required: bool
    identity: bool
    vocabulary: str
    description: str


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label with its properties, those that every node has included."""

    name: str
    description: str
    properties: Mapping[str, Property] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TieType:
    """A tie with its ends and properties, those that every tie has included.

    Attributes
    ----------
    ends : tuple of (str, str)
        The pairs of labels that it may join, from and to.
    identity : tuple of str
        The properties that tell two ties between the same ends apart; two that agree in them are one tie.
    by_row : bool
        True where each row of a source is a tie of its own (money), whatever its properties.
    """

    name: str
    description: str
    ends: tuple[tuple[str, str], ...]
    identity: tuple[str, ...]
    by_row: bool
    properties: Mapping[str, Property] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Schema:
    """All labels and ties of the model, by name."""

    nodes: Mapping[str, NodeType]
    ties: Mapping[str, TieType]

    def end_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Each tie with each pair of labels that it may join."""
        for tie in self.ties.values():
            for start, end in tie.ends:
                yield tie.name, start, end


@cache
def schema() -> Schema:
    """The model, read once from ``schema.csv``."""
    text = files("graphkit.model").joinpath("schema.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    labels = [row["name"] for row in rows if _declares(row, "node")]
    nodes = {name: NodeType(name, _description(rows, "node", name), _properties(rows, "node", name)) for name in labels}
    ties = {}
    for row in rows:
        if not _declares(row, "tie"):
            continue
        properties = _properties(rows, "tie", row["name"])
        ties[row["name"]] = TieType(
            name=row["name"],
            description=row["description"],
            ends=tuple(_ends(row["ends"], labels)),
            identity=tuple(p.name for p in properties.values() if p.identity),
            by_row=row["identity"] == "row",
            properties=properties,
        )
    return Schema(MappingProxyType(nodes), MappingProxyType(ties))


def _declares(row: dict[str, str], element: str) -> bool:
    return row["element"] == element and row["name"] != "*" and not row["property"]


def _description(rows: list[dict[str, str]], element: str, name: str) -> str:
    return next(r["description"] for r in rows if r["element"] == element and r["name"] == name and not r["property"])


def _properties(rows: list[dict[str, str]], element: str, name: str) -> Mapping[str, Property]:
    found = {}
    for row in rows:
        if row["element"] == element and row["name"] in ("*", name) and row["property"]:
            if row["type"] not in TYPES:
                raise ValueError(f"schema.csv: {name}.{row['property']} has the unknown type {row['type']!r}")
            found[row["property"]] = Property(
                name=row["property"],
                type=row["type"],
                unit=row["unit"],
                required=row["required"] == "yes",
                identity=row["identity"] == "yes",
                vocabulary=row["vocabulary"],
                description=row["description"],
            )
    return MappingProxyType(found)


def _ends(text: str, labels: list[str]) -> Iterator[tuple[str, str]]:
    for pair in text.split():
        start, end = pair.split(">")
        # A Source and a Load are where records come from, not what they say.
        starts = [label for label in labels if label not in ("Source", "Load")] if start == "*" else [start]
        for label in starts:
            yield label, end
