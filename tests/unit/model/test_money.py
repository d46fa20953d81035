"""Amounts are read exactly and kept exactly."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.money import (
    LARGEST,
    Ambiguous,
    currency_in,
    decimal_mark,
    parse_amount,
    rounded,
    to_major,
    to_minor,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("3 000", "3000"),
        ("3\u00a0000", "3000"),
        ("3\u202f000 €", "3000"),
        ("3\u2009000,50 EUR", "3000.50"),
        ("1 234,56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1'234.50", "1234.50"),
        ("250.0", "250"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        (".5", "0.5"),
        ("-12", "-12"),
        ("(12,00)", "-12"),
        ("€ 100000,1", "100000.1"),
    ],
)
def test_amounts(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "€",
        "abc",
        "12 34",
        "1,23,456",
        "1.234,56.78",
        "1,2E+05",
        "12%",
        "1,234,56",
        "٣٤",
        "--",
        "1 2345",
        "1e3",
        "nan",
        "inf",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="is no amount"):
        parse_amount(text)


def test_one_mark_with_three_digits_is_decided_by_the_column() -> None:
    with pytest.raises(Ambiguous):
        parse_amount("1,234")
    assert parse_amount("1,234", decimal=",") == Decimal("1.234")
    assert parse_amount("1,234", decimal=".") == Decimal(1234)
    assert decimal_mark(["1,234", "99,50"]) == ","
    assert decimal_mark(["1.234", "5.678,00"]) == ","
    assert decimal_mark(["1.234", "1.234.567"]) == ","
    assert decimal_mark(["1616506.625", "250.0"]) == "."
    assert decimal_mark(["1,234", "5,678"]) is None
    assert decimal_mark(["1,5", "2.5"]) is None


def test_the_currency_that_an_amount_names() -> None:
    assert [currency_in(text) for text in ("3 000 €", "£12", "12 eur", "12")] == ["EUR", "GBP", "EUR", None]


def test_rounded_half_up_to_the_minor_unit() -> None:
    assert rounded(Decimal("4989.3285"), "EUR") == 4989.33
    assert rounded(Decimal("0.005"), "EUR") == 0.01
    assert rounded(Decimal("12.5"), "JPY") == 13.0
    assert rounded(Decimal("1.2345"), "TND") == 1.235


@given(st.integers(-LARGEST, LARGEST), st.sampled_from(["EUR", "JPY", "TND"]))
def test_minor_units_there_and_back(minor: int, currency: str) -> None:
    stored = to_major(minor, currency)
    assert to_minor(stored, currency) == minor
    assert to_minor(float(repr(stored)), currency) == minor


@pytest.mark.parametrize("minor", [LARGEST, -LARGEST, LARGEST - 1])
def test_the_largest_amounts_are_exact(minor: int) -> None:
    assert to_minor(to_major(minor, "EUR"), "EUR") == minor


@pytest.mark.parametrize("amount", [Decimal("1E+20"), Decimal("NaN"), float("inf"), Decimal(LARGEST)])
def test_an_amount_that_would_not_be_exact_is_refused(amount: Decimal | float) -> None:
    with pytest.raises(ValueError, match="stored exactly"):
        to_minor(amount, "EUR")


@given(st.text(max_size=20), st.sampled_from([None, ",", "."]))
def test_any_text_is_an_amount_or_refused(text: str, decimal: str | None) -> None:
    with suppress(ValueError):
        assert parse_amount(text, decimal).is_finite()
