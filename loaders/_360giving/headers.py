"""Column names of 360Giving tables: by schema title (``Recipient Org:Identifier``) or by path, in any spelling.

A name is cut at colons, slashes, dots and brackets; its parts are compared without case, blanks and punctuation, by the
title of the schema (1.0 to 1.4), by the name of the field, or by a word seen in published files. A number between two
parts says which of several: ``Recipient Org:1:Name`` is the second recipient, ``recipientOrganization/0/id`` the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graphkit.model.text import plain

Path = tuple[str | int, ...]
"""Where a value stands in a grant: names of fields, and the number of an entry where a field holds a list."""

_CUT = re.compile(r"\s*[:/.\[\]]+\s*")
_NUMBER = re.compile(r"[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: the words for it, the fields of what it holds, whether it holds a list, and which is meant alone."""

    words: tuple[str, ...]
    holds: Mapping[str, _Field] | None = None
    list: bool = False
    alone: str | None = None


_LOCATION = {
    "id": _Field(("Identifier",)),
    "name": _Field(("Name",)),
    "countryCode": _Field(("Country Code",)),
    "latitude": _Field(("Latitude",)),
    "longitude": _Field(("Longitude",)),
    "geoCode": _Field(("Geographic Code", "Geographic Code (geoCode)")),
    "geoCodeType": _Field(("Geographic Code Type", "Geographic Code Type (geoCodeType)")),
}
_ORGANISATION = {
    "id": _Field(("Identifier", "Org Identifier")),
    "name": _Field(("Name",)),
    "department": _Field(("Department",)),
    "charityNumber": _Field(("Charity Number",)),
    "companyNumber": _Field(("Company Number",)),
    "alternateName": _Field(("Alternate Name",)),
    "description": _Field(("Description",)),
    "organisationType": _Field(("Organisation Type",)),
    "url": _Field(("Web Address", "URL")),
    "location": _Field(("Location",), _LOCATION, list=True, alone="name"),
}
_EVENT = {
    "startDate": _Field(("Start Date",)),
    "endDate": _Field(("End Date",)),
    "duration": _Field(("Duration (months)", "Duration")),
}
_CLASSIFICATION = {
    "vocabulary": _Field(("Vocabulary",)),
    "code": _Field(("Code",)),
    "title": _Field(("Title",)),
}
_GRANT = {
    "id": _Field(("Identifier", "Grant Identifier")),
    "title": _Field(("Title",)),
    "description": _Field(("Description",)),
    "currency": _Field(("Currency",)),
    "amountAppliedFor": _Field(("Amount Applied For",)),
    "amountAwarded": _Field(("Amount Awarded",)),
    "amountDisbursed": _Field(("Amount Disbursed",)),
    "awardDate": _Field(("Award Date", "Award Date:Start Date")),
    "url": _Field(("URL", "Web Address")),
    "plannedDates": _Field(("Planned Dates",), _EVENT, list=True),
    "actualDates": _Field(("Actual Dates",), _EVENT, list=True),
    "recipientOrganization": _Field(("Recipient Org", "Recipient Organisation", "Recipient"), _ORGANISATION, list=True),
    "recipientIndividual": _Field(
        ("Recipient Ind", "Recipient Individual"), {"id": _Field(("Identifier",)), "name": _Field(("Name",))}
    ),
    "toIndividualsDetails": _Field(
        ("To Individuals Details",),
        {
            "primaryGrantReason": _Field(("Primary Grant Reason",)),
            "secondaryGrantReason": _Field(("Secondary Grant Reason",)),
            "grantPurpose": _Field(("Grant Purpose",)),
        },
    ),
    "beneficiaryLocation": _Field(("Beneficiary Location",), _LOCATION, list=True, alone="name"),
    "fundingOrganization": _Field(("Funding Org", "Funding Organisation", "Funder"), _ORGANISATION, list=True),
    "grantProgramme": _Field(
        ("Grant Programme", "Grant Program"),
        {"code": _Field(("Code",)), "title": _Field(("Title",)), "description": _Field(("Description",))},
        list=True,
        alone="title",
    ),
    "fundingType": _Field(("Funding Type",), _CLASSIFICATION, list=True, alone="title"),
    "classifications": _Field(("Classifications", "Classification"), _CLASSIFICATION, list=True, alone="title"),
    "regrantType": _Field(("For Regrant Type", "Regrant Type")),
    "locationScope": _Field(("Location Scope",)),
}


@cache
def path_of(header: str) -> Path | None:
    """Where the values of a column stand in a grant; None where the standard has no such column.

    Examples
    --------
    >>> path_of("Recipient Org : Identifier"), path_of("recipientOrganization/0/id")
    (('recipientOrganization', 0, 'id'), ('recipientOrganization', 0, 'id'))
    >>> path_of("Recipient Org:Location:Geographic Code")
    ('recipientOrganization', 0, 'location', 0, 'geoCode')
    >>> path_of("School / Building") is None
    True
    """
    # A whole name first: "Award Date:Start Date" is one field, not a field of another.
    name = _name_of(header, _GRANT)
    if name is not None and _GRANT[name].holds is None:
        return (name,)
    parts = [part for part in _CUT.split(header.strip()) if part]
    return _walk(parts, _GRANT) if parts else None


def missing(paths: Iterable[Path | None]) -> list[str]:
    """The columns, in the words of the schema, without which a grant cannot be told; empty where all are there."""
    said = {path[0] for path in paths if path and path[-1] in ("id", "name")}
    lacks = []
    if "fundingOrganization" not in said:
        lacks.append("Funding Org:Identifier or Funding Org:Name")
    if not said & {"recipientOrganization", "recipientIndividual"}:
        lacks.append("Recipient Org:Identifier, Recipient Org:Name or Recipient Ind:Identifier")
    return lacks


def _walk(parts: Sequence[str], fields: Mapping[str, _Field]) -> Path | None:
    name = _name_of(parts[0], fields)
    if name is None:
        return None
    field, rest = fields[name], list(parts[1:])
    path: Path = (name,)
    if field.list:
        path += (int(rest.pop(0)) if rest and _NUMBER.fullmatch(rest[0]) else 0,)
    if not rest:
        alone = (field.alone,) if field.alone else None
        return path if field.holds is None else alone and path + alone
    below = _walk(rest, field.holds or {})
    if below is None and name == "classifications" and len(rest) == 1:
        # "Classification:Grant Fund": a column for each classification, named after it.
        return name, " ".join(rest[0].split()), "title"
    return below and path + below


def _name_of(word: str, fields: Mapping[str, _Field]) -> str | None:
    bare = _bare(word)
    return next((name for name, field in fields.items() if bare in (_bare(name), *map(_bare, field.words))), None)


def _bare(text: str) -> str:
    return plain(text).replace(" ", "").replace("organization", "organisation")
