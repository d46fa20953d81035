"""The service that examined a request (extension of datasubvention).

A service is a department of the giver, and is known by its name within it. One whose number is another body's (an
operator to which the giver leaves the examination) is that body, and no department. One that bears the giver's name is
the giver, of whom this says nothing new. It examines and does not decide: its role is ``examiner``.
"""

from __future__ import annotations

from graphkit.loaders import _french
from graphkit.loaders._scdl.more import More
from graphkit.loaders._scdl.survey import Cells
from graphkit.model.identifiers import by_name, french, french_number
from graphkit.model.records import Fault, Key, Node, Tie
from graphkit.model.text import plain


def service(cells: Cells, funder: Node, action: Key) -> More:
    """The service that a row names, its part in the action, and whose department it is."""
    name, number = cells.get("nomServiceInstructeur"), cells.get("idServiceInstructeur")
    found = french_number(number or "")
    more = More(faults=[Fault("idServiceInstructeur", number or "", found.note)] if found.note else [])
    if found.siren and f"FR-SIREN:{found.siren}" != funder.id:
        who = french(name, number)
        assert who is not None
        kind, scale = _french.kind_and_scale(name or "", found.siren, funder=True)
        node = Node("Actor", who.id, name or who.id, {**who.properties(), "kind": kind, "scale": scale})
    elif name and plain(name) != plain(funder.name):
        who = by_name(name, funder.id)
        identifiers = [f"FR-SIRET:{found.siret}"] if found.siret else None
        node = Node("Actor", who.id, name, {**who.properties(), "kind": "department", "identifiers": identifiers})
        more.ties.append(Tie("MEMBER_OF", node.key, funder.key, {"membership": "department_of"}))
    else:
        return more
    more.nodes.append(node)
    more.ties.insert(0, Tie("TAKES_PART", node.key, action, {"role": "examiner"}))
    return more
