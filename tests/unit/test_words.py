"""Numbers as English and French write them."""

from __future__ import annotations

import pytest

from graphkit.words import Words


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0, "0%", "0\u202f%"),
        (1e-12, "<0.1%", "<0,1\u202f%"),
        (1 / 17_484, "<0.1%", "<0,1\u202f%"),
        (0.0006, "0.1%", "0,1\u202f%"),
        (0.052, "5.2%", "5,2\u202f%"),
        (0.5, "50%", "50\u202f%"),
        (0.9961, "99.61%", "99,61\u202f%"),
        (0.9999, "99.99%", "99,99\u202f%"),
        (0.99999, ">99.99%", ">99,99\u202f%"),
        (1, "100%", "100\u202f%"),
        (3, "300%", "300\u202f%"),
    ],
)
def test_a_share_is_nothing_or_all_only_where_it_is(value: float, english: str, french: str) -> None:
    said = [Words("graphkit.reports", lang).share(value) for lang in ("en", "fr")]
    assert said == [english, french]
