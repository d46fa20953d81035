"""Sums are exact, whatever the order of the ties and however they are grouped; the oracle adds in Python's integers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError
from graphkit.model.money import LARGEST, to_major
from graphkit.money.counted import count
from graphkit.money.handed_on import handed_on, spread
from graphkit.money.sums import sums, sums_by
from tests.unit.networks.tables import fund, snapshot_of

Drawn = list[tuple[str, str, int, str, bool]]

# Giver, receiver, cents, currency, whether it is handed on.
DRAWN = st.lists(
    st.tuples(
        st.sampled_from("ABCD"),
        st.sampled_from("ABCDE"),
        st.integers(-(10**9), 10**11),
        st.sampled_from(["EUR", "JPY", "TND"]),
        st.booleans(),
    ),
    max_size=25,
)


def ties_of(drawn: Drawn) -> list[dict[str, Any]]:
    return [
        fund(giver, f"for {receiver}", to_major(minor, currency), currency=currency, recipient=receiver,
             regrant=giver if on else None, id=f"t{n:02}", source="s", locator=f"row {n}")
        for n, (giver, receiver, minor, currency, on) in enumerate(drawn)
    ]  # fmt: skip


@settings(deadline=None)  # the first to run imports Arrow
@given(DRAWN, st.randoms(use_true_random=False))
def test_the_order_of_ties_does_not_matter(drawn: Drawn, random: Any) -> None:
    ties = snapshot_of(ties_of(drawn)).ties
    order = list(range(ties.num_rows))
    random.shuffle(order)
    moved = ties.take(np.array(order, dtype=np.int64))
    one, other = count(ties), count(moved)
    assert sums(ties) == sums(moved)
    by_id = dict(zip(other.ties["id"].to_pylist(), other.taken.tolist(), strict=True))
    assert {id: by_id[id] for id in one.ties["id"].to_pylist()} == dict(
        zip(one.ties["id"].to_pylist(), one.taken.tolist(), strict=True)
    )


@given(DRAWN)
def test_sums_over_groups_are_the_total_and_each_is_reconciled(drawn: Drawn) -> None:
    counted = count(snapshot_of(ties_of(drawn)).ties)
    whole = [one for _, one in sums_by(counted, counted.group)]
    by_giver = counted.group * 100 + np.array([ord(actor) for actor in counted.ties["actor"].to_pylist()], dtype=int)
    parts = [one for _, one in sums_by(counted, by_giver)]
    for name in ("minor", "gross", "shares", "handed_on", "n", "ties"):
        total, of_parts = Counter[str | None](), Counter[str | None]()
        for one in whole:
            total[one.currency] += getattr(one, name)
        for one in parts:
            of_parts[one.currency] += getattr(one, name)
        assert total == of_parts
    for one in (*whole, *parts):
        assert one.gross + one.shares - one.handed_on == one.minor
        assert one.n + sum(one.left_out.values()) == one.ties


@given(DRAWN)
def test_sums_are_those_of_whole_numbers(drawn: Drawn) -> None:
    """The oracle walks over the ties one by one: what comes in from without a circle, and what goes on."""
    stated, taken = Counter[str](), Counter[str]()
    for currency in ("EUR", "JPY", "TND"):
        mine = [tie for tie in drawn if tie[3] == currency]
        ways = {(giver, receiver) for giver, receiver, _, _, on in mine if on and giver != receiver}
        ways &= {(a, b) for a, b in ways if any(a == c or b == c for c, _ in ways)}
        handing = {giver for giver, receiver, _, _, on in mine if on and giver != receiver}
        reach = {(a, b) for a, b in ways if b in handing}
        for _ in range(5):
            reach |= {(a, d) for a, b in reach for c, d in reach if b == c}
        received, handed, moved = Counter[str](), Counter[str](), Counter[str]()
        for giver, receiver, minor, _, on in mine:
            stated[currency] += minor
            if on and giver == receiver:
                moved[giver] += minor
                continue
            if on:
                handed[giver] += minor
            if not (on and (receiver, giver) in reach):
                received[receiver] += minor
        for actor in handed:
            taken[currency] += max(min(handed[actor], received[actor]), 0)
        for actor in moved:
            taken[currency] += max(min(moved[actor], max(handed[actor], received[actor])), 0)
    for one in sums(snapshot_of(ties_of(drawn)).ties):
        assert one.currency is not None
        assert (one.gross, one.handed_on) == (stated[one.currency], taken[one.currency])


@given(st.lists(st.integers(1, 10**14), min_size=1, max_size=30), st.fractions(0, 1))
def test_a_part_is_spread_to_the_last_cent(amounts: list[int], part: Any) -> None:
    amount = np.array(amounts, dtype=np.int64)
    whole = int(amount.sum() * part)
    zeros = np.zeros(len(amount), dtype=np.int64)
    found = spread(np.array([whole], dtype=np.int64), zeros, amount, np.arange(len(amount)))
    assert int(found.sum()) == whole
    assert bool(((found >= 0) & (found <= amount)).all())
    # In proportion: none is further off than the cents that are left over.
    assert all(abs(int(f) - a * whole / sum(amounts)) <= len(amounts) + 1 for f, a in zip(found, amounts, strict=True))


def test_a_part_larger_than_its_amounts_is_refused() -> None:
    with pytest.raises(ValueError, match="larger"):
        spread(np.array([11]), np.zeros(2, dtype=np.int64), np.array([4, 6]), np.arange(2))


def test_nothing_is_handed_on_where_nobody_does() -> None:
    none = np.full(2, -1)
    found = handed_on(np.zeros(2, dtype=np.int64), np.array([1, 2]), np.array([0, 1]), none, np.arange(2))
    assert found.taken.tolist() == [0, 0]


def test_ties_that_are_not_of_money_are_in_no_sum() -> None:
    assert sums(snapshot_of([]).ties) == []
    assert sums(snapshot_of([{"type": "SUPPORTS", "actor": "a", "action": "x", "role": "technical"}]).ties) == []


def test_sums_that_would_not_be_exact_are_refused_with_the_largest_amount() -> None:
    largest = to_major(LARGEST, "EUR")
    ties = [fund("a", "x", largest, id="big", source="s", locator="row 7"), fund("a", "y", 1.0)]
    with pytest.raises(DataError, match=r"big \(s, row 7\)"):
        sums(snapshot_of(ties).ties)
    assert sums(snapshot_of(ties[:1]).ties)[0].minor == LARGEST
    with pytest.raises(DataError, match="too large"):
        sums(snapshot_of([fund("a", "x", 1e300)]).ties)


def test_an_amount_between_two_cents_is_rounded_half_up_as_when_it_is_loaded() -> None:
    # 1.005 as a float is a little less; what was meant is 1.005, and half goes up.
    assert sums(snapshot_of([fund("a", "x", 1.005)]).ties)[0].minor == 101


@pytest.mark.slow
def test_a_million_ties_are_added_exactly() -> None:
    import pyarrow as pa

    from graphkit.model.columns import tables

    n = 1_000_000
    draw = np.random.default_rng(1)
    cents = draw.integers(1, 10**8, n)
    actors, recipients = draw.integers(0, 500, n), draw.integers(0, 200_000, n)
    columns = {
        "id": [f"t{k:07}" for k in range(n)], "type": ["FUNDS"] * n, "amount": cents / 100, "currency": ["EUR"] * n,
        "basis": ["committed"] * n, "actor": [f"f{k}" for k in actors], "action": [f"x{k}" for k in recipients],
        "recipient": [f"r{k}" for k in recipients], "source": [f"s{k % 3}" for k in range(n)],
        "regrant": [f"r{k}" if k % 50 == 0 else None for k in recipients],
        "date": draw.integers(14_000, 18_000, n).astype("datetime64[D]"),
    }  # fmt: skip
    table = pa.table({name: pa.array(values, tables()["ties"].field(name).type) for name, values in columns.items()})
    for name in tables()["ties"].names:
        if name not in columns:
            table = table.append_column(name, pa.nulls(n, tables()["ties"].field(name).type))
    found = sums(table)
    assert found[0].gross == int(cents.sum())
