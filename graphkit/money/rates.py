"""Rates of currencies that the user gives: read from a file, applied to ties, told with the result.

A file of rates is CSV with the columns ``date``, ``currency`` and ``rate``: how many units of the base currency one
unit of the currency was worth on that day. The base is what a fourth column ``base`` names, the same on each row;
without one it is the currency that has the rate 1 and no other. A tie takes the latest rate on or before its day: its
date, else the last day of the year it states, else its start, else the last day of its action's year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError
from graphkit.model.money import LARGEST, minor_digits
from graphkit.money.minor_units import coded

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

NO_DAY = -(2**31)
"""The day of a tie that has none."""

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Rates:
    """Rates into one currency.

    Attributes
    ----------
    base : str
        The currency that amounts are turned into.
    days : mapping of str to list of int
        For each other currency the days that have a rate, ascending, in days since 1970.
    values : mapping of str to list of Decimal
        The rates of those days.
    file : str
        Where they come from, for messages.
    """

    base: str
    days: dict[str, list[int]]
    values: dict[str, list[Decimal]] = field(repr=False)
    file: str = "rates"

    @staticmethod
    def read(file: str | Path) -> Rates:
        """The rates of a CSV file; ``-`` reads standard input.

        Raises
        ------
        DataError
            The file cannot be read or a row of it cannot be used; names the place and the cure.
        """
        from graphkit.money.rates_file import read

        return read(file)

    def apply(self, ties: pa.Table, wanted: NDArray[np.bool_], days: NDArray[np.int64] | None) -> Used:
        """The rate of each tie.

        Raises
        ------
        DataError
            A wanted tie has no rate, or no day; names the first by id.
        """
        import numpy as np

        currency, names = coded(ties["currency"])
        step = np.full(ties.num_rows, -1, dtype=np.int64)
        steps: list[Step] = [Step(self.base, None, Decimal(1))]
        for place, name in enumerate(names):
            mine = np.flatnonzero(currency == place)
            if name == self.base:
                step[mine] = 0
                continue
            known = np.array(self.days.get(name, []), dtype=np.int64)
            when = np.full(len(mine), NO_DAY, dtype=np.int64) if days is None else days[mine]
            at = np.searchsorted(known, when, side="right") - 1
            step[mine] = np.where(at >= 0, at + len(steps), -1)
            values = self.values.get(name, [])
            steps += [Step(name, _day(int(day)), value) for day, value in zip(known, values, strict=True)]
        if (without := np.flatnonzero(wanted & (step < 0))).size:
            raise self._missing(ties, without, days)
        return Used(self, steps, np.where(wanted, step, -1), days)

    def _missing(self, ties: pa.Table, rows: NDArray[np.int64], days: NDArray[np.int64] | None) -> DataError:
        # The earliest is told: a rate of its day serves the later ones too.
        row = min(rows.tolist(), key=lambda row: (NO_DAY if days is None else int(days[row]), ties["id"][row].as_py()))
        tie = ties.slice(row, 1).to_pylist()[0]
        others = "other" if len(rows) == 2 else "others"
        more = f" and {len(rows) - 1:,} {others}" if len(rows) > 1 else ""
        what = f"the tie {tie['id']} ({tie['source']}, {tie['locator']}){more}"
        if days is None or days[row] == NO_DAY:
            return DataError(f"No rate of {tie['currency']} can be chosen for {what}: no day and no year is stated.")
        on = _day(int(days[row])).isoformat()
        return DataError(
            f"{self.file} has no rate of {tie['currency']} on or before {on}, needed by {what}. Add a row such as "
            f"{on},{tie['currency']},RATE (in {self.base} for one {tie['currency']}), or leave the rates out: each "
            "currency is then summed by itself."
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A rate: of which currency, of which day (None: the base itself), how much."""

    currency: str
    day: date | None
    rate: Decimal


@dataclass(frozen=True)
class Used:
    """Which rate each tie takes.

    Attributes
    ----------
    rates : Rates
        Where they come from.
    steps : list of Step
        The rates there are.
    step : array of int
        For each tie the one it takes; -1 for a tie that counts in no sum.
    """

    rates: Rates
    steps: list[Step]
    step: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] | None = field(repr=False, default=None)

    def convert(self, minor: NDArray[np.int64]) -> NDArray[np.int64]:
        """Amounts in minor units of the base currency, each rounded half up; 0 for a tie that counts in no sum."""
        import numpy as np

        found = np.zeros(len(minor), dtype=np.int64)
        for place in np.unique(self.step[self.step >= 0]).tolist():
            mine = self.step == place
            found[mine] = _times(minor[mine], self._factor(place))
        return found

    def _factor(self, place: int) -> Decimal:
        step = self.steps[place]
        return step.rate.scaleb(minor_digits(self.rates.base) - minor_digits(step.currency))

    def rows(self) -> list[dict[str, Any]]:
        """Rates that were used: ``currency``, ``base``, ``rate_date``, ``rate``, ``ties``, ``first``, ``last`` day."""
        import numpy as np

        told = []
        for place in np.unique(self.step[self.step > 0]).tolist():
            mine = self.step == place
            step = self.steps[place]
            days = self.days[mine] if self.days is not None else None
            ends = (None, None) if days is None else (_day(int(days.min())), _day(int(days.max())))
            row = {"currency": step.currency, "base": self.rates.base, "rate_date": step.day, "rate": step.rate}
            told.append(row | {"ties": int(mine.sum()), "first": ends[0], "last": ends[1]})
        return told


def _times(minor: NDArray[np.int64], factor: Decimal) -> NDArray[np.int64]:
    """Whole numbers times an exact factor, rounded half up (away from 0)."""
    import numpy as np

    above, below = factor.as_integer_ratio()
    largest = int(np.abs(minor).max(initial=0))
    if largest * above / below > LARGEST:
        raise DataError("With these rates the amounts are too large to be added up exactly. Are the rates right?")
    if 2 * largest * above + below < 2**62:
        found: NDArray[np.int64] = np.sign(minor) * ((2 * np.abs(minor) * above + below) // (2 * below))
        return found
    each = [(1 if m >= 0 else -1) * ((2 * abs(m) * above + below) // (2 * below)) for m in minor.tolist()]
    return np.array(each, dtype=np.int64)


def _day(number: int) -> date:
    return date.fromordinal(number + EPOCH)
