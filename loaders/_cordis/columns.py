"""Which table of CORDIS a file is and what its columns are: the archives since 2021, earlier editions, one flat table.

A table is known by its columns, not by its name: the flat table is one of participations that also holds what
``project.csv`` says of the project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphkit.model.text import plain, stated

Cells = Mapping[str, str]
"""What a row states, by the archives' name of the column; a column that says nothing is not in it."""

PARTICIPATIONS, PROJECTS, TOPICS, LEGAL_BASES, FIELDS = "participations", "projects", "topics", "legal bases", "fields"

# Further spellings of a column beside the archives' own, as words run together: earlier editions, the flat table.
_SPELLINGS = {
    "projectID": ("id", "projectreference"),
    "acronym": ("projectacronym",),
    "organisationID": ("organizationid", "pic", "participantid"),
    "name": ("organizationname", "organisationname", "legalname"),
    "shortName": ("legalshortname",),
    "vatNumber": (),
    "activityType": ("legalentitytype",),
    "country": ("countrycode",),
    "countryName": (),
    "nutsCode": (),
    "organizationURL": ("legalurl",),
    "role": ("partnerrole",),
    "ecContribution": (),
    "netEcContribution": (),
    "euContribution": (),
    "endOfParticipation": (),
    "status": (),
    "title": (),
    "startDate": (),
    "endDate": (),
    "ecMaxContribution": (),
    "legalBasis": ("programme",),
    "topics": ("topic", "topiccode"),
    "topicTitle": ("topicdescription",),
    "theme": ("thematicpriority",),
    "ecSignatureDate": ("signaturedate",),
    "frameworkProgramme": (),
    "fundingScheme": (),
    "objective": (),
    "grantDoi": (),
    "euroSciVocCode": (),
    "euroSciVocPath": (),
    "euroSciVocTitle": (),
}
_COLUMNS = {key: column for column, others in _SPELLINGS.items() for key in (column.lower(), *others)}

# The columns by which each table is known, the first that has all of them.
_KNOWN_BY = (
    (PARTICIPATIONS, {"projectID", "role", "organisationID"}),
    (PARTICIPATIONS, {"projectID", "role", "name"}),
    (FIELDS, {"projectID", "euroSciVocCode"}),
    (PROJECTS, {"projectID", "startDate", "title"}),
    (PROJECTS, {"projectID", "ecMaxContribution"}),
    (TOPICS, {"projectID", "topics"}),
    (LEGAL_BASES, {"projectID", "legalBasis"}),
)


def columns(header: Sequence[str]) -> dict[str, int]:
    """Place of each column in a file, by its name in the archives.

    Examples
    --------
    >>> columns(["project_id", "pic", "country_code", "country"])
    {'projectID': 0, 'organisationID': 1, 'country': 2, 'countryName': 3}
    """
    places: dict[str, int] = {}
    keys = [plain(name).replace(" ", "") for name in header]
    for place, key in enumerate(keys):
        # Where a table gives the code in a column of its own, "country" is the name.
        column = "countryName" if key == "country" and "countrycode" in keys else _COLUMNS.get(key)
        if column:
            places.setdefault(column, place)
    return places


def recognise(header: Sequence[str]) -> int:
    """How many columns of CORDIS stand in a row."""
    return len(columns(header))


def table_of(places: Mapping[str, int]) -> str | None:
    """Which table has these columns; None where it is none of those that are read."""
    return next((table for table, needed in _KNOWN_BY if needed <= places.keys()), None)


def cells_of(row: Sequence[str], places: Mapping[str, int]) -> Cells:
    """What a row states."""
    return {column: value for column, place in places.items() if (value := stated(row[place])) is not None}
