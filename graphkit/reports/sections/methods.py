"""How the numbers came about, what they cannot say, and how far they hang on single ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit import __version__
from graphkit.coalitions.at_hand import METHOD
from graphkit.reports.cofunding import ALPHA, CORRECTION, MODEL
from graphkit.reports.common import n_actors, n_alone, n_pairs, n_things, n_ties, things
from graphkit.reports.limits import limits, rolled
from graphkit.reports.said import Behind, Rows, code, count, decimal, money, name, share
from graphkit.reports.sections.bridges import drawn, value_of
from graphkit.reports.sections.exits import first_exit
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section, Table
    from graphkit.reports.said import Number, Text
    from graphkit.reports.teller import Teller, Value

# The amount in euros from which a convention is due, and with it publication.
LAW, THRESHOLD = "Décret n° 2001-495 du 6 juin 2001, article 1", 23_000


def methods(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("methods")
    shared = things(facts, tell)
    section.paragraphs.append(_network(facts, tell))
    if facts.is_part:
        section.paragraphs.append(tell("methods.limited", limits=limits(facts, tell)))
    if facts.network.spec.request.rollup:
        section.paragraphs.append(tell("methods.rollup", rolled=rolled(facts, tell)))
    section.paragraphs.append(tell("methods.made", **made(facts)))
    section.paragraphs.append(tell("methods.limits", **shared))
    formats = {source["format"] for source in facts.sources}
    if "jaune" in formats:
        section.paragraphs.append(tell("methods.limits.jaune"))
    if "scdl" in formats:
        law = Rows(1, (Behind("Légifrance", LAW, ""),))
        least = money(THRESHOLD, "EUR", 0, key="limits.scdl", query="https://www.legifrance.gouv.fr", rows=law)
        section.paragraphs.append(tell("methods.limits.scdl", least=least))
    section.paragraphs.append(tell("methods.names"))
    if defined := _definitions(facts, tell):
        section.tables.append(defined)
    brokers = facts.projection.n_pairs and facts.bridging.first(1)
    if facts.given is None and len(facts.rows) > 1 and (len(facts.exits.drawn) or brokers):
        section.paragraphs.append(tell("methods.sensitivity", **drawn(facts)))
        section.tables.append(_sensitivity(facts, tell))
    return section


def made(facts: Facts) -> dict[str, Number]:
    """By which program, of which data, from which seed."""
    query = facts.command("report", seeded=True)
    return {
        "version": code(__version__, key="made.version", unit="version", query="graphkit --version"),
        "hash": code(facts.snapshot.hash, key="made.data", unit="hash of the data", query="graphkit describe"),
        "seed": count(facts.seed, key="made.seed", unit="seed", query=query),
    }


def _network(facts: Facts, tell: Teller) -> Text:
    request = facts.network.spec.request
    ties = " + ".join(tell.word(f"tie_name.{tie}") for tie in request.ties)
    values: dict[str, Value] = {
        "ties": ties, "grain": tell.word(f"grain.{facts.grain}"), "actors": n_actors(facts), "n": n_things(facts),
        "pairs": n_pairs(facts), "of": n_ties(facts), "options": name(tell.ledger.again(facts.command("report"))),
        **things(facts, tell),
    }  # fmt: skip
    return tell("methods.network", **values)


def _definitions(facts: Facts, tell: Teller) -> Table | None:
    """Every measure and method with its parameters and where it is defined."""
    from graphkit import discovery
    from graphkit.backbones.sdsm import REFERENCE as OF_SDSM
    from graphkit.coalitions.basis import METHODS
    from graphkit.measures import measure
    from graphkit.scenarios.exit import REFERENCE as OF_EXIT

    rows = []
    if facts.projection.n_pairs:
        of = facts.bridging.measure
        rows.append(_defined(of, tell.word(f"central.{of}"), tell.spelled("–"), measure(of).source, tell))
    if facts.grouped.groups:
        runs = tell.spelled("–")
        if facts.grouped.sure:
            runs = tell.phrase("defined.runs", runs=count(facts.grouped.runs, key="coalitions.runs"))
        reference = discovery.module(METHODS, METHOD, "method").REFERENCE
        rows.append(_defined("coalitions", tell.word("defined.coalitions"), runs, reference, tell))
    if facts.cofunding.backbone is not None:
        level = decimal(ALPHA, 2, key="cofunding.alpha", unit="parameter")
        said = tell.phrase(
            "defined.sdsm", model=MODEL.upper(), alpha=level, correction=tell.word(f"correction.{CORRECTION}")
        )
        rows.append(_defined("backbone", tell.word("defined.backbone"), said, OF_SDSM, tell))
    if facts.exits.network.n_pairs and facts.given is None:
        rows.append(
            _defined("exit", tell.word("defined.exit"), tell.spelled(tell.word("defined.funder")), OF_EXIT, tell)
        )
    if not rows:
        return None
    columns = [("what", tell.word("col.measure"), "text"), ("how", tell.word("col.how"), "text")]
    columns.append(("source", tell.word("col.definition"), "text"))
    title = tell.phrase("methods.definitions")
    return tell.table("definitions", title, columns, rows, query=facts.command("report", seeded=True), behind=Rows())


def _defined(key: str, called: str, how: Text, source: str, tell: Teller) -> Row:
    return Row(key, [called, how, name(source)])


def _sensitivity(facts: Facts, tell: Teller) -> Table:
    """Numbers of the findings, each with what it comes to in networks without some of the ties."""
    columns = [("what", tell.word("col.indicator"), "text"), ("value", tell.word("col.value"), "number")]
    columns += [("low", tell.word("col.low"), "number"), ("high", tell.word("col.high"), "number")]
    rows = []
    # Of a single tie of funding no network is drawn.
    if len(facts.exits.drawn):
        of = facts.exits.alone_range
        cells: list[Value] = [tell.words("sensitivity.single", **things(facts, tell))]
        cells += [share(each) for each in (of.value, of.low, of.high)]
        rows.append(Row("single", cells, n_alone(facts).rows))
        if first := first_exit(facts):
            id, _, of = first
            cells = [tell.phrase("sensitivity.exit", name=tell.actor(id))]
            cells += [share(each) for each in (of.value, of.low, of.high)]
            rows.append(Row("exit", cells, facts.exits.rows_of(id)))
    if facts.projection.n_pairs:
        measure = facts.bridging.measure
        for each in facts.bridging.first(3):
            values = (each.value.value, each.value.low, each.value.high)
            cells = [tell.phrase(f"sensitivity.{measure}", name=tell.actor(each.id))]
            cells += [value_of(value, measure) for value in values]
            rows.append(Row(f"{measure}/{each.id}", cells, facts.of_actor(each.id)))
    query = facts.command("report", seeded=True)
    title = tell.phrase("sensitivity.table")
    return tell.table("sensitivity", title, columns, rows, query=query, behind=facts.whole)
