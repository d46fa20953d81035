"""Distances as a user meets them: by actor, by pair, as a matrix, as a distribution, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import comb, nan
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.networks.results import Result
from graphkit.words import Words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from graphkit.networks.network import Network

    Numbers = NDArray[np.int64]

# Of more actors than these no pair is listed by itself: they have half a million pairs.
LISTED = 1_000


@dataclass(frozen=True, eq=False, repr=False)
class Distances(Result):
    """What `graphkit.paths.distances.distances` found.

    Attributes
    ----------
    rows : array of int
        The actors, as rows of the network.
    reached, total, farthest : arrays of int
        Of each: how many of the others it reaches, the sum of the steps to them, the steps to the farthest.
    far_from : array of int
        Of each the place, among `rows`, of the first of the farthest; -1 where it reaches nobody.
    counts : mapping of int to int
        How many pairs are so many steps apart.
    """

    network: Network
    rows: Numbers
    reached: Numbers
    total: Numbers
    farthest: Numbers
    far_from: Numbers
    counts: Mapping[int, int]
    options: Mapping[str, Any]
    provenance: Mapping[str, Any] = field(repr=False)
    name: str = "distances"
    unit: str = "steps"

    @property
    def n_pairs(self) -> int:
        """How many pairs there are."""
        return comb(len(self.rows), 2)

    @property
    def n_reached(self) -> int:
        """How many pairs reach one another."""
        return sum(self.counts.values())

    @property
    def share_reached(self) -> float:
        """Their share; nan without a pair."""
        return self.n_reached / self.n_pairs if self.n_pairs else nan

    @property
    def mean(self) -> float:
        """The mean distance of the pairs that reach one another; nan where none does."""
        return sum(steps * n for steps, n in self.counts.items()) / self.n_reached if self.n_reached else nan

    @property
    def diameter(self) -> int | None:
        """The largest distance; None where no pair reaches one another."""
        return max(self.counts, default=None)

    @cached_property
    def farthest_pair(self) -> tuple[str, str] | None:
        """The ids of the first pair that is the diameter apart."""
        import numpy as np

        if self.diameter is None:
            return None
        at = int(np.flatnonzero(self.farthest == self.diameter)[0])
        return self._id(at), self._id(int(self.far_from[at]))

    @property
    def distribution(self) -> pd.DataFrame:
        """How many pairs are how far apart.

        Returns
        -------
        pandas.DataFrame
            ``distance`` (steps; empty: no way), ``pairs``, ``share`` (of all pairs), ``at_most`` (the share that is so
            far apart or less; empty where there is no way).
        """
        import numpy as np
        import pandas as pd

        steps, pairs = list(self.counts), list(self.counts.values())
        until = np.cumsum(pairs) / max(self.n_pairs, 1)
        apart = self.n_pairs - self.n_reached
        if apart:
            steps, pairs, until = [*steps, None], [*pairs, apart], np.append(until, nan)  # type: ignore[list-item]
        return pd.DataFrame(
            {
                "distance": pd.array(steps, dtype="Int64"),
                "pairs": np.array(pairs, dtype=np.int64),
                "share": np.array(pairs, dtype=np.float64) / max(self.n_pairs, 1),
                "at_most": until,
            }
        )

    def to_frame(self) -> pd.DataFrame:
        """One row an actor, who is farthest first.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``name``; ``farthest`` (steps; empty where it reaches nobody), ``farthest_id`` and
            ``farthest_name``, the first that is so far; ``mean`` (steps to those it reaches); ``reached``, how many of
            the others, and ``unreached``. By ``farthest``, then ``mean``, descending; who reaches nobody is last.
        """
        import numpy as np
        import pandas as pd

        alone = self.reached == 0
        names = [self.network.actor_names[row] for row in self.rows]
        far = [int(place) for place in self.far_from]
        mean = np.divide(self.total, self.reached, out=np.full(len(self.rows), nan), where=~alone)
        frame = pd.DataFrame(
            {
                "id": pd.Series([self._id(at) for at in range(len(self.rows))], dtype=object),
                "name": pd.Series(names, dtype=object),
                "farthest": pd.array(np.where(alone, 0, self.farthest), dtype="Int64"),
                "farthest_id": pd.Series([self._id(at) if at >= 0 else None for at in far], dtype=object),
                "farthest_name": pd.Series([names[at] if at >= 0 else None for at in far], dtype=object),
                "mean": mean,
                "reached": self.reached,
                "unreached": max(len(self.rows) - 1, 0) - self.reached,
            }
        )
        frame.loc[alone, "farthest"] = pd.NA
        order = np.lexsort((np.arange(len(frame)), -np.nan_to_num(mean, nan=-1.0), -np.where(alone, -1, self.farthest)))
        return frame.iloc[order].reset_index(drop=True)

    def matrix(self) -> pd.DataFrame:
        """Actors by actors, by id: steps, 0 on the diagonal, empty where there is no way.

        Raises
        ------
        UsageError
            There are more than 1,000 actors.
        """
        import pandas as pd

        steps = self._steps()
        ids = [self._id(at) for at in range(len(self.rows))]
        frame = pd.DataFrame(steps, index=pd.Index(ids, name="id"), columns=ids).astype("Int64")
        return frame.mask(frame < 0)

    def pairs(self) -> pd.DataFrame:
        """One row a pair, the farthest first, without a way last.

        ``id``, ``name``, ``other_id``, ``other_name``, ``distance`` (empty: no way).

        Raises
        ------
        UsageError
            There are more than 1,000 actors.
        """
        import numpy as np
        import pandas as pd

        steps = self._steps()
        one, other = np.triu_indices(len(self.rows), 1)
        apart = steps[one, other]
        order = np.lexsort((other, one, -apart))
        one, other, apart = one[order], other[order], apart[order]
        ids = np.array([self._id(at) for at in range(len(self.rows))], dtype=object)
        names = np.array([self.network.actor_names[row] for row in self.rows], dtype=object)
        frame = pd.DataFrame(
            {"id": ids[one], "name": names[one], "other_id": ids[other], "other_name": names[other]}, dtype=object
        )
        frame["distance"] = pd.array(apart, dtype="Int64")
        frame.loc[apart < 0, "distance"] = pd.NA
        return frame

    def evidence(self, key: str | tuple[str, str] | None = None) -> pd.DataFrame:
        """The ties behind a distance: those of a shortest path between two, the ties of one, or, without a key, all.

        Columns as in `Network.evidence`; for a pair ``path`` and ``step`` before them.
        """
        if key is None or isinstance(key, str):
            return self.network.evidence(actor=key)
        from graphkit.paths.cofunding import paths

        return paths(self.network, *key).evidence()

    def plot(self, ax: Axes | None = None, *, top: int = 20, lang: str = "en") -> Axes:
        """How many pairs are how far apart, as bars; pairs without a way stand apart."""
        from graphkit.paths.distances_drawing import draw

        return draw(self, Words("graphkit.paths", lang), ax)

    def sentence(self, lang: str) -> str:
        """How many reach one another, how far they are, who is farthest; in English or French."""
        w = Words("graphkit.paths", lang)
        who = w("distances.who", actors=len(self.rows)) if self._of == "actors" else ""
        who = who or w("distances.funders", funders=len(self.rows))
        if not self.n_pairs:
            return w("distances.no_pair", who=who)
        if self.diameter is None or self.farthest_pair is None:
            return w("distances.no_way", who=who, pairs=self.n_pairs)
        names = dict(zip(self.network.actor_ids, self.network.actor_names, strict=True))
        one, other = (names[id] for id in self.farthest_pair)
        reach = w(
            "distances.reach", who=who, pairs=self.n_pairs, reached=self.n_reached, share=w.share(self.share_reached)
        )
        far = w("distances.far", mean=w.number(self.mean, 2), diameter=self.diameter, one=one, other=other)
        listed = ", ".join(w("distances.steps", steps=str(steps), n=n) for steps, n in self.counts.items())
        apart = self.n_pairs - self.n_reached
        listed += w("distances.apart", n=apart) if apart else ""
        return "\n".join([f"{reach} {far}", w("distances.by_steps", listed=listed), w("caution")])

    def __str__(self) -> str:
        return self.sentence("en")

    def __repr__(self) -> str:
        return f"<Distances: {str(self).splitlines()[0]}>"

    @property
    def _of(self) -> str:
        return str(self.options.get("among", "actors"))

    def _id(self, at: int) -> str:
        return self.network.actor_ids[int(self.rows[at])]

    def _steps(self) -> Numbers:
        from graphkit.paths.distances import steps_between

        if len(self.rows) > LISTED:
            raise UsageError(
                f"{len(self.rows):,} actors have {self.n_pairs:,} pairs, and no more than {LISTED:,} actors are listed "
                "pair by pair: name actors, or choose kinds or scales. What is told of all of them is of all pairs."
            )
        return steps_between(self.network, self.rows)
