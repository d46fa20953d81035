"""``graphkit query`` and ``graphkit cypher``: parameters, refusals, and no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


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
    assert run("query", "cofunding_pairs", "--describe", "--lang", "fr").out.startswith("cofunding_pairs : Paires de")


def test_an_unknown_query_or_parameter_says_which_there_are(run: Run, small_store: Path) -> None:
    ran = run("query", "cofunding_pair", "--store", str(small_store))
    assert ran.code == 2
    assert "Did you mean cofunding_pairs" in ran.err
    ran = run("query", "cofunding_pairs", "min=2", "--store", str(small_store))
    assert ran.code == 2
    assert "min_actions" in ran.err
    assert run("query", "cofunding_pairs", "two", "--store", str(small_store)).code == 2


def test_codes_are_words_in_french_tables_and_codes_for_scripts(run: Run, small_store: Path) -> None:
    words = ("query", "funders_by_scale_and_field", "--lang", "fr", "--store", str(small_store))
    assert "communal" in run(*words).out
    assert "municipal" in run(*words, "--format", "json").out


def test_a_question_without_answer_says_so(run: Run, small_store: Path, tmp_path: Path) -> None:
    import graphkit

    ran = run("query", "cofunding_pairs", "min_actions=9", "--store", str(small_store), "--format", "json")
    assert (ran.code, ran.out) == (0, "[]\n")
    assert ran.err.startswith("No rows.")
    graphkit.open(tmp_path / "empty").close()
    ran = run("cypher", "MATCH (a:Actor) RETURN a.id AS id", "--store", str(tmp_path / "empty"))
    assert ran.code == 0
    assert "graphkit load FORMAT FILES" in ran.err
