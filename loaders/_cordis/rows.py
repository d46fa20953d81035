"""The rows of the tables of CORDIS: what each states, once a first look has told how money is shared out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graphkit.loaders._cordis import columns as cordis
from graphkit.loaders._cordis.columns import Cells
from graphkit.loaders._cordis.money import NOT_SHARED, THIRD_PARTY, Claim, Shares
from graphkit.loaders._cordis.participants import EU, Participant, participant
from graphkit.loaders._cordis.projects import action, decided, fields, period, placed, programme, project_id
from graphkit.loaders._cordis.survey import CordisTable, Project, Survey, cents_of, claim_of, survey
from graphkit.loaders._reading import Record
from graphkit.model.money import to_major
from graphkit.model.records import Fault, Node, Reject, Row, Tie

_INSIDE = "third party: its money is inside the contribution of a coordinator or participant"

# Why a row has no tie of money.
_WITHOUT = {
    "third_party": _INSIDE,
    "associated_partner": "associated partner, without money of the EU",
}
_ELSEWHERE = "participant whose amount stands in another row of the project"


def rows(tables: Sequence[CordisTable]) -> Iterator[Row | Reject]:
    """The rows of all tables."""
    found = survey(tables)
    for one in tables:
        faults = list(one.table.faults)
        for read in one:
            if isinstance(read, Reject):
                yield read
                continue
            record, cells = read
            row = _row(one, record, cells, found)
            if isinstance(row, Row) and faults:
                row.faults[:0], faults = faults, []
            yield row


def _row(one: CordisTable, record: Record, cells: Cells, survey: Survey) -> Row | Reject:
    place = one.prefix + record.locator
    if not project_id(cells):
        return Reject(place, [Fault("projectID", "", "names no project")])
    if one.kind == cordis.PARTICIPATIONS:
        row = _participation(place, cells, survey)
    elif one.kind == cordis.PROJECTS:
        row = _project(place, cells, survey)
    else:
        row = _part(one.kind, place, cells, survey)
    # No tie needs the content of its row: those of money have ids, and cells may name natural persons.
    if isinstance(row, Row) and record.repaired and row.note is None:
        row.note = "text encoded twice, put right"
    return row


def _project(place: str, cells: Cells, survey: Survey) -> Row:
    faults: list[Fault] = []
    node = action(cells, faults)
    decided(cells, faults)
    cents_of(cells, "ecMaxContribution", faults)
    nodes, ties = placed(cells, survey.titles)
    project = survey.projects[node.id]
    project.node = node
    shares = project.shares
    if shares.fault:
        faults.append(Fault("ecMaxContribution", cells.get("ecMaxContribution", ""), shares.fault))
    if shares.rest and not project.claims:
        nodes.append(EU)
        ties.insert(0, _rest(node.id, project, shares))
    return Row(place, [node, *nodes], ties, faults=faults, note=shares.case)


def _part(kind: str, place: str, cells: Cells, survey: Survey) -> Row | Reject:
    """A row of the tables that say what a project is part of, and which fields it is in."""
    if kind == cordis.FIELDS:
        if "euroSciVocCode" not in cells:
            return Reject(place, [Fault("euroSciVocCode", "", "names no field")])
        return Row(place, *fields(cells))
    column = "topics" if kind == cordis.TOPICS else "legalBasis"
    if column not in cells:
        return Reject(place, [Fault(column, "", "names nothing that the project is part of")])
    framework = survey.projects[project_id(cells)].cells.get("frameworkProgramme")
    stated = {name: cells[name] for name in ("projectID", column)}
    nodes, ties = placed(stated | ({"frameworkProgramme": framework} if framework else {}), survey.titles)
    # What the row itself states stands for it.
    return Row(place, nodes, sorted(ties, key=lambda tie: tie.end == (programme(framework).key if framework else None)))


def _participation(place: str, cells: Cells, survey: Survey) -> Row | Reject:
    faults: list[Fault] = []
    who = participant(cells, survey.known)
    if who is None:
        wrong = Fault("organisationID", "", "neither a PIC nor a name says who takes part")
        return Reject(place, [wrong])
    faults += who.faults
    id = project_id(cells)
    project = survey.projects[id]
    claim = claim_of(who, cells, faults)
    nodes: list[Node] = []
    ties: list[Tie] = []
    note = None
    if project.node is None:
        told = dict(cells) | project.cells
        project.node = action(told, faults)
        decided(told, faults)
        nodes, ties = placed(told, survey.titles)
        note = project.shares.case
    money = _money(cells, who, claim, project, faults)
    taking = Tie(
        "TAKES_PART",
        who.node.key,
        ("Action", id),
        {"role": who.role, "note": "participation ended early" if claim.left else None},
    )
    if who.person:
        note = "natural person, name not kept"
    elif not any(tie.properties.get("recipient") for tie in money):
        note = project.shares.left_out.get(project.given - 1) or _WITHOUT.get(who.role, _ELSEWHERE)
    nodes = [EU, who.node, project.node, *nodes, *who.places]
    return Row(place, nodes, [*money, taking, *ties, *who.located], faults=faults, note=note)


def _money(cells: Cells, who: Participant, claim: Claim, project: Project, faults: list[Fault]) -> list[Tie]:
    id, shares = project_id(cells), project.shares
    at, project.given = project.given, project.given + 1
    ties = [_rest(id, project, shares)] if at == 0 and shares.rest else []
    if at in shares.left_out:
        faults.append(Fault("ecContribution", cells.get("ecContribution", ""), shares.left_out[at]))
        return ties
    cents = shares.cents[at]
    if claim.role == THIRD_PARTY and claim.gross:
        faults.append(Fault("ecContribution", f"{claim.gross / 100:.2f}", f"of a {_INSIDE}; not counted"))
    if not cents and (claim.role in (THIRD_PARTY, "associated_partner") or _elsewhere(claim, project)):
        return ties
    rank = project.ranks.setdefault((claim.who, claim.role), 0)
    project.ranks[claim.who, claim.role] += 1
    properties = _grant(id, project) | {
        "amount": None if cents is None else to_major(cents, "EUR"),
        "recipient": who.node.id,
        "recipient_id": who.pic,
        "note": _difference(cells, claim, cents),
    }
    own = f"{who.node.id.removeprefix('EU-PIC:')}:{claim.role}" + (f":{rank + 1}" if rank else "")
    return [Tie("FUNDS", EU.key, ("Action", id), properties, id=f"{id}:{own}"), *ties]


def _elsewhere(claim: Claim, project: Project) -> bool:
    """Whether the participant states no amount here and one in another row of the project."""
    return claim.gross is None and any(other.who == claim.who and other.kept is not None for other in project.claims)


def _rest(id: str, project: Project, shares: Shares) -> Tie:
    what = "ecMaxContribution" if shares.why == NOT_SHARED else "ecContribution"
    properties = _grant(id, project) | {"amount": to_major(shares.rest, "EUR"), "note": f"part of {what}, {shares.why}"}
    return Tie("FUNDS", EU.key, ("Action", id), properties, id=f"{id}:rest")


def _grant(id: str, project: Project) -> dict[str, Any]:
    """What every tie of money of a project says."""
    return {
        "currency": "EUR",
        "resource": "cash",
        "instrument": "grant",
        "basis": "committed",
        "status": "granted",
        "scheme": project.cells.get("fundingScheme"),
        "reference": id.removeprefix("cordis:"),
        **decided(project.cells),
        **period(project.cells),
    }


def _difference(cells: Cells, claim: Claim, cents: int | None) -> str | None:
    """What the source states beside the amount."""
    if claim.gross is None and claim.net is None and "euContribution" in cells:
        # Where the accounts can be compared, it is inside the contribution that the other one gives to somebody else.
        return f"eu_contribution {cells['euContribution']}: of another account of the same money, not counted"
    if claim.role == THIRD_PARTY or claim.gross is None or cents == claim.gross:
        return None
    return f"ecContribution {claim.gross / 100:.2f} with what its third parties get"
