"""What holds for all commands on a small store, and coalitions and reports: exit code, rows and words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


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
    assert "degré : partenaires" in ran.err
    assert "partners" not in ran.err


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


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_no_fault_of_graphkit(small_store: Path, unbuffered: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    called = [sys.executable, "-m", "graphkit", "-q", "status", "--store", str(small_store)]
    # What is buffered is written when Python ends, when nobody is left to say why it fails.
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(called, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (1, "graphkit: The system refuses: No space left on device.\n")
