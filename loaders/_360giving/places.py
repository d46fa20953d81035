"""Where beneficiaries and recipients are: Territory nodes by official code, else by name within a country.

A code of the British statistical offices (``E12000002``) is one list whatever kind of area it names; other codes are
known by the type that the publisher gives. A postcode given as a code is one of its own list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.loaders._360giving.codes import AREAS
from graphkit.loaders._360giving.entry import Entry
from graphkit.model.identifiers import by_name
from graphkit.model.records import Key, Node, Tie

_GSS = re.compile(r"[EWSNKJLM]\d{8}")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})")
_COUNTRY = re.compile(r"[A-Z]{2}")


def places(locations: Iterator[Entry], of: Key, *, person: bool = False) -> tuple[list[Node], list[Tie]]:
    """The places of an actor or action, with the ties that say so.

    Parameters
    ----------
    locations : iterator of Entry
    of : (label, id)
        What is there.
    person : bool
        Whether it tells where an individual lives: then postcodes and points on the map are not kept.
    """
    nodes: list[Node] = []
    ties: list[Tie] = []
    for location in locations:
        country = _country(location)
        place = _place(location, country, person)
        if place is None and country is None:
            continue
        if place is not None:
            nodes.append(place)
            ties.append(Tie("LOCATED_IN", of, place.key))
        if country is not None:
            nodes.append(country)
            ties.append(Tie("WITHIN", place.key, country.key) if place else Tie("LOCATED_IN", of, country.key))
    return nodes, ties


def _country(location: Entry) -> Node | None:
    text = location.text("countryCode")
    if text is None:
        return None
    code = text.upper()
    if not _COUNTRY.fullmatch(code):
        location.fault("countryCode", text, "is no code of a country; write two letters, such as GB")
        return None
    return Node("Territory", f"ISO-3166:{code}", code, {"scale": "national", "code": code, "code_scheme": "ISO-3166"})


def _place(location: Entry, country: Node | None, person: bool) -> Node | None:
    name, code, kind = (location.text(field) for field in ("name", "geoCode", "geoCodeType"))
    point = {} if person else _point(location)
    if code is not None:
        bare = code.upper()
        postcode = _POSTCODE.fullmatch(bare)
        if _GSS.fullmatch(bare):
            scheme, scale = "GB-GSS", AREAS.get(bare[:3])
        elif postcode:
            scheme, scale, bare = "GB-POSTCODE", "neighbourhood", f"{postcode[1]} {postcode[2]}"
        else:
            scheme, scale, bare = kind or "geoCode", None, code
        if not (postcode and person):
            id = f"{scheme}:{bare.replace(' ', '')}"
            return Node("Territory", id, name or bare, {"scale": scale, "code": bare, "code_scheme": scheme, **point})
    if name is None or (person and _POSTCODE.fullmatch(name.upper())):
        return None
    return Node("Territory", by_name(name, country.id if country else "").id, name, point)


def _point(location: Entry) -> dict[str, float]:
    found = {}
    for name, limit in (("latitude", 90), ("longitude", 180)):
        text = location.text(name)
        if text is None:
            continue
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if abs(value) <= limit:
            found[name] = value
        else:
            location.fault(name, text, f"is no {name}; write degrees with a point, such as 51.5")
    # Half a point is none.
    return found if len(found) == 2 else {}
