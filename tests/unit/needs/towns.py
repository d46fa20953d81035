"""Two towns of one county, counted by hand in the tests of this folder."""

from __future__ import annotations

from typing import Any

from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, member_of, snapshot_of, supports, takes_part


def link(type: str, start: str, end: str, labels: str, **said: Any) -> dict[str, Any]:
    """A link between two nodes; `labels` as in ``Action>Field``."""
    one, other = labels.split(">")
    return {"type": type, "start_label": one, "start_id": start, "end_label": other, "end_id": end, **said}


def node(label: str, id: str, name: str, **said: Any) -> dict[str, Any]:
    return {"label": label, "id": id, "name": name, **said}


TERRITORIES = [
    node("Territory", "quay", "Quay", scale="neighbourhood"),
    node("Territory", "port", "Port-la-Forêt", scale="municipal", population=1000, name_fr="Port-la-Forêt"),
    # What a source calls the town, placed in the town of the official list.
    node("Territory", "port-as-written", "PORT LA FORET", scale="municipal"),
    node("Territory", "hill", "Hill", scale="municipal", population=500),
    node("Territory", "moor", "Moor", scale="municipal"),
    node("Territory", "county", "County", scale="departmental", population=9000),
]
WITHIN = [("quay", "port"), ("port-as-written", "port"), ("port", "county"), ("hill", "county"), ("moor", "county")]


def towns() -> Snapshot:
    """Six actions.

    ========== ================= =========== ======== ==========================================
    action     territory         field       group    ties
    ========== ================= =========== ======== ==========================================
    nursery    quay              care        small    town 100 EUR, state 50 EUR; club operates
    garden     port-as-written   food        small    state of unknown amount; club operates
    tour       port, hill        care, food  old      town 30 GBP; friends operate, small served
    plan       county            care        –        state 7 EUR
    year       (of choir: hill)  –           –        town 11 EUR to choir
    idea       –                 food        old      friends support it
    refused    hill              care        old      state asked for 999 EUR, refused
    ========== ================= =========== ======== ==========================================
    """
    said = {"basis": "committed", "status": "granted"}
    return snapshot_of(
        [
            fund("town", "nursery", 100.0, **said),
            fund("state", "nursery", 50.0, **said),
            takes_part("club", "nursery", "operator"),
            fund("state", "garden", basis="committed"),
            takes_part("club", "garden", "operator"),
            fund("town", "tour", 30.0, currency="GBP", **said),
            takes_part("friends", "tour", "operator"),
            takes_part("pensioners", "tour", "beneficiary"),
            fund("state", "plan", 7.0, **said),
            fund("town", "year", 11.0, recipient="choir", **said),
            takes_part("choir", "year", "recipient"),
            supports("friends", "idea"),
            fund("state", "refused", 999.0, basis="committed", status="refused"),
        ],
        actors=[
            {"id": "town", "name": "Town of Port", "kind": "local_authority"},
            {"id": "state", "name": "The State", "name_fr": "L'État", "kind": "state"},
            {"id": "club", "name": "Club", "kind": "association"},
            {"id": "friends", "name": "Friends", "kind": "association"},
            "choir",
            "gardener",
        ],
        actions=[
            {"id": "nursery", "name": "Nursery"},
            {"id": "year", "name": "Choir in 2020", "implied": True, "year": 2020},
            {"id": "idea", "name": "An idea", "scale": "municipal"},
        ],
        links=[
            *(link("WITHIN", one, other, "Territory>Territory") for one, other in WITHIN),
            *(
                link("LOCATED_IN", action, where, "Action>Territory")
                for action, where in (
                    *(("nursery", "quay"), ("garden", "port-as-written"), ("tour", "port"), ("tour", "hill")),
                    *(("plan", "county"), ("refused", "hill")),
                )
            ),
            link("LOCATED_IN", "choir", "hill", "Actor>Territory"),
            link("LOCATED_IN", "gardener", "moor", "Actor>Territory"),
            *(
                link("IN_FIELD", action, field, "Action>Field")
                for action, field in (
                    *(("nursery", "care"), ("garden", "food"), ("tour", "care"), ("tour", "food")),
                    *(("plan", "care"), ("idea", "food"), ("refused", "care")),
                )
            ),
            link("IN_FIELD", "gardener", "food", "Actor>Field"),
            *(
                link("TARGETS", action, group, "Action>Group")
                for action, group in (("nursery", "small"), ("garden", "small"), ("tour", "old"), ("idea", "old"))
            ),
            link("APPLIES", "garden", "plots", "Action>Concept"),
            link("APPLIES", "tour", "plots", "Action>Concept"),
            link("APPLIES", "nursery", "cradle", "Action>Concept"),
            link("NEEDS", "garden", "digging", "Action>Skill"),
            link("NEEDS", "tour", "singing", "Action>Skill"),
            link("HAS", "gardener", "digging", "Actor>Skill"),
            link("FACES", "nursery", "late", "Action>Issue"),
            link("FACES", "tour", "late", "Action>Issue"),
            link("FACES", "scheme", "late", "Programme>Issue"),
            link("FACES", "tour", "dear", "Action>Issue"),
            link("MONITORED_BY", "tour", "heads", "Action>Indicator"),
            link("MONITORED_BY", "scheme", "heads", "Programme>Indicator"),
            link("PART_OF", "idea", "scheme", "Action>Programme"),
            link("CREDITS", "tour", "trust", "Action>SuccessFactor"),
            link("CREDITS", "garden", "trust", "Action>SuccessFactor"),
            link("CREDITS", "scheme", "money", "Programme>SuccessFactor"),
            member_of("town", "board", "board_seat"),
            member_of("club", "board", "board_seat"),
            member_of("friends", "board", "member"),
            member_of("town", "net", "member"),
            member_of("club", "net", "founder"),
            member_of("choir", "town", "department_of"),
        ],
        others=[
            *TERRITORIES,
            node("Field", "care", "Care"),
            node("Field", "food", "Food", name_fr="Alimentation"),
            node("Field", "sport", "Sport"),
            node("Group", "small", "Small children"),
            node("Group", "old", "Older people"),
            node("Concept", "plots", "Plots for all"),
            node("Concept", "cradle", "Cradle"),
            node("Skill", "digging", "Digging"),
            node("Skill", "singing", "Singing"),
            node("Programme", "scheme", "Scheme"),
            node("Issue", "late", "Money comes late", theme="financing"),
            node("Issue", "dear", "Buses are dear", theme="resources", improvement="Share one"),
            node("Indicator", "heads", "Heads counted"),
            node("SuccessFactor", "trust", "Trust", theme="partnership", second_theme="design"),
            node("SuccessFactor", "money", "Money in time", theme="financing"),
        ],
    )
