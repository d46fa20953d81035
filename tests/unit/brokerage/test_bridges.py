"""Brokerage in two modes: against counting pair by pair, and who is near an only bridge."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import numpy as np
import pytest

from graphkit.brokerage import bridges
from graphkit.groups import group_by, grouping_of
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import snapshot_of


def test_pair_by_pair() -> None:
    random = np.random.default_rng(4)
    for _ in range(20):
        pairs = sorted({(f"a{random.integers(14)}", f"x{random.integers(10)}") for _ in range(35)})
        network = snapshot_of(pairs).network()
        group = {actor: f"g{random.integers(4)}" for actor in network.actor_ids if random.random() < 0.9}
        found = bridges(network, grouping_of(network, group))
        actions = {x: {a for a, y in pairs if y == x} for x in network.action_ids}
        joins = {x: {group[a] for a in actors if a in group} for x, actors in actions.items()}
        reach = {a: set().union(*(joins[x] for b, x in pairs if b == a)) for a in network.actor_ids}
        for of, reached in (("actors", reach), ("actions", joins)):
            frame = found.to_frame(of).set_index("id")
            for one, groups in reached.items():
                own = set(combinations(sorted(groups), 2))
                others = {
                    pair for other, held in reached.items() if other != one for pair in combinations(sorted(held), 2)
                }
                assert frame.loc[one, ["n_groups", "joins", "alone"]].tolist() == [
                    len(groups),
                    len(own),
                    len(own - others),
                ]
            only = found.only(of)
            assert len(only) == frame["alone"].sum()
            for row in only.itertuples():
                assert {row.group, row.other_group} <= reached[row.id]
        frame = found.to_frame("actions").set_index("id")
        for x, actors in actions.items():
            apart = [(a, b) for a, b in combinations(sorted(actors), 2) if group.get(a, a) != group.get(b, b)]
            apart = [(a, b) for a, b in apart if a in group and b in group]
            alone = [(a, b) for a, b in apart if not any({a, b} <= other for y, other in actions.items() if y != x)]
            assert frame.loc[x, ["across", "across_alone"]].tolist() == [len(apart), len(alone)]


def test_the_fields_of_actions_and_who_is_near() -> None:
    links = [
        {"type": "IN_FIELD", "start_label": "Action", "start_id": action, "end_label": "Field", "end_id": field}
        for action, field in (("x", "care"), ("y", "work"), ("z", "work"))
    ]
    network = snapshot_of(
        [("bridge", "x"), ("bridge", "y"), ("near", "x"), ("far", "z"), ("other", "y"), ("near", "w"), ("bridge", "w")],
        links=links,
        others=[{"label": "Field", "id": id, "name": id.title()} for id in ("care", "work")],
    ).network()
    found = bridges(network, group_by(network, "field"))
    assert found.to_frame().iloc[0][["id", "joins", "alone"]].tolist() == ["bridge", 1, 1]
    assert found.only().to_dict("records") == [
        {"group": "Care", "other_group": "Work", "id": "bridge", "name": "bridge", "nearest": ["near", "other"]}
    ]
    assert found.evidence("bridge")["action"].tolist() == ["w", "x", "y"]
    assert found.evidence("x")["actor"].tolist() == ["bridge", "near"]
    assert "1 of the actors" in str(found)


@pytest.mark.parametrize(
    "snapshot", [snapshot_of([]), snapshot_of([("a", "x")]), snapshot_of([("a", "x"), ("b", "x")])]
)
def test_without_groups_there_is_nothing_to_join(snapshot: Snapshot) -> None:
    network = snapshot.network()
    for by in ("scale", "field", "department"):
        found = bridges(network, group_by(network, by))
        assert "fewer than two groups" in str(found)
        assert found.only().empty
        assert found.to_frame("actions")["joins"].sum() == 0
        plt.close(found.plot().get_figure())


@pytest.mark.parametrize("of", ["actors", "actions"])
def test_the_nearest_are_those_found_by_looking_at_everybody(of: str) -> None:
    random = np.random.default_rng(5)
    pairs = sorted({(f"a{random.integers(14)}", f"x{random.integers(12)}") for _ in range(20)})
    network = snapshot_of(pairs).network()
    groups = grouping_of(network, {id: f"g{at % 7}" for at, id in enumerate(network.actor_ids)})
    result = bridges(network, groups)
    tied = (network.incidence if of == "actors" else network.by_action).toarray() > 0
    reached = result.reached[of].toarray() > 0
    names = network.actor_names if of == "actors" else network.action_names
    ids = network.actor_ids if of == "actors" else network.action_ids
    frame = result.only(of)
    assert len(frame)
    for row in frame.to_dict("records"):
        bridge, pair = ids.index(row["id"]), [groups.names.index(row[column]) for column in ("group", "other_group")]
        shares = {
            at: int((tied[at] & tied[bridge]).sum())
            for at in range(len(tied))
            if at != bridge and reached[at, pair].any()
        }
        near = sorted((at for at in shares if shares[at]), key=lambda at: (-shares[at], at))[:3]
        assert row["nearest"] == [names[at] for at in near]
