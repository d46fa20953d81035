"""Who would have received what was refused: no actor of the action, in the snapshot and in the library's queries."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.graph import Graph
from graphkit.networks.network import Network
from tests.conftest import StorePlace

# The club was refused the hall and got the yard; the town decides on both. The school got the hall, by another funder.
# To the feast money was only asked for, for nobody in particular. The club was refused the lane, and the bank gave to
# it without saying for whom.
TABLES = {
    "actors.csv": "id,name,scale\ntown,Town,\nbank,Bank,\nclub,Club,\nschool,School,\nnet,Network,national\n",
    "actions.csv": "id,name,scale\n"
    + "".join(f"{action},{action.title()},municipal\n" for action in ("hall", "yard", "idea", "feast", "lane")),
    "programmes.csv": "id,name\nplan,Plan\n",
    "objectives.csv": "id,name,code\naxis,Axis,1\nother,Other,2\n",
    "of.csv": "start,end\naxis,plan\nother,plan\n",
    "pursues.csv": "start,end\nhall,axis\nyard,axis\nidea,other\nfeast,other\n",
    "fields.csv": "id,name\nsport,Sport\nmusic,Music\n",
    "in_field.csv": "start,end\nhall,sport\nyard,music\nfeast,music\n",
    "territories.csv": "id,name\nhill,Hill\n",
    "located_in.csv": "start,end\nhall,hill\nyard,hill\nidea,hill\nfeast,hill\nlane,hill\n",
    "member_of.csv": "start,end,membership\nclub,net,member\n",
    "skills.csv": "id,name\ncare,Care\n",
    "needs.csv": "start,end\nhall,care\nyard,care\nidea,care\nfeast,care\nlane,care\n",
    "has.csv": "start,end\nclub,care\nschool,care\n",
    "takes_part.csv": """\
start,end,role
club,hall,recipient
school,hall,recipient
club,yard,recipient
club,idea,recipient
school,feast,recipient
club,lane,recipient
town,hall,decision_maker
town,yard,decision_maker
""",
    "funds.csv": """\
