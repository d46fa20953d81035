"""The sections of a report, one a file: each takes the facts and the words, and gives sentences, tables and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.reports.sections.bridges import bridges
from graphkit.reports.sections.checks import checks
from graphkit.reports.sections.coalitions import coalitions
from graphkit.reports.sections.cofunding import cofunding
from graphkit.reports.sections.data import data
from graphkit.reports.sections.exits import exits
from graphkit.reports.sections.given import given_section
from graphkit.reports.sections.map import map_
from graphkit.reports.sections.methods import methods
from graphkit.reports.sections.question import question
from graphkit.reports.sections.sources import sources

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section
    from graphkit.reports.teller import Teller

IN_ORDER = (map_, coalitions, bridges, cofunding, exits, checks)
ANNEXES = (methods, sources)


def in_order(facts: Facts, tell: Teller, asked: str | None) -> list[Section]:
    """The sections as they stand in the report: all of them, and one that the data cannot fill says so."""
    from dataclasses import replace

    made = [question(facts, tell, asked), data(facts, tell)]
    if facts.given is not None:
        # Of a single funder: what the others are about has nothing to compare, and this is what there is.
        made.append(given_section(facts, tell, facts.given))
    made += [make(facts, tell) for make in IN_ORDER]
    return made + [replace(make(facts, tell), annex=True) for make in ANNEXES]
