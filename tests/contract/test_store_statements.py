"""Users' statements: what they give back, what is refused, and in which words."""

from __future__ import annotations

from datetime import date

import pytest

from graphkit.errors import QueryError, QueryTimeout, WriteRefused
from graphkit.stores import open_store
from graphkit.stores.bolt import Store
from tests.conftest import StorePlace
from tests.contract.store_cases import grants

WRITES = [
    "CREATE (a:Actor {id: 'z'})",
    "MERGE (a:Actor {id: 'z'}) RETURN a",
    "MATCH (a:Actor) SET a.name = 'z' RETURN a",
    "MATCH (a:Actor) DETACH DELETE a",
    "MATCH (a:Actor) REMOVE a.name",
    "MATCH (a:Actor) SET a:Other",
    "UNWIND [1] AS x CALL (x) { CREATE (a:Actor {id: 'z'}) RETURN a } RETURN count(*) AS n",
    "MATCH (a:Actor) CALL (a) { SET a.name = 'z' } RETURN a.id AS id",
    "FOREACH (x IN [1] | CREATE (:Actor {id: 'z'}))",
    "UNWIND [1] AS x CALL (x) { CREATE (:Actor {id: 'z'}) } IN TRANSACTIONS OF 1 ROW",
    "CREATE INDEX other IF NOT EXISTS FOR (a:Actor) ON (a.name)",
    "DROP CONSTRAINT actor_id",
    "/* only reads */ MATCH (a:Actor) DETACH DELETE a",
]


@pytest.mark.parametrize("statement", WRITES)
def test_a_statement_that_would_write_is_refused_and_changes_nothing(store: Store, statement: str) -> None:
    store.write(grants())
    before = store.tables()
    with pytest.raises(WriteRefused, match="would write"):
        store.query(statement)
    assert store.tables() == before


def test_a_statement_may_write_when_asked_to(store: Store) -> None:
    made = store.query("CREATE (a:Actor {id: $id, name: 'Z', founded: $day}) RETURN a.id AS id, a.founded AS founded",
                       {"id": "z", "day": date(2001, 2, 3)}, write=True)  # fmt: skip
    assert made.to_dict("records") == [{"id": "z", "founded": date(2001, 2, 3)}]
    store.query("UNWIND range(1, 5) AS x CALL (x) { CREATE (:Skill {id: toString(x)}) } IN TRANSACTIONS OF 2 ROWS",
                write=True)  # fmt: skip
    assert store.counts()[0]["Skill"] == 5


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("MATCH (a RETURN a", "RETURN"),
        ("RETURN $missing AS x", "missing"),
        ("RETURN 1 / 0 AS x", "by zero"),
        ("MATCH (a) RETURN a; MATCH (b) RETURN b", "."),
        ("RETURN nosuchfunction(1) AS x", "nosuchfunction"),
    ],
)
def test_what_the_engine_does_not_take_is_told_in_one_line(store: Store, statement: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as told:
        store.query(statement)
    assert "\n" not in str(told.value)
    assert type(told.value) is QueryError


@pytest.mark.parametrize(
    "statement",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "load  csv WITH HEADERS from 'http://127.0.0.1:9/x.csv' AS row RETURN row",
        "LOAD /* x */ CSV FROM 'https://example.org/x.csv' AS row RETURN row",
    ],
)
@pytest.mark.parametrize("write", [False, True])
def test_a_statement_reads_no_files(store: Store, statement: str, write: bool) -> None:
    with pytest.raises(QueryError, match="LOAD CSV is not allowed"):
        store.query(statement, write=write)


def test_the_words_load_csv_may_stand_in_a_text(store: Store) -> None:
    assert store.query("RETURN 'LOAD CSV FROM' AS x // LOAD CSV")["x"].tolist() == ["LOAD CSV FROM"]


