"""Groups of actors written back to every store."""

from __future__ import annotations

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
    assert before != ""


def test_groups_of_a_grown_network_replace_those_of_before(graph: Graph) -> None:
    graph.store.write(grants())
    graph.write_coalitions(groups(graph, ["a", "b"], ["c"]))
    further = "CREATE (b)-[:TAKES_PART {id: 'new', role: 'partner', source: 's', locator: 'row 9'}]->(x)"
    graph.run(f"MATCH (b:Actor {{id: 'b'}}) MATCH (x:Action) WITH b, x LIMIT 1 {further}", write=True)
    graph.write_coalitions(groups(graph, ["a", "b", "c"]))
    assert graph.status().nodes["Coalition"] == 1
