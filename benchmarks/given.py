"""What is handed to every engine: a drawn network and its projection as arrays, kept in a file.

Read by graphkit's Python and by the peers', hence with NumPy and SciPy alone.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from drawn_networks import SIZES, drawn, without_large

if TYPE_CHECKING:
    from scipy.sparse import csr_array

# The bound: in a projection, an action of k actors is k (k - 1) / 2 ties.
MOST = 100

SOURCES, ENDS, LEVELS = 256, 1_000, 20
"""Sources of the betweenness that is not exact, ends of the distances, steps in which actors are removed."""


class Given:
    """The arrays of a network, each read when it is asked for.

    Attributes
    ----------
    actor_ptr, actions : arrays
        The actions of each actor, row by row.
    n_actions : int
    totals : array
        The amount of each action.
    ptr, others, shared, newman : arrays
        The projection, row by row, each pair at both ends: with whom, in how many actions, and their weight after
        Newman, the sum of 1 / (actors - 1).
    alpha : float
        For Katz: 0.85 by the largest eigenvalue of Newman's weights.
    """

    def __init__(self, arrays: Any) -> None:
        self._arrays = arrays

    @classmethod
    def read(cls, file: Path) -> Given:
        """From a file that `keep` made."""
        return cls(np.load(file))

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._arrays[name]
        except KeyError:
            raise AttributeError(name) from None
        value = value.item() if value.ndim == 0 else value
        setattr(self, name, value)
        return value

    @property
    def n(self) -> int:
        """How many actors there are."""
        return len(self.actor_ptr) - 1

    @property
    def sources(self) -> Any:
        """Actors from which betweenness is taken."""
        return _spread(self.n, SOURCES)

    @property
    def ends(self) -> Any:
        """Actors between which distances are taken."""
        return _spread(self.n, ENDS)

    @property
    def order(self) -> Any:
        """Actors in the order in which they are removed: the busiest first."""
        return np.lexsort((np.arange(self.n), -np.diff(self.actor_ptr)))

    @property
    def levels(self) -> Any:
        """How many actors are gone at each step."""
        return np.arange(LEVELS) * self.n // LEVELS

    @property
    def incidence(self) -> csr_array[Any]:
        """Actors × actions."""
        from scipy.sparse import csr_array

        return csr_array((np.ones(len(self.actions)), self.actions, self.actor_ptr), shape=(self.n, self.n_actions))

    def matrix(self, weighted: bool) -> csr_array[Any]:
        """The projection, with Newman's weights or with ones."""
        from scipy.sparse import csr_array

        data = self.newman if weighted else np.ones(len(self.others))
        return csr_array((data, self.others, self.ptr), shape=(self.n, self.n))

    def pairs(self) -> tuple[Any, Any, Any]:
        """The projection pair by pair: both actors and Newman's weight."""
        rows = np.repeat(np.arange(self.n), np.diff(self.ptr))
        once = rows < self.others
        return rows[once], self.others[once].astype(np.int64), self.newman[once]

    def ties(self) -> tuple[Any, Any]:
        """The two-mode network tie by tie; actions have the numbers behind the actors."""
        return np.repeat(np.arange(self.n), np.diff(self.actor_ptr)), self.actions.astype(np.int64) + self.n


def tiny() -> Given:
    """A network on which engines warm up: they import, compile and start their threads."""
    return Given(_arrays("tiny", bounded=True))


def keep(size: str, *, bounded: bool) -> Path:
    """The file of a network, made where it is missing."""
    name = f"{size}-{MOST}" if bounded else size
    file = folder() / f"{name}-{_state()}.npz"
    if not file.exists():
        # Written beside it and moved: a run that is stopped leaves no half file.
        part = file.with_name(f"{file.stem}.{os.getpid()}.npz")
        np.savez(part, **_arrays(size, bounded=bounded))
        part.replace(file)
    return file


def folder() -> Path:
    """Where networks and the peers' environment are kept."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    place = cache / "graphkit" / "benchmarks"
    place.mkdir(parents=True, exist_ok=True)
    return place


def _arrays(size: str, *, bounded: bool) -> dict[str, Any]:
    from scipy.sparse import csr_array, diags_array

    network = drawn(SIZES[size])
    whole = network.hash
    network = without_large(network, MOST) if bounded else network
    shape = network.size.actors, network.size.actions
    incidence = csr_array((np.ones(len(network.actor)), (network.actor, network.action)), shape=shape)
    incidence.sort_indices()
    arrays = {
        "hash": np.array(whole),
        "actor_ptr": incidence.indptr.astype(np.int64),
        "actions": incidence.indices.astype(np.int32),
        "n_actions": np.array(shape[1]),
        "totals": np.bincount(network.action, network.amount, minlength=shape[1]),
    }
    if not bounded:
        return arrays
    sizes = np.bincount(network.action, minlength=shape[1])
    newman = _off_diagonal(incidence @ diags_array(1.0 / np.maximum(sizes - 1, 1)) @ incidence.T)
    shared = _off_diagonal(incidence @ incidence.T)
    x = np.ones(shape[0])
    for _ in range(200):
        x = newman @ x + x
        x /= np.linalg.norm(x)
    alpha = 0.85 / float(x @ (newman @ x))
    return {
        **arrays,
        "ptr": newman.indptr.astype(np.int64),
        "others": newman.indices.astype(np.int32),
        "shared": shared.data.astype(np.int32),
        "newman": newman.data,
        "alpha": np.array(alpha),
    }


def _off_diagonal(product: Any) -> Any:
    from scipy.sparse import csr_array

    product = csr_array(product)
    product.setdiag(0.0)
    product.eliminate_zeros()
    product.sort_indices()
    return product


def _spread(n: int, count: int) -> Any:
    return np.unique(np.linspace(0, n - 1, min(count, n)).astype(np.int64))


def _state() -> str:
    """What the code that draws is known by: a file that other code made is not taken."""
    from hashlib import sha256

    here = Path(__file__).parent
    return sha256(b"".join((here / name).read_bytes() for name in ("drawn_networks.py", "given.py"))).hexdigest()[:8]
