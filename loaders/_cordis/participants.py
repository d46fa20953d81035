"""Who takes part in a CORDIS project: identity by PIC, role, kind, country; natural persons without their names.

The PIC is the number of the European Commission's participant register. org-id.guide has no list for it; ``EU-PIC`` is
graphkit's code. A natural person takes part under a SURNAME in capitals and a given name, has no short name and no VAT
number: kept as one actor a project and role, without name and number, known by its place among those of that role.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Any

from graphkit.loaders import _persons
from graphkit.loaders._aliases import aliases
from graphkit.loaders._cordis.columns import Cells
from graphkit.loaders._cordis.projects import project_id
from graphkit.loaders._french import is_person
from graphkit.model.identifiers import REGISTER, Identity, by_name, french_number
from graphkit.model.records import Fault, Node, Tie
from graphkit.model.text import plain

EU = Node(
    "Actor",
    "XR-EUCB:COM",
    "European Commission",
    {
        "kind": "european_institution",
        "scale": "european",
        "id_quality": REGISTER,
        "identifiers": ["XR-EUCB:COM"],
        "aliases": ["European Union"],
    },
    funder=True,
)
"""Who funds every project: the Commission, by its code in the EU's authority list of corporate bodies."""

_ROLES = {
    "coordinator": "coordinator",
    "participant": "participant",
    "beneficiary": "participant",
    "partner": "partner",
    "thirdparty": "third_party",
    "associatedpartner": "associated_partner",
    "internationalpartner": "international_partner",
    "hostinstitution": "host",
}

# OTH says only what a participant is not.
_KINDS = {"HES": "university", "REC": "university", "PRC": "company", "PUB": "public_body"}

# The EU's own codes of two countries; Kosovo is XK, which ISO 3166 leaves to its users.
_ISO = {"EL": "GR", "UK": "GB"}

_PIC = re.compile(r"(\d{9})(?:\.0)?")
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")

