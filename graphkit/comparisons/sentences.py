"""What changed, in words: the report's own sentence, what it said before, what it says now."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from graphkit.comparisons.result import has_no_percent
from graphkit.words import Words

if TYPE_CHECKING:
    from graphkit.comparisons.result import Change, Comparison
    from graphkit.comparisons.stated import Stated


def sentences(of: Comparison, lang: str) -> list[str]:
    """How many numbers changed, what differs in how the reports were made, then a sentence a change."""
    w, counts = Words("graphkit.comparisons", lang), of.counts
    if not of.changes:
        return [w("none")]
    told = [w("counts", **{kind: counts[kind] for kind in ("changed", "new", "gone", "same")})]
    told += [w(f"made.{what}", old=old or w("nothing"), new=new or w("nothing")) for what, old, new in of.notes]
    changes = [each for each in of.changes if each.kind != "same"]
    numbers = Counter(pair for each in changes if (pair := _both(each)))
    alone = Counter((each.kind, each.said.sentence) for each in changes if each.kind != "changed")

    def one(change: Change) -> str:
        # A sentence in which several numbers changed, or are new, is told once, as it was and as it is.
        if (pair := _both(change)) and numbers[pair] > 1:
            return w("changed.sentence", old=pair[0], new=pair[1])
        if change.said.sentence and alone[change.kind, change.said.sentence] > 1:
            return w(f"{change.kind}.sentence", said=_said(change))
        return sentence(change, w)

    return told + list(dict.fromkeys(map(one, changes)))


def sentence(change: Change, w: Words) -> str:
    """One change in words."""
    said = _said(change)
    # Of another unit each is written by its own.
    old, new = (
        _spelled(
            each,
            each.unit if each is not None and change.is_of_other_unit else change.unit,
            w,
            bare=change.is_of_other_unit,
        )
        for each in (change.old, change.new)
    )
    if change.kind in ("new", "gone"):
        return w(change.kind, said=said, value=new if change.kind == "new" else old)
    assert change.old is not None
    assert change.new is not None
    if change.is_of_other_unit:
        units = {"old_unit": change.old.unit, "new_unit": change.new.unit}
        return w("changed.unit", said=said, old=old, new=new, **units)
    if (difference := change.difference) is None:
        return w("changed.other", said=said, old=old, new=new)
    signed = _signed(difference, w)
    if (percent := change.percent) is None:
        return w("changed.number", said=said, old=old, new=new, difference=signed)
    share = ("+" if percent > 0 else "−" if percent < 0 else "") + w.share(abs(percent) / 100)
    return w("changed.percent", said=said, old=old, new=new, difference=signed, percent=share)


def _both(change: Change) -> tuple[str, str] | None:
    """What the two reports say with a number that changed; None where they say the same, as of a cell of a table."""
    if change.old is None or change.new is None or change.old.sentence == change.new.sentence:
        return None
    return (change.old.sentence, change.new.sentence) if change.old.sentence and change.new.sentence else None


def _said(change: Change) -> str:
    """What the number is: the report's sentence without its full stop, or its key where there is none."""
    return change.said.sentence.rstrip(" .") or change.said.key


def _spelled(stated: Stated | None, unit: str, w: Words, *, bare: bool = False) -> str:
    """A value as the language writes it: a number by its rules, a sum with its currency but if `bare`, a text as is."""
    if stated is None or not stated.value:
        return w("nothing")
    if (number := stated.number) is None:
        return stated.value
    digits = _digits(number)
    if not bare and len(unit) == 3 and unit.isascii() and unit.isupper():
        # With the cents that are stated, be they zero.
        cents = number.as_tuple().exponent
        return f"{w.number(float(number), max(digits, -cents if isinstance(cents, int) else 0))}\u00a0{unit}"
    # Thousands of a year, a rank or a seed are not parted.
    return stated.value if not digits and has_no_percent(unit) else w.number(float(number), digits)


def _signed(difference: Decimal, w: Words) -> str:
    mark = "+" if difference > 0 else "−" if difference < 0 else ""
    return mark + w.number(float(abs(difference)), _digits(difference))


def _digits(number: Decimal) -> int:
    """As many decimals as are stated, six at most: what was written with four is not shown with three."""
    exponent = number.normalize().as_tuple().exponent
    return min(max(-exponent, 0), 6) if isinstance(exponent, int) else 0
