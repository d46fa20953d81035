"""Files of 360Giving grants: JSON of every layout, tables with headers in every spelling, and every real file."""

from __future__ import annotations

import importlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import DataError, FormatError, UsageError
from graphkit.graph import Graph
from graphkit.loaders._360giving.headers import missing, path_of
from graphkit.model.money import to_minor
from tests.unit.loaders.accounts import Loaded, run
from tests.unit.loaders.test_360giving import CLUB, FUNDER, grant
from tests.unit.loaders.workbooks import write_workbook

giving = importlib.import_module("graphkit.loaders.360giving")


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ("Identifier", ("id",)),
        (" amount awarded ", ("amountAwarded",)),
        ("amountAwarded", ("amountAwarded",)),
        ("AMOUNT_AWARDED", ("amountAwarded",)),
        ("Award date:Start date", ("awardDate",)),
        ("Recipient Org:Identifier", ("recipientOrganization", 0, "id")),
        ("Recipient Org : Department", ("recipientOrganization", 0, "department")),
        ("Recipient Organisation:Name", ("recipientOrganization", 0, "name")),
        ("recipient organization: name", ("recipientOrganization", 0, "name")),
        ("recipientOrganization/0/id", ("recipientOrganization", 0, "id")),
        ("recipientOrganization.1.id", ("recipientOrganization", 1, "id")),
        ("recipientOrganization[1].id", ("recipientOrganization", 1, "id")),
        ("Recipient Org:1:Web Address", ("recipientOrganization", 1, "url")),
        ("Recipient Org:Location:Geographic Code", ("recipientOrganization", 0, "location", 0, "geoCode")),
        ("recipientOrganization/0/location/0/geoCode", ("recipientOrganization", 0, "location", 0, "geoCode")),
        ("Recipient Ind: Name", ("recipientIndividual", "name")),
        ("Planned Dates:Duration", ("plannedDates", 0, "duration")),
        ("Planned Dates:Duration (months)", ("plannedDates", 0, "duration")),
        ("Beneficiary Location", ("beneficiaryLocation", 0, "name")),
        ("Funder:Name", ("fundingOrganization", 0, "name")),
        ("Classification:Grant Fund", ("classifications", "Grant Fund", "title")),
        ("For Regrant Type", ("regrantType",)),
        ("Funding Org", None),
        ("School / Building", None),
        ("Full name of applicant", None),
        (":", None),
        ("", None),
    ],
)
def test_headers(header: str, path: tuple[str | int, ...] | None) -> None:
    assert path_of(header) == path


def test_columns_without_which_a_grant_cannot_be_told() -> None:
    assert missing([path_of("Funding Org:Name"), path_of("recipientIndividual/id")]) == []
    assert len(missing([path_of("Funding Org:Department"), path_of("Amount Awarded")])) == 2


