"""Territories by field, group and kind: counted by hand, and sums that are those of other accounts."""

from __future__ import annotations

from datetime import date

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.accounts.reconcile import reconcile
from graphkit.errors import DataError, UnknownName, UsageError
from graphkit.needs.territories import territories
from graphkit.networks.snapshot import Snapshot
from graphkit.resources.mix import resource_mix
from tests.unit.needs.towns import link, node, towns
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")


def counts(result: object) -> dict[tuple[str, str], list[int]]:
    frame = result.to_frame()  # type: ignore[attr-defined]
    return {
        (row["territory_id"], row["class_id"]): [row["actions"], row["actors"], row["funders"]]
        for row in frame.to_dict("records")
    }


def test_cells_as_stated() -> None:
    result = territories(towns())
    # The tour has three actors: who funds it, who operates it, whom it serves.
    assert counts(result) == {
        ("quay", "care"): [1, 3, 2],
        ("port-as-written", "food"): [1, 2, 1],
        ("port", "care"): [1, 3, 1],
        ("port", "food"): [1, 3, 1],
        ("hill", "care"): [1, 3, 1],
        ("hill", "food"): [1, 3, 1],
        ("county", "care"): [1, 1, 1],
    }
    # Where an actor is located and nothing is done there is a row, too.
    assert result.matrix().loc["moor"].tolist() == [0, 0, 0]
    assert result.matrix()["sport"].sum() == 0


def test_what_is_counted_and_what_is_not() -> None:
    result = territories(towns())
    # Six actions, for what was refused is none; the choir's is where the choir is; nobody locates the idea.
    assert result.account == {
        "actions": 6, "located": 5, "by_recipient": 1, "several": 1, "elsewhere": 0, "nowhere": 1, "unclassed": 1,
    }  # fmt: skip
    assert "In no territory that a source names, and so in no row: 1 action of 6." in str(result)


def test_a_level_takes_what_lies_within() -> None:
    result = territories(towns(), level="communal")
    # The town as a source writes it is within the town of that scale, and no row of its own.
    assert sorted(result.rows["id"]) == ["hill", "moor", "port"]
    assert counts(result)["port", "care"] == [2, 5, 2]
    assert counts(result)["port", "food"] == [2, 5, 2]
    whole = result.by_territory().set_index("territory_id")
    # Nursery, garden and tour: the tour is in two fields, and once in the row.
    assert whole["actions"].to_dict() == {"port": 3, "hill": 2, "moor": 0}
    assert whole["gaps"].to_dict() == {"port": 1, "hill": 1, "moor": 3}
    assert whole["unclassed"].to_dict() == {"port": 0, "hill": 1, "moor": 0}
    assert whole["inhabitants"].dropna().to_dict() == {"port": 1000, "hill": 500}
    # What is done for the county is in none of its towns.
    assert result.account["elsewhere"] == 1


def test_an_action_in_several_territories_counts_once_above_them() -> None:
    expected = {("county", "care"): [3, 5, 2], ("county", "food"): [2, 5, 2]}
    assert counts(territories(towns(), level="departmental")) == expected
    assert expected.items() <= counts(territories(towns(), rollup=True)).items()


def test_gaps_with_what_may_be_there_nevertheless() -> None:
    frame = territories(towns(), level="municipal").gaps()
    rows = frame[["territory_id", "class_id", "actions_there", "unclassed", "wider_actions"]].values.tolist()
    assert rows == [
        ["port", "sport", 3, 0, 0],
        ["hill", "sport", 2, 1, 0],
        # The plan of the county is about care: it may reach the moor.
        ["moor", "care", 0, 0, 1],
        ["moor", "food", 0, 0, 0],
        ["moor", "sport", 0, 0, 0],
    ]
    assert frame["inhabitants"].dropna().tolist() == [1000, 500]
    by_class = territories(towns(), level="municipal").by_class().set_index("class_id")
    assert by_class.loc["sport", ["actions", "located", "territories", "without", "inhabitants_without",
                                  "inhabitants_unknown"]].tolist() == [0, 0, 0, 3, 1500, 1]  # fmt: skip
    assert by_class.loc["food", ["actions", "located", "territories", "without"]].tolist() == [3, 2, 2, 1]
    # Of rows that lie within one another inhabitants are not added up.
    assert territories(towns(), rollup=True).by_class()["inhabitants_without"].isna().all()


