"""What each tie of money is to a sum: an amount that counts, or why it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

LINES = (
    *("counted", "missing", "unsplit", "no_currency"),
    *("refused", "withdrawn", "pending", "requested", "twice"),
)
"""On which line of a reconciliation a tie stands, each on one: ``missing`` states no amount, ``unsplit`` a total that
nobody splits, ``no_currency`` an amount in no currency; ``twice`` is stated by another source as well."""

COUNTED, MISSING, UNSPLIT, NO_CURRENCY, _REFUSED, _WITHDRAWN, PENDING, REQUESTED, TWICE = range(len(LINES))

UNKNOWN = ("missing", "unsplit", "no_currency")
"""Lines of ties that give something of which no amount is in a sum."""

KINDS = ("money", "in_kind", "volunteering", "loan", "guarantee")
"""What is never added to one another. Resources that are not named here, or not stated, are money."""

NO_TIE_OF_MONEY = -1


def lines(ties: pa.Table) -> NDArray[np.int8]:
    """The line of each tie as a place in `LINES`, by itself alone; `NO_TIE_OF_MONEY` for what is not FUNDS.

    Parameters
    ----------
    ties : pyarrow.Table
        Ties of a snapshot.
    """
    import numpy as np
    import pyarrow.compute as pc

    def which(mask: pa.ChunkedArray) -> NDArray[np.bool_]:
        return np.asarray(pc.fill_null(mask, False).to_numpy(), dtype=np.bool_)

    stated, total, share = (which(pc.is_valid(ties[name])) for name in ("amount", "gross_amount", "share"))
    line = np.full(ties.num_rows, COUNTED, dtype=np.int8)
    line[which(pc.is_null(ties["currency"]))] = NO_CURRENCY
    # The amount of what states a total and its share is known.
    unknown = ~stated & ~(total & share)
    line[unknown] = np.where(total[unknown], UNSPLIT, MISSING)
    line[which(pc.equal(ties["basis"], "requested"))] = REQUESTED
    line[which(pc.not_equal(ties["status"], "granted"))] = PENDING
    for name, place in (("refused", _REFUSED), ("withdrawn", _WITHDRAWN)):
        line[which(pc.equal(ties["status"], name))] = place
    line[~which(pc.equal(ties["type"], "FUNDS"))] = NO_TIE_OF_MONEY
    return line


def undecided(line: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which ties were refused or withdrawn, or are not decided."""
    import numpy as np

    return np.isin(line, (_REFUSED, _WITHDRAWN, PENDING))


def kinds(ties: pa.Table) -> NDArray[np.int8]:
    """What each tie gives, as a place in `KINDS`."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(ties["resource"], value_set=pa.array(KINDS, pa.string()))
    return np.asarray(pc.fill_null(found, 0).to_numpy(), dtype=np.int8)
