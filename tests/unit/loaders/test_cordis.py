"""CORDIS: archives as they are published, each euro once, persons without names; and the real flat table."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import FormatError
from graphkit.loaders import cordis
from graphkit.loaders._cordis.money import Claim, share_out
from graphkit.loaders._cordis.participants import is_natural_person
from graphkit.model.money import to_minor
from graphkit.model.records import Row
from tests.unit.loaders.accounts import Loaded, run

ORGANIZATION = (
    "projectID projectAcronym organisationID vatNumber name shortName SME activityType street postCode city country "
    "nutsCode geolocation organizationURL contactForm contentUpdateDate rcn order role ecContribution "
    "netEcContribution totalCost endOfParticipation active"
)
PROJECT = (
    "id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics ecSignatureDate "
    "frameworkProgramme masterCall subCall fundingScheme nature objective contentUpdateDate rcn grantDoi"
)
TOPICS = "projectID topic title"
LEGAL_BASIS = "projectID legalBasis title uniqueProgrammePart"
FIELDS = "projectID euroSciVocCode euroSciVocPath euroSciVocTitle euroSciVocDescription"
WEB_LINK = "projectID physUrl availableLanguages status archivedDate type source represents"


def table(columns: str, *rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns.split(), restval="", delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def partner(pic: str, role: str, gross: str = "", net: str = "", **more: str) -> dict[str, str]:
    """A row of organization.csv: a body under an invented PIC."""
    base = {"projectID": "990000001", "projectAcronym": "LILAS", "organisationID": pic, "name": f"BODY {pic}"}
    base |= {"shortName": f"B{pic[-2:]}", "country": "FR", "role": role}
    return base | {"ecContribution": gross, "netEcContribution": net} | more


PROJECT_ROW = {
    "id": "990000001",
    "acronym": "LILAS",
    "status": "SIGNED",
    "title": "Shared gardens, shared knowledge",
    "startDate": "2023-01-01",
    "endDate": "2025-12-31",
    "totalCost": "960619,95",
    "ecMaxContribution": "680000",
    "legalBasis": "HORIZON.2.2",
    "topics": "HORIZON-CL2-2022-01",
    "ecSignatureDate": "2022-11-30",
    "frameworkProgramme": "HORIZON",
    "fundingScheme": "HORIZON-RIA",
    "objective": 'Gardens; "shared" ones,\nand what is learned in them.',
    "grantDoi": "10.3030/990000001",
}

PARTNERS = (
    partner("900000001", "coordinator", "500000", "420000.50", activityType="HES", nutsCode="FRG01"),
    partner("900000002", "thirdParty", "0", "79999,50", totalCost="960619,95"),
    partner("900000003", "participant", "180000", "180000", country="EL", endOfParticipation="true"),
    partner("900000004", "associatedPartner", "0", "0", country="UK"),
)


def archive(**changed: str) -> dict[str, str]:
    found = {
        "project.csv": table(PROJECT, PROJECT_ROW),
        "organization.csv": table(ORGANIZATION, *PARTNERS),
        "topics.csv": table(TOPICS, {"projectID": "990000001", "topic": "HORIZON-CL2-2022-01", "title": "Commons"}),
        "legalBasis.csv": table(
            LEGAL_BASIS, {"projectID": "990000001", "legalBasis": "HORIZON.2.2", "title": "Culture and society"}
        ),
        "euroSciVoc.csv": table(
            FIELDS,
            {
                "projectID": "990000001",
                "euroSciVocCode": "/29/103",
                "euroSciVocPath": "/social sciences/sociology",
                "euroSciVocTitle": "sociology",
            },
        ),
        "webLink.csv": table(WEB_LINK, {"projectID": "990000001", "physUrl": "https://example.org"}),
    }
    return found | {name.replace("__", "."): text for name, text in changed.items()}


def zipped(path: Path, members: dict[str, str], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in members.items():
            out.writestr(folder + name, text)
    return path


def participations(tmp_path: Path, *rows: dict[str, str], most: str | None = None) -> Loaded:
    """The organizations of one project, with its project.csv where its ecMaxContribution is given."""
    members = {"organization.csv": table(ORGANIZATION, *rows)}
    if most is not None:
        members["project.csv"] = table(PROJECT, PROJECT_ROW | {"ecMaxContribution": most})
    return run("cordis", zipped(tmp_path / "cordis-projects-csv.zip", members))


def amounts(found: Loaded) -> dict[str | None, float | None]:
    return {tie.get("recipient"): tie.get("amount") for tie in found.funds()}


def everything(found: Loaded) -> object:
    kinds = ("Actor", "Action", "Programme", "Territory", "Field")
    ties = ("FUNDS", "TAKES_PART", "PART_OF", "IN_FIELD", "LOCATED_IN", "WITHIN")
    return (
        [found.nodes(kind) for kind in kinds],
        [sorted((tie.start, tie.end, tie.properties["id"]) for tie in found.ties(name)) for name in ties],
        found.cents,
    )


@pytest.fixture
def published(tmp_path: Path) -> Loaded:
    return run("cordis", zipped(tmp_path / "cordis-HORIZONprojects-csv.zip", archive()))


def test_the_example_loads(tmp_path: Path) -> None:
    file = tmp_path / cordis.EXAMPLE_NAME
    file.write_text(cordis.EXAMPLE, encoding="utf-8")
    found = run("cordis", file)
    assert (found.account.read, found.usable, found.faults) == (4, 4, [])
    assert found.cents == 68_000_000


def test_an_archive_is_the_commission_funding_a_project(published: Loaded) -> None:
    assert (published.account.read, published.account.rejected, published.faults) == (8, 0, [])
    project = published.nodes("Action")["cordis:990000001"]
    assert (project["name"], project["aliases"]) == ("LILAS", ["Shared gardens, shared knowledge"])
    assert project["description"].endswith("what is learned in them.")
    assert (project["status"], project["start"].isoformat()) == ("running", "2023-01-01")
    assert project["identifiers"] == ["cordis:990000001", "DOI:10.3030/990000001"]
    assert published.batches[0].funders == {"XR-EUCB:COM"}
    ties = {tie.properties["recipient"]: tie for tie in published.ties("FUNDS")}
    assert {(tie.start, tie.end) for tie in ties.values()} == {("XR-EUCB:COM", "cordis:990000001")}
    tie = ties["EU-PIC:900000003"].properties
    assert tie["id"] == "cordis:990000001:900000003:participant"
    assert (tie["date"].isoformat(), tie["year"], tie["scheme"]) == ("2022-11-30", 2022, "HORIZON-RIA")
    assert (tie["basis"], tie["status"], tie["currency"]) == ("committed", "granted", "EUR")
    assert (tie["reference"], tie["end"].isoformat()) == ("990000001", "2025-12-31")


def test_each_takes_part_in_its_role(published: Loaded) -> None:
    ties = {tie.start: tie.properties for tie in published.ties("TAKES_PART")}
    assert {who[-1]: tie["role"] for who, tie in ties.items()} == {
        "1": "coordinator",
        "2": "third_party",
        "3": "participant",
        "4": "associated_partner",
    }
    assert ties["EU-PIC:900000003"]["note"] == "participation ended early"
    assert "note" not in ties["EU-PIC:900000001"]
    actor = published.nodes("Actor")["EU-PIC:900000001"]
    assert (actor["kind"], actor["id_quality"], actor["aliases"]) == ("university", "register", ["B01"])


def test_nets_with_a_point_and_a_comma_add_up_to_the_contributions(published: Loaded) -> None:
    assert amounts(published) == {
        "EU-PIC:900000001": 420000.50,
        "EU-PIC:900000002": 79999.50,
        "EU-PIC:900000003": 180000.0,
    }
    assert published.cents == 68_000_000
    assert published.of("committed").amount == Decimal(PROJECT_ROW["ecMaxContribution"])


def test_a_project_is_part_of_its_programme_legal_basis_and_topic(published: Loaded) -> None:
    programmes = {id: node["name"] for id, node in published.nodes("Programme").items()}
    assert programmes == {
        "cordis:HORIZON": "Horizon Europe",
        "cordis:HORIZON.2.2": "Culture and society",
        "cordis:HORIZON-CL2-2022-01": "Commons",
    }
    ties = {(tie.start, tie.end) for tie in published.ties("PART_OF")}
    assert ties == {("cordis:990000001", id) for id in programmes} | {
        (id, "cordis:HORIZON") for id in programmes if id != "cordis:HORIZON"
    }
    fields = {id: node["name"] for id, node in published.nodes("Field").items()}
    assert fields == {"euroscivoc:/29/103": "sociology", "euroscivoc:/29": "social sciences"}
    assert {tie.end for tie in published.ties("IN_FIELD")} == set(fields)


def test_a_zip_a_folder_and_single_files_say_the_same(tmp_path: Path, published: Loaded) -> None:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    for name, text in archive().items():
        (folder / name).write_text(text, encoding="utf-8")
    (group,) = cordis.files([folder])
    assert {path.name for path in group} == set(archive())
    assert cordis.files(sorted(group, reverse=True)) == [sorted(group, reverse=True)]
    nested = zipped(tmp_path / "nested.zip", archive(), folder="csv/")
    assert cordis.files([nested, folder]) == [[nested], group]
    for given_so in (folder, nested):
        assert everything(run("cordis", given_so)) == everything(published)
    assert sum(isinstance(row, Row) for row in cordis.load(group)) == published.usable


def test_an_organization_table_alone_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "organization.csv"
    file.write_text(table(ORGANIZATION, *PARTNERS), encoding="utf-8")
    found = run("cordis", file)
    assert found.cents == 68_000_000
    assert found.nodes("Action")["cordis:990000001"]["name"] == "LILAS"


def test_a_project_table_alone_funds_projects_without_saying_whom(tmp_path: Path) -> None:
    file = tmp_path / "project.csv"
    file.write_text(table(PROJECT, PROJECT_ROW), encoding="utf-8")
    (tie,) = run("cordis", file).funds()
    assert (tie["amount"], "recipient" in tie) == (680000.0, False)
    assert tie["note"] == "part of ecMaxContribution, not shared out among the participants in the file"


# ---- each euro once


def test_money_for_third_parties_that_are_not_listed_stays_with_the_project(tmp_path: Path) -> None:
    found = participations(
        tmp_path, partner("900000001", "coordinator", "1000", "600"), partner("900000002", "thirdParty", "0", "300")
    )
    assert amounts(found) == {"EU-PIC:900000001": 600.0, "EU-PIC:900000002": 300.0, None: 100.0}
    assert found.cents == 100_000
    (rest,) = (tie for tie in found.funds() if "recipient" not in tie)
    assert rest["note"] == "part of ecContribution, handed on to third parties that the file does not list"


def test_third_parties_of_somebody_who_is_not_in_the_file_are_not_counted(tmp_path: Path) -> None:
    rows = (partner("900000001", "coordinator", "1000", "1000"), partner("900000002", "thirdParty", "0", "300"))
    found = participations(tmp_path, *rows)
    assert amounts(found) == {"EU-PIC:900000001": 1000.0}
    assert found.account.notes["nets above the contributions: third parties not counted"] == 1
    # The project's own total decides where it is given.
    assert participations(tmp_path, *rows, most="1300").cents == 130_000
    assert participations(tmp_path, *rows, most="1000").cents == 100_000


def test_a_contribution_stated_for_a_third_party_is_inside_another_one(tmp_path: Path) -> None:
    found = participations(
        tmp_path, partner("900000001", "coordinator", "1000"), partner("900000002", "thirdParty", "300")
    )
    assert found.cents == 100_000
    assert [reason[:17] for reason in found.reasons("ecContribution")] == ["of a third party:"]


def test_a_participation_that_stands_twice_is_counted_once(tmp_path: Path) -> None:
    row = partner("900000001", "participant", "1000", "1000")
    found = participations(tmp_path, row, row | {"street": "1, place du Gué"})
    assert (found.account.read, found.usable, found.cents) == (2, 2, 100_000)
    assert list(found.reasons("ecContribution")) == ["the same participation as an earlier row: counted once"]
    # Two parts of one body with the same amount: the project's total says so.
    assert participations(tmp_path, row, row, most="2000").cents == 200_000
    # Other amounts are other money.
    other = row | {"ecContribution": "500", "netEcContribution": "500"}
    found = participations(tmp_path, row, other)
    assert found.cents == 150_000
    assert {tie["id"].split(":", 2)[2] for tie in found.funds()} == {"900000001:participant", "900000001:participant:2"}


def test_who_left_is_counted_unless_others_took_the_money_over(tmp_path: Path) -> None:
    rows = (
        partner("900000001", "coordinator", "1000", "1000"),
        partner("900000002", "participant", "500", "500", endOfParticipation="true"),
        partner("900000003", "participant", "500", "500"),
    )
    assert participations(tmp_path, *rows).cents == 200_000
    assert participations(tmp_path, *rows, most="2000").cents == 200_000
    found = participations(tmp_path, *rows, most="1500")
    assert amounts(found) == {"EU-PIC:900000001": 1000.0, "EU-PIC:900000003": 500.0}
    assert list(found.reasons("ecContribution")) == ["left the project, and others took its money over"]
    assert len(found.ties("TAKES_PART")) == 3


def test_what_no_participant_states_is_the_projects(tmp_path: Path) -> None:
    found = participations(
        tmp_path, partner("900000001", "coordinator", "1000"), partner("900000002", "participant"), most="1500"
    )
    assert amounts(found) == {"EU-PIC:900000001": 1000.0, "EU-PIC:900000002": None, None: 500.0}
    assert found.of("committed").missing == 1


def test_another_total_of_the_project_is_told(tmp_path: Path) -> None:
    found = participations(tmp_path, partner("900000001", "coordinator", "1000"), most="900,50")
    assert found.cents == 100_000
    assert list(found.reasons("ecMaxContribution")) == [
        "the contributions of its participants add up to 1000.00; those are loaded"
    ]


def test_an_amount_that_cannot_be_read_is_missing(tmp_path: Path) -> None:
    found = participations(tmp_path, partner("900000001", "coordinator", "1,2E+05"))
    assert amounts(found) == {"EU-PIC:900000001": None}
    assert found.reasons("ecContribution").total() == 1


def test_an_edition_and_a_later_one_are_the_same_ties(tmp_path: Path) -> None:
    first = participations(tmp_path, *PARTNERS)
    later = participations(tmp_path, *(row | {"contentUpdateDate": "2024-05-01 10:00:00"} for row in PARTNERS))
    assert {tie["id"] for tie in first.funds()} == {tie["id"] for tie in later.funds()}


CENTS = st.none() | st.integers(0, 10**6)
ROLES = st.sampled_from(["coordinator", "participant", "third_party", "associated_partner"])


@given(st.lists(st.tuples(ROLES, CENTS, CENTS), max_size=8))
def test_a_projects_sum_is_that_of_its_contributions(drawn: list[tuple[str, int | None, int | None]]) -> None:
    claims = [Claim(f"body {number}", *claim) for number, claim in enumerate(drawn)]
    # By hand: the contribution of all but third parties; a net alone is one.
    expected = sum(
        next((cents for cents in (gross, net) if cents is not None), 0)
        for role, gross, net in drawn
        if role != "third_party"
    )
    shares = share_out(claims)
    assert abs(shares.total - expected) <= len(claims)
    assert shares.rest >= 0


# ---- who and where


def test_countries_and_regions(tmp_path: Path) -> None:
    codes = {"900000001": "EL", "900000002": "UK", "900000003": "XK", "900000004": "DE;HU", "900000005": "Elbonia"}
    found = participations(tmp_path, *(partner(pic, "participant", country=code) for pic, code in codes.items()))
    places: dict[str, set[str]] = defaultdict(set)
    for tie in found.ties("LOCATED_IN"):
        places[tie.start[-1]].add(tie.end)
    assert places == {
        "1": {"ISO-3166:GR"},
        "2": {"ISO-3166:GB"},
        "3": {"ISO-3166:XK"},
        "4": {"ISO-3166:DE", "ISO-3166:HU"},
    }
    assert found.reasons("country").total() == 1


def test_a_region_is_within_its_country(published: Loaded) -> None:
    assert [(tie.start, tie.end) for tie in published.ties("WITHIN")] == [("NUTS:FRG01", "ISO-3166:FR")]
    located = [tie.end for tie in published.ties("LOCATED_IN") if tie.start == "EU-PIC:900000001"]
    assert located == ["NUTS:FRG01"]


def test_a_french_vat_number_holds_the_siren(tmp_path: Path) -> None:
    found = participations(tmp_path, partner("900000001", "participant", vatNumber="FR39356000000"))
    identifiers = found.nodes("Actor")["EU-PIC:900000001"]["identifiers"]
    assert identifiers == ["EU-PIC:900000001", "EU-VAT:FR39356000000", "FR-SIREN:356000000"]


@pytest.mark.parametrize(
    ("row", "person"),
    [
        ({"name": "MUSTERFRAU Erika"}, True),
        ({"name": "VAN DER MUSTER Jan-Piet"}, True),
        ({"name": "O'MUSTER Aoife M."}, True),
        ({"name": "Dr. MUSTERMANN Max"}, True),
        ({"name": "MUSTERMANN Max", "shortName": "MM"}, False),
        ({"name": "MUSTERMANN Max", "vatNumber": "DE123456789"}, False),
        ({"name": "UNIVERSITY OF EXAMPLE"}, False),
        ({"name": "Example Power and Heat Oy"}, False),
        ({"name": "EXAMPLE Institute"}, False),
        ({"name": "EXAMPLE Gmbh"}, False),
        ({"name": "A. Example Srl."}, False),
    ],
)
def test_a_natural_person_is_known(row: dict[str, str], person: bool) -> None:
    assert is_natural_person(row) is person


def test_a_natural_person_is_kept_without_name_and_number(tmp_path: Path) -> None:
    row = partner("900000009", "coordinator", "150000", name="MUSTERFRAU Erika", shortName="", nutsCode="FRG01")
    found = participations(tmp_path, row | {"projectID": "990000002", "name": ""}, row)
    persons = [node for node in found.nodes("Actor").values() if node.get("kind") == "individual"]
    # One a project: nothing that is kept says that it is the same.
    assert [person["name"] for person in persons] == ["particulier", "particulier"]
    assert found.cents == 30_000_000
    told = repr([batch.nodes for batch in found.batches]) + repr([batch.ties for batch in found.batches])
    for secret in ("MUSTERFRAU", "Erika", "900000009", "FRG01"):
        assert secret not in told
    assert found.account.notes["natural person, name not kept"] == 2


# ---- files as they are found


def test_rows_that_say_nothing_are_rejected(tmp_path: Path) -> None:
    found = participations(
        tmp_path,
        partner("900000001", "participant", projectID=""),
        partner("NA", "participant", name=""),
        partner("12345", "Participant", "10", name="Body without a PIC"),
        partner("900000002", "observer", "10"),
    )
    assert (found.account.read, found.account.rejected) == (4, 2)
    assert "name:body-without-a-pic@ISO-3166:FR" in found.nodes("Actor")
    assert found.reasons("role").total() == 1


def test_a_row_is_named_by_its_table(tmp_path: Path) -> None:
    found = run("cordis", zipped(tmp_path / "a.zip", archive(organization__csv=table(ORGANIZATION, {"role": "x"}))))
    assert [locator for locator, _, _ in found.faults] == ["organization.csv row 2"]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, "holds no CSV file"),
        ({"project.json": "{}"}, "holds no CSV file"),
        ({"webLink.csv": table(WEB_LINK, {"projectID": "1"})}, "is no table of CORDIS"),
        ({"a/project.csv": "id;title;startDate", "b/project.csv": "id;title;startDate"}, "two files project.csv"),
    ],
)
def test_an_archive_without_tables_is_refused(tmp_path: Path, members: dict[str, str], said: str) -> None:
    file = zipped(tmp_path / "cordis.zip", members)
    with pytest.raises(FormatError, match=said) as error:
        run("cordis", file)
    assert "cordis.zip" in str(error.value)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path / "cordis.zip", archive())
    data = bytearray(file.read_bytes())
    cut = tmp_path / "cut.zip"
    cut.write_bytes(data[: len(data) // 2])
    with pytest.raises(FormatError, match=r"cut\.zip is a damaged archive"):
        run("cordis", cut)
    data[60:90] = bytes(30)
    file.write_bytes(data)
    with pytest.raises(FormatError, match=r"cordis\.zip is a damaged archive"):
        run("cordis", file)


def test_a_bomb_is_refused_by_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = zipped(tmp_path / "bomb.zip", archive(organization__csv="0" * 5_000_000))
    assert file.stat().st_size < 20_000
    # The archive lies about its sizes: only what comes out can be trusted.
    data = file.read_bytes().replace((5_000_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    monkeypatch.setattr("graphkit.loaders._cordis.archive.LARGEST", 1_000_000)
    with pytest.raises(FormatError, match=r"bomb\.zip unpacks to more than 1,000,000 bytes"):
        run("cordis", file)
    file.write_bytes(data)
    with pytest.raises(FormatError, match=r"bomb\.zip"):
        run("cordis", file)


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path) -> None:
    file = zipped(tmp_path / "many.zip", {f"{number}/t{number}.csv": "a;b" for number in range(101)})
    with pytest.raises(FormatError, match=r"many\.zip holds 101 CSV files"):
        run("cordis", file)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["NA", "1", "0", "-5", "1,5", "1.234", "thirdParty", "true", "DE;HU"]
)
ROWS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(ORGANIZATION.split(), CELLS)), max_size=5)


@given(ROWS)
def test_any_values_give_a_row_or_a_reject(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    file = tmp_path_factory.mktemp("cordis") / "organization.csv"
    file.write_text(table(ORGANIZATION, *rows), encoding="utf-8", errors="replace", newline="")
    found = run("cordis", file)
    assert found.account.read == found.usable + found.account.rejected


@given(st.integers(0, len(cordis.EXAMPLE)), st.binary(max_size=4), st.integers(0, 40))
def test_a_mutated_file_gives_rows_rejects_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, at: int, inserted: bytes, removed: int
) -> None:
    data = cordis.EXAMPLE.encode()
    folder = tmp_path_factory.mktemp("cordis")
    file = folder / "organization.csv"
    file.write_bytes(data[:at] + inserted + data[at + removed :])
    packed = bytearray(zipped(folder / "cordis.zip", archive()).read_bytes())
    place = at * len(packed) // len(cordis.EXAMPLE)
    packed[place : place + removed] = inserted
    broken = folder / "broken.zip"
    broken.write_bytes(packed)
    for given_so in (file, broken):
        with suppress(FormatError):
            run("cordis", given_so)


def test_members_stay_in_their_folder(tmp_path: Path) -> None:
    file = zipped(tmp_path / "evil.zip", archive(), folder="../../")
    before = set(tmp_path.parent.rglob("*.csv"))
    assert run("cordis", file).cents == 68_000_000
    assert set(tmp_path.parent.rglob("*.csv")) == before


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="holds no table of CORDIS"):
        cordis.files([tmp_path])


# ---- the real flat table


@pytest.fixture(scope="module")
def participations_2014(real_data: Path) -> tuple[list[dict[str, str]], Loaded]:
    file = real_data / "cordis" / "cordis-plus-2014.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines)), run("cordis", file)


@pytest.mark.real_data
def test_every_participation_of_2014_is_read(participations_2014: tuple[list[dict[str, str]], Loaded]) -> None:
    rows, found = participations_2014
    assert found.account.read == found.usable == len(rows) == 12_584
    assert found.account.rejected == 0
    assert len(found.nodes("Action")) == len({row["project_id"] for row in rows}) == 3_321
    pics = {f"EU-PIC:{row['pic']}" for row in rows if row["pic"] != "NA"}
    assert pics <= found.nodes("Actor").keys()
    taking = {(row["project_id"], row["pic"], row["partner_role"]) for row in rows if row["pic"] != "NA"}
    without = sum(row["pic"] == "NA" for row in rows)
    assert len(found.ties("TAKES_PART")) == len(taking) + without
    assert not [node for node in found.nodes("Actor").values() if node.get("kind") == "individual"]


@pytest.mark.real_data
def test_the_contributions_of_2014_to_the_cent(participations_2014: tuple[list[dict[str, str]], Loaded]) -> None:
    rows, found = participations_2014
    # By project, of all but third parties; two participations stand twice, joined with two rows of another account.
    once = {
        (row["project_id"], row["pic"] if row["pic"] != "NA" else number, row["partner_role"], row["ec_contribution"])
        for number, row in enumerate(rows)
        if row["partner_role"] != "Thirdparty" and row["ec_contribution"] != "NA"
    }
    by_project: dict[str, Decimal] = defaultdict(Decimal)
    for project, _, _, contribution in once:
        by_project[f"cordis:{project}"] += Decimal(contribution)
    loaded: dict[str, int] = defaultdict(int)
    for tie in found.ties("FUNDS"):
        loaded[tie.end] += to_minor(tie.properties.get("amount", 0.0), "EUR")
    assert {id: cents for id, cents in loaded.items() if cents} == {
        id: int(amount * 100) for id, amount in by_project.items() if amount
    }
    assert found.cents == int(sum(by_project.values()) * 100) == 625_320_462_977


@pytest.mark.real_data
def test_third_parties_of_2014_get_what_their_partners_hand_on(
    participations_2014: tuple[list[dict[str, str]], Loaded],
) -> None:
    rows, found = participations_2014
    fusion = [row for row in rows if row["project_id"] == "633053" and row["partner_role"] == "Thirdparty"]
    got = {
        tie.properties["recipient"]: tie.properties["amount"]
        for tie in found.ties("FUNDS")
        if tie.properties["id"].endswith(":third_party") and tie.end == "cordis:633053"
    }
    assert got == {
        f"EU-PIC:{row['pic']}": float(row["net_ec_contribution"]) for row in fusion if float(row["net_ec_contribution"])
    }
    assert sum(to_minor(amount, "EUR") for amount in got.values()) == 14_983_624_585
