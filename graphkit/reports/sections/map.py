"""The network as a picture, with numbered coalitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.reports import figures
from graphkit.reports.common import things
from graphkit.reports.drawn import KEPT
from graphkit.reports.said import count, plain

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section
    from graphkit.reports.teller import Teller


def map_(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("map")
    shared = things(facts, tell)
    if not facts.network.n_pairs:
        section.paragraphs.append(tell("map.empty"))
        return section
    if facts.given is not None:
        section.paragraphs.append(tell("map.one", name=tell.actor(facts.given.funder), title=tell.word("given")))
        return section
    two_mode, whole, graph, parts, positions = facts.drawing
    if not graph.number_of_edges():
        section.paragraphs.append(tell("map.apart", **shared))
        return section
    place = facts.grouped.place
    groups = {node: place[node[1]] - 1 for node in graph if node[0] == "actor" and node[1] in place}
    names = {node: plain(tell.actor(node[1]) if node[0] == "actor" else tell.action(node[1])) for node in graph}
    query = facts.command("report", seeded=True)

    def drawn(n: int, key: str, unit: str) -> object:
        return count(n, key=f"map.{key}", unit=unit, query=query, rows=facts.whole)

    values = {
        "nodes": drawn(len(graph), "nodes", "nodes"),
        "ties": drawn(graph.number_of_edges(), "lines", "lines"),
        "kept": drawn(KEPT, "strongest", "lines an actor"),
        **shared,
    }
    caption = [tell("map.two_mode" if two_mode else "map.projection", **values)]  # type: ignore[arg-type]
    if parts:
        left = {"parts": drawn(parts, "parts", "parts"), "left": drawn(len(whole) - len(graph), "parts.nodes", "nodes")}
        caption.append(tell("map.small", **left))  # type: ignore[arg-type]
    if not two_mode and facts.projection.n_actors > len(whole):
        fewer = drawn(facts.projection.n_actors - len(whole), "not_drawn", "actors")
        caption.append(tell("map.fewer", left=fewer))  # type: ignore[arg-type]
    alternative = tell.phrase("map.alt", **values, **_largest(facts, tell))  # type: ignore[arg-type]
    svg = figures.network(graph, groups, names, _legend(facts, tell), at=positions, title=plain(alternative))
    spaced = [part for text in caption for part in (*text, *tell.spelled(" "))]
    section.paragraphs.append(tell("map.how"))
    section.figures.append(tell.figure(svg, tuple(spaced[:-1]), alternative, "network"))
    return section


def _largest(facts: Facts, tell: Teller) -> dict[str, object]:
    groups = facts.grouped.groups
    query = facts.command(f"coalitions --runs {facts.grouped.runs}", seeded=True)
    return {"groups": count(len(groups), key="coalitions.n", unit="coalitions", query=query, rows=facts.whole)}


def _legend(facts: Facts, tell: Teller) -> figures.Legend:
    called = [
        f"{tell.words.number(n)} · {plain(tell.actor(facts.grouped.foremost(n, 1)[0]))}"
        for n in range(1, len(facts.grouped.groups) + 1)
    ]
    return figures.Legend(called, tell.word("map.others"), tell.word(f"Things.{facts.grain}"))
