"""What the French State's budget programmes gave to associations: the yearly annex to the finance bill.

The table has two levels: a total row an association, then its lines, one a programme; at the end a grand total. Lines
are money, each a tie of its own; totals are checked against them and never loaded as money.

Some associations stand under numbers that the ministry made up (``219000065``). They look like SIRENs, and one in ten
passes the check digit, some as the number of a real town. They come in blocks: where most numbers that share their
first six digits fail the check, none of the block is taken for a SIREN.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from graphkit.loaders import _persons
from graphkit.loaders._french import is_person
from graphkit.loaders._jaune.names import Imputation, association, imputation
from graphkit.loaders._jaune.table import COLUMNS, Line, columns, recognise, year_of
from graphkit.loaders._reading import Record, Table, read_table
from graphkit.model.identifiers import PUBLISHER as BY_PUBLISHER
from graphkit.model.identifiers import REGISTER, FrenchNumber, Identity, by_name, french_number
from graphkit.model.money import parse_amount, rounded
from graphkit.model.records import Fault, Node, Reject, Row, Tie
from graphkit.model.text import plain, slug, stated

TITLE = "French State grants to associations (jaune budgétaire)"
SPECIFICATION = (
    "https://www.data.gouv.fr/fr/datasets/?q=jaune+subventions+associations - table of the grants of each budget "
    "programme to each association, annexed to the finance bill (projet de loi de finances); no formal schema."
)
DROPS = "The names and numbers of natural persons; nothing else. Totals are checked against their lines and not loaded."
OPTIONS = {"year": "The year the money was given; otherwise found in the grand total's row or the file name."}
# By these a file of the format is known; see graphkit/loading/looks.py.
SIGNS = (("SIREN", "IMPUTATION", "Total des subventions"),)
EXAMPLE_NAME = "plf2012_subventions_2010.csv"
EXAMPLE = """\
SIREN;ASSOCIATION;IMPUTATION;Total des subventions;Détail des subventions
900990003;REGIE DE QUARTIER DES LILAS - 44 NANTES;;15 000;
900990003;REGIE DE QUARTIER DES LILAS - 44 NANTES;Services du Premier ministre: 163 - Jeunesse et vie associative;;5 000
900990003;REGIE DE QUARTIER DES LILAS - 44 NANTES;Culture et communication: 131 - Création;;10 000
900990011;THEATRE DU GUE - 75 PARIS 14;;2 500;
900990011;THEATRE DU GUE - 75 PARIS 14;Culture et communication: 131 - Création;;2 500
Total des subventions versées en 2010;;;17 500;17 500
"""


def load(path: Path, year: int | str | None = None) -> Iterator[Row | Reject]:
    """The rows of a jaune budgétaire.

    Parameters
    ----------
    path : Path
    year : int or str, optional
        The year the money was given; otherwise found in the grand total's row or the file name.

    Raises
    ------
    FormatError
        The file is no table, lacks a column, or says nowhere which year it is of.
    """
    table = read_table(path, recognise=recognise)
    places = columns(table)
    return _rows(table, places, year_of(table, year))


@dataclass(slots=True)
class _File:
    """What is known of the file as a whole; the lines of one association need not follow each other."""

    year: int
    headers: dict[str, str]
    made_up: frozenset[str]
    sums: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    towns: dict[str, str] = field(default_factory=dict)
    persons: dict[tuple[str, str], str] = field(default_factory=dict)
    ranks: _persons.Ranks = field(default_factory=_persons.Ranks)

    def fault(self, column: str, value: str, reason: str) -> Fault:
        """A fault under the name that the column has in the file."""
        return Fault(self.headers[column], value, reason)


def _rows(table: Table, places: dict[str, int], year: int) -> Iterator[Row | Reject]:
    def line(record: Record) -> Line:
        return Line(record, *(record.cells[places[column]] for column in COLUMNS))

    lines = [line(record) for record in table if isinstance(record, Record)]
    headers = {column: table.header[place] for column, place in places.items()}
    file = _File(year, headers, _made_up({one.number for one in lines}))
    for one in lines:
        amount = _amount(one.detail)
        if amount is not None and not one.of_all and not one.is_total and imputation(one.imputation):
            file.sums[one.key] += amount
    faults = list(table.faults)
    for record in table:
        row = record if isinstance(record, Reject) else _row(line(record), file)
        if isinstance(row, Row):
            row.repaired = isinstance(record, Record) and record.repaired
            row.faults[:0], faults = faults, []
        yield row


def _row(line: Line, file: _File) -> Row | Reject:
    if line.of_all:
        return _grand_total(line, file)
    recipient = _recipient(line, file)
    if recipient is None:
        return Reject(line.record.locator, [file.fault("association", line.name, "names no association")])
    return _total(line, file, recipient) if line.is_total else _detail(line, file, recipient)


def _made_up(numbers: Iterable[str]) -> frozenset[str]:
    """The first six digits of the blocks of numbers that are no SIRENs though some pass the check."""
    failed: Counter[str] = Counter()
    for number in numbers:
        if re.fullmatch(r"[0-9]{9}", number):
            failed[number[:6]] += 1 if french_number(number).siren is None else -1
    # Two more fail than pass: chance alone lets nine in ten fail, typing errors very few.
    return frozenset(block for block, excess in failed.items() if excess >= 2)


@dataclass(frozen=True, slots=True)
class _Recipient:
    node: Node
    places: list[Node]
    located: list[Tie]
    faults: list[Fault]

    @property
    def person(self) -> bool:
        return self.node.properties.get("kind") == "individual"


def _grand_total(line: Line, file: _File) -> Row:
    loaded = sum(file.sums.values(), Decimal(0))
    if {_amount(text) for text in (line.total, line.detail) if stated(text)} == {loaded}:
        return Row(line.record.locator, [], [], note="grand total, equal to the lines")
    wrong = file.fault("total", line.total or line.detail, f"the lines add up to {loaded:f}; the lines are loaded")
    return Row(line.record.locator, [], [], faults=[wrong], note="grand total, different from the lines")


def _total(line: Line, file: _File, recipient: _Recipient) -> Row:
    loaded, faults, note = file.sums.get(line.key, Decimal(0)), recipient.faults, "total, equal to its lines"
    if _amount(line.total) != loaded:
        note = "total, different from its lines"
        faults = [*faults, file.fault("total", line.total, f"its lines add up to {loaded:f}; the lines are loaded")]
    nodes = [recipient.node, *recipient.places]
    return Row(line.record.locator, nodes, recipient.located, _content(line, file, recipient), faults=faults, note=note)


def _content(line: Line, file: _File, recipient: _Recipient) -> tuple[str, ...]:
    """What makes the row's identity; of a natural person neither name nor number, which could be tried out."""
    if recipient.person:
        return recipient.node.id, line.imputation, line.total, line.detail
    # The year stands in no cell: the same amount a year later is other money.
    return str(file.year), *line.record.cells


