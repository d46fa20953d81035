"""The extension of datasubvention to SCDL: co-funders, services, what was asked for, grants over several years."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.loaders._scdl.columns import candidates
from graphkit.loaders._scdl.grant import read_grant
from graphkit.loaders._scdl.survey import survey
from graphkit.model.money import to_minor
from tests.unit.loaders.accounts import Loaded, run

REGION = {"nomAttribuant": "Région Exemple", "idAttribuant": "23999900600012"}
METROPOLE = {"nomAttribuant": "Métropole Exemple", "idAttribuant": "24999900400016"}
PROJECT = {"idCofinancement": "2024-COF-0013", "objet": "Une maison des projets"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "subventions.csv"


def loaded(file: Path, *rows: dict[str, str]) -> Loaded:
    """Rows of grants to one body, each as far as it is stated."""
    base = {"nomBeneficiaire": "Régie de quartier des Lilas", "idBeneficiaire": "90099000300015"}
    full = [base | {"dateConvention": "2024-03-01", "montant": "1000"} | row for row in rows]
    header = list(dict.fromkeys(column for row in full for column in row))
    lines = [";".join(f'"{row.get(column, "")}"' for column in header) for row in full]
    file.write_text("\n".join([";".join(header), *lines]) + "\n", encoding="utf-8")
    return run("scdl", file)


def test_co_funders_with_one_id_fund_one_project(file: Path) -> None:
    found = loaded(file, REGION | PROJECT, METROPOLE | PROJECT | {"montant": "500"}, METROPOLE | {"montant": "70"})
    assert {(tie.start, tie.end): tie.properties["amount"] for tie in found.ties("FUNDS")} == {
        ("FR-SIREN:239999006", "cofinancement:2024-cof-0013"): 1000.0,
        ("FR-SIREN:249999004", "cofinancement:2024-cof-0013"): 500.0,
        ("FR-SIREN:249999004", "activity:FR-SIREN:900990003:2024"): 70.0,
    }
    project = found.nodes("Action")["cofinancement:2024-cof-0013"]
    assert (project["name"], "implied" in project) == ("Une maison des projets", False)
    assert project["identifiers"] == ["cofinancement:2024-COF-0013"]
    recipients = {tie.end for tie in found.ties("TAKES_PART") if tie.properties["role"] == "recipient"}
    assert recipients == set(found.nodes("Action"))


def test_an_id_too_short_for_all_givers_names_no_project(file: Path) -> None:
    found = loaded(file, REGION | {"idCofinancement": "12"}, METROPOLE | {"idCofinancement": "non"})
    assert set(found.nodes("Action")) == {"activity:FR-SIREN:900990003:2024"}
    assert found.reasons("idCofinancement").total() == 1


def test_a_co_funder_that_is_only_named_has_a_tie_without_an_amount(file: Path) -> None:
    names = "Région Exemple, Métropole Exemple, Ministère de l'Exemple, de la Jeunesse et des Sports, non"
    found = loaded(file, REGION | PROJECT | {"attribuantsCofinanceurs": names}, METROPOLE | {"montant": "70"})
    named = {tie.start: tie for tie in found.ties("FUNDS") if "amount" not in tie.properties}
    assert {who: tie.end for who, tie in named.items()} == {
        # The number stands beside the same name in another row of the file.
        "FR-SIREN:249999004": "cofinancement:2024-cof-0013",
        "name:ministere-de-l-exemple-de-la-jeunesse-et-des-sports": "cofinancement:2024-cof-0013",
    }
    assert named.keys() <= found.batches[0].funders
    (ministry,) = (node for node in found.nodes("Actor").values() if node["name"].startswith("Ministère"))
    assert (ministry["kind"], ministry["scale"]) == ("state", "national")
    assert (found.of("committed").amount, found.of("committed").n) == (Decimal(1070), 2)
    assert sum(one.missing for one in found.sums()) == 2


def test_a_co_funder_with_a_row_of_its_own_is_not_named_again(file: Path) -> None:
    found = loaded(
        file,
        REGION | PROJECT | {"attribuantsCofinanceurs": "MÉTROPOLE EXEMPLE"},
        METROPOLE | PROJECT | {"attribuantsCofinanceurs": "Région Exemple; Ville de Lilas"},
        METROPOLE | PROJECT | {"attribuantsCofinanceurs": "Région Exemple; Ville de Lilas", "montant": "30"},
    )
    assert [tie.start for tie in found.ties("FUNDS") if "amount" not in tie.properties] == ["name:ville-de-lilas"]
    assert found.cents == 203_000


def test_a_co_funder_of_what_was_refused_is_no_money(file: Path) -> None:
    row = {"attribuantsCofinanceurs": "Ville de Lilas", "statutLabel": "refusée", "montantDemande": "800"}
    sums = loaded(file, REGION | PROJECT | row).sums()
    assert [(one.minor, one.n, one.missing) for one in sums] == [(0, 0, 0)] * len(sums)
    assert sum((one.left_out for one in sums), Counter()) == {"refused": 1, "pending": 1}


def test_co_funders_that_are_not_named_are_told_beside_the_grant(file: Path) -> None:
    rows = (REGION | {"cofinancement": "oui"}, REGION | {"cofinancement": "non", "referenceDecision": "2"})
    assert [tie.get("note") for tie in loaded(file, *rows).funds()] == ["cofinancement: oui", None]


def test_a_service_is_a_department_of_the_giver(file: Path) -> None:
    name = "Direction de la vie associative"
    found = loaded(file, REGION | {"nomServiceInstructeur": name, "idServiceInstructeur": "23999900600012"})
    id = "name:direction-de-la-vie-associative@FR-SIREN:239999006"
    department = found.nodes("Actor")[id]
    assert (department["kind"], department["identifiers"]) == ("department", ["FR-SIRET:23999900600012"])
    (member,) = found.ties("MEMBER_OF")
    assert (member.start, member.end) == (id, "FR-SIREN:239999006")
    assert member.properties["membership"] == "department_of"
    examiners = [tie.start for tie in found.ties("TAKES_PART") if tie.properties["role"] == "examiner"]
    assert examiners == [id]
    assert id not in found.batches[0].funders


def test_a_service_of_another_body_is_that_body(file: Path) -> None:
    found = loaded(
        file,
        REGION | {"nomServiceInstructeur": "Métropole Exemple", "idServiceInstructeur": "24999900400016"},
        REGION | {"nomServiceInstructeur": "région exemple", "idServiceInstructeur": "23999900600012"},
        REGION | {"idServiceInstructeur": "23999900600012"},
        REGION | {"nomServiceInstructeur": "Service culture", "idServiceInstructeur": "2,4E+13"},
    )
    assert not found.ties("MEMBER_OF")[1:]
    examiners = {tie.start for tie in found.ties("TAKES_PART") if tie.properties["role"] == "examiner"}
    assert examiners == {"FR-SIREN:249999004", "name:service-culture@FR-SIREN:239999006"}
    assert found.reasons("idServiceInstructeur").total() == 1


@pytest.mark.parametrize(
    ("status", "row", "expected"),
    [
        ("refusée", {"montant": "0", "montantDemande": "800"}, ("requested", "refused", 800.0, None)),
        ("ineligible", {"montant": "", "montantDemande": "800"}, ("requested", "refused", 800.0, None)),
        ("en cours d'intruction", {"montantDemande": "800"}, ("requested", "pending", 800.0, None)),
        ("attribuée", {"montant": "300", "montantDemande": "800"}, ("committed", "granted", 300.0, 800.0)),
        ("attribuée", {"montant": "", "montantDemande": "800"}, ("committed", "granted", None, 800.0)),
        ("", {"montant": "300", "montantDemande": "800"}, ("committed", "granted", 300.0, 800.0)),
    ],
)
def test_what_was_asked_for_is_no_money(
    file: Path, status: str, row: dict[str, str], expected: tuple[str, str, float | None, float | None]
) -> None:
    found = loaded(file, REGION | {"statutLabel": status} | row)
    (tie,) = found.funds()
    assert (tie["basis"], tie["status"], tie.get("amount"), tie.get("requested_amount")) == expected
    assert [one.amount for one in found.sums()] == [Decimal(300 if expected[2] == 300 else 0)]


def test_a_request_that_cannot_be_read_costs_nothing_else(file: Path) -> None:
    found = loaded(file, REGION | {"montantDemande": "environ 800"})
    assert (found.cents, found.account.rejected) == (100_000, 0)
    assert found.reasons("montantDemande").total() == 1


def test_a_share_is_of_what_was_asked_for_too(file: Path) -> None:
    (tie,) = loaded(file, REGION | {"montantDemande": "2000", "pourcentageSubvention": "0.25"}).funds()
    assert (tie["gross_amount"], tie["amount"], tie["requested_amount"]) == (1000.0, 250.0, 500.0)


def test_a_total_on_the_row_of_each_year_is_counted_once(file: Path) -> None:
    years = [REGION | {"idSubvention": "S-1", "exerciceBudgetaire": year} for year in ("2024", "2025", "2026")]
    found = loaded(file, *years, REGION | {"idSubvention": "S-2", "exerciceBudgetaire": "2024"})
    # By hand: 1,000 over three years, and another grant of 1,000.
    assert [tie["amount"] for tie in found.funds()] == [333.33, 333.33, 333.34, 1000.0]
    assert found.cents == 200_000
    assert [tie.get("gross_amount") for tie in found.funds()] == [1000.0, 1000.0, 1000.0, None]
    assert found.reasons("montant").total() == 3
    assert [tie["reference"] for tie in found.funds()] == ["S-1", "S-1", "S-1", "S-2"]


def test_instalments_that_differ_by_year_stand_as_they_are(file: Path) -> None:
    years = {"2024": "600", "2025": "300", "2026": "100"}
    rows = [REGION | {"idSubvention": "S-1", "exerciceBudgetaire": y, "montant": m} for y, m in years.items()]
    found = loaded(file, *rows)
    assert [tie["amount"] for tie in found.funds()] == [600.0, 300.0, 100.0]
    assert found.faults == []


@given(
    cents=st.integers(1, 10**9),
    years=st.lists(st.integers(2015, 2030), min_size=1, max_size=6, unique=True),
)
def test_the_parts_of_the_years_are_the_total(cents: int, years: list[int]) -> None:
    base = REGION | {"idSubvention": "S-1", "nomBeneficiaire": "Régie", "montant": f"{cents / 100:.2f}"}
    rows = [base | {"exerciceBudgetaire": str(year)} for year in years]
    found = survey(rows, ".")
    assert sum(to_minor(read_grant(row, found).properties["amount"], "EUR") for row in rows) == cents


@pytest.mark.real_data
def test_every_column_of_the_extension_is_read_or_left_out_on_purpose(real_data: Path) -> None:
    text = (real_data / "scdl" / "schema_datasubvention" / "schema.json").read_text(encoding="utf-8")
    names = [field["name"] for field in json.loads(text)["fields"]]
    assert len(names) == 40
    assert {name for name in names if not candidates(name)} == {
        *("anneesPluriannualite", "dateCreation", "dateMiseAJour", "nomOutilInstruction", "nomOutilVersement", "ej"),
        *("cléVersement", "descriptionConditionsVersement", "evaluationCout", "evaluation"),
    }
    assert all(candidates(name)[0] == name for name in names if candidates(name))
