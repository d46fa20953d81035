"""What was known, what came later, and every pair that could have come: the ground that rankings are tried on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from graphkit.networks.kernels.closing import closing, partners
from graphkit.paths.likely.accuracy import Histogram

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from graphkit.networks.network import Network
    from graphkit.paths.likely.suggest import What

    Numbers = NDArray[np.int64]

SCORES = ("four_cycles", "common_neighbours", "preferential_attachment")


def last_year(network: Network) -> tuple[int, int] | None:
    """The first and the last year in which a tie of a network begins, not after the year that it ends with."""
    from graphkit.networks.years import years

    snapshot, until = network.snapshot, network.spec.request.until
    when = years(snapshot.ties, snapshot.actions, snapshot.action_of_ties)
    rows = np.unique(network.tie_index.rows)
    one = when.one[rows][when.dated[rows]]
    if not len(one):
        return None
    last = int(one.max())
    return int(one.min()), last if until is None else min(last, until)


def until(network: Network, year: int) -> Network:
    """The network of the same options that ends with a year; ties without one are left out of it."""
    from graphkit.networks.build import build

    return build(network.snapshot, replace(network.spec.request, until=year))


@dataclass(frozen=True, eq=False)
class Ground:
    """Pairs of known nodes that were not tied, and which of them were tied later.

    Attributes
    ----------
    known, whole : Network
        Until the cut, and with what came after.
    what : {"partners", "actions"}
        Pairs of two actors, who share an action or not; or of an actor and an action.
    chosen : array of bool
        Which actors of the known network may be at an end that is an actor.
    """

    known: Network
    whole: Network
    what: What
    chosen: NDArray[np.bool_]

    @cached_property
    def shared(self) -> csr_array[Any]:
        """How many actions two actors share in the known network."""
        return partners(self.known.incidence, self.known.by_action)

    @property
    def there(self) -> csr_array[Any]:
        """What is tied in the known network."""
        return self.shared if self.what == "partners" else self.known.incidence

    @property
    def width(self) -> int:
        """How many nodes there are at the second end."""
        return int(self.there.shape[1])

    @cached_property
    def tied(self) -> Numbers:
        """The pairs that are tied already, as keys."""
        return self._keys(self.there)

    @cached_property
    def true(self) -> Numbers:
        """The pairs that were tied later, as keys, ascending; their nodes were known, they were not tied."""
        rows, there = _places(self.known.actor_ids, self.whole.actor_ids)
        incidence = self.whole.incidence
        if self.what == "partners":
            new = partners(incidence, self.whole.by_action)[rows][:, rows]
            inside = there
        else:
            columns, inside = _places(self.known.action_ids, self.whole.action_ids)
            new = incidence[rows][:, columns]
        # Back to the numbers of the known network; a node of it may be no node of the whole one, where its only ties
        # have no year.
        found = new.tocoo()
        row, column = there[found.row].astype(np.int64), inside[found.col].astype(np.int64)
        return np.setdiff1d(self._taken(row, column), self.tied)

    @property
    def n_candidates(self) -> int:
        """How many pairs could have come."""
        n = int(self.chosen.sum())
        every = n * (n - 1) // 2 if self.what == "partners" else n * self.width
        return every - len(self.tied)

    @property
    def n_new(self) -> int:
        """How many pairs came in all, those of nodes that were not known before among them."""
        if self.what == "partners":
            both = (partners(each.incidence, each.by_action).nnz // 2 for each in (self.whole, self.known))
        else:
            both = (each.n_pairs for each in (self.whole, self.known))
        whole, known = both
        return int(whole - known)

    def ends(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """The two ends of pairs."""
        row, column = np.divmod(keys, max(self.width, 1))
        return row, column

    def scored(self, sample: Numbers) -> tuple[dict[str, Histogram], dict[str, Numbers]]:
        """Of each score the histogram over all candidates, and the scores of a sample (keys, ascending)."""
        parts: dict[str, list[tuple[Numbers, Numbers, Numbers]]] = {name: [] for name in SCORES[:2]}
        scores = {name: np.zeros(len(sample), dtype=np.int64) for name in SCORES[:2]}
        for part in closing(self.shared, self.there):
            row = part.low + np.repeat(np.arange(part.high - part.low), np.diff(part.ways.indptr))
            column = part.ways.indices.astype(np.int64)
            wanted = self._wanted(row, column)
            keys = row[wanted] * np.int64(self.width) + column[wanted]
            is_true = np.isin(keys, self.true)
            at = np.searchsorted(sample, keys)
            in_sample = (
                (at < len(sample)) & (sample[np.minimum(at, len(sample) - 1)] == keys) if len(sample) else at < 0
            )
            for name, matrix in zip(SCORES[:2], (part.ways, part.through), strict=True):
                values = matrix.data[wanted]
                scores[name][at[in_sample]] = values[in_sample]
                parts[name].append(_counted(values, is_true))
        found = {}
        for name, each in parts.items():
            counted = sum(int(part[1].sum()) for part in each), sum(int(part[2].sum()) for part in each)
            # Those that would close nothing.
            rest = np.array([0]), np.array([self.n_candidates - counted[0]]), np.array([len(self.true) - counted[1]])
            found[name] = Histogram.of([*each, rest])
        found[SCORES[2]], scores[SCORES[2]] = self._by_ties(sample)
        return found, scores

    def _by_ties(self, sample: Numbers) -> tuple[Histogram, Numbers]:
        """The product of how many ties the two ends have: by classes of these, for it has a value for every pair."""
        degree = np.diff(self.there.indptr).astype(np.int64)
        if self.what == "partners":
            other, counted = degree, np.flatnonzero(self.chosen)
        else:
            other, counted = np.diff(self.known.by_action.indptr).astype(np.int64), np.arange(self.width)
        first, one = np.unique(degree[self.chosen], return_counts=True)
        second, two = np.unique(other[counted], return_counts=True)
        pairs = np.outer(one, two)
        if self.what == "partners":
            pairs = pairs - np.diag(one)
            pairs = np.triu(pairs) - np.diag(np.diag(pairs)) // 2

        def of_classes(keys: Numbers) -> Numbers:
            row, column = self.ends(keys)
            a, b = np.searchsorted(first, degree[row]), np.searchsorted(second, other[column])
            if self.what == "partners":
                a, b = np.minimum(a, b), np.maximum(a, b)
            counts = np.zeros(pairs.shape, dtype=np.int64)
            np.add.at(counts, (a, b), 1)
            return counts

        left, hits = pairs - of_classes(self.tied), of_classes(self.true)
        histogram = Histogram.of([(np.outer(first, second).ravel(), left.ravel(), hits.ravel())])
        row, column = self.ends(sample)
        return histogram, degree[row] * other[column]

    def sample(self, n: int, seed: int) -> Numbers:
        """Up to n candidates that did not come true, as keys, ascending; all of them where there are no more."""
        left = self.n_candidates - len(self.true)
        not_these = np.union1d(self.tied, self.true)
        chosen = np.flatnonzero(self.chosen)
        columns = chosen if self.what == "partners" else np.arange(self.width)
        if left <= 0:
            return np.zeros(0, dtype=np.int64)
        if len(chosen) * len(columns) <= 4 * n:
            row, column = np.repeat(chosen, len(columns)), np.tile(columns, len(chosen))
            every = np.setdiff1d(self._taken(row, column), not_these)
            rng = np.random.default_rng(seed)
            return every if len(every) <= n else np.sort(rng.choice(every, n, replace=False))
        rng, found = np.random.default_rng(seed), np.zeros(0, dtype=np.int64)
        # Pairs are drawn blindly, and those that are tied drawn again: few of all possible pairs are.
        for _ in range(1000):
            drawn = self._taken(rng.choice(chosen, 2 * n), rng.choice(columns, 2 * n))
            # In the order of the draws, lest those of small numbers be preferred.
            fresh = drawn[~np.isin(drawn, not_these)]
            both = np.concatenate([found, fresh])
            found = both[np.sort(np.unique(both, return_index=True)[1])][: min(n, left)]
            if len(found) == min(n, left):
                break
        return np.sort(found)

    def _wanted(self, row: Numbers, column: Numbers) -> NDArray[np.bool_]:
        if self.what == "partners":
            return self.chosen[row] & self.chosen[column] & (row < column)
        return self.chosen[row]

    def _taken(self, row: Numbers, column: Numbers) -> Numbers:
        """The keys of the wanted among some pairs."""
        wanted = self._wanted(row, column)
        return row[wanted] * np.int64(self.width) + column[wanted]

    def _keys(self, matrix: csr_array[Any]) -> Numbers:
        row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        return np.sort(self._taken(row, matrix.indices.astype(np.int64)))


def _counted(values: Numbers, is_true: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Numbers]:
    found, which = np.unique(values, return_inverse=True)
    hits = np.bincount(which, is_true, len(found)).astype(np.int64)
    return found, np.bincount(which, minlength=len(found)).astype(np.int64), hits


def _places(known: list[str], whole: list[str]) -> tuple[Numbers, Numbers]:
    """Of the ids that both have: their places in the second, and in the first."""
    at = {id: place for place, id in enumerate(whole)}
    both = [(at[id], place) for place, id in enumerate(known) if id in at]
    second, first = (np.array([pair[k] for pair in both], dtype=np.int64) for k in (0, 1))
    return second, first