def _detail(line: Line, file: _File, recipient: _Recipient) -> Row | Reject:
    charged, amount = imputation(line.imputation), _amount(line.detail)
    if charged is None:
        wrong = file.fault("imputation", line.imputation, "names no budget programme (Ministry: code - Programme)")
        return Reject(line.record.locator, [wrong])
    if amount is None and stated(line.detail):
        return Reject(line.record.locator, [file.fault("detail", line.detail, "is no amount that can be read exactly")])
    node = recipient.node
    programme, ministry = _programme(charged)
    label = f"{node.name}, {file.year}"
    action = Node("Action", f"activity:{node.id}:{file.year}", label, {"implied": True, "year": file.year})
    ties = [
        Tie("FUNDS", programme.key, action.key, _funds(line, amount, file, recipient) | {"scheme": programme.name}),
        Tie("TAKES_PART", node.key, action.key, {"role": "recipient"}),
        Tie("MEMBER_OF", programme.key, ministry.key, {"membership": "programme_of"}),
        *recipient.located,
    ]
    nodes = [programme, ministry, node, action, *recipient.places]
    note = "natural person, name not kept" if recipient.person else None
    return Row(line.record.locator, nodes, ties, _content(line, file, recipient), faults=recipient.faults, note=note)


def _funds(line: Line, amount: Decimal | None, file: _File, recipient: _Recipient) -> dict[str, Any]:
    return {
        "amount": None if amount is None else rounded(amount, "EUR"),
        "currency": "EUR",
        "resource": "cash",
        "instrument": "grant",
        "basis": "disbursed",
        "status": "granted",
        "year": file.year,
        "recipient": recipient.node.id,
        "recipient_id": None if recipient.person else stated(line.number),
    }


def _recipient(line: Line, file: _File) -> _Recipient | None:
    number, found = _number(line.number, file), association(line.name)
    if is_person(found.name, numbered=number.siren is not None):
        # One actor for the lines that stand under one name, known by the first of them: names could be tried out.
        if line.key not in file.persons:
            said = str(file.year), line.imputation, line.total, line.detail
            file.persons[line.key] = file.ranks.next_id("jaune", *said)
        return _Recipient(_persons.person(file.persons[line.key]), [], [], [])
    if not plain(found.name):
        return None
    if number.siren:
        who = Identity(f"FR-SIREN:{number.siren}", REGISTER, (f"FR-SIREN:{number.siren}",), number.note)
    else:
        who = by_name(found.name, found.territory, number.note)
    faults = [file.fault("siren", line.number, who.note)] if who.note else []
    node = Node("Actor", who.id, found.name, {**who.properties(), "kind": "association"})
    places, ties = found.located(node)
    for place in places:
        # A town is spelt with and without hyphens and accents: its first spelling is its name.
        place.name = file.towns.setdefault(place.id, place.name)
    return _Recipient(node, places, ties, faults)


def _number(text: str, file: _File) -> FrenchNumber:
    if text[:6] in file.made_up and len(text) == 9:
        return FrenchNumber(note=f"{text}: a number of the publisher's own, not of the register")
    return french_number(text)


def _programme(charged: Imputation) -> tuple[Node, Node]:
    state = {"kind": "state", "scale": "national"}
    # The codes of programmes are the publisher's, and stay from year to year while names and ministries change.
    programme = Node(
        "Actor",
        f"FR-PROG:{charged.code}",
        f"{charged.code} - {charged.programme}",
        {**state, "id_quality": BY_PUBLISHER, "identifiers": [f"FR-PROG:{charged.code}"]},
        funder=True,
    )
    ministry = Node("Actor", f"name:{slug(charged.ministry)}@FR", charged.ministry, {**state, "id_quality": "name"})
    return programme, ministry


def _amount(text: str) -> Decimal | None:
    if stated(text) is None:
        return None
    try:
        amount = parse_amount(text, decimal=",")
        rounded(amount, "EUR")  # one that is too large to be stored is none either
    except ValueError:
        return None
    return amount
