"""Organisations of an IATI file as actors.

An identifier in org-id.guide's form is used as such (``GB-CHC-285776``, ``XM-DAC-7``). A code of five digits is the
DAC's for a channel of aid: it identifies one organisation (41140) or a class of them (52000, "other"). Publishers write
the class beside the name of a firm: then the name counts. They write it beside the name of the class: then no
organisation is named, and none is made up. A country, or a country and a number (``GB-1``), is of IATI's own list of
the years before org-id, ``IATI:GB-1``. Any other reference says who is who in this publisher's data only.

A name without identifier is known within what one publisher reports. The standard has no type for natural persons: one
is seen by the civility before its name, and is not kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from graphkit.loaders._french import is_person as is_french_person
from graphkit.loaders._iati import codes
from graphkit.loaders._iati.reading import Organisation
from graphkit.model.identifiers import NAME, PUBLISHER, Identity, by_name
from graphkit.model.orgid import identify
from graphkit.model.records import Node
from graphkit.model.text import plain, slug

# What publishers write where they do not say who it is.
_WITHHELD = (
    *("supplier name withheld", "name withheld", "withheld", "redacted", "undisclosed", "not disclosed", "anonymous"),
    *(
        "confidential",
        "excluded",
        "customer",
        "various",
        "unknown",
        "journal transaction",
        "government procurement card",
    ),
)

_IATI_LIST = re.compile(r"[A-Z]{2}(?:-[0-9]{1,3})?")

_PERSON = re.compile(r"(?:mr|mrs|ms|miss|mx|dr)\b\.?\s*(?:[^\W\d]\S*\s*){1,4}", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:ltd|limited|inc|llc|foundation|fund|trust|company|institute|association|project|group)\b"
)


@lru_cache(maxsize=16384)
def actor(who: Organisation, scope: str) -> Node | None:
    """The actor that an element names; None where it names none.

    Parameters
    ----------
    who : Organisation
    scope : str
        The publisher, within which a name alone tells organisations apart.
    """
    if is_withheld(who) or is_person(who) or names_class(who):
        return None
    found = _identity(who, scope)
    if found is None:
        return None
    kind, scale = codes.ORGANISATIONS.get(who.type, (None, None))
    properties: dict[str, Any] = {**found.properties(), "kind": kind, "scale": scale}
    properties["aliases"] = list(who.names[1:]) or None
    return Node("Actor", found.id, who.name or found.id, properties)


def is_withheld(who: Organisation) -> bool:
    """Whether the element says that it does not say who it is."""
    words = plain(who.name or "")
    return words in _WITHHELD or (who.ref is not None and who.ref.casefold() == "excluded")


def is_person(who: Organisation) -> bool:
    """Whether the element names a natural person.

    Examples
    --------
    >>> [is_person(Organisation(None, (name,), "", None)) for name in ("Ms. Example", "Dr Pump Ltd")]
    [True, False]
    """
    if who.name is None or who.ref is not None:
        return False
    english = _PERSON.fullmatch(who.name) and not _NO_PERSON.search(plain(who.name))
    return bool(english) or is_french_person(who.name, numbered=False)


def names_class(who: Organisation) -> bool:
    """Whether the element names a class of organisations and none of them."""
    if who.ref is not None and not codes.is_class(who.ref):
        return False
    return codes.names_class(plain(who.name)) if who.name else who.ref is not None


@lru_cache(maxsize=16384)
def scope_of(reporter: Organisation | None) -> str:
    """Within what a publisher's names are told apart: its identifier, else its name."""
    if reporter is None:
        return ""
    found = _identity(reporter, "")
    return "" if found is None else slug(reporter.name or "") if found.quality == NAME else found.id


def _identity(who: Organisation, scope: str) -> Identity | None:
    ref = who.ref
    if ref is None or codes.is_class(ref):
        return by_name(who.name, scope) if who.name and plain(who.name) else None
    if len(ref) == 5 and ref.isdigit() and ref.isascii():
        return identify(who.name, f"XM-DAC-{ref}")
    if _IATI_LIST.fullmatch(ref):
        return Identity(f"IATI:{ref}", PUBLISHER, (f"IATI:{ref}",))
    return identify(who.name, ref, territory=scope, publisher=scope)
