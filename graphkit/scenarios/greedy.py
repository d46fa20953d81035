"""The order of exits that hurts most, step by step: each time the actor whose exit fells most of what is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphkit.scenarios.cases import outcomes_of
from graphkit.scenarios.outcome import FALLS, Combine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphkit.scenarios.rules import Rule
    from graphkit.scenarios.stakes import Stakes


def greedy(stakes: Stakes, rules: Sequence[Rule], combine: Combine, steps: int) -> list[tuple[int, int]]:
    """The actors in the order in which they leave, with how many columns fall at each step.

    Of several that fell as many the one that is tied to most of what stands leaves first, then the first by id. This is
    the best next step, each time; the best set of so many may be another (`graphkit.scenarios.sets`).

    Notes
    -----
    After an exit only the columns that it touches are looked at again: together the sum over columns of the cube of how
    many actors each has, at most.
    """
    import numpy as np

    network = stakes.network
    n = stakes.n_actors
    actor_of = np.repeat(np.arange(n), np.diff(network.indptr)).astype(np.int64)
    column_of = network.indices.astype(np.int64)
    turned = np.argsort(column_of, kind="stable")
    begin = np.concatenate([[0], np.cumsum(np.bincount(column_of, minlength=stakes.n_columns))])
    gone = np.zeros(n, dtype=np.bool_)
    stands = np.ones(stakes.n_columns, dtype=np.bool_)
    felled = np.zeros(len(actor_of), dtype=np.bool_)
    gain, touches = np.zeros(n, dtype=np.int64), np.bincount(actor_of, minlength=n)

    def look(pairs: NDArray[np.int64]) -> None:
        said = outcomes_of(stakes, rules, combine, column_of[pairs], actor_of[pairs][:, None], gone)
        np.subtract.at(gain, actor_of[pairs], felled[pairs].astype(np.int64))
        felled[pairs] = said == FALLS
        np.add.at(gain, actor_of[pairs], felled[pairs].astype(np.int64))

    look(np.arange(len(actor_of)))
    found = []
    for _ in range(min(steps, n)):
        most = np.flatnonzero(~gone & (gain == gain[~gone].max()))
        who = int(most[np.argmax(touches[most])])
        own = np.arange(network.indptr[who], network.indptr[who + 1])
        down = column_of[own[felled[own] & stands[column_of[own]]]]
        found.append((who, len(down)))
        gone[who] = True
        stands[down] = False
        fallen = set(down.tolist())
        again = []
        for column in column_of[own].tolist():
            pairs = turned[begin[column] : begin[column + 1]]
            if stands[column]:
                again.append(pairs[~gone[actor_of[pairs]]])
            elif column in fallen:
                gain[actor_of[pairs]] -= felled[pairs]
                touches[actor_of[pairs]] -= 1
                felled[pairs] = False
        if again:
            look(np.concatenate(again))
    return found
