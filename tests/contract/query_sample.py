"""A small graph of invented actors and actions in which every query has rows; the numbers are worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graphkit.model.batches import Account, Batch, Batcher
from graphkit.model.records import Key, Node, Row, SourceFile, Tie

CITY, REGION, AUBE = "city", "region", "aube"
CAFE, GARDEN, RENOVATION, FAIR = "cafe", "garden", "renovation", "fair"


def batches() -> list[Batch]:
    """The graph as a store takes it; a row that the model refuses fails the test that asks."""
    faults: list[object] = []
    document = SourceFile("file:0000", "Report on Rivemont", file="rivemont.csv", sha256="0" * 64, format="sample")
    document.publisher, document.licence, document.retrieved = "Rivemont observatory", "CC0-1.0", date(2024, 2, 1)
    batcher = Batcher(
        document, "sample", Account(), known=lambda label, ids: set(), on_fault=lambda *fault: faults.append(fault)
    )
    found = list(batcher.batches(_rows()))
    assert not faults, faults
    return found


def _rows() -> Iterator[Row]:
    for number, node in enumerate(_nodes(), 2):
        yield Row(f"nodes, row {number}", [node], [])
    for number, tie in enumerate(_ties(), 2):
        yield Row(f"ties, row {number}", [], [tie], content=(str(number),))


def _actor(id: str, name: str, kind: str, scale: str | None, *, funder: bool = False) -> Node:
    return Node("Actor", id, name, {"kind": kind, "scale": scale}, funder=funder)


def _nodes() -> Iterator[Node]:
    yield _actor(CITY, "Ville de Rivemont", "local_authority", "municipal", funder=True)
    yield _actor(REGION, "Région des Rives", "local_authority", "regional", funder=True)
    yield _actor(AUBE, "Fondation Aube", "foundation", "national", funder=True)
    yield _actor("parents", "Association Les Parents du Quai", "association", "neighbourhood")
    yield _actor("network", "Réseau des cafés d'enfants", "network", "national")
    yield _actor("university", "Université des Rives", "university", "regional")
    yield _actor("neighbours", "Voisins du Quai", "residents", None, funder=True)
    yield _actor("landlord", "Rive Habitat", "social_landlord", "intermunicipal")
    yield Node("Action", CAFE, "Café du Quai", {"scale": "neighbourhood", "status": "running"})
    yield Node("Action", GARDEN, "Jardin partagé", {"scale": "neighbourhood"})
    yield Node("Action", RENOVATION, "Rénovation avec les habitants", {"scale": "municipal"})
    yield Node("Action", "workshop", "Atelier vélo", {"scale": "neighbourhood"})
    yield Node("Action", FAIR, "Fête des voisins")
    yield Node("Action", "parents:2020", "Association Les Parents du Quai, 2020", {"implied": True, "year": 2020})
    yield Node("Programme", "plan", "Plan de solidarité", {"scale": "municipal"})
    yield Node("Objective", "axis-1", "Rendre accessible", {"code": "1"})
    yield Node("Objective", "axis-2", "Accompagner", {"code": "2"})
    yield Node("Objective", "axis-3", "Évaluer", {"code": "3"})
    yield Node("Territory", "rivemont", "Rivemont", {"scale": "municipal"})
    yield Node("Territory", "quai", "Le Quai", {"scale": "neighbourhood"})
    yield Node("Territory", "rives", "Les Rives", {"scale": "regional"})
    yield Node("Field", "childhood", "Early childhood")
    yield Node("Field", "housing", "Housing")
    yield Node("Group", "families", "Families")
    yield Node("Concept", "childrens-cafe", "Children's café")
    yield Node("Issue", "space", "Too little space", {"theme": "resources"})
    yield Node("Issue", "trust", "Trust of tenants", {"theme": "participation", "improvement": "Meet at home first"})
    yield Node("Indicator", "visits", "Visits a year", {"value": 1200.0, "unit": "visits", "year": 2019})
    yield Node("SuccessFactor", "time", "Time given by volunteers", {"theme": "resources"})
    yield Node("Skill", "mediation", "Mediation")
    yield Node("Skill", "masonry", "Masonry")
    found_by = {"method": "louvain", "size": 2, "seed": 0, "modularity": 0.25}
    found_by |= {"stability": 0.75, "stability_low": 0.5, "stability_high": 1.0, "stable": True}
    yield Node("Coalition", "coalition:1", "Coalition 1", found_by)
    yield Node("Coalition", "coalition:2", "Coalition 2", {"method": "louvain", "size": 3, "seed": 0})


def _funds(actor: str, action: str, **properties: Any) -> Tie:
    return Tie("FUNDS", ("Actor", actor), ("Action", action), properties)


def _tie(type: str, start: Key, end: Key, /, **properties: Any) -> Tie:
    return Tie(type, start, end, properties)


def _ties() -> Iterator[Tie]:
    paid = {"currency": "EUR", "basis": "disbursed", "resource": "cash"}
    # 10.1 + 20.2 is 30.299999999999997 in binary: sums are rounded.
    yield _funds(CITY, CAFE, **paid, amount=10.1, date=date(2019, 5, 4))
    yield _funds(CITY, CAFE, **paid, amount=20.2, date=date(2020, 5, 4), end=date(2021, 12, 31), instrument="agreement")
    yield _funds(REGION, CAFE, **paid, amount=50.0, year=2020)
    yield _funds(REGION, CAFE, currency="EUR", basis="committed", amount=80.0, year=2021)
    yield _funds(AUBE, CAFE, currency="GBP", basis="disbursed", amount=7.0, year=2021)
    yield _funds("neighbours", CAFE, resource="volunteering")
    yield _funds(CITY, RENOVATION, **paid, amount=100.0, year=2020)
    yield _funds(REGION, RENOVATION, **paid, amount=40.0, year=2020)
    # Neither of the two is money.
    yield _funds(AUBE, RENOVATION, currency="EUR", amount=9999.0, status="refused")
    yield _funds(REGION, FAIR, currency="EUR", amount=700.0, basis="requested")
    # Granted, amount not known.
    yield _funds(AUBE, GARDEN, status="granted")
    yield _funds(CITY, "parents:2020", **paid, amount=5.0, year=2020, recipient="parents")
    yield _funds(AUBE, "parents:2020", **paid, amount=15.0, year=2020, recipient="parents")
    part = [("parents", CAFE, "operator"), ("landlord", RENOVATION, "landlord"), ("neighbours", GARDEN, "initiator")]
    part += [("neighbours", RENOVATION, "participant"), ("parents", "parents:2020", "recipient")]
    part += [("university", RENOVATION, "trainer"), ("parents", FAIR, "partner")]
    for actor, action, role in part:
        yield _tie("TAKES_PART", ("Actor", actor), ("Action", action), role=role)
    yield _tie("SUPPORTS", ("Actor", "network"), ("Action", CAFE), support="symbolic", start=date(2018, 1, 1))
    yield _tie("SUPPORTS", ("Actor", "university"), ("Action", RENOVATION), support="scientific")
    yield _tie("SUPPORTS", ("Actor", "neighbours"), ("Action", GARDEN), support="political")
    yield _tie("SUPPORTS", ("Actor", "neighbours"), ("Action", "workshop"), support="technical")
    yield _tie("MEMBER_OF", ("Actor", "parents"), ("Actor", "network"), membership="member")
    yield _tie("MEMBER_OF", ("Actor", CITY), ("Actor", "landlord"), membership="board_seat", count=5)
    yield _tie("MEMBER_OF", ("Actor", REGION), ("Actor", "landlord"), membership="board_seat", count=2)
    for axis in ("axis-1", "axis-2", "axis-3"):
        yield _tie("OF", ("Objective", axis), ("Programme", "plan"))
    for action, axis in ((CAFE, "axis-1"), (CAFE, "axis-2"), (RENOVATION, "axis-2")):
        yield _tie("PURSUES", ("Action", action), ("Objective", axis))
    yield _tie("PART_OF", ("Action", "workshop"), ("Programme", "plan"))
    yield _tie("PART_OF", ("Action", CAFE), ("Programme", "plan"))
    yield _tie("LOCATED_IN", ("Action", CAFE), ("Territory", "quai"))
    yield _tie("LOCATED_IN", ("Action", RENOVATION), ("Territory", "rivemont"))
    yield _tie("WITHIN", ("Territory", "quai"), ("Territory", "rivemont"))
    yield _tie("WITHIN", ("Territory", "rivemont"), ("Territory", "rives"))
    for action, field in ((CAFE, "childhood"), (RENOVATION, "housing")):
        yield _tie("IN_FIELD", ("Action", action), ("Field", field))
    yield _tie("TARGETS", ("Action", CAFE), ("Group", "families"))
    yield _tie("NEEDS", ("Action", RENOVATION), ("Skill", "mediation"))
    yield _tie("NEEDS", ("Action", RENOVATION), ("Skill", "masonry"))
    yield _tie("HAS", ("Actor", "landlord"), ("Skill", "masonry"))
    yield _tie("HAS", ("Actor", "parents"), ("Skill", "mediation"))
    yield _tie("FACES", ("Action", CAFE), ("Issue", "space"))
    yield _tie("FACES", ("Action", GARDEN), ("Issue", "space"))
    yield _tie("FACES", ("Action", RENOVATION), ("Issue", "trust"))
    yield _tie("MONITORED_BY", ("Action", CAFE), ("Indicator", "visits"))
    yield _tie("CREDITS", ("Action", CAFE), ("SuccessFactor", "time"))
    yield _tie("APPLIES", ("Action", CAFE), ("Concept", "childrens-cafe"), channel="charter", carrier="network")
    yield _tie("ADAPTED_FROM", ("Action", GARDEN), ("Action", CAFE))
    yield _tie("APPLIES", ("Action", GARDEN), ("Concept", "childrens-cafe"), date=date(2020, 3, 1), channel="person")
    yield _tie("PROMOTES", ("Actor", "network"), ("Concept", "childrens-cafe"), channel="charter")
    yield _tie("IN_COALITION", ("Actor", CITY), ("Coalition", "coalition:1"), probability=1.0, standing="core")
    yield _tie("IN_COALITION", ("Actor", REGION), ("Coalition", "coalition:1"), probability=0.5, standing="swing")
    for actor in (AUBE, "neighbours", "university"):
        yield _tie("IN_COALITION", ("Actor", actor), ("Coalition", "coalition:2"))
    again = {"source": "file:0000", "locator": "annex", "also_in": ["file:9999#p. 3#b"]}
    yield Tie("SUPPORTS", ("Actor", "landlord"), ("Action", RENOVATION), {"support": "technical", **again}, id="tie:2")
