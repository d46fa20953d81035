"""What changed since an earlier report: how many numbers, and the first of them as they were and as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from shlex import quote
from typing import TYPE_CHECKING, Any

from graphkit.drawing.labels import short
from graphkit.reports.ledger import COLUMNS
from graphkit.reports.said import NOTHING, Number, code, count, name
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.comparisons.result import Change
    from graphkit.comparisons.stated import Row as Line
    from graphkit.reports.page import Section
    from graphkit.reports.teller import Teller, Value

# Where all changes are listed, beside the page.
FILE = "changes.csv"

# Changes that the page has, and letters of a sentence that a row has room for.
MOST, LETTERS = 12, 160


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier report: what it is called, the lines of its evidence, and how both are compared again."""

    name: str
    lines: Sequence[Line]
    again: str = FILE

    @classmethod
    def of(cls, name: str, lines: Sequence[Line], out: str) -> Earlier:
        """As it is set against the report in a folder; one that is replaced by it cannot be asked again."""
        return cls(name, lines, FILE if name == out else f"graphkit compare {quote(name)} {quote(out)}")


def changes(tell: Teller, earlier: Earlier) -> Section:
    """The section; told last, when all numbers are there, and then put where it belongs."""
    from graphkit.comparisons import compare

    section = tell.begin("changes")
    held = {entry.number.key: entry.number for entry in tell.ledger.entries}
    now = [dict(zip(COLUMNS, line, strict=True)) for line in tell.ledger.lines()]
    found = compare(earlier.lines, now)
    counts = {
        kind: count(found.counts[kind], key=f"changes.{kind}", unit="numbers", query=earlier.again)
        for kind in ("changed", "new", "gone", "same")
    }
    section.paragraphs.append(tell("changes.lead", old=name(earlier.name), **counts))
    told = sorted((each for each in found.changes if each.kind != "same"), key=lambda each: each.kind != "changed")
    if told:
        columns = [("what", tell.word("col.indicator"), "text"), ("old", tell.word("changes.old"), "number")]
        columns.append(("now", tell.word("changes.now"), "number"))
        rows = [_row(each, held, tell, earlier) for each in told[:MOST]]
        section.tables.append(
            tell.table("changes.table", tell.phrase("changes.table"), columns, rows, query=earlier.again,
                       behind=NOTHING, of=len(told))
        )  # fmt: skip
    return replace(section, file=FILE)


def _row(change: Change, held: dict[str, Number], tell: Teller, earlier: Earlier) -> Row:
    said, known = change.said, held.get(change.said.key)
    old: Value = "–" if change.old is None else _as(known, change.old.value, earlier)
    # As it is it leads to its own evidence.
    now: Value = "–" if change.new is None else known or code(change.new.value, query=earlier.again)
    what = name(short(said.sentence or said.key, LETTERS))
    return Row(f"{said.key}/{said.rank}", [what, old, now])


def _as(known: Number | None, value: str, earlier: Earlier) -> Number:
    """What an earlier report stated, written as the number is written now."""
    if known is None:
        return code(value, query=earlier.again)
    number: Any = value
    try:
        if known.spelling == "money":
            number = int(Decimal(value).scaleb(known.digits or 0))
        elif known.spelling == "count":
            number = int(value)
        elif known.spelling in ("share", "decimal"):
            number = float(value)
    except (ValueError, ArithmeticError):
        return code(value, query=earlier.again)
    return replace(known, value=number, key="", query=earlier.again, rows=NOTHING)
