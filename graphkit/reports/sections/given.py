"""What a single funder funds, where there is nobody to set it against: who receives, and by programme, field, place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graphkit.reports.common import TOP, things
from graphkit.reports.said import count, money
from graphkit.reports.teller import Row

if TYPE_CHECKING:
    from graphkit.reports.facts import Facts
    from graphkit.reports.given import Given, Part
    from graphkit.reports.page import Section, Table
    from graphkit.reports.said import Number, Rows, Text
    from graphkit.reports.teller import Teller, Value

# Rows of each way of parting it.
MOST = 8

LABELS = {"programme": "Programme", "field": "Field", "territory": "Territory"}


def given_section(facts: Facts, tell: Teller, held: Given) -> Section:
    """The section."""
    section = tell.begin("given")
    cure = f"given.cure.{'part' if facts.is_part else 'whole'}"
    lead = tell("given.lead", name=tell.actor(held.funder), cure=tell.word(cure), **things(facts, tell))
    section.paragraphs.append(lead)
    # Without amounts, and with as many things each, nobody receives most.
    if any(part.minor is not None for part in held.recipients) or _says_how_many(held.recipients):
        section.tables.append(_recipients(facts, tell, held))
    for way, parts in held.by.items():
        section.tables.append(_by(facts, tell, held, way, parts))
    if missing := [tell.word(f"given.{way}") for way in LABELS if way not in held.by]:
        section.after.append(tell("given.not_told", ways=", ".join(missing)))
    return section


def rows_of(facts: Facts, parts: list[Part]) -> Rows:
    """The ties behind parts of what is given."""
    pairs = [pair for part in parts for pair in part.pairs]
    return facts.evidence.of_pairs(facts.cofunding.network, np.array(sorted(set(pairs)), dtype=np.int64))


def known(held: Given, minor: int, **more: object) -> Number:
    """A sum of amounts, in their currency."""
    net = held.network
    return money(minor, net.spec.currency or "", net.money.digits, **more)  # type: ignore[arg-type]


def part_name(tell: Teller, held: Given, way: str, id: str) -> Text:
    """What a programme, a field or a territory is called."""
    from graphkit.networks.others import others_of

    node = others_of(held.facts.snapshot, LABELS[way]).get(id)
    return tell.other(LABELS[way], id, (node.name if node else "") or id)


def _cells(facts: Facts, tell: Teller, held: Given, called: Text, part: Part) -> list[Value]:
    sum_ = known(held, part.minor) if part.minor is not None else tell.word("data.unknown")
    return [called, count(len(part.pairs), unit=f"{facts.grain}s"), sum_]


def _says_how_many(parts: list[Part]) -> bool:
    """Whether it says anything how many things each part has: not of recipients where these are what is shared."""
    return any(len(part.pairs) > 1 for part in parts)


def _table(facts: Facts, tell: Teller, key: str, first: str, *, rows: list[Row], parts: list[Part]) -> Table:
    columns = [("who", first, "text"), ("things", tell.word(f"Things.{facts.grain}"), "number")]
    columns.append(("money", tell.word("given.money"), "money"))
    if not _says_how_many(parts):
        del columns[1]
        rows = [replace(row, cells=[row.cells[0], *row.cells[2:]]) for row in rows]
    return tell.table(
        key, tell.phrase(key), columns, rows, query=facts.command("report", seeded=True),
        behind=rows_of(facts, parts), of=len(parts),
    )  # fmt: skip


def _recipients(facts: Facts, tell: Teller, held: Given) -> Table:
    rows = [
        Row(part.id, _cells(facts, tell, held, tell.actor_of_data(part.id), part), rows_of(facts, [part]))
        for part in held.recipients[:TOP]
    ]
    return _table(facts, tell, "given.recipients", tell.word("given.recipient"), rows=rows, parts=held.recipients)


def _by(facts: Facts, tell: Teller, held: Given, way: str, parts: list[Part]) -> Table:
    rows = [
        Row(part.id, _cells(facts, tell, held, part_name(tell, held, way, part.id), part), rows_of(facts, [part]))
        for part in parts[:MOST]
    ]
    return _table(facts, tell, f"given.by_{way}", tell.word(f"given.col.{way}"), rows=rows, parts=parts)
