"""Whole columns of amounts in minor units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.errors import DataError
from graphkit.model.money import LARGEST, minor_digits, to_minor

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def minor_units(ties: pa.Table, column: str) -> NDArray[np.int64]:
    """A column of amounts in minor units of the ties' currencies, as `graphkit.model.money.to_minor` gives them.

    Where none is stated it is 0, which says nothing: see `graphkit.money.lines`.

    Raises
    ------
    DataError
        An amount is too large to have been stored exactly.
    """
    import numpy as np
    import pyarrow.compute as pc

    stated = np.asarray(pc.fill_null(ties[column], 0.0).to_numpy(), dtype=np.float64)
    scale = 10.0 ** digits(ties)
    with np.errstate(over="ignore", invalid="ignore"):
        scaled = np.rint(stated * scale)
        if not bool(np.all(np.abs(scaled) <= LARGEST)):
            raise too_large(ties, int(np.nan_to_num(np.abs(scaled), nan=np.inf).argmax()), column)
    minor = scaled.astype(np.int64)
    # A float that a whole number of minor units gives back is that number; the few others are rounded one by one.
    odd = np.flatnonzero(scaled / scale != stated)
    if len(odd):
        currencies = ties["currency"].take(odd).to_pylist()
        minor[odd] = [to_minor(float(stated[row]), name or "") for row, name in zip(odd, currencies, strict=True)]
    return minor


def digits(ties: pa.Table) -> NDArray[np.int64]:
    """How many decimals a major unit has, tie by tie."""
    import numpy as np

    codes, names = coded(ties["currency"])
    of_name = np.array([*(minor_digits(name) for name in names), minor_digits("")], dtype=np.int64)
    return of_name[codes]


def coded(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], list[str]]:
    """A column of text as places in the sorted list of its values; -1 for null."""
    import pyarrow.compute as pc

    names = sorted(name for name in pc.unique(column).to_pylist() if name is not None)
    return places(column, names), names


def places(column: pa.ChunkedArray, names: list[str] | pa.Array) -> NDArray[np.int64]:
    """The place of each value in a list; -1 for what is not in it."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    value_set = pa.array(names, pa.string()) if isinstance(names, list) else names
    found = pc.index_in(column, value_set=value_set)
    return np.asarray(pc.fill_null(found, -1).to_numpy(), dtype=np.int64)


def check_exact(amounts: NDArray[np.int64], ties: pa.Table, rows: NDArray[np.int64]) -> None:
    """Refuse what cannot be added up exactly: amounts, and the row of the tie that each is of.

    Raises
    ------
    DataError
        The amounts come to more than can be stated exactly; names the largest.
    """
    import numpy as np

    if float(np.abs(amounts).sum(dtype=np.float64)) > LARGEST:
        raise too_large(ties, int(rows[np.abs(amounts).argmax()]), "amount")


def too_large(ties: pa.Table, row: int, column: str) -> DataError:
    """The error that names the amount that is too large."""
    tie = ties.slice(row, 1).to_pylist()[0]
    return DataError(
        f"The amounts are too large to be added up exactly; the largest is {tie[column]:g} "
        f"{tie['currency'] or ''} in the tie {tie['id']} ({tie['source']}, {tie['locator']}). Is it right?"
    )
