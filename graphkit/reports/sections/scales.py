"""From which scale actions are carried: a figure, and the pairs of different scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model.vocabularies import label, vocabularies
from graphkit.reports import matrices
from graphkit.reports.common import n_pairs
from graphkit.reports.said import count, plain, share

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Figure
    from graphkit.reports.said import Number, Rows
    from graphkit.reports.teller import Teller


def scales(facts: Facts, tell: Teller) -> Figure | None:
    """From which scale actions are carried; None where hardly any scale is stated."""
    import numpy as np

    known = facts.scales
    if len(known) < 5 or known["action"].nunique() < 2:
        return None
    order = list(vocabularies()["scales"])
    rows = [scale for scale in order if (known["actor"] == scale).any()]
    columns = [scale for scale in order if (known["action"] == scale).any()]
    counts = np.array([[((known["actor"] == r) & (known["action"] == c)).sum() for c in columns] for r in rows])
    of_actors = [label("scales", scale, tell.lang) for scale in rows]
    of_actions = [label("scales", scale, tell.lang) for scale in columns]
    query = facts.command("report", seeded=True)
    left_out = facts.network.n_pairs - len(known)
    caption = tell.phrase(
        "scales.caption", pairs=n_pairs(facts),
        left_out=count(left_out, key="scales.left_out", unit="pairs", query=query),
    )  # fmt: skip
    numbers = across_scales(facts)
    alternative = tell.phrase("scales.alt", **numbers)
    svg = matrices.matrix(
        counts, of_actors, of_actions, tell.word("scales.rows"), tell.word("scales.columns"), title=plain(alternative)
    )
    cells = [
        (f"{of_actors[i]} – {of_actions[j]}",
         count(int(counts[i, j]), key=f"scales/{rows[i]}+{columns[j]}", unit="pairs", query=query,
               rows=_pairs_of(facts, rows[i], columns[j])))
        for i in range(len(rows)) for j in range(len(columns))
    ]  # fmt: skip
    return tell.figure(svg, caption, alternative, "scales", cells)


def _pairs_of(facts: Facts, actor: str, action: str) -> Rows:
    known = facts.scales
    pairs = known["pair"][(known["actor"] == actor) & (known["action"] == action)]
    return facts.evidence.of_pairs(facts.network, pairs.to_numpy())


def across_scales(facts: Facts) -> dict[str, Number]:
    """Of the pairs whose two scales are stated, how many are of different ones."""
    known = facts.scales
    query = facts.command("report", seeded=True)
    across = known[known["actor"] != known["action"]]
    rows = facts.evidence.of_pairs(facts.network, across["pair"].to_numpy())
    every = facts.evidence.of_pairs(facts.network, known["pair"].to_numpy())
    return {
        "n": count(len(across), key="scales.across", unit="pairs", query=query, rows=rows),
        "m": count(len(known), key="scales.known", unit="pairs", query=query, rows=every),
        "share": share(len(across) / len(known), key="scales.across.share", query=query, rows=rows),
    }
