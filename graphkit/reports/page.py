"""What a report is made of, before it is HTML: a page of sections with sentences, tables and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graphkit.reports.ledger import Entry
from graphkit.reports.said import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and what stands in it."""

    title: str
    kind: Literal["text", "number", "money"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed, with the id of its evidence; cells are spelled in the language of the page."""

    title: Text
    columns: list[Column]
    rows: list[list[Text]]
    note: Text
    evidence: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with a caption for all and a description for those who do not see it."""

    svg: str
    caption: Text
    description: Text
    file: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question and its answer: sentences, points of a list, pictures and tables; perhaps a file with all of it."""

    id: str
    title: str
    paragraphs: list[Text] = field(default_factory=list)
    points: list[Text] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    after: list[Text] = field(default_factory=list)
    annex: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report.

    Attributes
    ----------
    words : mapping of str to str
        What the page calls its own parts.
    evidence : list of Entry
        What stands behind its numbers.
    counted, told_in : mapping of str to str
        By the id of an evidence: its number with what it counts, and the section that says it first.
    n_rows, places : mapping of str to str
        By the id of an evidence: how many rows are behind it, and where the first of them stand.
    cut : mapping of str to str
        By the id of an evidence whose rows are more than the list of rows has: how many it has, before the command for
        all of them.
    map : str
        The file of a map that stands beside, or nothing.
    """

    lang: str
    title: Text
    subtitle: Text
    words: dict[str, str]
    sections: list[Section]
    footer: Text
    evidence: list[Entry]
    counted: dict[str, str]
    told_in: dict[str, str]
    evidence_note: Text
    n_rows: dict[str, str]
    places: dict[str, str]
    cut: dict[str, str]
    map: str = ""
