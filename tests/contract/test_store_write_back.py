"""Groups of actors written back to every store."""

from __future__ import annotations

import dataclasses

from graphkit.coalitions import Coalitions, Stability, Standing
from graphkit.graph import Graph
from graphkit.networks.results import GroupResult
from tests.contract.store_cases import grants


def groups(graph: Graph, *members: list[str]) -> GroupResult:
    network = graph.snapshot().network()
    about = {"method": "louvain", "network": network.spec.to_dict(), "snapshot": network.snapshot.hash, "seed": 7}
    names = dict(zip(network.actor_ids, network.actor_names, strict=True))
    return GroupResult("coalitions", members, names, "", {}, about, network, {"modularity": 0.25})


def test_groups_replace_those_of_the_same_method_and_network(graph: Graph) -> None:
    graph.store.write(grants())
    before = graph.snapshot().hash
    assert graph.write_coalitions(groups(graph, ["a", "b"], ["c"])) == 2
    assert graph.write_coalitions(groups(graph, ["a", "b", "c"])) == 1
    found = graph.run(
        "MATCH (a:Actor)-[t:IN_COALITION]->(c:Coalition)-[:FROM_SOURCE]->(s:Source) "
        "RETURN a.id AS actor, c.size AS size, c.modularity AS modularity, c.seed AS seed, s.name AS source, "
        "t.source = s.id AS sourced ORDER BY actor"
    )
    assert found["actor"].tolist() == ["a", "b", "c"]
    assert set(found.drop(columns="actor").itertuples(index=False, name=None)) == {
        (3, 0.25, 7, "graphkit analysis", True)
    }
    assert graph.status().nodes["Coalition"] == 1
    assert graph.snapshot().actors.num_rows == 3
    assert graph.snapshot().hash == before


def test_groups_of_a_grown_network_replace_those_of_before(graph: Graph) -> None:
    graph.store.write(grants())
    graph.write_coalitions(groups(graph, ["a", "b"], ["c"]))
    further = "CREATE (b)-[:TAKES_PART {id: 'new', role: 'partner', source: 's', locator: 'row 9'}]->(x)"
    graph.run(f"MATCH (b:Actor {{id: 'b'}}) MATCH (x:Action) WITH b, x LIMIT 1 {further}", write=True)
    graph.write_coalitions(groups(graph, ["a", "b", "c"]))
    assert graph.status().nodes["Coalition"] == 1


def test_how_sure_it_is_is_written_and_another_analysis_stays(graph: Graph) -> None:
    graph.store.write(grants())
    about = groups(graph, ["a", "b"], ["c"])
    sure = Coalitions(
        **{name: getattr(about, name) for name in ("name", "names", "unit", "options", "network", "values")},
        groups=[["a", "b"], ["b", "c"]],
        provenance={**about.provenance, "parameters": {"backbone": "sdsm", "runs": 10}},
        strengths=[{"a": 1.0, "b": 1.0}, {"b": 2.0, "c": 1.0}],
        standing=[
            {"a": Standing(0.9, "core"), "b": Standing(0.5, "swing")},
            {"b": Standing(0.4, "swing"), "c": Standing(0.3, "peripheral")},
        ],
        stability=[Stability(0.8, 0.6, 1.0, True), Stability(0.3, 0.1, 0.5, False)],
    )
    assert graph.write_coalitions(about) == 2
    assert graph.write_coalitions(sure) == 2
    assert graph.status().nodes["Coalition"] == 4
    # Another try at the same, with more runs and another seed, takes its place.
    more = {**sure.provenance, "parameters": {"backbone": "sdsm", "runs": 99}, "seed": 8}
    graph.write_coalitions(dataclasses.replace(sure, provenance=more))
    assert graph.status().nodes["Coalition"] == 4
    found = graph.run(
        "MATCH (a:Actor)-[t:IN_COALITION]->(c:Coalition) WHERE c.stability IS NOT NULL RETURN a.id AS actor, "
        "t.probability AS probability, t.standing AS standing, c.stability AS stability, c.stability_low AS low, "
        "c.stability_high AS high, c.stable AS stable ORDER BY stability DESC, actor"
    )
    assert list(found.itertuples(index=False, name=None)) == [
        ("a", 0.9, "core", 0.8, 0.6, 1.0, True),
        ("b", 0.5, "swing", 0.8, 0.6, 1.0, True),
        ("b", 0.4, "swing", 0.3, 0.1, 0.5, False),
        ("c", 0.3, "peripheral", 0.3, 0.1, 0.5, False),
    ]
    swing = graph.query("swing_actors")
    assert swing["actor_id"].tolist() == ["b"]
    assert swing["coalitions"].tolist() == [2]
    assert swing["lowest_probability"].tolist() == [0.4]
