"""The sentences at the top of a report: chosen by rule, each with the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.model.vocabularies import label
from graphkit.reports.sections import amount

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.words import Words


def findings(facts: Facts, w: Words) -> Iterator[str]:
    """What a reader should know first; a sentence that the data cannot fill is left out."""
    network = facts.network
    yield w("find.size", actors=network.n_actors, actions=network.n_actions, ties=network.n_pairs)
    for total in facts.money:
        spelled = label("bases", total.basis, w.lang) or w("data.unknown")
        yield w("find.money", sum=amount(total, w), basis=spelled, n=total.n)
    if facts.n_missing:
        yield w("find.missing", n=facts.n_missing, m=facts.n_funding)
    known = facts.scales
    if len(known) >= 5 and known["action"].nunique() > 1:
        yield w("find.scales", share=w.share(float((known["actor"] != known["action"]).mean())))
    if facts.projection.n_pairs:
        yield from _central(facts, w)
    if facts.groups.groups:
        largest = facts.groups.groups[0]
        names = ", ".join(facts.foremost(largest, 3))
        yield w("find.groups", k=len(facts.groups.groups), n=len(largest), names=names)
    funded = facts.funders_of
    if len(funded):
        yield w("find.alone", n=int((funded["n"] == 1).sum()), m=len(funded))


def _central(facts: Facts, w: Words) -> Iterator[str]:
    first = facts.central.iloc[0]
    yield w("find.degree", name=first["name"], n=int(first["degree"]), others=facts.projection.n_actors - 1)
    a, b, n = facts.pairs[0]
    if len(facts.pairs) > 1 and n > facts.pairs[1][2]:
        yield w("find.pair", a=a, b=b, n=n)
    if "betweenness" in facts.central:
        between = facts.central.sort_values(["betweenness", "id"], ascending=[False, True]).iloc[0]
        if between["betweenness"] > 0:
            yield w("find.between", name=between["name"], value=float(between["betweenness"]))