# Words that no surname or given name is: what bears one is a body, whatever its capitals.
_GIVEN = re.compile(r"[^\W\d_a-z](?:\.|[^\W\d_A-Z]+(?:['’\-][^\W\d_]+)*\.?)?")
_BEFORE_NAMES = frozenset(
    (
        *("dr", "prof", "mr", "mrs", "ms", "de", "da", "di", "del", "della", "dos", "du", "la", "le"),
        *("van", "von", "der", "den", "ten", "ter", "zu", "af", "al", "bin", "ibn"),
    )
)
_LEGAL_FORM = re.compile(
    r"\b(ltd|limited|llc|inc|gmbh|mbh|ag|kg|sa|sas|sarl|sl|slu|srl|spa|bv|nv|oy|oyj|ab|as|aps|plc|kft|zrt|doo|sro|ev|"
    r"university|universit\w+|institut\w*|foundation|stichting|fundacio\w*|fondazione|centre|center|hospital|college|"
    r"academy|association|society|agency|council|group|technolog\w+|systems|consulting|solutions|lab|labs|research)\b"
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part, with the territories that the row puts it in."""

    node: Node
    pic: str | None
    role: str
    person: bool = False
    places: list[Node] = field(default_factory=list)
    located: list[Tie] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    """What the rows of a file tell of a PIC.

    Attributes
    ----------
    names : dict
        The name that rows give to it; never that of a natural person.
    persons : set of str
        Those of natural persons.
    ids : dict
        (project, role) -> PIC or name of each natural person that has it -> id; of them only the ids are kept.
    """

    names: dict[str, str] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    ids: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def person(self, project: str, role: str, who: str) -> str:
        """The id of a natural person in a project: later editions and flat tables give the same."""
        known = self.ids.setdefault((project, role), {})
        return known.setdefault(who, _persons.person_id("cordis", project, role, str(len(known))))

    def add(self, cells: Cells) -> None:
        """Take note of a row."""
        pic = cells.get("organisationID")
        if pic and "name" in cells:
            if is_natural_person(cells):
                self.persons.add(pic)
            else:
                self.names.setdefault(pic, cells["name"])


def participant(cells: Cells, known: Known) -> Participant | None:
    """Who takes part by a row; None where neither a PIC nor a name says so."""
    faults: list[Fault] = []
    pic, name = _pic(cells, faults), cells.get("name")
    if not pic and not name:
        return None
    role = _role(cells, faults)
    countries = _countries(cells, faults)
    places, within = _territories(cells, countries)
    if cells.get("organisationID") in known.persons or is_natural_person(cells):
        node = _persons.person(known.person(project_id(cells), role, pic or name or ""))
        # A region of some thousand people and a field of research would name the person again.
        places, within = countries, []
        return Participant(node, None, role, True, places, _located(node, places, within), faults)
    who = _identity(pic, name, cells, countries)
    properties: dict[str, Any] = {
        **who.properties(),
        "kind": _KINDS.get(cells.get("activityType", "")),
        "url": cells.get("organizationURL"),
        "aliases": aliases(name, cells.get("shortName")),
    }
    node = Node("Actor", who.id, name or known.names.get(pic or "") or f"PIC {pic}", properties)
    return Participant(node, pic, role, False, places, _located(node, places, within), faults)


def is_natural_person(cells: Cells) -> bool:
    """Whether the name of a row is that of a natural person.

    Examples
    --------
    >>> is_natural_person({"name": "MUSTERFRAU Erika"}), is_natural_person({"name": "Fortum Power and Heat Oy"})
    (True, False)
    """
    name = cells.get("name", "")
    if "shortName" in cells or "vatNumber" in cells or cells.get("activityType") in ("HES", "REC", "PUB"):
        return False
    if is_person(name, numbered=False):
        return True
    words = [word for word in name.split() if plain(word) not in _BEFORE_NAMES]
    n_capitals = sum(1 for _ in takewhile(_is_surname, words))
    given = words[n_capitals:]
    return (
        n_capitals > 0
        and 0 < len(given) <= 4
        and all(_GIVEN.fullmatch(word) for word in given)
        and not _LEGAL_FORM.search(plain(name))
    )


def _is_surname(word: str) -> bool:
    bare = re.sub(r"['’\-.]", "", word)
    return len(bare) > 1 and bare.isalpha() and bare.isupper()


def _pic(cells: Cells, faults: list[Fault]) -> str | None:
    text = cells.get("organisationID")
    if text is None:
        return None
    found = _PIC.fullmatch(text)
    if found is None or len(set(found[1])) == 1:
        faults.append(Fault("organisationID", text, "is no PIC (nine digits); known by its name"))
        return None
    return found[1]


def _role(cells: Cells, faults: list[Fault]) -> str:
    text = cells.get("role", "")
    role = _ROLES.get(plain(text).replace(" ", ""))
    if role is None:
        faults.append(Fault("role", text, "is no role in a project that is known; taken for a participant"))
    return role or "participant"


def _identity(pic: str | None, name: str | None, cells: Cells, countries: list[Node]) -> Identity:
    vat = re.sub(r"[\s.\-]", "", cells.get("vatNumber", "")).upper()
    given = [f"EU-PIC:{pic}"] if pic else []
    if re.fullmatch(r"[A-Z]{2}[0-9A-Z+*]{2,13}", vat):
        given.append(f"EU-VAT:{vat}")
        siren = french_number(vat[4:]).siren if vat.startswith("FR") and len(vat) == 13 else None
        if siren:
            # The VAT number of a French body is two check digits and its SIREN.
            given.append(f"FR-SIREN:{siren}")
    if pic:
        return Identity(f"EU-PIC:{pic}", REGISTER, tuple(given))
    who = by_name(name or "", countries[0].id if countries else "")
    return Identity(who.id, who.quality, tuple(given), None)


def _countries(cells: Cells, faults: list[Fault]) -> list[Node]:
    text = cells.get("country", "")
    found = []
    for code in filter(None, (part.strip().upper() for part in text.split(";"))):
        if not _COUNTRY.fullmatch(code):
            faults.append(Fault("country", code, "is no country code of two letters"))
            continue
        found.append(_country(code, cells.get("countryName") if ";" not in text else None))
    return found


@lru_cache(maxsize=1024)
def _country(code: str, name: str | None = None) -> Node:
    iso = _ISO.get(code, code)
    properties = {"scale": "national", "code": iso, "code_scheme": "ISO-3166"}
    return Node("Territory", f"ISO-3166:{iso}", name or iso, properties)


def _territories(cells: Cells, countries: list[Node]) -> tuple[list[Node], list[Tie]]:
    """The smallest territories first, then the countries that hold them."""
    regions, within = [], []
    for code in filter(None, (part.strip().upper() for part in cells.get("nutsCode", "").split(";"))):
        country = _country(code[:2])
        if _NUTS.fullmatch(code) and country.id in {node.id for node in countries}:
            region = Node("Territory", f"NUTS:{code}", code, {"code": code, "code_scheme": "NUTS"})
            regions.append(region)
            within.append(Tie("WITHIN", region.key, country.key))
    return [*regions, *countries], within


def _located(node: Node, places: list[Node], within: list[Tie]) -> list[Tie]:
    held = {tie.end for tie in within}
    return [*(Tie("LOCATED_IN", node.key, place.key) for place in places if place.key not in held), *within]
