"""The sentences at the top of a report: chosen by rule, each with the bound of the number that it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from graphkit.reports.cofunding import MODEL
from graphkit.reports.common import (
    TIES,
    amount,
    basis,
    n_actors,
    n_funded,
    n_things,
    n_ties,
    span,
    things,
    ties_of_money,
)
from graphkit.reports.said import code, count, decimal, joined, share
from graphkit.reports.sections.bridges import ranged, value_of
from graphkit.reports.sections.coalitions import n_coalitions
from graphkit.reports.sections.cofunding import backbone_query, elsewhere, n_pairs, n_validated, pairs_query
from graphkit.reports.sections.exits import alone, first_exit
from graphkit.reports.sections.given import known, part_name, rows_of
from graphkit.reports.sections.scales import across_scales

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.given import Given
    from graphkit.reports.said import Number, Rows, Text
    from graphkit.reports.teller import Teller

MOST = 5

# Of those who receive most so many are set against all.
MOST_RECIPIENTS = 10

Finding = Callable[["Facts", "Teller"], "Text | None"]


def findings(facts: Facts, tell: Teller) -> list[Text]:
    """What a reader should know first, five sentences at most; one that the data cannot fill is left out.

    In the order of what hangs most on it: who could take most along, what has one funder, who joins what would be
    apart, who funds together beyond chance, which groups appear, how much of the money is known, from which scales
    actions are carried, how large it all is.
    """
    rules: tuple[Finding, ...] = (_exit, _alone, _broker, _pair, _groups, _money, _scales, _size)
    if facts.given is not None:
        # Nobody to set it against: who receives, when, and for what.
        rules = (_alone, _money, _recipients, _year, _part, _scales, _size)
    # Nothing is entered into the list of evidence but what is said.
    found: list[Text] = []
    for rule in rules:
        said = rule(facts, tell)
        if said is not None:
            found.append(said)
        if len(found) == MOST:
            break
    return found


def _exit(facts: Facts, tell: Teller) -> Text | None:
    first = first_exit(facts) if facts.exits.network.n_pairs else None
    # One action without a funder, or several funders alike, single nobody out.
    if first is None or not facts.exits.singled_out or facts.exits.network.n_actors < 2:
        return None
    id, falls, of = first
    query, again = facts.command("exit --rules funder", funding=True), facts.command("report", seeded=True)
    rows = facts.exits.rows_of(id)
    part, low, high = (
        share(value, key=f"exits.first.{key}", query=by, rows=rows)
        for key, value, by in (("share", of.value, query), ("low", of.low, again), ("high", of.high, again))
    )
    n = _count(falls, f"exits.table/{id}/falls", facts, query, rows)
    return tell(
        "find.exit", name=tell.actor(id), n=n, m=n_funded(facts), share=part,
        **ranged(facts, tell, part, low, high), **things(facts, tell),
    )  # fmt: skip


def _count(value: int, key: str, facts: Facts, query: str, rows: Rows) -> Number:
    return count(value, key=key, unit=f"{facts.grain}s", query=query, rows=rows)


def _alone(facts: Facts, tell: Teller) -> Text | None:
    if not facts.exits.n_alone:
        return None
    if facts.exits.network.n_actors == 1:
        # That all hangs on it is in how the data were made, and no finding.
        return tell("find.one_funder", name=tell.actor(facts.exits.network.actor_ids[0]), m=n_funded(facts),
                    **things(facts, tell))  # fmt: skip
    return tell("find.alone", **alone(facts, tell), **things(facts, tell))


def _broker(facts: Facts, tell: Teller) -> Text | None:
    first = facts.bridging.first(1) if facts.projection.n_pairs else []
    # Who takes part in everything shares with all, however anybody chose.
    if not first or facts.in_everything(first[0].id):
        return None
    each, measure = first[0], facts.bridging.measure
    query, rows = facts.command(f"centrality --measures {measure}"), facts.of_actor(each.id)
    again = facts.command("report", seeded=True)
    named = {
        key: _keyed(value_of(value, measure), f"bridges.first.{key}", by, rows)
        for key, value, by in (
            *(("value", each.value.value, query), ("low", each.value.low, again)),
            ("high", each.value.high, again),
        )
    }
    times = count(each.n_first, key="bridges.first.times", unit="draws", query=facts.command("report", seeded=True),
                  rows=rows)  # fmt: skip
    said = {"name": tell.actor(each.id), "times": times, "value": named["value"], **things(facts, tell)}
    said |= ranged(facts, tell, named["value"], named["low"], named["high"])
    if facts.bridging.n_level == 1:
        return tell(f"find.{measure}", **said)  # type: ignore[arg-type]
    level = count(facts.bridging.n_level, key="bridges.first.level", unit="actors", query=query, rows=rows)
    return tell(f"find.{measure}.level", level=level, **said)  # type: ignore[arg-type]


def _keyed(number: Number, key: str, query: str, rows: Rows) -> Number:
    from dataclasses import replace

    return replace(number, key=key, query=query, rows=rows)


def _pair(facts: Facts, tell: Teller) -> Text | None:
    held = facts.cofunding
    if not held.pairs:
        return None
    ids = held.network.actor_ids
    query = backbone_query(facts)
    shared = {**things(facts, tell), "model": MODEL.upper()}
    if not held.validated:
        if held.backbone is None:
            return None
        a, b, n = held.pairs[0]
        rows = facts.evidence.of_pairs(held.network, held.shared(a, b))
        together = _count(n, f"cofunding.table/{ids[a]}+{ids[b]}/shared", facts, pairs_query(facts), rows)
        return tell(
            "find.no_pair",
            m=n_pairs(facts),
            a=tell.actor(ids[a]),
            b=tell.actor(ids[b]),
            n=together,
            **shared,
        )
    place = dict(zip(held.backbone.pairs, held.backbone.observed.tolist(), strict=True))  # type: ignore[union-attr]
    pair = max(held.validated, key=lambda each: (place[each], -held.validated[each][1], each))
    rows = facts.evidence.of_pairs(held.network, held.shared(*(held.row_of[id] for id in pair)))
    expected, p = held.validated[pair]
    return tell(
        "find.pair", k=n_validated(facts), m=n_pairs(facts), a=tell.actor(pair[0]), b=tell.actor(pair[1]),
        n=_count(int(place[pair]), "cofunding.first", facts, pairs_query(facts), rows),
        expected=decimal(expected, 2, key="cofunding.first.expected", unit=f"{facts.grain}s", query=query, rows=rows),
        p=decimal(p, key="cofunding.first.p", unit="p-value", query=query, rows=rows), **shared,
    )  # fmt: skip


def _groups(facts: Facts, tell: Teller) -> Text | None:
    grouped = facts.grouped
    if not grouped.groups:
        return None
    query = facts.command(f"coalitions --runs {facts.grouped.runs}", seeded=True)
    largest = count(len(grouped.groups[0]), key="coalitions.largest", unit="actors", query=query, rows=facts.whole)
    names = joined([tell.actor(id) for id in grouped.foremost(1, 3)], ", ")
    said = {"k": n_coalitions(facts), "n": largest, "names": names, **things(facts, tell)}
    if grouped.found.stability is None:
        return tell("find.groups.unsure", **said)  # type: ignore[arg-type]
    held = grouped.found.stability[0]
    bounds = {
        key: decimal(value, 2, key=f"coalitions.largest.{key}", unit="stability", query=query, rows=facts.whole)
        for key, value in (("value", held.value), ("low", held.low), ("high", held.high))
    }
    stable = count(len(grouped.found.stable), key="coalitions.stable", unit="coalitions", query=query, rows=facts.whole)
    runs = count(facts.grouped.runs, key="coalitions.runs", unit="parameter", query=query)
    again = tell.phrase("range.runs.same" if tell.alike(*bounds.values()) else "range.runs", **bounds)
    return tell("find.groups", **said, held=again, stable=stable, runs=runs)  # type: ignore[arg-type]


def _money(facts: Facts, tell: Teller) -> Text | None:
    if not facts.sums.n_money:
        return None
    missing, of, part = ties_of_money(facts)
    if not facts.sums.money and facts.sums.elsewhere:
        return elsewhere(facts, tell)
    if not facts.sums.money:
        return tell("find.no_amount", n=missing, m=of)
    first = max(facts.sums.money, key=lambda one: one.n)
    query, rows = facts.of_store("money"), facts.sums.rows_of(first)
    total = amount(first, key="money.first", query=query, rows=rows)
    n = count(first.n, key="money.first.ties", unit="ties", query=query, rows=rows)
    said = tell("find.money", sum=total, basis=basis(first.basis, tell), n=n, m=of)
    if facts.sums.n_missing:
        said = (*said, *tell.spelled(" "), *tell("find.money.missing", missing=missing, share=part))
    if others := sum(one.n for one in (*facts.sums.money, *facts.sums.elsewhere)) - first.n:
        rest = count(others, key="money.first.others", unit="ties", query=query, rows=facts.sums.rows_beside(first))
        said = (*said, *tell.spelled(" "), *tell("find.money.others", n=rest))
    return said


def _scales(facts: Facts, tell: Teller) -> Text | None:
    known = facts.scales
    if len(known) < 5 or known["action"].nunique() < 2:
        return None
    known_share = share(
        len(known) / facts.network.n_pairs, key="scales.known.share", query=facts.command("report", seeded=True)
    )
    return tell("find.scales", known=known_share, **across_scales(facts))


def _size(facts: Facts, tell: Teller) -> Text | None:
    if not facts.network.n_pairs:
        return None
    every = count(facts.snapshot.ties.num_rows, key="data.ties", unit="ties", query=TIES, rows=facts.every)
    return tell("find.size", actors=n_actors(facts), n=n_things(facts), ties=n_ties(facts), all=every,
                **things(facts, tell))  # fmt: skip


def _recipients(facts: Facts, tell: Teller) -> Text | None:
    held = facts.given
    if held is None or len(held.recipients) < 2:
        return None
    first, query = held.recipients[0], facts.command("report", seeded=True)
    n = count(len(held.recipients), key="given.n", unit="recipients", query=query, rows=rows_of(facts, held.recipients))
    # Who has amounts that add up comes first.
    if first.minor is None:
        return tell("find.recipients.mixed" if held.network.money.refusal else "find.recipients.n", n=n)
    called = tell.actor_of_data(first.id)
    rows = rows_of(facts, [first])
    return tell(
        "find.recipients", n=n, name=called, sum=known(held, first.minor, key="given.first", query=query, rows=rows),
        **_most(facts, held, query),
    )  # fmt: skip


def _most(facts: Facts, held: Given, query: str) -> dict[str, Number]:
    """What those who receive most have of all that is known."""
    amounts = [part.minor for part in held.recipients if part.minor is not None]
    most = held.recipients[: min(MOST_RECIPIENTS, len(amounts))]
    rows = rows_of(facts, most)
    part = sum(part.minor or 0 for part in most) / max(sum(amounts), 1)
    return {
        "k": count(len(most), key="given.most", unit="recipients", query=query, rows=rows),
        "share": share(part, key="given.most.share", query=query, rows=rows),
    }


def _year(facts: Facts, tell: Teller) -> Text | None:
    counts = {int(str(year)): int(n) for year, n in facts.ties_by_year.items() if 0 < int(str(year)) < 10_000}
    if facts.given is None or len(counts) < 2:
        return None
    year, most = max(counts.items(), key=lambda each: (each[1], -each[0]))
    query = facts.command("report", seeded=True)
    years = list(counts)
    return tell(
        "find.year",
        span=code(span(years), key="data.years.span", unit="years", query=query, rows=facts.of_years(years)),
        year=code(str(year), key="data.years.most", unit="year", query=query, rows=facts.of_year(year)),
        n=count(most, key="data.years.most.ties", unit="ties", query=query, rows=facts.of_year(year)),
        m=count(sum(counts.values()), key="data.dated", unit="ties", query=query, rows=facts.of_years(years)),
    )


def _part(facts: Facts, tell: Teller) -> Text | None:
    held = facts.given
    if held is None or not held.by:
        return None
    way, parts = next(iter(held.by.items()))
    first, query = parts[0], facts.command("report", seeded=True)
    n = count(len(parts), key=f"given.by_{way}.n", unit="rows", query=query, rows=rows_of(facts, parts))
    k = count(len(first.pairs), key=f"given.by_{way}.first", unit=f"{facts.grain}s", query=query,
              rows=rows_of(facts, [first]))  # fmt: skip
    called = part_name(tell, held, way, first.id)
    return tell(f"find.{way}", n=n, k=k, m=n_funded(facts), name=called, **things(facts, tell))
