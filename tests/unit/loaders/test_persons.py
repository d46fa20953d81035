"""Natural persons in every format: ids without anything of the person, the same when a file is published again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphkit.graph import Graph
from tests.unit.loaders.iati_files import activity, to, transaction

Rows = list[tuple[str, str]]
"""Name of a natural person (a word), and an amount, a row each."""


def scdl(rows: Rows) -> str:
    header = "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;objet;montant;adresse\n"
    return header + "".join(
        f"Région Exemple;23999900600012;2023-03-14;Mme {name};X-{name};Aide à {name};{amount};rue {name}\n"
        for name, amount in rows
    )


def jaune(rows: Rows) -> str:
    header = "SIREN;ASSOCIATION;IMPUTATION;Total des subventions;Détail des subventions\n"
    youth = "Services du Premier ministre: 163 - Jeunesse et vie associative"
    return header + "".join(
        f";MME {name} - 44 NANTES;;{amount};\n;MME {name} - 44 NANTES;{youth};;{amount}\n" for name, amount in rows
    )


def cordis(rows: Rows) -> str:
    header = "projectID;organisationID;name;country;role;ecContribution;startDate\n"
    # A project for each amount: within one, a row is known by its place among those of its role.
    return header + "".join(
        f"99000{amount};9000{sum(map(ord, name)):05};{name.upper()} Erika;FR;participant;{amount};2023-01-01\n"
        for name, amount in rows
    )


def giving(rows: Rows) -> str:
    return json.dumps({"grants": [_grant(name, amount, {"id": f"360G-example-{amount}"}) for name, amount in rows]})


def giving_without_ids(rows: Rows) -> str:
    return json.dumps({"grants": [_grant(name, amount, {}) for name, amount in rows]})


def _grant(name: str, amount: str, more: dict[str, str]) -> dict[str, object]:
    return more | {
        "title": f"Grant to {name}",
        "description": "Course fees",
        "currency": "EUR",
        "amountAwarded": int(amount),
        "awardDate": "2023-03-14",
        "recipientIndividual": {"id": f"A-{name}", "name": name},
        "fundingOrganization": [{"id": "GB-CHC-1099990", "name": "Example Foundation"}],
    }


def iati(rows: Rows) -> str:
    paid = (
        transaction("4", amount, to("", name=f"Mrs {name}"), f"<description>for {name}</description>")
        for name, amount in rows
    )
    return f'<iati-activities version="2.03">{activity("XM-GIVER-1-WATER", *paid)}</iati-activities>'


def mapped(rows: Rows) -> str:
    header = "Financeur;Nom;Numéro;Année;Objet;Montant;Adresse\n"
    return header + "".join(
        f"Ville;Mme {name};{name}-1;2022;Aide à {name};{amount};rue {name}\n" for name, amount in rows
    )


MAPPING = """
rows:
  - tie: FUNDS
    start: Financeur
    end: {implied: {recipient: {name: Nom, id: Numéro, scheme: X-NUM}, year: Année}}
    amount: Montant
    currency: {value: EUR}
    purpose: Objet
"""


@dataclass(frozen=True)
class Case:
    """A format, and how it writes rows; whether it keeps natural persons as actors, and equal rows apart."""

    format: str
    file: str
    write: Callable[[Rows], str]
    actors: bool = True
    equal_rows: bool = True


CASES = [
    Case("scdl", "subventions.csv", scdl),
    Case("jaune", "plf2012_subventions_2010.csv", jaune),
    Case("cordis", "participations.csv", cordis),
    # Two grants under one identifier are an error of the publisher's.
    Case("360giving", "grants.json", giving, equal_rows=False),
    Case("360giving", "without-ids.json", giving_without_ids),
    Case("iati", "activities.xml", iati, actors=False),
    Case("tables", "aides.csv", mapped),
]


@dataclass
class Held:
    """What a store holds of persons and money, after a load."""

    rejected: int
    merged: int
    persons: set[str]
    money: dict[str, tuple[float, str | None]]
    everything: str

    @property
    def sum(self) -> float:
        return sum(amount for amount, _ in self.money.values())


def load(case: Case, graph: Graph, folder: Path, rows: Rows) -> Held:
    folder.mkdir(exist_ok=True)
    file = folder / case.file
    file.write_text(case.write(rows), encoding="utf-8")
    options = {}
    if case.format == "tables":
        (folder / "m.yaml").write_text(MAPPING, encoding="utf-8")
        options["mapping"] = folder / "m.yaml"
    result = graph.load(case.format, file, rejects=None, **options)
    snapshot = graph.snapshot()
    actors, ties = snapshot.actors.to_pylist(), snapshot.ties.to_pylist()
    return Held(
        result.rejected,
        result.merged,
        {actor["id"] for actor in actors if actor["id"].startswith("individual:")},
        {tie["id"]: (tie["amount"], tie["recipient"]) for tie in ties if tie["type"] == "FUNDS"},
        repr([table.to_pylist() for table in snapshot.tables().values()]),
    )


@pytest.fixture(params=CASES, ids=lambda case: f"{case.format}-{case.file}")
def case(request: pytest.FixtureRequest) -> Case:
    found = request.param
    assert isinstance(found, Case)
    return found


def test_a_grown_file_brings_only_what_is_new(case: Case, graph: Graph, tmp_path: Path) -> None:
    first = load(case, graph, tmp_path / "1", [("Quxworth", "1500")])
    grown = load(case, graph, tmp_path / "2", [("Zabrinski", "2500"), ("Quxworth", "1500")])
    assert (first.rejected, grown.rejected) == (0, 0)
    assert (first.sum, grown.sum) == (1500, 4000)
    assert grown.merged >= 1
    assert first.money.items() <= grown.money.items()
    assert first.persons <= grown.persons
    assert (len(first.persons), len(grown.persons)) == ((1, 2) if case.actors else (0, 0))


def test_equal_rows_of_two_persons_stay_two(case: Case, graph: Graph, tmp_path: Path) -> None:
    held = load(case, graph, tmp_path, [("Zabrinski", "1500"), ("Quxworth", "1500")])
    if not case.equal_rows:
        assert (held.rejected, held.sum) == (1, 1500)
        return
    assert (held.rejected, held.sum, len(held.money)) == (0, 3000, 2)
    assert len(held.persons) == (2 if case.actors else 0)
    # An equal row above: which of the two is which is known by nobody, and nothing is counted twice.
    again = load(case, graph, tmp_path, [(name, "1500") for name in ("Adamsky", "Zabrinski", "Quxworth")])
    assert (again.rejected, again.sum) == (0, 4500)


def test_ids_hold_nothing_of_a_name(case: Case, graph: Graph, tmp_path: Path) -> None:
    held = load(case, graph, tmp_path / "1", [("Quxworth", "1500")])
    renamed = load(case, graph, tmp_path / "2", [("Zabrinski", "1500")])
    assert held.money
    assert (renamed.rejected, renamed.money, renamed.persons) == (0, held.money, held.persons)
    assert "quxworth" not in renamed.everything.casefold()
    assert "zabrinski" not in renamed.everything.casefold()
