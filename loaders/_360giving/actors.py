"""Who gives and who receives: organisations by org-id, departments of a funder, individuals without their names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from graphkit.loaders import _persons
from graphkit.loaders._360giving.entry import Entry
from graphkit.loaders._aliases import aliases
from graphkit.model.identifiers import REGISTER, Identity
from graphkit.model.orgid import identify, org_id
from graphkit.model.records import Node, Tie
from graphkit.model.text import plain, slug

# A funder stands on every grant of its file.
_identify = lru_cache(maxsize=65536)(identify)

# "Mrs A. Example" in a column for organisations: files before version 1.2 had no other place for individuals.
_PERSON = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|rev|prof|professor)\.?\s+(?P<rest>[^\d'’]+)", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:trust|fund|foundation|charity|limited|ltd|cic|llp|plc|company|association|society|club|group|school|college"
    r"|university|church|museum|hall|house|home|homes|centre|center|project|council|theatre|band|and co|cio|academy"
    r"|surgery|practice|clinic|ministries|parish)\b"
)
_UNNAMED = frozenset({"individual", "individuals", "individual recipient", "private individual", "personal grant"})


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives: the actor that the tie begins at, and the organisation, the same one where no department is named."""

    node: Node
    organisation: Node
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives, with the identifier as given; `person` where it is an individual, whose name is not kept."""

    node: Node
    given: str | None
    entry: Entry
    person: bool = False


def giver(entry: Entry) -> Giver | None:
    """The funder that an entry of ``fundingOrganization`` names, or its department; None where it names none."""
    who = _identity(entry, "")
    if who is None:
        return None
    name = entry.text("name") or who.id
    department = entry.text("department")
    if department is None:
        node = Node("Actor", who.id, name, _properties(entry, who), funder=True)
        return Giver(node, node)
    whole = Node("Actor", who.id, name, _properties(entry, who))
    part = Node(
        "Actor",
        f"{who.id}/{slug(department)}",
        department,
        {"kind": "department", "id_quality": who.quality},
        funder=True,
    )
    return Giver(part, whole, (Tie("MEMBER_OF", part.key, whole.key, {"membership": "department_of"}),))


def recipient(entry: Entry, funder: str, next_id: Callable[[], str]) -> Recipient | None:
    """The organisation that an entry of ``recipientOrganization`` names; None where it names none.

    A name that is a person's, without a number of a register, is an individual; `next_id` gives it an id.
    """
    who = _identity(entry, funder)
    if who is None:
        return None
    name = entry.text("name")
    if name and who.quality != REGISTER and _is_person(name):
        return individual(entry, next_id())
    return Recipient(Node("Actor", who.id, name or who.id, _properties(entry, who)), entry.text("id"), entry)


def individual(entry: Entry, id: str) -> Recipient:
    """An individual: one actor for each grant, never a name.

    The publisher's identifier is not kept, nor a hash of it: some publishers make it of the person's name.
    """
    return Recipient(_persons.person(id, "individual"), None, entry, person=True)


def is_individual(id: str) -> bool:
    """Whether the id of a recipient is that of an individual."""
    return id.startswith(_persons.INDIVIDUAL)


def _identity(entry: Entry, territory: str) -> Identity | None:
    given, name = entry.text("id"), entry.text("name")
    found = org_id(given) if given else None
    others = []
    for field, text in (("charityNumber", _charity(entry)), ("companyNumber", _company(entry))):
        other = org_id(text) if text else None
        if other is None or text is None:
            continue
        if found is not None and found.id and found.scheme == other.scheme:
            # The same register twice: two numbers of it are two organisations, and one of them is not this one.
            if other.id and other.id != found.id:
                entry.fault(field, entry.text(field) or "", f"is another number than {given} in the same register")
            continue
        others.append(text)
    # Identifiers that begin with a publisher's own prefix are told apart by it; all others by who uses them.
    own = "" if given and given.upper().startswith("360G-") else territory
    who = _identify(name, given, tuple(others), territory=territory, publisher=own)
    if who is not None and who.note:
        entry.fault("id", given or "", who.note)
    return who


def _charity(entry: Entry) -> str | None:
    """A charity number as org-id: the registers of the United Kingdom write theirs differently."""
    text = entry.text("charityNumber")
    bare = re.sub(r"[\s.]", "", text).upper() if text else ""
    if re.fullmatch(r"SCO?\d{5,6}", bare):
        return f"GB-SC-SC{bare[2:].lstrip('O').zfill(6)}"
    if re.fullmatch(r"NIC?\d{6}", bare):
        return f"GB-NIC-{bare[-6:]}"
    return f"GB-CHC-{bare}" if re.fullmatch(r"\d{5,7}(?:-\d+)?", bare) else None


def _company(entry: Entry) -> str | None:
    text = entry.text("companyNumber")
    bare = re.sub(r"\s", "", text).upper() if text else ""
    return f"GB-COH-{bare}" if re.fullmatch(r"\d{6,8}|[A-Z]{2}\d{5,6}[A-Z]?", bare) else None


def _properties(entry: Entry, who: Identity) -> dict[str, object]:
    return {
        **who.properties(),
        "aliases": aliases(entry.text("name"), entry.text("alternateName")),
        "description": entry.text("description"),
        "url": entry.text("url"),
    }


def _is_person(name: str) -> bool:
    if plain(name) in _UNNAMED:
        return True
    found = _PERSON.fullmatch(name.strip())
    return bool(found and 1 <= len(plain(found["rest"]).split()) <= 5 and not _NO_PERSON.search(plain(found["rest"])))
