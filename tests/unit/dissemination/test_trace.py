"""The trace of a concept: worked out by hand, and what is said where sources are silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from graphkit.dissemination import concepts, trace
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import snapshot_of, takes_part

mpl.use("Agg")

LABELS = {"x": "Action", "k": "Concept", "t": "Territory", "w": "Actor"}


def link(type: str, start: str, end: str, /, **said: Any) -> dict[str, Any]:
    """A link between nodes whose label their first letter tells: x an action, k a concept, t a place, w an actor."""
    ends = {"start_label": LABELS[start[0]], "start_id": start, "end_label": LABELS[end[0]], "end_id": end}
    return {"type": type, **ends, **said}


def other(id: str, name: str, **said: Any) -> dict[str, Any]:
    return {"label": LABELS[id[0]], "id": id, "name": name, **said}


def cafes() -> Snapshot:
    """x1 in 1999, x2 after it in 2006, x3 after x2 with no date, x4 by itself, x5 after x4 and not said to apply it."""
    return snapshot_of(
        [
            takes_part("w1", "x1", "operator"),
            takes_part("w9", "x1", "participant"),
            takes_part("w2", "x2", "initiator"),
        ],
        actors=[{"id": "w1", "name": "The first café"}, {"id": "w3", "name": "Network", "kind": "network"}],
        actions=[
            {"id": "x1", "name": "Paris café", "scale": "neighbourhood"},
            {"id": "x2", "name": "Lille café"},
            {"id": "x3", "name": "Lyon café"},
            {"id": "x4", "name": "Ghent café", "name_fr": "Café de Gand", "start": date(2003, 7, 1)},
            {"id": "x5", "name": "Bruges house"},
        ],
        links=[
            link("APPLIES", "x1", "k1", date=date(1999, 1, 1)),
            link("APPLIES", "x2", "k1", role="charter", carrier="w3"),
            link("APPLIES", "x3", "k1", role="training"),
            link("APPLIES", "x4", "k1"),
            link("APPLIES", "x4", "k2"),
            link("ADAPTED_FROM", "x2", "x1", date=date(2006, 1, 1), role="person", carrier="w1"),
            link("ADAPTED_FROM", "x3", "x2"),
            link("ADAPTED_FROM", "x5", "x4", start=date(2010, 1, 1)),
            link("ADAPTED_FROM", "k1", "k2"),
            link("PROMOTES", "w3", "k1", role="network"),
            link("PROMOTES", "w3", "k1", role="charter"),
            link("LOCATED_IN", "x1", "t1"),
            link("LOCATED_IN", "x2", "t2"),
            link("LOCATED_IN", "x2", "t3"),
        ],
        others=[
            other("k1", "Café for children"), other("k2", "Café"), other("k3", "Nothing of it"),
            other("t1", "Paris", scale="municipal"), other("t2", "Fives", scale="neighbourhood"), other("t3", "Lille"),
        ],
    )  # fmt: skip


def test_the_tree_worked_out_by_hand() -> None:
    frame = trace(cafes(), "k1").to_frame()
    assert frame["action_id"].tolist() == ["x1", "x2", "x3", "x4", "x5"]
    assert frame["depth"].tolist() == [0, 1, 2, 0, 1]
    assert frame["adapted_from_id"].tolist() == [None, "x1", "x2", None, "x4"]
    assert frame["applies"].tolist() == [True, True, True, True, False]
    assert frame["first"].tolist() == [True, False, False, False, False]
    assert frame["date_of"].tolist() == ["application", "adaptation", None, "action", "adaptation"]
    assert frame["year"].fillna(0).tolist() == [1999, 2006, 0, 2003, 2010]
    # 2,557 days from 1999 to 2006, 2,376 from July 2003 to 2010.
    assert frame["years_since"].fillna(-1).tolist() == pytest.approx([-1, 2557 / 365.2425, -1, -1, 2376 / 365.2425])
    assert frame["channel"].tolist() == [None, "charter", "training", None, None]
    assert frame["step_channel"].tolist() == [None, "person", None, None, None]
    assert frame["carrier"].tolist() == [None, "Network", None, None, None]
    assert frame["step_carrier"].tolist() == [None, "The first café", None, None, None]
    assert frame["run_by"].tolist() == [["The first café"], ["w2"], [], [], []]
    assert frame["territories"].tolist() == [["Paris"], ["Fives", "Lille"], [], [], []]
    assert frame["territory_scales"].tolist() == [["municipal"], ["neighbourhood"], [], [], []]
    assert frame[["source", "locator"]].notna().all(axis=None)


def test_who_was_first_who_learnt_from_whom_and_what_is_not_known() -> None:
    lines = str(trace(cafes(), "Café for children")).splitlines()
    assert lines[0] == "Café for children: applied by 4 actions, with 3 adaptations of one action from another."
    first = (
        "First, of those with a date that were adapted from no other: Paris café (1999), by The first café, in Paris."
    )
    assert lines[1] == first
    # Lyon has no date, and comes after Lille: it cannot have been earlier.
    assert "perhaps earlier" not in str(trace(cafes(), "k1"))
    told = (
        "Lille café (2006) was adapted from Paris café (1999), 7 years later, by person who carries it, carried by The"
    )
    assert lines[2].startswith(told)
    assert "Lyon café (date not known) was adapted from Lille café (2006), after a time that is not known" in lines[3]
    text = "\n".join(lines)
    assert "Beginnings, adapted from no other in these data: 2 actions (Paris café; Ghent café)" in text
    assert "not said to apply the concept: 1 action (Bruges house)" in text
    assert "Reached: 3 territories (Fives; Lille; Paris)." in text
    assert "Of no stated place: 3 actions." in text
    assert "Carried or spread by: Network (charter, network)." in text
    assert "The idea was itself adapted from: Café." in text
    assert "Scales of these: neighbourhood; municipal." in text
    # Four applications without that of the first, and three adaptations; one charter, one training, one person.
    assert "charter 1; person who carries it 1; training 1." in text
    assert "Channel not stated: 3 of 6." in text
    french = trace(cafes(), "k1").sentence("fr")
    assert "Lille café (2006) a été adapté de Paris café (1999), 7 ans après, par personne relais" in french
    assert "Café de Gand" in french


def test_a_circle_is_broken_and_told() -> None:
    held = snapshot_of(
        [],
        actions=["x1", "x2", "x3"],
        links=[
            link("APPLIES", "x1", "k1", date=date(2005, 1, 1)),
            link("APPLIES", "x2", "k1", date=date(2000, 1, 1)),
            link("ADAPTED_FROM", "x2", "x1"),
            link("ADAPTED_FROM", "x1", "x2"),
            link("ADAPTED_FROM", "x3", "x3"),
        ],
        others=[other("k1", "Idea")],
    )
    result = trace(held, "k1")
    assert [action for action, _ in result.forest.order] == ["x2", "x1"]
    assert "Adaptations go round in a circle" in str(result)
    assert "left out: 1 step (x2 from x1)" in str(result)
    assert result.evidence().set_index("tie")["used"].to_dict() == {"l0": True, "l1": True, "l2": False, "l3": True}


def test_a_step_that_goes_back_in_time_is_told() -> None:
    held = snapshot_of(
        [],
        actions=["x1", "x2"],
        links=[
            link("APPLIES", "x1", "k1", date=date(2005, 1, 1)),
            link("APPLIES", "x2", "k1", date=date(2000, 1, 1)),
            link("ADAPTED_FROM", "x2", "x1"),
        ],
        others=[other("k1", "Idea")],
    )
    result = trace(held, "k1")
    assert result.years("x2") < 0
    assert "Dated before what they were adapted from" in str(result)
    assert result.first == ["x1"]


def test_the_first_is_none_that_learnt_from_another() -> None:
    held = snapshot_of(
        [],
        actions=["x1", "x2", "x3", "x4"],
        links=[
            *(link("APPLIES", each, "k1") for each in ("x1", "x4")),
            link("APPLIES", "x3", "k1", date=date(2001, 1, 1)),
            link("ADAPTED_FROM", "x2", "x1"),
            # Over one that is not said to apply it.
            link("ADAPTED_FROM", "x3", "x2"),
        ],
        others=[other("k1", "Idea")],
    )
    result = trace(held, "k1")
    assert result.beginnings == result.undated == ["x1", "x4"]
    assert result.first == []
    assert "none can be called the first: 2 actions adapted from no other (x1; x4)" in str(result)


def test_adapted_from_several() -> None:
    held = snapshot_of(
        [],
        actions=["x1", "x2", "x3"],
        links=[
            *(link("APPLIES", each, "k1") for each in ("x1", "x2", "x3")),
            link("ADAPTED_FROM", "x3", "x1"),
            link("ADAPTED_FROM", "x3", "x2"),
        ],
        others=[other("k1", "Idea")],
    )
    result = trace(held, "k1")
    assert result.to_frame().set_index("action_id").loc["x3", ["adapted_from_id", "also_from"]].tolist() == [
        "x1",
        ["x2"],
    ]
    assert "1 action (also from: x3 (x2))" in str(result)
    assert "none can be called the first" in str(result)


def test_concepts_with_the_number_of_their_applications() -> None:
    listed = concepts(cafes())
    assert listed["id"].tolist() == ["k1", "k2", "k3"]
    assert listed["applications"].tolist() == [4, 1, 0]
    assert listed["dated"].tolist() == [1, 0, 0]
    assert listed["steps"].tolist() == [2, 0, 0]
    assert listed["promoters"].tolist() == [1, 0, 0]
    assert listed["adapted_from"].tolist() == [["Café"], [], []]


def test_carriers_and_evidence() -> None:
    result = trace(cafes(), "k1")
    carriers = result.carriers()
    assert carriers[["actor_id", "as", "channel"]].values.tolist() == [
        ["w3", "application", "charter"],
        ["w3", "promotes", "charter"],
        ["w3", "promotes", "network"],
        ["w1", "adaptation", "person"],
    ]
    behind = result.evidence("Lille café")
    assert behind["type"].tolist() == ["APPLIES", "ADAPTED_FROM", "ADAPTED_FROM"]
    assert behind["end_name"].tolist() == ["Café for children", "Paris café", "Lille café"]
    assert behind[["source", "source_name", "locator"]].notna().all(axis=None)
    assert len(result.evidence()) == 4 + 3 + 2 + 1
    with pytest.raises(UnknownName, match="no action in the trace named 'x9'"):
        result.evidence("x9")
    assert result.evidence("Café de Gand")["type"].tolist() == ["APPLIES", "ADAPTED_FROM"]


def test_evidence_of_a_name_that_two_actions_have_asks_which() -> None:
    held = snapshot_of(
        [],
        actions=[{"id": "x1", "name": "Café"}, {"id": "x2", "name": "café"}],
        links=[link("APPLIES", each, "k1") for each in ("x1", "x2")],
        others=[other("k1", "Idea")],
    )
    result = trace(held, "k1")
    assert result.evidence("Café")["start"].tolist() == ["x1"]
    with pytest.raises(UsageError, match=r"names 2 actions in the trace: Café \(x1\), café \(x2\)"):
        result.evidence("CAFE")


def test_a_merged_carrier_is_the_one_it_is_counted_as() -> None:
    held = snapshot_of(
        [takes_part("w1", "x1"), takes_part("w2", "x1")],
        links=[
            link("APPLIES", "x1", "k1", carrier="w2"),
            link("SAME_AS", "w2", "w1", role="same"),
        ],
        others=[other("k1", "Idea")],
    )
    assert trace(held, "k1").to_frame()["carrier_id"].tolist() == ["w1"]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (snapshot_of([], others=[other("k1", "Idea")]), "Idea: no action of these data applies it."),
        (
            snapshot_of([], actions=["x1"], links=[link("APPLIES", "x1", "k1")], others=[other("k1", "Idea")]),
            "Idea: applied by 1 action, with 0 adaptations",
        ),
        (
            snapshot_of([takes_part("w1", "x1")], links=[link("PROMOTES", "w1", "k1")], others=[other("k1", "Idea")]),
            "Carried or spread by: w1.",
        ),
    ],
)
def test_where_little_is_known_it_says_so(held: Snapshot, said: str) -> None:
    result = trace(held, "k1")
    assert said in str(result)
    for lang in ("en", "fr"):
        assert result.sentence(lang).endswith(".")
        assert result.alternative(lang)
        ax = result.plot(lang=lang)
        ax.get_figure().canvas.draw()
        plt.close(ax.get_figure())
    assert len(result.to_frame()) == len(result.forest.order) <= 1
    assert len(result.carriers()) <= 1
    assert str(result).splitlines()[0].split(":")[0] in unescape(result._repr_html_())
    assert result.provenance["snapshot"] == held.hash


def test_which_concept_is_meant() -> None:
    with pytest.raises(UnknownName, match="no concept named 'nothing'"):
        trace(Snapshot(), "nothing")
    assert concepts(Snapshot()).empty
    two = snapshot_of([], others=[other("k1", "Idea"), other("k2", "idea")])
    with pytest.raises(UsageError, match=r"names 2 concepts: Idea \(k1\), idea \(k2\)"):
        trace(two, "IDEA")


def test_the_picture_is_over_years_only_where_all_are_dated() -> None:
    all_dated = snapshot_of(
        [],
        actions=[{"id": "x1", "name": "For $5 and $6"}, "x2"],
        links=[
            link("APPLIES", "x1", "k1", date=date(1999, 1, 1)),
            link("APPLIES", "x2", "k1", date=date(2006, 7, 2)),
            link("ADAPTED_FROM", "x2", "x1", role="charter"),
        ],
        others=[other("k1", "Idea")],
    )
    ax = trace(all_dated, "k1").plot()
    ax.get_figure().canvas.draw()
    places = [tuple(dots.get_offsets()[0]) for dots in ax.collections]
    assert places[0] == (1999.0, 0.0)
    assert places[1][0] == pytest.approx(2006.5, abs=0.01)
    assert "charter" in {text.get_text() for text in ax.texts}
    plt.close(ax.get_figure())
    ax = trace(cafes(), "k1").plot()
    assert [dots.get_offsets()[0][0] for dots in ax.collections] == [0, 1, 2, 0, 1]
    assert {line.get_linestyle() for line in ax.lines} == {"-", "--"}
    plt.close(ax.get_figure())


def test_the_first_of_many_is_looked_for_once() -> None:
    # The earliest day is worked out once and not for each beginning: each day is compared once or twice.
    class Day(date):
        compared = 0

        def __lt__(self, other: object) -> bool:
            Day.compared += 1
            return super().__lt__(other)  # type: ignore[operator]

    n = 300
    found = trace(
        snapshot_of(
            [],
            actions=[{"id": f"x{i:03}", "name": f"X {i}"} for i in range(n)],
            links=[link("APPLIES", f"x{i:03}", "k1", date=date(2000 + i // 3, 1, 1)) for i in range(n)],
            others=[other("k1", "Café")],
        ),
        "k1",
    )
    days = {action: (Day(day.year, 1, 1), what) for action, (day, what) in found.dated.items() if day}
    assert replace(found, dated=days).first == ["x000", "x001", "x002"]
    assert Day.compared < 2 * n
