"""Texts and numbers come back from every store as they went in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.model.batches import Batch
from graphkit.stores.bolt import Store
from tests.contract.store_cases import node, tie

# A NUL is refused before it comes to a store (tests/unit/model/test_batches.py).
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
SCRIPTS = [
    "Ville d'Évry-Courcouronnes", "مؤسسة الحيّ", "בית הקהילה", "住民協議会", "Ñandú – „Quartier“", "👩🏽‍🌾🏘️", "e\u0301",
    "\u202eright to left\u202c", "tab\tand\nline",
    "'); MATCH (n) DETACH DELETE n //", "`x` $y {z} \\ \"q\"", "2020-01-01",
]  # fmt: skip


def kept(store: Store, id: str, name: str) -> list[str]:
    store.write(Batch(nodes={"Concept": [node(id, name=name)]}))
    asked = store.query("MATCH (c:Concept) WHERE c.id = $id RETURN c.name AS name", {"id": id})["name"].tolist()
    read = [row["name"] for row in store.tables()["others"].to_pylist() if row["id"] == id]
    return asked + read


@pytest.mark.parametrize("text", [*SCRIPTS, "x" * 1_000_000], ids=lambda text: ascii(text)[:20])
def test_text_of_any_script_comes_back(store: Store, text: str) -> None:
    assert kept(store, "id", text) == [text, text]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT, id=TEXT)
def test_any_text_comes_back_as_name_and_as_id(store: Store, text: str, id: str) -> None:
    store.query("MATCH (c:Concept) DETACH DELETE c", write=True)
    assert kept(store, id, text) == [text, text]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    amount=st.floats(allow_nan=False, allow_infinity=False) | st.none(),
    year=st.integers(-(2**63) + 1, 2**63 - 1) | st.none(),
    day=st.dates() | st.none(),
)
def test_any_number_and_date_comes_back(store: Store, amount: float | None, year: int | None, day: date | None) -> None:
    store.query("MATCH (n) WHERE n:Actor OR n:Action DETACH DELETE n", write=True)
    stated = {"amount": amount, "year": year, "date": day}
    given = {name: value for name, value in stated.items() if value is not None}
    funded = [tie("a", "x", "1", **given), tie("a", "x", "2")]
    store.write(Batch(nodes={"Actor": [node("a")], "Action": [node("x")]}, ties={("FUNDS", "Actor", "Action"): funded}))
    missing = dict.fromkeys(stated)
    assert store.tables()["ties"].select(list(stated)).to_pylist() == [stated, missing]
    found = store.query("MATCH ()-[t:FUNDS]->() RETURN t ORDER BY t.id")["t"].tolist()
    assert {name: found[0].get(name) for name in stated} == stated


def test_whole_numbers_stay_whole_where_some_are_missing(store: Store) -> None:
    found = store.query(
        "UNWIND [1, null, 9007199254740993] AS n RETURN n, n IS NULL AS gone, [n] AS l, toFloat(n) AS f"
    )
    assert found["n"].dtype == "Int64"
    assert found["n"].tolist()[2] == 9007199254740993
    assert found["gone"].tolist() == [False, True, False]
    assert found["l"].tolist()[0] == [1]
