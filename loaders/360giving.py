"""Grants in the 360Giving Data Standard, as JSON, CSV or workbook, as published and as found.

One grant is one FUNDS tie with the grant's own identifier: the funder (or the department that it names) funds the
recipient's activity of the year of the award, and the recipient takes part in it, as the standard names no project.
How amounts, dates and regrants are read stands in `graphkit.loaders._360giving.grant`, how identities are found in
`graphkit.model.orgid` and `graphkit.loaders._360giving.actors`.

Where a grant names several funders or recipients, the standard does not say what each gives or gets: the amount stands
once, on the tie from the first funder to the first recipient; the other ties state none, and are counted as missing.

A grant that stands in the file again, alike, adds its places and classifications; with another amount, funder or
recipient it is rejected: an identifier is of one grant, and money that may be the same is not added twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graphkit.errors import FormatError, UsageError
from graphkit.loaders import _persons
from graphkit.loaders._360giving import grant as _grant
from graphkit.loaders._360giving import json as _json
from graphkit.loaders._360giving import tables as _tables
from graphkit.loaders._360giving.actors import Giver, Recipient, giver, individual, is_individual, recipient
from graphkit.loaders._360giving.codes import SCOPES
from graphkit.loaders._360giving.entry import Entry
from graphkit.loaders._360giving.graph import Parties, about, action, action_id, programme_nodes, who_and_what
from graphkit.loaders._360giving.individuals import ids_of
from graphkit.model.records import Fault, Node, Reject, Row
from graphkit.model.text import plain

TITLE = "Grants in the 360Giving Data Standard"
SPECIFICATION = (
    "https://standard.threesixtygiving.org - grants of foundations, lotteries, councils and ministries, mostly of the "
    "United Kingdom; versions 1.0 to 1.4; JSON, CSV or workbook, columns named by title or by path."
)
DROPS = (
    "Addresses, e-mail and telephone, contact names, departments of recipients, transactions, related documents and "
    "activities, answers of the DEI extension, columns beyond the standard; names and identifiers of individuals, and "
    "the postcodes where they live. What was applied for, and what was disbursed of an award, stays in the tie's note."
)
OPTIONS = {"sheet": "The sheet of a workbook; otherwise all that hold grants."}
# By these a file of the format is known; see graphkit/loading/looks.py.
SIGNS = (("Amount Awarded", "Funding Org:"), ('"amountAwarded"', '"fundingOrganization"'))
EXAMPLE_NAME = "grants.csv"
EXAMPLE = """\
Identifier,Title,Description,Currency,Amount Awarded,Award Date,Planned Dates:Start Date,Planned Dates:Duration (months),Recipient Org:Identifier,Recipient Org:Name,Recipient Ind:Identifier,Recipient Ind:Name,Beneficiary Location:Name,Beneficiary Location:Geographic Code,Beneficiary Location:Country Code,Funding Org:Identifier,Funding Org:Name,Funding Org:Department,Grant Programme:Title,For Regrant Type
360G-example-001,Repair workshops,Tools and rent for two workshops,GBP,12000,2023-03-14,2023-04-01,12,GB-CHC-1099991,Mill Lane Repair Club,,,Ambridge,E05099991,GB,GB-CHC-1099990,Example Foundation,,Neighbourhoods,
360G-example-002,Core costs,,GBP,8000.50,2023-05-02,,,GB-CHC-1099991,Mill Lane Repair Club,,,,,GB,GB-CHC-1099990,Example Foundation,,,
360G-sample-17,Small grants scheme,To be handed on to groups of residents,GBP,50000,2023-06-01,,,GB-COH-09999910,Community Chest CIC,,,,,GB,GB-LAE-XMP,Example Council,Communities,Neighbourhoods,FRG010
360G-sample-18,Course fees,,GBP,300,2023-06-20,,,,,A-204,Individual Recipient,,,GB,GB-LAE-XMP,Example Council,Communities,,
"""  # noqa: E501


def load(path: Path, sheet: str | None = None) -> Iterator[Row | Reject]:
    """The grants of a file.

    Parameters
    ----------
    path : Path
    sheet : str, optional
        The sheet of a workbook; otherwise all that hold grants.

    Raises
    ------
    FormatError
        The file is no JSON, table or workbook, or holds no grants.
    """
    known: dict[str, _Known] = {}
    ranks = _persons.Ranks()
    for found in _read(path, sheet):
        if isinstance(found, Reject):
            yield found
            continue
        place, values, faults = found
        if isinstance(values, dict):
            yield _row(place, Entry(values, "", list(faults)), known, ranks)
        else:
            yield Reject(place, [Fault("", str(values)[:60], "is no grant; a grant is an object with named fields")])


class _Known(NamedTuple):
    """What an earlier statement of a grant said; small, as there is one for each grant of a file."""

    place: str
    amount: float | None
    currency: str | None
    funder: str
    recipient: str
    person: str | None
    year: int | None


def _read(path: Path, sheet: str | None) -> Iterator[tuple[str, Any, list[Fault]] | Reject]:
    if path.is_dir():
        raise FormatError(f"{path} is a folder. Name the file in it.")
    if not _json.is_json(path):
        yield from _tables.grants(path, sheet)
        return
    if sheet is not None:
        raise UsageError(f"{path.name} is JSON and has no sheets. Leave the option sheet out.")
    for place, value in _json.grants(path):
        yield place, value, []


def _row(place: str, grant: Entry, known: dict[str, _Known], ranks: _persons.Ranks) -> Row | Reject:
    funders = [found for entry in grant.each("fundingOrganization") if (found := giver(entry))]
    recipients = _recipients(grant, funders[0].organisation.id if funders else "", ranks)
    before = known.get(grant.text("id") or "")
    if before is not None and not funders and not recipients:
        # A table that has further places of a grant in rows of their own below it.
        return _more(place, grant, before, [])
    wrong = [
        Fault(column, "", f"neither an identifier nor a name says who {does}; add one of them")
        for column, does, found in (
            ("fundingOrganization", "gives", funders),
            ("recipientOrganization", "receives", recipients),
        )
        if not found
    ]
    money: dict[str, Any] = {}
    noted: list[str] = []
    try:
        money, noted = _grant.money(grant)
    except _grant.Unusable as error:
        wrong.append(error.fault)
    dates, dated = _grant.dates(grant)
    if wrong:
        return Reject(place, [*grant.faults, *wrong])
    id = _id(grant, funders[0])
    programmes = programme_nodes(grant, funders[0].organisation)
    ends = funders[0].node.id, recipients[0].node.id
    said = _Known(place, money["amount"], money["currency"], *ends, _person(recipients[0]), dates["year"])
    if id is not None and id in known:
        return _again(grant, known[id], said, programmes)
    if id is not None:
        known[id] = said
    scale = _scale(grant)
    parties = Parties(funders, recipients, [action(who, dates["year"], scale) for who in recipients])
    kind, told = _grant.kind(grant)
    properties = {**money, **dates, **kind, "status": "granted", "purpose": _purpose(grant, recipients)}
    properties |= {"scheme": programmes[0].name if programmes else None, "reference": grant.text("id")}
    parts = who_and_what(parties, id, properties, [*noted, *dated, *told])
    for what, who in zip(parties.actions, recipients, strict=True):
        parts += about(grant, what.key, programmes, person=who.person)
    # A grant with an identifier is known by it, one without by all that it says.
    content = () if id else _content(grant, recipients)
    return Row(place, parts.nodes, parts.ties, content, faults=grant.faults, note=_note(money, parties))


def _content(grant: Entry, recipients: list[Recipient]) -> tuple[str, ...]:
    """All that a grant says; of one to individuals their ids, which are made of all that it says of nobody."""
    people = tuple(who.node.id for who in recipients if who.person)
    return people or (json.dumps(grant.values, sort_keys=True, default=str),)


def _person(who: Recipient) -> str | None:
    """What tells an individual from another while the file is read; never kept."""
    return who.entry.text("id") or who.entry.text("name") if who.person else None


def _recipients(grant: Entry, funder: str, ranks: _persons.Ranks) -> list[Recipient]:
    next_id = ids_of(grant, funder, ranks)
    bodies = [recipient(entry, funder, next_id) for entry in grant.each("recipientOrganization")]
    person = grant.one("recipientIndividual")
    if person is not None and (person.text("id") or person.text("name")):
        bodies.append(individual(person, next_id()))
    return list({who.node.id: who for who in bodies if who is not None}.values())


def _id(grant: Entry, funder: Giver) -> str | None:
    """The grant's identifier; with its funder's, where it does not begin with a publisher's prefix of the standard."""
    id = grant.text("id")
    if id is None:
        grant.fault("id", "", "the grant has no identifier; it is told from others by all that it says")
        return None
    return id if id.startswith("360G-") else f"{funder.organisation.id}/{id}"


