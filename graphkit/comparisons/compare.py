"""Two reports, number by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from graphkit.comparisons.making import asked, data, differences
from graphkit.comparisons.result import Change, Comparison
from graphkit.comparisons.stated import Row, Stated, each_once, evidence_file, lines

# Digits of a fingerprint of data that tell it from others.
SHOWN = 12


def compare(old: str | Path | Iterable[Row], new: str | Path | Iterable[Row], *, lang: str = "en") -> Comparison:
    """What changed from one report to another: numbers that are new, gone or changed.

    Numbers are matched by their key, those of one key by their order: the second of five central actors is set against
    the second of before.

    Parameters
    ----------
    old, new : path, or iterable of mappings
        The folder of each report, or the ``evidence.csv`` in it; a folder of ``graphkit run`` with one report is one
        too. Or the lines of that table, where a report is being written.
    lang : {"en", "fr"}
        Whose sentences are taken where a report has both.

    Returns
    -------
    Comparison

    Raises
    ------
    DataError
        There is no report at a place, or its evidence cannot be read.

    Notes
    -----
    Differences are exact: of decimal numbers, not of floats. A percentage stands where it says something: not of 0, of
    a negative number, of years or ranks, of what has no unit, or of shares, whose difference is in points.
    """
    before, after = (_report(each, lang) for each in (old, new))
    notes = [] if before.file is None or after.file is None else list(differences(before.file, after.file))
    if all(each.data for each in (before, after)) and before.data != after.data:
        notes.insert(0, ("data", before.data[:SHOWN], after.data[:SHOWN]))
    # What runs recorded of their networks says the same, and more.
    recorded = "networks" in {what for what, _, _ in notes}
    if before.asked is not None and after.asked is not None and before.asked != after.asked and not recorded:
        notes.insert(0, ("asked", before.asked, after.asked))
    return Comparison(tuple(_merged(before.stated, after.stated)), before.name, after.name, tuple(notes))


class _Report(NamedTuple):
    name: str
    file: Path | None
    stated: Sequence[Stated]
    asked: str | None
    data: str


def _report(given: str | Path | Iterable[Row], lang: str) -> _Report:
    if not isinstance(given, (str, Path)):
        rows = list(given)
        return _Report("", None, each_once(rows, "The evidence"), asked(rows), data(rows))
    file = evidence_file(Path(given), lang)
    rows = lines(file)
    return _Report(str(given), file, each_once(rows, str(file)), asked(rows), data(rows))


def _merged(before: Sequence[Stated], after: Sequence[Stated]) -> list[Change]:
    """All numbers: in the order of the new report, and what is gone behind what it stood behind in the old one."""
    was = {(each.key, each.rank): each for each in before}
    now = {(each.key, each.rank) for each in after}
    gone: dict[tuple[str, int] | None, list[Stated]] = {}
    last: tuple[str, int] | None = None
    for each in before:
        if (each.key, each.rank) in now:
            last = (each.key, each.rank)
        else:
            gone.setdefault(last, []).append(each)
    found = [Change(each, None) for each in gone.get(None, ())]
    for each in after:
        found.append(Change(was.get((each.key, each.rank)), each))
        found += [Change(one, None) for one in gone.get((each.key, each.rank), ())]
    return found
