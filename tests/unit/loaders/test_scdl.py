"""French grants (SCDL): headers in any spelling, shares, totals, identities; and every real file."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError, FormatError
from graphkit.loaders import scdl
from graphkit.loaders._french import DEPARTEMENTS, is_person, kind_and_scale, kind_of_legal_form
from graphkit.loaders._scdl.columns import OFFICIAL, candidates, columns
from tests.unit.loaders.accounts import Loaded, run
from tests.unit.loaders.workbooks import write_workbook

GIVER = "Département Exemple;22999900800019"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "subventions.csv"


def loaded(file: Path, header: str, *rows: str) -> Loaded:
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return run("scdl", file)


SHORT = (
    "nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;"
    "objet;montant;nature;pourcentageSubvention"
)


def short(*rows: str) -> tuple[str, ...]:
    return tuple(f"{GIVER};{row}" for row in rows)


def test_the_example_loads(file: Path) -> None:
    file.write_text(scdl.EXAMPLE, encoding="utf-8")
    found = run("scdl", file)
    assert found.account.read == found.usable == 4
    assert found.faults == []
    assert found.cents == 1_200_000 + 600_000 + 400_000 + 350_050
    actors = found.nodes("Actor")
    region = actors["FR-SIREN:239999006"]
    assert (region["kind"], region["scale"], region["id_quality"]) == ("local_authority", "regional", "register")
    assert actors["FR-RNA:W999000111"]["kind"] == "association"
    assert found.batches[0].funders == {"FR-SIREN:239999006", "FR-SIREN:249999004"}
    # Two givers, one recipient, one year: one action that both fund.
    action = "activity:FR-SIREN:900990003:2023"
    assert {tie.start for tie in found.ties("FUNDS") if tie.end == action} == found.batches[0].funders
    assert [t.properties["role"] for t in found.ties("TAKES_PART") if t.end == action] == ["recipient"]
    in_kind = next(tie for tie in found.funds() if tie["amount"] == 3500.5)
    assert (in_kind["resource"], in_kind["basis"], in_kind["status"]) == ("in_kind", "committed", "granted")
    assert in_kind["recipient_id"] == "90099000300015"
    assert str(in_kind["date"]) == "2023-05-02"


def test_a_total_is_split_by_the_share(file: Path) -> None:
    file.write_text(scdl.EXAMPLE, encoding="utf-8")
    split = [tie for tie in run("scdl", file).funds() if "share" in tie]
    assert [(t["amount"], t["gross_amount"], t["share"]) for t in split] == [(6000, 10000, 0.6), (4000, 10000, 0.4)]


@pytest.mark.parametrize("share", ["1", "1.00", "100", "100 %", "", "NA"])
def test_a_whole_share_changes_nothing(file: Path, share: str) -> None:
    found = loaded(file, SHORT, *short(f"2020;;A;90099000300015;x;1000.10;aide en numéraire;{share}"))
    (tie,) = found.funds()
    assert (tie["amount"], tie.get("share"), found.faults) == (1000.1, None, [])


def test_percentages_that_add_up_to_a_grant_are_used(file: Path) -> None:
    rows = short(
        "2020-03-01;7;A;90099000300015;x;1000;aide en numéraire;60",
        "2020-03-01;7;B;90099001100018;x;1000;aide en numéraire;40",
    )
    found = loaded(file, SHORT, *rows)
    assert [(t["amount"], t["share"]) for t in found.funds()] == [(600, 0.6), (400, 0.4)]


@pytest.mark.parametrize("share", ["97.38", "0", "-1", "250", "moitié"])
def test_a_share_against_the_schema_is_set_aside(file: Path, share: str) -> None:
    found = loaded(file, SHORT, *short(f"2020;;A;90099000300015;x;821500;aide en numéraire;{share}"))
    assert found.cents == 82_150_000
    assert [(fault.column, fault.value) for _, fault, _ in found.faults] == [("pourcentageSubvention", share)]


def test_a_total_among_the_rows_is_not_loaded_as_money(file: Path) -> None:
    rows = short(
        "2019;;A;90099000300015;;100;aide en numéraire;1",
        "2020;;A;90099000300015;;250.50;aide en numéraire;1",
        "2020;;B;90099001100018;;49.50;aide en numéraire;1",
        "2020;;;NA;;300;aide en numéraire;1",
        ";;TOTAL GENERAL;;;400;;",
        ";;Total;;;401;;",
        ";;;;;12;;",
    )
    found = loaded(file, SHORT, *rows)
    assert found.cents == 40_000
    assert found.account.notes["total, equal to its rows"] == 2
    assert [(where, fault.reason) for where, fault, rejected in found.faults if rejected] == [
        ("row 7", "a total, but not the sum of the rows it stands with"),
        ("row 8", "neither a name nor a valid number says who receives"),
    ]


def test_a_missing_amount_is_missing_and_not_0(file: Path) -> None:
    found = loaded(file, SHORT, *short("2020;;A;90099000300015;x;NA;aide en nature;1"))
    (tie,) = found.funds()
    assert "amount" not in tie
    assert found.account.notes == {"without an amount": 1}


@pytest.mark.parametrize(("others", "amount"), [(["99,50"], 1.23), (["99.50"], 1234.0), (["1.234.567"], 1.23)])
def test_the_column_decides_what_a_mark_means(file: Path, others: list[str], amount: float) -> None:
    rows = [f"2020;;A;90099000300015;x;{text};aide en numéraire;1" for text in ["1,234", *others]]
    found = loaded(file, SHORT, *short(*rows))
    assert next(found.funds())["amount"] == amount


def test_an_amount_with_two_meanings_is_rejected(file: Path) -> None:
    found = loaded(file, SHORT, *short("2020;;A;90099000300015;x;1,234;aide en numéraire;1"))
    assert found.account.rejected == 1
    assert "1234 or 1.234" in found.faults[0][1].reason


def test_rounded_numbers_do_not_merge_recipients(file: Path) -> None:
    rows = short("2020;;Théâtre du Gué;7,17E+13;x;1;;1", "2020;;Aviron;7,17E+13;x;2;;1", "2020;;THEATRE DU GUE;;x;4;;1")
    found = loaded(file, SHORT, *rows)
    actors = found.nodes("Actor")
    assert set(actors) == {
        "FR-SIREN:229999008",
        "name:theatre-du-gue@FR-SIREN:229999008",
        "name:aviron@FR-SIREN:229999008",
    }
    theatre = actors["name:theatre-du-gue@FR-SIREN:229999008"]
    assert (theatre["id_quality"], theatre["aliases"]) == ("name", ["THEATRE DU GUE"])
    assert "rounded by a spreadsheet" in theatre["id_note"]
    assert found.account.values_set_aside == 2


def test_one_number_under_two_names_is_one_actor(file: Path) -> None:
    rows = short("2020;;Régie des Lilas;90099000300015;x;1;;1", "2021;;REGIE QUARTIER LILAS;90099000300023;x;2;;1")
    actor = loaded(file, SHORT, *rows).nodes("Actor")["FR-SIREN:900990003"]
    assert actor["aliases"] == ["REGIE QUARTIER LILAS"]
    assert actor["identifiers"] == ["FR-SIRET:90099000300015", "FR-SIRET:90099000300023"]


def test_a_giver_is_completed_from_other_rows(file: Path) -> None:
    rows = (
        "Département Exemple;22999900800019;2020;;A;90099000300015;x;1;;1",
        "DEPARTEMENT EXEMPLE;2,29E+13;2020;;A;90099000300015;x;2;;1",
        "Fonds Exemple;12345;2020;;A;90099000300015;x;4;;1",
        ";12345;2020;;A;90099000300015;x;8;;1",
        ";99;2020;;A;90099000300015;x;16;;1",
    )
    found = loaded(file, SHORT, *rows)
    givers = [tie.start for tie in found.ties("FUNDS")]
    assert givers == ["FR-SIREN:229999008"] * 2 + ["name:fonds-exemple"] * 2
    assert found.account.rejected == 1
    assert found.account.conflicts == 0


def test_a_natural_person_has_no_name(file: Path) -> None:
    rows = short(
        "2020;7;Mme Jeanne Exemple;90099000300015;Aide à Jeanne Exemple;1;;1",
        "2020;7;MADAME SUZIE PRODUCTIONS;90099001100018;x;2;;1",
        "2020;7;Mme Jeanne Exemple;90099000300015;Aide à Jeanne Exemple;1;;1",
    )
    found = loaded(file, SHORT, *rows)
    assert "Jeanne" not in repr(found.batches)
    assert "90099000300015" not in repr(found.batches)
    persons = [actor for actor in found.nodes("Actor").values() if actor.get("kind") == "individual"]
    assert [person["name"] for person in persons] == ["particulier", "particulier"]
    assert found.account.notes == {"natural person, name not kept": 2}
    assert found.cents == 400
    assert set(loaded(file, SHORT, *rows).nodes("Actor")) == set(found.nodes("Actor"))


def test_loading_twice_gives_the_same_ties(file: Path) -> None:
    rows = short(*["2020;;A;90099000300015;x;1;;1"] * 3)
    once, again = (loaded(file, SHORT, *rows) for _ in range(2))
    ids = [tie["id"] for tie in once.funds()]
    assert len(set(ids)) == 3
    assert ids == [tie["id"] for tie in again.funds()]


def test_dates_years_and_periods(file: Path) -> None:
    header = "nomAttribuant;nomBeneficiaire;montant;dateConvention;datesPeriodeVersement;exercice"
    found = loaded(
        file,
        header,
        "G;A;1;2014;2014;",
        "G;B;1;;06/12/2022;",
        "G;C;1;2021-02-03;2021-02-15_2022-02-15;2023",
        "G;D;1;2017-30-05;;",
    )
    ties = {tie["recipient"].split("@")[0]: tie for tie in found.funds()}
    shown = {name: [str(tie.get(key)) for key in ("date", "year", "start", "end")] for name, tie in ties.items()}
    assert shown == {
        "name:a": ["None", "2014", "None", "None"],
        "name:b": ["2022-12-06", "2022", "None", "None"],
        "name:c": ["2021-02-03", "2023", "2021-02-15", "2022-02-15"],
        "name:d": ["None", "None", "None", "None"],
    }
    assert "activity:name:d@g" in found.nodes("Action")
    assert found.reasons("dateConvention") == {"is no date, or one that cannot be": 1}


def test_what_was_refused_is_no_money(file: Path) -> None:
    header = "nomAttribuant;nomBeneficiaire;montantDemande;montant;statutLabel;nature;detailAvantagesNature"
    found = loaded(
        file,
        header,
        "G;A;100;;refusée;aide en numéraire;",
        "G;B;100;80;attribuée;aide en numéraire;aide en nature;un local",
        "G;C;100;80;attribuée;aide en numéraire et aide en nature;un local",
    )
    assert found.account.rejected == 1
    shown = [(t["basis"], t["status"], t["amount"], t.get("resource"), t.get("note")) for t in found.funds()]
    assert shown == [
        ("requested", "refused", 100, "cash", None),
        (
            "committed",
            "granted",
            80,
            None,
            "nature: aide en numéraire et aide en nature; detailAvantagesNature: un local",
        ),
    ]


def test_a_workbook_with_titles_and_other_sheets(tmp_path: Path) -> None:
    rows = [
        ["Subventions", None, None],
        ["Nom de l'attribuant*", "N° SIRET", "NOM Bénéficiaire", "Montant total de la subvention"],
        ["Commune de Lilas", 90099000300015, "Régie", 1500],
    ]
    path = write_workbook(tmp_path / "grants.xlsx", {"Lisez-moi": [["Bonjour"]], "Liste": rows})
    found = run("scdl", path)
    (tie,) = found.funds()
    assert (tie["amount"], tie["recipient"], tie["locator"]) == (1500, "FR-SIREN:900990003", "sheet Liste, row 3")


def test_a_missing_column_is_named_with_those_found_and_near(file: Path) -> None:
    file.write_text("nomAttribuant;nomBeneficiaire;montnat\nG;A;1\n", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        run("scdl", file)
    assert str(caught.value).startswith(
        "subventions.csv lacks a column of the schema \"subventions\": montant (how much); near it is 'montnat'. "
        "Found: nomAttribuant, nomBeneficiaire, montnat."
    )


@pytest.mark.parametrize("column", OFFICIAL)
def test_official_names_in_any_spelling(column: str) -> None:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    for spelling in (column, column.upper(), f" {column}* ", column.lower() + "_0", spaced, spaced.replace(" ", "_")):
        assert candidates(spelling)[:1] == (column,), spelling


def test_a_bare_siret_belongs_to_whom_no_other_column_does() -> None:
    assert columns(["nomBeneficiaire", "SIRET", "nomAttribuant"])["idBeneficiaire"] == 1
    assert columns(["idBeneficiaire", "SIRET"]) == {"idBeneficiaire": 0, "idAttribuant": 1}
    assert columns(["Nom attributaire", "Nom du bénéficiaire"]) == {"nomAttribuant": 0, "nomBeneficiaire": 1}
    assert columns(["coll_nom", "coll_siret", "attrib_nom", "attrib_siret"]) == {
        "nomAttribuant": 0,
        "idAttribuant": 1,
        "nomBeneficiaire": 2,
        "idBeneficiaire": 3,
    }


def test_what_names_and_numbers_say() -> None:
    assert kind_and_scale("Région Exemple", None, funder=True) == ("local_authority", "regional")
    assert kind_and_scale("Région Sud Transports", None) == (None, None)
    assert kind_and_scale("X", "217500016") == ("local_authority", "municipal")
    assert kind_and_scale("Conseil Départemental de la Mayenne", None) == ("local_authority", "departmental")
    assert kind_of_legal_form("Association loi 1901") == "association"
    assert kind_of_legal_form("Festival de cinéma") is None
    assert len(DEPARTEMENTS) == 101


@pytest.mark.parametrize(
    ("name", "numbered", "person"),
    [
        ("M. Jean Exemple", True, True),
        ("Mme Exemple", False, True),
        ("M. et Mme Exemple", False, True),
        ("MADAME EXEMPLE", False, True),
        ("MADAME EXEMPLE", True, False),
        ("INDIVISION EXEMPLE", False, True),
        ("M.J.C. DES LILAS", False, False),
        ("M&H EPICERIE", False, False),
        ("M. Exemple SARL", False, False),
        ("MR BOT", True, False),
        ("M I S A S SENEGAL", False, False),
        ("Monsieur le Maire", False, False),
    ],
)
def test_who_is_a_natural_person(name: str, numbered: bool, person: bool) -> None:
    assert is_person(name, numbered=numbered) is person


@settings(deadline=None, max_examples=150)
@given(place=st.integers(0, 3000), data=st.binary(max_size=8))
def test_a_mutated_file_gives_rows_rejects_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, place: int, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "mutated.csv"
    example = scdl.EXAMPLE.encode()
    place %= len(example)
    path.write_bytes(example[:place] + data + example[place + len(data) :])
    with suppress(DataError):
        run("scdl", path)


@settings(deadline=None, max_examples=150)
@given(
    cells=st.lists(st.sampled_from(OFFICIAL).flatmap(lambda c: st.tuples(st.just(c), st.text(max_size=12))), max_size=8)
)
def test_any_values_give_a_row_or_a_reject(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "values.csv"
    row = {"nomAttribuant": "G", "nomBeneficiaire": "A", "montant": "1"} | dict(cells)
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, OFFICIAL)
        writer.writeheader()
        writer.writerow(row)
    with suppress(DataError):
        assert run("scdl", path).account.read <= 1


# --- the files of publishers --------------------------------------------------------------------------------------

# What the publisher of the list has against the schema or against itself.
_NOT_A_COLUMN = {"categoryUsage"}
_DISPUTED = {
    "Raison sociale (SIRENE)": "nomBeneficiaire",  # listed as a RNA number, which it is not
    "objet": "objet",  # listed as nature
    "dates_versement": "datesPeriodeVersement",  # listed with a letter missing
}


@pytest.mark.real_data
def test_header_spellings_seen_in_the_wild(real_data: Path) -> None:
    with (real_data / "scdl" / "column_name_variants.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file, delimiter=";"))
    wrong = []
    for row in listed:
        name, official = row["original_name"], row["official_name"]
        wanted = _DISPUTED.get(name, official)
        if official in _NOT_A_COLUMN:
            continue
        found = candidates(name)
        if wanted == "dateConvention" and found[:1] == ("exerciceBudgetaire",):
            continue  # a year, which is read as one
        if wanted not in found:
            wrong.append((name, wanted, found))
    assert len(listed) == 141
    assert wrong == []


def counted(path: Path) -> int:
    """Rows below the header that hold anything, counted by other means."""
    if path.suffix == ".xlsx":
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        rows = [row for row in workbook.get_sheet_by_index(len(workbook.sheet_names) - 1).to_python() if any(row)]
        header = next(i for i, row in enumerate(rows) if sum(isinstance(cell, str) and cell != "" for cell in row) > 5)
        return len(rows) - header - 1
    data = path.read_bytes()
    text = data.decode("utf-8-sig", "ignore") if b"\xc3\xa9" in data[:4000] else data.decode("latin-1")
    separator = ";" if text.split("\n", 1)[0].count(";") > 3 else ","
    return sum(any(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)) - 1


def files(folder: Path) -> list[Path]:
    return sorted(path for kind in ("csv", "xlsx") for path in folder.glob(f"scdl/**/*.{kind}"))


@pytest.mark.real_data
@pytest.mark.slow
def test_every_real_file_is_loaded_or_refused_by_name(real_data: Path) -> None:
    refused = {
        *("column_name_variants.csv", "SCDL_MANY_MISSING_MANDATORY.csv", "SCDL_MANY_MISSING_MANDATORY.xlsx"),
    }
    for path in files(real_data):
        if path.name in refused:
            with pytest.raises(FormatError, match=rf"^{re.escape(path.name)} lacks .* Rename the column"):
                run("scdl", path)
            continue
        found = run("scdl", path)
        assert found.account.read == counted(path), path.name
        assert found.account.rejected == 0, path.name
        assert found.account.read > 0, path.name


@pytest.mark.real_data
@pytest.mark.slow
def test_pays_de_la_loire_adds_up_to_the_cent(real_data: Path) -> None:
    path = real_data / "scdl" / "pays_de_la_loire_agrege_utf8.csv"
    text = path.read_bytes().decode("cp1252")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    column = sum(Decimal(row["montant"]) for row in rows if row["montant"])
    # One row has neither name nor number: it is the total of Loire-Atlantique in 2017, left among the grants.
    (hidden,) = [row for row in rows if not row["nomBeneficiaire"] and row["idBeneficiaire"] == "NA"]
    year = [
        r
        for r in rows
        if r["nomAttribuant"] == hidden["nomAttribuant"] and r["dateConvention"] == "2017" and r != hidden
    ]
    assert sum(Decimal(row["montant"] or 0) for row in year) == Decimal(hidden["montant"]) == Decimal("34692695.75")
    found = run("scdl", path)
    assert Decimal(found.cents) / 100 == column - Decimal(hidden["montant"]) == Decimal("550844100.64")
    assert found.account.notes["total, equal to its rows"] == 1
    assert found.account.notes["without an amount"] == sum(not row["montant"] for row in rows) == 32
    assert found.account.conflicts == 0


@pytest.mark.real_data
def test_toulouse_keeps_its_recipients_apart(real_data: Path) -> None:
    path = real_data / "scdl" / "toulouse_2022.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = run("scdl", path)
    assert Decimal(found.cents) / 100 == sum(Decimal(row["montant"]) for row in rows)
    recipients = {tie.start for tie in found.ties("TAKES_PART")}
    assert len(recipients) == len({row["nomBeneficiaire"].casefold() for row in rows}) == 381
    assert len({row["idBeneficiaire"] for row in rows}) == 205
    assert {actor["kind"] for actor in found.nodes("Actor").values() if "kind" in actor} >= {"association", "company"}


@pytest.mark.real_data
def test_ademe_restores_every_number(real_data: Path) -> None:
    found = run("scdl", real_data / "scdl" / "ademe_aides_2021_5000rows.csv")
    assert found.faults == []
    assert {actor["id_quality"] for actor in found.nodes("Actor").values()} == {"register"}
    assert "scheme" in next(tie for tie in found.funds() if "scheme" in tie)
