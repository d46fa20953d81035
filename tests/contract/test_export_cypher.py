"""The Cypher script, run on real engines: what comes back is what was exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.exports import write_export
from graphkit.exports._content import content
from graphkit.exports.cypher import BATCH, statements
from graphkit.graph import Graph
from tests.unit.exports.sample import groups, network, snapshot
from tests.unit.networks.tables import fund, snapshot_of


def run(graph: Graph, script: Path) -> None:
    # As cypher-shell parts a script; no statement has a line break in it.
    for statement in script.read_text(encoding="utf-8").removesuffix(";\n").split(";\n"):
        graph.run(statement, write=True)


def test_what_a_script_loads_is_what_was_exported(graph: Graph, tmp_path: Path) -> None:
    of, given = network(), snapshot()
    write_export(of, "cypher", tmp_path / "n.cypher", coalitions=groups(of))
    run(graph, tmp_path / "n.cypher")
    # Twice is once.
    run(graph, tmp_path / "n.cypher")
    read = graph.snapshot()
    assert read.ties.to_pylist() == given.ties.to_pylist()
    kept = [row for row in given.actors.to_pylist() if row["id"] in of.actor_ids]
    # A store has no empty list, and knows of everyone whether they fund.
    kept = [
        row | {n: row[n] or None for n in ("identifiers", "aliases")} | {"funder": bool(row["funder"])} for row in kept
    ]
    read_actors = [row | {n: row[n] or None for n in ("identifiers", "aliases")} for row in read.actors.to_pylist()]
    assert read_actors == kept
    assert read.actions.to_pylist() == given.actions.to_pylist()
    assert read.sources.to_pylist() == given.sources.to_pylist()
    told = graph.run("MATCH (a:Actor) RETURN a.id AS id, a.coalition AS coalition ORDER BY id")
    assert told.to_dict("records") == [
        {"id": "caf", "coalition": 1}, {"id": "fondation", "coalition": 2}, {"id": "ville", "coalition": 1},
    ]  # fmt: skip


def test_a_projection_is_a_tie_of_its_own(graph: Graph, tmp_path: Path) -> None:
    of = network()
    write_export(of, "cypher", tmp_path / "p.cypher", projection="newman")
    run(graph, tmp_path / "p.cypher")
    told = graph.run("MATCH (a:Actor)-[t:SHARES_WITH]->(b:Actor) RETURN a.id AS one, b.id AS other, t.weight AS weight")
    found = {tuple(sorted((row["one"], row["other"]))): row["weight"] for row in told.to_dict("records")}
    wanted = of.projection("newman").to_networkx()
    assert found == pytest.approx({tuple(sorted((a, b))): weight for a, b, weight in wanted.edges(data="weight")})


def test_one_tie_to_several_recipients_is_several(graph: Graph, tmp_path: Path) -> None:
    given = [fund("a", "x", 10.0, year=2020), *({"type": "TAKES_PART", "actor": r, "action": "x", "role": "recipient"}
             for r in ("r", "s"))]  # fmt: skip
    of = snapshot_of(given).network(grain="recipient", ties=("FUNDS",))
    write_export(of, "cypher", tmp_path / "r.cypher")
    run(graph, tmp_path / "r.cypher")
    told = graph.run("MATCH (a:Actor)-[t:FUNDS]->(x:Action) RETURN x.id AS id ORDER BY id")
    assert told["id"].tolist() == ["r", "s"]


def test_a_statement_has_so_many_rows_and_no_line_break() -> None:
    many = snapshot_of([fund(f"a\n{n}", "x;\n", float(n)) for n in range(BATCH + 1)])
    said = list(statements(content(many.network())))
    assert sum("MERGE (n:Actor" in each for each in said) == 2
    assert sum("[t:FUNDS" in each for each in said) == 2
    assert not any("\n" in each or "\r" in each for each in said)
    # Constraints first.
    first = next(n for n, each in enumerate(said) if not each.startswith("CREATE CONSTRAINT"))
    assert first == 3
    assert not any(each.startswith("CREATE") for each in said[first:])
