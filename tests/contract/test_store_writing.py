"""What every store keeps of a batch, and what becomes of it when it is written again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from graphkit.errors import StoreError
from graphkit.model.batches import Batch
from graphkit.model.columns import tables
from graphkit.stores.bolt import Store
from tests.contract.store_cases import grants, node, tie


def test_tables_have_what_was_written_in_the_columns_and_order_of_the_model(store: Store) -> None:
    store.write(grants())
    found = store.tables()
    assert {name: table.schema for name, table in found.items()} == dict(tables())
    assert found["ties"].select(["type", "id", "actor", "role", "amount", "currency", "year", "date"]).to_pylist() == [
        {"type": "FUNDS", "id": "1", "actor": "a", "role": None, "amount": 1200.5, "currency": "EUR", "year": 2020,
         "date": date(2020, 3, 1)},
        {"type": "FUNDS", "id": "2", "actor": "a", "role": None, "amount": None, "currency": None, "year": None,
         "date": None},
        {"type": "FUNDS", "id": "3", "actor": "b", "role": None, "amount": 0.0, "currency": None, "year": None,
         "date": None},
        {"type": "TAKES_PART", "id": "4", "actor": "c", "role": "recipient", "amount": None, "currency": None,
         "year": None, "date": None},
    ]  # fmt: skip
    assert found["actors"]["funder"].to_pylist() == [True, True, False]
    assert found["actors"]["aliases"].to_pylist() == [["Lille"], None, None]
    assert found["actions"]["start"].to_pylist() == [date(2020, 1, 1)]


@pytest.mark.parametrize("ties_a_part", [1, 2])
def test_tables_are_the_same_read_in_parts(store: Store, monkeypatch: pytest.MonkeyPatch, ties_a_part: int) -> None:
    store.write(grants())
    whole = store.tables()
    monkeypatch.setattr("graphkit.stores.tie_lists._PART", ties_a_part)
    assert store.tables() == whole


def test_a_batch_written_twice_is_written_once(store: Store) -> None:
    first = store.write(grants())
    before = store.tables(), store.counts()
    second = store.write(grants())
    assert len(first.new) == 9
    assert (second.new, second.conflicts) == (set(), 0)
    assert (store.tables(), store.counts()) == before


def test_what_was_stated_first_stays_and_what_is_new_is_added(store: Store) -> None:
    store.write(grants())
    restated = Batch(
        nodes={
            "Actor": [node("a", name="Lille, Ville de", kind="state", scale="municipal", aliases=["LILLE", "Lille"])]
        },
        ties={("FUNDS", "Actor", "Action"): [tie("a", "x", "1", amount=7.0, basis="committed")]},
    )
    written = store.write(restated)
    assert written.new == set()
    assert written.conflicts == 2
    actor = store.tables()["actors"].to_pylist()[0]
    assert (actor["name"], actor["kind"], actor["scale"]) == ("Ville de Lille", "local_authority", "municipal")
    assert actor["aliases"] == ["Lille", "Lille, Ville de", "LILLE"]
    funded = store.tables()["ties"].to_pylist()[0]
    assert (funded["amount"], funded["basis"]) == (1200.5, "committed")


def test_a_further_source_of_a_tie_is_kept_beside_the_first(store: Store) -> None:
    store.write(grants())
    again = tie("c", "x", "4", role="recipient")
    again.properties |= {"source": "t", "locator": "page 3"}
    for _ in range(2):
        store.write(Batch(ties={("TAKES_PART", "Actor", "Action"): [again]}))
    found = store.query("MATCH ()-[t:TAKES_PART]->() RETURN t.source AS source, t.also_in AS also_in")
    assert found.to_dict("records") == [{"source": "s", "also_in": ["t#page 3"]}]


def test_a_tie_given_twice_between_other_ends_stays_where_it_was(store: Store) -> None:
    store.write(grants())
    written = store.write(Batch(ties={("FUNDS", "Actor", "Action"): [tie("c", "x", "1")]}))
    assert (written.conflicts, [(clash.type, clash.id) for clash in written.clashes]) == (0, [("FUNDS", "1")])
    assert store.tables()["ties"]["actor"].to_pylist() == ["a", "a", "b", "c"]


def test_a_tie_to_a_node_that_is_not_there_is_an_error_and_not_lost(store: Store) -> None:
    with pytest.raises(StoreError, match="1 of 1 FUNDS ties"):
        store.write(Batch(ties={("FUNDS", "Actor", "Action"): [tie("nobody", "nothing", "9")]}))


def test_a_time_keeps_its_zone(store: Store) -> None:
    moment = datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)
    same = tie("a", "b", "same", at=moment, judgement="same", score=0.5)
    store.write(grants())
    store.write(Batch(ties={("SAME_AS", "Actor", "Actor"): [same]}))
    assert store.write(Batch(ties={("SAME_AS", "Actor", "Actor"): [same]})).conflicts == 0
    found = store.query("MATCH ()-[t:SAME_AS]->() RETURN t.at AS at")
    assert found["at"].tolist() == [moment]
    assert store.tables()["links"].select(["type", "role"]).to_pylist() == [{"type": "SAME_AS", "role": "same"}]


def test_known_tells_the_ids_that_are_there(store: Store) -> None:
    store.write(grants())
    assert store.known("Actor", ["a", "x", "nobody"]) == {"a"}
    assert store.known("Action", []) == set()


def test_an_empty_store_has_empty_tables(store: Store) -> None:
    assert {name: table.num_rows for name, table in store.tables().items()} == dict.fromkeys(tables(), 0)


def test_read_gives_an_arrow_table(store: Store) -> None:
    store.write(grants())
    found = store.read("MATCH (a:Actor) WHERE a.id = $id RETURN a.id AS id, a.founded AS founded", {"id": "a"})
    assert found == pa.table({"id": ["a"], "founded": pa.array([date(1066, 1, 2)])})
