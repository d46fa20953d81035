"""The coalitions: how large, how sure, who leads and funds them, and what each shares against chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.coalitions.at_hand import MOST_PAIRS, MOST_TIES
from graphkit.model.money import minor_digits
from graphkit.reports.common import TOP, basis, called, span, things
from graphkit.reports.page import Figure
from graphkit.reports.said import Number, Rows, code, count, decimal, joined, money, share
from graphkit.reports.sections.coalition_scales import coalition_scales
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.coalitions.cards import Card
    from graphkit.coalitions.cards.traits import Trait
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section, Table
    from graphkit.reports.said import Text
    from graphkit.reports.teller import Teller, Value

# What a reader takes in of each; the command line has the rest.
TRAITS, BRIDGES, LEADERS, MEMBERS, SHARED = 4, 2, 3, 6, 3

# What the values of an attribute are nodes of; those of others are words of the model.
LABELS = {"field": "Field", "group": "Group", "objective": "Objective", "territory": "Territory"}


def coalitions(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("coalitions")
    shared = things(facts, tell)
    grouped = facts.grouped
    query = facts.command(_runs(facts), seeded=True)
    if not grouped.groups:
        section.paragraphs.append(tell("coalitions.none" if facts.given is None else "coalitions.one", **shared))
        return section
    section.paragraphs.append(
        tell(
            "coalitions.lead",
            k=n_coalitions(facts),
            n=count(grouped.found.n_members, key="coalitions.members", unit="actors", query=query, rows=facts.whole),
            modularity=decimal(
                grouped.found.modularity, 2, key="coalitions.modularity", unit="modularity",
                query=facts.command("report", seeded=True), rows=facts.whole,
            ),
            resolution=count(1, key="coalitions.resolution", unit="parameter", query=query),
            **shared,
        )
    )  # fmt: skip
    section.paragraphs.append(_sure(facts, tell))
    if outside := grouped.found.n_sharing_nothing:
        n = count(outside, key="coalitions.outside", unit="actors", query=query)
        section.paragraphs.append(tell("coalitions.alone", n=n))
    section.tables.append(_table(facts, tell, query))
    section.tables.append(_cards(facts, tell))
    scales = coalition_scales(facts, tell)
    if isinstance(scales, Figure):
        section.figures.append(scales)
    else:
        section.paragraphs.append(scales)
    section.after.append(_by_chance(facts, tell))
    section.after.append(tell("coalitions.caution"))
    return section


def n_coalitions(facts: Facts) -> Number:
    """How many there are."""
    query = facts.command(_runs(facts), seeded=True)
    return count(len(facts.grouped.groups), key="coalitions.n", unit="coalitions", query=query, rows=facts.whole)


def _runs(facts: Facts) -> str:
    return f"coalitions --runs {facts.grouped.runs}"


def _sure(facts: Facts, tell: Teller) -> Text:
    """How sure the groups are; that nobody looked, where the network is large."""
    query = facts.command(_runs(facts), seeded=True)
    if not facts.grouped.sure:
        most = count(MOST_TIES, key="coalitions.most_ties", unit="parameter", query=query)
        pairs = count(MOST_PAIRS, key="coalitions.most_pairs", unit="parameter", query=query)
        return tell("coalitions.unsure", most=most, pairs=pairs, command=_command(facts, tell))
    n_stable = len(facts.grouped.found.stable)
    values: dict[str, Value] = {
        "stable": count(n_stable, key="coalitions.stable", unit="coalitions", query=query, rows=facts.whole),
        "k": n_coalitions(facts),
        "runs": count(facts.grouped.runs, key="coalitions.runs", unit="parameter", query=query),
    }
    return tell("coalitions.sure" if n_stable else "coalitions.none_stable", **values)


def _command(facts: Facts, tell: Teller) -> Text:
    return tell.spelled("graphkit coalitions")


def _table(facts: Facts, tell: Teller, query: str) -> Table:
    grouped = facts.grouped
    columns = [("group", tell.word("col.group"), "number"), ("members", tell.word("col.members"), "number")]
    columns.append(("lead", tell.word("col.strongest"), "text"))
    # Where the network is of funding alone, all members fund.
    funding_alone = facts.network.spec.request.ties == ("FUNDS",)
    if not funding_alone:
        columns.append(("funders", tell.word("col.funders"), "text"))
    columns.append(("inside", tell.word("col.inside"), "number"))
    if grouped.sure:
        columns.append(("stability", tell.word("col.stability"), "number"))
        columns.append(("core", tell.word("col.core"), "number"))
    rows = []
    for n, ids in enumerate(grouped.groups[:TOP], 1):
        inside, of = grouped.inside(n)
        lead = joined([tell.actor(id) for id in grouped.foremost(n, LEADERS)], " · ")
        cells: list[Value] = [count(n), count(len(ids)), lead]
        if not funding_alone:
            cells.append(_funders(facts, tell, ids))
        cells.append(share(inside / of, query=facts.command("report", seeded=True)) if of else "–")
        if grouped.found.stability is not None and grouped.found.standing is not None:
            held = grouped.found.stability[n - 1]
            low, high = (decimal(each, 2) for each in (held.low, held.high))
            key = "coalitions.stable_one" if held.stable else "coalitions.stability"
            value = decimal(held.value, 2)
            key += ".same" if tell.alike(value, low, high) else ""
            cells.append(tell.phrase(key, value=value, low=low, high=high))
            cells.append(count(sum(one.standing == "core" for one in grouped.found.standing[n - 1].values())))
        rows.append(Row(f"c{n}/{grouped.foremost(n, 1)[0]}", cells, _rows_of(facts, ids)))
    return tell.table(
        "coalitions.table", tell.phrase("coalitions.table"), columns, rows, query=query, behind=facts.whole,
        of=len(grouped.groups),
    )  # fmt: skip


def _funders(facts: Facts, tell: Teller, ids: list[str]) -> Text:
    """The members that fund, those that fund most things first."""
    rows = facts.cofunding.row_of
    indptr = facts.cofunding.network.indptr
    funding = sorted((-(indptr[rows[id] + 1] - indptr[rows[id]]), id) for id in ids if id in rows)
    return _some([tell.actor(id) for _, id in funding[:LEADERS]], len(funding), tell)


def _rows_of(facts: Facts, ids: list[str]) -> Rows:
    import numpy as np

    spans = [np.arange(facts.network.indptr[at], facts.network.indptr[at + 1]) for at in (facts.row_of[i] for i in ids)]
    return facts.evidence.of_pairs(facts.network, np.concatenate(spans))


def _cards(facts: Facts, tell: Teller) -> Table:
    """A row for each of the largest groups: what it shares more than chance, its years, money and bridges."""
    found = facts.grouped.cards
    shared = things(facts, tell)
    columns = [("group", tell.word("col.group"), "number"), ("who", tell.word("col.members"), "text")]
    columns += [("shared", tell.words("cards.shared", **shared), "text"), ("years", tell.word("col.years"), "text")]
    columns.append(("traits", tell.word("cards.traits"), "text"))
    columns += [("money", tell.word("cards.money"), "text"), ("bridges", tell.word("cards.bridges"), "text")]
    rows = [
        Row(f"c{n}", _card(card, n, facts, tell), _rows_of(facts, facts.grouped.groups[n - 1]),
            facts.command(f"coalition c{n} --runs {facts.grouped.runs}", seeded=True))
        for n, card in enumerate(found, 1)
    ]  # fmt: skip
    title = tell.phrase("cards.table")
    return tell.table(
        "cards",
        title,
        columns,
        rows,
        query=facts.command("report", seeded=True),
        behind=facts.whole,
    )


def _by_chance(facts: Facts, tell: Teller) -> Text:
    found = facts.grouped.cards
    query = facts.command("report", seeded=True)
    tests = count(sum(card.n_tests for card in found), key="cards.tests", unit="tests", query=query)
    level = decimal(0.05, 2, key="cards.alpha", unit="parameter", query=query)
    return tell("cards.lead", n=tests, alpha=level, **things(facts, tell))


def _card(card: Card, number: int, facts: Facts, tell: Teller) -> list[Value]:
    unusual = card.unusual
    traits = [_trait(card, one, tell, facts) for one in unusual[:TRAITS]]
    if len(unusual) > TRAITS:
        traits.append(tell.phrase("cards.further", n=count(len(unusual) - TRAITS, unit="traits")))
    if not traits:
        traits = [tell.spelled(tell.word("cards.nothing" if card.known else "cards.untold"))]
    nothing = tell.spelled("–")
    members = facts.grouped.groups[number - 1]
    foremost = [tell.actor(id) for id in facts.grouped.foremost(number, MEMBERS)]
    years = [one for one in (card.span.first, card.span.last) if one is not None]
    most = sorted(card.actions, key=lambda one: (-len(one.members), one.id))
    return [
        count(number),
        _some(foremost, len(members), tell),
        _some([tell.action(one.id) for one in most[:SHARED]], len(most), tell),
        code(span(years)) if years else nothing,
        joined(traits, " · "),
        joined(_money(card, tell), " · ") or nothing,
        joined(_bridges(card, facts, tell), " · ") or nothing,
    ]


def _some(names: list[Text], n: int, tell: Teller) -> Text:
    """How many there are and the first by name."""
    told = joined(names, " · ")
    if n > len(names):
        told = tell.phrase("and_more", names=told, n=count(n - len(names)))
    return tell.phrase("cards.some", n=count(n), names=told) if n else tell.spelled("–")


def _trait(card: Card, one: Trait, tell: Teller, facts: Facts) -> Text:
    # Nodes: the members, or what they share.
    of = {"k": one.n_with, "n": one.n_known, "all": one.all_with, "known": one.all_known}
    counts = {name: count(n, unit="nodes") for name, n in of.items()}
    value = card.called_value(one, tell.lang)
    in_model = one.attribute not in LABELS
    spelled = tell.spelled(value) if in_model else tell.other(LABELS[one.attribute], one.value, value)
    alike = [each for each in card.unusual if each.attribute == one.attribute]
    if len({each.value for each in alike if card.called_value(each, tell.lang) == value}) > 1:
        spelled = (*spelled, *_of_scale(one, tell, facts))
    whom = tell.word(f"cards.of.{one.of}")
    attribute = tell.word(f"cards.attribute.{one.attribute}")
    return tell.phrase("cards.trait", attribute=attribute, value=spelled, whom=whom, **counts)


def _of_scale(one: Trait, tell: Teller, facts: Facts) -> Text:
    """The scale of a territory that another of the same name is in: a town and its department."""
    from graphkit.networks.others import others_of

    node = others_of(facts.snapshot, LABELS[one.attribute]).get(one.value) if one.attribute in LABELS else None
    return tell.spelled(f" ({called('scales', node.scale, tell)})") if node is not None and node.scale else ()


def _money(card: Card, tell: Teller) -> list[Text]:
    spelled = []
    for one in card.money:
        if one.kind == "money" and one.n:
            currency = one.currency or ""
            total = money(one.minor, currency, minor_digits(currency))
            spelled.append(tell.phrase("cards.sum", sum=total, basis=basis(one.basis, tell)))
    if missing := sum(one.missing + one.left_out["unsplit"] for one in card.money if one.kind == "money"):
        spelled.append(tell.phrase("cards.missing", n=count(missing, unit="ties")))
    return spelled


def _bridges(card: Card, facts: Facts, tell: Teller) -> list[Text]:
    return [
        tell.phrase("cards.bridge", group=count(one.group + 1, unit="group"),
                    n=count(len(one.columns), unit=f"{facts.grain}s"),
                    name=tell.actor(one.members[0][0]))
        for one in card.bridges[:BRIDGES]
        if one.members
    ]  # fmt: skip
