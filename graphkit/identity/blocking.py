"""Which names are worth comparing: those that share words that few others have.

All pairs of 20,000 names are two hundred million. A name is a sparse row of keys (its words by their stems, their first
letters, all words together), each key weighing what it tells; the product of that matrix with itself gives the pairs
whose keys overlap. Keys that too many names have tell nothing and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2, sqrt
from typing import TYPE_CHECKING

from graphkit.identity.names import Name, stem

if TYPE_CHECKING:
    import scipy.sparse as sp

# Names without more in common than this are not compared.
OVERLAP = 0.3
# A key of more names than this share of all (and of more than COMMON names) is left out.
COMMON_SHARE, COMMON = 0.02, 50
ROWS = 2000


def pairs(names: Sequence[Name], overlap: float = OVERLAP) -> Iterator[tuple[int, int]]:
    """The pairs of names to compare, as places in `names`, the lower first, in order.

    Parameters
    ----------
    names : sequence of Name
    overlap : float
        The least cosine of their keys.
    """
    import numpy as np

    matrix = _matrix([sorted(set(keys(name))) for name in names])
    turned = matrix.T.tocsr()
    for first in range(0, matrix.shape[0], ROWS):
        product = (matrix[first : first + ROWS] @ turned).tocoo()
        # Rounded, for the order of additions may change the last bit.
        kept = (product.row + first < product.col) & (np.round(product.data, 9) >= overlap)
        found = np.column_stack((product.row[kept] + first, product.col[kept]))
        yield from map(tuple, found[np.lexsort((found[:, 1], found[:, 0]))].tolist())


def keys(name: Name) -> Iterator[str]:
    """What a name can be found by.

    Examples
    --------
    >>> from graphkit.identity.names import name
    >>> list(keys(name("Amicale laïque de Malville")))
    ['amical', 'amic', 'laiqu', 'laiq', 'malvill', 'malv', '=amical laiqu malvill']
    """
    stems = [stem(word) for word in name.words]
    for root in stems:
        yield root
        if len(root) > 4:
            yield root[:4]
    if stems:
        yield f"={' '.join(sorted(stems))}"


def _matrix(keys_of: list[list[str]]) -> sp.csr_matrix:
    import numpy as np
    import scipy.sparse as sp

    count = Counter(key for each in keys_of for key in each)
    limit = max(COMMON, COMMON_SHARE * len(keys_of))
    # A key that one name has pairs it with nobody, and counts for how much of it is shared.
    number = {key: index for index, key in enumerate(sorted(count))}
    rows, columns, values = [], [], []
    for row, each in enumerate(keys_of):
        weighed = [(number[key], log2(1 + len(keys_of) / count[key]), count[key] <= limit) for key in each]
        length = sqrt(sum(weight * weight for _, weight, _ in weighed)) or 1.0
        for column, weight, told in weighed:
            if told:
                rows.append(row)
                columns.append(column)
                values.append(weight / length)
    shape = (len(keys_of), len(number))
    return sp.csr_matrix((np.array(values), (rows, columns)), shape=shape)
