"""Alignment and dissemination of the case base against statements written by hand, on every engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from graphkit.alignment import alignment, programmes
from graphkit.dissemination import concepts, trace

if TYPE_CHECKING:
    from graphkit.graph import Graph

AXES = """
MATCH (o:Objective)-[:OF]->(:Programme {id: $programme})
OPTIONAL MATCH (x:Action)-[:PURSUES]->(o)
OPTIONAL MATCH (a:Actor)-[:FUNDS|TAKES_PART|SUPPORTS]->(x)
RETURN o.id AS axis, count(DISTINCT x) AS actions, count(DISTINCT a) AS actors ORDER BY axis
"""
MONEY = """
MATCH (:Programme {id: $programme})<-[:OF]-(o:Objective)<-[:PURSUES]-(x:Action)<-[r:FUNDS]-(a:Actor)
WHERE NOT coalesce(r.resource, 'cash') IN ['in_kind', 'volunteering', 'loan', 'guarantee']
RETURN o.id AS axis, r.id AS tie, a.id AS funder, r.amount AS amount ORDER BY axis, tie
"""
WITHOUT = """
MATCH (x:Action)-[:PART_OF]->(:Programme)-[:PART_OF*0..5]->(p:Programme {id: $programme})
WHERE NOT EXISTS { (x)-[:PURSUES]->(:Objective)-[:OF]->(p) }
RETURN DISTINCT x.id AS action ORDER BY action
"""
TREE = """
MATCH (x:Action)-[r:APPLIES]->(:Concept {id: $concept})
OPTIONAL MATCH (x)-[s:ADAPTED_FROM]->(y:Action)
RETURN x.id AS action, y.id AS origin, toString(r.date) AS applied, toString(s.date) AS adapted, r.channel AS channel,
       r.carrier AS carrier, s.channel AS step_channel, s.carrier AS step_carrier ORDER BY action
"""


def test_the_case_base_by_statements_written_by_hand(graph: Graph, tmp_path: Path) -> None:
    # One test, for loading takes longer than asking.
    from graphkit.casebase import folder

    graph.load("tables", folder(), rejects=tmp_path / "rejects.csv")
    snapshot = graph.snapshot()

    listed = programmes(snapshot)
    assert listed["id"].tolist()[0] == "metropolitan-solidarity-project"
    for programme in listed["id"]:
        result = alignment(snapshot, programme)
        frame = result.to_frame().query("row == 'axis'").set_index("axis_id")
        asked = graph.run(AXES, programme=programme).set_index("axis")
        assert frame["actions"].sort_index().to_dict() == asked["actions"].to_dict()
        assert frame["actors"].sort_index().to_dict() == asked["actors"].to_dict()
        money = graph.run(MONEY, programme=programme)
        for axis in frame.index:
            mine = money[money["axis"] == axis] if len(money) else money
            givers = set(mine["funder"]) if len(mine) else set()
            known = mine["amount"].dropna().sum() if len(mine) else 0
            assert frame.loc[axis, "money_funders"] == len(givers)
            assert (frame.loc[axis, "amount"] == known) if known else pd.isna(frame.loc[axis, "amount"])
            assert (axis in result.on_one_funder) == (len(givers) == 1)
        once = money.drop_duplicates("tie")["amount"].dropna().sum() if len(money) else 0
        total = result.to_frame().iloc[-1]["amount"]
        assert (total == once) if once else pd.isna(total)
        without = graph.run(WITHOUT, programme=programme)
        assert result.without_axis == (without["action"].tolist() if len(without) else [])
        # The library's queries say the same.
        query = graph.query("axes_by_programme", programme=programme).set_index("axis_id")
        assert query[["actions", "actors", "funders"]].sort_index().values.tolist() == (
            frame[["actions", "actors", "funders"]].sort_index().values.tolist()
        )
        assert sorted(result.orphans) == sorted(graph.query("orphan_axes", programme=programme)["axis_id"])
    solidarity = alignment(snapshot, "metropolitan-solidarity-project")
    # URBinclusion 3.2.6: 20,000 and 40,000, of an action of three axes: 180,000 if axes were added.
    assert solidarity.total.money[0].minor == 6_000_000
    assert "180,000" in str(solidarity)

    for concept in concepts(snapshot)["id"]:
        found = trace(snapshot, concept).to_frame()
        asked = graph.run(TREE, concept=concept)
        applies = found[found["applies"]]
        assert sorted(applies["action_id"]) == (sorted(set(asked["action"])) if len(asked) else [])
        for row in asked.to_dict("records") if len(asked) else ():
            held = found.set_index("action_id").loc[row["action"]]
            columns = {"adapted_from_id": "origin", "carrier_id": "carrier", "step_carrier_id": "step_carrier"}
            for column, name in (columns | {"channel": "channel", "step_channel": "step_channel"}).items():
                # What no row has, an engine may leave out.
                stated = row.get(name)
                assert held[column] == (stated if isinstance(stated, str) else None), (concept, column)

    cafes = trace(snapshot, "Children's café")
    rows = cafes.to_frame()[["depth", "action", "year", "territories", "channel"]].values.tolist()
    assert rows == [[0, "Café Zoïde", 1999, ["Paris"], None], [1, "Café Potes en Ciel", 2006, ["Lille"], "charter"]]
    assert cafes.first == ["cafe-zoide"]
    assert round(cafes.years("cafe-potes-en-ciel")) == 7
    assert {row.start for row in cafes.promoters} == {"childrens-cafes-network"}