def package(**fields: Any) -> dict[str, Any]:
    return {"grants": [grant(**fields)]}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (json.dumps(package()), ["grants/0"]),
        (json.dumps({"Grants": [grant()], "license": "x"}), ["Grants/0"]),
        (json.dumps([package(), package(id="360G-example-2")]), ["0/grants/0", "1/grants/0"]),
        (json.dumps({"packages": [package()]}), ["packages/0/grants/0"]),
        (json.dumps(package()) + "\n" + json.dumps(package(id="360G-example-2")), ["grants/0", "document 2/grants/0"]),
        (json.dumps([grant(), grant(id="360G-example-2")]), ["0", "1"]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_json_of_every_layout(tmp_path: Path, text: str, places: list[str], encoding: str) -> None:
    file = tmp_path / "grants.txt"
    file.write_bytes(text.encode(encoding))
    found = run("360giving", file)
    assert [tie["locator"] for tie in found.funds()] == places
    assert found.faults == []


def test_what_is_no_object_is_no_grant(tmp_path: Path) -> None:
    file = tmp_path / "grants.json"
    file.write_text(json.dumps({"grants": [None, "x", [grant()], grant()]}), encoding="utf-8")
    found = run("360giving", file)
    assert (found.account.read, found.account.rejected) == (4, 3)
    assert [locator for locator, _, whole in found.faults if whole] == ["grants/0", "grants/1", "grants/2"]


def test_a_file_in_another_encoding_and_text_encoded_twice(tmp_path: Path) -> None:
    file = tmp_path / "grants.json"
    file.write_bytes(json.dumps(package(title="Café"), ensure_ascii=False).encode("cp1252"))
    assert next(run("360giving", file).funds())["purpose"].startswith("Café")
    twice = "Café".encode().decode("cp1252")
    file.write_text(json.dumps(package(title=twice), ensure_ascii=False), encoding="utf-8")
    assert next(run("360giving", file).funds())["purpose"].startswith("Café")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"grants": [{"id": 1}, ', "line 1, column"),
        ('{"grants": [{"id": 1}],,}', "line 1, column"),
        ('{"grants": [{"amountAwarded": NaN}]}', "no complete JSON"),
        ('{"grants": ' + "[" * 5000, "deep"),
        ("{", "line 1, column 2"),
        ('{"releases": []}', 'no list named "grants"'),
        ("[1, 2]", 'no list named "grants"'),
        (" ", "is empty"),
        ("Currency,Amount Awarded\nGBP,1\n", "no column Funding Org:Identifier or Funding Org:Name"),
    ],
)
def test_what_is_no_file_of_grants_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "grants.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=r"grants\.json") as refused:
        run("360giving", file)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_list_without_grants_is_loaded_as_that(tmp_path: Path) -> None:
    file = tmp_path / "grants.json"
    file.write_text('{"grants": []}', encoding="utf-8")
    assert run("360giving", file).account.read == 0
    with pytest.raises(UsageError, match="has no sheets"):
        run("360giving", file, sheet="x")


HEADER = ["Identifier", "Currency", "Amount Awarded", "Funding Org:Identifier", "Recipient Org:Name"]


def test_all_sheets_that_hold_grants_and_those_beside_them(tmp_path: Path) -> None:
    file = write_workbook(
        tmp_path / "grants.xlsx",
        {
            "Meta": [["Version", 1.4], ["Title", "Grants"]],
            "2022": [HEADER, ["360G-x-1", "GBP", 10.25, FUNDER["id"], "Choir"]],
            "2023": [HEADER, ["360G-x-2", "GBP", 20, FUNDER["id"], "Band"]],
            "places": [
                ["Identifier", "Beneficiary Location:Name", "Beneficiary Location:Country Code"],
                ["360G-x-1", "Ambridge", "GB"],
                ["360G-x-1", "Borchester", "GB"],
            ],
        },
    )
    found = run("360giving", file)
    assert (found.cents, found.faults) == (3025, [])
    assert [tie["locator"] for tie in found.funds()] == ["sheet 2022, row 2", "sheet 2023, row 2"]
    assert {(tie.start.split(":")[2], tie.end) for tie in found.ties("LOCATED_IN")} == {
        ("choir@GB-CHC", "name:ambridge@ISO-3166:GB"),
        ("choir@GB-CHC", "name:borchester@ISO-3166:GB"),
    }
    assert run("360giving", file, sheet="2023").cents == 2000


def test_further_places_in_rows_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "grants.csv"
    rows = [[*HEADER, "Beneficiary Location:Name"], ["360G-x-1", "GBP", "10", FUNDER["id"], "Choir", "Ambridge"]]
    rows += [["360G-x-1", "", "", "", "", "Borchester"], ["360G-x-2", "", "", "", "", "Felpersham"]]
    file.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    found = run("360giving", file)
    assert (found.account.read, found.account.rejected, found.cents) == (3, 1, 1000)
    assert {tie.end for tie in found.ties("LOCATED_IN")} == {"name:ambridge", "name:borchester"}


