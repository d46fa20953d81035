"""French grants in the schema "subventions" (SCDL), as published and as found.

One row is what one recipient got of one grant: the giver FUNDS the recipient's activity of that year, or the project
that the row names by the id its co-funders share, and the recipient takes part in it. How amounts and shares are read
stands in `graphkit.loaders._scdl.grant`, how identities are found in `graphkit.model.identifiers`, which headers are
understood in `graphkit.loaders._scdl.columns`, co-funders in `graphkit.loaders._scdl.cofunding`, the service that
examined the request in `graphkit.loaders._scdl.service`.

A row that is the total of others is recognised by its sum and is not loaded as money. A recipient without a usable
number is known by its name among those of the same giver. A natural person is kept without name and numbers, as one
actor a row, known by what else the row says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.loaders import _french, _persons
from graphkit.loaders._reading import Record, Table, read_table
from graphkit.loaders._scdl.cofunding import cofunders, project
from graphkit.loaders._scdl.columns import columns, recognise, require
from graphkit.loaders._scdl.grant import Grant, Unusable, read_grant
from graphkit.loaders._scdl.service import service
from graphkit.loaders._scdl.survey import Cells, Survey, giver, is_called_total, may_be_total, survey, total_of
from graphkit.model.identifiers import REGISTER, Identity, french, french_number
from graphkit.model.records import Fault, Node, Reject, Row, Tie
from graphkit.model.text import slug, stated

TITLE = 'French grants of any authority (SCDL schema "subventions")'
SPECIFICATION = (
    "https://gitlab.com/opendatafrance/scdl/subventions - the common schema of French authorities for the grants they "
    "must publish (decree 2017-779), versions 1.1 to 2.1.1, and its extension by datasubvention; CSV or workbook, in "
    "any encoding, with the column names found in practice."
)
DROPS = (
    "Conditions, tools and keys of payment, state-aid notification, RAE number, sector and category columns, "
    "evaluations, names and numbers of natural persons. Co-funders are given by name only: their ties have no amount. "
    "Loans, guarantees and the estimated worth of help in kind stay in the note of the tie: they are not in montant."
)
OPTIONS = {"sheet": "The sheet of a workbook; otherwise the one that fits the schema best."}
# By these a file of the format is known; see graphkit/loading/looks.py.
SIGNS = (("nomBeneficiaire", "nomAttribuant"),)
EXAMPLE_NAME = "subventions.csv"
EXAMPLE = """\
nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;rnaBeneficiaire;objet;montant;nature;conditionsVersement;datesPeriodeVersement;idRAE;notificationUE;pourcentageSubvention;dispositifAide
Région Exemple;23999900600012;2023-03-14;2023-07;Régie de quartier des Lilas;90099000300015;;Ateliers de réparation;12000;aide en numéraire;unique;2023-04-01;;non;1;
Région Exemple;23999900600012;2023-03-14;2023-08;Épicerie solidaire du Gué;90099001100018;;Deux lieux, un projet;10 000,00;aide en numéraire;échelonné;2023-04-01/2023-12-31;;non;0.6;
Région Exemple;23999900600012;2023-03-14;2023-08;Les Jardins partagés du Gué;;W999000111;Deux lieux, un projet;10 000,00;aide en numéraire;échelonné;2023-04-01/2023-12-31;;non;0.4;
Métropole Exemple;24999900400016;2023-05-02;M-31;Régie de quartier des Lilas;90099000300015;;Mise à disposition d'un local;3500.50;aide en nature;unique;2023-05-02;;non;1;
"""  # noqa: E501

# What a row says of its recipient, and of a natural person is not kept.
_OF_RECIPIENT = frozenset(("nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire", "formeJuridique", "idRAE"))


def load(path: Path, sheet: str | None = None) -> Iterator[Row | Reject]:
    """The rows of a file of grants.

    Parameters
    ----------
    path : Path
    sheet : str, optional
        The sheet of a workbook; otherwise the one that fits the schema best.

    Raises
    ------
    FormatError
        The file is no table, or lacks the columns without which a grant cannot be told.
    """
    table = read_table(path, sheet, recognise=recognise)
    places = columns(table.header)
    require(places, table.header, table.path.name)
    return _rows(table, places)


@dataclass(frozen=True, slots=True)
class _Recipient:
    node: Node
    given: str | None
    faults: list[Fault]
    person: bool


def _rows(table: Table, places: dict[str, int]) -> Iterator[Row | Reject]:
    # The numbers of a workbook come with a point, whatever the language of the program that made it.
    decimal = "." if table.encoding is None else None
    records = (record for record in table if isinstance(record, Record))
    found = survey((_cells(record, places) for record in records), decimal)
    ranks = _persons.Ranks()
    faults = list(table.faults)
    for record in table:
        if isinstance(record, Reject):
            yield record
            continue
        row = _row(record, _cells(record, places), found, ranks)
        if isinstance(row, Row) and faults:
            # What is wrong with the table as a whole is told once, with its first row.
            row.faults[:0], faults = faults, []
        yield row


def _cells(record: Record, places: dict[str, int]) -> Cells:
    return {column: value for column, place in places.items() if (value := stated(record.cells[place])) is not None}


def _row(record: Record, cells: Cells, found: Survey, ranks: _persons.Ranks) -> Row | Reject:
    if may_be_total(cells):
        rows = total_of(cells, found)
        if rows or is_called_total(cells):
            return _total(record, cells, rows)
    who = giver(cells, found)
    if who is None:
        wrong = Fault(
            "nomAttribuant", cells.get("idAttribuant", ""), "neither a name nor a valid number says who gives"
        )
        return Reject(record.locator, [wrong])
    name, identity, faults = who
    recipient = _recipient(cells, identity, name, ranks)
    if recipient is None:
        wrong = Fault(
            "nomBeneficiaire", cells.get("idBeneficiaire", ""), "neither a name nor a valid number says who receives"
        )
        return Reject(record.locator, [wrong])
    try:
        grant = read_grant(cells, found)
    except Unusable as error:
        return Reject(record.locator, [error.fault])
    if recipient.person and _persons.names(cells["nomBeneficiaire"], grant.properties["purpose"]):
        grant.properties["purpose"] = None
    kind, scale = _french.kind_and_scale(name, _siren(identity), funder=True)
    funder = Node("Actor", identity.id, name, {**identity.properties(), "kind": kind, "scale": scale}, funder=True)
    nodes, ties = _graph(cells, funder, recipient, grant)
    for more in (cofunders(cells, funder, ties[0], found), service(cells, funder, ties[0].end)):
        nodes += more.nodes
        ties += more.ties
        grant.faults += more.faults
    return Row(
        record.locator,
        nodes,
        ties,
        # Of a natural person the id, which is made of the other cells: names could be tried out.
        content=(recipient.node.id,) if recipient.person else tuple(record.cells),
        faults=[*faults, *recipient.faults, *grant.faults],
        note=_note(recipient, grant),
        repaired=record.repaired,
    )


def _total(record: Record, cells: Cells, rows: str | None) -> Row | Reject:
    amount = cells.get("montant", "")
    if rows is None:
        return Reject(record.locator, [Fault("montant", amount, "a total, but not the sum of the rows it stands with")])
    fault = Fault("montant", amount, f"the sum of the rows {rows}: a total and no grant, not loaded as money")
    return Row(record.locator, [], [], faults=[fault], note="total, equal to its rows")


def _graph(cells: Cells, funder: Node, recipient: _Recipient, grant: Grant) -> tuple[list[Node], list[Tie]]:
    who = recipient.node
    suffix = f":{grant.year}" if grant.year else ""
    label = f"{who.name}, {grant.year}" if grant.year else who.name
    action = project(cells, grant) or Node(
        "Action", f"activity:{who.id}{suffix}", label, {"implied": True, "year": grant.year}
    )
    properties: dict[str, Any] = grant.properties | {"recipient": who.id, "recipient_id": recipient.given}
    return [funder, who, action], [
        Tie("FUNDS", funder.key, action.key, properties),
        Tie("TAKES_PART", who.key, action.key, {"role": "recipient"}),
    ]


def _recipient(cells: Cells, funder: Identity, funder_name: str, ranks: _persons.Ranks) -> _Recipient | None:
    name, number, rna = (cells.get(column) for column in ("nomBeneficiaire", "idBeneficiaire", "rnaBeneficiaire"))
    form = _french.kind_of_legal_form(cells.get("formeJuridique", ""))
    valid = french_number(number or "")
    if name and (form == "individual" or _french.is_person(name, numbered=valid.siren is not None)):
        # As many actors as rows: without the name nothing says which of them are one person.
        return _Recipient(_persons.person(ranks.next_id("scdl", *_beside(cells, name))), None, [], True)
    scope = funder.id if funder.quality == REGISTER else slug(funder_name)
    who = french(name, number, rna, territory=scope)
    if who is None:
        return None
    faults = (
        [Fault("idBeneficiaire" if number else "rnaBeneficiaire", number or rna or "", who.note)] if who.note else []
    )
    kind, scale = _french.kind_and_scale(name or "", valid.siren)
    association = "association" if any(id.startswith("FR-RNA:") for id in who.identifiers) else None
    properties = {**who.properties(), "kind": kind or form or association, "scale": scale}
    given = valid.siret or valid.siren or number or rna
    return _Recipient(Node("Actor", who.id, name or who.id, properties), given, faults, False)


def _note(recipient: _Recipient, grant: Grant) -> str | None:
    """The one thing about a row that is worth counting."""
    if recipient.person:
        return "natural person, name not kept"
    if grant.properties.get("amount") is None:
        return "without an amount"
    return "share of a grant to several recipients" if "share" in grant.properties else None


def _beside(cells: Cells, person: str) -> Iterator[str]:
    """What a row says beside its recipient, by column: the order of the columns is the publisher's."""
    for column in sorted(cells.keys() - _OF_RECIPIENT):
        yield from (column, *_persons.without([cells[column]], person))


def _siren(identity: Identity) -> str | None:
    return identity.id.removeprefix("FR-SIREN:") if identity.id.startswith("FR-SIREN:") else None
