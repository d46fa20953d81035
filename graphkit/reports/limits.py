"""To what a report was asked to keep, in words: years, ties, roles, fields, a currency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.model.vocabularies import label
from graphkit.reports.common import basis
from graphkit.reports.said import joined, name, year

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.said import Text
    from graphkit.reports.teller import Teller


def limits(facts: Facts, tell: Teller) -> Text:
    """What was asked for, part by part; empty where the report reads all ties.

    Its years are numbers with a command and no rows: nobody stated them but who asked.
    """
    return joined(_each(facts, tell), ", ")


def rolled(facts: Facts, tell: Teller) -> Text:
    """Members counted as what they belong to; empty where none are."""
    codes = facts.network.spec.request.rollup
    return tell.phrase("limit.rollup", codes=_labels("memberships", codes, tell)) if codes else ()


def _each(facts: Facts, tell: Teller) -> Iterator[Text]:
    asked = facts.network.spec.request
    if facts.asked.get("funders_only"):
        yield tell.phrase("limit.funders")
    elif "ties" in facts.asked:
        yield tell.phrase("limit.ties", ties=" + ".join(tell.word(f"tie_name.{tie}") for tie in asked.ties))
    query = facts.command("report", seeded=True)
    years = {
        which: year(value, key=f"network.{which}", query=query)
        for which, value in (("since", asked.since), ("until", asked.until))
        if value is not None
    }
    if years:
        yield tell.phrase(f"limit.{'years' if len(years) > 1 else next(iter(years))}", **years)
    if "roles" in facts.asked and not asked.roles:
        yield tell.phrase("limit.no_roles")
    elif "roles" in facts.asked and asked.roles:
        yield tell.phrase("limit.roles", codes=_labels("roles", asked.roles, tell))
    if asked.fields:
        yield tell.phrase("limit.fields", codes=name(", ".join(asked.fields)))
    if asked.currency is not None:
        yield tell.phrase("limit.currency", currency=asked.currency)
    if asked.basis is not None:
        yield tell.phrase("limit.basis", basis=basis(asked.basis, tell))


def _labels(vocabulary: str, codes: tuple[str, ...], tell: Teller) -> str:
    return ", ".join(label(vocabulary, code, tell.lang) for code in codes)
