"""Who joins what would be apart: brokers, the only bridges, and a chain across."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from graphkit.reports.bridging import MOST_FOR_ALL_PAIRS
from graphkit.reports.common import span, things
from graphkit.reports.draws import DRAWS, DROPPED
from graphkit.reports.said import code, count, joined, name, share
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.reports.bridging import Broker
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section, Table
    from graphkit.reports.said import Number, Text
    from graphkit.reports.teller import Teller, Value

MOST_BROKERS, MOST_ONLY, NAMED = 10, 10, 2


def bridges(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("bridges")
    shared = things(facts, tell)
    if not facts.projection.n_pairs:
        section.paragraphs.append(tell("bridges.none" if facts.given is None else "bridges.one", **shared))
        return section
    measure = facts.bridging.measure
    section.paragraphs.append(tell(f"bridges.lead.{measure}", **shared))
    section.paragraphs.append(tell("bridges.range", **drawn(facts)))
    if measure == "degree":
        most = count(MOST_FOR_ALL_PAIRS, key="bridges.most", unit="parameter", query="graphkit centrality")
        section.paragraphs.append(tell("bridges.skipped", limit=most))
    if facts.bridging.first(1):
        section.tables.append(_brokers(facts, tell))
    else:
        section.paragraphs.append(tell("bridges.nobody", **shared))
    if facts.bridging.only:
        section.tables.append(_only(facts, tell))
    else:
        section.paragraphs.append(tell("bridges.no_only"))
    if chain := _chain(facts, tell):
        section.tables.append(chain)
    elif len(facts.bridging.foremost) > 1:
        n = count(len(facts.bridging.foremost), key="path.foremost", unit="actors",
                  query=facts.command("report", seeded=True))  # fmt: skip
        section.after.append(tell("path.none", n=n))
    return section


def drawn(facts: Facts) -> dict[str, Number]:
    """How often networks without some ties were drawn, and which share of ties these lack."""
    query = facts.command("report", seeded=True)
    return {
        "draws": count(DRAWS, key="sensitivity.draws", unit="parameter", query=query),
        "dropped": share(DROPPED, key="sensitivity.dropped", query=query),
    }


def ranged(facts: Facts, tell: Teller, value: Number, low: Number, high: Number) -> dict[str, Value]:
    """What a number comes to in networks without some ties, and what these are; one that never moves is said once."""
    made = drawn(facts)
    if not tell.alike(low, high):
        said = tell.phrase("range.draws", low=low, high=high, draws=made["draws"])
    elif tell.alike(value, low):
        said = tell.phrase("range.draws.same", draws=made["draws"])
    else:
        said = tell.phrase("range.draws.one", low=low, draws=made["draws"])
    return {"range": said, "dropped": made["dropped"]}


def value_of(broker_value: float, measure: str) -> Number:
    """The number of a broker as it is written."""
    return share(broker_value) if measure == "betweenness" else count(int(broker_value), unit="actors")


def _brokers(facts: Facts, tell: Teller) -> Table:
    measure = facts.bridging.measure
    found = facts.bridging.first(MOST_BROKERS)
    query = facts.command(f"centrality --measures {measure}")
    columns = [("rank", tell.word("col.rank"), "number"), ("actor", tell.word("col.actor"), "text")]
    columns.append(("group", tell.word("col.group"), "number"))
    columns += [(measure, tell.word(f"central.{measure}"), "number"), ("range", tell.word("col.range"), "number")]
    columns += [("ranks", tell.word("col.ranks"), "number"), ("joins", tell.word("col.joins"), "number")]
    columns.append(("through", tell.word("col.through"), "text"))
    rows = [Row(each.id, _broker(each, measure, facts, tell), facts.of_actor(each.id)) for each in found]
    title = tell.phrase("bridges.table")
    return tell.table("bridges.table", title, columns, rows, query=query, behind=facts.whole)


def _broker(each: Broker, measure: str, facts: Facts, tell: Teller) -> list[Value]:
    group = facts.grouped.place.get(each.id)
    joins, alone = facts.bridging.joins.get(each.id, (0, 0))
    again = facts.command("report", seeded=True)
    low, high = (replace(value_of(one, measure), query=again) for one in (each.value.low, each.value.high))
    through = [tell.action(facts.network.action_ids[column]) for column in facts.bridging.through(each.id)[:NAMED]]
    rank = (
        code(str(each.best), query=again) if each.best == each.worst
        else code(f"{each.best}–{each.worst}", query=again)
    )  # fmt: skip
    return [
        count(each.rank),
        tell.actor(each.id),
        count(group, query=again) if group else "–",
        value_of(each.value.value, measure),
        tell.between(low, high),
        rank,
        tell.phrase("bridges.joins", n=count(joins, query=again), alone=count(alone, query=again)),
        joined(through, " · ") or "–",
    ]


def _only(facts: Facts, tell: Teller) -> Table:
    """Pairs of coalitions that one actor alone joins."""
    found = facts.bridging.only
    columns = [("one", tell.word("col.group"), "number"), ("other", tell.word("col.other_group"), "number")]
    columns += [("actor", tell.word("col.only"), "text"), ("near", tell.word("col.nearest"), "text")]
    called = facts.network.actor_names
    by_name, times = dict(zip(called, facts.network.actor_ids, strict=True)), Counter(called)

    def near(who: str) -> Text:
        # A name that several bear leads to none of them.
        return tell.actor(by_name[who]) if times[who] == 1 else name(who)

    rows = [
        Row(
            f"c{one['group']}+c{one['other_group']}",
            [
                count(one["group"]),
                count(one["other_group"]),
                tell.actor(one["id"]),
                joined([near(who) for who in one["nearest"][:NAMED]], " · ") or tell.word("nobody"),
            ],
            facts.of_actor(one["id"]),
        )
        for one in found[:MOST_ONLY]
    ]
    query = facts.command("report", seeded=True)
    return tell.table(
        "bridges.only", tell.phrase("bridges.only"), columns, rows, query=query, behind=facts.whole, of=len(found)
    )


def _chain(facts: Facts, tell: Teller) -> Table | None:
    """A chain between two foremost actors that have nothing in common directly."""
    found = facts.bridging.path
    if found is None:
        return None
    steps = found.paths[0].steps
    ties = {id: row for row, id in enumerate(facts.snapshot.ties["id"].to_pylist())}
    rows = []
    for n, step in enumerate(steps, 1):
        years = [year for action in step.actions for year in action.years]
        through = _some([tell.action(action.id) for action in step.actions], tell)
        behind = facts.evidence.ties([ties[id] for id in step.ties])
        spelled: Value = code(span(years)) if years else "–"
        rows.append(Row(str(n), [count(n), tell.actor(step.start), tell.actor(step.end), through, spelled], behind))
    columns = [("step", tell.word("col.step"), "number")]
    columns += [(key, tell.word(f"col.{key}"), "text") for key in ("from", "to", "through", "years")]
    ends = (steps[0].start, steps[-1].end)
    title = tell.phrase("path.table", a=tell.actor(ends[0]), b=tell.actor(ends[1]))
    from shlex import quote

    query = facts.command(f"paths {quote(ends[0])} {quote(ends[1])}")
    behind = facts.evidence.ties([ties[id] for step in steps for id in step.ties])
    return tell.table("path", title, columns, rows, query=query, behind=behind)


def _some(names: list[Text], tell: Teller, most: int = 3) -> Text:
    shown = joined(names[:most], " · ")
    return shown if len(names) <= most else tell.phrase("and_more", names=shown, n=count(len(names) - most))
