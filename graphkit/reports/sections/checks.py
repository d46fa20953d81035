"""What to check next: questions for a meeting, the weakest data points, names to confirm, what is left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit.reports.common import n_alone, n_funded, things, ties_of_money
from graphkit.reports.said import Rows, count, joined, name
from graphkit.reports.sections.data import n_outside
from graphkit.reports.sections.exits import first_exit
from graphkit.reports.teller import Row
from graphkit.reports.weak import merged, weak_points
from graphkit.words import place

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.reports.facts import Facts
    from graphkit.reports.page import Section, Table
    from graphkit.reports.said import Number, Text
    from graphkit.reports.teller import Teller

QUESTIONS, POINTS, NAMES, TOP = 5, 10, 10, 10

# Names of one actor that a cell has room for.
MOST_NAMES = 4


def checks(facts: Facts, tell: Teller) -> Section:
    """The section."""
    section = tell.begin("checks")
    asked = list(_questions(facts, tell))[:QUESTIONS]
    section.paragraphs.append(tell("checks.lead" if asked else "checks.nothing"))
    section.points.extend(asked)
    if weak := _weak(facts, tell):
        section.tables.append(weak)
    else:
        section.after.append(tell("checks.no_weak" if facts.sums.n_money else "money.none"))
    if names := _names(facts, tell):
        section.tables.append(names)
    else:
        section.after.append(tell("checks.no_names"))
    section.tables.extend(_open(facts, tell))
    return section


def _questions(facts: Facts, tell: Teller) -> Iterator[Text]:
    """Questions by rule, each of which the data give reason to ask; those on which most rests first."""
    shared = things(facts, tell)
    first = first_exit(facts) if facts.exits.singled_out else None
    if facts.given is not None:
        yield tell("ask.one", name=tell.actor(facts.given.funder), **shared)
    elif first is not None:
        id, falls, _ = first
        rows = facts.exits.rows_of(id)
        n = count(falls, key=f"exits.table/{id}/falls", unit=f"{facts.grain}s",
                  query=facts.command("exit --rules funder", funding=True), rows=rows)  # fmt: skip
        yield tell("ask.exit", name=tell.actor(id), n=n, **shared)
    elif facts.exits.n_alone:
        yield tell("ask.alone", n=n_alone(facts), m=n_funded(facts), **shared)
    if facts.sums.n_missing:
        missing, of_all, _ = ties_of_money(facts)
        yield tell("ask.amounts", n=missing, m=of_all)
    if facts.projection.n_pairs and facts.bridging.only:
        only = facts.bridging.only[0]
        one, other = (only["group"], only["other_group"])
        leads = {key: tell.actor(facts.grouped.foremost(at, 1)[0]) for key, at in (("a", one), ("b", other))}
        yield tell("ask.bridge", name=tell.actor(only["id"]), **leads)
    if alike := facts.alike:
        yield tell("ask.alike", n=_n_alike(facts), name=tell.actor_of_data(alike[0][0]))
    if (tieless := n_outside(facts)).value:
        yield tell("ask.outside", n=tieless)
    if len(facts.undated):
        n = count(len(facts.undated), key="network.undated", unit="ties", query=facts.command("report", seeded=True),
                  rows=facts.evidence.ties(facts.undated))  # fmt: skip
        yield tell("ask.undated", n=n)
    if len(facts.axes):
        yield tell("ask.axes", n=_rows("axes", len(facts.axes)))
    if len(facts.issues):
        yield tell("ask.issues", n=_rows("issues", len(facts.issues)))
    if validated := facts.cofunding.validated:
        a, b = min(validated, key=lambda pair: (validated[pair][1], pair))
        yield tell("ask.pair", a=tell.actor(a), b=tell.actor(b))


def _rows(what: str, n: int) -> Number:
    query = {"axes": "graphkit query orphan_axes", "issues": "graphkit query issues_without_improvement"}[what]
    return count(n, key=f"checks.{what}", unit="rows", query=query)


def _n_alike(facts: Facts) -> Number:
    return count(len(facts.alike), key="checks.alike", unit="names", query="graphkit resolve",
                 rows=facts.named("Actor", [id for ids in facts.alike for id in ids]))  # fmt: skip


def _weak(facts: Facts, tell: Teller) -> Table | None:
    found = weak_points(facts)
    if not found:
        return None
    rows = []
    for point in found[:POINTS]:
        behind = facts.evidence.ties([point.row])
        lacks = [tell.word(f"weak.{what}") for what in ("amount", "year") if getattr(point, what)]
        where = behind.first[0]
        places = (where.source, place(where.locator, tell.lang))
        rows.append(
            Row(where.tie, [tell.actor_of_data(point.actor), tell.action(point.action), ", ".join(lacks),
                            joined([name(each) for each in places if each], ", ")], behind)
        )  # fmt: skip
    columns = [(key, tell.word(f"col.{key}"), "text") for key in ("funder", "action", "lacks", "place")]
    behind = facts.evidence.ties([point.row for point in found])
    title = tell.phrase("weak.table")
    query = facts.command("report", seeded=True)
    return tell.table("weak", title, columns, rows, query=query, behind=behind, of=len(found))


def _names(facts: Facts, tell: Teller) -> Table | None:
    """Names that are one or two: those called alike, then those that decisions made one."""
    alike, one = facts.alike, merged(facts)
    rows = [
        Row(
            ids[0],
            [tell.actor_of_data(ids[0]), tell.word("names.alike"), joined([name(id) for id in ids[:MOST_NAMES]], ", ")],
            facts.named("Actor", ids),
        )
        for ids in alike[:NAMES]
    ]
    rows += [
        Row(
            id,
            [
                tell.actor_of_data(id),
                tell.word("names.merged"),
                joined([name(each) for each in aliases[:MOST_NAMES]], ", "),
            ],
            facts.named("Actor", [id]),
        )
        for id, aliases in one[: NAMES - len(rows)]
    ]
    if not rows:
        return None
    columns = [(key, tell.word(f"col.{key}"), "text") for key in ("name", "why", "ids")]
    title = tell.phrase("names.table")
    query = "graphkit resolve"
    behind = facts.named("Actor", [*(id for ids in alike for id in ids), *(id for id, _ in one)])
    return tell.table("names", title, columns, rows, query=query, behind=behind, of=len(alike) + len(one))


def _open(facts: Facts, tell: Teller) -> list[Table]:
    """What the sources leave open: difficulties without an improvement, axes that no action pursues."""
    tables = []
    for what, frame, columns in (
        ("issues", facts.issues, (("action", "col.action"), ("issue", "col.issue"))),
        ("axes", facts.axes, (("programme", "col.programme"), ("axis", "col.objective"))),
    ):
        if len(frame):
            tables.append(_asked(what, frame, columns, tell))
    return tables


def _asked(what: str, frame: pd.DataFrame, columns: tuple[tuple[str, str], ...], tell: Teller) -> Table:
    number = _rows(what, len(frame))
    shown = frame[[key for key, _ in columns]].head(TOP).fillna("–").to_numpy().tolist()
    rows = [Row(str(n), [name(tell.translated(str(cell))) for cell in cells]) for n, cells in enumerate(shown, 1)]
    headings = [(key, tell.word(word), "text") for key, word in columns]
    title = tell.phrase(f"gaps.{what}")
    return tell.table(f"gaps.{what}", title, headings, rows, query=number.query, behind=Rows(), of=len(frame))
