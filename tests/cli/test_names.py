"""Names as people type them: part of one, a code, without accents; made out before anything is computed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphkit.networks.naming import Named, alike, likely, nearest
from tests.cli.conftest import Run

ACTORS = """\
id,name,kind,scale,aliases
FR-PROG:163,163 - Jeunesse et vie associative,state,national,
FR-PROG:147,147 - Politique de la ville,state,national,
maison,Maison de la jeunesse,association,neighbourhood,MJC du Bourg
centre,Centre de ressources de la politique de la ville,association,regional,
forum,Forum des jeunes,association,neighbourhood,
nord,Secours du Nord,association,regional,
sud,Secours du Sud,association,regional,
"""
# Seven actions that both programmes pay for, in two bases.
ACTIONS = "id,name\n" + "".join(f"x{n},Action {n}\n" for n in range(1, 8))
FUNDS = "start,end,amount,currency,date,basis\n" + "".join(
    f"FR-PROG:163,x{n},{n}00,EUR,2010,disbursed\nFR-PROG:147,x{n},{n}0,EUR,2010,disbursed\n" for n in range(1, 8)
)
OTHER = "nord,x1,5,EUR,2011,committed\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    import graphkit

    folder = tmp_path_factory.mktemp("names")
    tables = folder / "tables"
    tables.mkdir()
    for name, text in (("actors", ACTORS), ("actions", ACTIONS), ("funds", FUNDS + OTHER)):
        tables.joinpath(f"{name}.csv").write_text(text, encoding="utf-8")
    with graphkit.open(folder / "store") as graph:
        graph.load("tables", tables, rejects=None)
    return str(folder / "store")


@pytest.mark.parametrize(
    "words", [("163", "147"), ("vie associative", "POLITIQUE de la ville"), ("jeunesse et vie", "147")]
)
def test_a_code_and_whole_words_name_an_actor_and_it_is_said_whom(run: Run, store: str, words: tuple[str, str]) -> None:
    ran = run("paths", *words, "--store", store, "--format", "json")
    assert ran.code == 0, ran.err
    assert {row["start"] for row in ran.json()} == {"FR-PROG:163"}
    assert f"'{words[0]}' is taken for 163 - Jeunesse et vie associative (FR-PROG:163).\n" in ran.err
    assert f"'{words[1]}' is taken for 147 - Politique de la ville (FR-PROG:147).\n" in ran.err
    ran = run("paths", *words, "--store", store, "--lang", "fr")
    assert f"'{words[0]}' est pris pour 163 - Jeunesse et vie associative (FR-PROG:163).\n" in ran.err


def test_an_exact_name_is_taken_without_a_word(run: Run, store: str) -> None:
    ran = run("paths", "163 - Jeunesse et vie associative", "FR-PROG:147", "--store", store)
    assert ran.code == 0
    assert "taken for" not in ran.err


def test_several_that_fit_are_listed(run: Run, store: str) -> None:
    ran = run("paths", "secours", "163", "--store", store)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "graphkit: 'secours' may mean 2 actors: Secours du Nord (nord), Secours du Sud (sud). "
        "Give more of the name, or the id.\n"
    )
    ran = run("paths", "secours", "163", "--store", store, "--lang", "fr")
    assert ran.err.startswith("graphkit: 'secours' peut désigner 2 acteurs : Secours du Nord (nord)")


def test_a_beginning_is_no_better_than_words_within_and_who_funds_comes_first(run: Run, store: str) -> None:
    ran = run("money", "--actor", "jeunesse", "--store", store)
    assert (ran.code, ran.out) == (2, "")
    listed = "163 - Jeunesse et vie associative (FR-PROG:163), Maison de la jeunesse (maison)"
    assert f"'jeunesse' may mean 2 actors: {listed}. " in ran.err


def test_where_a_funder_is_meant_those_who_fund_are_taken(run: Run, store: str) -> None:
    ran = run("query", "cofunders_of_funder", "funder=jeunesse", "--store", store, "--format", "json")
    assert ran.code == 0, ran.err
    assert "'jeunesse' is taken for 163 - Jeunesse et vie associative (FR-PROG:163).\n" in ran.err
    assert {row["co_funder_id"] for row in ran.json()} == {"FR-PROG:147", "nord"}
    ran = run("paths", "jeunesse", "secours", "--funders-only", "--store", store)
    assert ran.code == 0, ran.err
    assert "'secours' is taken for Secours du Nord (nord).\n" in ran.err
    assert run("paths", "jeunesse", "secours", "--store", store).code == 2


def test_a_funder_that_funds_nothing_is_told(run: Run, store: str) -> None:
    for text in ("forum des jeunes", "Forum des jeunes", "forum"):
        ran = run("query", "cofunders_of_funder", f"funder={text}", "--store", store)
        assert ran.code == 0, ran.err
        assert "No rows.\nForum des jeunes funds nothing in this store.\n" in ran.err
    ran = run("query", "cofunders_of_funder", "funder=forum", "--store", store, "--lang", "fr")
    assert "Forum des jeunes ne finance rien dans cet entrepôt.\n" in ran.err
    ran = run("query", "cofunders_of_funder", "funder=nord", "min_actions=7", "--store", store)
    assert "No rows." in ran.err
    assert "funds nothing" not in ran.err


def test_a_misspelt_word_of_a_long_name_finds_it_and_funders_first(run: Run, store: str) -> None:
    ran = run("query", "cofunders_of_funder", "funder=Jeunese", "--store", store)
    assert ran.code == 2
    assert ran.err.endswith("Did you mean 163 - Jeunesse et vie associative?\n")


def test_two_that_were_judged_the_same_are_one(run: Run, store: str, tmp_path: Path) -> None:
    own = ("--store", str(shutil.copytree(store, tmp_path / "own")))
    judged = (
        "MATCH (a:Actor {id: 'nord'}), (b:Actor {id: 'sud'}) CREATE (a)-[:SAME_AS {id: 's', judgement: 'same'}]->(b)"
    )
    assert run("cypher", judged, "--write", *own).code == 0
    ran = run("paths", "secours", "163", *own)
    assert ran.code == 0, ran.err
    assert "'secours' is taken for Secours du Nord (nord)." in ran.err


def test_a_wrong_name_is_told_before_the_graph_is_read(run: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("the snapshot was read")

    monkeypatch.setattr("graphkit.graph.Graph.snapshot", read)
    ran = run("paths", "politique de la vile", "163", "--store", store)
    assert ran.code == 2
    assert ran.err.startswith(
        "graphkit: There is no actor named 'politique de la vile'. Did you mean 147 - Politique de la ville"
    )


def test_a_query_takes_the_same_names(run: Run, store: str) -> None:
    ran = run("query", "cofunders_of_funder", "funder=163", "--store", store, "--format", "json")
    assert ran.code == 0, ran.err
    assert {row["co_funder_id"] for row in ran.json()} == {"FR-PROG:147", "nord"}
    assert "'163' is taken for 163 - Jeunesse et vie associative (FR-PROG:163)." in ran.err
    ran = run("query", "cofunders_of_funder", "funder=Politique de la vile", "--store", store)
    assert ran.code == 2
    assert "Did you mean 147 - Politique de la ville" in ran.err
    # An alias is no exact name to Cypher; here it is.
    ran = run("query", "roles_of_actor", "actor=mjc du bourg", "--store", store)
    assert ran.code == 0
    assert "'mjc du bourg' is taken for Maison de la jeunesse (maison)." in ran.err


def test_amounts_of_two_bases_are_left_blank_with_the_reason_and_the_way_out(run: Run, store: str) -> None:
    words = ("paths", "FR-PROG:163", "FR-PROG:147", "--store", store)
    ran = run(*words, "--all")
    assert ran.code == 0
    assert "EUR" not in ran.out
    assert (
        "The amounts are left blank: they are of several bases (committed, disbursed), which are never added up. "
        "Choose one: --basis committed, --basis disbursed.\n"
    ) in ran.err
    assert "Les montants sont laissés en blanc" in run(*words, "--lang", "fr").err
    assert {row["currency"] for row in run(*words, "--format", "json").json()} == {None}
    ran = run(*words, "--basis", "disbursed", "--format", "json")
    assert "left blank" not in ran.err
    assert [(row["shared_amount"], row["currency"]) for row in ran.json()] == [(n * 10.0, "EUR") for n in range(1, 8)]


def test_a_currency_stands_beside_an_amount_or_not_at_all(run: Run, store: str) -> None:
    words = ("paths", "nord", "163", "--basis", "committed", "--store", store)
    # The one committed amount is that of one side: nothing is shared for certain.
    (row,) = run(*words, "--format", "json").json()
    assert (row["start_amount"], row["shared_amount"], row["currency"]) == (5.0, None, "EUR")
    assert "EUR" not in run(*words).out


def test_a_table_begins_with_five_actions_a_step(run: Run, store: str) -> None:
    words = ("paths", "163", "147", "--store", store)
    lines = run(*words).out.splitlines()[2:]
    assert len(lines) == 6
    assert lines[-1].endswith("… and 2 more (--all)")
    assert run(*words, "--lang", "fr").out.rstrip().endswith("… et 2 de plus (--all)")
    assert len(run(*words, "--all").out.splitlines()) == 2 + 7
    assert len(run(*words, "--format", "csv").out.splitlines()) == 1 + 7


NODES = [
    Named("FR-PROG:163", "163 - Jeunesse et vie associative"),
    Named("a", "Fédération des œuvres laïques", ("FOL",)),
    Named("b", "Maison de la jeunesse"),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("163", ["FR-PROG:163"]), ("jeunesse", ["FR-PROG:163", "b"]), ("de la jeunesse", ["b"]), ("jeune", []),
        ("oeuvres LAIQUES", ["a"]), ("", []), (" - ", []), ("16", []),
    ],
)  # fmt: skip
def test_whole_words_count_and_the_best_fit_wins(text: str, ids: list[str]) -> None:
    assert [node.id for node in likely(text, NODES)] == ids


def test_accents_case_and_other_names_make_no_difference() -> None:
    assert [node.id for node in alike("federation des oeuvres laiques", NODES)] == ["a"]
    assert [node.id for node in alike("fol", NODES)] == ["a"]


def test_the_nearest_are_spelled_alike_or_share_words() -> None:
    names = [node.name for node in NODES]
    assert nearest("Maison de la jeuness", names)[0] == "Maison de la jeunesse"
    assert nearest("laiques de France et d'ailleurs", names) == ["Fédération des œuvres laïques"]
    assert nearest("xyzzy", names) == []
    assert nearest("asociative", names) == ["163 - Jeunesse et vie associative"]
    many = [*names, *(f"Association {n}" for n in range(6_000))]
    assert nearest("maison de la jeunes", many)[0] == "Maison de la jeunesse"


FRENCH = {
    "actors": "id,name,name_fr\na,Education,Éducation\nb,Town,Ville\nc,Alone,Seul\n",
    "actions": "id,name,name_fr\nx,Garden,Jardin\ny,Lonely,Solitaire\n",
    "funds": "start,end,amount,currency,basis\na,x,1,EUR,committed\nb,x,2,EUR,disbursed\nc,y,3,EUR,committed\n",
}


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> str:
    import graphkit

    folder = tmp_path_factory.mktemp("french")
    folder.joinpath("tables").mkdir()
    for name, text in FRENCH.items():
        folder.joinpath("tables", f"{name}.csv").write_text(text, encoding="utf-8")
    with graphkit.open(folder / "store") as graph:
        graph.load("tables", folder / "tables", rejects=None)
    return str(folder / "store")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("paths", "Education", "Ville"), ("Éducation", "Ville", "Jardin")),
        (("paths", "Education", "Ville", "--evidence"), ("Éducation", "Ville", "Jardin")),
        (("centrality", "--measures", "degree"), ("Éducation", "Ville", "Seul")),
        (("coalitions", "--runs", "0"), ("Éducation", "Ville")),
    ],
)
def test_tables_have_french_names_where_french_is_asked_for(
    run: Run, french: str, words: tuple[str, ...], names: tuple[str, ...]
) -> None:
    ran = run(*words, "--store", french, "--lang", "fr")
    assert ran.code == 0, ran.err
    for name in names:
        assert name in ran.out
    assert "Education" not in ran.out
    for other in (("--lang", "en"), ("--lang", "fr", "--format", "csv")):
        assert "Education" in run(*words, "--store", french, *other).out


def test_no_way_is_told_without_a_word_on_amounts(run: Run, french: str) -> None:
    ran = run("paths", "a", "c", "--store", french)
    assert ran.code == 0
    assert "shares no action" in ran.err.splitlines()[0]
    assert "left blank" not in ran.err
    found = run("paths", "a", "b", "--store", french).err.splitlines()
    assert found[0].startswith("Steps: 1;")
    assert "left blank" in found[1]
