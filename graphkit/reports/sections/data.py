"""Who is in the data, how much of it this report reads, and what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphkit.reports import figures
from graphkit.reports.common import TIES, TOP, called, n_things, n_ties, span, things
from graphkit.reports.said import MOST_ROWS, NOTHING, Number, Rows, code, count, joined, plain
from graphkit.reports.sections.scales import scales
from graphkit.reports.teller import Row
from graphkit.words import Words

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Figure, Section, Table
    from graphkit.reports.said import Text
    from graphkit.reports.teller import Teller

# Bars have room for so many years; of more the last are drawn.
MOST_YEARS = 30

SAME = 'graphkit cypher "MATCH (a:Actor)-[r:SAME_AS]->(b:Actor) RETURN a.id, b.id, r.judgement"'
COUNT = 'graphkit cypher "MATCH (n:{label}){where} RETURN count(n)"'


def data(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("data")
    implied = facts.actions.index[facts.actions["implied"].fillna(False).astype(bool)].tolist()
    section.paragraphs.append(
        tell(
            "data.lead",
            actors=_nodes(facts, "actors", facts.actors.index.tolist(), "Actor"),
            funders=_funders(facts),
            actions=_nodes(facts, "actions", facts.actions.index.tolist(), "Action"),
        )
    )
    section.paragraphs.append(_read(facts, tell))
    section.paragraphs.append(_used(facts, tell))
    if facts.receiving:
        section.paragraphs.append(_receiving(facts, tell))
    section.paragraphs.extend(_everywhere(facts, tell))
    if left_out := _left_out(facts, tell):
        section.paragraphs.append(left_out)
    if implied:
        section.paragraphs.append(tell("data.implied", n=_nodes(facts, "implied", implied, "Action", "n.implied")))
    if merged := _merged(facts, tell):
        section.paragraphs.append(merged)
    section.tables.extend([_kinds(facts, tell), _ties_by_type(facts, tell)])
    if figure := _years(facts, tell):
        section.figures.append(figure)
    else:
        section.paragraphs.append(tell("data.no_years"))
    if carried := scales(facts, tell):
        section.figures.append(carried)
    return section


def _nodes(facts: Facts, key: str, ids: list[str], label: str, where: str = "") -> Number:
    query = COUNT.format(label=label, where=f" WHERE {where}" if where else "")
    return count(len(ids), key=f"data.{key}", unit=f"{label.lower()}s", query=query, rows=facts.named(label, ids))


def _funders(facts: Facts) -> Number:
    """Actors who fund, with what they fund behind them."""
    import numpy as np

    ties = facts.snapshot.ties.select(["actor", "type"]).to_pandas()
    rows = np.flatnonzero((ties["type"] == "FUNDS") & ties["actor"].isin(facts.funders))
    return count(len(facts.funders), key="data.funders", unit="actors", query="graphkit describe --funders-only",
                 rows=facts.evidence.ties(rows))  # fmt: skip


def _read(facts: Facts, tell: Teller) -> Text:
    """What the loads did with the rows of the sources."""
    # Loaded and merged as one: a row is merged, not loaded, once it is there, and no number may change for that.
    ways = {"read": ("read",), "used": ("loaded", "merged"), "rejected": ("rejected",), "aside": ("values_set_aside",)}
    held = {name: sum(int(load.get(way) or 0) for load in facts.loads for way in some) for name, some in ways.items()}
    query = "graphkit status --loads"
    aside = held.pop("aside")
    numbers = {name: count(n, key=f"data.{name}", unit="rows", query=query) for name, n in held.items()}
    said = [tell("data.read", **numbers)]
    if aside:
        said.append(tell("data.aside", n=count(aside, key="data.values_set_aside", unit="values", query=query)))
    if n := sum(_is_in_part(load, facts.loads) for load in facts.loads):
        said.append(tell("data.unfinished", n=count(n, key="data.loads.unfinished", unit="loads", query=query)))
    return joined(said, " ")


def _is_in_part(load: Mapping[str, Any], loads: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a load did not come to its end and wrote rows: not one that was undone, or whose files are all there by a
    later one.
    """
    if load.get("state") == "started":
        return True
    if load.get("state") == "done" or not load.get("loaded"):
        return False
    later = [each for each in loads if each.get("state") == "done" and str(each["started"]) >= str(load["started"])]
    return not any(_files(load) <= _files(each) for each in later)


