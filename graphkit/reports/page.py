"""What a report is made of, before it is HTML: a page of sections with sentences, tables and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and what stands in it."""

    title: str
    kind: Literal["text", "number", "money"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed; cells are spelled in the language of the page."""

    title: str
    columns: list[Column]
    rows: list[list[str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, with a caption for all and a description for those who do not see it."""

    svg: str
    caption: str
    description: str
    file: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question and its answer."""

    id: str
    title: str
    paragraphs: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """A whole report."""

    lang: str
    title: str
    subtitle: str
    findings_title: str
    findings: list[str]
    contents_title: str
    sections: list[Section]
    footer: str
