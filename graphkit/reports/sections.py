"""The sections of a report: each takes the facts and the words, and gives sentences, tables and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from graphkit.drawing.layout import Node, components
from graphkit.model.money import minor_digits
from graphkit.model.vocabularies import label, vocabularies
from graphkit.money.sums import Sum
from graphkit.reports import figures
from graphkit.reports.cards import cards
from graphkit.reports.facts import MOST_FOR_ALL_PAIRS, Facts, without_amount
from graphkit.reports.page import Column, Figure, Section, Table
from graphkit.words import Words

if TYPE_CHECKING:
    import networkx as nx

TOP = 15
MOST_DRAWN_TWO_MODE = 260
MOST_DRAWN = 80
KEPT = 3
# Parts of a drawing with fewer nodes are counted and not drawn.
SMALL = 6

Maker = Callable[[Facts, Words], Section | None]


def things(facts: Facts, w: Words) -> dict[str, str]:
    """What actors share in this report, as the sentences need it: actions, or who receives."""
    return {key: w(f"{key}.{facts.grain}") for key in ("things", "Things", "of_things")}


def data(facts: Facts, w: Words) -> Section:
    """Who and what is in the data, and how much of it this report reads."""
    snapshot = facts.snapshot
    implied = int(facts.actions["implied"].fillna(False).astype(bool).sum())
    funders = int(facts.actors["funder"].fillna(False).astype(bool).sum())
    actors, actions = facts.outside
    used = {"used": facts.network.spec.n_ties, "all": snapshot.ties.num_rows, "actors": actors, "actions": actions}
    sentences = [
        w("data.lead", actors=snapshot.actors.num_rows, funders=funders, actions=snapshot.actions.num_rows),
        w("data.used", **used),
    ]
    if facts.network.spec.left_out:
        called = Words("graphkit.networks", w.lang)
        reasons = ", ".join(f"{called(why)} ({w.number(n)})" for why, n in facts.network.spec.left_out.items())
        sentences.append(w("data.left_out", reasons=reasons))
    if implied:
        sentences.append(w("data.implied", n=implied))
    return Section("data", w("data"), sentences, tables=[_kinds(facts, w), _ties_by_type(facts, w)])


def _kinds(facts: Facts, w: Words) -> Table:
    counts = Counter(zip(facts.actors["kind"].fillna(""), facts.actors["scale"].fillna(""), strict=True))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [
        [label("kinds", k, w.lang) or w("data.unknown"), label("scales", s, w.lang) or w("data.unknown"), w.number(n)]
        for (k, s), n in ranked[:TOP]
    ]
    columns = [Column(w("col.kind")), Column(w("col.scale")), Column(w("col.actors"), "number")]
    return Table(w("data.kinds"), columns, rows, _more(w, rows, len(ranked)))


def _ties_by_type(facts: Facts, w: Words) -> Table:
    snapshot = facts.snapshot
    counts = Counter([*snapshot.ties["type"].to_pylist(), *snapshot.links["type"].to_pylist()])
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [[w(f"tie_name.{kind}"), w(f"tie.{kind}"), w.number(n)] for kind, n in ranked]
    return Table(w("data.ties"), [Column(w("col.tie")), Column(w("col.says")), Column(w("col.ties"), "number")], rows)


def money(facts: Facts, w: Words) -> Section:
    """Sums by the money rules."""
    if not facts.money and not facts.beside_money:
        return Section("money", w("money"), [w("money.none")])
    columns = [Column(w(key)) for key in ("col.given", "col.currency", "col.basis")]
    columns += [Column(w(key), "money") for key in ("col.handed_on", "col.sum")]
    columns += [Column(w(key), "number") for key in ("col.ties_with", "col.missing", "col.left_out")]
    rows = [
        [
            label("resources", "cash" if total.kind == "money" else total.kind, w.lang),
            total.currency or w("data.unknown"),
            label("bases", total.basis, w.lang) or w("data.unknown"),
            w.money(-total.handed_on, total.currency or "", minor_digits(total.currency or "")),
            amount(total, w),
            *(
                w.number(n)
                for n in (total.n, without_amount(total), sum(total.left_out.values()) - without_amount(total))
            ),
        ]
        for total in (*facts.money, *facts.beside_money)
    ]
    elsewhere = facts.n_missing - sum(without_amount(total) for total in facts.money)
    if elsewhere:
        # Ties that state neither an amount nor what it would be in: the column adds up to the number in the findings.
        unknown = w("data.unknown")
        rows.append([label("resources", "cash", w.lang), unknown, unknown, "–", "–"])
        rows[-1] += [w.number(n) for n in (0, elsewhere, 0)]
    section = Section("money", w("money"), [w("money.lead")], tables=[Table(w("money.table"), columns, rows)])
    top = facts.spenders[:TOP]
    if top:
        currency = facts.network.spec.currency or ""
        spelled = [w.money(minor, currency, minor_digits(currency)) for _, minor in top]
        svg = figures.bars([float(minor) for _, minor in top], [name for name, _ in top], spelled)
        caption = w("spenders.caption", currency=currency, missing=facts.n_missing)
        section.figures.append(Figure(svg, f"{w('spenders')}. {caption}", w("spenders.alt", n=len(top)), "funders"))
    return section


def amount(total: Sum, w: Words) -> str:
    """A sum with its currency, as the language writes it."""
    return w.money(total.minor, total.currency or "", minor_digits(total.currency or ""))


def network(facts: Facts, w: Words) -> Section:
    """The network as a picture."""
    if not facts.network.n_pairs:
        return Section("network", w("network"), [w("network.empty")])
    two_mode = facts.network.n_actors + facts.network.n_actions <= MOST_DRAWN_TWO_MODE
    whole, names = _two_mode(facts) if two_mode else _strongest(facts)
    graph, parts = _without_small_parts(whole)
    place = {id: n for n, ids in enumerate(facts.groups.groups) for id in ids}
    groups = {node: place[node[1]] for node in graph if node[0] == "actor" and node[1] in place}
    svg = figures.network(graph, groups, names, _legend(facts, w), seed=facts.seed)
    values = {"nodes": len(graph), "ties": graph.number_of_edges()} | things(facts, w)
    caption = [w("network.two_mode" if two_mode else "network.projection", kept=KEPT, **values)]
    if parts:
        caption.append(w("network.small", parts=parts, left=len(whole) - len(graph)))
    if not two_mode and facts.projection.n_actors > len(whole):
        caption.append(w("network.fewer", left=facts.projection.n_actors - len(whole)))
    figure = Figure(svg, " ".join(caption), w("network.alt", **values), "network")
    return Section("network", w("network"), figures=[figure])


def _without_small_parts(graph: nx.Graph[Node]) -> tuple[nx.Graph[Node], int]:
    """The graph without parts that would only fill the margins of a picture, and how many these are."""
    parts = components(graph)
    kept = [part for n, part in enumerate(parts) if n == 0 or len(part) >= SMALL]
    return graph.subgraph([node for part in kept for node in part]), len(parts) - len(kept)


def _legend(facts: Facts, w: Words) -> figures.Legend:
    called = [
        w("network.group", n=n, name=", ".join(facts.foremost(ids, 1))) for n, ids in enumerate(facts.groups.groups, 1)
    ]
    return figures.Legend(called, w("network.others"), w(f"Things.{facts.grain}"))


def _two_mode(facts: Facts) -> tuple[nx.Graph[Node], dict[tuple[str, str], str]]:
    import networkx as nx

    net = facts.network
    graph: nx.Graph[Node] = nx.Graph()
    names: dict[tuple[str, str], str] = {}
    for mode, ids, called in (("actor", net.actor_ids, net.actor_names), ("action", net.action_ids, net.action_names)):
        for id, name in zip(ids, called, strict=True):
            graph.add_node((mode, id), mode=mode)
            names[mode, id] = name
    rows, columns = net.incidence.nonzero()
    graph.add_edges_from(
        (("actor", net.actor_ids[a]), ("action", net.action_ids[x])) for a, x in zip(rows, columns, strict=True)
    )
    return graph, names


def _strongest(facts: Facts) -> tuple[nx.Graph[Node], dict[tuple[str, str], str]]:
    """The actors with most ties, each with its strongest ties among them."""
    import networkx as nx
    import numpy as np

    matrix = facts.projection.matrix
    degree = np.diff(matrix.indptr)
    chosen = np.sort(np.lexsort((np.arange(len(degree)), -degree))[:MOST_DRAWN])
    part = matrix[chosen][:, chosen].tocsr()
    ids = [facts.projection.actor_ids[i] for i in chosen]
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from((("actor", id), {"mode": "actor"}) for id in ids)
    for row, id in enumerate(ids):
        found = slice(part.indptr[row], part.indptr[row + 1])
        weights, columns = part.data[found], part.indices[found]
        for k in np.lexsort((columns, -weights))[:KEPT]:
            graph.add_edge(("actor", id), ("actor", ids[columns[k]]), weight=float(weights[k]))
    names = {("actor", id): facts.projection.actor_names[i] for id, i in zip(ids, chosen, strict=True)}
    return graph, names


def scales(facts: Facts, w: Words) -> Section | None:
    """From which scale actions are carried; None where hardly any scale is stated."""
    import numpy as np

    known = facts.scales
    if len(known) < 5 or known["action"].nunique() < 2:
        return None
    order = list(vocabularies()["scales"])
    rows = [scale for scale in order if (known["actor"] == scale).any()]
    columns = [scale for scale in order if (known["action"] == scale).any()]
    counts = np.array([[((known["actor"] == r) & (known["action"] == c)).sum() for c in columns] for r in rows])
    of_actors = [label("scales", scale, w.lang) for scale in rows]
    of_actions = [label("scales", scale, w.lang) for scale in columns]
    svg = figures.matrix(counts, of_actors, of_actions, w("scales.rows"), w("scales.columns"))
    n_pairs = facts.network.n_pairs
    caption = w("scales.caption", left_out=n_pairs - len(known), pairs=n_pairs)
    return Section("scales", w("scales"), figures=[Figure(svg, caption, w("scales.alt"), "scales")])


def central(facts: Facts, w: Words) -> Section | None:
    """Actors by centrality."""
    if not facts.projection.n_pairs:
        return None
    frame = facts.central
    measures = [name for name in ("degree", "strength", "betweenness", "closeness") if name in frame]
    columns = [Column(w("col.actor")), *(Column(w(f"central.{name}"), "number") for name in measures)]
    rows = [[row["name"], *(w.number(float(row[name])) for name in measures)] for _, row in frame.head(TOP).iterrows()]
    sentences = [w("central.lead", **things(facts, w))]
    if not facts.all_pairs:
        sentences.append(w("central.skipped", limit=MOST_FOR_ALL_PAIRS))
    return Section("central", w("central"), sentences, tables=[Table(w("central.table", n=len(rows)), columns, rows)])


def pairs(facts: Facts, w: Words) -> Section:
    """Pairs of actors by what they share."""
    shared = things(facts, w)
    if not facts.pairs:
        return Section("pairs", w("pairs", **shared), [w("pairs.none", **shared)])
    columns = [Column(w("col.actor")), Column(w("col.with")), Column(w(f"col.shared.{facts.grain}"), "number")]
    rows = [[a, b, w.number(n)] for a, b, n in facts.pairs[:TOP]]
    table = Table(w("pairs.table", n=len(rows), **shared), columns, rows, _more(w, rows, len(facts.pairs)))
    return Section("pairs", w("pairs", **shared), [w("pairs.lead", **shared)], tables=[table])


def groups(facts: Facts, w: Words) -> Section | None:
    """Communities."""
    found = facts.groups.groups
    if not found:
        return None
    sentences = [w("groups.lead", modularity=w.number(facts.groups.modularity, 2), **things(facts, w))]
    alone = facts.projection.n_actors - sum(map(len, found))
    if alone:
        sentences.append(w("groups.alone", n=alone))
    columns = [Column(w("col.group"), "number"), Column(w("col.members"), "number"), Column(w("col.strongest"))]
    rows = [
        [w.number(n), w.number(len(ids)), " · ".join(facts.foremost(ids, 5))] for n, ids in enumerate(found[:TOP], 1)
    ]
    table = Table(w("groups.table"), columns, rows, _more(w, rows, len(found)))
    return Section("groups", w("groups", **things(facts, w)), sentences, tables=[table])


def path(facts: Facts, w: Words) -> Section | None:
    """A chain between two foremost actors that have nothing in common directly."""
    shared = things(facts, w)
    if len(facts.foremost_rows) < 2:
        return None
    found = facts.path
    if found is None:
        return Section("path", w("path", **shared), [w("path.none", n=len(facts.foremost_rows), **shared)])
    steps = found.paths[0].steps
    rows = [
        [
            w.number(n),
            step.start_name,
            step.end_name,
            _some([action.name for action in step.actions], w),
            _years([year for action in step.actions for year in action.years]),
        ]
        for n, step in enumerate(steps, 1)
    ]
    columns = [
        Column(w("col.step"), "number"),
        *(Column(w(f"col.{key}")) for key in ("from", "to", "through", "years")),
    ]
    lead = w("path.lead", a=steps[0].start_name, b=steps[-1].end_name, steps=len(steps))
    return Section("path", w("path", **shared), [lead], tables=[Table(w("path.table"), columns, rows)])


def _some(names: list[str], w: Words, most: int = 3) -> str:
    shown = " · ".join(names[:most])
    return shown if len(names) <= most else w("and_more", names=shown, n=len(names) - most)


def _years(years: list[int]) -> str:
    if not years:
        return "–"
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def alone(facts: Facts, w: Words) -> Section | None:
    """What has a single funder."""
    funded, shared = facts.funders_of, things(facts, w)
    if funded.empty:
        return None
    single = funded[funded["n"] == 1]
    of = {int(str(row)): held.tolist() for row, held in single.groupby("only").groups.items()}
    # Rows of the network are sorted by id.
    ranked = sorted(of.items(), key=lambda item: (-len(item[1]), item[0]))
    net = facts.network
    rows = [
        [net.actor_names[row], w.number(len(held)), _some([net.action_names[x] for x in held], w, 2)]
        for row, held in ranked[:TOP]
    ]
    columns = [Column(w("col.funder")), Column(w("alone.only"), "number"), Column(w("col.which"))]
    table = Table(w("alone.table", **shared), columns, rows, _more(w, rows, len(ranked)))
    lead = w("alone.lead", n=facts.n_alone, m=len(funded), **shared)
    return Section("alone", w("alone", **shared), [lead], tables=[table] if rows else [])


def gaps(facts: Facts, w: Words) -> Section | None:
    """What the sources leave open."""
    tables = []
    if len(facts.issues):
        rows = facts.issues[["action", "issue"]].head(TOP).to_numpy().tolist()
        columns = [Column(w("col.action")), Column(w("col.issue"))]
        tables.append(Table(w("gaps.issues"), columns, rows, _more(w, rows, len(facts.issues))))
    if len(facts.axes):
        rows = facts.axes[["programme", "axis"]].fillna("–").head(TOP).to_numpy().tolist()
        columns = [Column(w("col.programme")), Column(w("col.objective"))]
        tables.append(Table(w("gaps.objectives"), columns, rows, _more(w, rows, len(facts.axes))))
    return Section("gaps", w("gaps"), [w("gaps.lead")], tables=tables) if tables else None


def methods(facts: Facts, w: Words) -> Section:
    """How the numbers came about, and what they cannot say."""
    from importlib.metadata import version

    from graphkit.measures import measure

    shared = things(facts, w)
    network = w("methods.network", spec=facts.network.spec.sentence(w.lang, spelled=True))
    limits = [w("methods.limits", **shared)]
    formats = {source["format"] for source in facts.sources}
    limits += [w(f"methods.limits.{format}") for format in ("jaune", "scdl") if format in formats]
    limits.append(w("methods.names"))
    if not facts.projection.n_pairs:
        return Section("methods", w("methods"), [network, *limits])
    sentences = [network, w("methods.measures", networkx=version("networkx"), **shared), *limits]
    shown = [name for name in ("degree", "strength", "betweenness", "closeness") if name in facts.central]
    rows = [[w(f"central.{name}"), measure(name).source] for name in shown]
    columns = [Column(w("col.measure")), Column(w("col.definition"))]
    return Section("methods", w("methods"), sentences, tables=[Table(w("methods.definitions"), columns, rows)])


def sources(facts: Facts, w: Words) -> Section:
    """The files and documents behind all of it."""
    counts = Counter(facts.ties["source"])
    columns = [Column(w(f"col.{key}")) for key in ("source", "publisher", "licence", "sha")]
    columns.append(Column(w("col.ties"), "number"))
    rows = [
        [s["name"], s["publisher"] or "–", s["licence"] or "–", (s["sha256"] or "–")[:12], w.number(counts[s["id"]])]
        for s in facts.sources
    ]
    return Section("sources", w("sources"), tables=[Table(w("sources.table"), columns, rows)])


def _more(w: Words, shown: list[list[str]], of: int) -> str:
    return w("more", n=len(shown), m=of) if of > len(shown) else ""


def in_order(facts: Facts, w: Words) -> list[Section]:
    """The sections as they stand in the report: what is found first, what the data are and how it was done last."""
    found: list[Maker] = [scales, money, network, groups, cards, central, pairs, path]
    # Where most of what is funded has one funder, that is the first thing to know about the money.
    found.insert(1 if facts.alone_matters else len(found), alone)
    made = [make(facts, w) for make in (*found, gaps, data, methods, sources)]
    return [section for section in made if section is not None]
