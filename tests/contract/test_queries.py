"""Every query of the library on every engine: rows, columns, types and order, on a small graph and on the case base."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from graphkit import querybook
from graphkit.coalitions.growth import growth
from graphkit.errors import UnknownName, UsageError
from tests.contract.query_sample import batches

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from tests.conftest import StorePlace

# A value for each parameter that some query needs, with which every query has rows in the small graph.
IN_SAMPLE: dict[str, Any] = {
    "action": "Café du Quai",
    "actor": "Ville de Rivemont",
    "funder": "Ville de Rivemont",
    "co_funder": "aube",
    "recipient": "parents",
    "programme": "Plan de solidarité",
    "concept": "childrens-cafe",
    "network": "network",
    "coalition": "Coalition 1",
    "other_coalition": "coalition:2",
    "territory": "Rivemont",
    "node": "Café du Quai",
    "tie": "tie:2",
    "since": date(2021, 1, 1),
    "until": "2021-12-31",
}

PYTHON_TYPES = {"str": str, "int": int, "float": float, "bool": bool, "date": date, "list[str]": list}


Check = Callable[["Graph"], None]
CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Have `test_answers_worked_out_by_hand` run a function."""
    CHECKS.append(function)
    return function


def needed(name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values for the parameters that a query cannot do without."""
    return {key: values[key] for key, parameter in querybook.query(name).params.items() if parameter.required}


@pytest.fixture
def sample(graph: Graph) -> Graph:
    """The small graph in each engine in turn."""
    for batch in batches():
        graph.store.write(batch)
    return graph


@pytest.fixture
def sample_backwards(embedded_place: StorePlace) -> Iterator[Graph]:
    """The small graph again, written in the opposite order."""
    with replace(embedded_place, where=f"{embedded_place.where}-backwards").graph() as opened:
        for batch in batches():
            for nodes in batch.nodes.values():
                nodes.reverse()
            for ties in batch.ties.values():
                ties.reverse()
            opened.store.write(batch)
        yield opened


@pytest.fixture
def casebase(graph: Graph, tmp_path: Path) -> Graph:
    """The case base in each engine in turn."""
    from graphkit.casebase import folder

    graph.load("tables", folder(), rejects=tmp_path / "rejects.csv")
    return graph


def test_every_query_gives_the_rows_its_header_promises(
    sample: Graph, sample_backwards: Graph, subtests: pytest.Subtests
) -> None:
    for name in querybook.names():
        with subtests.test(name):
            query = querybook.query(name)
            given = needed(name, IN_SAMPLE)
            values: dict[str, Any] = {**query.values(given)}
            raw = sample.run(query.statement(sample.store.engine), **values)
            # An engine may leave out a column that has no value in any row.
            assert list(raw.columns) == [column for column in query.returns if column in raw.columns]
            frame = sample.query(name, **given)
            assert list(frame.columns) == list(query.returns)
            assert len(frame)
            for column, kind in query.returns.items():
                stated = frame[column].astype(object)[frame[column].notna()]
                assert {type(value) for value in stated} <= {PYTHON_TYPES[kind]}, column
            # The same rows in the same order from the other engine, and from a graph loaded the other way round.
            pd.testing.assert_frame_equal(frame, sample_backwards.query(name, **given))


def test_answers_worked_out_by_hand(sample: Graph, subtests: pytest.Subtests) -> None:
    # One test, for each would fill a store of its own and only read it.
    for function in CHECKS:
        with subtests.test(function.__name__):
            function(sample)


@check
def an_id_and_a_name_mean_the_same(sample: Graph) -> None:
    by_name = sample.query("roles_of_actor", actor="Association Les Parents du Quai")
    pd.testing.assert_frame_equal(by_name, sample.query("roles_of_actor", actor="parents"))
    assert by_name["role"].tolist() == ["recipient", "operator", "partner"]


@check
def a_misspelt_name_is_told_from_no_rows(sample: Graph) -> None:
    # Nobody is a member of this actor, and that is the answer.
    assert sample.query("members_of_network", network="parents").empty
    with pytest.raises(UnknownName, match=r"no actor named .*mean .Réseau des cafés d'enfants.*network of"):
        sample.query("members_of_network", network="cafés d'enfants")
    with pytest.raises(UnknownName, match="mean 'Ville de Rivemont'"):
        sample.query("cofunders_of_funder", funder="Villa de Rivemont")
    with pytest.raises(UnknownName, match="no action named 'Nowhere'"):
        sample.query("issues_of_action", action="Nowhere")
    with pytest.raises(UnknownName, match="no node named"):
        sample.query("sources_of_node", node="Nowhere")
    with pytest.raises(UsageError, match="issues_of_action needs action"):
        sample.query("issues_of_action")


@check
def text_in_a_value_is_never_a_statement(sample: Graph) -> None:
    before = len(sample.query("actions_by_need"))
    with pytest.raises(UnknownName):
        sample.query("issues_of_action", action="x' OR 1=1 //")
    with pytest.raises(UnknownName):
        sample.query("issues_of_action", action="' DETACH DELETE x //")
    assert len(sample.query("actions_by_need")) == before


@check
def what_both_funders_put_in(sample: Graph) -> None:
    pairs = sample.query("cofunding_pairs", min_actions=2)
    # Café: 30.30 of the city, 50 of the region, paid. Renovation: 100 and 40. The 80 committed is the region's alone.
    # Café: the foundation's pounds meet no pounds of the city. The year's activity: 5 and 15.
    columns = ["funder_id", "co_funder_id", "actions", "currency", "basis", "actions_with_amounts", "shared_amount"]
    assert pairs[columns].values.tolist() == [
        ["aube", "city", 2, "EUR", "disbursed", 1, 5.0],
        ["city", "region", 2, "EUR", "disbursed", 2, 70.3],
    ]
    all_pairs = sample.query("cofunding_pairs", min_actions="1").set_index(["funder_id", "co_funder_id"])
    assert set(all_pairs.index) == {
        ("aube", "city"), ("city", "region"), ("aube", "region"), ("aube", "neighbours"), ("city", "neighbours"),
        ("neighbours", "region"),
    }  # fmt: skip
    # Neither states an amount that the other could be compared with: not known, not nought.
    assert all_pairs.loc[("aube", "region"), "actions"] == 1
    assert all_pairs.loc[("aube", "region"), "actions_with_amounts"] == 0
    assert all_pairs["shared_amount"].isna()[("aube", "region")]


@check
def pairs_are_those_of_the_network(sample: Graph) -> None:
    pairs = sample.query("cofunding_pairs", min_actions=1)
    counted = {(row.funder_id, row.co_funder_id): row.actions for row in pairs.itertuples()}
    projection = sample.snapshot().network(ties=("FUNDS",)).projection(weight="count")
    ids, matrix = projection.actor_ids, projection.matrix.tocoo()
    shared = {(ids[i], ids[j]): int(n) for i, j, n in zip(matrix.row, matrix.col, matrix.data, strict=True) if i < j}
    assert counted == shared


@check
def refusals_and_requests_are_not_funding(sample: Graph) -> None:
    cofunders = sample.query("cofunders_of_funder", funder="aube")
    # The foundation refused the renovation: the café and the year's activity remain.
    assert cofunders.set_index("co_funder_id")["actions"].to_dict() == {"city": 2, "neighbours": 1, "region": 1}
    alone = sample.query("actions_with_one_funder")
    assert alone[["action_id", "funder_id", "ties", "ties_without_amount"]].values.tolist() == [
        ["garden", "aube", 1, 1]
    ]
    assert alone["amount"].isna().all()
    # But whoever asks for the coalition sees what was said.
    asked = sample.query("coalition_of_action", action="renovation")
    assert asked.loc[asked["actor_id"] == "aube", "status"].tolist() == ["refused"]


@check
def money_by_axis_is_of_one_currency_and_one_basis_a_row(sample: Graph) -> None:
    axes = sample.query("axes_by_programme", programme="plan")
    assert axes[["code", "actions", "actors", "funders", "currency", "basis"]].astype(object).values.tolist()[3:] == [
        ["2", 2, 8, 4, "EUR", "committed"],
        ["2", 2, 8, 4, "EUR", "disbursed"],
        ["2", 2, 8, 4, "GBP", "disbursed"],
        ["3", 0, 0, 0, None, None],
    ]
    # 10.1 + 20.2 + 50 at the café, 100 + 40 at the renovation.
    assert axes["amount"].tolist()[3:6] == [80.0, 220.3, 7.0]
    assert sample.query("orphan_axes")["axis_id"].tolist() == ["axis-3"]


@check
def the_main_funder_of_an_action(sample: Graph) -> None:
    main = sample.query("main_funder_of_actions", min_share=0.7)
    assert main[["action_id", "funder_id", "share"]].values.tolist() == [
        ["parents:2020", "aube", 0.75],
        ["renovation", "city", 0.7143],
    ]
    every = sample.query("main_funder_of_actions", min_share="0", min_funders="1")
    # What the neighbours give to the café has no amount.
    assert set(every.loc[every["action_id"] == "cafe", "ties_without_amount"]) == {1}


@check
def how_a_coalition_grew(sample: Graph) -> None:
    grew = sample.query("coalition_of_action_by_year", action="cafe")
    assert grew[["year", "actor_id", "ties"]].astype(object).values.tolist() == [
        [2018, "network", 1],
        [2019, "city", 2],
        [2020, "region", 2],
        [2021, "aube", 1],
        [pd.NA, "parents", 1],
        [pd.NA, "neighbours", 1],
    ]
    assert grew["first_as"].tolist()[:2] == [["symbolic"], ["funder"]]
    for action in ("cafe", "renovation", "garden", "fair", "workshop", "parents:2020"):
        grew = sample.query("coalition_of_action_by_year", action=action)
        pd.testing.assert_frame_equal(grew, growth(sample.snapshot(), action).to_frame(), check_dtype=False)


@check
def what_a_coalition_shares(sample: Graph) -> None:
    shared = sample.query("shared_actions_of_coalition", coalition="Coalition 1")
    columns = ["action_id", "members", "others", "currency", "basis", "amount", "ties_without_amount"]
    # Town and region at the café (10.1 + 20.2 + 50; 80 promised) and at the renovation; not at the fair: a request.
    assert shared[columns].astype(object).where(shared[columns].notna(), None).values.tolist() == [
        ["cafe", 2, 4, "EUR", "committed", 80.0, 0],
        ["cafe", 2, 4, "EUR", "disbursed", 80.3, 0],
        ["renovation", 2, 3, "EUR", "disbursed", 140.0, 0],
    ]
    # Neighbours and foundation at the café, one with an amount; both at the garden, none.
    other = sample.query("shared_actions_of_coalition", coalition="coalition:2")
    assert other[columns].astype(object).where(other[columns].notna(), None).values.tolist() == [
        ["cafe", 2, 4, None, None, None, 1],
        ["cafe", 2, 4, "GBP", "disbursed", 7.0, 0],
        ["garden", 2, 0, None, None, None, 1],
        ["renovation", 2, 3, None, None, None, 0],
    ]


@check
def what_the_shared_actions_of_a_coalition_have_in_common(sample: Graph) -> None:
    found = sample.query("traits_of_coalition", coalition="Coalition 1")
    # The café and the renovation; both pursue the second axis, the café the first as well.
    assert found[["attribute", "value_id", "actions", "of_actions"]].values.tolist() == [
        ["field", "childhood", 1, 2],
        ["field", "housing", 1, 2],
        ["group", "families", 1, 2],
        ["objective", "axis-2", 2, 2],
        ["objective", "axis-1", 1, 2],
        ["territory", "quai", 1, 2],
        ["territory", "rivemont", 1, 2],
    ]


@check
def the_bridges_between_two_coalitions(sample: Graph) -> None:
    bridges = sample.query("bridges_between_coalitions", coalition="Coalition 1", other_coalition="coalition:2")
    assert bridges[["action_id", "members", "others"]].values.tolist() == [
        ["cafe", ["Région des Rives", "Ville de Rivemont"], ["Fondation Aube", "Voisins du Quai"]],
        ["renovation", ["Région des Rives", "Ville de Rivemont"], ["Université des Rives", "Voisins du Quai"]],
        ["parents:2020", ["Ville de Rivemont"], ["Fondation Aube"]],
    ]
    back = sample.query("bridges_between_coalitions", coalition="coalition:2", other_coalition="Coalition 1")
    assert back["others"].tolist() == bridges["members"].tolist()
    alone = sample.query("bridges_between_coalitions", coalition="Coalition 1", other_coalition="Coalition 1")
    # A coalition is no bridge to itself but by its members to one another.
    assert alone["action_id"].tolist() == ["cafe", "renovation"]


@check
def support_from_other_scales(sample: Graph) -> None:
    supports = sample.query("supports_from_other_scales", action="renovation")
    assert supports[["actor_id", "wider", "tie", "support"]].values.tolist() == [
        ["region", True, "FUNDS", "financial"],
        ["university", True, "SUPPORTS", "scientific"],
        ["landlord", True, "SUPPORTS", "technical"],
    ]
    carried = sample.query("supports_from_other_scales", action="renovation", participants="yes")
    assert set(carried["support"]) == {"financial", "scientific", "technical", "trainer", "landlord"}
    alone = sample.query("actions_without_outside_support")
    # The fair has no scale: it cannot be read.
    assert alone.values.tolist() == [["Atelier vélo", "workshop", "neighbourhood", 1, 1]]


@check
def where_a_tie_comes_from(sample: Graph) -> None:
    places = sample.query("sources_of_tie", tie="tie:2")
    assert places[["source_id", "locator", "licence"]].values.tolist() == [
        ["file:0000", "annex", "CC0-1.0"],
        ["file:9999", "p. 3#b", None],
    ]
    node = sample.query("sources_of_node", node="city")
    assert node[["label", "locator"]].values.tolist() == [["Actor", "nodes, row 2"]]
    assert node["retrieved"].tolist() == [date(2024, 2, 1)]


@check
def what_ends_between_two_days(sample: Graph) -> None:
    ends = sample.query("grants_ending_between", since="2021-12-31", until="2021-12-31")
    assert ends[["ends", "funder_id", "amount", "other_funders"]].values.tolist() == [
        [date(2021, 12, 31), "city", 20.2, 3]
    ]
    assert sample.query("grants_ending_between", since="2022-01-01", until="2030-01-01").empty


@check
def recipients_that_two_funders_share(sample: Graph) -> None:
    shared = sample.query("recipients_between_funders", funder="city", co_funder="aube")
    assert shared[["recipient_id", "funder_id", "amount"]].values.tolist() == [
        ["parents", "aube", 15.0],
        ["parents", "city", 5.0],
    ]
    assert sample.query("recipients_between_funders", funder="city", co_funder="region").empty


@check
def money_rolls_up_to_larger_territories(sample: Graph) -> None:
    columns = ["territory_id", "ties", "currency", "basis", "amount", "ties_without_amount"]
    region = sample.query("funding_by_territory")
    # The café in the neighbourhood: 10.1 + 20.2 + 50; the renovation in the town: 100 + 40. Neither the refusal.
    assert region[columns].astype(object).where(region[columns].notna(), None).values.tolist() == [
        ["rives", 1, None, None, None, 1],
        ["rives", 1, "EUR", "committed", 80.0, 0],
        ["rives", 5, "EUR", "disbursed", 220.3, 0],
        ["rives", 1, "GBP", "disbursed", 7.0, 0],
    ]
    quai = sample.query("funding_by_territory", scale="neighbourhood")
    assert quai[["territory_id", "amount"]].dropna().values.tolist() == [["quai", 80.0], ["quai", 80.3], ["quai", 7.0]]
    assert sample.query("funding_by_territory", scale="national").empty


@check
def concepts_and_who_adapted_them_from_whom(sample: Graph) -> None:
    listed = sample.query("concepts").iloc[0]
    # The café, in the neighbourhood, states no date; the garden does, and is nowhere.
    assert listed[["concept_id", "actions", "territories", "promoters", "undated"]].tolist() == [
        "childrens-cafe", 2, 1, 1, 1
    ]  # fmt: skip
    assert listed["first"] == date(2020, 3, 1)
    steps = sample.query("adaptations_of_concept", concept="Children's café")
    assert steps[["action_id", "adapted_from_id"]].values.tolist() == [["garden", "cafe"]]
    # No date of the adaptation is stated: that of the application stands for it.
    assert steps["date"].tolist() == [date(2020, 3, 1)]
    assert steps["origin_date"].isna().all()


@check
def actions_of_a_programme_without_axis(sample: Graph) -> None:
    # The café is part of the plan as well, and pursues two of its axes.
    for programme in ("plan", "Plan de solidarité"):
        assert sample.query("actions_without_axis", programme=programme)["action_id"].tolist() == ["workshop"]


# The same for the case base; it has no coalitions written back and no recipients of a year.
IN_CASEBASE: dict[str, Any] = {
    "action": "lyon-community-action",
    "actor": "lyon-metropolis",
    "funder": "lyon-metropolis",
    "co_funder": "saint-fons-city",
    "programme": "metropolitan-solidarity-project",
    "concept": "childrens-cafe",
    "network": "fabrique-network",
    "territory": "france",
    "node": "avise",
    "since": "2000-01-01",
    "until": "2030-01-01",
}

# Questions that the documents of the case base were chosen for.
ANSWERED_BY_CASEBASE = {
    "actions_between_funders", "actions_by_need", "actions_by_territory", "actors_by_programme", "axes_by_programme",
    "board_seats", "coalition_of_action", "cofunders_of_funder", "dissemination_of_concept", "issues_by_theme",
    "issues_without_improvement", "members_of_network", "networks_behind_actions", "resources_of_action",
    "roles_of_actor", "skills_of_actions", "success_factors_by_theme", "supports_from_other_scales",
    "actions_without_indicator", "actions_without_outside_support", "sources_of_node", "actions_without_axis",
    "adaptations_of_concept", "concepts",
}  # fmt: skip


def test_every_query_on_the_case_base(casebase: Graph, subtests: pytest.Subtests) -> None:
    answered = set()
    for name in querybook.names():
        parameters = querybook.query(name).params
        if any(p.required and key not in IN_CASEBASE for key, p in parameters.items()):
            continue
        with subtests.test(name):
            frame = casebase.query(name, **needed(name, IN_CASEBASE))
            assert list(frame.columns) == list(querybook.query(name).returns)
            if len(frame):
                answered.add(name)
    assert answered >= ANSWERED_BY_CASEBASE


def test_facts_of_the_case_base(casebase: Graph) -> None:
    mix = casebase.query("resources_of_action", action="lyon-community-action")
    # 20,000 € in 2017 and 40,000 € in 2018, a budget.
    assert mix[["currency", "basis", "amount", "ties"]].values.tolist() == [["EUR", "planned", 60000.0, 2]]
    carried = casebase.query("supports_from_other_scales", action="ilot-stephenson-renewal")
    assert ("construire", "national") in set(zip(carried["actor_id"], carried["actor_scale"], strict=True))
    tie = casebase.run("MATCH (:Actor {id: 'construire'})-[r:SUPPORTS]->() RETURN r.id AS id ORDER BY id")["id"].iloc[0]
    cited = casebase.query("sources_of_tie", tie=tie)
    assert cited["source"].tolist() == ["Lille – Conclusions"]
    assert cited["locator"].str.len().min() > 0


@pytest.mark.real_data
@pytest.mark.slow
def test_pairs_of_all_the_ministries_programmes(embedded_place: StorePlace, real_data: Path, tmp_path: Path) -> None:
    """77 programmes and 17,484 associations: within the time of a statement, and the same as the network's."""
    with embedded_place.graph() as graph:
        graph.load("jaune", real_data / "jaune" / "plf2012_subventions_2010.csv", rejects=tmp_path / "rejects.csv")
        for name in ("recipients_between_funders", "actions_between_funders"):
            two = graph.run(
                "MATCH (f:Funder)-[r:FUNDS]->() RETURN f.id AS id, count(r) AS n ORDER BY n DESC, id LIMIT 2"
            )
            assert len(graph.query(name, funder=two["id"][0], co_funder=two["id"][1])) > 100
        pairs = graph.query("cofunding_pairs", min_actions=1)
        projection = graph.snapshot().network(ties=("FUNDS",)).projection(weight="count")
        assert pairs["actions"].sum() * 2 == projection.matrix.sum()
        assert len(pairs) * 2 == projection.matrix.nnz
