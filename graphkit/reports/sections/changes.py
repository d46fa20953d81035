"""What changed since an earlier report: how many numbers, and the first of them as they were and as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from shlex import quote
from typing import TYPE_CHECKING, Any

from graphkit.comparisons.result import has_no_percent
from graphkit.drawing.labels import short
from graphkit.model.money import minor_digits
from graphkit.reports.ledger import CHANGES, COLUMNS
from graphkit.reports.said import NOTHING, Number, code, count, decimal, money, name, share
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.comparisons.result import Change
    from graphkit.comparisons.stated import Row as Line
    from graphkit.comparisons.stated import Stated
    from graphkit.reports.ledger import Entry
    from graphkit.reports.page import Section
    from graphkit.reports.said import Part, Text
    from graphkit.reports.teller import Teller, Value

# Where all changes are listed, beside the page.
FILE = "changes.csv"

# Changes that the page has, and letters of a sentence that a row has room for.
MOST, LETTERS = 12, 240


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

    section = tell.begin(CHANGES)
    held = {entry.number.key: entry for entry in tell.ledger.entries}
    now = [dict(zip(COLUMNS, line, strict=True)) for line in tell.ledger.lines()]
    found = compare(earlier.lines, now)
    counts = {
        kind: count(found.counts[kind], key=f"changes.{kind}", unit="numbers", query=earlier.again)
        for kind in ("changed", "new", "gone", "same")
    }
    told = any(n for kind, n in found.counts.items() if kind != "same")
    section.paragraphs.append(tell(f"changes.{'lead' if told else 'none'}", old=name(earlier.name), **counts))
    for what, old, new in found.notes:
        if what == "data":
            section.paragraphs.append(tell("changes.data"))
        if what == "asked":
            said = {"old": name(old) if old else tell.word("changes.no_options")}
            said["new"] = name(new) if new else tell.word("changes.no_options")
            section.paragraphs.append(tell("changes.asked", **said))
    if not told:
        return section
    different = sorted((each for each in found.changes if each.kind != "same"), key=lambda each: each.kind != "changed")
    columns = [("what", tell.word("col.indicator"), "text"), ("old", tell.word("changes.old"), "number")]
    columns.append(("now", tell.word("changes.now"), "number"))
    rows = [_row(each, held.get(each.said.key), tell, earlier) for each in different[:MOST]]
    section.tables.append(
        tell.table("changes.table", tell.phrase("changes.table"), columns, rows, query=earlier.again,
                   behind=NOTHING, of=len(different))
    )  # fmt: skip
    return replace(section, file=FILE)


def _row(change: Change, held: Entry | None, tell: Teller, earlier: Earlier) -> Row:
    said, known = change.said, held.number if held is not None else None
    old: Value = "–"
    if change.old is not None:
        before = _as(known, change.old, earlier)
        # What is gone is told with what it counts: its sentence may hold several numbers.
        old = tell.with_unit(before) if change.new is None else before
        if known is not None and tell.alike(before, known):
            # What differs is beyond the digits that a page has.
            old, known = code(change.old.value, query=earlier.again), replace(known, spelling="code", value=known.bare)
    # As it is it leads to its own evidence.
    now: Value = "–" if change.new is None else known or code(change.new.value, query=earlier.again)
    what: Text = name(short(said.sentence or said.key, LETTERS))
    if change.old is not None and change.new is not None:
        earlier_said = change.old.sentence
        if held is not None and held.text:
            what = _open(held, earlier_said, tell)
        elif earlier_said != said.sentence:
            # A cell of a row that is of another now.
            what = _both(earlier_said, said.sentence, tell)
    return Row(f"{said.key}/{said.rank}", [what, old, now])


def _open(entry: Entry, before: str, tell: Teller) -> Text:
    """A sentence that holds of before and now, with a place for the number: without the other numbers, and without
    names where these were others. Where the earlier sentence has other words, both sentences.
    """
    for names in (True, False):
        if re.fullmatch("".join(_pattern(part, names) for part in entry.text), before):
            said = "".join(_opened(part, entry, names) for part in entry.text)
            break
    else:
        return _both(before, entry.sentence, tell)
    start, place, end = said.partition("[…]")
    # Where a row has no room for all of it, what stands before the place is cut at its beginning.
    if len(start) > LETTERS // 2 and len(said) > LETTERS:
        start = f"… {start[-LETTERS // 2 :].partition(' ')[2]}"
    return name(short(f"{start}{place}{end}", LETTERS))


def _both(before: str, now: str, tell: Teller) -> Text:
    return tell.phrase("changes.both", old=name(short(before, LETTERS)), new=name(short(now, LETTERS)))


def _pattern(part: Part, names: bool) -> str:
    may_differ = part.number is not None or (not names and (part.kind == "name" or part.scope))
    return ".+?" if may_differ else re.escape(part.text)


def _opened(part: Part, entry: Entry, names: bool) -> str:
    if part.number is not None:
        return "[…]" if part.number.key == entry.number.key else "…"
    return part.text if names or not (part.kind == "name" or part.scope) else "…"


def _as(known: Number | None, stated: Stated, earlier: Earlier) -> Number:
    """What an earlier report stated, written as the number is written now, where that is of the same unit."""
    made = _of_unit(stated)
    same = known is not None and known.unit == stated.unit
    if known is not None and same and known.spelling in ("money", "count", "share", "decimal"):
        try:
            value: Any = Decimal(stated.value)
            value = int(value.scaleb(known.digits or 0)) if known.spelling == "money" else value
            made = replace(known, value=int(value) if known.spelling in ("money", "count") else float(value))
        except (ValueError, ArithmeticError):
            made = code(stated.value, unit=stated.unit)
    return replace(made, key="", query=earlier.again, rows=NOTHING)


def _of_unit(stated: Stated) -> Number:
    """A number by what it counts or is in."""
    number, unit = stated.number, stated.unit
    if number is None:
        return code(stated.value, unit=unit)
    if unit == "share":
        return share(float(number))
    if len(unit) == 3 and unit.isupper():
        return money(int(number.scaleb(minor_digits(unit))), unit, minor_digits(unit))
    if number == int(number):
        return code(stated.value, unit=unit) if has_no_percent(unit) else count(int(number), unit=unit)
    return decimal(float(number), unit=unit)
