"""What a report says, piece by piece: words, names of the data, and numbers with what is behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, TypeAlias

Spelling = Literal["count", "decimal", "share", "money", "year", "code"]
"""How a number is written: whole or with decimals, as a percentage, a sum of money, a year, or as it stands."""

MOST_ROWS = 100
"""Rows kept of those behind one number; how many there are is always told."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One row that a number rests on: the source by name, where in it, and the tie or node that it made."""

    source: str
    locator: str
    tie: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows behind a number.

    Attributes
    ----------
    n : int
        How many there are.
    first : tuple of Behind
        The first `MOST_ROWS` of them.
    looked_for : bool
        Whether they are those of this number, though there be none: in a table it has not those of its row then.
    every : callable, optional
        Looks up all of them, where there are more than the first.
    """

    n: int = 0
    first: tuple[Behind, ...] = ()
    looked_for: bool = False
    every: Callable[[], tuple[Behind, ...]] | None = field(default=None, compare=False, repr=False)

    @property
    def cut(self) -> bool:
        """Whether there are more than the first."""
        return self.n > len(self.first) > 0

    def all(self) -> tuple[Behind, ...]:
        """All of them."""
        return self.first if self.every is None else self.every()


NOTHING = Rows()


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a report says.

    Attributes
    ----------
    value : int, float or str
        Of money: whole minor units. Of a year or a code: as it is written.
    key : str
        What it is, the same in every report: ``data.actors``. In a cell of a table the table gives it.
    unit : str
        What it counts or is in; of money the currency.
    query : str
        How to get it again: a command, or a statement in Cypher.
    rows : Rows
        What it rests on.
    spelling : Spelling
        How it is written.
    digits : int
        Of money: decimals of the currency. Of a decimal number: how many decimals, where not as usual.
    """

    value: int | float | str
    key: str = ""
    unit: str = ""
    query: str = ""
    rows: Rows = field(default_factory=Rows)
    spelling: Spelling = "count"
    digits: int | None = None

    @property
    def bare(self) -> str:
        """The value as a machine reads it: no spaces, a point for decimals, money in major units."""
        if self.spelling == "money":
            return str(Decimal(int(self.value)).scaleb(-(self.digits or 0)))
        if isinstance(self.value, float):
            # Ten digits hold on every machine.
            return format(self.value, ".10g")
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence.

    Attributes
    ----------
    text : str
        As it is read.
    number : Number, optional
        What it spells, where it is a number.
    ref : str
        Of a number its evidence, ``E7``; of a name the node that it is the name of, where it has one.
    kind : {"text", "number", "name"}
        What it is.
    action : str
        Of the name of an action, or of what is in its place, its id.
    scope : bool
        Whether it says where the sentence holds: in all data, or in what a report reads of them.
    """

    text: str
    kind: Literal["text", "number", "name"] = "text"
    ref: str = ""
    number: Number | None = None
    action: str = ""
    scope: bool = False


Text: TypeAlias = tuple[Part, ...]


def plain(text: Text) -> str:
    """A sentence as it is read."""
    return "".join(part.text for part in text)


def name(text: str, node: str = "", *, action: str = "") -> Text:
    """A name as the data have it, with the actor or the action that it is the name of."""
    return (Part(text, "name", node, action=action),)


def joined(texts: Iterable[Text], sign: str) -> Text:
    """Several one after the other, parted by a sign."""
    found: list[Part] = []
    for text in texts:
        if found:
            found.append(Part(sign))
        found.extend(text)
    return tuple(found)


def count(value: int, **more: str | Rows) -> Number:
    """A whole number."""
    return Number(int(value), spelling="count", **more)  # type: ignore[arg-type]


def decimal(value: float, digits: int | None = None, **more: str | Rows) -> Number:
    """A number with decimals."""
    return Number(float(value), spelling="decimal", digits=digits, **more)  # type: ignore[arg-type]


def share(value: float, **more: str | Rows) -> Number:
    """A share from 0 to 1, written as a percentage."""
    return Number(float(value), spelling="share", unit="share", **more)  # type: ignore[arg-type]


def money(minor: int, currency: str, digits: int, **more: str | Rows) -> Number:
    """A sum in minor units."""
    return Number(int(minor), spelling="money", unit=currency, digits=digits, **more)  # type: ignore[arg-type]


def year(value: int, **more: str | Rows) -> Number:
    """A year, whose thousands are not parted."""
    return Number(int(value), spelling="year", unit="year", **more)  # type: ignore[arg-type]


def code(value: str, **more: str | Rows) -> Number:
    """What is written with digits and is no quantity: a version, a checksum, years from and to."""
    return Number(value, spelling="code", **more)  # type: ignore[arg-type]


def with_ref(part: Part, ref: str) -> Part:
    """A number with its evidence."""
    return replace(part, ref=ref)
