"""How the embedded engine walks what the queries ask: from what it has already found, never from all nodes again."""

from __future__ import annotations

import re

from graphkit import querybook
from graphkit.graph import Graph
from tests.conftest import StorePlace

# For each action the engine would go through all actors, and through all their ties to find the one that ends there.
FROM_ALL_ACTORS = """
MATCH (x:Action)-[:IN_FIELD]->(:Field)
WITH DISTINCT x
MATCH (a:Actor)-[:FUNDS]->(x)-[:IN_FIELD]->(d:Field)
RETURN x.id AS action, a.id AS actor, d.id AS field
"""
FROM_THE_ACTION = FROM_ALL_ACTORS.replace("(a:Actor)-[:FUNDS]->(x)-", "(x)<-[:FUNDS]-(a:Actor) MATCH (x)-")


def _plan(graph: Graph, statement: str, values: dict[str, object]) -> list[str]:
    plan = graph.store.query(f"EXPLAIN {statement}", values)["executionPlanAsString"].iloc[0]
    return [line.strip() for line in plan.splitlines() if line.strip().startswith("+ ")]


def _from_all_again(plan: list[str]) -> list[str]:
    """Steps that lead from all nodes of a label to one that was found before."""
    found: set[str] = set()
    before: set[str] | None = None
    wrong = []
    for step in plan:
        one = re.match(r"\+ MATCH NODE \((\w+)(:\w+)?\)", step)
        tie = re.match(r"\+ (?:MATCH RELATIONSHIP|EXPAND PATH|ExpandAll|VarLengthExpand).*\((\w+)(?::\w+)?\)", step)
        if one:
            before = set(found) if one[2] and one[1] not in found else None
            found.add(one[1])
        elif tie:
            if before is not None and tie[1] in before:
                wrong.append(step)
            found.add(tie[1])
        else:
            before = None
    return wrong


def test_no_query_walks_from_all_nodes_to_one_that_it_has(embedded_place: StorePlace) -> None:
    with embedded_place.graph() as graph:
        # That the plan is read as it is written.
        assert _from_all_again(_plan(graph, FROM_ALL_ACTORS, {}))
        assert not _from_all_again(_plan(graph, FROM_THE_ACTION, {}))
        wrong = {}
        for name in querybook.names():
            query = querybook.query(name)
            values = {key: "any" if one.required else one.default for key, one in query.params.items()}
            wrong[name] = _from_all_again(_plan(graph, query.statement("embedded"), values))
    assert {name: steps for name, steps in wrong.items() if steps} == {}