def test_money_by_the_rules_one_currency_and_basis_a_sum() -> None:
    result = territories(towns(), level="municipal")
    money = result.money().set_index(["territory_id", "class_id", "currency"])
    assert money.loc[("port", "care", "EUR"), ["amount", "ties", "basis", "kind"]].tolist() == [
        150.0, 2, "committed", "money",
    ]  # fmt: skip
    assert money.loc[("port", "care", "GBP"), "amount"] == 30.0
    port = result.by_territory("fr").set_index("territory_id").loc["port"]
    assert port["money"] == ["150\u00a0EUR (engagé)", "30\u00a0GBP (engagé)"]
    assert port["unknown_amounts"] == 1
    # Refused money is in no sum; the tour's 30 GBP stand in two rows and once in the total.
    totals = {one.currency: one.minor for one in result.totals()["located"] if one.n}
    assert totals == {"EUR": 16100, "GBP": 3000}
    assert {one.currency: one.minor for one in result.totals()["not_located"] if one.n} == {"EUR": 700}


def test_kinds_have_what_their_actors_do_and_give() -> None:
    result = territories(towns(), "kind", level="departmental")
    assert counts(result) == {
        ("county", "association"): [3, 2, 0],
        ("county", "local_authority"): [3, 1, 1],
        ("county", "state"): [3, 1, 1],
    }
    money = result.money().set_index(["class_id", "currency"])["amount"].dropna()
    assert money.to_dict() == {
        ("local_authority", "EUR"): 111.0,
        ("local_authority", "GBP"): 30.0,
        ("state", "EUR"): 57.0,
    }


@pytest.mark.parametrize("said", [{"status": "refused"}, {"status": "pending"}, {"basis": "requested"}])
def test_who_would_have_received_what_was_only_asked_for_does_nothing_by_it(said: dict[str, str]) -> None:
    asked = fund("state", "asked", 999.0, recipient="choir", **{"basis": "committed", **said})
    links = [
        link("LOCATED_IN", "choir", "hill", "Actor>Territory"),
        link("IN_FIELD", "asked", "song", "Action>Field"),
    ]
    others = [node("Territory", "hill", "Hill"), node("Field", "song", "Song")]
    received = takes_part("choir", "asked", "recipient")
    result = territories(snapshot_of([asked, received], links=links, others=others))
    assert counts(result) == {}
    assert result.account["actions"] == 0
    assert result.gaps()["class_id"].tolist() == ["song"]
    kinds = territories(snapshot_of([asked, received], actors=[{"id": "choir", "kind": "association"}], links=links,
                                    others=others), "kind")  # fmt: skip
    assert counts(kinds) == {}
    # Where somebody runs it all the same it is done, and nobody says where: the choir received nothing for it.
    ties = [asked, received, takes_part("club", "asked", "operator")]
    run = territories(snapshot_of(ties, links=links, others=others))
    assert counts(run) == {}
    assert (run.account["actions"], run.account["nowhere"]) == (1, 1)
    # Where no source speaks of money, it is there.
    assert list(counts(territories(snapshot_of([received], links=links, others=others)))) == [("hill", "song")]


def test_groups() -> None:
    assert counts(territories(towns(), "group", level="municipal")) == {
        ("port", "small"): [2, 3, 2],
        ("port", "old"): [1, 3, 1],
        ("hill", "old"): [1, 3, 1],
    }


@pytest.mark.parametrize("name", ["port", "hill", "county"])
def test_sums_of_a_territory_are_those_of_its_resources(name: str) -> None:
    snapshot = towns()
    mine = territories(snapshot, rollup=True)
    there = mine.by_territory().set_index("territory_id").loc[name]
    mix = resource_mix(snapshot, name)
    assert there["unknown_amounts"] == mix.n_unknown
    from graphkit.needs.sums import spelled
    from graphkit.words import Words

    assert there["money"] == spelled(mix.totals, Words("graphkit.needs", "en"))


