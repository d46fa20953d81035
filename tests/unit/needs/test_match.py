"""What is near a need: order and reasons counted by hand."""

from __future__ import annotations

from itertools import pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from graphkit.errors import DataError, UnknownName, UsageError
from graphkit.needs.match import match
from graphkit.needs.match_result import MatchResult
from graphkit.needs.naming import one_named
from tests.unit.needs.towns import link, node, towns
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")
NUMBERS = ["rank", "criteria", "together", "actions", "by_field", "by_group", "by_territory"]


def rows(result: MatchResult, part: str) -> dict[str, list[int]]:
    frame = result.to_frame(parts=[part])
    return {row["id"]: [row[name] for name in NUMBERS] for row in frame.to_dict("records")}


def reasons(result: MatchResult, part: str, id: str, lang: str = "en") -> str:
    frame = result.to_frame(lang, parts=[part]).set_index("id")
    return " ".join(frame.loc[id, "reasons"])


def test_actors_that_do_it_there() -> None:
    result = match(towns(), field="care", territory="port")
    # Nursery and tour meet both, the plan the field, the garden the place; those served are no actors near it.
    assert rows(result, "actor") == {"club": [1, 2, 2, 2, 1, 0, 2], "friends": [2, 2, 2, 1, 1, 0, 1]}
    said = reasons(result, "actor", "club")
    assert "In the field Care: 1 action (Nursery)." in said
    assert "In Port-la-Forêt: 2 actions (Nursery, garden)." in said
    assert "All of what was asked for at once: 1 action." in said
    assert "As operator." in said
    assert result.to_frame(parts=["actor"])["action_names"].tolist() == [["Nursery", "garden"], ["tour"]]


def test_funders_of_such_actions_there_or_elsewhere() -> None:
    result = match(towns(), field="care", territory="port")
    # Equal numbers are equal ranks, in order of their names.
    assert rows(result, "funder") == {"state": [1, 2, 2, 2, 2, 0, 1], "town": [1, 2, 2, 2, 2, 0, 2]}
    assert list(rows(result, "funder")) == ["state", "town"]
    # 50 to the nursery and 7 to the plan; what was refused is no money, and the garden is about something else.
    assert "To such actions: 57\u00a0EUR (committed)." in reasons(result, "funder", "state")
    assert "Elsewhere: County." in reasons(result, "funder", "state")
    assert "Elsewhere: Hill." in reasons(result, "funder", "town")
    assert "30\u00a0GBP (committed)" in reasons(result, "funder", "town")
    unknown = reasons(match(towns(), group="small"), "funder", "state", "fr")
    assert "Pour de telles actions, d'un montant inconnu : 1 lien." in unknown


def test_concepts_tried_with_indicators_and_success_factors() -> None:
    result = match(towns(), field="care", territory="port")
    assert rows(result, "concept") == {"cradle": [1, 2, 2, 1, 1, 0, 1], "plots": [1, 2, 2, 1, 1, 0, 1]}
    said = reasons(result, "concept", "plots")
    assert "Followed by 1 indicator: Heads counted." in said
    assert "Credited with 1 success factor: Trust." in said
    assert "No indicator of it in the data. No success factor of it in the data." in reasons(
        result, "concept", "cradle"
    )
    # For older people the tour alone applies it; in food the garden does, too.
    assert rows(match(towns(), group="old"), "concept")["plots"][3] == 1
    assert rows(match(towns(), field="food"), "concept")["plots"][3] == 2


def test_skills_and_who_has_them() -> None:
    result = match(towns(), field="food", territory="moor")
    assert "1 actor has it: gardener. Of them in Moor, or active there: gardener." in reasons(
        result, "skill", "digging"
    )
    assert "Nobody in the data has it." in reasons(result, "skill", "singing")
    far = match(towns(), field="food", territory="port")
    assert "None of them in Port-la-Forêt, nor active there." in reasons(far, "skill", "digging")


def test_what_an_actor_states_of_itself_counts() -> None:
    # The gardener does nothing in the data, and is in food and on the moor.
    result = match(towns(), field="food", territory="moor")
    assert rows(result, "actor") == {
        "gardener": [1, 2, 0, 0, 0, 0, 0],
        "friends": [2, 1, 1, 2, 2, 0, 0],
        "club": [3, 1, 1, 1, 1, 0, 0],
    }
    assert reasons(result, "actor", "gardener") == "The data state Food as its field. It is in Moor itself."
    assert "Les données indiquent Alimentation comme son champ." in reasons(result, "actor", "gardener", "fr")
    assert "No action of the data is in Moor or within it." in str(result)
    assert "It lies within County" in str(result)
    assert "By support that is technical." in reasons(result, "actor", "friends")


def test_three_criteria_at_once() -> None:
    result = match(towns(), field="alimentation", group="older people", territory="HILL")
    assert rows(result, "actor")["friends"] == [1, 3, 3, 2, 2, 2, 1]
    assert result.options == {"field": "food", "group": "old", "territory": "hill"}
    assert "5 actions meet at least one" not in str(result)
    # Tour, idea, garden, and the choir's year on the hill.
    assert "4 actions meet at least one of these, 1 all of them" in str(result)


