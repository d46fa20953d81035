"""The sentences at the top of a report: chosen by rule, each with the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.model.vocabularies import label
from graphkit.reports.sections import amount, things

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.words import Words


def findings(facts: Facts, w: Words) -> Iterator[str]:
    """What a reader should know first; a sentence that the data cannot fill is left out."""
    network, shared = facts.network, things(facts, w)
    sizes = {"actors": network.n_actors, "n": network.n_actions, "ties": network.spec.n_ties, "pairs": network.n_pairs}
    yield w("find.size" if network.spec.n_ties > network.n_pairs else "find.size.once", **sizes, **shared)
    if facts.alone_matters:
        yield _alone(facts, w)
    for total in facts.money:
        spelled = label("bases", total.basis, w.lang) or w("data.unknown")
        yield w("find.money", sum=amount(total, w), basis=spelled, n=total.n)
    if facts.n_missing:
        yield w("find.missing", n=facts.n_missing, m=facts.n_money)
    known = facts.scales
    if len(known) >= 5 and known["action"].nunique() > 1:
        share = w.share(float((known["actor"] != known["action"]).mean()))
        yield w("find.scales", share=share, n=len(known), m=network.n_pairs)
    if facts.projection.n_pairs:
        yield from _central(facts, w)
    if facts.groups.groups:
        largest = facts.groups.groups[0]
        names = ", ".join(facts.foremost(largest, 3))
        yield w("find.groups", k=len(facts.groups.groups), n=len(largest), names=names)
    if len(facts.funders_of) and not facts.alone_matters:
        yield _alone(facts, w)


def _alone(facts: Facts, w: Words) -> str:
    n, m = facts.n_alone, len(facts.funders_of)
    return w("find.alone", share=w.share(n / m), n=n, m=m, **things(facts, w))


def _central(facts: Facts, w: Words) -> Iterator[str]:
    first, shared = facts.central.iloc[0], things(facts, w)
    others = facts.projection.n_actors - 1
    yield w("find.degree", name=first["name"], n=int(first["degree"]), others=others, **shared)
    a, b, n = facts.pairs[0]
    if len(facts.pairs) > 1 and n > facts.pairs[1][2]:
        yield w("find.pair", a=a, b=b, n=n, **shared)
    if "betweenness" in facts.central:
        between = facts.central.sort_values(["betweenness", "id"], ascending=[False, True]).iloc[0]
        if between["betweenness"] > 0:
            yield w("find.between", name=between["name"], share=w.share(float(between["betweenness"])))
