"""What a first look at all tables of CORDIS tells: how each project's money is shared out, what parts are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from graphkit.errors import FormatError
from graphkit.loaders._cordis import columns as cordis
from graphkit.loaders._cordis.columns import Cells
from graphkit.loaders._cordis.money import Claim, Shares, share_out
from graphkit.loaders._cordis.participants import Known, Participant, participant
from graphkit.loaders._cordis.projects import project_id
from graphkit.loaders._reading import Record, Table, read_table
from graphkit.model.money import parse_amount, to_minor
from graphkit.model.records import Fault, Node, Reject
from graphkit.model.text import plain

_ORDER = (cordis.PROJECTS, cordis.PARTICIPATIONS, cordis.TOPICS, cordis.LEGAL_BASES, cordis.FIELDS)

# Columns of the grant that a participation's tie carries, whichever table states them.
_OF_PROJECT = ("acronym", "startDate", "endDate", "ecSignatureDate", "fundingScheme", "frameworkProgramme")


@dataclass(slots=True)
class CordisTable:
    """One table, and which of the tables of CORDIS it is."""

    kind: str
    table: Table
    places: dict[str, int]
    prefix: str

    @property
    def path(self) -> Path:
        """The file."""
        return self.table.path

    def __iter__(self) -> Iterator[tuple[Record, Cells] | Reject]:
        """Its rows with what they state."""
        for record in self.table:
            if isinstance(record, Reject):
                yield Reject(self.prefix + record.locator, record.faults)
            else:
                yield record, cordis.cells_of(record.cells, self.places)


@dataclass(slots=True)
class Project:
    """What a first look at all tables tells of a project, and how much of it was given out since.

    Attributes
    ----------
    cells : dict
        What its rows say of the grant, by column.
    claims : list of Claim
        One a participation, in the order of the rows.
    shares : Shares
        What each of them gets.
    node : Node or None
        The project as its first row states it.
    given : int
        How many of its participations were given out.
    ranks : dict
        (participant, role) -> how many ties of money it has.
    """

    cells: dict[str, str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    shares: Shares = field(default_factory=lambda: Shares([]))
    node: Node | None = None
    given: int = 0
    ranks: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """What a first look at all tables tells.

    Attributes
    ----------
    known : Known
        What the rows tell of participants.
    projects : dict
        Id -> the project.
    titles : dict
        What topics and legal bases are called, by code.
    """

    known: Known
    projects: dict[str, Project] = field(default_factory=lambda: defaultdict(Project))
    titles: dict[str, str] = field(default_factory=dict)


def open_tables(paths: Sequence[Path], given: str) -> list[CordisTable]:
    """The tables among these files that are read, projects first.

    Raises
    ------
    FormatError
        None of them is a table of participations or of projects.
    """
    found = []
    for path in paths:
        table = read_table(path, recognise=cordis.recognise)
        places = cordis.columns(table.header)
        kind = cordis.table_of(places)
        if kind:
            found.append(CordisTable(kind, table, places, f"{path.name} " if len(paths) > 1 else ""))
    if not any(one.kind in (cordis.PARTICIPATIONS, cordis.PROJECTS) for one in found):
        raise FormatError(
            f"{given} is no table of CORDIS: there is none of participations (projectID, organisationID, role, "
            "ecContribution), nor one of projects (id, title, startDate). Get the CSV edition from CORDIS."
        )
    return sorted(found, key=lambda one: _ORDER.index(one.kind))


def survey(tables: Sequence[CordisTable]) -> Survey:
    """A first look at all rows."""
    found = Survey(Known())
    for one in tables:
        for read in one:
            if isinstance(read, Reject):
                continue
            cells = read[1]
            if one.kind in (cordis.PROJECTS, cordis.PARTICIPATIONS):
                _look(one.kind, cells, found)
            elif one.kind in (cordis.TOPICS, cordis.LEGAL_BASES):
                code = cells.get("topics" if one.kind == cordis.TOPICS else "legalBasis")
                if code and "title" in cells:
                    found.titles.setdefault(code, cells["title"])
    for project in found.projects.values():
        project.shares = share_out(project.claims, cents_of(project.cells, "ecMaxContribution", []))
    return found


def _look(kind: str, cells: Cells, found: Survey) -> None:
    id = project_id(cells)
    if not id:
        return
    project = found.projects[id]
    for column in (*_OF_PROJECT, "ecMaxContribution"):
        if column in cells:
            project.cells.setdefault(column, cells[column])
    if kind == cordis.PARTICIPATIONS:
        found.known.add(cells)
        who = participant(cells, found.known)
        if who:
            project.claims.append(claim_of(who, cells, []))


def claim_of(who: Participant, cells: Cells, faults: list[Fault]) -> Claim:
    """What a row says of its participant's money."""
    gross, net = (cents_of(cells, column, faults) for column in ("ecContribution", "netEcContribution"))
    return Claim(who.node.id, who.role, gross, net, plain(cells.get("endOfParticipation", "")) in ("true", "1", "yes"))


def cents_of(cells: Cells, column: str, faults: list[Fault]) -> int | None:
    """An amount in cents. CORDIS never groups digits: a point or a comma is the decimal mark, both in one row."""
    text = cells.get(column)
    if text is None:
        return None
    cents = _cents(text)
    if cents is None:
        faults.append(Fault(column, text, "is no amount that can be read exactly; the row has none"))
    return cents


# Each amount is read twice, and round ones stand in thousands of rows.
@lru_cache(maxsize=65536)
def _cents(text: str) -> int | None:
    try:
        return to_minor(parse_amount(text, decimal="," if "," in text else "."), "EUR")
    except ValueError:
        return None
