"""The columns, lines and year of a jaune budgétaire, as its files write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.errors import FormatError, UsageError
from graphkit.loaders._reading import Record, Table
from graphkit.model.text import plain, stated

COLUMNS = {
    "siren": ("siren", "numero siren", "n siren", "siret"),
    "association": ("association", "nom de l association", "beneficiaire", "nom", "denomination"),
    "imputation": ("imputation", "ministere programme", "programme", "ministere et programme"),
    "total": ("total des subventions", "total", "montant total"),
    "detail": ("detail des subventions", "detail", "montant", "montant de la subvention"),
}
"""What each column is called, plain; the first name is the usual one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row by its columns."""

    record: Record
    number: str
    name: str
    imputation: str
    total: str
    detail: str

    @property
    def key(self) -> tuple[str, str]:
        """Number and name: what the lines of one association share."""
        return self.number, self.name

    @property
    def of_all(self) -> bool:
        """Whether this is the grand total."""
        return plain(self.number).startswith("total") or (not self.number and plain(self.name).startswith("total"))

    @property
    def is_total(self) -> bool:
        """Whether this is the total of an association."""
        return stated(self.imputation) is None and stated(self.total) is not None


def recognise(cells: Sequence[str]) -> int:
    """How many columns of a jaune stand in a row."""
    words = {plain(cell) for cell in cells}
    return sum(any(name in words for name in names) for names in COLUMNS.values())


def columns(table: Table) -> dict[str, int]:
    """Place of each column.

    Raises
    ------
    FormatError
        One is missing; names it and those found.
    """
    header = [plain(name) for name in table.header]
    places = {
        column: next((header.index(name) for name in names if name in header), -1) for column, names in COLUMNS.items()
    }
    missing = [column for column, place in places.items() if place < 0]
    if missing:
        wanted = ", ".join(repr(COLUMNS[column][0]) for column in missing)
        raise FormatError(
            f"{table.path.name} lacks the column {wanted} of a jaune budgétaire. "
            f"Found: {', '.join(table.header)[:1000]}. "
            "Grants by authorities other than the State are read by the format scdl."
        )
    return places


def year_of(table: Table, given: int | str | None) -> int:
    """The year the money was given: as said, else as the grand total or the file name says.

    Raises
    ------
    UsageError
        What was said is no year.
    FormatError
        Nothing says it.
    """
    if given is not None:
        if not re.fullmatch(r"(19|20)\d\d", str(given)):
            raise UsageError(f"{given!r} is no year. Give it as four digits, such as 2010.")
        return int(given)
    texts = [" ".join(r.cells) for r in table if isinstance(r, Record) and plain(r.cells[0]).startswith("total")]
    for text in (*texts, re.sub(r"(?i)plf[ _-]?\d{4}", "", table.path.stem)):
        found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
        if found:
            return int(found[0])
    raise FormatError(
        f"{table.path.name} says nowhere which year its grants are of. Give the year (--option year=2010)."
    )
