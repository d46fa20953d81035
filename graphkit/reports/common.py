"""Numbers that several sections say, each with its key and its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.model.money import minor_digits
from graphkit.model.vocabularies import label
from graphkit.reports.said import Number, Rows, count, money, share

if TYPE_CHECKING:
    from graphkit.money.sums import Sum
    from graphkit.reports.facts import Facts
    from graphkit.reports.teller import Teller

TOP = 15

# How the ties between actors and actions are counted again; `graphkit status` has them by type.
TIES = 'graphkit cypher "MATCH (:Actor)-[t]->(:Action) RETURN count(t)"'


def things(facts: Facts, tell: Teller) -> dict[str, str]:
    """What actors share in this report, as the sentences need it: actions, or who receives."""
    return {key: tell.word(f"{key}.{facts.grain}") for key in ("thing", "things", "Things", "of_things", "carries")}


def n_actors(facts: Facts) -> Number:
    """Actors of the network."""
    return count(
        facts.network.n_actors, key="network.actors", unit="actors", query=facts.command("describe"), rows=facts.whole
    )


def n_things(facts: Facts) -> Number:
    """Actions of the network, or what is in their place."""
    return count(
        facts.network.n_actions, key="network.things", unit=f"{facts.grain}s", query=facts.command("describe"),
        rows=facts.whole,
    )  # fmt: skip


def n_ties(facts: Facts) -> Number:
    """Ties of the data behind the network."""
    return count(
        facts.network.spec.n_ties, key="network.ties", unit="ties", query=facts.command("describe"), rows=facts.whole
    )


def n_pairs(facts: Facts) -> Number:
    """Pairs of actors and actions."""
    return count(
        facts.network.n_pairs, key="network.pairs", unit="pairs", query=facts.command("describe"), rows=facts.whole
    )


def n_funded(facts: Facts) -> Number:
    """Actions (or what is in their place) with a known funder."""
    exits = facts.exits
    return count(
        exits.network.n_actions, key="funding.things", unit=f"{facts.grain}s",
        query=facts.command("describe", funding=True), rows=facts.evidence.whole(exits.network),
    )  # fmt: skip


def n_alone(facts: Facts) -> Number:
    """Those with a single funder."""
    return count(
        facts.exits.n_alone, key="exits.single", unit=f"{facts.grain}s",
        query=facts.command("exit --rules funder --format csv", funding=True), rows=alone_rows(facts),
    )  # fmt: skip


def alone_rows(facts: Facts) -> Rows:
    """The ties of sole funders to what they alone fund."""
    import numpy as np

    exits = facts.exits
    pairs = np.flatnonzero((exits.only >= 0)[exits.network.indices])
    return facts.evidence.of_pairs(exits.network, pairs)


def ties_of_money(facts: Facts) -> tuple[Number, Number, Number]:
    """Ties of money without an amount, all of them, and the share of those without."""
    query = facts.of_store("money")
    of_money, missing = facts.sums.rows
    return (
        count(facts.sums.n_missing, key="money.missing", unit="ties", query=query, rows=missing),
        count(facts.sums.n_money, key="money.ties", unit="ties", query=query, rows=of_money),
        share(facts.sums.n_missing / max(facts.sums.n_money, 1), key="money.missing.share", query=query, rows=missing),
    )


def amount(total: Sum, *, key: str = "", query: str = "", rows: Rows | None = None) -> Number:
    """A sum with its currency."""
    currency = total.currency or ""
    return money(total.minor, currency, minor_digits(currency), key=key, query=query, rows=rows or Rows())


def basis(code: str | None, tell: Teller) -> str:
    """What a kind of amount is called."""
    return label("bases", code, tell.lang) or tell.word("data.unknown") if code else tell.word("data.unknown")


def called(vocabulary: str, code: str | None, tell: Teller) -> str:
    """The word for a code; that it is not stated, where it is not."""
    return (label(vocabulary, code, tell.lang) if code else "") or tell.word("data.unknown")


def span(years: list[int]) -> str:
    """The first and the last of some years."""
    if not years:
        return "–"
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
