"""Decisions as a CSV file: what was decided once serves the next store."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError, FormatError
from graphkit.formulas import guarded, unguarded
from graphkit.identity.decisions import JUDGEMENTS, Decision, Origin, now, read, standing, write
from graphkit.identity.groups import Groups

if TYPE_CHECKING:
    from graphkit.stores.bolt import Store

COLUMNS = ("one", "one_name", "other", "other_name", "judgement", "score", "by", "at", "why")
REQUIRED = ("one", "other", "judgement")


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of a file of decisions that could not be used."""

    row: int
    one: str
    other: str
    reason: str


@dataclass(slots=True)
class Imported:
    """What became of the rows of a file: ``read = written + stood + len(refused)``.

    Attributes
    ----------
    read, written, stood : int
        Rows read, decisions written, and those that said what stands already.
    refused : list of Refused
        Rows that could not be used, each with a reason.
    """

    read: int = 0
    written: int = 0
    stood: int = 0
    refused: list[Refused] = field(default_factory=list)


def export_rows(store: Store) -> list[list[Any]]:
    """The decisions that stand, as rows with the columns of `COLUMNS`, in order of the ids.

    A spreadsheet may open them: a text that begins as a formula has a ``'`` before it, which `import_file` takes off.
    """
    names = _names(store)
    found = standing(read(store))
    rows = []
    for (one, other), decision in sorted(found.items()):
        at = decision.at.isoformat(timespec="seconds") if decision.at else None
        told = (decision.judgement, decision.score, decision.by, at, decision.why)
        row = [one, names.get(one), other, names.get(other), *told]
        rows.append([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return rows


def import_file(store: Store, path: Path, *, by: str) -> Imported:
    """Write the decisions of a file; twice is once.

    Parameters
    ----------
    store : Store
    path : Path
        A file as `export_rows` fills it; at least the columns ``one``, ``other`` and ``judgement``.
    by : str
        Who decided, where the file does not say.

    Raises
    ------
    DataError
        The file cannot be read, or lacks a column.
    """
    data = _bytes(path)
    names = _names(store)
    groups = Groups(standing(read(store)).values())
    result, decisions, locators = Imported(), [], []
    for number, row in _rows(path, data):
        result.read += 1
        decision = _decision(row, by, names, groups)
        if isinstance(decision, Decision):
            decisions.append(decision)
            locators.append(f"row {number}")
            groups.add(decision)
        else:
            result.refused.append(Refused(number, row["one"], row["other"], decision))
    digest = hashlib.sha256(data).hexdigest()
    told = {"file": path.name, "sha256": digest, "format": "resolve", "retrieved": datetime.now(UTC).date()}
    result.written = write(store, decisions, Origin(f"decisions:{digest[:16]}", path.name, told), locators)
    result.stood = len(decisions) - result.written
    return result


def _names(store: Store) -> dict[str, str]:
    found: dict[str, str] = dict(store.connection.rows("MATCH (a:Actor) RETURN a.id, a.name", {})[1])
    return found


def _decision(row: dict[str, str], by: str, names: dict[str, str], groups: Groups) -> Decision | str:
    """The decision that a row states, or why it states none that can be used."""
    one, other = sorted((row["one"], row["other"]))
    judgement = row["judgement"].lower()
    if judgement not in JUDGEMENTS:
        return f"judgement is {row['judgement']!r}: write {', '.join(JUDGEMENTS)}"
    if gone := [id for id in (row["one"], row["other"]) if id not in names]:
        return f"no actor has the id {gone[0]!r} any more" if gone[0] else "an id is missing"
    if one == other:
        return "the two ids are one"
    try:
        score = float(row.get("score") or "nan")
        at = datetime.fromisoformat(row["at"]) if row.get("at") else now()
        # A time without a zone is the writer's own.
        at = at if at.tzinfo else at.astimezone()
    except (ValueError, OverflowError, OSError) as error:
        return str(error)
    known = score if 0 <= score <= 1 else None
    decision = Decision(one, other, judgement, row.get("by") or by, at, row.get("why") or "", known)
    if apart := groups.contradicted(decision):
        return f"{apart[0]} and {apart[1]} would be judged different and be one by way of others: undo one of those"
    return decision


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror}. Name a file of decisions.") from error


def _rows(path: Path, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their numbers, as a reader of the file counts them: the header is row 1."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path} is not UTF-8 (byte {error.start + 1}). Save it as CSV UTF-8.") from error
    if "\0" in text:
        raise FormatError(f"{path} holds NUL characters: it is no CSV file.")
    # Spreadsheets of half of Europe part columns by semicolons.
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        columns: Sequence[str] = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in REQUIRED if name not in columns]:
            raise FormatError(
                f"{path}, row 1: no column {', '.join(missing)}. A file of decisions has the columns "
                f"{', '.join(REQUIRED)}, and may have {', '.join(name for name in COLUMNS if name not in REQUIRED)}."
            )
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(columns) - len(cells))]
                yield number, {name: unguarded(cell.strip()) for name, cell in zip(columns, padded, strict=False)}
    except csv.Error as error:
        raise FormatError(f"{path}, line {reader.line_num}: {error}.") from error
