"""Grants in the 360Giving standard: one tie a grant, individuals without names, no euro twice."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import GraphkitError
from tests.unit.loaders.accounts import Loaded, run

giving = importlib.import_module("graphkit.loaders.360giving")

FUNDER = {"id": "GB-CHC-1099990", "name": "Example Foundation"}
CLUB = {"id": "GB-CHC-1099991", "name": "Mill Lane Repair Club"}


def grant(**fields: Any) -> dict[str, Any]:
    """A grant with what the standard requires, changed as given; a field of None is left out."""
    whole = {
        "id": "360G-example-001",
        "title": "Repair workshops",
        "description": "Tools and rent",
        "currency": "GBP",
        "amountAwarded": 12000,
        "awardDate": "2023-03-14",
        "recipientOrganization": [CLUB],
        "fundingOrganization": [FUNDER],
    } | fields
    return {name: value for name, value in whole.items() if value is not None}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "grants.json"


def loaded(file: Path, *grants: Any) -> Loaded:
    file.write_text(json.dumps({"grants": list(grants)}), encoding="utf-8")
    return run("360giving", file)


def test_the_example_loads(tmp_path: Path) -> None:
    file = tmp_path / giving.EXAMPLE_NAME
    file.write_text(giving.EXAMPLE, encoding="utf-8")
    found = run("360giving", file)
    assert (found.account.read, found.account.rejected, found.faults) == (4, 0, [])
    assert found.cents == 1_200_000 + 800_050 + 5_000_000 + 30_000
    assert {tie["id"] for tie in found.funds()} == {
        "360G-example-001",
        "360G-example-002",
        "360G-sample-17",
        "360G-sample-18",
    }
    # Two grants of one year to one recipient: one action.
    actions = [tie.end for tie in found.ties("FUNDS") if tie.properties["recipient"] == "GB-CHC:1099991"]
    assert actions == ["activity:GB-CHC:1099991:2023"] * 2
    assert {tie.end for tie in found.ties("WITHIN")} == {"ISO-3166:GB"}
    assert found.nodes("Territory")["GB-GSS:E05099991"]["scale"] == "neighbourhood"


def test_a_grant_is_one_tie_with_its_own_identifier(file: Path) -> None:
    found = loaded(file, grant(grantProgramme=[{"code": "N1", "title": "Neighbourhoods"}]))
    (tie,) = found.ties("FUNDS")
    said = tie.properties
    assert (tie.start, tie.end) == ("GB-CHC:1099990", "activity:GB-CHC:1099991:2023")
    assert (said["id"], said["reference"], said["locator"]) == ("360G-example-001", "360G-example-001", "grants/0")
    assert (said["amount"], said["currency"], said["basis"], said["status"]) == (12000, "GBP", "committed", "granted")
    assert (said["purpose"], said["scheme"]) == ("Repair workshops. Tools and rent", "Neighbourhoods")
    assert (said["recipient"], said["recipient_id"]) == ("GB-CHC:1099991", "GB-CHC-1099991")
    assert found.batches[0].funders == {"GB-CHC:1099990"}
    assert [(t.start, t.properties["role"]) for t in found.ties("TAKES_PART")] == [("GB-CHC:1099991", "recipient")]
    assert found.nodes("Programme") == {
        "programme:GB-CHC:1099990:n1": {
            "id": "programme:GB-CHC:1099990:n1",
            "name": "Neighbourhoods",
            "code": "N1",
        }
    }


def test_an_identifier_without_a_publishers_prefix_is_of_its_funder(file: Path) -> None:
    other = {"id": "GB-CHC-1099989", "name": "Other Foundation"}
    found = loaded(file, grant(id="17"), grant(id="17", fundingOrganization=[other]))
    assert {tie["id"] for tie in found.funds()} == {"GB-CHC:1099990/17", "GB-CHC:1099989/17"}


def test_equal_grants_without_identifiers_are_two(file: Path) -> None:
    found = loaded(file, grant(id=None), grant(id=None))
    assert found.cents == 2_400_000
    assert len({tie["id"] for tie in found.funds()}) == 2
    assert sum(found.reasons("id").values()) == 2


@pytest.mark.parametrize(
    ("amount", "cents"),
    [(1000.1, 100_010), (0.07, 7), (1e3, 100_000), ("1,000.50", 100_050), ("£250", 25_000), (-12.5, -1250), (0, 0)],
)
def test_amounts_are_exact(file: Path, amount: float | str, cents: int) -> None:
    assert loaded(file, grant(amountAwarded=amount)).cents == cents


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"amountAwarded": "a lot"}, "amountAwarded"),
        ({"amountAwarded": 10**30}, "amountAwarded"),
        ({"currency": "bad currency"}, "currency"),
        ({"currency": None}, "currency"),
        ({"fundingOrganization": []}, "fundingOrganization"),
        ({"fundingOrganization": None}, "fundingOrganization"),
        ({"recipientOrganization": [{"name": " "}]}, "recipientOrganization"),
        ({"recipientOrganization": None, "recipientIndividual": {}}, "recipientOrganization"),
    ],
)
def test_what_cannot_be_told_is_rejected(file: Path, fields: dict[str, Any], column: str) -> None:
    found = loaded(file, grant(**fields))
    assert (found.account.read, found.account.rejected) == (1, 1)
    assert [(locator, fault.column) for locator, fault, whole in found.faults if whole] == [("grants/0", column)]


def test_all_faults_of_a_grant_are_told(file: Path) -> None:
    found = loaded(file, grant(amountAwarded="?!", fundingOrganization=[], awardDate="soon"))
    assert {fault.column for _, fault, _ in found.faults} == {"amountAwarded", "fundingOrganization", "awardDate"}


def test_without_an_amount_it_is_missing_and_not_nought(file: Path) -> None:
    found = loaded(file, grant(amountAwarded=None, currency=None, amountAppliedFor=500))
    (tie,) = found.funds()
    assert "amount" not in tie
    assert tie["note"] == "applied for 500"
    assert found.account.notes["without an amount"] == 1


def test_what_was_asked_for_and_what_was_paid_are_no_further_money(file: Path) -> None:
    (tie,) = loaded(file, grant(amountAppliedFor=20000, amountDisbursed=4000.5)).funds()
    assert (tie["amount"], tie["basis"]) == (12000, "committed")
    assert tie["note"] == "applied for 20000 GBP; disbursed 4000.5 GBP"
    (paid,) = loaded(file, grant(amountAwarded=None, amountDisbursed=4000.5)).funds()
    assert (paid["amount"], paid["basis"]) == (4000.5, "disbursed")


@pytest.mark.parametrize(
    ("planned", "start", "end", "note"),
    [
        ({"startDate": "2013-09-01", "duration": 12}, "2013-09-01", "2014-08-31", None),
        ({"startDate": "2013-08-31", "duration": 1}, "2013-08-31", "2013-09-29", None),
        ({"startDate": "2013-09-01", "endDate": "2014-01-31", "duration": 12}, "2013-09-01", "2014-01-31", None),
        ({"startDate": "2013-09-01T00:00:00+00:00"}, "2013-09-01", None, None),
        ({"duration": 30}, None, None, "duration 30 months"),
    ],
)
def test_start_and_end(
    file: Path, planned: dict[str, Any], start: str | None, end: str | None, note: str | None
) -> None:
    found = loaded(file, grant(plannedDates=[planned]))
    (tie,) = found.funds()
    days = [str(tie[name]) if name in tie else None for name in ("start", "end")]
    assert (days, tie.get("note"), found.faults) == ([start, end], note, [])


def test_dates_as_they_were_count_before_those_planned(file: Path) -> None:
    (tie,) = loaded(
        file,
        grant(
            plannedDates=[{"startDate": "2023-04-01", "endDate": "2023-12-31"}],
            actualDates=[{"startDate": "2023-05-01", "endDate": "2024-02-29"}],
        ),
    ).funds()
    assert (str(tie["start"]), str(tie["end"])) == ("2023-05-01", "2024-02-29")
    assert tie["note"] == "planned 2023-04-01 to 2023-12-31"


def test_an_end_before_its_start_is_set_aside(file: Path) -> None:
    found = loaded(file, grant(plannedDates=[{"startDate": "2023-04-01", "endDate": "2022-04-01"}]))
    assert "end" not in next(found.funds())
    assert sum(found.reasons("plannedDates/0/endDate").values()) == 1


def test_a_department_gives_and_belongs_to_the_funder(file: Path) -> None:
    found = loaded(file, grant(fundingOrganization=[FUNDER | {"department": "Communities"}]))
    (tie,) = found.ties("FUNDS")
    assert tie.start == "GB-CHC:1099990/communities"
    assert found.nodes("Actor")[tie.start]["kind"] == "department"
    (member,) = found.ties("MEMBER_OF")
    assert (member.start, member.end, member.properties["membership"]) == (tie.start, "GB-CHC:1099990", "department_of")


@pytest.mark.parametrize(
    ("code", "type"), [("FRG010", "common_regrant"), ("frg050", "fiscal_sponsor"), ("FRG070", "multipurpose")]
)
def test_a_grant_to_be_handed_on_says_so_and_stays_money(file: Path, code: str, type: str) -> None:
    found = loaded(file, grant(regrantType=code))
    (tie,) = found.funds()
    assert tie["regrant_type"] == type
    # Who hands on stands on the onward grants, not here: alone in a store, this grant is money.
    assert "regrant" not in tie
    assert (found.cents, tie["basis"], tie["status"]) == (1_200_000, "committed", "granted")


def test_a_code_that_is_none_is_set_aside(file: Path) -> None:
    found = loaded(file, grant(regrantType="BAD", locationScope="GLS999"))
    assert {fault.column for _, fault, whole in found.faults if not whole} == {"regrantType", "locationScope"}
    assert found.usable == 1


def test_several_funders_and_recipients_share_one_amount(file: Path) -> None:
    other, choir = {"id": "GB-SC-SC099990"}, {"name": "Choir of the Mill"}
    found = loaded(file, grant(fundingOrganization=[FUNDER, other], recipientOrganization=[CLUB, choir]))
    ties = list(found.funds())
    assert len(ties) == 4
    assert [(tie["id"], tie["amount"]) for tie in ties if "amount" in tie] == [("360G-example-001", 12000)]
    assert len({tie["id"] for tie in ties}) == 4
    assert found.cents == 1_200_000
    assert [tie["note"] for tie in ties if "amount" not in tie] == [
        "amount stated once, from GB-CHC:1099990 to GB-CHC:1099991"
    ] * 3
    assert {tie.start for tie in found.ties("TAKES_PART")} == {
        "GB-CHC:1099991",
        "name:choir-of-the-mill@GB-CHC:1099990",
    }


PERSON = {"id": "A-204", "name": "Petronella Quxworth"}


def test_individuals_have_no_names(file: Path) -> None:
    found = loaded(
        file,
        grant(
            title="Grant to Petronella Quxworth",
            description="Course fees",
            recipientOrganization=None,
            recipientIndividual=PERSON,
            toIndividualsDetails={"primaryGrantReason": "GTIR110", "grantPurpose": ["GTIP130", "GTIP010"]},
            beneficiaryLocation=[{"name": "Ambridge", "geoCode": "ZZ9 9ZZ", "latitude": 52.1, "longitude": -1.9}],
        ),
        grant(id="360G-example-002", recipientOrganization=None, recipientIndividual=PERSON),
    )
    assert found.account.notes["natural person, name not kept"] == 2
    everything = repr([(batch.nodes, batch.ties) for batch in found.batches])
    for word in ("Petronella", "Quxworth", "petronella", "quxworth", "A-204", "ZZ9", "52.1"):
        assert word not in everything
    first, second = found.funds()
    # One a grant: what tells that both are one person is a number made of the name, or may be.
    assert first["recipient"] != second["recipient"]
    assert first["recipient"].startswith("individual:")
    assert first["purpose"] == "Course fees"
    assert first["note"] == "reason: development opportunity; for: education and training, unrestricted"
    assert [node["name"] for node in found.nodes("Territory").values()] == ["Ambridge"]


@pytest.mark.parametrize("name", ["Mrs P. Quxworth", "Mr Petronel Quxworth", "Individual Recipient", "Dr P Quxworth"])
def test_a_person_in_the_column_for_organisations(file: Path, name: str) -> None:
    found = loaded(file, grant(title="x", recipientOrganization=[{"name": name}]))
    assert [a["name"] for a in found.nodes("Actor").values() if a.get("kind") == "individual"] == ["individual"]
    assert "Quxworth" not in repr(found.batches)


@pytest.mark.parametrize(
    "name", ["Mr Punch's Museum", "Mrs Quxworth Memorial Trust", "Miss Ltd", "Dr Quxworth Surgery"]
)
def test_organisations_called_after_a_person_keep_their_names(file: Path, name: str) -> None:
    assert name in repr(loaded(file, grant(recipientOrganization=[{"name": name}])).batches)


def test_places_and_fields_of_the_action(file: Path) -> None:
    found = loaded(
        file,
        grant(
            beneficiaryLocation=[
                {"name": "West Midlands", "geoCode": "E12000005", "geoCodeType": "RGN/GOR", "countryCode": "GB"},
                {"geoCode": " M60 0AS "},
                {"name": "Ambridge", "countryCode": "GB", "latitude": 52.2, "longitude": -1.9},
                {"countryCode": "England"},
            ],
            classifications=[{"vocabulary": "own", "title": "Sport"}, {"vocabulary": "SIC", "code": "94"}],
            locationScope="GLS040",
        ),
    )
    places = found.nodes("Territory")
    assert set(places) == {
        "GB-GSS:E12000005",
        "ISO-3166:GB",
        "GB-POSTCODE:M600AS",
        "name:ambridge@ISO-3166:GB",
    }
    region = places["GB-GSS:E12000005"]
    assert (region["scale"], region["code"], region["code_scheme"]) == ("regional", "E12000005", "GB-GSS")
    assert {tie.end for tie in found.ties("LOCATED_IN")} == set(places) - {"ISO-3166:GB"}
    assert places["name:ambridge@ISO-3166:GB"]["latitude"] == 52.2
    assert sum(found.reasons("beneficiaryLocation/3/countryCode").values()) == 1
    assert {tie.end for tie in found.ties("IN_FIELD")} == {"name:sport", "name:sic-94"}
    (action,) = found.nodes("Action").values()
    assert action["scale"] == "regional"


def test_recipients_are_known_by_the_best_number_given(file: Path) -> None:
    given = {"name": "Club", "charityNumber": "1099991", "companyNumber": "9999910"}
    found = loaded(file, grant(recipientOrganization=[given]))
    assert found.nodes("Actor")["GB-CHC:1099991"]["identifiers"] == ["GB-CHC:1099991", "GB-COH:09999910"]
    found = loaded(file, grant(recipientOrganization=[{**CLUB, "charityNumber": "1099992"}]))
    assert found.nodes("Actor")["GB-CHC:1099991"]["identifiers"] == ["GB-CHC:1099991"]
    assert sum(found.reasons("recipientOrganization/0/charityNumber").values()) == 1


def test_a_grant_that_stands_twice_is_money_once(file: Path) -> None:
    places = [[{"name": "Ambridge"}], [{"name": "Borchester"}]]
    found = loaded(file, *(grant(beneficiaryLocation=place) for place in places))
    assert (found.cents, found.account.rejected) == (1_200_000, 0)
    assert {tie.end for tie in found.ties("LOCATED_IN")} == {"name:ambridge", "name:borchester"}
    assert found.account.notes["grant that stands in the file already"] == 1


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"amountAwarded": 12001}, "another amount"),
        ({"recipientOrganization": [{"id": "GB-CHC-1099992"}]}, "another recipient"),
        ({"fundingOrganization": [{"id": "GB-CHC-1099989"}]}, "another funder"),
        ({"currency": "EUR"}, "another currency"),
    ],
)
def test_one_identifier_for_two_grants_is_rejected(file: Path, fields: dict[str, Any], what: str) -> None:
    found = loaded(file, grant(), grant(**fields))
    assert (found.cents, found.account.rejected) == (1_200_000, 1)
    ((locator, fault, _),) = [told for told in found.faults if told[2]]
    assert (locator, fault.column) == ("grants/1", "id")
    assert fault.reason.startswith(f"this grant stands in grants/0 with {what}")


@pytest.mark.parametrize(
    ("title", "resource"), [("Loan", "loan"), ("In-kind gift", "in_kind"), ("Grant", "cash"), ("Sloane fund", "cash")]
)
def test_the_kind_of_funding(file: Path, title: str, resource: str) -> None:
    (tie,) = loaded(file, grant(fundingType=[{"title": title}])).funds()
    assert tie["resource"] == resource


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
LOCATION = ("name", "geoCode", "geoCodeType", "countryCode", "latitude", "longitude")
ORGANISATION = ("id", "name", "department", "charityNumber", "companyNumber", "location", "alternateName", "url")
FIELDS = {
    **dict.fromkeys(("id", "title", "currency", "amountAwarded", "amountDisbursed", "awardDate", "regrantType"), JSON),
    **dict.fromkeys(("locationScope", "description", "toIndividualsDetails", "amountAppliedFor"), JSON),
    "recipientOrganization": JSON | st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(ORGANISATION, JSON))),
    "fundingOrganization": st.just([FUNDER])
    | st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(ORGANISATION, JSON))),
    "recipientIndividual": JSON | st.just(PERSON),
    "beneficiaryLocation": JSON | st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(LOCATION, JSON))),
    **dict.fromkeys(("plannedDates", "actualDates"), JSON | st.just([{"startDate": "2023", "duration": 1e300}])),
    **dict.fromkeys(("classifications", "grantProgramme", "fundingType"), JSON),
}
GRANT = st.builds(lambda changes: grant() | changes, st.fixed_dictionaries({}, optional=FIELDS))


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(GRANT | JSON, max_size=4))
def test_whatever_a_grant_holds_it_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, grants: list[Any]
) -> None:
    file = tmp_path_factory.mktemp("fuzz") / "grants.json"
    found = loaded(file, *grants)
    assert found.account.read == len(grants)


@pytest.mark.slow
@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_bytes_there_are_there_is_no_traceback(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("fuzz") / "grants.any"
    for start in (b"", b'{"grants":[', b"Funding Org:Name,Recipient Org:Name\n"):
        file.write_bytes(start + data)
        refused = file.name
        try:
            run("360giving", file)
        except GraphkitError as error:
            refused = str(error)
        assert file.name in refused
