"""Identifiers of organisations in org-id.guide's way: ``GB-CHC-1136419`` is list, hyphen, number in that list.

The list is a country (or ``XI``, ``XM``, ``XR`` for international ones) and a register; the number is put as the
register itself writes it: a company number of seven digits has lost its leading zero in a spreadsheet, a Scottish
charity's number begins with ``SC``. French numbers go through the same door as everywhere else
(`graphkit.model.identifiers`). A number of one repeated digit is a placeholder and identifies nobody.

What is not in the form of such an identifier is the publisher's own, and says who is who in that publisher's data only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graphkit.model.identifiers import PUBLISHER, REGISTER, Identity, by_name, french
from graphkit.model.text import stated

# Registers of one state write it before theirs (CN-11-CR, US-AK-CR) or with the country (CA_ON-ONT).
_ORG_ID = re.compile(r"([A-Z]{2}(?:_[A-Z]{2})?-(?:[A-Z0-9]{2}-CR|[A-Z][A-Z0-9_]*))[-:](.+)", re.IGNORECASE)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")

_SIREN_LISTS = frozenset({"FR-RCS", "FR-INSEE", "FR-SIREN", "FR-SIRET", "FR-SIRENE"})

# What a number of the register looks like, where it has one form only; a number of another form is the publisher's own
# (a charity of the Isle of Man under the code for England and Wales).
_FORMS = {
    "GB-CHC": re.compile(r"\d{5,7}(?:-\d{1,5})?"),
    "GB-COH": re.compile(r"(?:\d{8}|[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z])"),
    "GB-SC": re.compile(r"SC\d{6}"),
    "GB-NIC": re.compile(r"\d{6}"),
}


@dataclass(frozen=True, slots=True)
class OrgId:
    """An identifier as given, taken apart.

    Attributes
    ----------
    scheme : str or None
        Code of the list (``GB-CHC``); None where the text names none.
    value : str
        The number in that list, in the list's own spelling.
    note : str or None
        Why it identifies nobody in that list.
    nobody : bool
        Whether it identifies nobody at all, not even in the publisher's data: a placeholder.
    """

    scheme: str | None
    value: str
    note: str | None = None
    nobody: bool = False

    @property
    def id(self) -> str | None:
        """``scheme:value``; None where it identifies nobody."""
        return None if self.scheme is None or self.note else f"{self.scheme}:{self.value}"


@lru_cache(maxsize=65536)
def org_id(text: str) -> OrgId | None:
    """List and number that a text names; None where the text says nothing.

    Examples
    --------
    >>> org_id("gb-coh-1234567").id, org_id("GB-SC-042386").id, org_id("XM-DAC-41114").id
    ('GB-COH:01234567', 'GB-SC:SC042386', 'XM-DAC:41114')
    >>> org_id("360G-ft-00002").scheme is None
    True
    >>> org_id("GB-CHC-000000").note
    'GB-CHC-000000: a placeholder, not a number of the register'
    """
    shown = stated(text)
    if shown is None:
        return None
    bare = _SPACES.sub("", shown)
    found = _ORG_ID.fullmatch(bare)
    if found is None:
        return OrgId(None, shown)
    scheme = found[1].upper()
    value = _spelled(scheme, found[2])
    digits = re.sub(r"\D", "", value)
    if stated(found[2]) is None or (len(digits) > 3 and len(set(digits)) == 1 and not re.search(r"[^\W\d]{3}", value)):
        return OrgId(scheme, value, f"{bare}: a placeholder, not a number of the register", nobody=True)
    form = _FORMS.get(scheme)
    if form is not None and not form.fullmatch(value):
        return OrgId(scheme, value, f"{bare}: no number of {scheme}")
    return OrgId(scheme, value)


def identify(
    name: str | None, given: str | None, others: Iterable[str] = (), *, territory: str = "", publisher: str = ""
) -> Identity | None:
    """Who an organisation is by its org-id, by further ones, else by the publisher's own id, else by name.

    Parameters
    ----------
    name : str or None
    given : str or None
        The identifier as the source gives it.
    others : iterable of str
        Further org-ids (``GB-CHC-…``) that the source gives in columns of their own. They identify the actor where
        `given` does not, and are kept.
    territory : str
        Where the name belongs; part of an identity by name.
    publisher : str
        Whose own identifiers these are where they name no list; part of an identity by them.

    Returns
    -------
    Identity or None
        None where neither an identifier nor a name says who it is.

    Examples
    --------
    >>> identify("Women's Aid", "GB-CHC-1136419").id
    'GB-CHC:1136419'
    >>> identify("Choir", "org 17", publisher="360G-ft").id
    'id:org 17@360G-ft'
    >>> identify("Choir", "GB-CHC-000000", ["GB-COH-1234567"]).id
    'GB-COH:01234567'
    """
    notes, registered, own = [], [], None
    for text in filter(None, (given, *others)):
        found = org_id(text)
        if found is None:
            continue
        if found.scheme in _SIREN_LISTS or found.scheme == "FR-RNA":
            rna = found.value if found.scheme == "FR-RNA" else None
            who = french(None, None if rna else found.value, rna)
            if who is None:
                notes.append(f"{found.scheme}-{found.value}: no valid number of the register")
            else:
                registered.append((who.id, who.identifiers))
                notes += [who.note] if who.note else []
        elif found.id is not None:
            registered.append((found.id, (found.id,)))
        else:
            notes += [found.note] if found.note else []
            if text == given and not found.nobody:
                own = found.value if found.scheme is None else f"{found.scheme}-{found.value}"
    note = "; ".join(dict.fromkeys(notes)) or None
    identifiers = tuple(dict.fromkeys(id for _, ids in registered for id in ids))
    if registered:
        return Identity(registered[0][0], REGISTER, identifiers, note)
    if own is not None:
        id = f"id:{own}@{publisher}" if publisher else f"id:{own}"
        return Identity(id, PUBLISHER, (id,), note)
    return by_name(name, territory, note) if name else None


def _spelled(scheme: str, value: str) -> str:
    """A number as its register writes it."""
    if scheme in ("GB-COH", "GB-SC", "GB-CHC", "GB-NIC"):
        value = value.upper()
        value = re.sub(r"\.0+$", "", value)
    if scheme == "GB-COH" and re.fullmatch(r"\d{6,7}", value):
        return value.zfill(8)
    if scheme == "GB-SC" and re.fullmatch(r"\d{1,6}", value):
        return f"SC{value.zfill(6)}"
    return value