def test_evidence_has_the_ties_and_the_way_up() -> None:
    result = territories(towns(), level="municipal")
    rows = result.evidence(("Port la foret", "food"))
    assert set(zip(rows["type"], rows["start"], rows["end"], strict=True)) == {
        ("FUNDS", "state", "garden"), ("FUNDS", "town", "tour"), ("TAKES_PART", "club", "garden"),
        ("TAKES_PART", "friends", "tour"), ("TAKES_PART", "pensioners", "tour"),
        ("IN_FIELD", "garden", "food"), ("IN_FIELD", "tour", "food"),
        ("LOCATED_IN", "garden", "port-as-written"), ("LOCATED_IN", "tour", "port"),
        ("WITHIN", "port-as-written", "port"),
    }  # fmt: skip
    assert rows["source_name"].eq("A table").all()
    assert rows["locator"].notna().all()
    # Of an action that only its recipient locates, that is the evidence.
    hill = result.evidence("Hill")
    assert ("LOCATED_IN", "choir") in set(zip(hill["type"], hill["start"], strict=True))
    state = territories(towns(), "kind").evidence(("quay", "state"))
    assert state.loc[state["type"] == "FUNDS", ["start", "amount"]].values.tolist() == [["state", 50.0]]


def test_what_is_done_in_one_territory() -> None:
    frame = territories(towns(), rollup=True).what("port").set_index("action_id")
    assert sorted(frame.index) == ["garden", "nursery", "tour"]
    assert frame.loc["tour", "classes"] == ["Care", "Food"]
    assert frame.loc["nursery", "actors"] == ["Club", "The State", "Town of Port"]
    assert frame.loc["nursery", "money"] == ["150\u00a0EUR (committed)"]


def test_a_circle_of_territories_ends() -> None:
    around = [("a", "b"), ("b", "c"), ("c", "a")]
    snapshot = snapshot_of(
        [fund("town", "x", 1.0)],
        links=[
            *(link("WITHIN", one, other, "Territory>Territory") for one, other in around),
            link("LOCATED_IN", "x", "a", "Action>Territory"),
            link("IN_FIELD", "x", "f", "Action>Field"),
        ],
        others=[node("Field", "f", "F"), *(node("Territory", id, id, scale="municipal") for id in "abc")],
    )
    assert territories(snapshot, rollup=True).matrix()["f"].to_dict() == {"a": 1, "b": 1, "c": 1}


def test_what_is_not_there_is_said_with_what_is_near() -> None:
    with pytest.raises(UnknownName, match="crossing named 'colour'"):
        territories(towns(), "colour")
    with pytest.raises(UnknownName, match="Did you mean departmental"):
        territories(towns(), level="departement")
    with pytest.raises(DataError, match="The data have: departmental, municipal, neighbourhood"):
        territories(towns(), level="national")
    result = territories(towns())
    with pytest.raises(UnknownName, match="Did you mean Hill"):
        result.evidence("Hilll")
    with pytest.raises(UsageError, match="may be 2 of these"):
        result.evidence("port la foret")


def test_a_picture_marks_the_gaps() -> None:
    ax = territories(towns(), level="municipal").plot(lang="fr")
    assert [text.get_text() for text in ax.get_yticklabels()] == ["Port-la-Forêt", "Hill", "Moor"]
    assert "Alimentation" in [text.get_text() for text in ax.get_xticklabels()]
    assert len(ax.patches) == 5
    assert sorted(text.get_text() for text in ax.texts) == ["1", "1", "2", "2"]
    plt.close("all")


ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.one_of(st.none(), st.integers(0, 9).map(float)),
              st.sampled_from(["EUR", "GBP"])), max_size=8,
)  # fmt: skip
PLACES = st.sets(st.tuples(st.sampled_from("xyz"), st.sampled_from("123")), max_size=6)
FIELDS = st.sets(st.tuples(st.sampled_from("xyz"), st.sampled_from("fg")), max_size=5)


