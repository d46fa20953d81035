"""IATI: what activities and transactions of both dialects become."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError
from graphkit.loaders import iati
from tests.unit.loaders.accounts import Loaded, run
from tests.unit.loaders.iati_files import activity, by, loaded, to, transaction, written

WATER = "XM-GIVER-1-WATER"


def roles(found: Loaded) -> set[tuple[str, str, str]]:
    return {(tie.start, tie.properties["role"], tie.end) for tie in found.ties("TAKES_PART")}


def test_the_example_loads(tmp_path: Path) -> None:
    path = tmp_path / iati.EXAMPLE_NAME
    path.write_text(iati.EXAMPLE, encoding="utf-8")
    found = run("iati", path)
    assert (found.account.read, found.account.rejected, found.faults) == (5, 0, [])
    water = found.nodes("Action")["iati:XM-EXAMPLE-1-WATER"]
    assert (water["name"], water["aliases"], water["status"]) == ("Village water", ["L'eau au village"], "running")
    assert water["start"] == date(2023, 1, 15)
    assert {(t.end, t.properties["note"]) for t in found.ties("IN_FIELD")} == {
        ("DAC-5:14030", "60 %"),
        ("DAC-5:12220", "40 %"),
    }
    assert [(t.end, t.properties["note"]) for t in found.ties("LOCATED_IN")] == [("ISO-3166:BJ", "100 %")]
    assert {(t.start, t.end, t.properties.get("amount")) for t in found.ties("FUNDS")} == {
        ("XM-EXAMPLE:1", "iati:XM-EXAMPLE-1-WATER", None),
        ("XM-EXAMPLE:2", "iati:XM-EXAMPLE-1-WATER", None),
        ("XM-EXAMPLE:1", "iati:XM-EXAMPLE-3-WELLS", 1000.5),
        ("XM-EXAMPLE:3", "iati:XM-EXAMPLE-3-WELLS", 900),
    }
    assert ("name:pump-makers@XM-EXAMPLE:3", "supplier", "iati:XM-EXAMPLE-3-WELLS") in roles(found)


def test_both_dialects_say_the_same(tmp_path: Path) -> None:
    new = activity(
        WATER,
        '<participating-org role="4" ref="XM-DOER-2" type="22"><narrative>Doers</narrative></participating-org>',
        '<participating-org role="2"><narrative>Overseers</narrative></participating-org>',
        '<participating-org role="3"><narrative>Managers</narrative></participating-org>',
        '<activity-status code="4"/><activity-date type="1" iso-date="2020-01-01"/>',
        '<activity-date type="2" iso-date="2020-02-02"/><activity-date type="3" iso-date="2021-01-01"/>',
        transaction("3", "100", to("XM-DOER-2", name="Doers")),
        transaction("2", "300"),
        transaction("1", "40", by("XM-DAC-7", name="Ministry")),
        transaction("7", "5", to("XM-DOER-2", name="Doers")),
    )
    old = (
        f'<iati-activity default-currency="EUR" xml:lang="en"><iati-identifier>{WATER}</iati-identifier>'
        '<reporting-org ref="XM-GIVER-1" type="10">Reporter XM-GIVER-1</reporting-org>'
        f"<title>Title of {WATER}</title>"
        '<participating-org role="Implementing" ref="XM-DOER-2" type="22">Doers</participating-org>'
        '<participating-org role="accountable">Overseers</participating-org>'
        '<participating-org role="Extending">Managers</participating-org>'
        '<activity-status code="4">Post-completion</activity-status>'
        '<activity-date type="start-planned">2020-01-01</activity-date>'
        '<activity-date type="start-actual" iso-date="2020-02-02"/>'
        '<activity-date type="end-planned" iso-date="2021-01-01"/>'
        '<transaction><value>100</value><transaction-type code="D"/><transaction-date>2023-05-01</transaction-date>'
        '<receiver-org ref="XM-DOER-2">Doers</receiver-org></transaction>'
        '<transaction><value>300</value><transaction-type code="C"/>'
        '<transaction-date iso-date="2023-05-01"/></transaction>'
        '<transaction><value>40</value><transaction-type code="IF"/><transaction-date iso-date="2023-05-01"/>'
        '<provider-org ref="XM-DAC-7">Ministry</provider-org></transaction>'
        '<transaction><value>5</value><transaction-type code="R"/><transaction-date iso-date="2023-05-01"/>'
        '<receiver-org ref="XM-DOER-2">Doers</receiver-org></transaction></iati-activity>'
    )
    now, then = loaded(tmp_path, new), loaded(tmp_path, old)
    assert now.faults == then.faults == []
    for label in ("Actor", "Action"):
        assert now.nodes(label) == then.nodes(label)
    assert roles(now) == roles(then)
    assert {role for _, role, _ in roles(now)} == {"reporter", "implementer", "accountable", "extending", "recipient"}
    properties = [{**tie, "locator": ""} for tie in now.funds()]
    assert properties == [{**tie, "locator": ""} for tie in then.funds()]
    action = now.nodes("Action")[f"iati:{WATER}"]
    assert (action["status"], action["start"], action["end"]) == ("ended", date(2020, 2, 2), date(2021, 1, 1))
    assert [(t["basis"], t["amount"], t["recipient"]) for t in properties if "recipient" in t] == [
        ("disbursed", 100, "XM-DOER:2"),
        ("disbursed", 40, "XM-GIVER:1"),
        ("disbursed", 5, "XM-DOER:2"),
    ]


@pytest.mark.parametrize(
    ("value", "currency", "amount"),
    [
        ("5", "gbp", 5.0),
        ("1,067,912", "GBP", 1067912.0),
        ("1 067 912.50", "GBP", 1067912.5),
        ("1,234", "EUR", 1234.0),
        ("12.345", "EUR", 12.35),
        ("-647", "GBP", -647.0),
        ("0", "EUR", 0.0),
        ("99.5", "JPY", 100.0),
    ],
)
def test_amounts_as_found(tmp_path: Path, value: str, currency: str, amount: float) -> None:
    found = loaded(tmp_path, activity(WATER, transaction("3", value), currency=currency))
    (tie,) = found.funds()
    assert (tie["amount"], tie["currency"]) == (amount, currency.upper())
    expected = {-647.0: {"correction (amount below 0)": 1}, 0.0: {"of value 0": 1}}
    assert found.account.notes == expected.get(amount, {})


def test_a_missing_amount_is_missing_and_not_0(tmp_path: Path) -> None:
    found = loaded(tmp_path, activity(WATER, transaction("3", "")))
    (tie,) = found.funds()
    assert "amount" not in tie
    assert found.account.notes == {"without an amount": 1}


@pytest.mark.parametrize(
    ("one", "currency", "column", "reason"),
    [
        (transaction("3", "plenty"), "EUR", "value", "no amount that can be read exactly"),
        (transaction("3", "1e6"), "EUR", "value", "no amount that can be read exactly"),
        (transaction("3", "5"), "", "currency", "needs its currency"),
        (transaction("3", "5"), "euro", "currency", "no code of a currency"),
        (transaction("6", "5"), "EUR", "transaction-type", "loan repayment: money on its way back"),
        (transaction("IP", "5"), "EUR", "transaction-type", "interest payment"),
        (transaction("77", "5"), "EUR", "transaction-type", "no type of transaction"),
        (transaction("1", "5"), "EUR", "provider-org", "says nowhere who gives"),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_place(
    tmp_path: Path, one: str, currency: str, column: str, reason: str
) -> None:
    found = loaded(tmp_path, activity(WATER, transaction("3", "7", day=""), one, currency=currency or "XXX"))
    if not currency:
        found = loaded(tmp_path, activity(WATER, one, currency=""))
    rejected = [(place, fault) for place, fault, whole in found.faults if whole]
    place, fault = rejected[-1]
    assert fault.column == column
    assert reason in fault.reason
    assert place.startswith(f"line 2, activity {WATER}, transaction ")


def test_an_activity_without_identifier_is_rejected_with_its_transactions(tmp_path: Path) -> None:
    text = activity(WATER, transaction("3", "5")).replace(WATER, " ", 1)
    found = loaded(tmp_path, text)
    assert (found.account.read, found.account.rejected) == (2, 2)
    assert {fault.column for _, fault, _ in found.faults} == {"iati-identifier"}


def test_a_funding_organisation_without_transaction_is_a_funder_without_amount(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            WATER,
            '<participating-org role="1" ref="XM-GIVER-1"><narrative>Reporter</narrative></participating-org>',
            '<participating-org role="1" ref="XM-BANK-1"><narrative>Bank</narrative></participating-org>',
            transaction("3", "10"),
        ),
    )
    assert {(t.start, t.properties.get("amount"), t.properties.get("basis")) for t in found.ties("FUNDS")} == {
        ("XM-GIVER:1", 10, "disbursed"),
        ("XM-BANK:1", None, None),
    }
    assert found.batches[0].funders == {"XM-GIVER:1", "XM-BANK:1"}


def test_money_in_without_provider_is_the_only_funders(tmp_path: Path) -> None:
    one = '<participating-org role="Funding" ref="XM-BANK-1">Bank</participating-org>'
    found = loaded(tmp_path, activity(WATER, one, transaction("1", "10")))
    assert [(t.start, t.properties["recipient"]) for t in found.ties("FUNDS")] == [("XM-BANK:1", "XM-GIVER:1")]
    two = one + one.replace("BANK-1", "BANK-2")
    assert loaded(tmp_path, activity(WATER, two, transaction("1", "10"))).account.rejected == 1


def test_classes_of_organisations_and_withheld_names_are_nobody(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            WATER,
            '<participating-org role="4" ref="52000"><narrative>Other.</narrative></participating-org>',
            '<participating-org role="4" ref="22000"><narrative>Donor country-based NGO</narrative>'
            "</participating-org>",
            '<participating-org role="4" ref="52000"><narrative>Mott Bridges</narrative></participating-org>',
            '<participating-org role="4" ref="41140"><narrative>World Food Programme</narrative></participating-org>',
            '<participating-org role="4" ref="N/A"><narrative>n/a</narrative></participating-org>',
            transaction("4", "10", to("Excluded", name="Supplier Name Withheld")),
        ),
    )
    assert set(found.nodes("Actor")) == {"XM-GIVER:1", "name:mott-bridges@XM-GIVER:1", "XM-DAC:41140"}
    assert found.account.values_set_aside == 3
    assert found.account.notes == {"receiver withheld": 1}
    (tie,) = found.funds()
    assert "recipient" not in tie


def test_persons_are_not_kept_by_name(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            WATER,
            '<participating-org role="4"><narrative>Mrs Example Person</narrative></participating-org>',
            transaction("4", "10", to("", name="Dr. Example Person"), "<description>for E. Person</description>"),
            transaction("4", "10", to("", name="Mme Exemple Personne")),
            transaction("1", "10", by("", name="Mr Example Person")),
            transaction("4", "10", to("", name="Dr Pump Ltd")),
        ),
    )
    assert set(found.nodes("Actor")) == {"XM-GIVER:1", "name:dr-pump-ltd@XM-GIVER:1"}
    assert found.account.notes == {"natural person, name not kept": 2}
    assert "Person" not in str(found)


def test_narratives_and_old_identifiers_of_organisations(tmp_path: Path) -> None:
    names = '<narrative xml:lang="de">Ministerium</narrative><narrative xml:lang="EN">Ministry</narrative>'
    found = loaded(
        tmp_path,
        activity(
            WATER,
            f'<participating-org role="4" ref="DE-1" type="10">{names}</participating-org>',
            '<participating-org role="4" type="21"><narrative>Choir</narrative></participating-org>',
            '<participating-org role="4" ref="17"><narrative>Band</narrative></participating-org>',
        ),
    )
    actors = found.nodes("Actor")
    assert (actors["IATI:DE-1"]["name"], actors["IATI:DE-1"]["aliases"]) == ("Ministry", ["Ministerium"])
    assert (actors["IATI:DE-1"]["kind"], actors["IATI:DE-1"]["id_quality"]) == ("state", "publisher")
    assert actors["id:17@XM-GIVER:1"]["name"] == "Band"
    choir = actors["name:choir@XM-GIVER:1"]
    assert (choir["kind"], choir["scale"], choir["id_quality"]) == ("association", "international", "name")


def test_a_secondary_reporter_takes_no_part(tmp_path: Path) -> None:
    text = activity(WATER, transaction("3", "5", by("XM-REAL-1"))).replace("type=", 'secondary-reporter="1" type=', 1)
    assert roles(loaded(tmp_path, text)) == set()


def test_parents_and_children_are_told_from_either_side(tmp_path: Path) -> None:
    part = activity("XM-A-PART", '<related-activity type="1" ref="XM-A-WHOLE"/>', attributes='hierarchy="2"')
    whole = activity(
        "XM-A-WHOLE",
        *('<related-activity type="2" ref="XM-A-PART"/>', '<related-activity type="2" ref="XM-A-OTHER"/>'),
        *('<related-activity type="3" ref="XM-A-SIBLING"/>', '<related-activity type="1" ref="XM-A-WHOLE"/>'),
    )
    found = loaded(tmp_path, part, whole)
    ties = {(tie.start, tie.end, tie.properties.get("note")) for tie in found.ties("PART_OF")}
    assert ties == {
        ("iati:XM-A-PART", "iati:XM-A-WHOLE", "hierarchy 2"),
        ("iati:XM-A-OTHER", "iati:XM-A-WHOLE", None),
    }
    names = {id: action["name"] for id, action in found.nodes("Action").items()}
    # An activity that is only pointed at is known by its id until its own record tells its name.
    assert names == {
        "iati:XM-A-PART": "Title of XM-A-PART",
        "iati:XM-A-WHOLE": "Title of XM-A-WHOLE",
        "iati:XM-A-OTHER": "iati:XM-A-OTHER",
    }
    assert all("aliases" not in action for action in found.nodes("Action").values())


def test_countries_regions_and_sectors_of_transactions_are_the_activitys(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            WATER,
            '<recipient-region code="298" percentage="55"><narrative>Africa</narrative></recipient-region>',
            '<recipient-region code="998" percentage="45"/>',
            transaction("3", "10", '<sector code="A1" vocabulary="99"/>', '<recipient-country code="ml"/>'),
        ),
    )
    assert {(t.start, t.end, t.properties.get("note")) for t in found.ties("LOCATED_IN")} == {
        (f"iati:{WATER}", "DAC-REGION:298", "55 %"),
        (f"iati:{WATER}", "ISO-3166:ML", None),
    }
    assert [t.end for t in found.ties("IN_FIELD")] == ["XM-GIVER:1/99:A1"]
    # No amount is split by percentages.
    assert [t["amount"] for t in found.funds()] == [10]


def test_dates_loans_guarantees_and_gifts_in_kind(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            WATER,
            transaction("3", "1", '<finance-type code="410"/>'),
            transaction("10", "2"),
            transaction("3", "0", "<description><narrative>Tents, in kind</narrative></description>"),
            transaction("12", "4", '<finance-type code="110"/>', day="2024"),
            transaction("3", "5", day="soon").replace("<value>", '<value value-date="2020-01-01">'),
        ),
    )
    assert [(t["resource"], t["basis"], t.get("instrument")) for t in found.funds()] == [
        ("loan", "disbursed", None),
        ("guarantee", "committed", None),
        ("in_kind", "disbursed", None),
        ("cash", "planned", "grant"),
        ("cash", "disbursed", None),
    ]
    assert [(t.get("date"), t.get("year")) for t in found.funds()][3:] == [(None, 2024), (None, None)]
    assert [t["note"] for t in found.funds()][4] == "disbursement; value date 2020-01-01"
    assert found.reasons("transaction-date") == {"states no day": 1}


@pytest.mark.parametrize(
    "wrapping",
    [
        "<result><ok>1</ok>{}</result>",
        "<query><result>{}{}</result></query>",
        '<i:wrapper xmlns:i="http://example.org/i">{}</i:wrapper>',
    ],
)
def test_wrapped_and_merged_files(tmp_path: Path, wrapping: str) -> None:
    inside = f"<iati-activities>{activity(WATER, transaction('3', '5'), transaction('3', '5'))}</iati-activities>"
    path = tmp_path / "wrapped.xml"
    path.write_text(wrapping.replace("{}", inside), encoding="utf-8")
    found = run("iati", path)
    # A copy of an activity says nothing new; two equal transactions in one activity are two.
    assert [tie["amount"] for tie in found.funds()] == [5, 5]
    assert found.account.read == 3 * wrapping.count("{}")
    assert sum(row is None for row in found.batches[0].rows) == found.account.read - 3


def test_namespaces(tmp_path: Path) -> None:
    text = activity(WATER, '<x:transaction xmlns:x="http://example.org/x"/>', transaction("3", "5"))
    assert loaded(tmp_path, text).account.read == 2
    path = written(tmp_path, text)
    path.write_text(path.read_text().replace("<iati-activities", '<iati-activities xmlns="http://example.org/iati"'))
    found = run("iati", path)
    assert (found.account.read, [tie["amount"] for tie in found.funds()]) == (2, [5])


def test_the_latest_version_of_an_activity_counts(tmp_path: Path) -> None:
    def version(day: str, *amounts: str) -> str:
        return activity(WATER, *(transaction("3", a) for a in amounts), attributes=f'last-updated-datetime="{day}"')

    found = loaded(
        tmp_path, version("2020-01-01", "5", "6"), version("2021-01-01", "5", "7"), version("2019-01-01", "8")
    )
    assert sorted(tie["amount"] for tie in found.funds()) == [5, 7]
    assert found.account.notes == {"earlier version of an activity, not loaded": 5}
    assert (found.account.read, found.account.rejected) == (8, 0)


@settings(deadline=None, max_examples=150)
@given(place=st.integers(0, 3000), data=st.binary(max_size=8))
def test_a_mutated_file_gives_rows_rejects_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, place: int, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "mutated.xml"
    example = iati.EXAMPLE.encode()
    place %= len(example)
    path.write_bytes(example[:place] + data + example[place + len(data) :])
    with suppress(DataError):
        run("iati", path)


# What a parser takes: characters that XML has.
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(LETTERS, max_size=12)


@settings(deadline=None, max_examples=150)
@given(texts=st.lists(TEXTS.map(lambda text: escape(text, {'"': "&quot;"})), min_size=14, max_size=14))
def test_any_values_give_rows_or_rejects_and_loading_again_the_same(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    a, b, c, d, e, f, g, h, i, j, k, m, n, o = texts
    text = activity(
        WATER + a,
        f'<participating-org role="1" ref="{b}" type="{c}"><narrative>{d}</narrative></participating-org>',
        f'<activity-status code="{e}"/><activity-date type="2">{f}</activity-date><recipient-country code="{g}"/>',
        f'<sector vocabulary="{h}" code="{i}"/><related-activity type="1" ref="{j}">{k}</related-activity>',
        transaction("3", "5", to(b, j, d), day=f),
        transaction(m, n, by(c, k, o), day=f),
    )
    first = loaded(tmp_path_factory.getbasetemp(), text)
    again = loaded(tmp_path_factory.getbasetemp(), text, text)
    assert first.account.read == 3
    assert {tie["id"] for tie in first.funds()} == {tie["id"] for tie in again.funds()}
