"""An account of money: sums, how each came about, and the ties behind every line of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.accounts.grouping import ALWAYS, NAMED, Label, grouped
from graphkit.accounts.rows import ROWS, tie_rows
from graphkit.errors import UnknownName
from graphkit.money.lines import COUNTED, LINES
from graphkit.money.sums import Sum, sums_by
from graphkit.networks.results import Result

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.accounts.scope import Part
    from graphkit.networks.snapshot import Snapshot

AMOUNTS = ("gross", "shares", "handed_on", "net")
COUNTS = (*(line for line in LINES if line != LINES[COUNTED]), "negative", "circle", "differs")


@dataclass(frozen=True, slots=True)
class Row:
    """A sum and what it is of: the direction (of an actor's account) and a label for each grouping."""

    direction: str | None
    of: tuple[Label, ...]
    sum: Sum


@dataclass(frozen=True, eq=False, repr=False)
class MoneyResult(Result):
    """What `graphkit.accounts.reconcile.reconcile` found.

    Attributes
    ----------
    by : tuple of str
        What ties are grouped by beside currency, basis and kind.
    totals : list of Row
        The sums of the whole scope, one a direction, currency, basis and kind.
    rows : list of Row
        The sums by group: over the groups they add up to `totals`.
    provenance : mapping
        Snapshot, scope, method, parameters (rates among them) and version.
    """

    by: tuple[str, ...]
    totals: Sequence[Row]
    rows: Sequence[Row]
    provenance: Mapping[str, Any]
    options: Mapping[str, Any]
    parts: Sequence[Part] = field(repr=False)
    snapshot: Snapshot = field(repr=False)
    name: str = "money"
    unit: str = "major units of each row's currency"

    def to_frame(self) -> pd.DataFrame:
        """One row a group, currency, basis and kind.

        Returns
        -------
        pandas.DataFrame
            ``direction`` (``given``, ``received``) in an actor's account; the groups asked for, with ``_id`` where they
            have one; ``currency``, ``basis``, ``kind``; ``ties`` (all that stand in the row), ``amounts`` (how many are
            in the sum); ``gross`` + ``shares`` + ``handed_on`` = ``net``, in major units, what is taken off below 0,
            empty where there is no amount; how many ties are ``missing``, ``unsplit``, ``no_currency``, ``refused``,
            ``withdrawn``, ``pending``, ``requested``, ``twice`` (with ``amounts`` these are all ``ties``); how many
            amounts are ``negative``, in a ``circle``, or ``differ`` from total × share (in the column ``differs``).
        """
        return _frame(self.rows, self.by, directed=self.options["actor"] is not None)

    @property
    def rates(self) -> pd.DataFrame:
        """The rates that were used: ``currency``, ``base``, ``rate_date``, ``rate``, ``ties``, ``first``, ``last``."""
        return used_rates(self.parts)

    def evidence(self, key: str | None = None) -> pd.DataFrame:
        """The ties behind a line of the account, with where each comes from.

        Parameters
        ----------
        key : str, optional
            One of `graphkit.accounts.rows.ROWS`: ``counted``, ``shares``, ``handed_on``, ``missing``, ``refused`` …;
            all ties of the scope when not given.

        Returns
        -------
        pandas.DataFrame
            ``direction`` in an actor's account; ``tie``, ``line``; ``actor``, ``actor_name``, ``action``,
            ``action_name``, ``recipient``, ``recipient_name``, ``regrant``; ``status``, ``basis``, ``resource``;
            ``amount``, ``currency``, ``gross_amount``, ``share`` as stated; ``net`` (what is in the sum), ``taken_out``
            (handed on), ``sum_currency``; ``year``, ``date``; ``source``, ``source_name``, ``locator``. By source, then
            tie.

        Raises
        ------
        UnknownName
            There is no such line.
        """
        if key is not None and key not in ROWS:
            raise UnknownName("line", key, ROWS)
        return tie_rows(self.snapshot, self.parts, key, directed=self.options["actor"] is not None)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """The first `top` sums as bars; each is labelled with its currency and basis."""
        from graphkit.drawing.names import called
        from graphkit.networks.plots import bars

        rows = [row for row in self.rows if row.sum.n][:top]
        labels = [" ".join(called(part) for part in _labels(row) if part) for row in rows]
        return bars(labels, [float(row.sum.amount) for row in rows], self.label(lang), ax, lang=lang)

    def __str__(self) -> str:
        return "\n".join(f"{row.direction}: {row.sum}" if row.direction else str(row.sum) for row in self.totals)

    def __repr__(self) -> str:
        return f"<MoneyResult: {'; '.join(str(self).splitlines()[:2])}>"


def used_rates(parts: Sequence[Part]) -> pd.DataFrame:
    """The rates that ties of some parts take; columns as in `MoneyResult.rates`."""
    import pandas as pd

    columns = ["currency", "base", "rate_date", "rate", "ties", "first", "last"]
    rows = [row for part in parts if part.counted.rates is not None for row in part.counted.rates.rows()]
    frame = pd.DataFrame(rows, columns=columns)
    if len(parts) < 2 or frame.empty:
        return frame
    ends = {"ties": ("ties", "sum"), "first": ("first", "min"), "last": ("last", "max")}
    return frame.groupby(columns[:4], as_index=False, sort=True).agg(**ends)[columns]


def summed(snapshot: Snapshot, parts: Sequence[Part], by: Sequence[str]) -> list[Row]:
    """Sums by groups, in each part in order of what was asked for: years as they pass, else largest first."""
    import numpy as np

    found = []
    for part in parts:
        counted = part.counted
        keys, labels, group = [], [], counted.group
        for name in by:
            codes, names = grouped(snapshot, counted, name)
            keys.append(codes)
            labels.append(names)
            group = np.unique(group, return_inverse=True)[1].reshape(-1) * (len(names) + 1) + codes
        rows = []
        for row, one in sums_by(counted, group):
            at = [int(codes[row]) for codes in keys]
            of = tuple(names[n] if n >= 0 else (None,) for n, names in zip(at, labels, strict=True))
            rows.append(Row(part.direction, of, one))
        found += _in_order(rows, by)
    return found


def _in_order(rows: Sequence[Row], by: Sequence[str]) -> list[Row]:
    """By what was asked for, in that order: years as they pass, anything else by its largest sum.

    Sums of one group stand together, by currency, basis and kind; which group is larger is told by those of the first
    currency, basis and kind that it has, for no others compare.
    """
    ordered = sorted(rows, key=_order)
    place: dict[tuple[Label, ...], int] = {}
    for row in ordered:
        for end in range(len(by)):
            place.setdefault(row.of[: end + 1], len(place))

    def key(row: Row) -> list[Any]:
        return [_spelled(row.of[at]) if name == "year" else place[row.of[: at + 1]] for at, name in enumerate(by)]

    return sorted(ordered, key=key)


def _order(row: Row) -> tuple[Any, ...]:
    """Currency, basis and kind first, for only such rows compare; then by size."""
    one = row.sum
    stated = [(value is None, value or "") for value in (one.currency, one.basis)]
    kinds = (*stated, (one.kind != "money", one.kind))
    return (*kinds, not one.n, -one.minor, [_spelled(of) for of in row.of])


def _spelled(of: Label) -> tuple[tuple[bool, str], ...]:
    return tuple((part is None, part or "") for part in of)


def _labels(row: Row) -> list[str | None]:
    one = row.sum
    return [
        row.direction,
        *(of[0] for of in row.of),
        one.currency,
        one.basis,
        None if one.kind == "money" else one.kind,
    ]


def _frame(rows: Sequence[Row], by: Sequence[str], *, directed: bool) -> pd.DataFrame:
    import pandas as pd

    columns: dict[str, list[Any]] = {"direction": [row.direction for row in rows]} if directed else {}
    for place, name in enumerate(by):
        columns[name] = [row.of[place][0] for row in rows]
        if name in NAMED:
            columns[f"{name}_id"] = [row.of[place][-1] for row in rows]
    for name in ALWAYS:
        columns[name] = [getattr(row.sum, name) for row in rows]
    texts = list(columns)
    columns["ties"] = [row.sum.ties for row in rows]
    columns["amounts"] = [row.sum.n for row in rows]
    for name in AMOUNTS:
        columns[name] = [_major(row.sum, name) for row in rows]
    for name in COUNTS:
        columns[name] = [row.sum.left_out[name] if name in LINES else getattr(row.sum, name) for row in rows]
    frame = pd.DataFrame(columns)
    kinds = dict.fromkeys(texts, "str") | dict.fromkeys(AMOUNTS, "float64")
    return frame.astype(kinds | dict.fromkeys(("ties", "amounts", *COUNTS), "int64"))


def _major(one: Sum, name: str) -> float | None:
    if not one.n:
        return None
    minor = {"gross": one.gross, "shares": one.shares, "handed_on": -one.handed_on, "net": one.minor}[name]
    return float(one.major(minor))
