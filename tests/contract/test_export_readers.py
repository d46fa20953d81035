"""Exports read back by programs of others: the same nodes, ties and attributes."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.exports import write_export
from graphkit.exports._cells import as_text, kind
from graphkit.exports._content import Content
from graphkit.exports._looks import looks
from graphkit.formulas import guarded
from tests.readers import programs
from tests.servers.neo4j_server import LONG_TERM, Neo4jServer, Unavailable, jars, java
from tests.unit.exports.sample import groups, network, sample, snapshot

pytestmark = [pytest.mark.readers, pytest.mark.slow]

Rows = list[dict[str, Any]]


def asked(program: Callable[..., Any], *words: Any) -> Any:
    """What a program says; where it cannot be had the test is left out, and fails where everything must run."""
    try:
        return program(*words)
    except Unavailable as reason:
        if os.environ.get("CI") == "true" and program is not programs.igraph:
            pytest.fail(str(reason))
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in each format, in two modes and, with ``-p``, in one."""
    folder, of = tmp_path_factory.mktemp("exports"), network()
    for format in ("gexf", "graphml", "csv", "pajek", "ucinet", "neo4j"):
        ending = {"gexf": ".gexf", "graphml": ".graphml"}.get(format, "")
        write_export(of, format, folder / f"{format}{ending}", coalitions=groups(of))
        write_export(of, format, folder / f"{format}-p{ending}", projection="newman")
    return folder


@pytest.fixture(scope="module")
def by_gephi(places: Path) -> dict[str, dict[str, Any]]:
    """What Gephi reads of each file: one start of its toolkit for all of them."""
    files = {
        "gexf": "gexf.gexf", "gexf-p": "gexf-p.gexf", "graphml": "graphml.graphml", "pajek": "pajek/network.net",
        "pajek-p": "pajek-p/network.net", "ucinet": "ucinet/one_mode.dl", "ucinet-p": "ucinet-p/one_mode.dl",
    }  # fmt: skip
    tables = ",".join(str(places / "csv" / name) for name in ("nodes.csv", "edges.csv"))
    told = asked(programs.gephi, *(places / file for file in files.values()), tables)
    return dict(zip([*files, "csv"], told, strict=True))


def held(value: Any) -> Any:
    """A value as XML holds it: controls replaced, lists and truth as they are."""
    if isinstance(value, list):
        return [held(item) for item in value]
    text = value if isinstance(value, (bool, int, float)) else as_text(value)
    return re.sub("[\x07\x1f]", "\ufffd", text) if isinstance(text, str) else text


def expected(row: dict[str, Any], without: tuple[str, ...]) -> dict[str, Any]:
    return {name: held(v) for name, v in row.items() if v is not None and v != [] and name not in without}


def same_as_the_sample(nodes: Rows, edges: Rows, made: Content) -> None:
    by_id = {row["id"]: row for row in nodes}
    assert len(by_id) == made.nodes.num_rows
    for row, look in zip(made.nodes.to_pylist(), looks(made), strict=True):
        told = by_id[row.pop("key")]
        assert told["label"] == held(row.pop("name"))
        # How it looks: read by one of the readers, whose tables do not show it, and by the other.
        if "size" in told:
            assert look.place is not None
            seen = (told["x"], told["y"], told["size"], told["color"])
            assert seen == (*look.place, look.size, "rgb({},{},{})".format(*look.colour))
        shown = ("id", "label", "x", "y", "z", "size", "color")
        assert {name: value for name, value in told.items() if name not in shown} == expected(row, ())
    by_tie = {row["tie_id"]: row for row in edges}
    assert len(by_tie) == len(edges) == made.ties.num_rows
    for row in made.ties.to_pylist():
        told = by_tie[held(row["tie_id"])]
        assert (told["from"], told["to"]) == (row["from_key"], row["to_key"])
        wanted = expected(row, ("from_key", "to_key", "worth", "nth", "opens", "closes"))
        assert {name: told.get(name) for name in wanted} == wanted


