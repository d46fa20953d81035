"""Amounts as people write them into their sheets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graphkit.loaders._tables.values import amount_in
from graphkit.model.money import Ambiguous


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("20 k€", "20000"),
        ("20K€", "20000"),
        ("20k", "20000"),
        ("£20k", "20000"),
        ("20 kEUR", "20000"),
        ("-3 k€", "-3000"),
        ("1 500,5 k€", "1500500"),
        ("0,1 k€", "100"),
        ("1,5 M€", "1500000"),
        ("20 000 euros", "20000"),
        ("20 000 €", "20000"),
    ],
)
def test_thousands_and_millions_are_read_exactly(text: str, amount: str) -> None:
    assert amount_in(text, ".") == Decimal(amount)


@pytest.mark.parametrize("text", ["1,234 k€", "20.000 k€"])
def test_a_mark_that_may_group_or_cut_is_not_decided_for_thousands(text: str) -> None:
    with pytest.raises(Ambiguous):
        amount_in(text, ".")


@pytest.mark.parametrize("text", ["1,5 M", "20 m€", "km", "k€", "20 k€ HT", "20 à 30 k€", "20 kg", "2 kk"])
def test_what_is_not_clear_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="is no amount"):
        amount_in(text, ".")
