"""The cards of the largest groups: what each shares against chance, its years, money and bridges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.reports.page import Column, Section, Table

if TYPE_CHECKING:
    from graphkit.coalitions.cards import Card
    from graphkit.coalitions.cards.traits import Trait
    from graphkit.reports.facts import Facts
    from graphkit.words import Words

# What a reader takes in of each; the command line has the rest.
TRAITS, BRIDGES = 4, 2


def cards(facts: Facts, w: Words) -> Section | None:
    """A row for each of the largest groups; None where there are no groups."""
    found = facts.cards
    if not found:
        return None
    things = {key: w(f"{key}.{facts.grain}") for key in ("things", "Things", "of_things")}
    sentences = [w("cards.lead", n=sum(card.n_tests for card in found), **things)]
    if any(card.span.n_undated for card in found):
        undated, ties = (sum(n) for n in zip(*((c.span.n_undated, c.n_ties) for c in found), strict=True))
        sentences.append(w("cards.undated", n=undated, m=ties))
    columns = [Column(w("col.group"), "number"), Column(w("cards.traits"))]
    columns += [Column(w("cards.shared", **things), "number"), Column(w("col.years"))]
    columns += [Column(w("cards.money")), Column(w("cards.bridges"))]
    rows = [_row(card, number, w) for number, card in enumerate(found, 1)]
    return Section("cards", w("cards"), sentences, tables=[Table(w("cards.table"), columns, rows)])


def _row(card: Card, number: int, w: Words) -> list[str]:
    unusual = card.unusual
    traits = [_trait(card, one, w) for one in unusual[:TRAITS]]
    if len(unusual) > TRAITS:
        traits.append(w("cards.further", n=len(unusual) - TRAITS))
    if not traits:
        traits = [w("cards.nothing" if card.known else "cards.untold")]
    return [
        w.number(number),
        " · ".join(traits),
        w.number(len(card.actions)),
        _years(card),
        " · ".join(_money(card, w)) or "–",
        " · ".join(_bridges(card, w)) or "–",
    ]


def _trait(card: Card, one: Trait, w: Words) -> str:
    value, whom = card.called_value(one, w.lang), w(f"cards.of.{one.of}")
    counts = {"k": one.n_with, "n": one.n_known, "all": one.all_with, "known": one.all_known}
    return w("cards.trait", attribute=w(f"cards.attribute.{one.attribute}"), value=value, whom=whom, **counts)


def _years(card: Card) -> str:
    first, last = card.span.first, card.span.last
    if first is None:
        return "–"
    return str(first) if first == last else f"{first}–{last}"


def _money(card: Card, w: Words) -> list[str]:
    from graphkit.model.money import minor_digits

    spelled = []
    for one in card.money:
        if one.kind == "money" and one.n:
            currency = one.currency or ""
            spelled.append(w.money(one.minor, currency, minor_digits(currency)))
    if missing := sum(one.missing + one.left_out["unsplit"] for one in card.money if one.kind == "money"):
        spelled.append(w("cards.missing", n=missing))
    return spelled


def _bridges(card: Card, w: Words) -> list[str]:
    return [
        w("cards.bridge", group=one.group + 1, n=len(one.columns), name=card.called_member(one.members[0][0]))
        for one in card.bridges[:BRIDGES]
        if one.members
    ]
