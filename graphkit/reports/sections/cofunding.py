"""Who funds with whom: the money there is, pairs of funders, those beyond chance, and the spread of amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model.money import minor_digits
from graphkit.reports import figures, matrices
from graphkit.reports.cofunding import ALPHA, CORRECTION, MODEL, MOST_FUNDERS
from graphkit.reports.common import TOP, amount, basis, called, n_funded, things, ties_of_money
from graphkit.reports.said import Number, count, decimal, joined, money, name, plain
from graphkit.reports.sums import without_amount
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.money.sums import Sum
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Figure, Section, Table
    from graphkit.reports.said import Text
    from graphkit.reports.teller import Teller, Value


# Fewer amounts than this have no quartiles worth the name.
FEWEST = 8


def cofunding(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("cofunding")
    _money(facts, tell, section)
    shared = things(facts, tell)
    held = facts.cofunding
    if not held.network.n_pairs:
        section.paragraphs.append(tell("cofunding.no_funding"))
        return section
    if facts.given is not None:
        section.paragraphs.append(tell("cofunding.one"))
        return section
    if not held.pairs:
        n = count(held.network.n_actors, key="funding.funders", unit="actors",
                  query=facts.command("describe", funding=True), rows=facts.evidence.whole(held.network))  # fmt: skip
        section.paragraphs.append(tell("cofunding.none", n=n, **shared))
        return section
    section.paragraphs.append(tell("cofunding.lead", n=n_pairs(facts), m=n_funders(facts), k=n_funded(facts), **shared))
    section.paragraphs.append(_validated(facts, tell))
    section.figures.append(_matrix(facts, tell))
    section.tables.append(_pairs(facts, tell))
    if held.backbone is not None:
        section.after.append(tell("cofunding.dash"))
    section.after.append(tell("cofunding.caution"))
    return section


def pairs_query(facts: Facts) -> str:
    """How pairs of funders are had again with what they have in common, those beyond chance or not."""
    return facts.of_store("query cofunding_pairs min_actions=1")


def n_pairs(facts: Facts) -> Number:
    """Pairs of funders that fund something together."""
    query = pairs_query(facts)
    rows = facts.evidence.whole(facts.cofunding.network)
    return count(len(facts.cofunding.pairs), key="cofunding.pairs", unit="pairs", query=query, rows=rows)


def n_funders(facts: Facts) -> Number:
    """Actors that fund something."""
    net = facts.cofunding.network
    query = facts.command("describe", funding=True)
    return count(net.n_actors, key="funding.funders", unit="actors", query=query, rows=facts.evidence.whole(net))


def backbone_query(facts: Facts) -> str:
    """How the pairs beyond chance are had again."""
    return facts.command(f"backbone --model {MODEL} --alpha {ALPHA} --correction {CORRECTION}", funding=True)


def n_validated(facts: Facts) -> Number:
    """Pairs of funders that meet more often than their activity explains."""
    return count(
        len(facts.cofunding.validated), key="cofunding.validated", unit="pairs", query=backbone_query(facts),
        rows=facts.evidence.whole(facts.cofunding.network),
    )  # fmt: skip


def _validated(facts: Facts, tell: Teller) -> Text:
    held = facts.cofunding.backbone
    query = backbone_query(facts)
    if held is None:
        most = count(MOST_FUNDERS, key="cofunding.most", unit="parameter", query=query)
        return tell("cofunding.untested", most=most, model=MODEL.upper())
    values: dict[str, Value] = {
        "n": n_validated(facts),
        "m": n_pairs(facts),
        "tests": count(held.n_tests, key="cofunding.tests", unit="tests", query=query),
        "alpha": decimal(ALPHA, 2, key="cofunding.alpha", unit="parameter", query=query),
        "model": MODEL.upper(),
    }
    said = tell("cofunding.validated", **values)
    if held.excess < 1.05:
        return said
    times = decimal(held.excess, 2, key="cofunding.excess", unit="times", query=query)
    return (*said, *tell.spelled(" "), *tell("cofunding.excess", times=times))


def _matrix(facts: Facts, tell: Teller) -> Figure:
    """What the funders that fund most together fund with one another."""
    held = facts.cofunding
    rows = held.top(TOP)
    counts = held.projection.matrix[rows][:, rows].toarray()
    names = [plain(tell.actor(held.network.actor_ids[at])) for at in rows]
    query = pairs_query(facts)
    shown = count(len(rows), key="cofunding.shown", unit="actors", query=query)
    one, other, n = held.pairs[0]
    ids = held.network.actor_ids
    most = count(n, key="cofunding.most_shared", unit=f"{facts.grain}s", query=query,
                 rows=facts.evidence.of_pairs(held.network, held.shared(one, other)))  # fmt: skip
    caption = tell.phrase("cofunding.matrix", n=shown, **things(facts, tell))
    alternative = tell.phrase(
        "cofunding.alt", n=shown, a=tell.actor(ids[one]), b=tell.actor(ids[other]), most=most, **things(facts, tell)
    )
    svg = matrices.cofunding(counts, names, title=plain(alternative))
    cells = [
        (f"{names[i]} – {names[j]}",
         count(int(counts[i, j]), key=f"cofunding.matrix/{ids[rows[i]]}+{ids[rows[j]]}", unit=f"{facts.grain}s",
               query=query, rows=facts.evidence.of_pairs(held.network, held.shared(rows[i], rows[j]))))
        for i in range(len(rows)) for j in range(i + 1, len(rows)) if counts[i, j]
    ]  # fmt: skip
    return tell.figure(svg, caption, alternative, "cofunding", cells)


def _pairs(facts: Facts, tell: Teller) -> Table:
    held, ids = facts.cofunding, facts.cofunding.network.actor_ids
    columns = [("one", tell.word("col.funder"), "text"), ("other", tell.word("col.with"), "text")]
    columns.append(("shared", tell.word(f"col.shared.{facts.grain}"), "number"))
    columns += [("expected", tell.word("col.expected"), "number"), ("p", tell.word("col.p"), "number")]
    rows = []
    for a, b, n in held.pairs[:TOP]:
        kept = held.validated.get((ids[a], ids[b]))
        expected: Value = decimal(kept[0], 2) if kept else "–"
        p: Value = decimal(kept[1]) if kept else tell.word("untested" if held.backbone is None else "not_beyond_chance")
        behind = facts.evidence.of_pairs(held.network, held.shared(a, b))
        together = count(n, query=pairs_query(facts))
        cells: list[Value] = [tell.actor(ids[a]), tell.actor(ids[b]), together, expected, p]
        rows.append(Row(f"{ids[a]}+{ids[b]}", cells, behind))
    title = tell.phrase("cofunding.table", **things(facts, tell))
    return tell.table(
        "cofunding.table", title, columns, rows, query=backbone_query(facts),
        behind=facts.evidence.whole(held.network), of=len(held.pairs),
    )  # fmt: skip


def _money(facts: Facts, tell: Teller, section: Section) -> None:
    """The sums by the rules of money, what has no amount, and the spread of amounts."""
    if not facts.sums.n_money and not facts.sums.beside_money:
        section.paragraphs.append(tell("money.none"))
        return
    if facts.sums.n_money:
        missing, of, share = ties_of_money(facts)
        section.paragraphs.append(tell("money.known" if facts.sums.n_missing else "money.complete", n=missing, m=of,
                                       share=share))  # fmt: skip
    if facts.sums.money or facts.sums.beside_money or (facts.sums.elsewhere and facts.sums.without):
        section.paragraphs.append(tell("money.lead"))
        section.tables.append(_sums(facts, tell))
    elif not facts.sums.elsewhere:
        section.paragraphs.append(tell("money.no_amount"))
    if facts.sums.elsewhere:
        section.paragraphs.append(elsewhere(facts, tell))
    held = facts.cofunding
    if held.network.money.refusal:
        section.paragraphs.append(tell("money.refused", ways=_ways(facts, tell)))
    elif len(held.amounts):
        section.paragraphs.append(quartiles(facts, tell))
        # A single bar says no more than the table.
        if held.spenders and facts.given is None:
            section.figures.append(_spenders(facts, tell))


def elsewhere(facts: Facts, tell: Teller) -> Text:
    """What has an amount in another currency, or of another kind, than the report was asked for."""
    held = facts.sums.elsewhere
    n = count(sum(one.n for one in held), key="money.elsewhere", unit="ties", query="graphkit money",
              rows=facts.evidence.ties(facts.sums.rows_elsewhere))  # fmt: skip
    kinds = joined((tell.phrase("money.way", currency=name(one.currency or ""), basis=basis(one.basis, tell))
                    for one in held), ", ")  # fmt: skip
    return tell("money.elsewhere", n=n, kinds=kinds)


def _ways(facts: Facts, tell: Teller) -> Text:
    choices = facts.cofunding.network.money.choices
    return joined([name(f"--{what} {code}") for what, codes in choices.items() for code in codes], ", ")


def quartiles(facts: Facts, tell: Teller) -> Text:
    """Median and quartiles of the amounts that are known."""
    held = facts.cofunding
    currency, digits = held.network.spec.currency or "", held.network.money.digits
    query = facts.of_store("money --rows counted")
    rows = facts.evidence.ties(held.amount_rows)
    low, middle, high = (
        money(minor, currency, digits, key=f"money.{key}", query=query, rows=rows)
        for key, minor in zip(("q1", "median", "q3"), held.quartiles(), strict=True)
    )
    n = count(len(held.amounts), key="money.amounts", unit="amounts", query=query, rows=rows)
    if len(held.amounts) < FEWEST:
        return tell("money.few", n=n, basis=basis(held.network.spec.basis, tell))
    return tell("money.quartiles", n=n, low=low, median=middle, high=high, basis=basis(held.network.spec.basis, tell))


def _sums(facts: Facts, tell: Teller) -> Table:
    columns = [(key, tell.word(f"col.{key}"), "text") for key in ("given", "currency", "basis")]
    columns += [(key, tell.word(f"col.{key}"), "money") for key in ("handed_on", "sum")]
    columns += [(key, tell.word(f"col.{key}"), "number") for key in ("ties_with", "missing", "left_out")]
    rows = [_sum(total, facts, tell) for total in (*facts.sums.money, *facts.sums.beside_money)]
    # The column of what is missing adds up to the number above: what states no amount may state its currency.
    rows += [_without(total, facts, tell) for total in facts.sums.without]
    title = tell.phrase("money.table")
    return tell.table("money", title, columns, rows, query=facts.of_store("money"), behind=facts.sums.rows[0])


def _sum(total: Sum, facts: Facts, tell: Teller) -> Row:
    currency, kind = total.currency or "", "cash" if total.kind == "money" else total.kind
    without = without_amount(total)
    cells: list[Value] = [
        called("resources", kind, tell),
        name(currency) if currency else tell.word("data.unknown"),
        basis(total.basis, tell),
        money(-total.handed_on, currency, minor_digits(currency), rows=facts.sums.handed_on_of(total)),
        amount(total),
        count(total.n),
        count(without, rows=facts.sums.missing_of(total)),
        count(sum(total.left_out.values()) - without, rows=facts.sums.left_out_of(total)),
    ]
    return Row(f"{kind}+{currency or 'none'}+{total.basis or 'none'}", cells, facts.sums.rows_of(total))


def _without(total: Sum, facts: Facts, tell: Teller) -> Row:
    """What has no amount told, where that is missing; in words where an amount stands that was not asked for."""
    currency = total.currency or ""
    cells: list[Value] = [called("resources", "cash", tell), name(currency) if currency else tell.word("data.unknown")]
    cells += [basis(total.basis, tell), "–", "–", "–" if total.n else count(0, rows=facts.sums.rows_of(total))]
    missing = facts.sums.missing_of(total)
    cells += [count(without_amount(total), rows=missing), "–"]
    return Row(f"cash+{currency or 'none'}+{total.basis or 'none'}", cells, missing)


def _spenders(facts: Facts, tell: Teller) -> Figure:
    held = facts.cofunding
    currency, digits = held.network.spec.currency or "", held.network.money.digits
    top = held.spenders[:TOP]
    ids = held.network.actor_ids
    query = facts.of_store("money --by funder")
    numbers = [
        money(minor, currency, digits, key=f"spenders/{ids[at]}", query=query, rows=held.of_funder(at))
        for at, minor in top
    ]
    names = [plain(tell.actor(ids[at])) for at, _ in top]
    shown = count(len(top), key="spenders.shown", unit="actors", query=query)
    missing, _, _ = ties_of_money(facts)
    caption = tell.phrase("spenders.caption", currency=name(currency), missing=missing)
    first = money(top[0][1], currency, digits, key="spenders.first", query=query, rows=held.of_funder(top[0][0]))
    alternative = tell.phrase("spenders.alt", n=shown, name=tell.actor(ids[top[0][0]]), sum=first)
    spelled = [plain(tell.spelled(number)) for number in numbers]
    svg = figures.bars([float(minor) for _, minor in top], names, spelled, title=plain(alternative))
    return tell.figure(svg, caption, alternative, "funders", list(zip(names, numbers, strict=True)))
