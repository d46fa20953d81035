"""The evidence: the files and documents behind all of it; the list of numbers follows it in the page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphkit.reports.said import MOST_ROWS, code, count, name
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section
    from graphkit.reports.teller import Teller, Value

# Of a checksum so many signs tell files apart.
SIGNS = 12


def sources(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("evidence")
    counts = Counter(facts.ties["source"])
    columns = [(key, tell.word(f"col.{key}"), "text") for key in ("source", "publisher", "licence", "sha")]
    columns.append(("ties", tell.word("col.ties"), "number"))
    rows = []
    for source in facts.sources:
        held = facts.evidence.ties(facts.ties.index[facts.ties["source"] == source["id"]].to_numpy())
        cells: list[Value] = [name(source["name"]), name(source["publisher"] or "–"), name(source["licence"] or "–")]
        cells.append(code(source["sha256"][:SIGNS]) if source["sha256"] else "–")
        # Of those of the network: the store has others.
        n = count(counts[source["id"]], query=facts.command("report", seeded=True))
        rows.append(Row(source["id"], [*cells, n], held))
    title = tell.phrase("sources.table")
    section.tables.append(
        tell.table("sources", title, columns, rows, query="graphkit status --sources", behind=facts.whole)
    )
    most = count(MOST_ROWS, key="evidence.cap", unit="rows", query=facts.command("report", seeded=True))
    section.paragraphs.append(tell("evidence.lead", most=most))
    return section
