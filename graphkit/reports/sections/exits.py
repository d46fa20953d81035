"""If a funder left: what would have no funder, in these data and all else unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.reports import figures
from graphkit.reports.common import TOP, n_alone, n_funded, things
from graphkit.reports.draws import Range
from graphkit.reports.said import Number, count, money, plain, share
from graphkit.reports.sections.bridges import drawn, ranged
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Figure, Section, Table
    from graphkit.reports.teller import Teller, Value

RULE = "exit --rules funder"


def exits(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("exits")
    shared = things(facts, tell)
    if not facts.exits.network.n_pairs:
        section.paragraphs.append(tell("exits.no_funding"))
        return section
    n, m = n_alone(facts), n_funded(facts)
    if facts.given is not None:
        section.paragraphs.append(tell("exits.one", name=tell.actor(facts.given.funder), m=m, **shared))
        return section
    if not facts.exits.n_alone:
        section.paragraphs.append(tell("exits.none", m=m, **shared))
        return section
    once = "" if len(facts.exits.drawn) else ".once"
    section.paragraphs.append(tell(f"exits.lead{once}", **alone(facts, tell), **shared))
    section.paragraphs.append(tell(f"exits.rule{once}", **drawn(facts), **shared))
    if n_zero := len(facts.sums.zero):
        zero = count(n_zero, key="money.zero", unit="ties", query=facts.of_store("money --rows counted"),
                     rows=facts.evidence.ties(facts.sums.zero))  # fmt: skip
        section.paragraphs.append(tell("exits.zero", n=zero))
    section.figures.append(_figure(facts, tell))
    section.tables.extend([_table(facts, tell), _at_risk(facts, tell, n)])
    section.after.append(tell("exits.caution"))
    return section


def alone(facts: Facts, tell: Teller) -> dict[str, Value]:
    """How many have a single funder, with the range."""
    held = facts.exits.alone_range
    n, m = n_alone(facts), n_funded(facts)
    query = facts.command("report", seeded=True)
    low, high = (
        share(value, key=f"exits.single.{key}", query=query, rows=n.rows)
        for key, value in (("low", held.low), ("high", held.high))
    )
    part = share(held.value, key="exits.single.share", query=n.query, rows=n.rows)
    return {"n": n, "m": m, "share": part, **ranged(facts, tell, part, low, high)}


def first_exit(facts: Facts) -> tuple[str, int, Range] | None:
    """Who would leave most without a funder, how many and which share; None where nobody would."""
    table = facts.exits.table
    if table.empty or not int(table["falls"].iloc[0]):
        return None
    id, falls = str(table["id"].iloc[0]), int(table["falls"].iloc[0])
    return id, falls, facts.exits.range_of(id, falls)


def _rows(facts: Facts) -> list[tuple[str, int, int, Range]]:
    """Funders whose exit leaves something without a funder: id, how many it funds, how many fall, with the range."""
    table = facts.exits.table
    table = table[table["falls"] > 0]
    return [
        (id, int(funds), int(falls), facts.exits.range_of(id, int(falls)))
        for id, funds, falls in zip(table["id"], table["actions"], table["falls"], strict=True)
    ]


def _figure(facts: Facts, tell: Teller) -> Figure:
    held = _rows(facts)[:TOP]
    names = [plain(tell.actor(id)) for id, *_ in held]
    shared = things(facts, tell)
    query = facts.command(RULE, funding=True)
    shown = count(len(held), key="exits.shown", unit="actors", query=query)
    most = count(held[0][2], key=f"exits.table/{held[0][0]}/falls", unit=f"{facts.grain}s", query=query,
                 rows=facts.exits.rows_of(held[0][0]))  # fmt: skip
    once = "" if len(facts.exits.drawn) else ".once"
    caption = tell.phrase(f"exits.caption{once}", **drawn(facts), **shared)
    alternative = tell.phrase("exits.alt", n=shown, name=tell.actor(held[0][0]), most=most, **shared)
    n = facts.exits.network.n_actions
    svg = figures.dots(
        [(falls, funds, of.low * n, of.high * n) for _, funds, falls, of in held], names, tell.words.number,
        labels=(tell.words("exits.dot", **shared), tell.words("exits.ring", **shared)), title=plain(alternative),
    )  # fmt: skip
    return tell.figure(svg, caption, alternative, "exits")


def _table(facts: Facts, tell: Teller) -> Table:
    held = _rows(facts)
    net = facts.exits.network
    currency, digits = net.spec.currency, net.money.digits
    known = facts.cofunding.known
    columns = [("funder", tell.word("col.funder"), "text")]
    columns.append(("funds", tell.words("exits.funds", **things(facts, tell)), "number"))
    columns.append(("falls", tell.word("exits.only"), "number"))
    columns.append(("share", tell.word("exits.share"), "number"))
    # Where no network is drawn there is no range.
    if with_range := len(facts.exits.drawn) > 0:
        columns.append(("range", tell.word("col.range"), "number"))
    if currency:
        columns.append(("money", tell.word("exits.money"), "money"))
    again = facts.command("report", seeded=True)
    rows = []
    for id, funds, falls, of in held[:TOP]:
        at = facts.cofunding.row_of[id]
        cells: list[Value] = [tell.actor(id), count(funds), count(falls, rows=facts.exits.rows_of(id)), share(of.value)]
        if with_range:
            low, high = (share(each, query=again) for each in (of.low, of.high))
            cells.append(tell.between(low, high))
        if currency:
            cells.append(money(known[at], currency, digits) if at in known else tell.word("data.unknown"))
        rows.append(Row(id, cells, facts.cofunding.of_funder(at)))
    title = tell.phrase("exits.table", **things(facts, tell))
    return tell.table(
        "exits.table", title, columns, rows, query=facts.command(RULE, funding=True),
        behind=facts.evidence.whole(net), of=len(held),
    )  # fmt: skip


def _at_risk(facts: Facts, tell: Teller, n: Number) -> Table:
    """What has a single funder, by name."""
    import numpy as np

    held = facts.exits
    net = held.network
    currency, digits = net.spec.currency, net.money.digits
    columns = [("thing", tell.word(f"Things.{facts.grain}"), "text"), ("funder", tell.word("alone.only"), "text")]
    # Amounts that are not comparable are not added up, and are not unknown by that.
    told = currency is not None and not net.money.refusal
    # What is known of the funder may be known of none of those who share it.
    known = facts.sums.known_in(currency) if told and currency else ()
    if told:
        columns.append(("money", tell.word("exits.money"), "money"))
    rows = []
    for column in held.at_risk[:TOP]:
        pairs = held.pairs_of(column)
        behind = facts.evidence.of_pairs(net, pairs)
        cells: list[Value] = [tell.action(net.action_ids[column])]
        cells.append(tell.actor(net.actor_ids[int(held.only[column])]))
        if told and currency:
            ties = net.tie_index.of(pairs)[0]
            if (np.isin(net.tie_index.rows, ties) & net.money.known).any():
                cells.append(money(int(net.minor_amounts[pairs].sum()), currency, digits))
            else:
                cells.append(tell.word("exits.unsplit" if np.isin(ties, known).any() else "data.unknown"))
        rows.append(Row(net.action_ids[column], cells, behind))
    title = tell.phrase("exits.at_risk", **things(facts, tell))
    return tell.table(
        "exits.at_risk", title, columns, rows, query=facts.command(RULE, funding=True), behind=n.rows,
        of=len(held.at_risk),
    )  # fmt: skip
