"""Two reports, number by number."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphkit.comparisons.making import differences
from graphkit.comparisons.result import Change, Comparison
from graphkit.comparisons.stated import Stated, evidence_file, stated


def compare(old: str | Path, new: str | Path, *, lang: str = "en") -> Comparison:
    """What changed from one report to another: numbers that are new, gone or changed.

    Numbers are matched by their key, those of one key by their order: the second of five central actors is set against
    the second of before.

    Parameters
    ----------
    old, new : path
        The folder of each report, or the ``evidence.csv`` in it; see `graphkit.comparisons.stated.stated`.
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
    a negative number, of years or of shares, whose difference is in points.
    """
    files = evidence_file(Path(old), lang), evidence_file(Path(new), lang)
    before, after = (stated(file) for file in files)
    return Comparison(tuple(_merged(before, after)), str(old), str(new), tuple(differences(*files)))


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
