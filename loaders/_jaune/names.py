"""Names as the jaune budgétaire writes them: ``NAME - 06 MOUANS SARTOUX``, ``Ministry: 163 - Programme``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.loaders._french import DEPARTEMENTS
from graphkit.model.records import Node, Tie
from graphkit.model.text import plain, slug

_PLACED = re.compile(r"(?P<name>.+) - (?P<code>\d\d|2[AB])(?: (?P<town>.*))?", re.DOTALL)
_IMPUTATION = re.compile(r"(?P<ministry>.+?)\s*: ?(?P<code>\d{2,4}) - (?P<programme>.+)", re.DOTALL)

# Behind the town: post boxes of firms, arrondissements, the island in brackets.
_NOT_TOWN = re.compile(r"\s*\(.*?\)|\s+CEDEX.*$|\s+BP \d.*$", re.IGNORECASE)
_ARRONDISSEMENT = re.compile(r"(PARIS|LYON|MARSEILLE)\s*\d{1,2}\s*(?:E|ER|EME|ÈME)?", re.IGNORECASE)

# The postal first two digits that are no département; abroad, unknown (00, 96, 99) is no territory.
_WIDER = {"20": "Corse", "97": "Départements d'outre-mer", "98": "Collectivités d'outre-mer"}


@dataclass(frozen=True, slots=True)
class Association:
    """An association's name without its place, and the place as far as it is stated."""

    name: str
    department: Node | None = None
    town: Node | None = None

    @property
    def territory(self) -> str:
        """Id of the smallest territory; empty where none is stated."""
        place = self.town or self.department
        return place.id if place else ""

    def located(self, actor: Node) -> tuple[list[Node], list[Tie]]:
        """The territories, and the ties that place the actor in them."""
        places = [place for place in (self.town, self.department) if place]
        ties = [Tie("LOCATED_IN", actor.key, places[0].key)] if places else []
        if len(places) == 2:
            ties.append(Tie("WITHIN", places[0].key, places[1].key))
        return places, ties


@dataclass(frozen=True, slots=True)
class Imputation:
    """The budget programme that pays, and its ministry."""

    ministry: str
    code: str
    programme: str


def association(text: str) -> Association:
    """Name and place of an association.

    Examples
    --------
    >>> found = association("LUDOTHEQUE DU GUE - 06 MOUANS SARTOUX")
    >>> found.name, found.town.id, found.department.name
    ('LUDOTHEQUE DU GUE', 'FR-DEP:06/mouans-sartoux', 'Alpes-Maritimes')
    """
    found = _PLACED.fullmatch(text.strip())
    if not found:
        return Association(text.strip())
    code, town = found["code"], _NOT_TOWN.sub("", found["town"] or "").strip()
    department = _department(code)
    if department is None:
        return Association(found["name"].strip())
    arrondissement = _ARRONDISSEMENT.fullmatch(town)
    town = arrondissement[1] if arrondissement else town
    if not plain(town):
        return Association(found["name"].strip(), department)
    place = Node("Territory", f"{department.id}/{slug(town)}", town.title(), {"scale": "municipal"})
    return Association(found["name"].strip(), department, place)


def imputation(text: str) -> Imputation | None:
    """The programme that a line is charged to; None where it names none.

    Examples
    --------
    >>> imputation("Services du Premier ministre: 163 - Jeunesse et vie associative").code
    '163'
    """
    found = _IMPUTATION.fullmatch(text.strip())
    return Imputation(found["ministry"], found["code"], " ".join(found["programme"].split())) if found else None


def _department(code: str) -> Node | None:
    if code in DEPARTEMENTS:
        properties = {"scale": "departmental", "code": code, "code_scheme": "FR-COG"}
        return Node("Territory", f"FR-DEP:{code}", DEPARTEMENTS[code], properties)
    if code in _WIDER:
        return Node("Territory", f"FR-DEP:{code}", _WIDER[code])
    return None
