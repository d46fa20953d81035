"""The alignment of a programme: figures worked out by hand, a brute force, and what is said where little is known."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.alignment import alignment, programmes
from graphkit.errors import DataError, UnknownName, UsageError
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")


def link(type: str, start: str, end: str) -> dict[str, str]:
    """A link between nodes whose label their first letter tells: x an action, a an axis, p a programme."""
    label = {"x": "Action", "a": "Objective", "p": "Programme"}
    return {"type": type, "start_label": label[start[0]], "start_id": start, "end_label": label[end[0]], "end_id": end}


def others(axes: Sequence[str], *more: dict[str, Any], programmes: Sequence[str] = ("p",)) -> list[dict[str, Any]]:
    held = [{"label": "Objective", "id": axis, "name": f"Axis {axis}", "code": axis[1:]} for axis in axes]
    return [*held, *({"label": "Programme", "id": each, "name": f"Plan {each}"} for each in programmes), *more]


def plan() -> Snapshot:
    """Four axes. x1 is of two of them and holds money; x2 of the first; x3 is part of the plan alone; a4 has nobody."""
    granted = {"basis": "committed", "status": "granted"}
    return snapshot_of(
        [
            fund("city", "x1", 70.0, **granted),
            fund("state", "x1", 30.5, **granted),
            fund("bank", "x1", 500.0, **granted | {"status": "refused"}),
            fund("city", "x2", 9.0, **granted),
            fund("city", "x2", **granted),
            fund("club", "x2", resource="volunteering"),
            fund("region", "x3", 11.0, **granted),
            takes_part("club", "x1", "operator"),
            takes_part("team", "x4", "operator"),
        ],
        links=[
            *(link("OF", axis, "p") for axis in ("a2", "a10", "a1", "a4")),
            link("OF", "a9", "p2"),
            *(link("PURSUES", "x1", axis) for axis in ("a1", "a2", "a9")),
            link("PURSUES", "x2", "a1"),
            link("PURSUES", "x4", "a10"),
            *(link("PART_OF", action, "p") for action in ("x1", "x3")),
            link("PART_OF", "x5", "p2"),
            link("PART_OF", "p2", "p"),
        ],
        actions=["x5"],
        others=others(
            ["a1", "a2", "a10", "a4", "a9"], programmes=("p", "p2"),
        ),
    )  # fmt: skip


def test_axes_with_those_that_carry_them_worked_out_by_hand() -> None:
    frame = alignment(plan(), "p").to_frame()
    assert frame["axis_id"].tolist() == ["a1", "a2", "a4", "a10", None]
    assert frame["row"].tolist() == ["axis"] * 4 + ["total"]
    assert frame["actions"].tolist() == [2, 1, 0, 1, 3]
    assert frame["only_action_id"].tolist() == [None, "x1", None, "x4", None]
    # The bank was refused and is nobody; the club operates x1 and works for x2.
    assert frame["actors"].tolist() == [3, 3, 0, 1, 4]
    assert frame["funders"].tolist() == [3, 2, 0, 0, 3]
    assert frame["money_funders"].tolist() == [2, 2, 0, 0, 2]
    assert frame["amount"].fillna(-1).tolist() == [109.5, 100.5, -1, -1, 109.5]
    assert frame["unknown_amounts"].tolist() == [1, 0, 0, 0, 1]
    assert frame["not_money"].tolist() == [1, 0, 0, 0, 1]


def test_an_action_of_two_axes_is_counted_once_in_the_total_and_said() -> None:
    result = alignment(plan(), "Plan p")
    assert result.of_several == ["x1"]
    text = str(result)
    assert "each action counted once: 109.50" in text
    assert "would add up to 210\u00a0EUR" in text
    assert "1 action pursues several axes (of 3 in all)" in text


def test_what_hangs_on_one_and_what_has_none() -> None:
    result = alignment(plan(), "p")
    assert result.orphans == ["a4"]
    assert result.carried_alone == {"a2": "x1", "a10": "x4"}
    assert result.on_one_funder == {}
    assert result.without_axis == ["x3", "x5"]
    only = snapshot_of(
        [fund("city", "x1", 5.0), fund("club", "x1", resource="in_kind")],
        links=[link("OF", "a1", "p"), link("PURSUES", "x1", "a1")],
        others=others(["a1"]),
    )
    # Who gives a room does not pay.
    assert alignment(only).on_one_funder == {"a1": "city"}
    assert "Axes to whose actions one actor alone gives money: 1 (1 Axis a1 (city))" in str(alignment(only))


def test_what_was_refused_is_no_action_of_an_axis() -> None:
    held = snapshot_of(
        [
            fund("bank", "x1", 5.0, status="refused", recipient="club"),
            fund("city", "x2", 7.0, recipient="club"),
            *(takes_part("club", action, "recipient") for action in ("x1", "x2")),
        ],
        links=[
            *(link("OF", axis, "p") for axis in ("a1", "a2")),
            *(link("PURSUES", action, axis) for action, axis in (("x1", "a1"), ("x1", "a2"), ("x2", "a2"))),
        ],
        others=others(["a1", "a2"]),
    )
    result = alignment(held, "p")
    assert (result.orphans, result.carried_alone, result.never) == (["a1"], {"a2": "x2"}, ("x1",))
    assert result.total.actors == {"city", "club"}
    assert "nothing else ties anybody to them: 1 action (x1)." in str(result)


def test_actions_with_their_axes() -> None:
    frame = alignment(plan(), "p").actions().set_index("action_id")
    assert frame.index.tolist() == ["x1", "x2", "x4", "x3", "x5"]
    assert frame["situation"].tolist() == ["several axes", "one axis", "one axis", "no axis", "no axis"]
    assert frame["alone_on"].tolist() == [["Axis a2"], [], ["Axis a10"], [], []]
    assert frame["other_axes"].tolist() == [1, 0, 0, 0, 0]
    assert frame["part_of"].tolist() == [True, False, False, True, True]
    assert frame["amount"].fillna(-1).tolist() == [100.5, 9.0, -1, 11.0, -1]


def test_actions_in_one_pass_are_those_one_by_one() -> None:
    result = alignment(plan(), "p")
    every = {*result.axes_of, *result.members}
    assert result.ties.of_each(every) == {action: result.ties.of([action]) for action in every}
    assert any(each.sums for each in result.ties.of_each(every).values())


def test_evidence_of_an_axis_and_of_an_action() -> None:
    result = alignment(plan(), "p")
    behind = result.evidence("Axis a2")
    assert behind["type"].tolist() == ["PURSUES", "FUNDS", "TAKES_PART", "FUNDS"]
    assert behind["amount"].dropna().sum() == 100.5
    assert behind[["source", "locator"]].notna().all(axis=None)
    assert result.evidence("x3")["type"].tolist() == ["PART_OF", "FUNDS"]
    with pytest.raises(UnknownName, match="no axis or action of the programme named 'a9'"):
        result.evidence("a9")


def test_currencies_and_bases_are_rows_of_their_own() -> None:
    held = snapshot_of(
        [
            fund("city", "x1", 5.0, basis="committed"),
            fund("city", "x1", 7.0, basis="disbursed"),
            fund("city", "x1", 3.0, currency="GBP", basis="committed"),
        ],
        links=[link("OF", "a1", "p"), link("PURSUES", "x1", "a1")],
        others=others(["a1"]),
    )
    axis = alignment(held).to_frame().query("row == 'axis'")
    stated = set(zip(axis["currency"], axis["basis"], axis["amount"], strict=True))
    assert stated == {("EUR", "committed", 5.0), ("EUR", "disbursed", 7.0), ("GBP", "committed", 3.0)}
    assert axis["actions"].tolist() == [1, 1, 1]


@settings(deadline=None, max_examples=40)
@given(
    pursues=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 3))),
    money=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), st.integers(1, 999)), max_size=12),
)
def test_against_a_brute_force(pursues: set[tuple[int, int]], money: list[tuple[int, int, int]]) -> None:
    held = snapshot_of(
        [fund(f"f{who}", f"x{action}", float(amount)) for who, action, amount in money],
        links=[
            *(link("OF", f"a{axis}", "p") for axis in range(4)),
            *(link("PURSUES", f"x{action}", f"a{axis}") for action, axis in sorted(pursues)),
        ],
        actions=[f"x{action}" for action in range(5)],
        others=others([f"a{axis}" for axis in range(4)]),
    )
    frame = alignment(held).to_frame()
    for axis in range(4):
        row = frame[frame["axis_id"] == f"a{axis}"].iloc[0]
        mine = {action for action, other in pursues if other == axis}
        assert row["actions"] == len(mine)
        assert row["money_funders"] == len({who for who, action, _ in money if action in mine})
        total = sum(amount for _, action, amount in money if action in mine)
        assert (row["amount"] == total) if total else pd.isna(row["amount"])
    every = {action for action, _ in pursues}
    total = sum(amount for _, action, amount in money if action in every)
    last = frame.iloc[-1]
    assert (last["amount"] == total) if total else pd.isna(last["amount"])


def test_which_programme_is_meant() -> None:
    with pytest.raises(UsageError, match=r"2 programmes have axes: Plan p \(p\), Plan p2 \(p2\). Name one"):
        alignment(plan())
    with pytest.raises(UnknownName, match="no programme named 'q'"):
        alignment(plan(), "q")
    assert alignment(plan(), "PLAN P2").to_frame()["axis_id"].tolist() == ["a9", None]
    listed = programmes(plan())
    assert listed.values.tolist() == [["p", "Plan p", None, 4, 3, 3], ["p2", "Plan p2", None, 1, 1, 1]]


EMPTY = Snapshot()
ONE_ACTION = snapshot_of(
    [], actions=["x1"], links=[link("OF", "a1", "p"), link("PURSUES", "x1", "a1")], others=others(["a1"])
)
ONE_ACTOR = snapshot_of([takes_part("club", "x1")], links=[link("OF", "a1", "p")], others=others(["a1"]))
NO_AMOUNTS = snapshot_of(
    [fund("city", "x1")], links=[link("OF", "a1", "p"), link("PURSUES", "x1", "a1")], others=others(["a1"])
)
NO_AXES = snapshot_of([("city", "x1")], links=[link("PART_OF", "x1", "p")], others=others([]))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (ONE_ACTION, "These data name nothing that is given to these actions"),
        (ONE_ACTOR, "Without any action in these data: 1 axis (1 Axis a1)"),
        (NO_AMOUNTS, "Money of an amount that is not known, and is not 0: 1 tie"),
        (NO_AXES, "Plan p has no axes in these data; 1 action is part of it"),
    ],
)
def test_where_little_is_known_it_says_so(held: Snapshot, said: str) -> None:
    result = alignment(held, "p")
    assert said in str(result)
    for lang in ("en", "fr"):
        assert result.sentence(lang).endswith(".")
        assert result.alternative(lang)
        plt.close(result.plot(lang=lang).get_figure())
    assert result.to_frame()["amount"].isna().all()
    assert len(result.actions()) <= 1
    assert str(result).splitlines()[0].split(":")[0] in unescape(result._repr_html_())
    assert result.provenance["snapshot"] == held.hash


def test_without_programmes_it_says_what_to_load() -> None:
    for held in (EMPTY, snapshot_of([("city", "x1")]), NO_AXES):
        with pytest.raises(DataError, match=r"No programme of these data has axes\. Load the axes as objectives"):
            alignment(held)
        assert programmes(held).empty


def test_the_picture_has_a_mark_for_each_pair_and_names_no_formula() -> None:
    held = snapshot_of(
        [("city", "x1")],
        actions=[{"id": "x1", "name": "Costs $5 and $6"}],
        links=[link("OF", "a1", "p"), link("OF", "a2", "p"), link("PURSUES", "x1", "a1")],
        others=others(["a1", "a2"]),
    )
    result = alignment(held)
    ax = result.plot()
    assert len(ax.collections) == 1
    assert [patch.get_hatch() for patch in ax.patches] == ["//"]
    assert ax.get_yticklabels()[0].get_text() == r"Costs \$5 and \$6"
    ax.get_figure().canvas.draw()
    plt.close(ax.get_figure())
    assert result.alternative().splitlines()[1:3] == ["1 Axis a1: 1 action: Costs $5 and $6.", "2 Axis a2: no action."]


def test_evidence_of_a_name_that_several_have_asks_which() -> None:
    held = snapshot_of(
        [fund("city", "x1", 7.0), fund("city", "x2", 8.0)],
        links=[link("OF", "a1", "p"), link("OF", "a2", "p"), *(link("PURSUES", each, "a1") for each in ("x1", "x2"))],
        actions=[{"id": "x1", "name": "Garden"}, {"id": "x2", "name": "garden", "name_fr": "Jardin"}],
        others=others(["a1"], {"label": "Objective", "id": "a2", "name": "GARDEN", "code": "2"}),
    )
    result = alignment(held, "p")
    assert result.evidence("x2")["action"].tolist() == ["x2", "x2"]
    assert result.evidence("Jardin")["action"].tolist() == ["x2", "x2"]
    assert result.evidence("1")["action"].unique().tolist() == ["x1", "x2"]
    with pytest.raises(UsageError, match=r"names 3 axes or actions of the programme: GARDEN \(a2\), Garden \(x1\), "):
        result.evidence("gardén")