def test_gephi_reads_gexf(by_gephi: dict[str, dict[str, Any]]) -> None:
    told, made = by_gephi["gexf"], sample()
    assert told["issues"] == ["INFO: GEXF version 1.3"]
    same_as_the_sample(told["nodes"], told["edges"], made)
    assert (told["dynamic"], told["time"], told["format"]) == (True, "INTERVAL", "DATE")
    types = told["node_columns"]
    assert (types["amount"], types["n_ties"], types["funder"], types["aliases"]) == (
        "Double", "Long", "Boolean", "String[]",
    )  # fmt: skip
    by_tie = {row["tie_id"]: row for row in told["edges"]}
    for row in made.ties.to_pylist():
        edge = by_tie[held(row["tie_id"])]
        assert (edge["edge_kind"], edge["edge_weight"], edge["directed"]) == (kind(row), 1.0, False)
        opens, closes = (row["opens"] or "-Infinity", row["closes"] or "Infinity")
        assert edge.get("interval") == f"<[{opens}, {closes}]>"


def test_gephi_reads_a_projection(by_gephi: dict[str, dict[str, Any]]) -> None:
    told, made = by_gephi["gexf-p"], sample("newman")
    assert {(e["from"], e["to"]): (e["edge_weight"], e["shared"]) for e in told["edges"]} == {
        (row["from_key"], row["to_key"]): (row["worth"], row["shared"]) for row in made.ties.to_pylist()
    }
    assert not told["dynamic"]


def test_gephi_lite_reads_gexf(places: Path) -> None:
    told, made = asked(programs.graphology, places / "gexf.gexf"), sample()
    assert (told["multi"], told["type"]) == (True, "undirected")
    same_as_the_sample(told["nodes"], told["edges"], made)
    assert sorted(edge["kind"] for edge in told["edges"]) == sorted(map(kind, made.ties.to_pylist()))


def test_gephi_reads_graphml_and_adds_up_parallel_ties(by_gephi: dict[str, dict[str, Any]]) -> None:
    told, made = by_gephi["graphml"], sample()
    by_id = {row["id"]: row for row in told["nodes"]}
    for row in made.nodes.to_pylist():
        node = by_id[row["key"]]
        assert (node["label"], node.get("amount"), node["n_ties"]) == (row["name"], row["amount"], row["n_ties"])
    # What the table of formats says.
    assert len(told["edges"]) == made.network.n_pairs
    assert sum(edge["edge_weight"] for edge in told["edges"]) == made.ties.num_rows


def test_gephi_reads_csv(by_gephi: dict[str, dict[str, Any]]) -> None:
    told, made = by_gephi["csv"], sample()
    assert not told["issues"]
    by_id = {row["id"]: row for row in told["nodes"]}
    assert len(by_id) == made.nodes.num_rows
    for row in made.nodes.to_pylist():
        node = by_id[row["key"]]
        # Gephi takes the space off the ends of a name.
        assert node["label"] == guarded(row["name"]).strip()
        assert (node.get("kind"), node.get("amount"), node["n_ties"]) == (row["kind"], row["amount"], row["n_ties"])
    by_tie = {row["tie_id"]: row for row in told["edges"]}
    assert len(by_tie) == made.ties.num_rows
    for row in made.ties.to_pylist():
        edge = by_tie[row["tie_id"]]
        assert (edge["from"], edge["to"], edge["edge_kind"]) == (row["from_key"], row["to_key"], kind(row))
        assert (edge.get("amount"), edge.get("first_year")) == (row["amount"], row["first_year"])


@pytest.mark.parametrize("format", ["pajek", "ucinet"])
def test_gephi_reads_pairs(by_gephi: dict[str, dict[str, Any]], format: str) -> None:
    told, of = by_gephi[format], network()
    assert not told["issues"]
    labels = [row["label"] for row in told["nodes"]]
    names = ["A1", "A2", "A3", "X1", "X2", "X3"] if format == "ucinet" else [
        # Gephi takes the space off the ends of a name.
        re.sub("[\r\n]", " ", name.replace('"', "'")).strip() for name in of.actor_names + of.action_names
    ]  # fmt: skip
    assert labels == names
    ties = {(int(edge["from"]) - 1, int(edge["to"]) - 4): edge["edge_weight"] for edge in told["edges"]}
    pairs = of.incidence.tocoo()
    assert set(ties) == set(zip(*(axis.tolist() for axis in pairs.coords), strict=True))
    assert sum(ties.values()) == of.spec.n_ties
    both = 2 if format == "ucinet" else 1
    assert len(by_gephi[f"{format}-p"]["edges"]) == both * of.projection().n_pairs