start,end,amount,currency,basis,status,recipient
town,hall,10,EUR,committed,refused,club
bank,hall,20,EUR,committed,granted,school
town,yard,30,EUR,committed,granted,club
town,idea,40,EUR,requested,,club
town,feast,50,EUR,requested,,
town,lane,60,EUR,committed,refused,club
bank,lane,70,EUR,committed,granted,
""",
}

COALITIONS = {
    "north": ["club", "school", "town"],
    "south": ["bank", "school"],
    "pair": ["club", "school"],
    "east": ["club"],
}
MEMBERS = """
UNWIND $members AS member
MATCH (a:Actor {id: member})
MERGE (c:Coalition {id: $id}) SET c.name = $id
MERGE (a)-[:IN_COALITION {id: $id + '/' + member}]->(c)
"""

# The tour was refused to one of two actors that a decision joined, and the other is said to receive it.
JOINED = {
    "actors.csv": "id,name\ntown,Town\nclub,Club\nclub2,The Club\n",
    "actions.csv": "id,name\ntour,Tour\n",
    "same_as.csv": "start,end,judgement\nclub,club2,same\n",
    "takes_part.csv": "start,end,role\nclub,tour,recipient\n",
    "funds.csv": "start,end,amount,currency,basis,status,recipient\ntown,tour,10,EUR,committed,refused,club2\n",
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
    return _written(tmp_path_factory.mktemp("tables"), TABLES)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("joined"), JOINED)


def _written(folder: Path, tables: dict[str, str]) -> Path:
    for name, text in tables.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    return folder


def test_a_refused_recipient_is_no_actor(store_place: StorePlace, tables: Path, joined: Path) -> None:
    # One test, for loading takes longer than asking.
    from graphkit.alignment import alignment
    from graphkit.coalitions.growth.growth import growth

    with store_place.graph() as graph:
        graph.load("tables", tables, rejects=None)
        snapshot = graph.snapshot()
        tied = [
            ("bank", "hall"),
            ("school", "hall"),
            ("town", "hall"),
            ("bank", "lane"),
            ("club", "lane"),
            ("club", "yard"),
            ("town", "yard"),
        ]
        assert [tuple(row) for row in graph.run(TIED).values.tolist()] == tied
        network = snapshot.network()
        assert sorted(_pairs(network)) == sorted(tied)
        assert network.spec.left_out == {
            "refused, withdrawn or pending": 2,
            "only asked for": 2,
            "of recipients to what was refused or only asked for": 3,
        }
        assert {row.id for row in growth(snapshot, "hall").joined} == {"bank", "school", "town"}
        assert alignment(snapshot, "plan").orphans == ["other"]
        _queries(graph)
        _coalitions(graph)
        graph.load("tables", joined, rejects=None)
        assert sorted(_pairs(graph.snapshot().network())) == sorted(tied)
        # As the notes of the queries say: by its id as stored.
        assert graph.query("coalition_of_action_by_year", action="tour")["actor_id"].tolist() == ["club"]


def _pairs(network: Network) -> list[tuple[str, str]]:
    found = network.incidence.tocoo()
    return [(network.actor_ids[a], network.action_ids[x]) for a, x in zip(*found.coords, strict=True)]


def _queries(graph: Graph) -> None:
    assert sorted(graph.query("coalition_of_action_by_year", action="hall")["actor_id"]) == ["bank", "school", "town"]
    assert sorted(graph.query("coalition_of_action_by_year", action="lane")["actor_id"]) == ["bank", "club"]
    axes = graph.query("axes_by_programme", programme="plan").set_index("axis_id")
    assert axes["actors"].to_dict() == {"axis": 4, "other": 0}
    actors = graph.query("actors_by_programme", programme="plan")
    assert sorted(actors.loc[actors["action_id"] == "hall", "actor_id"]) == ["bank", "school", "town"]
    # The club is in sport by what it was refused alone, the school in music by what was only asked for.
    assert graph.query("actors_across_fields")["actor_id"].tolist() == ["town"]
    there = graph.query("actions_by_territory", territory="hill").set_index("action_id")["actors"]
    assert there.to_dict() == {"hall": 3, "yard": 2, "idea": 0, "feast": 0, "lane": 2}
    behind = graph.query("networks_behind_actions")
    assert behind[["action_id", "actor_id", "network_id"]].values.tolist() == [
        ["lane", "club", "net"],
        ["yard", "club", "net"],
    ]
    able = graph.query("skills_of_actions").set_index("action_id")["holders_in_action"]
    assert able.to_dict() == {"hall": ["School"], "yard": ["Club"], "idea": [], "feast": [], "lane": ["Club"]}


def _coalitions(graph: Graph) -> None:
    for name, members in COALITIONS.items():
        graph.run(MEMBERS, write=True, id=name, members=members)

    def shared(coalition: str) -> list[list[object]]:
        rows = graph.query("shared_actions_of_coalition", coalition=coalition)
        return sorted(rows[["action_id", "members", "others"]].drop_duplicates().values.tolist())

    assert shared("north") == [["hall", 2, 1], ["yard", 2, 0]]
    # The club is no other actor of the hall.
    assert shared("south") == [["hall", 2, 1]]
    assert shared("pair") == []
    traits = graph.query("traits_of_coalition", coalition="south")
    assert sorted(traits["value_id"]) == ["axis", "hill", "sport"]
    assert graph.query("traits_of_coalition", coalition="pair").empty
    for one, other, members, others in (("south", "east", "Bank", "Club"), ("east", "south", "Club", "Bank")):
        bridges = graph.query("bridges_between_coalitions", coalition=one, other_coalition=other)
        assert bridges[["action_id", "members", "others"]].values.tolist() == [["lane", [members], [others]]]