@given(ROWS, PLACES, FIELDS)
def test_any_store_is_counted_as_by_hand(
    rows: list[tuple[str, str, float | None, str]], places: set[tuple[str, str]], fields: set[tuple[str, str]]
) -> None:
    snapshot = snapshot_of(
        [fund(who, what, much, currency=money) for who, what, much, money in rows],
        actions=list("xyz"),
        links=[
            *(link("LOCATED_IN", action, where, "Action>Territory") for action, where in sorted(places)),
            *(link("IN_FIELD", action, field, "Action>Field") for action, field in sorted(fields)),
            link("WITHIN", "1", "3", "Territory>Territory"),
        ],
        others=[*(node("Territory", id, id) for id in "123"), *(node("Field", id, id) for id in "fg")],
    )
    result = territories(snapshot, rollup=True)
    inside = {"1": "1", "2": "2", "3": "13"}
    for territory in result.rows["id"]:
        there = {action for action, where in places if where in inside[territory]}
        for field in "fg":
            both = there & {action for action, of in fields if of == field}
            assert result.matrix().loc[territory, field] == len(both)
            paid = sum(much or 0 for _, what, much, money in rows if what in both and money == "EUR")
            money = result.money()
            mine = money[(money["territory_id"] == territory) & (money["class_id"] == field)]
            assert mine.loc[mine["currency"] == "EUR", "amount"].sum() == paid
    located = {action for action, _ in places}
    assert result.account["located"] + result.account["nowhere"] == 3
    assert result.account["located"] == len(located)
    # Located or not, all money is there, once.
    whole = {row.sum.currency: row.sum.minor for row in reconcile(snapshot).totals if row.sum.n}
    found: dict[str | None, int] = {}
    for sums in result.totals().values():
        for one in sums:
            if one.n:
                found[one.currency] = found.get(one.currency, 0) + one.minor
    assert found == whole


def _dated() -> Snapshot:
    ties = [
        fund("city", "old", 5.0, year=2010),
        fund("city", "long", 7.0, start=date(2012, 1, 1)),
        fund("city", "long", 9.0, year=2010),
        fund("city", "undated", 1.0),
        takes_part("city", "by action"),
    ]
    actions = [
        {"id": "by action", "year": 2015}, {"id": "alone", "start": date(2014, 5, 1), "end": date(2015, 5, 1)}, "quiet"
    ]  # fmt: skip
    every = ("old", "long", "undated", "by action", "alone", "quiet")
    links = [link("LOCATED_IN", action, "hill", "Action>Territory") for action in every]
    return snapshot_of(ties, actions=actions, links=links, others=[node("Territory", "hill", "Hill")])


@pytest.mark.parametrize(
    ("since", "until", "there", "left_out"),
    [
        (2012, 2020, {"long", "by action", "alone"}, (3, 3)),
        (2015, None, {"long", "by action", "alone"}, (3, 3)),
        (None, 2010, {"old", "long"}, (4, 3)),
        (2011, 2011, set(), (6, 5)),
        (None, None, {"old", "long", "undated", "by action", "alone", "quiet"}, (0, 0)),
    ],
)
def test_years_leave_out_what_is_of_others(
    since: int | None, until: int | None, there: set[str], left_out: tuple[int, int]
) -> None:
    result = territories(_dated(), since=since, until=until)
    assert set(result.placed["action"]) == there
    assert result.other_years == left_out
    # The ties are those of the network of the same years.
    network = _dated().network(since=since, until=until)
    assert len(result.ties) == network.spec.n_ties
    assert set(network.action_ids) <= there


def test_years_are_said_and_the_wrong_way_round_refused() -> None:
    assert str(territories(_dated(), since=2012)).startswith("Of the years 2012–…. Left out, for they are of other")
    with pytest.raises(UsageError, match="is after until"):
        territories(_dated(), since=2012, until=2011)
