"""The years of ties: what each states itself, else what its action does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

# Years before and after any: an open beginning and an open end.
_EVER_BEFORE, _EVER_AFTER = -(10**6), 10**6


@dataclass(frozen=True, slots=True)
class Years:
    """For each tie the first and last year that it holds for, and whether it states any.

    Attributes
    ----------
    first, last : arrays of int
        A million before or after where the beginning or the end is open.
    dated : array of bool
        False for a tie that states no year, whose action states none either.
    """

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    dated: NDArray[np.bool_]

    def within(self, since: int | None, until: int | None) -> NDArray[np.bool_]:
        """Which ties hold in at least one of the years; undated ones never do."""
        inside = self.dated.copy()
        if since is not None:
            inside &= self.last >= since
        if until is not None:
            inside &= self.first <= until
        return inside

    @property
    def one(self) -> NDArray[np.int64]:
        """One year a tie: its first, or its last where its beginning is open; of no use where it is not dated."""
        import numpy as np

        return np.where(self.first == _EVER_BEFORE, self.last, self.first)

    def extent(self, which: NDArray[np.int64] | slice = slice(None)) -> tuple[int | None, int | None]:
        """First and last year that some of the ties state; open beginnings and ends are no years. None for none."""
        import numpy as np

        dated = self.dated[which]
        said = np.concatenate([self.first[which][dated], self.last[which][dated]])
        said = said[(said != _EVER_BEFORE) & (said != _EVER_AFTER)]
        return (int(said.min()), int(said.max())) if len(said) else (None, None)


def years(ties: pa.Table, actions: pa.Table, action_of: NDArray[np.int32] | NDArray[np.int64]) -> Years:
    """The years of ties.

    Parameters
    ----------
    ties, actions : pyarrow.Table
        Tables of a snapshot.
    action_of : array of int
        For each tie the row of its action.
    """
    import numpy as np

    own, by_action = stated(ties), stated(actions)
    dated = own.dated | by_action.dated[action_of]
    first = np.where(own.dated, own.first, by_action.first[action_of])
    return Years(first, np.where(own.dated, own.last, by_action.last[action_of]), dated)


def span(table: pa.Table) -> Years:
    """The years of links, by ``start`` and ``end`` alone; one that has neither holds always and counts as dated."""
    import numpy as np

    first, last, _ = _from_start_to_end(table)
    return Years(first, last, np.ones(table.num_rows, dtype=np.bool_))


def stated(table: pa.Table) -> Years:
    """What rows state themselves: a year, else a date, else from start to end."""
    import numpy as np

    first, last, dated = _from_start_to_end(table)
    for column in ("date", "year"):
        if column in table.column_names:
            year, there = _year(table[column])
            first, last, dated = np.where(there, year, first), np.where(there, year, last), dated | there
    return Years(first, last, dated)


def _from_start_to_end(table: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    import numpy as np

    (start, has_start), (end, has_end) = _year(table["start"]), _year(table["end"])
    first = np.where(has_start, start, _EVER_BEFORE)
    return first, np.where(has_end, end, _EVER_AFTER), has_start | has_end


def _year(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    number = pc.year(column) if pa.types.is_date(column.type) else column
    there = pc.is_valid(number).to_numpy()
    return pc.fill_null(number, 0).to_numpy().astype(np.int64), np.asarray(there, dtype=np.bool_)
