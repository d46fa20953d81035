"""NUTS: the statistical regions of the EU, each within the one whose code is a letter shorter, up to the country."""

from __future__ import annotations

import re

from graphkit.loaders._territories.lists import Entry
from graphkit.model.records import Fault, Node, Reject, Row, Tie

KINDS = frozenset({"nuts_names", "nuts_codes"})
"""Kinds of list that are read here."""

# The country, then a sign a level; ZZZ stands for what lies outside of all regions.
_CODE = re.compile(r"([A-Z]{2})([0-9A-Z]{1,3})")

# Where the EU writes a country otherwise than ISO 3166.
_ISO = {"EL": "GR", "UK": "GB"}

HEADING = "heading of a level, no territory"
"""Note of a row that says nothing of a territory."""


def row(kind: str, entry: Entry, locator: str) -> Row | Reject:
    """What an entry of a list says; an edition that repeats a code is merged.

    The lists have regions of any size at one level, so that a scale cannot be told from the code.
    """
    by_name = kind == "nuts_names"
    column = "NUTS-Code" if by_name else "code"
    code = (entry.get(column) or "").upper()
    name = entry.get("Description") if by_name else None
    if by_name and not code:
        return Row(locator, [], [], note=HEADING)
    if by_name and re.fullmatch("[A-Z]{2}", code):
        return Row(locator, [_country(code, name)], [])
    found = _CODE.fullmatch(code)
    if not found:
        return Reject(
            locator, [Fault(column, code, "is no NUTS code: two letters and one to three signs, as in FRK26")]
        )
    chain = [_region(code[:length]) for length in range(len(code), 2, -1)]
    chain[0] = Node("Territory", chain[0].id, name or chain[0].id, chain[0].properties)
    country = _country(found[1], None if by_name else entry.get("country"))
    ties = [Tie("WITHIN", part.key, whole.key) for part, whole in zip(chain, [*chain[1:], country], strict=True)]
    return Row(locator, [*chain, country], ties)


def _region(code: str) -> Node:
    return Node("Territory", f"NUTS:{code}", f"NUTS:{code}", {"code": code, "code_scheme": "NUTS"})


def _country(code: str, name: str | None) -> Node:
    iso = _ISO.get(code, code)
    id = f"ISO-3166:{iso}"
    return Node("Territory", id, name or id, {"scale": "national", "code": iso, "code_scheme": "ISO-3166"})
