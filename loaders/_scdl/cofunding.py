"""The project that several givers fund together, and those of them that a row only names (extension of datasubvention).

``idCofinancement`` identifies a project for all who fund it: their rows, in one file or several, fund one action. A
row without it funds the recipient's activity of the year, as in the official schema.

``attribuantsCofinanceurs`` names the other givers, without amounts. Each is an actor with a tie of money to the action
that has no amount: counted as missing, never as 0, and never invented from what others give. One that has a row of
its own on the same project in the file has its tie by that row.
"""

from __future__ import annotations

import hashlib
import re

from graphkit.loaders import _french
from graphkit.loaders._scdl.grant import Grant
from graphkit.loaders._scdl.more import More
from graphkit.loaders._scdl.survey import Cells, Survey, giver
from graphkit.model.identifiers import french_number
from graphkit.model.records import Fault, Node, Tie
from graphkit.model.text import plain, slug

# A shorter one is a number in one giver's list, not an id that all of them share.
_SHORTEST = 4

_NOBODY = frozenset(("", "oui", "non", "aucun", "aucune", "neant", "sans objet", "so", "autre", "autres", "divers"))

_NO_ID = "is too short to be one project's among all givers; the recipient's activity of the year is the action"


def project(cells: Cells, grant: Grant) -> Node | None:
    """The project that a row names by an id all its funders share; None where it names none."""
    given = cells.get("idCofinancement")
    if given is None or plain(given) in _NOBODY:
        return None
    if len(plain(given).replace(" ", "")) < _SHORTEST:
        grant.faults.append(Fault("idCofinancement", given, _NO_ID))
        return None
    id = f"cofinancement:{slug(given)}"
    period = {name: grant.properties.get(name) for name in ("start", "end")} if "dateDebut" in cells else {}
    name = grant.properties.get("purpose") or f"projet {given}"
    return Node("Action", id, name, {"identifiers": [f"cofinancement:{given}"], **period})


def cofunders(cells: Cells, funder: Node, funds: Tie, found: Survey) -> More:
    """The givers that a row names beside its own, and their ties to the action that `funds` goes to."""
    more = More()
    with_rows = found.cofunded.get(cells.get("idCofinancement", ""), set())
    granted = funds.properties.get("status") == "granted"
    for name in _names(cells.get("attribuantsCofinanceurs", "")):
        column = "idAttribuant" if french_number(name).siren else "nomAttribuant"
        known = giver({column: name}, found)
        if known is None or plain(known[0]) in with_rows or known[1].id == funder.id:
            continue
        shown, who, _ = known
        siren = who.id.removeprefix("FR-SIREN:") if who.id.startswith("FR-SIREN:") else None
        kind, scale = _french.kind_and_scale(shown, siren, funder=True)
        node = Node("Actor", who.id, shown, {**who.properties(), "kind": kind, "scale": scale}, funder=True)
        properties = {
            # What the others decided on a project that this giver has not granted is not said.
            "basis": "committed" if granted else "planned",
            "status": "granted" if granted else "pending",
            "recipient": funds.properties.get("recipient"),
            "note": "named as a co-funder, without an amount",
        }
        told_apart = f"cofunder\0{who.id}\0{funds.end[1]}"
        id = hashlib.blake2b(told_apart.encode(), digest_size=12).hexdigest()
        more.nodes.append(node)
        more.ties.append(Tie("FUNDS", node.key, funds.end, properties, id=id))
    return more


def _names(text: str) -> list[str]:
    """The names in a list; a part that begins small goes on with the name before it.

    Examples
    --------
    >>> _names("Ministère de la Culture, de la Jeunesse et des Sports, Ville de Lilas; non")
    ['Ministère de la Culture, de la Jeunesse et des Sports', 'Ville de Lilas']
    """
    found: list[str] = []
    for group in re.split(r"[;|\n]", text):
        names: list[str] = []
        for part in (part.strip(" .") for part in group.split(",")):
            if names and part[:1].islower() and plain(part) not in _NOBODY:
                names[-1] += f", {part}"
            else:
                names.append(part)
        found += names
    return [name for name in dict.fromkeys(found) if plain(name) not in _NOBODY]
