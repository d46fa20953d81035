"""IATI: the same money on its way through several activities is counted once. Each case is worked by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.loaders.accounts import Loaded, run
from tests.unit.loaders.iati_files import activity, by, loaded, to, transaction, written

# A ministry pays an NGO for its programme, which pays a club for its project, which buys seed.
MINISTRY, NGO, CLUB = "XM-GIVER-1", "XM-NGO-1", "XM-CLUB-1"
AID, PROGRAMME, PROJECT = f"{MINISTRY}-AID", f"{NGO}-PROGRAMME", f"{CLUB}-PROJECT"


def disbursed(found: Loaded) -> int:
    return found.of("disbursed").minor // 100


def chain(received: str = "100", received_on: str = "2023-05-01") -> tuple[str, str, str]:
    return (
        activity(AID, transaction("3", "100", to(NGO, PROGRAMME))),
        activity(
            PROGRAMME,
            transaction("1", received, by(MINISTRY, AID), day=received_on),
            transaction("3", "60", to(CLUB, PROJECT)),
            reporter=NGO,
        ),
        activity(
            PROJECT,
            transaction("1", "60", by(NGO, PROGRAMME)),
            transaction("4", "50", to("", name="Seed shop")),
            reporter=CLUB,
        ),
    )


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
@pytest.mark.parametrize("received_on", ["2023-05-01", "2023-05-20", "2023-04-28"])
def test_a_chain_that_both_ends_report_counts_once(
    tmp_path: Path, order: tuple[int, int, int], received_on: str
) -> None:
    parts = chain(received_on=received_on)
    found = loaded(tmp_path, *(parts[number] for number in order))
    ties = {(t.start, t.end, t.properties["amount"], t.properties.get("regrant")) for t in found.ties("FUNDS")}
    assert ties == {
        ("XM-GIVER:1", f"iati:{PROGRAMME}", 100, None),
        ("XM-NGO:1", f"iati:{PROJECT}", 60, "XM-NGO:1"),
        ("XM-CLUB:1", f"iati:{PROJECT}", 50, "XM-CLUB:1"),
    }
    # 100 left the ministry; what went on to the club and the shop is part of it.
    assert disbursed(found) == 100
    assert found.account.notes == {"payment that both ends report, counted once": 2}
    assert (found.account.read, found.account.rejected, found.faults) == (8, 0, [])
    assert {tie.get("date") for tie in found.funds()} == {date(2023, 5, 1)}


def test_a_receipt_long_after_or_of_another_amount_is_kept_and_marked(tmp_path: Path) -> None:
    for received, day in (("100", "2023-08-01"), ("99", "2023-05-01")):
        found = loaded(tmp_path, *chain(received, day))
        assert found.account.notes["receipt beside other payments of the giver, perhaps the same money"] == 1
        (marked,) = [t for t in found.funds() if "may be the same money" in t.get("note", "")]
        assert (marked["amount"], marked["recipient"]) == (float(received), "XM-NGO:1")
        # What cannot be told apart is counted, and said to be so.
        assert disbursed(found) == 100 + int(received)


def test_equal_payments_on_one_day_stay_two(tmp_path: Path) -> None:
    paid = transaction("3", "30", to(NGO, PROGRAMME))
    got = transaction("1", "30", by(MINISTRY, AID))
    found = loaded(tmp_path, activity(AID, paid, paid, paid), activity(PROGRAMME, got, got, reporter=NGO))
    assert [tie["amount"] for tie in found.funds()] == [30, 30, 30]
    assert found.account.notes == {"payment that both ends report, counted once": 2}


def test_ends_that_stand_in_two_files_meet_in_the_same_tie(tmp_path: Path) -> None:
    first, second, _ = chain()
    ids = [
        {t.properties["id"] for t in run("iati", written(tmp_path, part)).ties("FUNDS") if t.start == "XM-GIVER:1"}
        for part in (first, second)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1


def test_commitments_and_disbursements_are_fed_each_for_itself(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            PROGRAMME,
            transaction("11", "100", by(MINISTRY, AID)),
            transaction("2", "80", to(CLUB)),
            transaction("3", "70", to(CLUB)),
            reporter=NGO,
        ),
    )
    assert [(t["basis"], t["amount"], t.get("regrant")) for t in found.funds()] == [
        ("committed", 100, None),
        ("committed", 80, "XM-NGO:1"),
        ("disbursed", 70, None),
    ]
    assert [(sum_.basis, sum_.minor) for sum_ in found.sums()] == [("committed", 10000), ("disbursed", 7000)]


def test_a_publisher_that_spends_more_than_it_received_adds_its_own(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        activity(
            PROGRAMME,
            transaction("1", "50", by(MINISTRY, AID)),
            transaction("4", "70", to(NGO)),
            transaction("3", "30", to(NGO, f"{NGO}-PART")),
            reporter=NGO,
        ),
        activity(f"{NGO}-PART", transaction("1", "30", by(NGO, PROGRAMME)), transaction("4", "30"), reporter=NGO),
    )
    # 50 came in; 70 were spent here and 30 in the part: 100 in all, 50 of them its own.
    assert disbursed(found) == 100
    # Who spends its own money on its own activity receives nothing.
    assert [t.get("recipient") for t in found.funds()] == ["XM-NGO:1", None, "XM-NGO:1", None]


def test_the_reporter_of_the_giving_activity_gives(tmp_path: Path) -> None:
    nameless = f'<provider-org provider-activity-id="{AID}"/>'
    got = activity(PROGRAMME, transaction("1", "5", nameless), reporter=NGO)
    assert [t.start for t in loaded(tmp_path, got, activity(AID)).ties("FUNDS")] == ["XM-GIVER:1"]
    # An identifier begins with that of the organisation which reports it.
    own = f'<provider-org provider-activity-id="{NGO}-CORE"/>'
    found = loaded(tmp_path, activity(PROGRAMME, transaction("1", "5", own), reporter=NGO))
    assert [t.start for t in found.ties("FUNDS")] == ["XM-NGO:1"]


@pytest.mark.parametrize("text", ["undisclosed", "NGR476", NGO, MINISTRY, "see annex 1-2"])
def test_what_is_no_activity_is_none(tmp_path: Path, text: str) -> None:
    found = loaded(tmp_path, activity(AID, transaction("3", "5", to(NGO, text))), activity(PROGRAMME, reporter=NGO))
    assert [t.end for t in found.ties("FUNDS")] == [f"iati:{AID}"]
    assert set(found.nodes("Action")) == {f"iati:{AID}", f"iati:{PROGRAMME}"}
