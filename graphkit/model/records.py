"""What a loader hands over: rows that carry nodes and ties, and rows that were rejected.

A loader knows its format and nothing else. It yields, for each row of its file, a `Row` with the nodes and ties the row
states, or a `Reject` that says why it cannot be used. Identity of ties, sources, validation and counting are added
in one place, `graphkit.model.batches`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Key = tuple[str, str]
"""A node's label and id."""


@dataclass(slots=True)
class Node:
    """A node as a row states it.

    Attributes
    ----------
    label : str
        A label of the schema.
    id : str
        Its identity within the label.
    name : str
        Its name in this row.
    properties : mapping
        Further properties of the schema; None means not stated.
    funder : bool
        True for an Actor that also carries the second label ``Funder``.
    """

    label: str
    id: str
    name: str
    properties: Mapping[str, Any] = field(default_factory=dict)
    funder: bool = False

    @property
    def key(self) -> Key:
        """Label and id."""
        return self.label, self.id


@dataclass(slots=True)
class Tie:
    """A tie as a row states it.

    Attributes
    ----------
    type : str
        A tie of the schema.
    start, end : (label, id)
        The nodes it joins.
    properties : mapping
        Further properties of the schema; None means not stated. ``source`` and ``locator`` are those of the row
        unless given here.
    id : str, optional
        The publisher's own identity of the record. Without it a tie of money is identified by the content of its row
        and its rank among equal rows, any other tie by its ends and identifying properties.
    """

    type: str
    start: Key
    end: Key
    properties: Mapping[str, Any] = field(default_factory=dict)
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that was set aside: the column it stands in, the value as found, and why."""

    column: str
    value: str
    reason: str


@dataclass(slots=True)
class Row:
    """One row of a file that could be used.

    Attributes
    ----------
    locator : str
        Where it stands: ``"row 12"``, ``"sheet Grants, row 4"``, ``"3.2.5"``. Rows are counted as a reader of the file
        would: the header is row 1.
    nodes, ties : lists
        What it states. The row counts as merged when its first tie (its first node, without ties) was there already.
    content : tuple of str
        The cells as they stand in the file: two rows with the same content are told apart by their rank.
    source : str, optional
        Id of the Source where it is not the file itself (a table that quotes documents).
    faults : list of Fault
        Values that were set aside while the row itself is used: a destroyed identifier, a date that is none.
    note : str, optional
        What kind of row this is where that should be counted and printed: ``"total, equal to its details"``. A row
        without nodes and ties says what other rows say, and counts as merged.
    repaired : bool
        Whether text in it had been encoded twice and was put right; counted beside the note.
    notes : list of str
        Further such kinds, where a row is of several.
    """

    locator: str
    nodes: list[Node]
    ties: list[Tie]
    content: tuple[str, ...] = ()
    source: str | None = None
    faults: list[Fault] = field(default_factory=list)
    note: str | None = None
    repaired: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reject:
    """One row that could not be used, and why; one that has several faults names them all."""

    locator: str
    faults: list[Fault]


@dataclass(slots=True)
class SourceFile:
    """Where rows come from: a file or a document, with what is known of its publication."""

    id: str
    name: str
    file: str | None = None
    sha256: str | None = None
    format: str | None = None
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    retrieved: date | None = None

    def properties(self) -> dict[str, Any]:
        """All that is known, without id and name."""
        names = ("file", "sha256", "format", "publisher", "licence", "url", "retrieved")
        return {name: value for name in names if (value := getattr(self, name)) is not None}