def test_a_table_and_json_of_the_same_grant_say_the_same(tmp_path: Path) -> None:
    whole = grant(
        amountAwarded=12000.1,
        plannedDates=[{"startDate": "2023-04-01", "duration": 12}],
        beneficiaryLocation=[{"name": "Ambridge"}, {"name": "Borchester"}],
        classifications=[{"vocabulary": "Grant Fund", "title": "Open"}],
        regrantType="FRG020",
    )
    as_json = tmp_path / "grants.json"
    as_json.write_text(json.dumps({"grants": [whole]}), encoding="utf-8")
    cells = {
        "Identifier": whole["id"],
        "title": whole["title"],
        "Description ": whole["description"],
        "currency": "GBP",
        "amountAwarded": "12,000.10",
        "Award Date": "14/03/2023",
        "recipientOrganization/0/id": CLUB["id"],
        "Recipient Org:Name": CLUB["name"],
        "Funding Org:Identifier": FUNDER["id"],
        "Funding Org:Name": FUNDER["name"],
        "Planned Dates:Start Date": "2023-04-01",
        "Planned Dates:Duration (months)": "12",
        "Beneficiary Location:0:Name": "Ambridge",
        "Beneficiary Location:1:Name": "Borchester",
        "Classification:Grant Fund": "Open",
        "For Regrant Type": "FRG020",
    }
    as_table = tmp_path / "grants.csv"
    as_table.write_text("\n".join(";".join(row) for row in (cells, cells.values())), encoding="utf-8")
    assert graph_of(run("360giving", as_json)) == graph_of(run("360giving", as_table))


def graph_of(found: Loaded) -> list[Any]:
    """Nodes and ties without the places they come from."""
    (batch,) = found.batches
    nodes = [(label, sorted(map(str, listed))) for label, listed in sorted(batch.nodes.items()) if label != "Source"]
    ties = [
        (kind, tie.start, tie.end, {k: v for k, v in tie.properties.items() if k not in ("locator", "source", "id")})
        for kind, listed in batch.ties.items()
        for tie in listed
        if kind[0] != "FROM_SOURCE"
    ]
    return [nodes, sorted(map(str, ties)), sorted(tie["id"] for tie in found.funds())]


# Files of the publishers' test set: rows read and rejected, or why the file as a whole is refused.
REAL: dict[str, tuple[int, int] | str] = {
    "GeoCodePostcode.xlsx": "no column Funding Org",
    "GeoCodePostcodeRecipientInd.xlsx": "no column Funding Org",
    "RecipientIndDEI.json": (1, 1),
    "RecipientIndWithoutToIndividualsDetails.xlsx": (3, 0),
    "additional_fields.json": (1, 0),
    "bad.xlsx": "is empty",
    "badfile_all_validation_errors.json": (1, 1),
    "badfile_all_validation_errors.xlsx": "no column Funding Org",
    "badfile_all_validation_errors_4_times.xlsx": "no column Funding Org",
    "bom.csv": "no column Funding Org",
    "codelist.csv": "no column Funding Org",
    "decimal_amounts.csv": "no column Funding Org",
    "decimal_amounts.json": (7, 7),
    "dei_extension.xlsx": (9, 0),
    "duration_usefulness.json": (1, 0),
    "fundingproviders-grants-email.json": (3, 0),
    "fundingproviders-grants_2_grants.xlsx": (2, 0),
    "fundingproviders-grants_2_grants_cp1252.csv": (2, 0),
    "fundingproviders-grants_2_grants_titleswithoutrollup.xlsx": (2, 0),
    "fundingproviders-grants_broken_grants.json": (4, 1),
    "fundingproviders-grants_fixed_2_grants.json": (4, 1),
    "fundingproviders-grants_malformed.json": "line 10, column 15",
    "fundingproviders_grants_2_grants.csv": (2, 0),
    "fundingtrust-grants_dc.txt": (9, 0),
    "ids-unexpected-chars.xlsx": (1, 0),
    "multiple_funder_names_org_ids.json": (2, 0),
    "nulls.json": (2, 2),
    "oneof.csv": "no column Funding Org",
    "publishers.json": 'no list named "grants"',
    "tenders_releases_2_releases.xlsx": "no column Funding Org",
    "validation_errors-3.json": 'no list named "grants"',
}


@pytest.mark.real_data
def test_every_real_file_is_in_the_list(real_data: Path) -> None:
    there = {path.name for path in (real_data / "360giving" / "fixtures").iterdir()} - {"SOURCES"}
    assert there == set(REAL)