@pytest.mark.parametrize("write", [False, True])
def test_a_statement_that_takes_too_long_is_stopped(store_place: StorePlace, write: bool) -> None:
    endless = (
        "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x * y AS z WHERE z % 7 = 3 RETURN count(z)"
    )
    with open_store(store_place.where, user=store_place.user, password=store_place.password, timeout=0.5) as store:
        with pytest.raises(QueryTimeout, match="longer than it may"):
            store.query(endless, write=write)
        assert store.query("RETURN 1 AS x")["x"].tolist() == [1]


def test_nodes_ties_dates_and_paths_are_plain_values(store: Store) -> None:
    store.write(grants())
    found = store.query(
        "MATCH p = (a:Actor {id: 'a'})-[t:FUNDS {id: '1'}]->(x:Action) "
        "RETURN a, t, x.start AS start, [x.start] AS starts, {at: x.start} AS map, p, duration('P1Y2M') AS long"
    )
    actor = {"aliases": ["Lille"], "founded": date(1066, 1, 2), "id": "a", "kind": "local_authority",
             "name": "Ville de Lille"}  # fmt: skip
    funds = {"amount": 1200.5, "currency": "EUR", "date": date(2020, 3, 1), "id": "1", "locator": "row 1",
             "source": "s", "year": 2020}  # fmt: skip
    action = {"id": "x", "implied": True, "name": "Ateliers", "start": date(2020, 1, 1), "year": 2020}
    (row,) = found.to_dict("records")
    assert row == {
        "a": actor, "t": funds, "start": date(2020, 1, 1), "starts": [date(2020, 1, 1)],
        "map": {"at": date(2020, 1, 1)}, "p": [actor, funds, action], "long": "P1Y2M",
    }  # fmt: skip


def test_a_text_that_looks_like_a_date_stays_text(store: Store) -> None:
    row = store.query("RETURN '2020-01-01' AS text, date('2020-01-01') AS day, 'P1Y' AS period").to_dict("records")[0]
    assert row == {"text": "2020-01-01", "day": date(2020, 1, 1), "period": "P1Y"}


def test_a_result_without_rows_has_its_columns(store: Store) -> None:
    store.write(grants())
    found = store.query("MATCH (a:Actor) WHERE a.id = 'nobody' RETURN a.id, a.name AS name, coalesce(a.kind, 'x, y')")
    assert list(found.columns) == ["a.id", "name", "coalesce(a.kind, 'x, y')"]
    assert len(found) == 0


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("CREATE (n:Actor {id: 'half'}) RETURN 1 / 0 AS x", "zero"),
        ("CREATE (n:Actor {id: 'half'}) CREATE (m:Actor {id: 'half'})", "half|already exists|[Dd]uplicated"),
        ("CREATE (n:Actor {id: 'half'}) RETURNN n", "RETURNN|[Ss]yntax|mismatched|Invalid input"),
    ],
)
def test_a_statement_that_fails_writes_nothing_and_says_why(store: Store, statement: str, words: str) -> None:
    with pytest.raises(QueryError, match=words) as told:
        store.query(statement, write=True)
    assert "\n" not in str(told.value)
    assert store.query("MATCH (n:Actor) RETURN count(n) AS n")["n"].tolist() == [0]


def test_what_a_statement_writes_comes_back_typed(store: Store) -> None:
    statement = "CREATE (n:Actor {id: 'a', founded: date('2020-01-02')}) RETURN n, n.founded AS day"
    found = store.query(statement, write=True)
    assert found["day"].tolist() == [date(2020, 1, 2)]
    assert found["n"].tolist() == [{"id": "a", "founded": date(2020, 1, 2)}]


def test_parts_of_a_statement_may_be_committed_by_itself(store: Store) -> None:
    statement = "UNWIND range(1, 5) AS i CALL (i) { CREATE (:Actor {id: toString(i)}) } IN TRANSACTIONS OF 2 ROWS"
    store.query(statement, write=True)
    assert store.query("MATCH (n:Actor) RETURN count(n) AS n")["n"].tolist() == [5]
