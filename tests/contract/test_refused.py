"""Who would have received what was refused: no actor of the action, in the snapshot and in the library's queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.graph import Graph
from tests.conftest import StorePlace

# The club was refused the hall and got the yard; the town decides on both. The school got the hall, by another funder.
TABLES = {
    "actors.csv": "id,name,kind\ntown,Town,\nbank,Bank,\nclub,Club,\nschool,School,\nnet,Network,network\n",
    "actions.csv": "id,name,scale\nhall,Hall,municipal\nyard,Yard,municipal\nidea,Idea,municipal\n",
    "programmes.csv": "id,name\nplan,Plan\n",
    "objectives.csv": "id,name,code\naxis,Axis,1\nother,Other,2\n",
    "of.csv": "start,end\naxis,plan\nother,plan\n",
    "pursues.csv": "start,end\nhall,axis\nyard,axis\nidea,other\n",
    "fields.csv": "id,name\nsport,Sport\nmusic,Music\n",
    "in_field.csv": "start,end\nhall,sport\nyard,music\n",
    "territories.csv": "id,name\nhill,Hill\n",
    "located_in.csv": "start,end\nhall,hill\nyard,hill\nidea,hill\n",
    "takes_part.csv": """\
start,end,role
club,hall,recipient
school,hall,recipient
club,yard,recipient
club,idea,recipient
town,hall,decision_maker
town,yard,decision_maker
""",
    "funds.csv": """\
start,end,amount,currency,basis,status,recipient
town,hall,10,EUR,committed,refused,club
bank,hall,20,EUR,committed,granted,school
town,yard,30,EUR,committed,granted,club
town,idea,40,EUR,requested,,club
""",
}

# Written by hand, and apart from the library: actors of an action, but for a recipient whose money came to nothing.
TIED = """
MATCH (a:Actor)-[r:FUNDS|TAKES_PART|SUPPORTS]->(x:Action)
OPTIONAL MATCH (x)<-[f:FUNDS]-(:Actor) WHERE f.recipient = a.id OR f.recipient IS NULL
WITH a, r, x, count(f) AS spoken,
     sum(CASE WHEN coalesce(f.status, 'granted') = 'granted' AND coalesce(f.basis, '') <> 'requested' AND f IS NOT NULL
         THEN 1 ELSE 0 END) AS given
WHERE (type(r) = 'FUNDS' AND coalesce(r.status, 'granted') = 'granted' AND coalesce(r.basis, '') <> 'requested')
   OR (type(r) <> 'FUNDS' AND (coalesce(r.role, '') <> 'recipient' OR spoken = 0 OR given > 0))
RETURN DISTINCT a.id AS actor, x.id AS action ORDER BY action, actor
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    for name, text in TABLES.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    return folder


def test_a_refused_recipient_is_no_actor(store_place: StorePlace, tables: Path) -> None:
    # One test, for loading takes longer than asking.
    from graphkit.alignment import alignment
    from graphkit.coalitions.growth.growth import growth

    with store_place.graph() as graph:
        graph.load("tables", tables, rejects=None)
        snapshot = graph.snapshot()
        tied = [("bank", "hall"), ("school", "hall"), ("town", "hall"), ("club", "yard"), ("town", "yard")]
        assert [tuple(row) for row in graph.run(TIED).values.tolist()] == tied
        network = snapshot.network()
        found = network.incidence.tocoo()
        pairs = [(network.actor_ids[a], network.action_ids[x]) for a, x in zip(*found.coords, strict=True)]
        assert sorted(pairs) == sorted(tied)
        assert network.spec.left_out == {
            "refused, withdrawn or pending": 1,
            "only asked for": 1,
            "of recipients to what was refused or only asked for": 2,
        }
        assert {row.id for row in growth(snapshot, "hall").joined} == {"bank", "school", "town"}
        assert alignment(snapshot, "plan").orphans == ["other"]
        _queries(graph)


def _queries(graph: Graph) -> None:
    assert sorted(graph.query("coalition_of_action_by_year", action="hall")["actor_id"]) == ["bank", "school", "town"]
    axes = graph.query("axes_by_programme", programme="plan").set_index("axis_id")
    assert axes["actors"].to_dict() == {"axis": 4, "other": 0}
    actors = graph.query("actors_by_programme", programme="plan")
    assert sorted(actors.loc[actors["action_id"] == "hall", "actor_id"]) == ["bank", "school", "town"]
    # The club is in sport by what it was refused alone.
    assert graph.query("actors_across_fields")["actor_id"].tolist() == ["town"]
    there = graph.query("actions_by_territory", territory="hill").set_index("action_id")["actors"]
    assert there.to_dict() == {"hall": 3, "yard": 2, "idea": 0}
