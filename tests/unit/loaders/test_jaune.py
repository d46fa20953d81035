"""The jaune budgétaire: two levels, totals that check the lines, numbers that are no SIRENs."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError, FormatError, UsageError
from graphkit.graph import Graph
from graphkit.loaders import jaune
from graphkit.loaders._jaune.names import association, imputation
from tests.unit.loaders.accounts import run

HEADER = "SIREN;ASSOCIATION;IMPUTATION;Total des subventions;Détail des subventions\n"
YOUTH = "Services du Premier ministre: 163 - Jeunesse et vie associative"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plf2012_subventions_2010.csv"


def written(file: Path, rows: str) -> Path:
    file.write_text(HEADER + rows, encoding="cp1252")
    return file


def test_the_example_loads(file: Path) -> None:
    file.write_text(jaune.EXAMPLE, encoding="utf-8")
    found = run("jaune", file)
    assert found.account.read == found.usable == 6
    assert found.faults == []
    assert found.cents == 1_750_000
    assert dict(found.account.notes) == {"total, equal to its lines": 2, "grand total, equal to the lines": 1}
    actors = found.nodes("Actor")
    assert actors["FR-SIREN:900990003"]["name"] == "REGIE DE QUARTIER DES LILAS"
    assert actors["FR-PROG:163"]["name"] == "163 - Jeunesse et vie associative"
    assert found.nodes("Territory")["FR-DEP:44/nantes"]["scale"] == "municipal"
    assert found.nodes("Territory")["FR-DEP:75/paris"]["name"] == "Paris"
    assert {(t.start, t.end) for t in found.ties("WITHIN")} >= {("FR-DEP:44/nantes", "FR-DEP:44")}
    assert {(t.start, t.end, t.properties["membership"]) for t in found.ties("MEMBER_OF")} == {
        ("FR-PROG:163", "name:services-du-premier-ministre@FR", "programme_of"),
        ("FR-PROG:131", "name:culture-et-communication@FR", "programme_of"),
    }
    action = found.nodes("Action")["activity:FR-SIREN:900990003:2010"]
    assert (action["name"], action["year"], action["implied"]) == ("REGIE DE QUARTIER DES LILAS, 2010", 2010, True)


def test_two_lines_of_one_programme_are_two_ties(file: Path) -> None:
    written(file, f"900990003;A;;300;\n900990003;A;{YOUTH};;100\n900990003;A;{YOUTH};;100\n900990003;A;{YOUTH};;100\n")
    found = run("jaune", file)
    assert found.cents == 30_000
    assert len({tie.properties["id"] for tie in found.ties("FUNDS")}) == 3


def test_lines_of_two_associations_may_be_mixed(file: Path) -> None:
    rows = (
        "900990003;A - 44 ;;3 000;\n900990011;A - 85 ;;500;\n"
        f"900990003;A - 44 ;{YOUTH};;3 000\n900990011;A - 85 ;{YOUTH};;500\n"
    )
    found = run("jaune", written(file, rows))
    assert dict(found.account.notes) == {"total, equal to its lines": 2}


def test_a_total_that_differs_is_told_and_not_loaded(file: Path) -> None:
    rows = f"900990003;A;;3 001;\n900990003;A;{YOUTH};;3 000\nTotal des subventions versées en 2010;;;4 000;4 000\n"
    found = run("jaune", written(file, rows))
    assert found.cents == 300_000
    assert found.account.notes["total, different from its lines"] == 1
    assert found.account.notes["grand total, different from the lines"] == 1
    assert [fault.reason for _, fault, _ in found.faults] == [
        "its lines add up to 3000; the lines are loaded",
        "the lines add up to 3000; the lines are loaded",
    ]


def test_numbers_that_the_ministry_made_up_are_no_sirens(file: Path) -> None:
    # 219000106 passes the check digit; its neighbours do not.
    numbers = ["219000065", "219000066", "219000067", "219000068", "219000106"]
    found = run("jaune", written(file, "".join(f"{n};CLUB {n} - 88 ;{YOUTH};;1\n" for n in numbers)))
    assert "FR-SIREN:219000106" not in found.nodes("Actor")
    assert found.nodes("Actor")["name:club-219000106@FR-DEP:88"]["id_note"].startswith(
        "219000106: a number of the publisher"
    )


def test_rows_that_cannot_be_used_are_rejected_by_name(file: Path) -> None:
    rows = f"900990003;A;Sans programme;;5\n900990003;A;{YOUTH};;cinq\n900990003;;{YOUTH};;5\n900990003;A;{YOUTH};;\n"
    found = run("jaune", written(file, rows), year="2010")
    assert found.account.rejected == 3
    assert [(where, fault.column) for where, fault, rejected in found.faults if rejected] == [
        ("row 2", "IMPUTATION"),
        ("row 3", "Détail des subventions"),
        ("row 4", "ASSOCIATION"),
    ]
    (tie,) = found.ties("FUNDS")
    assert "amount" not in tie.properties


def test_an_amount_too_large_to_be_stored_is_rejected(file: Path) -> None:
    found = run("jaune", written(file, f"900990003;CLUB - 88 ;{YOUTH};;{10**26}\n"), year="2010")
    assert (found.account.rejected, list(found.funds())) == (1, [])
    assert found.reasons("Détail des subventions") == {"is no amount that can be read exactly": 1}


def test_a_natural_person_has_no_name(file: Path) -> None:
    found = run("jaune", written(file, f"900990003;MME JEANNE EXEMPLE - 97 SAINT-DENIS;{YOUTH};;1 500\n"))
    assert "EXEMPLE" not in repr(found.batches)
    assert "900990003" not in repr(found.batches)
    assert found.cents == 150_000


def test_the_lines_of_one_natural_person_are_of_one_actor(file: Path) -> None:
    creation = "Culture et communication: 131 - Création"
    line = ";MME JEANNE EXEMPLE - 44 NANTES"
    rows = f"{line};;2 500;\n{line};{YOUTH};;1 500\n{line};{creation};;1 000\n"
    first, second = run("jaune", written(file, rows)).funds()
    assert first["recipient"] == second["recipient"]
    assert first["id"] != second["id"]


def test_the_same_amount_a_year_later_is_other_money(file: Path, graph: Graph) -> None:
    rows = f"900990003;CLUB - 44 NANTES;{YOUTH};;1 500\n;MME JEANNE EXEMPLE - 44 NANTES;{YOUTH};;1 500\n"
    for year in ("2010", "2011"):
        assert graph.load("jaune", written(file, rows), year=year, rejects=None).rejected == 0
    funds = [tie for tie in graph.snapshot().ties.to_pylist() if tie["type"] == "FUNDS"]
    assert sorted(tie["year"] for tie in funds) == [2010, 2010, 2011, 2011]


@pytest.mark.parametrize(
    ("text", "name", "territory"),
    [
        ("A - 06 MOUANS SARTOUX", "A", "FR-DEP:06/mouans-sartoux"),
        ("A - B - 75 PARIS 14", "A - B", "FR-DEP:75/paris"),
        ("A - 75 PARIS 13ÈME", "A", "FR-DEP:75/paris"),
        ("A - 69 LYON CEDEX 03", "A", "FR-DEP:69/lyon"),
        ("A - 91 ", "A", "FR-DEP:91"),
        ("A - 2B BASTIA", "A", "FR-DEP:2B/bastia"),
        ("A - 97 POINTE-A-PITRE  (GUADELOUPE)", "A", "FR-DEP:97/pointe-a-pitre"),
        ("A - 00 ", "A", ""),
        ("ADMR - LA MATHEYSINE", "ADMR - LA MATHEYSINE", ""),
    ],
)
def test_town_and_departement_stand_in_the_name(text: str, name: str, territory: str) -> None:
    found = association(text)
    assert (found.name, found.territory) == (name, territory)


def test_ministry_and_programme() -> None:
    found = imputation("Budget, comptes publics: 311 - Gestion : expérimentations")
    assert found is not None
    assert (found.ministry, found.code, found.programme) == (
        "Budget, comptes publics",
        "311",
        "Gestion : expérimentations",
    )


def test_the_year_is_found_or_asked_for(tmp_path: Path) -> None:
    file = written(tmp_path / "plf2012.csv", f"900990003;A;{YOUTH};;5\n")
    with pytest.raises(FormatError, match="says nowhere which year"):
        run("jaune", file)
    with pytest.raises(UsageError, match="'10' is no year"):
        run("jaune", file, year="10")
    assert next(iter(run("jaune", file, year=2011).funds()))["year"] == 2011
    written(file, f"900990003;A;{YOUTH};;5\nTotal des subventions versées en 2009;;;5;5\n")
    assert next(iter(run("jaune", file).funds()))["year"] == 2009


def test_a_missing_column_is_named(file: Path) -> None:
    file.write_text("SIREN;ASSOCIATION;Montant\n1;A;5\n", encoding="utf-8")
    with pytest.raises(
        FormatError, match=r"lacks the column 'imputation', 'total des subventions'.*Found: SIREN, ASSOCIATION"
    ):
        run("jaune", file)


@settings(deadline=None, max_examples=100)
@given(place=st.integers(0, 2000), data=st.binary(max_size=6))
def test_a_mutated_file_gives_rows_rejects_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, place: int, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "subventions_2010.csv"
    example = jaune.EXAMPLE.encode()
    place %= len(example)
    path.write_bytes(example[:place] + data + example[place + len(data) :])
    with suppress(DataError):
        run("jaune", path)


@pytest.mark.real_data
@pytest.mark.slow
def test_the_real_file_adds_up_to_its_grand_total(real_data: Path) -> None:
    path = real_data / "jaune" / "plf2012_subventions_2010.csv"
    with path.open(encoding="cp1252", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    found = run("jaune", path)
    assert found.account.read == len(rows) == 37_679
    assert found.account.rejected == 0
    assert found.cents == int(rows[-1][3].replace("\u00a0", "").replace(" ", "")) * 100 == 148_399_502_400
    assert len(found.ties("FUNDS")) == sum(bool(row[2]) for row in rows) == 20_194
    assert found.account.notes["total, equal to its lines"] == 17_484
    assert found.account.notes["grand total, equal to the lines"] == 1
    programmes = [actor for actor in found.nodes("Actor") if actor.startswith("FR-PROG:")]
    assert len(programmes) == 77
    assert len({tie.end for tie in found.ties("MEMBER_OF")}) == 15
