"""Who is in which groups, as a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def memberships(groups: Sequence[Sequence[str]], ids: Sequence[str]) -> csr_array[Any]:
    """For each row 1 in the columns of its groups; a group that is not among `ids` is left out.

    Examples
    --------
    >>> memberships([["b"], [], ["a", "b"]], ["a", "b"]).toarray().tolist()
    [[0, 1], [0, 0], [1, 1]]
    """
    import numpy as np
    from scipy.sparse import csr_array

    number = {id: at for at, id in enumerate(ids)}
    rows = [sorted({number[each] for each in row if each in number}) for row in groups]
    indptr = np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)])
    indices = np.array([each for row in rows for each in row], dtype=np.int64)
    return csr_array((np.ones(len(indices), dtype=np.int64), indices, indptr), shape=(len(rows), len(ids)))
