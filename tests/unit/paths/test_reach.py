"""Who is one step away from a set of actors: sets by hand, and NetworkX."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.paths.reach import reach
from graphkit.paths.reach_result import Reach
from tests.unit.networks.kernels.networks import Drawn, drawn
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("agg")


@settings(max_examples=60)
@given(drawn(actors=9, actions=8), st.data())
def test_steps_and_shared_actions_are_those_of_networkx(network: Drawn, data: st.DataObject) -> None:
    made = snapshot_of([(f"a{v}", f"x{x}") for v, x in sorted(network.pairs)]).network()
    if made.n_actors < 2:
        return
    members = data.draw(st.sets(st.sampled_from(made.actor_ids), min_size=1, max_size=made.n_actors - 1))
    start = data.draw(st.sampled_from(sorted(set(made.actor_ids) - members)))
    carried = {id: {f"x{x}" for v, x in network.pairs if f"a{v}" == id} for id in made.actor_ids}
    theirs = set().union(*(carried[member] for member in members))
    graph = nx.Graph(made.projection().to_networkx())
    graph.remove_nodes_from(members)
    steps = nx.single_source_shortest_path_length(graph, start)
    frame = reach(made, sorted(members), start=start).to_frame().set_index("id")
    assert set(frame.index) == {id for id in made.actor_ids if id not in members and carried[id] & theirs}
    for id, row in frame.iterrows():
        assert row["shared"] == len(carried[id] & theirs)
        assert row["members"] == sum(bool(carried[id] & carried[member]) for member in members)
        assert row["distance"] == steps[id] if id in steps else pd.isna(row["distance"])
    known = frame["distance"].dropna().tolist()
    assert known == sorted(known)


@pytest.fixture
def town() -> Network:
    """A coalition of Ville and Caf; Fondation and Région a step away from it, Club behind Région."""
    ties = [
        *(fund("Ville", "Café", 10.0, year=2019), fund("Caf", "Café", 5.0), fund("Caf", "Crèche", 7.0, year=2021)),
        *(fund("Fondation", "Crèche", 3.0, year=2020), fund("Fondation", "Café", 4.0), takes_part("Région", "Crèche")),
        *(takes_part("Région", "Stade"), takes_part("Club", "Stade"), fund("Îlot", "Phare", 1.0)),
    ]
    return snapshot_of(ties).network()


def test_who_is_a_step_away_and_by_what(town: Network) -> None:
    found = reach(town, ["Ville", "Caf"], called="the coalition")
    frame = found.to_frame()
    assert frame["id"].tolist() == ["Fondation", "Région"]
    assert frame.iloc[0][["shared", "members", "amount", "currency", "first_year", "last_year"]].tolist() == [
        *(2, 2, 7.0, "EUR", 2019, 2021)
    ]
    assert frame["actions"].tolist() == [["Café", "Crèche"], ["Crèche"]]
    assert frame["amount"].isna().tolist() == [False, True]
    assert "distance" not in frame
    assert str(found).splitlines()[:2] == [
        "2 actors are one step away from the coalition, by 2 actions.",
        "Fondation: 2 shared actions with 2 members: Café; Crèche",
    ]
    assert len(found.evidence("Région")) == 2
    assert set(found.evidence()["tie_actor"]) == {"Ville", "Caf", "Fondation", "Région"}


def test_from_somebody_the_nearest_come_first(town: Network) -> None:
    found = reach(town, ["Ville", "Caf"], start="Club")
    assert found.to_frame()[["id", "distance"]].to_numpy().tolist() == [["Région", 1], ["Fondation", 2]]
    assert "From Club the nearest of them is 1 step away: Région." in str(found)
    assert "Depuis Club, le plus proche d'entre eux est à 1 étape : Région." in found.sentence("fr")
    assert "From Îlot no path leads to any of them." in str(reach(town, ["Ville", "Caf"], start="Îlot"))
    assert "Fondation is one of them." in str(reach(town, ["Ville", "Caf"], start="Fondation"))


def test_what_cannot_be_reached_and_what_makes_no_sense(town: Network) -> None:
    alone = reach(town, ["Îlot"])
    assert str(alone) == "Nobody shares an action with Îlot: no step leads there."
    assert alone.to_frame().empty
    assert alone.evidence().empty
    with pytest.raises(UsageError, match="Ville is a member"):
        reach(town, ["Ville"], start="Ville")
    with pytest.raises(UsageError, match="no member"):
        reach(town, [])
    with pytest.raises(UnknownName):
        reach(town, ["Nobody"])
    with pytest.raises(UsageError, match="is one word"):
        reach(town, "Ville")


def test_the_drawing_has_a_bar_an_actor(town: Network) -> None:
    axes = reach(town, ["Ville", "Caf"]).plot()
    assert len(axes.patches) == 2
    plt.close("all")


def test_evidence_looks_at_the_members_of_each_step_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    # 30 members with an action and a neighbour each: 60 actors are looked up, not 30 times 31.
    made = snapshot_of([pair for n in range(30) for pair in ((f"m{n}", f"x{n}"), (f"o{n}", f"x{n}"))]).network()
    found = reach(made, [f"m{n}" for n in range(30)])
    asked: list[int] = []
    pairs_of = Reach._pairs_of
    monkeypatch.setattr(
        Reach, "_pairs_of", lambda self, row, columns: asked.append(row) or pairs_of(self, row, columns)
    )
    found.to_frame()
    asked.clear()
    assert sorted(found.evidence()["actor"]) == sorted(made.actor_ids)
    assert len(asked) == 60
