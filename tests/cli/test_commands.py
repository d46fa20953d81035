"""Each command on a small store: exit code, rows and words."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import Run


def test_load_accounts_for_every_row(
    run: Run, small_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("load", "tables", str(small_tables), "--format", "json")
    assert ran.code == 0, ran.err
    (row,) = ran.json()
    assert row == row | {
        "file": str(small_tables),
        "read": 13,
        "loaded": 13,
        "merged": 0,
        "rejected": 0,
        "conflicts": 0,
    }
    assert "13 rows read = 13 loaded + 0 merged + 0 rejected" in ran.err
    assert not Path("rejects.csv").exists()
    again = run("load", "tables", str(small_tables))
    assert "13 rows read = 0 loaded + 13 merged + 0 rejected" in again.err


def test_load_lists_what_it_rejects(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("actors.csv").write_text("id,name,scale\nville,Ville,municipal\nx,Elsewhere,on the moon\n")
    tmp_path.joinpath("actions.csv").write_text("id,name\ncreche,Crèche\n")
    tmp_path.joinpath("funds.csv").write_text("start,end,amount,currency\nnobody,creche,10,EUR\n")
    ran = run("load", "tables", "actors.csv", "actions.csv", "funds.csv", "--rejects", "out.csv")
    assert ran.code == 0, ran.err
    assert "rejected" in ran.out
    assert "What was rejected or set aside, and why: out.csv" in ran.err
    assert "nobody" in tmp_path.joinpath("out.csv").read_text(encoding="utf-8")


def test_a_dry_run_makes_no_store_and_gives_the_account(
    run: Run, small_tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    dry = run("load", "tables", str(small_tables), "--dry-run", "--store", "s", "--format", "json")
    assert dry.code == 0, dry.err
    assert "A dry run: nothing was written" in dry.err
    assert sorted(tmp_path.iterdir()) == before
    loaded = run("load", "tables", str(small_tables), "--store", "s", "--format", "json")
    assert "A dry run" not in loaded.err
    assert dry.json() == loaded.json()
    again = run("load", "tables", str(small_tables), "--dry-run", "--store", "s")
    assert "13 rows read = 0 loaded + 13 merged + 0 rejected" in again.err


def test_a_dry_run_where_no_server_answers_says_so(run: Run, small_tables: Path) -> None:
    ran = run("load", "tables", str(small_tables), "--dry-run", "--store", "bolt://127.0.0.1:1")
    assert ran.code == 4
    assert "No Neo4j answers" in ran.err


def test_centrality_says_that_a_small_network_is_not_estimated(run: Run, small_store: Path) -> None:
    words = ("centrality", "--measures", "betweenness", "--store", str(small_store))
    exact = run(*words, "--error", "0.01")
    assert exact.code == 0, exact.err
    assert exact.out == run(*words).out
    assert "Exact: betweenness" in exact.err
    assert "Exact" not in run(*words).err
    assert run(*words, "--error", "1.5").code == 2
    refused = run("centrality", "--measures", "degree", "--error", "0.1", "--store", str(small_store))
    assert refused.code == 2
    assert "betweenness, which is not among --measures" in refused.err


@pytest.mark.slow
def test_centrality_says_how_far_off_an_estimate_may_be(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = nx.gnm_random_graph(300, 700, seed=5)
    files = {
        "actors.csv": "id,name\n" + "".join(f"a{v},Actor {v}\n" for v in graph),
        "actions.csv": "id,name\n" + "".join(f"x{x},Action {x}\n" for x in range(graph.number_of_edges())),
        "funds.csv": "start,end\n" + "".join(f"a{v},x{x}\n" for x, tie in enumerate(graph.edges) for v in tie),
    }
    for name, text in files.items():
        tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    store = ("--store", str(tmp_path / "store"))
    assert run("load", "tables", *(str(tmp_path / name) for name in files), *store).code == 0
    # As if it were large enough for a kernel, and so for an estimate.
    monkeypatch.setattr("graphkit.measures._kernels.LEAST_STEPS", 0.0)
    words = ("centrality", "--measures", "betweenness", "--format", "json", *store)
    exact = {row["id"]: row["betweenness"] for row in run(*words).json()}
    ran = run(*words, "--error", "0.3", "--seed", "4")
    assert ran.code == 0, ran.err
    said = re.search(
        r"from (\d+) sources drawn among (\d+).* at least 90 % no value is off by more than (0\.\d+)", ran.err
    )
    assert said, ran.err
    drawn, among, bound = int(said[1]), int(said[2]), float(said[3])
    assert 0 < drawn < among == sum(degree > 0 for _, degree in graph.degree)
    assert 0 < bound <= 0.3
    off = [abs(row["betweenness"] - exact[row["id"]]) for row in ran.json()]
    assert len(off) == among
    assert 0 < max(off) <= bound
    assert run(*words, "--error", "0.3", "--seed", "4").out == ran.out
    assert run(*words, "--error", "0.3", "--seed", "5").out != ran.out
    french = run(*words, "--error", "0.3", "--seed", "4", "--lang", "fr").err
    assert f"au moins 90 %, aucune valeur ne s'écarte de plus de {said[3].replace('.', ',')}" in french


def test_betweenness_is_not_left_out_where_its_error_is_given(
    run: Run, small_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphkit.cli.centrality.PATIENCE", -1.0)
    words = ("centrality", "--store", str(small_store), "--format", "csv")
    assert run(*words).out.splitlines()[0] == "id,name,degree"
    assert run(*words, "--error", "0.1").out.splitlines()[0] == "id,name,degree,betweenness"


def test_describe_gives_each_number_with_unit_and_meaning(run: Run, small_store: Path) -> None:
    words = ("describe", "--store", str(small_store))
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    found = {(row["network"], row["statistic"]): row for row in ran.json()}
    assert found["two-mode", "actors"]["value"] == 4
    assert found["two-mode", "density"]["value"] == pytest.approx(6 / 12)
    assert found["projection", "pairs"]["value"] == 4
    assert found["projection", "diameter"]["value"] == 2
    assert all(row["unit"] and row["meaning"] for row in found.values())
    assert "Network: FUNDS + TAKES_PART + SUPPORTS" in ran.err
    table = run(*words, "--lang", "fr")
    assert table.out.split()[:4] == ["réseau", "statistique", "valeur", "unité"]
    assert "plus grande composante" in table.out
    assert "part, de 0 à 1" in table.out


def test_describe_takes_the_options_of_a_network(run: Run, small_store: Path) -> None:
    words = ("describe", "--store", str(small_store), "--format", "json", "--since", "2021", "--ties", "FUNDS")
    ran = run(*words, "--centralisation", "degree,closeness,betweenness")
    found = {(row["network"], row["statistic"]): row["value"] for row in ran.json()}
    assert (found["two-mode", "actors"], found["two-mode", "actions"]) == (2, 1)
    assert found["projection", "density"] == 1.0
    # Two actors are too few to be centralised: nothing, and not 0.
    assert found["projection", "closeness_centralisation"] is None
    ran = run(*words, "--centralisation", "pagerank")
    assert ran.code == 2
    assert "write --centralisation degree, closeness, betweenness" in ran.err


def test_describe_prints_and_draws_the_degrees(run: Run, small_store: Path, tmp_path: Path) -> None:
    picture = tmp_path / "degrees.svg"
    words = ("describe", "--degrees", "--store", str(small_store))
    ran = run(*words, "--format", "csv", "--figure", str(picture), "--lang", "fr")
    assert ran.code == 0, ran.err
    rows = [tuple(row.values()) for row in csv.DictReader(io.StringIO(ran.out))]
    assert rows == [
        ("actors", "1", "2", "1.0"), ("actors", "2", "2", "0.5"),
        ("actions", "1", "1", "1.0"), ("actions", "2", "1", "0.6666666666666666"),
        ("actions", "3", "1", "0.3333333333333333"),
    ]  # fmt: skip
    assert picture.read_bytes().startswith(b"<?xml")
    assert f"La figure est dans {picture}." in ran.err
    assert run(*words, "--lang", "fr").out.splitlines()[2].startswith("acteurs")


def test_a_figure_that_cannot_be_written_is_refused_before_the_work(run: Run, tmp_path: Path) -> None:
    # There is no store: nothing was opened yet.
    ran = run("describe", "--figure", str(tmp_path / "degrees.docx"), "--store", str(tmp_path / "none"))
    assert ran.code == 2
    assert "is no picture that can be drawn" in ran.err
    ran = run("describe", "--figure", str(tmp_path / "no" / "degrees.svg"), "--store", str(tmp_path / "none"))
    assert ran.code == 2
    assert "Give --figure another place." in ran.err


def test_load_of_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    ran = run("load", "scdl", str(tmp_path / "none.csv"), "--store", str(tmp_path / "s"))
    assert ran.code == 2
    assert "none.csv' does not exist. See graphkit load --help.\n" in ran.err
    assert not (tmp_path / "s").exists()


def test_load_of_an_unknown_format(run: Run, small_tables: Path, tmp_path: Path) -> None:
    ran = run("load", "table", str(small_tables), "--store", str(tmp_path / "s"))
    assert ran.code == 2
    assert ran.err.startswith("graphkit: There is no format named 'table'. Did you mean tables?")


def test_load_of_a_file_of_another_kind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("grants.csv").write_text("a,b\n1,2\n")
    ran = run("load", "scdl", "grants.csv", "--store", "s")
    assert ran.code == 3
    assert ran.err.startswith("graphkit: ")
    assert "grants.csv" in ran.err


def test_formats_lists_the_loaders(run: Run) -> None:
    ran = run("formats", "--format", "json")
    assert ran.code == 0
    found = {row["format"]: row for row in ran.json()}
    assert {"tables", "scdl"} <= set(found)
    assert all(row["reads"] and row["specification"] and row["leaves_out"] for row in found.values())


def test_formats_prints_an_example_that_loads(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("formats", "scdl", "--example", "--output", "grants.csv").code == 0
    ran = run("load", "scdl", "grants.csv", "--store", "s", "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "lignes lues" in ran.err


def test_status_counts_by_label(run: Run, small_store: Path) -> None:
    ran = run("status", "--store", str(small_store), "--format", "csv")
    assert ran.code == 0
    rows = {(row["element"], row["name"]): int(row["count"]) for row in csv.DictReader(io.StringIO(ran.out))}
    assert rows["node", "Actor"] == 4
    assert rows["node", "Action"] == 3
    assert rows["tie", "FUNDS"] == 5
    assert f"Store {small_store}: embedded" in ran.err


def test_status_lists_loads_and_sources(run: Run, small_store: Path) -> None:
    loads = run("status", "--loads", "--store", str(small_store), "--format", "json")
    assert {row["format"] for row in loads.json()} == {"tables"}
    sources = run("status", "--sources", "--store", str(small_store), "--format", "json")
    assert {row["name"] for row in sources.json()} == {"tables"}


def test_quiet_says_nothing_but_rows(run: Run, small_store: Path) -> None:
    ran = run("-q", "status", "--store", str(small_store))
    assert ran.err == ""
    assert "Actor" in ran.out


def test_headings_of_tables_speak_french_and_those_of_csv_do_not(run: Run, small_store: Path) -> None:
    assert run("status", "--store", str(small_store), "--lang", "fr").out.split()[:3] == ["élément", "nom", "nombre"]
    assert run("status", "--store", str(small_store), "--lang", "fr", "--format", "csv").out.startswith(
        "element,name,count"
    )


def test_cypher_takes_typed_parameters(run: Run, small_store: Path) -> None:
    statement = (
        "MATCH (a:Actor)-[r:FUNDS]->(x:Action) WHERE r.amount >= $least "
        "RETURN a.id AS id, r.amount AS amount, x.name AS name ORDER BY amount"
    )
    ran = run("cypher", statement, "-p", "least=500", "--store", str(small_store), "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.json() == [
        {"id": "caf", "amount": 500.0, "name": "Crèche du Parc"},
        {"id": "ville", "amount": 1000.0, "name": "Crèche du Parc"},
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("1", 1), ('"1"', "1"), ("Lille", "Lille"), ("[1, 2]", [1, 2]), ("null", None), ("a=b", "a=b")]
)
def test_a_parameter_is_json_or_text(run: Run, small_store: Path, text: str, value: object) -> None:
    ran = run("cypher", "RETURN $v AS v", "-p", f"v={text}", "--store", str(small_store), "--format", "json")
    assert ran.json() == [{"v": value}]


def test_cypher_reads_standard_input(run: Run, small_store: Path) -> None:
    ran = run(
        "cypher", "-", "--store", str(small_store), "--format", "csv", stdin="MATCH (a:Actor)\nRETURN count(*) AS n"
    )
    assert ran.out == "n\r\n4\r\n"


def test_cypher_refuses_to_write_unless_asked(run: Run, own_store: Path) -> None:
    statement = "MERGE (a:Actor {id: 'new', name: 'New'}) RETURN a.id AS id"
    refused = run("cypher", statement, "--store", str(own_store))
    assert refused.code == 4
    assert refused.err.count("\n") == 1
    assert "--write" in refused.err
    assert run("cypher", statement, "--write", "--store", str(own_store)).code == 0
    ran = run("cypher", "MATCH (a:Actor) RETURN count(*) AS n", "--store", str(own_store), "--format", "csv")
    assert ran.out == "n\r\n5\r\n"


def test_a_wrong_statement_is_one_line(run: Run, small_store: Path) -> None:
    ran = run("cypher", "MATCH (a RETURN a", "--store", str(small_store))
    assert ran.code == 4
    assert ran.err.startswith("graphkit: ")
    assert ran.err.count("\n") == 1


def test_query_runs_with_parameters(run: Run, small_store: Path) -> None:
    ran = run("query", "cofunding_pairs", "min_actions=1", "--store", str(small_store), "--format", "json")
    assert ran.code == 0, ran.err
    assert {(row["funder"], row["co_funder"]) for row in ran.json()} == {
        ("Caf du Nord", "Fondation des Flandres"), ("Caf du Nord", "Ville de Roubaix"),
    }  # fmt: skip
    assert "neither agreement nor coordination" in ran.err


def test_query_lists_shows_and_describes_without_a_store(run: Run) -> None:
    assert "cofunding_pairs" in {row["query"] for row in run("query", "--format", "json").json()}
    assert "MATCH" in run("query", "cofunding_pairs", "--show").out
    described = run("query", "cofunding_pairs", "--describe").out
    assert "[min_actions=2]" in described
    assert "shared_amount  float" in described
    assert run("query", "cofunding_pairs", "--describe", "--lang", "fr").out.startswith("cofunding_pairs: Paires de")


def test_an_unknown_query_or_parameter_says_which_there_are(run: Run, small_store: Path) -> None:
    ran = run("query", "cofunding_pair", "--store", str(small_store))
    assert ran.code == 2
    assert "Did you mean cofunding_pairs" in ran.err
    ran = run("query", "cofunding_pairs", "min=2", "--store", str(small_store))
    assert ran.code == 2
    assert "min_actions" in ran.err
    assert run("query", "cofunding_pairs", "two", "--store", str(small_store)).code == 2


def test_centrality_ranks_by_the_first_measure(run: Run, small_store: Path) -> None:
    ran = run(
        "centrality",
        "--measures",
        "degree,betweenness",
        "--funders-only",
        "--store",
        str(small_store),
        "--format",
        "json",
    )
    assert ran.code == 0, ran.err
    rows = ran.json()
    assert [row["id"] for row in rows] == ["caf", "fondation", "ville"]
    assert rows[0]["name"] == "Caf du Nord"
    assert [row["betweenness"] > 0 for row in rows] == [True, False, False]
    assert "betweenness: share of the most possible, 0 to 1.\nNetwork: FUNDS; by action; amounts in EUR" in ran.err


def test_centrality_top_and_unknown_measure(run: Run, small_store: Path) -> None:
    ran = run("centrality", "--top", "1", "--funders-only", "--store", str(small_store), "--format", "csv")
    assert len(ran.out.splitlines()) == 2
    ran = run("centrality", "--measures", "betweeness", "--store", str(small_store))
    assert ran.code == 2
    assert "Did you mean betweenness" in ran.err


def test_centrality_of_actions_is_in_two_modes(run: Run, small_store: Path) -> None:
    store = ("--store", str(small_store), "--format", "json")
    ran = run("centrality", "--of", "actions", "--measures", "degree,coreness,birank,hits,clustering_two_mode", *store)
    assert ran.code == 0, ran.err
    rows = ran.json()
    assert list(rows[0]) == ["id", "name", "degree", "coreness", "birank", "hits", "clustering_two_mode"]
    assert {"Crèche du Parc", "Jardin partagé"} <= {row["name"] for row in rows}
    assert "degree: actors; coreness: ties in the core; BiRank: score" in ran.err
    ran = run("centrality", "--of", "actions", "--mode", "projection", *store)
    assert ran.code == 2
    assert ran.err.endswith("A projection has actors alone; actions are ranked in two modes: --mode two-mode.\n")


def test_centrality_takes_the_mode_that_a_measure_has(run: Run, small_store: Path) -> None:
    store = ("--store", str(small_store), "--format", "json")
    holes = "constraint,effective_size,efficiency,hierarchy,clustering,katz,coreness"
    ran = run("centrality", "--measures", holes, *store)
    assert ran.code == 0, ran.err
    assert list(ran.json()[0]) == ["id", "name", *holes.split(",")]
    assert run("centrality", "--measures", "hits", *store).code == 0
    ran = run("centrality", "--measures", "constraint,hits", *store)
    assert ran.code == 2
    assert ran.err.endswith("constraint is measured in a projection, of actors alone: --mode projection.\n")
    ran = run("centrality", "--measures", "hits", "--mode", "projection", "--lang", "fr", *store)
    assert ran.code == 2
    assert ran.err.endswith("hits se mesure dans le réseau à deux modes, pas dans une projection : --mode two-mode.\n")


def test_paths_finds_the_way_and_its_evidence(run: Run, small_store: Path) -> None:
    words = ("paths", "Roubaix", "fondation des flandres", "--store", str(small_store), "--format", "json")
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert {"Crèche du Parc", "Jardin partagé"} <= set(json.dumps(ran.json(), ensure_ascii=False).split('"'))
    evidence = run(*words, "--evidence")
    assert {row["locator"] for row in evidence.json()} == {f"funds.csv row {n}" for n in (2, 3, 4, 5)}


def test_paths_with_a_wrong_name_and_without_a_way(run: Run, small_store: Path) -> None:
    ran = run("paths", "Ville de Roubais", "caf", "--store", str(small_store))
    assert ran.code == 2
    assert "Did you mean Ville de Roubaix" in ran.err
    ran = run("paths", "ville", "fondation", "--until", "2020", "--store", str(small_store))
    assert ran.code in (0, 2)
    assert ran.err


def test_coalitions_are_printed_and_written_back_on_request(run: Run, own_store: Path) -> None:
    ran = run("coalitions", "--store", str(own_store), "--format", "json", "--seed", "1", "--runs", "4")
    assert ran.code == 0, ran.err
    assert set(ran.json()[0]) >= {"group", "id", "probability", "standing", "stability", "stable"}
    assert "Coalitions: " in ran.err
    assert "neither shared belief nor coordination" in ran.err
    assert (
        run("cypher", "MATCH (c:Coalition) RETURN count(*) AS n", "--store", str(own_store), "--format", "csv").out
        == "n\r\n0\r\n"
    )
    assert run("coalitions", "--write", "--runs", "2", "--store", str(own_store)).code == 0
    ran = run("cypher", "MATCH (c:Coalition) RETURN count(*) AS n", "--store", str(own_store), "--format", "json")
    assert ran.json()[0]["n"] >= 1
    members = (
        "MATCH (:Actor)-[t:IN_COALITION]->(c:Coalition) RETURN DISTINCT t.standing AS standing, c.stable AS stable"
    )
    rows = run("cypher", members, "--store", str(own_store), "--format", "json").json()
    assert {row["standing"] for row in rows} <= {"core", "swing", "peripheral"}
    assert {row["stable"] for row in rows} <= {True, False}


def test_what_a_paper_needs_is_printed_in_place_of_rows(run: Run, small_store: Path) -> None:
    ran = run("coalitions", "--methods", "--runs", "2", "--store", str(small_store))
    assert ran.code == 0, ran.err
    assert "Leiden algorithm (Traag et al. 2019)" in ran.out
    assert "\nReferences\n" in ran.out
    assert "group" not in ran.out.splitlines()[0].split(",")
    ran = run("coalitions", "--methods", "--runs", "0", "--lang", "fr", "--store", str(small_store))
    assert "Rien n'a été testé" in ran.out


def test_a_backbone_without_ties_is_said_with_what_to_try(run: Run, small_store: Path) -> None:
    ran = run("coalitions", "--backbone", "sdsm", "--alpha", "0.001", "--runs", "0", "--store", str(small_store))
    assert ran.code == 0, ran.err
    assert "try --backbone fdsm; or --backbone none" in ran.err
    ran = run("coalitions", "--method", "bipartite", "--backbone", "sdsm", "--store", str(small_store))
    assert (ran.code, ran.out) == (2, "")
    assert "no backbone" in ran.err


def test_messages_of_the_library_are_said_in_the_language_and_with_options(run: Run, small_store: Path) -> None:
    store = ("--store", str(small_store))
    ran = run("paths", "Caf du Nor", "Ville de Roubaix", "--lang", "fr", *store)
    assert ran.err == "graphkit: Aucun acteur ne s'appelle 'Caf du Nor'. Vouliez-vous dire Caf du Nord ?\n"
    ran = run("query", "funders_of_recipient_by_year", "--lang", "fr", *store)
    assert ran.code == 2
    assert "La requête funders_of_recipient_by_year a besoin de recipient : identifiant ou nom exact" in ran.err
    ran = run("centrality", "--lang", "fr", *store)
    assert "degré: partenaires" in ran.err
    assert "partners" not in ran.err


def test_codes_are_words_in_french_tables_and_codes_for_scripts(run: Run, small_store: Path) -> None:
    words = ("query", "funders_by_scale_and_field", "--lang", "fr", "--store", str(small_store))
    assert "communal" in run(*words).out
    assert "municipal" in run(*words, "--format", "json").out


def test_a_report_makes_its_folder_but_no_tree(run: Run, small_store: Path, tmp_path: Path) -> None:
    store = ("--store", str(small_store))
    ran = run("report", "--out", str(tmp_path / "no" / "such"), "--lang", "fr", *store)
    assert ran.code == run("centrality", "--output", str(tmp_path / "no" / "x.csv"), *store).code == 2
    assert "n'existe pas" in ran.err
    assert not (tmp_path / "no").exists()


def test_report_writes_files_and_names_them(run: Run, small_store: Path, tmp_path: Path) -> None:
    ran = run("report", "--out", str(tmp_path / "out"), "--lang", "fr", "--store", str(small_store), "--format", "json")
    assert ran.code == 0, ran.err
    assert all(Path(row["file"]).stat().st_size for row in ran.json())


def test_an_empty_store_says_what_to_do(run: Run, embedded_place: object, tmp_path: Path) -> None:
    import graphkit

    place = tmp_path / "empty"
    graphkit.open(place).close()
    for words in (["centrality"], ["paths", "a", "b"], ["coalitions"], ["report", "--out", str(tmp_path / "r")]):
        ran = run(*words, "--store", str(place))
        assert ran.code == 3
        assert "graphkit load FORMAT FILES" in ran.err
        assert "graphkit demo" in ran.err
    ran = run("status", "--store", str(place))
    assert ran.code == 0
    assert "graphkit demo" in ran.err


def test_output_goes_to_the_file_and_its_ending_says_how(run: Run, small_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "status.json"
    ran = run("status", "--store", str(small_store), "--output", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(target.read_text())[0]["element"] == "node"


def test_a_store_that_another_process_has_open_is_one_line(own_store: Path) -> None:
    import graphkit

    with graphkit.open(own_store):
        called = [sys.executable, "-m", "graphkit", "status", "--store", str(own_store)]
        done = subprocess.run(called, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("graphkit: ")
    assert str(own_store) in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_question_without_answer_says_so(run: Run, small_store: Path, tmp_path: Path) -> None:
    import graphkit

    ran = run("query", "cofunding_pairs", "min_actions=9", "--store", str(small_store), "--format", "json")
    assert (ran.code, ran.out) == (0, "[]\n")
    assert ran.err.startswith("No rows.")
    graphkit.open(tmp_path / "empty").close()
    ran = run("cypher", "MATCH (a:Actor) RETURN a.id AS id", "--store", str(tmp_path / "empty"))
    assert ran.code == 0
    assert "graphkit load FORMAT FILES" in ran.err


def test_a_full_disk_is_no_fault_of_graphkit(small_store: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    called = [sys.executable, "-m", "graphkit", "-q", "status", "--store", str(small_store)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(called, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "graphkit: The system refuses: No space left on device.\n")


def test_paths_in_a_table_are_for_people_and_in_csv_for_scripts(run: Run, small_store: Path) -> None:
    words = ("paths", "ville", "fondation", "--store", str(small_store), "--lang", "fr")
    ran = run(*words)
    assert ran.out.startswith("chemin  étape  départ (nom)")
    assert "start_name" in run(*words, "--format", "csv").out.splitlines()[0].split(",")
    assert "Étapes : 2 ; chemins aussi courts : 1." in ran.err


def test_options_of_a_format_are_checked_before_a_store_is_made(run: Run, small_tables: Path, tmp_path: Path) -> None:
    ran = run("load", "tables", str(small_tables), "-o", "maping=x", "--store", str(tmp_path / "s"))
    assert ran.code == 2
    assert "Did you mean mapping?" in ran.err
    assert not (tmp_path / "s").exists()
    ran = run("load", "tables", str(small_tables), "-o", "mapping", "--store", str(tmp_path / "s"))
    assert ran.code == 2


def test_a_mapping_is_guessed_and_loads_its_table(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("grants.csv").write_text("Financeur,Projet,Montant\nVille,Crèche,1000\nCaf,Crèche,500\n", encoding="utf-8")
    ran = run("load", "tables", "grants.csv", "--guess", "--output", "mapping.yaml")
    assert ran.code == 0, ran.err
    assert not Path(".graphkit").exists()
    ran = run("load", "tables", "grants.csv", "--mapping", "mapping.yaml")
    assert ran.code == 0, ran.err
    assert "2 rows read" in ran.err


def test_rows_and_picture_in_one_file_are_refused(run: Run, small_store: Path, tmp_path: Path) -> None:
    both = tmp_path / "x.svg"
    ran = run("describe", "--store", str(small_store), "--figure", str(both), "--output", str(both))
    assert ran.code == 2
    assert "name two files" in ran.err
    assert not both.exists()


def test_a_weight_that_two_modes_do_not_have_is_told(run: Run, small_store: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--measures", "birank")
    assert "--weight" not in run(*words).err
    assert "--weight joins actors in a projection" in run(*words, "--weight", "newman").err
    assert "--weight" not in run("centrality", "--store", str(small_store), "--weight", "newman").err
