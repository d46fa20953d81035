"""Dates in the spellings of publishers; no day is made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.dates import When, when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-06-27", date(2017, 6, 27)),
        ("2016-12-09 00:00:00", date(2016, 12, 9)),
        ("2016-12-09T10:30:00Z", date(2016, 12, 9)),
        ("05/12/2016", date(2016, 12, 5)),
        ("5.12.2016", date(2016, 12, 5)),
        ("05/12/16", date(2016, 12, 5)),
        ("20190521", date(2019, 5, 21)),
        ("44927", date(2023, 1, 1)),
        ("44927.0", date(2023, 1, 1)),
        ("1er mars 2020", date(2020, 3, 1)),
        ("Commission permanente du 22 mai 2023", date(2023, 5, 22)),
        ("2 August 2021", date(2021, 8, 2)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert when(text) == When(day, day.year)


@pytest.mark.parametrize(
    ("text", "year"),
    [("2014", 2014), ("2014.0", 2014), ("2014-05", 2014), ("05/2014", 2014), ("2020 - 2021 - 2022", 2020)],
)
def test_a_year_stays_a_year(text: str, year: int) -> None:
    assert when(text) == When(None, year)


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-30/2017-05-24",
        "2017-03-30_2017-05-24",
        "2017-03-30 _2017-05-24",
        "30/03/2017 - 24/05/2017",
        "du 30/03/2017 au 24/05/2017",
    ],
)
def test_intervals(text: str) -> None:
    assert when(text) == When(date(2017, 3, 30), 2017, date(2017, 5, 24))


@pytest.mark.parametrize(
    "text",
    [
        *("", "NA", "non", "2017-30-05", "31/02/2020", "2017-12-20/2017-03-09", "NC/2019-06-30", "9999", "0000-00-00"),
        *("12345678901", "le 3 mai 2020 puis le 4 mai 2020", "2017-03-02/2017-30-05", "12", "\u0663\u0664"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert when(text) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_every_spelling(day: date) -> None:
    for spelling in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%Y%m%d}", f"{day.isoformat()} 00:00:00"):
        assert when(spelling) == When(day, day.year)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = when(text)
    assert found is None or (found.date is None or found.date.year == found.year)