@pytest.mark.parametrize("asked", [{"field": "care"}, {"group": "small", "territory": "county"}])
def test_the_order_is_that_of_the_numbers_beside_it(asked: dict[str, str]) -> None:
    frame = match(towns(), **asked).to_frame()
    for _, part in frame.groupby("what"):
        numbers = list(part[["criteria", "together", "actions"]].itertuples(index=False, name=None))
        assert numbers == sorted(numbers, reverse=True)
        for (one, first), (other, then) in pairwise(zip(numbers, part["rank"], strict=True)):
            assert (one == other) == (first == then)
    assert (frame.groupby("what")["rank"].min() == 1).all()


def test_evidence_of_a_candidate() -> None:
    result = match(towns(), field="care", territory="port")
    frame = result.evidence("the state")
    assert set(zip(frame["type"], frame["start"], frame["end"], strict=True)) == {
        ("FUNDS", "state", "nursery"), ("FUNDS", "state", "plan"), ("IN_FIELD", "nursery", "care"),
        ("IN_FIELD", "plan", "care"), ("LOCATED_IN", "nursery", "quay"),
    }  # fmt: skip
    concept = result.evidence("Plots for all")
    assert {"APPLIES", "MONITORED_BY", "CREDITS"} < set(concept["type"])
    skill = match(towns(), field="food").evidence("digging")
    assert ("HAS", "gardener") in set(zip(skill["type"], skill["start"], strict=True))
    with pytest.raises(UnknownName, match=r"candidate named 'Clob'\. Did you mean Club"):
        result.evidence("Clob")


def test_names_that_are_none_or_several() -> None:
    with pytest.raises(UsageError, match="give at least one"):
        match(towns())
    with pytest.raises(UnknownName, match=r"There is no field named 'Caring'\. Did you mean Care"):
        match(towns(), field="Caring")
    with pytest.raises(UnknownName, match="There is no group"):
        match(towns(), group="zzz")
    with pytest.raises(UsageError, match="may be 2 of these"):
        match(towns(), territory="port la foret")
    with pytest.raises(DataError, match="The data name no field"):
        match(snapshot_of([takes_part("a", "x")]), field="care")
    with pytest.raises(UnknownName, match="part named"):
        match(towns(), field="care").to_frame(parts=["funders"])


def test_a_need_that_nothing_meets() -> None:
    result = match(towns(), field="sport")
    assert result.to_frame().empty
    for lang, said in (("en", "No action of the data is in the field Sport."), ("fr", "n'est dans le champ Sport")):
        assert said in result.sentence(lang)
    result.plot()
    plt.close("all")
    assert "nothing to show" in result.plot().texts[0].get_text()
    plt.close("all")


def test_only_the_first_of_each() -> None:
    frame = match(towns(), field="care").to_frame(top=1)
    assert frame.groupby("what").size().max() == 1
    assert len(frame) == 4


def test_a_picture_has_a_row_a_candidate() -> None:
    result = match(towns(), field="care", territory="port")
    labels = [text.get_text() for text in result.plot(lang="fr").get_yticklabels()]
    assert "financeur: L'État" in labels
    assert len(labels) == len(result.to_frame())
    plt.close("all")


def test_one_action_in_a_place_that_only_its_recipient_has() -> None:
    snapshot = snapshot_of(
        [takes_part("choir", "song", "recipient")],
        links=[link("LOCATED_IN", "choir", "hill", "Actor>Territory")],
        others=[node("Territory", "hill", "Hill")],
    )
    result = match(snapshot, territory="hill")
    assert rows(result, "actor") == {"choir": [1, 1, 1, 1, 0, 0, 1]}
    assert ("LOCATED_IN", "choir") in set(
        zip(*(result.evidence("choir")[name] for name in ("type", "start")), strict=True)
    )


def test_what_is_lent_is_counted_where_its_worth_has_no_currency() -> None:
    held = snapshot_of(
        [
            fund("school", "café", 300.0, resource="in_kind", currency=None, basis="committed"),
            fund("school", "café", resource="volunteering"),
        ],
        links=[link("IN_FIELD", "café", "care", "Action>Field")],
        others=[node("Field", "care", "Care")],
    )
    (told,) = match(held, field="care").to_frame(parts=["funder"])["reasons"]
    assert "To such actions, in kind, as voluntary work, lent or vouched for: 2 ties." in told


def test_a_territory_is_found_without_a_look_at_actors_and_actions() -> None:
    held = towns()
    for name in ("actors", "actions"):
        object.__setattr__(held, name, None)
    assert one_named(held, "Territory", "hill").name == "Hill"


def test_a_town_and_a_department_of_one_name_are_told_with_their_scales() -> None:
    places = [
        {"label": "Territory", "id": id, "name": "Paris", "scale": scale}
        for id, scale in (("FR-COG:75056", "municipal"), ("FR-COG:75", "departmental"), ("paris", None))
    ]
    with pytest.raises(UsageError) as told:
        one_named(snapshot_of([], others=places), "Territory", "Paris")
    assert str(told.value) == (
        "'Paris' may be 3 of these: Paris (FR-COG:75, departmental), Paris (FR-COG:75056, municipal), Paris (paris). "
        "Give the id of the one you mean."
    )
