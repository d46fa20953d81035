"""The smallest sets of funders whose exit fells most: of one, two and three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.networks.results import Result
from graphkit.scenarios.exit import REFERENCE, RULES, checked
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network
    from graphkit.scenarios.outcome import Combine
    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes

LARGEST = 3

# Entries to look at, and sets to compare, beyond which only greedy sets are given.
_MOST_ENTRIES = 30_000_000
_MOST_SETS = 60_000_000


@dataclass(frozen=True, eq=False, repr=False)
class SetsResult(Result):
    """What `exit_sets` found.

    Attributes
    ----------
    rows : list of (tuple of int, int)
        The actors of each set, as rows of the network, and how many columns its exit fells.
    exact : mapping of int to bool
        Of each size, whether no other set of that size fells more; else the sets were made by one best step after
        another.
    """

    rows: list[tuple[tuple[int, ...], int]]
    exact: Mapping[int, bool]
    network: Network
    rules: Sequence[Rule]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "sets"
    unit: str = "actions that fall"

    def to_frame(self) -> pd.DataFrame:
        """A row a set, by size, then most that falls first.

        Returns
        -------
        pandas.DataFrame
            ``size``, ``ids`` and ``names`` (lists), ``falls``, ``share`` (of all actions, 0 to 1), ``exact``.
        """
        import pandas as pd

        network = self.network
        found = [
            {
                "size": len(actors),
                "ids": [network.actor_ids[at] for at in actors],
                "names": [network.actor_names[at] for at in actors],
                "falls": n,
                "share": n / network.n_actions,
                "exact": self.exact[len(actors)],
            }
            for actors, n in self.rows
        ]
        return pd.DataFrame(found, columns=["size", "ids", "names", "falls", "share", "exact"])

    def evidence(self, key: str | Sequence[str]) -> pd.DataFrame:
        """The ties of all actors of a set, given by ids or names; a text is one."""
        import pandas as pd

        actors = dict.fromkeys([key] if isinstance(key, str) else key)
        return pd.concat([self.network.evidence(actor=name) for name in actors], ignore_index=True)

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """How much the first `top` sets fell, as bars."""
        from graphkit.drawing.names import called
        from graphkit.networks.plots import bars

        rows = self.to_frame().head(top)
        labels = [" + ".join(called(name) for name in names) for names in rows["names"]]
        return bars(labels, rows["falls"].tolist(), self.unit, ax, lang=lang)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str) -> str:
        """What was compared and what it does not say, in English or French; a line each."""
        from graphkit.scenarios.sentences import of_sets

        return of_sets(self, Words("graphkit.scenarios", lang))


def exit_sets(
    network: Network,
    *,
    largest: int = LARGEST,
    top: int = 5,
    rules: str | Sequence[str] = RULES,
    combine: Combine = "any",
) -> SetsResult:
    r"""The sets of one to three funders whose common exit fells most, all else unchanged.

    Exact where it can be: what a set fells is the sum over its parts T of

    .. math:: \sum_c \sum_{U \subseteq T} (-1)^{|T| - |U|} v_c(U)

    where :math:`v_c(U)` says whether the exit of U fells c, over the columns to which all of T are tied (the Möbius
    transform of :math:`v_c`): so only sets within one column are looked at, and any three actors are compared by adding
    seven numbers. Where columns or funders are too many for that, sets are made by one best step after another, and
    marked as not exact.

    Parameters
    ----------
    network : Network
        Several currencies or bases must be narrowed to one for rules on money.
    largest : int
        Of how many funders a set is at most, 1 to 3.
    top : int
        How many sets of each size are listed. Of sets that fell as many, those first by ids are.
    rules, combine
        See `graphkit.scenarios.exit.funder_exit`. What is unknown does not count as falling; consequences are left out.

    Raises
    ------
    UnknownName, UsageError
        As `graphkit.scenarios.exit.funder_exit`; `largest` is not 1, 2 or 3.

    Examples
    --------
    >>> from graphkit.measures._example import cafe_and_garden
    >>> exit_sets(cafe_and_garden(), largest=2, top=1).to_frame()[["ids", "falls", "exact"]].values.tolist()
    [[['city'], 2, True], [['city', 'families'], 2, True]]
    """
    from graphkit.networks.provenance import provenance
    from graphkit.scenarios.rules import rules as read
    from graphkit.scenarios.stakes import stakes

    checked(combine)
    if not 1 <= largest <= LARGEST or top < 1:
        raise UsageError(f"Sets are of 1 to {LARGEST} actors, and at least one is listed: not {largest}, {top}.")
    at, asked = stakes(network), read(rules)
    rows, exact = _found(at, asked, combine, largest, top)
    options = {"largest": largest, "top": top, "rules": [rule.spec for rule in asked], "combine": combine}
    return SetsResult(
        rows=rows,
        exact=exact,
        network=network,
        rules=asked,
        options=options,
        provenance=provenance(network, "sets of exits", options | {"exact": dict(exact)}, reference=REFERENCE),
    )


def _found(
    at: Stakes, asked: Sequence[Rule], combine: Combine, largest: int, top: int
) -> tuple[list[tuple[tuple[int, ...], int]], dict[int, bool]]:
    import numpy as np

    degree = np.diff(at.network.by_action.indptr).tolist() if at.n_columns else []
    rows: list[tuple[tuple[int, ...], int]] = []
    exact: dict[int, bool] = {}
    last = min(largest, at.n_actors)
    feasible = 0
    for size in range(1, last + 1):
        entries = sum(comb(d, k) * d for d in degree for k in range(1, size + 1))
        if entries > _MOST_ENTRIES or comb(at.n_actors, size) > _MOST_SETS:
            break
        feasible = size
    parts = _parts(at, asked, combine, feasible) if feasible else []
    for size in range(1, feasible + 1):
        rows += _best(parts[:size], at.n_actors, size, top)
        exact[size] = True
    if feasible < last:
        from graphkit.scenarios.greedy import greedy

        order = greedy(at, asked, combine, last)
        for size in range(feasible + 1, last + 1):
            steps = order[:size]
            rows.append((tuple(sorted(who for who, _ in steps)), sum(n for _, n in steps)))
            # The best first step is the best set of one.
            exact[size] = size == 1
    return rows, exact


def _parts(at: Stakes, asked: Sequence[Rule], combine: Combine, largest: int) -> list[dict[tuple[int, ...], int]]:
    """For each size, the numbers that sets are added up from; those that are 0 are left out."""
    import numpy as np

    from graphkit.scenarios.cases import outcomes_of
    from graphkit.scenarios.outcome import FALLS

    by_action = at.network.by_action
    degree = np.diff(by_action.indptr)
    found: list[dict[tuple[int, ...], int]] = [{} for _ in range(largest)]
    for d in np.unique(degree[degree > 0]).tolist():
        columns = np.flatnonzero(degree == d)
        members = by_action.indices[by_action.indptr[columns][:, None] + np.arange(d)].astype(np.int64)
        value: dict[tuple[int, ...], NDArray[np.int64]] = {(): np.zeros(len(columns), dtype=np.int64)}
        for size in range(1, min(largest, d) + 1):
            chosen = list(combinations(range(d), size))
            leave = members[:, np.array(chosen)].reshape(-1, size)
            said = outcomes_of(at, asked, combine, np.repeat(columns, len(chosen)), leave).reshape(-1, len(chosen))
            value |= {each: (said[:, k] == FALLS).astype(np.int64) for k, each in enumerate(chosen)}
            for each in chosen:
                inner = [part for k in range(size + 1) for part in combinations(each, k)]
                number = sum((-1) ** (size - len(part)) * value[part] for part in inner)
                which = np.flatnonzero(number)
                for actors, much in zip(members[which][:, list(each)].tolist(), number[which].tolist(), strict=True):
                    key = tuple(actors)
                    found[size - 1][key] = found[size - 1].get(key, 0) + much
    return found


def _best(
    parts: Sequence[Mapping[tuple[int, ...], int]], n: int, size: int, top: int
) -> list[tuple[tuple[int, ...], int]]:
    """The sets of a size that fell most, first by ids among equals."""
    import numpy as np

    singles = np.zeros(n, dtype=np.int64)
    for (a,), much in parts[0].items():
        singles[a] = much
    if size == 1:
        order = np.argsort(-singles, kind="stable")[:top]
        return [((int(a),), int(singles[a])) for a in order]
    # All pairs at once only where triples are few enough to be compared: of 10,000 actors they would fill a gigabyte.
    pairs = np.zeros((n if size == 3 else 0,) * 2, dtype=np.int64)
    later_of: dict[int, list[tuple[int, int]]] = {}
    for (a, b), much in parts[1].items():
        if size == 3:
            pairs[a, b] = pairs[b, a] = much
        else:
            later_of.setdefault(a, []).append((b, much))
    triples: dict[int, list[tuple[int, int, int]]] = {}
    for (a, b, c), much in parts[2].items() if size == 3 else ():
        triples.setdefault(a, []).append((b, c, much))
    best: list[tuple[tuple[int, ...], int]] = []
    for a in range(n - size + 1):
        later = np.arange(a + 1, n)
        if size == 2:
            falls = singles[a] + singles[later]
            for b, much in later_of.get(a, ()):
                falls[b - a - 1] += much
            least = best[top - 1][1] if len(best) >= top else -1
            best += [((a, int(later[k])), int(falls[k])) for k in _largest(falls, top, least).tolist()]
        else:
            one = singles[later] + pairs[a, later]
            table = singles[a] + one[:, None] + one[None, :] + pairs[a + 1 :, a + 1 :]
            for b, c, much in triples.get(a, ()):
                table[b - a - 1, c - a - 1] += much
            upper = np.triu_indices(len(later), k=1)
            falls = table[upper]
            least = best[top - 1][1] if len(best) >= top else -1
            for k in _largest(falls, top, least).tolist():
                best.append(((a, int(later[upper[0][k]]), int(later[upper[1][k]])), int(falls[k])))
        best = sorted(best, key=lambda row: (-row[1], row[0]))[:top]
    return best


def _largest(values: NDArray[np.int64], top: int, above: int) -> NDArray[np.int64]:
    """The places of the largest values, the first among equals, of those above a bound."""
    import numpy as np

    at = np.flatnonzero(values > above)
    if len(at) > top:
        cut = np.partition(values[at], len(at) - top)[len(at) - top]
        at = at[values[at] >= cut]
    return np.asarray(at[np.argsort(-values[at], kind="stable")][:top])
