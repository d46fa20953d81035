"""The money behind ties: which amounts count, in which unit, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.model.money import minor_digits
from graphkit.money.counted import amounts_of, repeated
from graphkit.money.lines import kinds
from graphkit.money.minor_units import check_exact, coded

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

# What a tie of money says where it states no basis: to choose it by.
UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts of ties, in minor units of one currency.

    Attributes
    ----------
    minor : array of int
        For each tie its amount; 0 where `known` says there is none.
    known : array of bool
        Which ties have an amount that counts.
    missing : array of bool
        Which ties of money state no amount.
    currency, basis : str, optional
        What the amounts are in; None where none counts.
    digits : int
        How many decimals a major unit has.
    refusal : str, optional
        Why the amounts cannot be added up, and what to choose; they must not be used then.
    left_out : mapping of str to int
        Amounts that are there and do not count, by reason.
    choices : mapping of str to tuple of str
        What there is to choose from where `refusal` says that a choice is needed: by ``currency`` and ``basis``.
    """

    minor: NDArray[np.int64]
    known: NDArray[np.bool_]
    missing: NDArray[np.bool_]
    currency: str | None = None
    basis: str | None = None
    digits: int = 2
    refusal: str | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def money(table: pa.Table, rows: NDArray[np.int64], currency: str | None, basis: str | None) -> Money:
    """The amounts of ties that are in a network, one entry each, under the rules of `graphkit.money`.

    One currency and one basis are added up, never several; an amount that is not stated is missing, never 0; what is
    in kind, voluntary, lent or vouched for is no amount of money.

    Parameters
    ----------
    table : pyarrow.Table
        Ties of a snapshot.
    rows : array of int
        Which of them; one may come several times.
    currency, basis : str, optional
        Which to add up where there are several; `UNSTATED` chooses amounts that state no basis.
    """
    import numpy as np
    import pyarrow.compute as pc

    funds = np.asarray(pc.equal(table["type"], "FUNDS").to_numpy(), dtype=np.bool_)[rows]
    of_all, is_stated = amounts_of(table)
    stated = is_stated[rows] & funds
    cash = kinds(table)[rows] == 0
    counts, refusals = stated & cash, []
    left_out: dict[str, int] = {}
    choices: dict[str, tuple[str, ...]] = {}
    if (other := stated & ~cash).any():
        left_out["in kind, lent or vouched for"] = int(other.sum())
    if (twice := counts & repeated(table)[rows]).any():
        left_out["stated by another source as well"] = int(twice.sum())
        counts &= ~twice
    for what, plural, wanted in (("currency", "currencies", currency), ("basis", "bases", basis)):
        # Numbers for words: to take rows of numbers costs a tenth of what it costs to take rows of text.
        of_table, words = coded(pc.fill_null(table[what], UNSTATED))
        said = of_table[rows]
        there = [words[place] for place in np.flatnonzero(np.bincount(said[counts], minlength=len(words)))]
        if what == "currency" and wanted is None and there != [UNSTATED]:
            # An amount in no currency cannot be added to one that has one, and is worth nothing by itself.
            there = [word for word in there if word != UNSTATED]
        if wanted is None and len(there) > 1:
            choices[what] = tuple(there)
            listed = ", ".join(there)
            refusals.append(f"The amounts are of several {plural} ({listed}); choose one, as in {what}={there[0]!r}.")
            continue
        wanted = wanted or (there[0] if there else None)  # noqa: PLW2901
        chosen = wanted or UNSTATED
        other = counts & (said != words.index(chosen)) if chosen in words else counts.copy()
        if other.any():
            left_out[f"in another {what}, or none"] = int(other.sum())
            counts &= ~other
        if what == "currency":
            currency = wanted
        else:
            basis = wanted
    if refusals:
        counts[:] = False
    digits = minor_digits(currency or "")
    minor = np.where(counts, of_all[rows], 0)
    check_exact(minor, table, rows)
    return Money(
        minor=minor,
        known=counts,
        missing=funds & cash & ~stated,
        currency=currency if counts.any() and currency != UNSTATED else None,
        basis=basis if counts.any() else None,
        digits=digits,
        refusal=" ".join(refusals) or None,
        left_out=left_out,
        choices=choices,
    )


def refuse(refusal: str | None) -> None:
    """Say why amounts cannot be used, where they cannot.

    Raises
    ------
    UsageError
        They are of several currencies or bases and none was chosen.
    """
    if refusal:
        raise UsageError(f"{refusal} Different ones are never added up.")
