"""What one engine took for one work, over its rounds: what stands in its row of the table.

The runs of one process lie closer together than those of two, and two minutes of a machine closer than two hours. So
an engine is run in several rounds, each in a process of its own with the other engines' between them. Of each round the
ratio is taken, and told is the median with the range: by so much another run may differ.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def short(number: float) -> str:
    """Three digits."""
    if number >= 99.5:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 9.95 else f"{number:.2f}" if number >= 0.995 else f"{number:.3g}"


class Row:
    """What one engine took for one work.

    Parameters
    ----------
    engine : str
    rounds : list of dict
        What `one` told in each round; the first that came to an end says what is the same in all.
    values : ndarray or None
        What was found in the first round.
    limit : float
        Seconds after which a run is ended.
    """

    def __init__(
        self, engine: str, rounds: Sequence[dict[str, Any]], values: NDArray[np.float64] | None, limit: float
    ) -> None:
        self.engine, self.rounds, self.values, self.limit = engine, list(rounds), values, limit
        self.told = next((told for told in self.rounds if "seconds" in told), self.rounds[0])

    @property
    def runs(self) -> list[float]:
        """Seconds of each run of all rounds."""
        return self._of_all("seconds")

    @property
    def seconds(self) -> float:
        """The median of the runs; where there are none, what they are expected to take, or at least took."""
        return statistics.median(self.runs) if self.runs else self.told.get("expected", self.limit)

    @property
    def cpu(self) -> float:
        """The median of the seconds of processors."""
        return statistics.median(self._of_all("cpu"))

    @property
    def is_measured(self) -> bool:
        """Whether a run was finished."""
        return "seconds" in self.told

    @property
    def spread(self) -> str:
        """How many runs there were, and how far they lie apart, in percent of the median."""
        if len(self.runs) < 2:
            return str(len(self.runs) or "")
        return f"{len(self.runs)}, {100 * (max(self.runs) - min(self.runs)) / self.seconds:.0f} %"

    @property
    def said(self) -> str:
        """The seconds as they are written."""
        if self.is_measured:
            failed = sum("seconds" not in told for told in self.rounds)
            return short(self.seconds) + (f" (not in {failed} of {len(self.rounds)} rounds)" if failed else "")
        if "expected" in self.told:
            return f"over {self.limit:,.0f}: about {self.seconds:,.0f}, from {100 * self.told['share']:.2g} % of it"
        return str(self.told.get("failed", f"over {self.limit:,.0f}"))

    def ratio(self, ours: Row) -> str:
        """How many times as long as graphkit; of several rounds the median, and from the least to the most."""
        if "failed" in self.told or not (ours.is_measured or "expected" in ours.told):
            return ""
        if ratios := self._of_rounds(ours):
            return f"{short(statistics.median(ratios))} ({short(min(ratios))} to {short(max(ratios))})"
        known = (self if ours.is_measured else ours).told
        sign = "" if self.is_measured and ours.is_measured else "about " if "expected" in known else "over "
        return f"{sign}{short(self.seconds / ours.seconds)}"

    def difference(self, ours: Row) -> str:
        """The largest difference to graphkit's values, each by the value itself or, if that is larger, their mean."""
        if self.values is None or ours.values is None or self is ours:
            return ""
        one, other = self.values, ours.values[: len(self.values)]
        if not (np.isnan(one) == np.isnan(other)).all() or not (np.isinf(one) == np.isinf(other)).all():
            return "other values missing"
        one, other = one[np.isfinite(one)], other[np.isfinite(other)]
        scale = np.maximum(np.abs(other), np.abs(other).mean() or 1.0)
        return f"{(np.abs(one - other) / scale).max(initial=0.0):.1g}"

    def _of_all(self, what: str) -> list[float]:
        return [each for told in self.rounds for each in told.get(what, ())]

    def _of_rounds(self, ours: Row) -> list[float]:
        """The ratio of each round, by the median of its runs; empty where there are not two rounds of both."""
        pairs = list(zip(self.rounds, ours.rounds, strict=False))
        if len(pairs) < 2 or not all("seconds" in told for pair in pairs for told in pair):
            return []
        return [statistics.median(its["seconds"]) / statistics.median(own["seconds"]) for its, own in pairs]