@pytest.mark.real_data
@pytest.mark.parametrize("name", REAL)
def test_every_real_file_is_loaded_or_refused_with_a_reason(real_data: Path, name: str) -> None:
    file, expected = real_data / "360giving" / "fixtures" / name, REAL[name]
    if isinstance(expected, str):
        with pytest.raises(DataError) as refused:
            run("360giving", file)
        assert name in str(refused.value)
        assert expected in str(refused.value)
        return
    found = run("360giving", file)
    assert (found.account.read, found.account.rejected) == expected
    assert all(fault.reason and locator for locator, fault, _ in found.faults)


@pytest.mark.real_data
@pytest.mark.parametrize("folder", ["codelists", "schema"])
def test_code_lists_and_schema_are_no_grants(real_data: Path, folder: str) -> None:
    files = sorted((real_data / "360giving" / folder).iterdir())
    assert files
    for file in files:
        with pytest.raises(DataError, match=file.name):
            run("360giving", file)


@pytest.mark.real_data
def test_the_same_grants_in_three_kinds_of_file_are_the_same_graph(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "360giving" / "fixtures"
    as_json = run("360giving", folder / "fundingproviders-grants_fixed_2_grants.json")
    as_workbook = run("360giving", folder / "fundingproviders-grants_2_grants.xlsx")
    # The makers of the set gave this file another prefix and one company number: all else is the same.
    text = (folder / "fundingproviders_grants_2_grants.csv").read_text(encoding="utf-8")
    table = tmp_path / "grants.csv"
    table.write_text(
        text.replace("360G-fundingprovidersuk-", "360G-fundingproviders-").replace("RC000659", "RC000000"), "utf-8"
    )
    as_table = run("360giving", table)
    assert as_json.cents == (152_505 + 178_990) * 100
    assert graph_of(as_json) == graph_of(as_workbook) == graph_of(as_table)


FULL = "a002400000OiDBQAA3.json"


@pytest.mark.real_data
@pytest.mark.slow
def test_the_real_file_of_4116_grants(real_data: Path, graph: Graph) -> None:
    file = real_data / "360giving" / FULL
    grants = json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["grants"]
    exact = sum(Decimal(each["amountAwarded"]) for each in grants)
    recipients = {each["recipientOrganization"][0]["id"] for each in grants}
    assert (len(grants), exact, len(recipients)) == (4116, Decimal("115795635.69"), 3624)
    first = graph.load("360giving", file, rejects=None)
    before = graph.snapshot()
    second = graph.load("360giving", file, rejects=None)
    after = graph.snapshot()
    assert (first.read, first.loaded, first.rejected) == (4116, 4116, 0)
    assert (second.read, second.loaded, second.merged) == (4116, 0, 4116)
    assert before.hash == after.hash
    funds = [tie for tie in after.ties.to_pylist() if tie["type"] == "FUNDS"]
    assert {tie["id"] for tie in funds} == {each["id"] for each in grants}
    assert sum(to_minor(tie["amount"], "GBP") for tie in funds) == exact * 100
    assert {(tie["currency"], tie["basis"], tie["status"], tie["regrant"]) for tie in funds} == {
        ("GBP", "committed", "granted", None)
    }
    assert len({tie["recipient"] for tie in funds}) == 3624


@pytest.mark.real_data
@pytest.mark.slow
def test_two_kinds_of_file_in_one_store_are_two_grants(real_data: Path, graph: Graph) -> None:
    folder = real_data / "360giving" / "fixtures"
    names = ("fundingproviders-grants_2_grants.xlsx", "fundingproviders-grants_fixed_2_grants.json")
    for name in names:
        graph.load("360giving", folder / name, rejects=None)
    funds = [tie for tie in graph.snapshot().ties.to_pylist() if tie["type"] == "FUNDS"]
    assert sorted((tie["id"], tie["amount"]) for tie in funds) == [
        ("360G-fundingproviders-000001/X/00/X", 152505.0),
        ("360G-fundingproviders-000002/X/00/X", 178990.0),
    ]
