"""The way to a Neo4j server, and what is told where it leads nowhere."""

from __future__ import annotations

import pytest

from graphkit.errors import StoreUnavailable
from graphkit.stores import open_store
from tests.conftest import StorePlace


def test_where_no_server_answers_the_address_is_told() -> None:
    with pytest.raises(
        StoreUnavailable, match=r"No Neo4j answers at bolt://127\.0\.0\.1:1: .* See that the server runs"
    ):
        open_store("bolt://127.0.0.1:1", password="a secret of this test")


@pytest.mark.neo4j
def test_a_wrong_password_is_told_with_the_cure_and_not_repeated(neo4j_place: StorePlace) -> None:
    with pytest.raises(StoreUnavailable, match="GRAPHKIT_PASSWORD") as told:
        open_store(neo4j_place.where, user="neo4j", password="a secret of this test")
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_told(neo4j_place: StorePlace) -> None:
    with pytest.raises(StoreUnavailable, match="no such database"):
        open_store(neo4j_place.where, password=neo4j_place.password, database="elsewhere")


@pytest.mark.neo4j
def test_a_store_is_not_made_unless_asked_for(neo4j_place: StorePlace) -> None:
    with pytest.raises(StoreUnavailable, match="There is no store at"):
        open_store(neo4j_place.where, password=neo4j_place.password, create=False)
