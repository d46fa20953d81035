"""Rates: read with every fault told in a line, chosen by day, applied exactly."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.accounts.reconcile import reconcile
from graphkit.errors import DataError
from graphkit.money.rates import Rates, _times
from graphkit.money.rates_file import parse
from tests.unit.networks.tables import fund, snapshot_of

GOOD = "date,currency,rate\n2019-01-01,EUR,1\n2019-12-31,USD,0.90\n2020-12-31,USD,0.80\n2019-06-30,JPY,0.008\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "rates.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_base_is_what_has_the_rate_1_or_what_the_column_base_names(tmp_path: Path) -> None:
    assert Rates.read(written(tmp_path, GOOD)).base == "EUR"
    named = "\ufeffRate;Date;Currency;Base\n0,5;2020-01-01;USD;GBP\n1;2020-01-01;XDR;GBP\n"
    found = Rates.read(written(tmp_path, named))
    assert (found.base, found.values["USD"]) == ("GBP", [Decimal("0.5")])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no column date, currency, rate"),
        ("date,currency\n2020-01-01,USD\n", "has no column rate"),
        ("date,currency,rate\n\n", "holds no rates"),
        ("date,currency,rate\n2020,USD,0.8\n", "line 2: '2020' is no date"),
        ("date,currency,rate\n2020-12-31,dollar,0.8\n", "line 2: 'DOLLAR' is no currency"),
        ("date,currency,rate\n2020-12-31,USD,\n", "line 2: '' is no rate"),
        ("date,currency,rate\n2020-12-31,USD,nan\n", "line 2: 'nan' is no rate"),
        ("date,currency,rate\n2020-12-31,USD,-1\n", "line 2: '-1' is no rate"),
        ("date,currency,rate\n2020-12-31,USD,1e300\n", "is no rate"),
        ("date,currency,rate\n2020-12-31,USD\n", "line 2: '' is no rate"),
        ("date,currency,rate\n2020-12-31,USD,0.8\n", "no currency has the rate 1"),
        ("date,currency,rate\n2020-12-31,USD,1\n2020-12-31,EUR,1\n", "EUR, USD all have the rate 1"),
        ("date,currency,rate,base\n2020-12-31,USD,2,EUR\n2020-12-31,USD,2,GBP\n", "several bases \\(EUR, GBP\\)"),
        ("date,currency,rate,base\n2020-12-31,EUR,2,EUR\n", "line 2: EUR is the base"),
        (GOOD + "2019-12-31,USD,0.91\n", "line 6: USD has another rate on 2019-12-31 in line 3"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError, match=told) as caught:
        Rates.read(written(tmp_path, text))
    assert "rates.csv" in str(caught.value)


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.csv: No such file"):
        Rates.read(tmp_path / "nowhere.csv")
    file = tmp_path / "rates.csv"
    file.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(DataError, match="has no column date, currency, rate"):
        Rates.read(file)
    file.write_bytes(b"date\0")
    with pytest.raises(DataError, match="is no text"):
        Rates.read(file)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Date;Devise;Taux\n31/12/2020;EUR;1\n31/12/2020;USD;0,8147\n01/02/2021;XAF;0,001524\n", "utf-8"),
        (
            "jour;monnaie;cours;devise de base;é\n31/12/2020;usd;0,8147;eur\n1er février 2021;XAF;0,001524;EUR;",
            "cp1252",
        ),
        ("date\tcurrency\trate\n2020-12-31\tEUR\t1\n2020-12-31\tUSD\t.8147\n2021-02-01\tXAF\t1.524E-3\n", "utf-8"),
    ],
)
def test_rates_as_a_french_spreadsheet_saves_them(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "taux.csv"
    file.write_bytes(text.encode(encoding))
    found = Rates.read(file)
    days = {code: [str(date(1970, 1, 1) + timedelta(day)) for day in several] for code, several in found.days.items()}
    assert found.base == "EUR"
    assert days == {"USD": ["2020-12-31"], "XAF": ["2021-02-01"]}
    assert {code: [str(rate.normalize()) for rate in several] for code, several in found.values.items()} == {
        "USD": ["0.8147"], "XAF": ["0.001524"]
    }  # fmt: skip


def test_rates_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(GOOD))
    assert Rates.read("-").base == "EUR"
    monkeypatch.setattr("sys.stdin", io.StringIO("date\n"))
    with pytest.raises(DataError, match="the rates on standard input has no column"):
        Rates.read("-")


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([*'abcEUR,;"\n-019.\x00é', "2020-12-31", "USD", "1e9"]), max_size=12), max_size=5)
)
def test_any_text_is_rates_or_refused_in_a_line(lines: list[list[str]]) -> None:
    text = "\n".join(["date,currency,rate,base", *(",".join(cells) for cells in lines)])
    with suppress(DataError):
        assert len(parse(text, "f").base) == 3


def test_a_tie_takes_the_latest_rate_on_or_before_its_day(tmp_path: Path) -> None:
    # 100 USD each: dated on the day of the rate, .90: 90. The day before the second, still .90: 90. The year 2020 alone
    # is its last day, .80: 80. A start in 2021, .80: 80. An action of 2020 and nothing else, .80: 80. Yen have no
    # cents: 12,345 x .008 = 98.76. With 10 EUR: 90 + 90 + 80 + 80 + 80 + 98.76 + 10 = 528.76.
    snapshot = snapshot_of(
        [
            fund("a", "1", 100.0, currency="USD", date=date(2019, 12, 31), id="t1"),
            fund("a", "2", 100.0, currency="USD", date=date(2020, 12, 30), year=2020, id="t2"),
            fund("a", "3", 100.0, currency="USD", year=2020, id="t3"),
            fund("a", "4", 100.0, currency="USD", start=date(2021, 5, 1), end=date(2023, 1, 1), id="t4"),
            fund("a", "5", 100.0, currency="USD", id="t5"),
            fund("a", "6", 12_345.0, currency="JPY", date=date(2020, 1, 1), id="t6"),
            fund("a", "7", 10.0, id="t7"),
            fund("a", "8", None, id="t8"),
            fund("a", "9", 5.0, currency="XAF", status="refused", id="t9"),
        ],
        actions=[{"id": "5", "implied": True, "year": 2020}],
    )
    result = reconcile(snapshot, rates=written(tmp_path, GOOD))
    (only,) = result.totals
    assert (only.sum.currency, only.sum.minor, only.sum.n) == ("EUR", 52_876, 7)
    assert dict(only.sum.left_out) == {"missing": 1, "refused": 1}
    ties = result.evidence("counted").set_index("tie")
    assert ties["net"].to_dict() == {
        "t1": 90.0, "t2": 90.0, "t3": 80.0, "t4": 80.0, "t5": 80.0, "t6": 98.76, "t7": 10.0
    }  # fmt: skip
    used = result.rates
    assert used[["currency", "rate_date", "ties", "last"]].values.tolist() == [
        ["JPY", date(2019, 6, 30), 1, date(2020, 1, 1)],
        ["USD", date(2019, 12, 31), 2, date(2020, 12, 30)],
        ["USD", date(2020, 12, 31), 3, date(2021, 5, 1)],
    ]
    assert [row["rate"] for row in result.provenance["parameters"]["rates_used"]] == ["0.008", "0.90", "0.80"]


def test_without_a_rate_nothing_is_added(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    early = snapshot_of(
        [
            fund("a", "1", 100.0, currency="USD", date=date(2019, 12, 30), id="t1", source="s", locator="row 2"),
            fund("a", "2", 100.0, currency="GBP", date=date(2019, 12, 30), id="t2", source="s", locator="row 3"),
        ]
    )
    with pytest.raises(DataError, match=r"no rate of USD on or before 2019-12-30.*t1 \(s, row 2\) and 1 other"):
        reconcile(early, rates=file)
    undated = snapshot_of([fund("a", "1", 100.0, currency="USD", id="t1", source="s", locator="row 2")])
    with pytest.raises(DataError, match=r"No rate of USD can be chosen for the tie t1 \(s, row 2\)"):
        reconcile(undated, rates=file)


def test_an_actors_account_needs_the_rates_of_its_own_ties_alone(tmp_path: Path) -> None:
    # The pounds are another's: nobody asks for them. 100 x .80 = 80.
    snapshot = snapshot_of(
        [
            fund("a", "x", 100.0, currency="USD", year=2020, recipient="r"),
            fund("b", "y", 7.0, currency="GBP", year=2020),
        ],
        actors=["r"],
    )
    file = written(tmp_path, GOOD)
    for actor in ("a", "r"):
        assert [row.sum.minor for row in reconcile(snapshot, actor=actor, rates=file).totals] == [8_000]
    with pytest.raises(DataError, match="no rate of GBP"):
        reconcile(snapshot, rates=file)


def test_money_handed_on_in_another_currency_is_taken_out_by_its_rate(tmp_path: Path) -> None:
    # 100 USD came in (80 EUR), 60 EUR went on: 80 + 60 - 60 = 80.
    snapshot = snapshot_of(
        [
            fund("A", "x", 100.0, currency="USD", recipient="B", year=2020),
            fund("B", "y", 60.0, recipient="C", regrant="B", year=2020),
        ]
    )
    (only,) = reconcile(snapshot, rates=written(tmp_path, GOOD)).totals
    assert (only.sum.gross, only.sum.handed_on, only.sum.minor) == (14_000, 6_000, 8_000)


@settings(deadline=None)
@given(
    st.lists(st.integers(-(10**12), 10**12), max_size=8),
    st.decimals("0.0001", "500", places=6),
)
def test_amounts_are_multiplied_exactly_and_rounded_half_up(minor: list[int], rate: Decimal) -> None:
    expected = [int((m * rate).to_integral_value(ROUND_HALF_UP)) for m in minor]
    assert _times(np.array(minor, dtype=np.int64), rate).tolist() == expected
