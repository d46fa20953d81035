"""The command line on a Neo4j server: address, password, errors in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import StorePlace

pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(neo4j_place: StorePlace, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StorePlace:
    """An empty server that the environment names, with its password."""
    monkeypatch.chdir(tmp_path)
    for name, value in neo4j_place.environment().items():
        if name.startswith("GRAPHKIT_"):
            monkeypatch.setenv(name, value)
    return neo4j_place


def test_load_ask_and_analyse(server: StorePlace, run: Run, small_tables: Path) -> None:
    loaded = run("load", "tables", str(small_tables))
    assert loaded.code == 0, loaded.err
    assert "13 rows read = 13 loaded" in loaded.err
    status = run("status", "--format", "json")
    assert {"element": "node", "name": "Actor", "count": 4} in status.json()
    assert "neo4j, Neo4j/" in status.err
    ranked = run("centrality", "--funders-only", "--measures", "degree", "--format", "json")
    assert [row["id"] for row in ranked.json()] == ["caf", "fondation", "ville"]
    assert run("coalitions", "--runs", "0", "--write-back").code == 0
    refused = run("cypher", "CREATE (a:Actor {id: 'x', name: 'X'})")
    assert refused.code == 4
    assert "--write" in refused.err


def test_a_wrong_password_is_one_line(server: StorePlace, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "wrong-one")
    ran = run("status")
    assert ran.code == 4
    assert ran.err.startswith("graphkit: ")
    assert ran.err.count("\n") == 1
    assert "wrong-one" not in ran.err


def test_a_server_without_a_graph_says_what_to_do(server: StorePlace, run: Run) -> None:
    ran = run("centrality")
    assert ran.code == 4
    assert ran.err.startswith(f"graphkit: There is no store at {server.where}.")
    assert "graphkit load" in ran.err
