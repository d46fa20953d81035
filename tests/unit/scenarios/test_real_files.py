"""What hangs on whom in a publisher's file, against Cypher written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.scenarios.curve import robustness
from graphkit.scenarios.each import each_exit
from graphkit.scenarios.exit import funder_exit
from tests.conftest import StorePlace

if TYPE_CHECKING:
    from graphkit.graph import Graph

# The year is one, so that the activity of a recipient is the recipient.
BY_PROGRAMME = """
MATCH (x:Action)<-[r:FUNDS]-(:Actor)
WITH x, sum(r.amount) AS total WHERE total > 0
MATCH (p:Actor)-[g:FUNDS]->(x)
WITH p, x, total, sum(g.amount) AS part
RETURN p.id AS id, count(x) AS actions, sum(CASE WHEN part * 2 >= total THEN 1 ELSE 0 END) AS lose_half,
       sum(CASE WHEN part = total THEN 1 ELSE 0 END) AS lose_all
ORDER BY id
"""
BY_MINISTRY = BY_PROGRAMME.replace("(p:Actor)-[g:FUNDS]", "(p:Actor)<-[:MEMBER_OF]-(:Actor)-[g:FUNDS]")


def check(graph: Graph) -> None:
    """Exits of 77 programmes and 15 ministries from 17,483 associations."""
    snapshot = graph.snapshot()
    columns = ["id", "actions", "lose_half", "lose_all"]
    for statement, rollup, n in ((BY_PROGRAMME, None, 77), (BY_MINISTRY, ("programme_of",), 15)):
        network = snapshot.network(("FUNDS",), grain="recipient", rollup=rollup)
        found = each_exit(network, rules="money=0.5").to_frame()
        expected = graph.run(statement)
        assert len(found) == len(expected) == n
        assert found.sort_values("id")[columns].values.tolist() == expected[columns].values.tolist()
        # An association with one funder alone loses all by its exit, and every one loses half by some or by none.
        alone = int((network.by_action.sum(axis=1) == 1).sum())
        assert found["lose_all"].sum() >= alone
        # All amounts of this file are stated.
        assert found["lose_unknown"].sum() == found["unknown"].sum() == 0
        first = found.iloc[0]
        assert funder_exit(network, [first["id"]], rules="money=0.5").n_falling == first["falls"]
        curve = robustness(network, order="worst", rules="money=0.5")
        assert curve.to_frame()["id"].iloc[1] == first["id"]
        assert curve.area <= robustness(network, order="degree", rules="money=0.5").area


@pytest.mark.real_data
@pytest.mark.slow
def test_exit_of_each_programme_and_each_ministry(embedded_place: StorePlace, real_data: Path, tmp_path: Path) -> None:
    with embedded_place.graph() as graph:
        graph.load("jaune", real_data / "jaune" / "plf2012_subventions_2010.csv", rejects=tmp_path / "rejects.csv")
        check(graph)