IGRAPH = """
import igraph, json, sys
net = igraph.Graph.Read_Pajek(sys.argv[1])
ml = igraph.Graph.Read_GraphML(sys.argv[2])
print(json.dumps({"type": [bool(t) for t in net.vs["type"]], "names": net.vs["name"], "edges": net.get_edgelist(),
  "weights": net.es["weight"], "labels": ml.vs["label"], "ties": ml.es["tie_id"], "amounts": ml.vs["amount"],
  "ends": [[ml.vs[e.source]["id"], ml.vs[e.target]["id"]] for e in ml.es]}))
"""


def test_igraph_reads_pajek_and_graphml(places: Path) -> None:
    told = asked(programs.igraph, IGRAPH, places / "pajek" / "network.net", places / "graphml.graphml")
    made, of = sample(), network()
    assert told["type"] == [False] * 3 + [True] * 3
    assert told["names"] == [re.sub("[\r\n]", " ", n.replace('"', "'")) for n in made.nodes["name"].to_pylist()]
    assert len(told["edges"]) == of.n_pairs
    assert sum(told["weights"]) == of.spec.n_ties
    assert told["labels"] == made.nodes["name"].to_pylist()
    assert told["ties"] == [held(tie) for tie in made.ties["tie_id"].to_pylist()]
    assert told["ends"] == [[row["from_key"], row["to_key"]] for row in made.ties.to_pylist()]


def test_neo4j_admin_imports_the_tables(places: Path, tmp_path: Path) -> None:
    script = (places / "neo4j" / "import.sh").read_text(encoding="utf-8")
    words = shlex.split(script.partition("neo4j-admin ")[2].replace('"${1:-neo4j}"', "neo4j").replace("\\\n", " "))
    said = asked(programs.neo4j_admin, words, places / "neo4j", tmp_path / "home")
    made = sample()
    n_nodes = made.nodes.num_rows + made.sources.num_rows
    assert re.search(rf"\b{n_nodes} nodes", said), said
    assert re.search(rf"\b{made.ties.num_rows} relationships", said), said
    import neo4j

    lib, found = asked(jars, LONG_TERM), asked(java, 17)
    with (
        Neo4jServer(lib, tmp_path / "home", java=found) as server,
        neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver,
    ):
        actors = driver.execute_query("MATCH (n:Actor) RETURN n AS n, labels(n) AS labels ORDER BY n.id").records
        ties = driver.execute_query("MATCH (a)-[t]->(x) RETURN t AS t, type(t) AS type, a.id AS a, x.id AS x").records
        actions = driver.execute_query("MATCH (n:Action) RETURN n.id AS id, n.name AS name ORDER BY id").records
    given = snapshot()
    known = {row["id"]: row for row in given.actors.to_pylist()}
    for record in actors:
        stated, node = known[record["n"]["id"]], dict(record["n"])
        assert set(record["labels"]) == ({"Actor", "Funder"} if stated["funder"] else {"Actor"})
        assert (node["name"], node.get("kind"), node.get("scale")) == (stated["name"], stated["kind"], stated["scale"])
        # The one sign that parts lists is a space in them.
        assert node.get("aliases", []) == [alias.replace("\x1f", " ") for alias in stated["aliases"] or []]
        assert node.get("identifiers", []) == (stated["identifiers"] or [])
    assert [(record["id"], record["name"]) for record in actions] == [
        (row["id"], row["name"]) for row in given.actions.to_pylist()
    ]
    found_ties = {record["t"]["id"]: record for record in ties}
    assert len(found_ties) == given.ties.num_rows
    for row in given.ties.to_pylist():
        record = found_ties[row["id"]]
        told = {name: as_text(getattr(v, "to_native", lambda v=v: v)()) for name, v in dict(record["t"]).items()}
        assert (record["type"], record["a"], record["x"]) == (row["type"], row["actor"], row["action"])
        said_of = {"TAKES_PART": "role", "SUPPORTS": "support"}.get(row["type"], "role")
        wanted = {said_of if n == "role" else n: as_text(v) for n, v in row.items() if v is not None}
        assert told == {n: v for n, v in wanted.items() if n not in ("type", "actor", "action")}
