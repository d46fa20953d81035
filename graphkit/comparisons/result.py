"""The result of a comparison: a row a number, in the order of the report, and sentences on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from graphkit.comparisons.stated import Stated

if TYPE_CHECKING:
    import pandas as pd

# Digits enough that no difference is rounded.
_EXACT = Context(prec=100)

# Units whose numbers have no percentage of one another: 2019 is not more than 2018, nor is a share of a share told.
_NO_PERCENT = (
    *("year", "years", "rank", "group", "step", "version", "seed", "hash", "parameter"),
    *("share", "%", "percent", "index", "z", "p", "p-value", "stability", "modularity"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One number of either report, or of both.

    Attributes
    ----------
    old, new : Stated, optional
        What each states; None where it does not.
    """

    old: Stated | None
    new: Stated | None

    @property
    def said(self) -> Stated:
        """What the new report says, or else what the old one did."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found

    @property
    def unit(self) -> str:
        """What the number counts, by the new report, or by the old one where that alone says it."""
        return self.said.unit or (self.old.unit if self.old is not None else "")

    @property
    def is_of_other_unit(self) -> bool:
        """Whether both state a unit, and not the same: an older report says less of what its numbers count."""
        stated = {each.unit for each in (self.old, self.new) if each is not None and each.unit}
        return len(stated) > 1

    @property
    def kind(self) -> str:
        """``changed``, ``new``, ``gone`` or ``same``."""
        if self.old is None:
            return "new"
        if self.new is None:
            return "gone"
        if self.is_of_other_unit:
            return "changed"
        one, other = self.old.number, self.new.number
        # 12 and 12.0 are one number.
        same = one == other if one is not None and other is not None else self.old.value == self.new.value
        return "same" if same else "changed"

    @property
    def difference(self) -> Decimal | None:
        """New less old; None where one is no number, or their units differ."""
        if self.old is None or self.new is None or self.is_of_other_unit:
            return None
        one, other = self.old.number, self.new.number
        return None if one is None or other is None else _EXACT.subtract(other, one)

    @property
    def percent(self) -> float | None:
        """The difference in percent of the old; None where that says nothing: of 0, of years, of what has no unit."""
        difference = self.difference
        if difference is None or self.old is None or has_no_percent(self.unit):
            return None
        before = self.old.number
        assert before is not None
        return float(100 * difference / before) if before > 0 else None


def has_no_percent(unit: str) -> bool:
    """Whether numbers of a unit are not set against one another in percent, as what has no unit may be anything."""
    return not unit or any(word.strip("(),.") in _NO_PERCENT for word in unit.casefold().replace("(", " ").split())


@dataclass(frozen=True)
class Comparison:
    """What changed from one report to another.

    Attributes
    ----------
    changes : tuple of Change
        All numbers, in the order of the new report; what is gone stands where the old one had it.
    old, new : str
        What each report is called.
    notes : sequence of (str, str, str)
        What differs in how the two were made, with what it was in each: then a change may come from that.
    """

    changes: Sequence[Change]
    old: str = ""
    new: str = ""
    notes: Sequence[tuple[str, str, str]] = field(default=())

    @property
    def counts(self) -> Counter[str]:
        """How many numbers changed, are new, are gone and are the same."""
        return Counter(change.kind for change in self.changes)

    def to_frame(self, *, same: bool = False) -> pd.DataFrame:
        """A row a number that is not the same, or a row each with `same`.

        Returns
        -------
        pandas.DataFrame
            ``section``, ``key``, ``rank`` (of several numbers of one key, from 1), ``change`` (changed, new, gone,
            same), ``old``, ``new`` (as stated), ``unit`` of the new, ``difference`` (new less old), ``percent`` of the
            old, ``old_rows``, ``new_rows`` (rows of the data behind each), ``sentence`` of the new report, or of the
            old where that alone states it.
        """
        import pandas as pd

        rows = [_row(change) for change in self.changes if same or change.kind != "same"]
        whole, parts = ("rank", "old_rows", "new_rows"), ("difference", "percent")
        return pd.DataFrame(rows, columns=COLUMNS).astype(
            dict.fromkeys(whole, "Int64") | dict.fromkeys(parts, "Float64")
        )

    def sentences(self, lang: str) -> list[str]:
        """What changed, in English or French: first how much, then a sentence a number, in the order of the report."""
        from graphkit.comparisons.sentences import sentences

        return sentences(self, lang)

    def __str__(self) -> str:
        return "\n".join(self.sentences("en"))


COLUMNS = [
    *("section", "key", "rank", "change", "old", "new", "unit", "difference", "percent", "old_rows", "new_rows"),
    "sentence",
]


def _row(change: Change) -> tuple[object, ...]:
    said, old, new = change.said, change.old, change.new
    difference = change.difference
    return (
        said.section, said.key, said.rank, change.kind, old and old.value, new and new.value, change.unit,
        None if difference is None else float(difference), change.percent, old and old.n_rows, new and new.n_rows,
        said.sentence,
    )  # fmt: skip