def _files(load: Mapping[str, Any]) -> set[str]:
    """The names of its files, which its own name lists behind the format."""
    return set(str(load.get("name") or "").partition(": ")[2].split(", "))


def _used(facts: Facts, tell: Teller) -> Text:
    actions = facts.outside[1]
    query = facts.command("report", seeded=True)
    return tell(
        "data.used",
        used=n_ties(facts),
        all=count(facts.snapshot.ties.num_rows, key="data.ties", unit="ties", query=TIES, rows=facts.every),
        actors=_outside(facts, facts.outside[0], "actors"),
        actions=count(len(actions), key="data.outside.actions", unit="actions", query=query,
                      rows=facts.named("Action", actions)),
        **things(facts, tell),
    )  # fmt: skip


def _receiving(facts: Facts, tell: Teller) -> Text:
    """Actors that are in no number of this report, as it reads ties of another type than theirs."""
    n = count(len(facts.receiving), key="data.outside.receiving", unit="actors",
              query=facts.command("report", seeded=True), rows=facts.named("Actor", facts.receiving))  # fmt: skip
    return tell("data.receiving", n=n, actors=_outside(facts, facts.outside[0], "actors"), **things(facts, tell))


def _everywhere(facts: Facts, tell: Teller) -> Iterator[Text]:
    """Who has a tie to everything, and so ties everybody to everybody."""
    net = facts.network
    if net.n_actors < 3:
        return
    for id in net.actor_ids:
        if facts.in_everything(id):
            yield tell("data.everywhere", name=tell.actor(id), n=n_things(facts), **things(facts, tell))


def n_outside(facts: Facts) -> Number:
    """Actors of the data without a tie in the network, or to anything in it."""
    receiving = set(facts.receiving)
    return _outside(facts, [id for id in facts.outside[0] if id not in receiving], "tieless")


def _outside(facts: Facts, ids: list[str], key: str) -> Number:
    return count(len(ids), key=f"data.outside.{key}", unit="actors", query=facts.command("report", seeded=True),
                 rows=facts.named("Actor", ids))  # fmt: skip


def _left_out(facts: Facts, tell: Teller) -> Text | None:
    if not facts.network.spec.left_out:
        return None
    words, query = Words("graphkit.networks", tell.lang), facts.command("describe")
    reasons = []
    for why, n in facts.network.spec.left_out.items():
        rows = facts.left_out.get(why, NOTHING)
        number = count(n, key=f"data.left_out/{why}", unit="ties", query=query, rows=rows)
        reasons.append(tell.phrase("data.reason", why=words(why), n=number))
    return tell("data.left_out", reasons=joined(reasons, ", "))


def _merged(facts: Facts, tell: Teller) -> Text | None:
    """How many names were merged into others."""
    import pyarrow.compute as pc

    links = facts.snapshot.links
    same = pc.fill_null(pc.and_(pc.equal(links["type"], "SAME_AS"), pc.equal(links["role"], "same")), False)
    rows = pc.indices_nonzero(same).to_numpy()
    if not len(rows):
        return None
    n = count(len(rows), key="data.merged_names", unit="decisions", query=SAME,
              rows=facts.evidence.links(rows))  # fmt: skip
    return tell("data.merged", n=n)


