"""Territories, matches and lessons of the case base, beside Cypher written by hand, on every store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphkit.graph import Graph
from graphkit.needs.learn import learn
from graphkit.needs.match import match
from graphkit.needs.territories import territories
from tests.conftest import StorePlace


@pytest.fixture
def cases(store_place: StorePlace) -> Iterator[Graph]:
    from graphkit import casebase

    with store_place.graph() as graph:
        graph.load("tables", casebase.folder(), rejects=None)
        yield graph


def _rows(graph: Graph, statement: str, **values: object) -> set[tuple[object, ...]]:
    return {tuple(row.values()) for row in graph.store.read(statement, values).to_pylist()}


def test_the_case_base_as_cypher_has_it(cases: Graph) -> None:
    snapshot = cases.snapshot()
    _territories(cases, snapshot)
    _match(cases, snapshot)
    _learn(cases, snapshot)


def _territories(graph: Graph, snapshot: object) -> None:
    cells = """MATCH (t:Territory)<-[:LOCATED_IN]-(x:Action)-[:%s]->(c:%s)
        WITH t, c, collect(DISTINCT x) AS xs
        UNWIND xs AS x
        OPTIONAL MATCH (a:Actor)-[:FUNDS|TAKES_PART|SUPPORTS]->(x)
        RETURN t.id AS t, c.id AS c, count(DISTINCT x) AS actions, count(DISTINCT a) AS actors"""
    for by, tie, label in (("field", "IN_FIELD", "Field"), ("group", "TARGETS", "Group")):
        frame = territories(snapshot, by).to_frame()  # type: ignore[arg-type]
        mine = set(frame[["territory_id", "class_id", "actions", "actors"]].itertuples(index=False, name=None))
        assert mine == _rows(graph, cells % (tie, label))
    towns = """MATCH (x:Action)-[:LOCATED_IN]->(t:Territory)-[:WITHIN*0..6]->(whole:Territory {scale: 'municipal'})
        RETURN whole.id AS t, count(DISTINCT x) AS actions"""
    frame = territories(snapshot, level="municipal").by_territory()  # type: ignore[arg-type]
    there = frame[frame["actions"] > 0]
    assert set(there[["territory_id", "actions"]].itertuples(index=False, name=None)) == _rows(graph, towns)
    every = "MATCH (t:Territory {scale: 'municipal'}) RETURN t.id AS t, t.population AS inhabitants"
    said = {(id, None if n != n else int(n)) for id, n in zip(frame["territory_id"],
            frame["inhabitants"].astype(float), strict=True)}  # fmt: skip
    assert said == _rows(graph, every)
    nowhere = "MATCH (x:Action) WHERE NOT EXISTS { (x)-[:LOCATED_IN]->(:Territory) } RETURN count(x) AS n"
    account = territories(snapshot).account  # type: ignore[arg-type]
    assert _rows(graph, nowhere) == {(account["nowhere"] + account["by_recipient"],)}
    # URBinclusion 3.4.1 and 3.2.6: the Solidarity Housing Fund, and the two sessions of community action.
    totals = territories(snapshot).totals()  # type: ignore[arg-type]
    assert [(one.currency, one.basis, one.minor) for one in totals["located"] if one.n] == [
        ("EUR", "planned", 86_000_000)
    ]


def _match(graph: Graph, snapshot: object) -> None:
    result = match(snapshot, field="Housing", territory="Saint-Fons")  # type: ignore[arg-type]
    frame = result.to_frame()
    statement = """MATCH (a:Actor)-[r:TAKES_PART|SUPPORTS]->(x:Action)
        WHERE coalesce(r.role, '') <> 'beneficiary' AND coalesce(r.role, '') <> 'opponent'
        WITH DISTINCT a, x
        WITH a, x, EXISTS { (x)-[:IN_FIELD]->(:Field {name: 'Housing'}) } AS field,
             EXISTS { (x)-[:LOCATED_IN]->(:Territory)-[:WITHIN*0..6]->(:Territory {id: 'saint-fons'}) } AS place
        WHERE field OR place
        RETURN a.id AS id, count(x) AS actions, sum(CASE WHEN field THEN 1 ELSE 0 END) AS of_field,
               sum(CASE WHEN place THEN 1 ELSE 0 END) AS there"""
    actors = frame[(frame["what"] == "actor") & (frame["actions"] > 0)]
    mine = set(actors[["id", "actions", "by_field", "by_territory"]].itertuples(index=False, name=None))
    assert mine == _rows(graph, statement)
    concepts = """MATCH (c:Concept)<-[:APPLIES]-(x:Action)-[:IN_FIELD]->(:Field {name: 'Housing'})
        RETURN c.id AS id, count(DISTINCT x) AS actions"""
    of = frame[frame["what"] == "concept"]
    assert set(of[["id", "actions"]].itertuples(index=False, name=None)) == _rows(graph, concepts)
    skills = """MATCH (k:Skill)<-[:NEEDS]-(x:Action)-[:IN_FIELD]->(:Field {name: 'Housing'})
        RETURN k.id AS id, count(DISTINCT x) AS actions"""
    of = frame[frame["what"] == "skill"]
    assert set(of[["id", "actions"]].itertuples(index=False, name=None)) == _rows(graph, skills)
    funders = """MATCH (a:Actor)-[r:FUNDS]->(x:Action)-[:IN_FIELD]->(:Field {name: 'Housing'})
        RETURN a.id AS id, count(DISTINCT x) AS actions"""
    of = frame[frame["what"] == "funder"]
    assert set(of[["id", "actions"]].itertuples(index=False, name=None)) == _rows(graph, funders)


def _learn(graph: Graph, snapshot: object) -> None:
    result = learn(snapshot)  # type: ignore[arg-type]
    frame = result.to_frame("issues")
    statement = """MATCH (i:Issue)<-[:FACES]-(x) WITH i, collect(DISTINCT x) AS xs
        RETURN i.id AS id, size([x IN xs WHERE 'Action' IN labels(x)]) AS actions,
               size([x IN xs WHERE 'Programme' IN labels(x)]) AS programmes"""
    assert set(frame[["issue_id", "actions", "programmes"]].itertuples(index=False, name=None)) == _rows(
        graph, statement
    )
    open_ = graph.query("issues_without_improvement")
    assert set(open_["issue"]) == set(result.to_frame("open").loc[lambda rows: rows["actions"] > 0, "issue"])
    assert set(graph.query("actions_without_indicator")["action_id"]) == set(
        result.to_frame("unmonitored")["action_id"]
    )
    factors = graph.query("success_factors_by_theme")
    mine = result.to_frame("factors")
    assert {(row["factor_id"], row["theme"], len(row["credited_by"])) for row in factors.to_dict("records")} == {
        (row["factor_id"], row["theme"], row["actions"] + row["programmes"]) for row in mine.to_dict("records")
    }
    together = """MATCH (a:Actor)-[r:MEMBER_OF]->(b:Actor)<-[q:MEMBER_OF]-(other:Actor)
        WHERE a.id < other.id AND NOT r.membership IN ['department_of', 'programme_of']
          AND NOT q.membership IN ['department_of', 'programme_of']
        RETURN a.id AS one, other.id AS other, count(DISTINCT b) AS n"""
    pairs = result.to_frame("together")
    assert set(pairs[["actor_id", "other_id", "shared"]].itertuples(index=False, name=None)) == _rows(graph, together)
