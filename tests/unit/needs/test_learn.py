"""What was learnt: counted by hand."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from graphkit.errors import UnknownName
from graphkit.needs.learn import learn
from tests.unit.needs.towns import towns
from tests.unit.networks.tables import member_of, same_as, snapshot_of

mpl.use("Agg")


def test_difficulties_that_recur_first_with_their_improvement() -> None:
    frame = learn(towns()).to_frame()
    assert frame.values.tolist() == [
        ["financing", "Money comes late", "late", 2, 1, None, ["Nursery", "Scheme", "tour"]],
        ["resources", "Buses are dear", "dear", 1, 0, "Share one", ["tour"]],
    ]
    assert learn(towns()).to_frame("open")["issue_id"].tolist() == ["late"]


def test_themes_in_the_order_of_the_model() -> None:
    # A factor of two themes stands under both.
    assert learn(towns()).to_frame("themes").values.tolist() == [
        ["design", 0, 0, 0, 1, 2],
        ["partnership", 0, 0, 0, 1, 2],
        ["financing", 1, 1, 2, 1, 0],
        ["resources", 1, 0, 1, 0, 0],
    ]


def test_actions_without_an_indicator() -> None:
    frame = learn(towns()).to_frame("unmonitored").set_index("action_id")
    # The tour has one; the choir's year is no action that a source names.
    # What was refused was never done.
    assert sorted(frame.index) == ["garden", "idea", "nursery", "plan"]
    assert frame.loc["idea", "monitored_above"] == ["Scheme"]
    assert frame.loc["nursery", ["issues", "monitored_above"]].tolist() == [1, []]


def test_success_factors_by_theme() -> None:
    assert learn(towns()).to_frame("factors").drop(columns="names").values.tolist() == [
        ["partnership", "design", "Trust", "trust", 2, 0],
        ["financing", None, "Money in time", "money", 0, 1],
    ]


def test_who_sits_with_whom() -> None:
    result = learn(towns())
    bodies = result.to_frame("bodies").set_index("body_id")
    assert bodies["members"].to_dict() == {"board": 3, "net": 2}
    assert bodies.loc["board", "names"] == ["Club", "Friends", "Town of Port"]
    assert bodies.loc["net", "memberships"] == ["founder", "member"]
    assert result.to_frame("together")[["actor_id", "other_id", "shared", "bodies"]].values.tolist() == [
        ["club", "town", 2, ["board", "net"]],
        ["club", "friends", 1, ["board"]],
        ["friends", "town", 1, ["board"]],
    ]


def test_a_body_too_large_to_sit_together_is_in_no_pair() -> None:
    result = learn(towns(), largest=2)
    assert result.to_frame("together")[["actor_id", "other_id", "shared"]].values.tolist() == [["club", "town", 1]]
    assert "Bodies of more than 2 members, in which to be is not to sit together, are in no pair: 1." in str(result)


def test_actors_judged_the_same_sit_once() -> None:
    seats = [member_of("a", "board", "member"), member_of("b", "board", "member"), member_of("c", "board", "member")]
    result = learn(snapshot_of([], links=[*seats, same_as("a", "b")]))
    assert result.to_frame("bodies")["members"].tolist() == [2]


def test_evidence_is_what_states_it() -> None:
    result = learn(towns())
    rows = result.evidence("money comes late")
    assert sorted(zip(rows["type"], rows["start"], strict=True)) == [
        ("FACES", "nursery"), ("FACES", "scheme"), ("FACES", "tour"),
    ]  # fmt: skip
    assert rows["locator"].notna().all()
    pair = result.evidence(("Club", "Town of Port"))
    assert sorted(zip(pair["start"], pair["end"], strict=True)) == [
        ("club", "board"), ("club", "net"), ("town", "board"), ("town", "net"),
    ]  # fmt: skip
    with pytest.raises(UnknownName, match="Did you mean Trust"):
        result.evidence("Trus")
    with pytest.raises(UnknownName, match="part named 'dreams'"):
        result.to_frame("dreams")


def test_words_in_both_languages() -> None:
    result = learn(towns())
    assert "2 difficulties of 2 actions and 1 programme; met by more than one: 1; without an improvement: 1." in str(
        result
    )
    assert "4 actions of 5 without an indicator of their own, 1 of them part of something that has one." in str(result)
    french = result.sentence("fr")
    assert "2 facteurs de réussite, cités par 2 actions et 1 programme." in french
    assert "3 paires d'acteurs dans un même, 1 dans plus d'un." in french


def test_a_picture_of_the_themes() -> None:
    ax = learn(towns()).plot(lang="fr")
    assert [text.get_text() for text in ax.get_yticklabels()] == ["conception", "partenariat", "financement", "moyens"]
    plt.close("all")
