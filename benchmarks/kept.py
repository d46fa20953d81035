"""A table of docs/benchmarks.md read back, work by work: what was not run again stays as it was measured.

A work is its rows of the table and what is said below it, of which the last line begins with ``  - measured``: when, at
which load, with which versions. So each work can be run for itself, hours or weeks apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

# What a table said once for all its works, before each said it for itself.
_OF_ALL = re.compile(r"^- (?P<said>.+; two threads each|\d{4}-\d\d-\d\d; load average .+ at the end)\.$", re.MULTILINE)

_MACHINE = re.compile(r"^- \d+ cores, .+$", re.MULTILINE)

MEASURED = "  - measured"


class Work(NamedTuple):
    """What stands in the page of one work.

    Attributes
    ----------
    rows : list of str
        Its lines of the table.
    notes : list of str
        Its lines below.
    """

    rows: list[str]
    notes: list[str]


def works(text: str, names: Iterable[str]) -> dict[str, Work]:
    """The works of a table, by name; those that are none of `names` are left out, for they are no longer measured."""
    of_all = "; ".join(found["said"] for found in _OF_ALL.finditer(text))
    found = {name: Work(_block(text, f"| {name} |", "|  |"), _block(text, f"- {name}:", "  - ")) for name in names}
    for work in found.values():
        if work.notes and of_all and not work.notes[-1].startswith(MEASURED):
            work.notes.append(f"{MEASURED} {of_all}.")
    return {name: work for name, work in found.items() if work.rows}


def is_of(text: str, machine: str) -> bool:
    """Whether a table was measured on a machine, as far as it says on which."""
    found = _MACHINE.search(text)
    return found is None or found[0].startswith(machine.rstrip("."))


def missed(works_: Mapping[str, Work], by: str | None = None) -> Iterator[str]:
    """The rows in which graphkit, or `by` another engine of its own, is not so many times as fast as wanted."""
    for name, work in works_.items():
        cells = [[cell.strip() for cell in row.split("|")] for row in work.rows]
        ratios = {row[2]: row[6] for row in cells}
        if by is not None and not ratios.get(by):
            continue
        ours = 1.0 if by is None else _number(ratios[by])
        for _, _, engine, _, _, _, ratio, wanted, *_ in cells:
            if not wanted or not ratio:
                continue
            if (times := _number(ratio) / ours) < _number(wanted):
                sign = "not to be told within the limit, " if ratio.startswith("over") else ""
                said = ratio if by is None else f"{times:.3g}"
                yield f"{name} beside {engine}: {sign}{said} of {wanted}"


def _number(ratio: str) -> float:
    """Of ``12.9``, ``3.1 (2.8 to 3.3)``, ``over 1,000`` and ``about 3``."""
    return float(ratio.partition(" (")[0].rsplit(maxsplit=1)[-1].replace(",", ""))


def _block(text: str, first: str, following: str) -> list[str]:
    """A line that begins with `first`, and those after it that begin with `following`."""
    lines = text.splitlines()
    at = next((number for number, line in enumerate(lines) if line.startswith(first)), len(lines))
    end = next((number for number, line in enumerate(lines) if number > at and not line.startswith(following)), None)
    return lines[at:end]
