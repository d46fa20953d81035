"""Coalitions over time: every event by hand, and each coalition accounted for once."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.coalitions import coalitions
from graphkit.coalitions.time import OverTime, over_time
from graphkit.coalitions.time.matching import KINDS, match
from graphkit.coalitions.time.windows import windows
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.networks.results import GroupResult
from tests.unit.networks.tables import fund, snapshot_of

mpl.use("agg")

A, B = {1, 2, 3, 4}, {5, 6, 7, 8}


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ([], [A], ["birth"]),
        ([A], [], ["death"]),
        ([A], [A], ["continuation"]),
        ([A], [A | {9}], ["growth"]),
        ([A], [A - {4}], ["contraction"]),
        # One of eleven is less than a tenth.
        ([set(range(11))], [set(range(12))], ["continuation"]),
        ([A, B], [A | B], ["merger"]),
        ([A | B], [A, B], ["split"]),
        # 4 of 12 in common, three times.
        ([A, B, {9, 10, 11, 12}], [A | B | {9, 10, 11, 12}], ["merger"]),
        # 1 of 7 is below the threshold: one goes, another comes.
        ([A], [{4, 20, 21, 22}], ["death", "birth"]),
        # Two halves change places.
        ([A, B], [{1, 2, 5, 6}, {3, 4, 7, 8}], ["regrouping"]),
        ([A, B], [B, A], ["continuation", "continuation"]),
        ([A, B], [A | {9}, {30, 31}], ["growth", "death", "birth"]),
    ],
)
def test_every_event(before: list[set[int]], after: list[set[int]], kinds: list[str]) -> None:
    assert [event.kind for event in match(before, after)] == kinds
    assert set(kinds) <= set(KINDS)


def test_likeness_is_that_of_jaccard() -> None:
    (event,) = match([A], [A | {9}])
    assert event.jaccard == 4 / 5
    assert math.isnan(match([], [A])[0].jaccard)
    # Above a half, groups apart from one another go on in one at most.
    assert [event.kind for event in match([A, B], [A | B], threshold=0.51)] == ["death", "death", "birth"]


groupings = st.lists(st.integers(0, 5), min_size=10, max_size=10).map(
    lambda of: [{n for n, group in enumerate(of) if group == at} for at in sorted(set(of) - {0})]
)
overlapping = st.lists(st.sets(st.integers(0, 9), min_size=2), max_size=5)


@settings(deadline=None, max_examples=100)
@given(
    before=groupings | overlapping,
    after=groupings | overlapping,
    threshold=st.floats(0.05, 1.0),
    change=st.floats(0, 1),
)
def test_each_coalition_is_accounted_for_once(
    before: list[set[int]], after: list[set[int]], threshold: float, change: float
) -> None:
    events = match(before, after, threshold=threshold, change=change)
    assert sorted(place for event in events for place in event.before) == list(range(len(before)))
    assert sorted(place for event in events for place in event.after) == list(range(len(after)))
    event_of = {("a", place): n for n, event in enumerate(events) for place in event.after}
    event_of |= {("b", place): n for n, event in enumerate(events) for place in event.before}
    for one, old in enumerate(before):
        for other, new in enumerate(after):
            if len(old & new) / len(old | new) >= threshold:
                assert event_of["b", one] == event_of["a", other]
    # Turned round, what was born dies and what merged splits.
    turned = {"birth": "death", "growth": "contraction", "merger": "split"}
    turned |= {kind: other for other, kind in turned.items()}
    back = Counter(event.kind for event in match(after, before, threshold=threshold, change=change))
    there = Counter(turned.get(event.kind, event.kind) for event in events)
    for kind in ("birth", "death", "merger", "split", "regrouping"):
        assert there[kind] == back[kind]


@settings(deadline=None, max_examples=50)
@given(first=st.integers(1990, 2020), years=st.integers(0, 40), width=st.integers(1, 8), data=st.data())
def test_windows_leave_no_year_out_but_at_the_end(first: int, years: int, width: int, data: st.DataObject) -> None:
    step = data.draw(st.integers(1, width))
    found = windows(first, first + years, width, step)
    covered = {year for window in found for year in range(window.since, window.until + 1)}
    assert covered == set(range(first, max(covered) + 1))
    assert first + years - max(covered) < step
    assert all(window.until - window.since + 1 == min(width, years + 1) for window in found)


def find(network: Network) -> GroupResult:
    return coalitions(network, "louvain", runs=0)


@pytest.fixture
def town() -> OverTime:
    """Two pairs that meet in 2015, together from 2016 on with one more, apart in 2018; one tie has no year."""
    ties: list[dict[str, Any]] = []
    for year, circles in {2015: ["ab", "cd"], 2016: ["abcd"], 2017: ["abcde"], 2018: ["ab", "cd"]}.items():
        for circle in circles:
            ties += [fund(actor, f"{circle} {year} {n}", year=year) for actor in circle for n in (1, 2)]
    return over_time(snapshot_of([*ties, fund("z", "never")]).network(), find)


def test_windows_by_year_tell_what_became_of_coalitions(town: OverTime) -> None:
    frame = town.to_frame()
    assert frame[["window", "event", "size_before", "size_after", "joined", "left"]].values.tolist() == [
        ["2015", "found", 0, 2, 0, 0],
        ["2015", "found", 0, 2, 0, 0],
        ["2016", "merger", 4, 4, 0, 0],
        ["2017", "growth", 4, 5, 1, 0],
        ["2018", "split", 5, 4, 0, 1],
    ]
    assert town.counts() == {"growth": 1, "merger": 1, "split": 1}
    assert (town.dated.n_ties, town.dated.n_undated) == (35, 1)
    text = str(town)
    assert text.startswith("1 of 35 ties state no year and are in no window.\n4 windows, 2015 to 2018: 6 coalitions")
    assert "2016 merger: a, b and 2 more (4 → 4 actors)" in text
    assert "neither why nor that anybody agreed" in text
    assert town.provenance["reference"].startswith("Greene et al. 2010")
    assert town.provenance["parameters"]["threshold"] == 0.3
    assert len(town.groups_to_frame()) == 2 + 2 + 4 + 5 + 2 + 2


def test_the_ties_behind_an_event(town: OverTime) -> None:
    keys = town.to_frame()["key"].tolist()
    assert keys[2] == "2015:c1,c2>2016:c1"
    merger = town.evidence(keys[2])
    assert merger.groupby(["window", "group"])["tie"].nunique().to_dict() == {
        ("2015", "c1"): 4, ("2015", "c2"): 4, ("2016", "c1"): 8
    }  # fmt: skip
    assert all(len(town.evidence(key)) for key in keys)
    with pytest.raises(UnknownName, match="window"):
        town.evidence("1999:c1")
    with pytest.raises(UnknownName, match="coalition in 2016"):
        town.evidence("2016:c7")


def test_sliding_windows_see_ties_of_all_their_years(town: OverTime) -> None:
    found = over_time(town.network, find, width=2, step=1)
    assert [str(one.window) for one in found.windows] == ["2015–2016", "2016–2017", "2017–2018"]
    assert [one.n_ties for one in found.windows] == [16, 18, 18]
    narrow = town.network.snapshot.network(since=2016, until=2017)
    assert [str(one.window) for one in over_time(narrow, find).windows] == ["2016", "2017"]


def test_a_picture_is_drawn_also_of_nothing(town: OverTime) -> None:
    ax = town.plot()
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2015", "2016", "2017", "2018"]
    nothing = over_time(snapshot_of([("a", "x"), ("b", "x")]).network(), find)
    nothing.plot()
    assert str(nothing).startswith("2 of 2 ties state no year and are in no window.\nNo tie states a year")
    assert nothing.to_frame().empty
    plt.close("all")


def test_what_cannot_be_is_refused_in_one_line(town: OverTime) -> None:
    with pytest.raises(UsageError, match="width of windows is 0"):
        over_time(town.network, find, width=0)
    with pytest.raises(UsageError, match="leaves years out"):
        over_time(town.network, find, width=2, step=3)
    with pytest.raises(UsageError, match="threshold=0 must"):
        over_time(town.network, find, threshold=0)
    with pytest.raises(UsageError, match="change=-1 must"):
        over_time(town.network, find, change=-1)
    with pytest.raises(UsageError, match="a year may be mistyped"):
        windows(1018, 2018)