def _kinds(facts: Facts, tell: Teller) -> Table:
    of: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    columns_of = (facts.actors[column].fillna("") for column in ("kind", "scale"))
    for id, kind, scale in zip(facts.actors.index, *columns_of, strict=True):
        of[kind, scale].append(id)
    ranked = sorted(of.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = [
        Row(
            f"{kind or 'none'}+{scale or 'none'}",
            [called("kinds", kind, tell), called("scales", scale, tell), count(len(ids))],
            facts.named("Actor", ids),
        )
        for (kind, scale), ids in ranked[:TOP]
    ]
    columns = [("kind", tell.word("col.kind"), "text"), ("scale", tell.word("col.scale"), "text")]
    columns.append(("actors", tell.word("col.actors"), "number"))
    query = 'graphkit cypher "MATCH (a:Actor) RETURN a.kind, a.scale, count(a) AS n ORDER BY n DESC"'
    nodes = facts.named("Actor", facts.actors.index.tolist())
    return tell.table("data.kinds", tell.phrase("data.kinds"), columns, rows, query=query, behind=nodes, of=len(ranked))


def _ties_by_type(facts: Facts, tell: Teller) -> Table:
    import numpy as np

    snapshot = facts.snapshot
    held = {"ties": np.array(snapshot.ties["type"].to_pylist(), dtype=object),
            "links": np.array(snapshot.links["type"].to_pylist(), dtype=object)}  # fmt: skip
    of = {"ties": facts.evidence.ties, "links": facts.evidence.links}
    counts = {
        (kind, table): int((types == kind).sum()) for table, types in held.items() for kind in set(types.tolist())
    }
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [
        Row(kind, [tell.word(f"tie_name.{kind}"), tell.word(f"tie.{kind}"), count(n)],
            of[table](np.flatnonzero(held[table] == kind)))
        for (kind, table), n in ranked
    ]  # fmt: skip
    columns = [("tie", tell.word("col.tie"), "text"), ("says", tell.word("col.says"), "text")]
    columns.append(("ties", tell.word("col.ties"), "number"))
    links = facts.evidence.links(np.arange(snapshot.links.num_rows))
    behind = _both(facts.every, links)
    return tell.table("data.types", tell.phrase("data.types"), columns, rows, query="graphkit status", behind=behind)


def _both(one: Rows, other: Rows) -> Rows:
    """The rows of both."""
    first = (*one.first, *other.first)[:MOST_ROWS]
    return Rows(one.n + other.n, first, looked_for=True, every=lambda: (*one.all(), *other.all()))


def _years(facts: Facts, tell: Teller) -> Figure | None:
    """Ties by year as bars; None where no tie states one."""
    counts = facts.ties_by_year
    undated = int(counts.get(-1, 0))
    dated = [(int(str(year)), int(n)) for year, n in counts.items() if year != -1 and abs(int(str(year))) < 10_000]
    if not dated:
        return None
    shown = dated[-MOST_YEARS:]
    query = facts.command("report", seeded=True)
    cells = [
        (str(year), count(n, key=f"data.years/{year}", unit="ties", query=query, rows=facts.of_year(year)))
        for year, n in shown
    ]
    total, years = sum(n for _, n in dated), [year for year, _ in dated]
    in_years = facts.of_years(years)
    dates = {
        "span": code(span(years), key="data.years.span", unit="years", query=query, rows=in_years),
        "n": count(total, key="data.dated", unit="ties", query=query, rows=in_years),
        "undated": count(undated, key="data.undated", unit="ties", query=query,
                         rows=facts.evidence.ties(facts.undated)),
    }  # fmt: skip
    most_year, most = max(dated, key=lambda each: (each[1], -each[0]))
    dates_most = {
        "year": code(str(most_year), key="data.years.most", unit="year", query=query, rows=facts.of_year(most_year)),
        "most": count(most, key="data.years.most.ties", unit="ties", query=query, rows=facts.of_year(most_year)),
    }
    alternative = tell.phrase("years.alt", **dates, **dates_most)
    svg = figures.years(
        shown, tell.words.number, x=tell.word("years.axis"), y=tell.word("years.ties"), title=plain(alternative)
    )
    caption = tell.phrase("years.caption", **dates)
    if left := sum(n for _, n in dated[: -len(shown)]):
        first = code(str(shown[0][0]), key="data.years.first", unit="year", query=query)
        before = facts.of_years([year for year, _ in dated[: -len(shown)]])
        n = count(left, key="data.years.not_drawn", unit="ties", query=query, rows=before)
        caption = (*caption, *tell.spelled(" "), *tell.phrase("years.before", n=n, year=first))
    return tell.figure(svg, caption, alternative, "years", cells)