def _scale(grant: Entry) -> str | None:
    scope = grant.text("locationScope")
    if scope is None:
        return None
    if scope.upper() not in SCOPES:
        grant.fault("locationScope", scope, f"is no code of its list: {', '.join(SCOPES)}")
    return SCOPES.get(scope.upper())


def _purpose(grant: Entry, recipients: list[Recipient]) -> str | None:
    """What the grant is for, without a text that names a person."""
    people = [plain(who.entry.text("name") or "") for who in recipients if who.person]
    names = {word for person in people for word in person.split() if len(word) > 2}
    kept = [text.rstrip(".") for text in _grant.texts(grant) if not names or not names & set(plain(text).split())]
    return ". ".join(kept) or None


def _again(grant: Entry, before: _Known, said: _Known, programmes: list[Node]) -> Row | Reject:
    """A grant that stands in the file already: alike, it adds what it says of places; otherwise it is rejected."""
    compared = zip(_Known._fields[1:6], said[1:6], before[1:6], strict=True)
    differs = [f"another {name}" for name, now, then in compared if now is not None and now != then]
    if differs:
        reason = f"this grant stands in {before.place} with {', '.join(differs)}; each grant needs its own identifier"
        return Reject(said.place, [*grant.faults, Fault("id", grant.text("id") or "", reason)])
    return _more(said.place, grant, before, programmes)


def _more(place: str, grant: Entry, before: _Known, programmes: list[Node]) -> Row:
    what = ("Action", action_id(before.recipient, before.year))
    parts = about(grant, what, programmes, person=is_individual(before.recipient))
    return Row(place, parts.nodes, parts.ties, faults=grant.faults, note="grant that stands in the file already")


def _note(money: dict[str, Any], parties: Parties) -> str | None:
    """The one thing about a grant that is worth counting."""
    if any(who.person for who in parties.recipients):
        return "natural person, name not kept"
    if len(parties.funders) > 1 or len(parties.recipients) > 1:
        return "several funders or recipients, amount stated once"
    return "without an amount" if money["amount"] is None else None
