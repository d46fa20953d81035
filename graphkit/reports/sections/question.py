"""The question asked, what a report is and is not, and what came out in at most five sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.reports.common import things
from graphkit.reports.findings import MOST, findings
from graphkit.reports.limits import limits
from graphkit.reports.said import count, name

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section
    from graphkit.reports.teller import Teller


def question(facts: Facts, tell: Teller, asked: str | None) -> Section:
    """The section."""
    section = tell.begin("question")
    shared = things(facts, tell)
    usual = "usual" if "FUNDS" in facts.network.spec.request.ties else "unfunded"
    section.paragraphs.append(
        tell("question.asked", question=name(asked)) if asked else tell(f"question.{usual}", **shared)
    )
    if facts.is_part:
        section.paragraphs.append(tell("question.limited", limits=limits(facts, tell)))
    found = findings(facts, tell)
    section.points.extend(found)
    if len(found) < MOST:
        most = count(MOST, key="findings.most", unit="sentences", query=facts.command("report", seeded=True))
        n = count(len(found), key="findings.n", unit="sentences", query=facts.command("report", seeded=True))
        section.after.append(tell("findings.fewer" if found else "findings.none", n=n, most=most))
    section.after.extend([tell(f"what.{key}", **shared) for key in ("is", "not", "missing", "evidence")])
    return section
