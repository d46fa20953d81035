"""The French lists: régions, départements, arrondissements, communes with what they are made of, and groupings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from graphkit.loaders._territories.lists import Entry
from graphkit.model.records import Fault, Node, Reject, Row, Tie

FRANCE = Node("Territory", "ISO-3166:FR", "France", {"scale": "national", "code": "FR", "code_scheme": "ISO-3166"})

# Of each kind: the scheme in its id, how its code is written, its scale. A district (arrondissement) has no scale of
# its own between those of the model.
_REGION = ("FR-REG", r"\d{2,3}", "regional")
_DEPARTMENT = ("FR-DEP", r"\d{2,3}|2[AB]", "departmental")
_DISTRICT = ("FR-ARR", r"(?:\d{2,3}|2[AB])\d", None)
_COMMUNE = ("FR-COG", r"\d{5}|2[AB]\d{3}", "municipal")
_PART = ("FR-COG", _COMMUNE[1], "neighbourhood")
_GROUPING = ("FR-SIREN", r"\d{9}", "intermunicipal")

# What is part of a commune, and the column that names it.
_PARTS = {"arrondissement-municipal": "commune", "commune-deleguee": "chefLieu", "commune-associee": "chefLieu"}

SAME_CODE = "former commune with the code of the one it is part of: a further name of that"
"""Note of a row that adds no territory."""


class _Faulty(Exception):
    """A code that is none."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        self.fault = Fault(column, value, reason)


def region(entry: Entry, locator: str) -> Row:
    """A région, within France."""
    node = _node(_REGION, entry, "code", _name(entry))
    return Row(locator, [node, FRANCE], [_within(node, FRANCE)])


def department(entry: Entry, locator: str) -> Row:
    """A département, within its région; the list without names gives the code alone."""
    node = _node(_DEPARTMENT, entry, "code", entry.get("nom") or None)
    above = _node(_REGION, entry, "region")
    return Row(locator, [node, above], [_within(node, above)])


def arrondissement(entry: Entry, locator: str) -> Row:
    """An arrondissement of a département, within that."""
    node = _node(_DISTRICT, entry, "code", _name(entry))
    above = _node(_DEPARTMENT, entry, "departement")
    return Row(locator, [node, above], [_within(node, above)])


def commune(entry: Entry, locator: str) -> Row:
    """A commune, within its département and arrondissement; or what is part of a commune, within that."""
    name, told = _name(entry), _told(entry)
    kind = entry.get("type") or "commune-actuelle"
    if kind == "commune-actuelle":
        node = _node(_COMMUNE, entry, "code", name, told)
        above = [_node(_DEPARTMENT, entry, "departement")]
        above += [_node(_DISTRICT, entry, "arrondissement")] if entry.get("arrondissement") else []
        return Row(locator, [node, *above], [_within(node, one) for one in above])
    if kind not in _PARTS:
        raise _Faulty("type", kind, f"is no kind of commune that is known: commune-actuelle, {', '.join(_PARTS)}")
    whole = _node(_COMMUNE, entry, _PARTS[kind])
    if entry["code"] == entry[_PARTS[kind]]:
        # Half of the communes that merged kept their code for the new one: two territories with one id are one.
        aka = Node("Territory", whole.id, whole.id, {**whole.properties, "aliases": [name]})
        return Row(locator, [aka], [], note=SAME_CODE)
    node = _node(_PART, entry, "code", name, told)
    return Row(locator, [node, whole], [_within(node, whole)])


def grouping(entry: Entry, locator: str) -> Row:
    """A grouping of communes (EPCI, EPT) with its members within it. It may reach over several départements."""
    people = _whole_number(entry.get("populationTotale"))
    node = _node(_GROUPING, entry, "code", _name(entry), {"population": people})
    members = [_node(_COMMUNE, {"membres": code}, "membres") for code in entry.get("membres") or ()]
    if not members:
        raise _Faulty("membres", "", "names no commune, so nothing is within this grouping")
    return Row(locator, [node, *members], [_within(member, node) for member in members])


_READERS: Mapping[str, Callable[[Entry, str], Row]] = {
    "region": region,
    "department": department,
    "department_region": department,
    "arrondissement": arrondissement,
    "commune": commune,
    "grouping": grouping,
}

KINDS = frozenset(_READERS)
"""Kinds of list that are read here."""


def row(kind: str, entry: Entry, locator: str) -> Row | Reject:
    """What an entry of a list says."""
    try:
        return _READERS[kind](entry, locator)
    except _Faulty as faulty:
        return Reject(locator, [faulty.fault])


def _name(entry: Entry) -> str:
    if not entry.get("nom"):
        raise _Faulty("nom", "", "is empty, and a territory has a name")
    return str(entry["nom"])


def _node(
    of: tuple[str, str, str | None],
    entry: Mapping[str, str],
    column: str,
    name: str | None = None,
    more: Mapping[str, object] | None = None,
) -> Node:
    """The territory that a cell has the code of; its id stands for a name that this list does not tell."""
    scheme, pattern, scale = of
    code = entry.get(column) or ""
    if not re.fullmatch(pattern, code):
        reason = "is empty" if not code else "is no code of this list; a spreadsheet takes the leading zero away"
        raise _Faulty(column, code, reason)
    properties = {"scale": scale, "code": code, "code_scheme": "FR-SIREN" if scheme == "FR-SIREN" else "FR-COG"}
    # What a list of parents says of a commune is its code: a part may be named as one.
    return Node("Territory", f"{scheme}:{code}", name or f"{scheme}:{code}", {**properties, **(more or {})})


def _told(entry: Entry) -> dict[str, object]:
    postcodes = entry.get("codesPostaux")
    return {"population": _whole_number(entry.get("population")), "postcodes": list(postcodes) if postcodes else None}


def _whole_number(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else None


def _within(part: Node, whole: Node) -> Tie:
    return Tie("WITHIN", part.key, whole.key)
