"""``graphkit centrality``: ranks, modes, estimates."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import Run


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
    assert "betweenness: share of the most possible, 0 to 1.\n" in ran.err
    assert "Network, projected by count: FUNDS; by action; amounts in EUR" in ran.err


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
    assert "In a projection alone: constraint; in two modes alone: HITS. Ask in two commands" in ran.err
    ran = run("centrality", "--measures", "hits", "--mode", "projection", "--lang", "fr", *store)
    assert ran.code == 2
    assert ran.err.endswith("hits se mesure dans le réseau à deux modes, pas dans une projection : --mode two-mode.\n")


def test_the_mode_and_the_weight_are_told(run: Run, small_store: Path, tmp_path: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--measures", "closeness")
    told = {
        ("--weight", "newman"): ("Network, projected by newman: FUNDS +", "Réseau, projeté par newman : FUNDS +"),
        ("--mode", "two-mode"): ("Network, measured in two modes: FUNDS +", "Réseau, mesuré à deux modes : FUNDS +"),
        (): ("Network, projected by count: FUNDS +", "Réseau, projeté par count : FUNDS +"),
    }
    for options, (english, french) in told.items():
        assert english in run(*words, *options).err
        assert french in run(*words, *options, "--lang", "fr").err
    picture = tmp_path / "closeness.svg"
    assert run(*words, "--weight", "newman", "--plot", str(picture)).code == 0
    drawn = picture.read_text(encoding="utf-8")
    assert ">projected by newman<" in drawn
    # Who does not see it hears it.
    assert " Projected by newman.</title>" in drawn


def test_a_measure_of_two_modes_says_that_it_takes_the_others_along(run: Run, small_store: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--measures")
    said = run(*words, "hits,degree").err
    assert "two modes alone: HITS. So all is measured in two modes here, this too: degree." in said
    assert "In a projection: --measures degree." in said
    assert "cela aussi : degré." in run(*words, "hits,degree", "--lang", "fr").err
    for asked in (("hits",), ("degree",), ("hits,degree", "--mode", "two-mode"), ("hits,degree", "--of", "actions")):
        assert "two modes alone" not in run(*words, *asked).err


def test_what_no_mode_has_is_told_without_a_circle(run: Run, small_store: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--measures")
    for mode in ((), ("--mode", "projection"), ("--mode", "two-mode")):
        ran = run(*words, "hits,degree,clustering", *mode)
        assert ran.code == 2
        assert ran.err.endswith("Ask in two commands: --measures clustering, then --measures hits.\n")
        assert "Demander en deux commandes" in run(*words, "hits,clustering", *mode, "--lang", "fr").err
    for mode in ((), ("--mode", "projection"), ("--mode", "two-mode")):
        ran = run(*words, "degree,constraint", "--of", "actions", *mode)
        assert ran.code == 2
        assert "Had of actors alone, in a projection: constraint." in ran.err
        assert "--mode" not in ran.err


def test_measures_are_known_before_a_store_is_read(run: Run, tmp_path: Path) -> None:
    # There is no store: what is said is of the measure.
    ran = run("centrality", "--measures", "degree,betweeness", "--store", str(tmp_path / "none"))
    assert ran.code == 2
    assert "Did you mean betweenness" in ran.err


def test_measures_are_known_by_their_headings_too(run: Run, small_store: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--format", "csv", "--measures")
    asked = "PageRank,Two-mode clustering,HITS,force,pagerank"
    ran = run(*words, asked)
    assert ran.out.splitlines()[0] == "id,name,pagerank,clustering_two_mode,hits,strength", ran.err


def test_counts_are_whole_numbers_and_amounts_are_not(run: Run, small_store: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--measures", "degree,coreness,strength")
    projected = run(*words, "--format", "json").json()
    assert {type(row[name]) for row in projected for name in ("degree", "coreness", "strength")} == {int}
    two_modes = {row["id"]: row for row in run(*words, "--mode", "two-mode", "--format", "json").json()}
    assert two_modes["ville"]["strength"] == 1000.0
    assert isinstance(two_modes["ville"]["strength"], float)
    assert two_modes["jardiniers"]["strength"] is None
    assert type(two_modes["ville"]["degree"]) is int
    newman = run(*words, "--weight", "newman", "--format", "csv").out.splitlines()
    assert newman[1].split(",")[-1].count(".") == 1
    shares = run("centrality", "--store", str(small_store), "--measures", "effective_size", "--format", "json").json()
    assert {type(row["effective_size"]) for row in shares} <= {float, type(None)}


def test_of_several_measures_the_one_drawn_is_told(run: Run, small_store: Path, tmp_path: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--plot", str(tmp_path / "drawn.svg"), "--measures")
    assert "the first is drawn: HITS." in run(*words, "hits,birank").err
    assert "c'est la première qui est dessinée : HITS." in run(*words, "hits,birank", "--lang", "fr").err
    assert "first is drawn" not in run(*words, "hits").err
    # As the table calls it.
    assert ">HITS (share of all of its kind, 0 to 1)<" in tmp_path.joinpath("drawn.svg").read_text(encoding="utf-8")


def test_help_says_what_is_had_in_python_alone(run: Run) -> None:
    said = " ".join(run("centrality", "--help").out.split())
    assert "damping" in said
    assert "pagerank(network, damping=0.5)" in said
    assert "which alone is drawn by --plot" in said


def test_a_weight_that_two_modes_do_not_have_is_told(run: Run, small_store: Path) -> None:
    words = ("centrality", "--store", str(small_store), "--measures", "birank")
    assert "--weight" not in run(*words).err
    assert "--weight joins actors in a projection" in run(*words, "--weight", "newman").err
    assert "--weight" not in run("centrality", "--store", str(small_store), "--weight", "newman").err


WITHOUT_EFFECT = {
    ("--basis", "committed"): (
        "No amount of these ties is committed; there is: EUR (not stated).",
        "n'est engagé ; il y a : EUR (non indiqué).",
    ),
    ("--currency", "USD"): ("No amount of these ties is USD; there is: EUR (not stated).", "n'est USD ; il y a : EUR"),
    ("--since", "2025"): ("the ties are of 2019–2021.", "les liens sont de 2019–2021."),
    ("--roles", "operator", "--funders-only"): ("--roles changed nothing", "--roles n'a rien changé"),
    ("--rollup", "department_of"): ("--rollup changed nothing", "--rollup n'a rien changé"),
}


@pytest.mark.parametrize("options", WITHOUT_EFFECT)
def test_what_changes_or_leaves_nothing_is_told(options: tuple[str, ...], run: Run, small_store: Path) -> None:
    words = ("centrality", "--measures", "degree", "--store", str(small_store))
    english, french = WITHOUT_EFFECT[options]
    ran = run(*words, *options)
    assert ran.code == 0, ran.err
    assert english in ran.err
    assert french in run(*words, *options, "--lang", "fr").err


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--currency", "EUR"),
        ("--since", "2020"),
        ("--since", "2020", "--fields", "none"),
        ("--roles", "operator"),
        ("--basis", "unstated"),
    ],
)
def test_what_has_an_effect_is_not(options: tuple[str, ...], run: Run, small_store: Path) -> None:
    said = run("centrality", "--measures", "degree", "--store", str(small_store), *options).err
    assert "changed nothing" not in said
    assert "No amount" not in said
    assert "No tie" not in said
