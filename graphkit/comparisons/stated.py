"""The numbers that a report states, read from the ``evidence.csv`` beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from graphkit.errors import DataError
from graphkit.formulas import unguarded

NEEDED = ("key", "value")

# What a comparison reads; query, source and locator lead to the rows, which stay with their report.
READ = ("id", "key", "section", "sentence", "value", "unit", "n_rows")

# Numbers of the page and not of the data: how many it lists, and what it says itself of an earlier report.
OF_PAGE, OF_CHANGES = "evidence.listed", "changes."

# Powers of ten beyond which a text of digits is an id and no number that a report counts.
MOST_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Stated:
    """A number, or a name, that a report states.

    Attributes
    ----------
    key : str
        What it is, the same from report to report: ``data.actors``.
    rank : int
        As the how manieth of its key it stands in the report, from 1: a list of five has five.
    id, section, sentence, value, unit : str
        As the report has them.
    n_rows : int, optional
        How many rows of the data are behind it.
    """

    key: str
    rank: int
    id: str
    section: str
    sentence: str
    value: str
    unit: str
    n_rows: int | None

    @property
    def number(self) -> Decimal | None:
        """The value as a number; None where it is none."""
        try:
            found = Decimal(self.value.strip())
        except InvalidOperation:
            return None
        if "_" in self.value:  # Python's way to part digits, no report's: it is a name such as 2019_2020
            return None
        return found if found.is_finite() and abs(found.adjusted()) <= MOST_DIGITS else None


Row = Mapping[str, object]
"""A line of the evidence of a report, by the names of its columns."""


def lines(file: Path) -> list[Row]:
    """The lines of an ``evidence.csv``.

    Raises
    ------
    DataError
        It is not what a report writes; names the file, the row and the cure.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise DataError(f"{file} has no column {', '.join(missing)}: name the evidence.csv of a report.")
            # Cells beyond the columns come as a list, those that a line lacks as None.
            return [
                {name: unguarded(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
                for row in reader
                if row["key"] != OF_PAGE and not (row["key"] or "").startswith(OF_CHANGES)
            ]
    except (OSError, UnicodeError, csv.Error) as error:
        raise DataError(f"{file} cannot be read: {error}. Name the evidence.csv of a report.") from None


def evidence_file(where: Path, lang: str = "en") -> Path:
    """The table of a report: with the sentences of a language, where it has them.

    A table in a language that does not state the same numbers is of another report, which stood there before: then it
    is ``evidence.csv``, which every report writes.

    Raises
    ------
    DataError
        There is none, or several.
    """
    if where.is_file():
        return where
    if not where.is_dir():
        raise DataError(f"There is no report {where}. Name its folder, or its evidence.csv.")
    for folder in ([where], sorted(each for each in where.iterdir() if each.is_dir())):
        found = [_of_folder(one, lang) for one in folder]
        files = [file for file in found if file is not None]
        if len(files) > 1:
            raise DataError(f"{where} holds several reports: name one of {', '.join(map(str, files))}.")
        if files:
            return files[0]
    raise DataError(f"There is no evidence.csv in {where}. Name the folder of a report that graphkit wrote.")


def _of_folder(folder: Path, lang: str) -> Path | None:
    main, told = folder / "evidence.csv", folder / f"evidence-{lang}.csv"
    if not main.is_file():
        return told if told.is_file() else None
    return told if told.is_file() and _numbers(told) == _numbers(main) else main


def _numbers(file: Path) -> list[tuple[object, ...]]:
    return [tuple(row.get(name) for name in ("id", *NEEDED)) for row in lines(file)]


def each_once(rows: Iterable[Row], called: str) -> list[Stated]:
    """Each number once, where there is a line for each row of the data behind it, or the number is said twice.

    Raises
    ------
    DataError
        A line has no key; `called` is what the message calls the table.
    """
    found: list[Stated] = []
    said: set[tuple[str, str, str]] = set()
    ranks: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        cells = {name: value.strip() if isinstance(value := row.get(name), str) else "" for name in READ}
        if not cells["key"]:
            raise DataError(
                f"{called}, row {number}: it has no key. Name the evidence.csv of a report, as it was written."
            )
        # By its id; a table without ids says the same again where key, value and unit are the same.
        same = (cells["key"], cells["id"], "") if cells["id"] else (cells["key"], cells["value"], cells["unit"])
        if same in said:
            continue
        said.add(same)
        ranks[cells["key"]] = rank = ranks.get(cells["key"], 0) + 1
        rest = {name: cells[name] for name in ("id", "section", "sentence", "value", "unit")}
        found.append(Stated(key=cells["key"], rank=rank, n_rows=_count(cells["n_rows"]), **rest))
    return found


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
