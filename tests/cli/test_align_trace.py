"""``graphkit align`` and ``graphkit trace``: rows, words in both languages, pictures, and what does not fit."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# A plan of two axes, of which one has no action; a second plan of one; a café after the example of another.
TABLES = {
    "actors": "id,name\ncity,City\nclub,Club\n",
    "actions": "id,name,name_fr\nlille,Lille café,Café de Lille\nparis,Paris café,\nwalk,A walk,\n",
    "funds": "start,end,amount,currency,basis\ncity,lille,100,EUR,committed\n",
    "takes_part": "start,end,role\nclub,paris,operator\n",
    "programmes": "id,name,code\nplan,The plan,PL\nother,Other plan,\n",
    "objectives": "id,name,name_fr,code\none,Prevention,La prévention,1\ntwo,Housing,,2\nthree,Work,,\n",
    "of": "start,end\none,plan\ntwo,plan\nthree,other\n",
    "pursues": "start,end\nlille,one\nlille,three\n",
    "part_of": "start,end\nwalk,plan\n",
    "concepts": "id,name\ncafe,Children's café\nnone,Nobody's idea\n",
    "applies": "start,end,date,channel\nparis,cafe,1999,\nlille,cafe,,charter\n",
    "adapted_from": "start,end,date,channel,carrier\nlille,paris,2006,person,club\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import graphkit

    folder = tmp_path_factory.mktemp("plan") / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        folder.joinpath(f"{name}.csv").write_text(text, encoding="utf-8")
    place = folder.with_name("store")
    with graphkit.open(place) as graph:
        graph.load("tables", folder, rejects=None)
    return place


def test_several_programmes_are_listed(run: Run, store: Path) -> None:
    ran = run("align", "--store", str(store), "--format", "json")
    assert ran.code == 0, ran.err
    assert [(row["id"], row["axes"], row["actions"]) for row in ran.json()] == [("plan", 2, 1), ("other", 1, 1)]
    assert "Programmes that have axes: 2. Name one: graphkit align PROGRAMME." in ran.err


def test_the_axes_of_a_programme(run: Run, store: Path, tmp_path: Path) -> None:
    figure, how = tmp_path / "axes.svg", tmp_path / "how.json"
    words = ("align", "PL", "--store", str(store))
    ran = run(*words, "--format", "json", "--plot", str(figure), "--provenance", str(how))
    assert ran.code == 0, ran.err
    told = [(row["row"], row["axis"], row["actions"], row["amount"], row["single_funder"]) for row in ran.json()]
    assert told == [
        ("axis", "Prevention", 1, 100, "City"), ("axis", "Housing", 0, None, None), ("total", None, 1, 100, "City")
    ]  # fmt: skip
    assert "Without any action in these data: 1 axis (2 Housing)." in ran.err
    assert "pursue none of its axes: 1 of 1 (A walk)." in ran.err
    assert "1 Prevention: 1 action: Lille café." in figure.read_text(encoding="utf-8")
    assert json.loads(how.read_text(encoding="utf-8"))["parameters"] == {"programme": "plan", "rates": None}
    french = run(*words, "--lang", "fr")
    assert "La prévention" in french.out
    assert "(tous les axes, chaque action une fois)" in french.out
    assert "Sans aucune action dans ces données : 1 axe (2 Housing)." in french.err


def test_actions_and_evidence(run: Run, store: Path) -> None:
    words = ("align", "The plan", "--store", str(store), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run(*words, "--actions").out)))
    assert [(row["action_id"], row["situation"], row["axes"]) for row in rows] == [
        ("lille", "one axis", "Prevention"), ("walk", "no axis", "")
    ]  # fmt: skip
    table = run(*words[:-2], "--actions", "--lang", "fr").out
    assert "un axe" in table
    assert "Café de Lille" in table
    behind = list(csv.DictReader(io.StringIO(run(*words, "--evidence", "one").out)))
    assert [row["type"] for row in behind] == ["PURSUES", "FUNDS"]
    assert all(row["source"] and row["locator"] for row in behind)


def test_concepts_are_listed(run: Run, store: Path) -> None:
    ran = run("trace", "--store", str(store), "--format", "json")
    assert ran.code == 0, ran.err
    assert [(row["id"], row["applications"]) for row in ran.json()] == [("cafe", 2), ("none", 0)]
    assert "Concepts: 2." in ran.err


def test_a_concept_is_followed(run: Run, store: Path, tmp_path: Path) -> None:
    figure = tmp_path / "tree.svg"
    where = ("--store", str(store))
    ran = run("trace", "children's cafe", *where, "--plot", str(figure))
    assert ran.code == 0, ran.err
    assert "└─ Lille café" in ran.out
    assert "Lille café (2006) was adapted from Paris café (1999), 7 years later, by person who carries it" in ran.err
    assert "Lille café (2006) was adapted from" in figure.read_text(encoding="utf-8")
    rows = run("trace", "cafe", *where, "--format", "json").json()
    assert [(row["action"], row["depth"], row["year"], row["run_by"]) for row in rows] == [
        ("Paris café", 0, 1999, ["Club"]), ("Lille café", 1, 2006, [])
    ]  # fmt: skip
    french = run("trace", "cafe", *where, "--lang", "fr")
    assert "Café de Lille (2006) a été adapté de Paris café (1999), 7 ans après, par personne relais" in french.err
    assert "└─ Café de Lille" in french.out
    carriers = run("trace", "cafe", *where, "--carriers", "--format", "json").json()
    assert [(row["actor"], row["as"], row["channel"]) for row in carriers] == [("Club", "adaptation", "person")]
    behind = run("trace", "cafe", *where, "--evidence", "--format", "json").json()
    assert [row["type"] for row in behind] == ["APPLIES", "APPLIES", "ADAPTED_FROM"]
    nobody = run("trace", "none", *where)
    assert nobody.code == 0
    assert "Nobody's idea: no action of these data applies it." in nobody.err


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("align", "nothing"), "There is no programme named 'nothing'", 2),
        (("align", "plan", "--evidence", "nothing"), "There is no axis or action of the programme named 'nothing'", 2),
        (("align", "plan", "--actions", "--evidence", "one"), "give one of them", 2),
        (("align", "plan", "--rates", "nothing.csv"), "The rates cannot be read", 3),
        (("trace", "nothing"), "There is no concept named 'nothing'", 2),
        (("trace", "--carriers"), "graphkit trace CONCEPT", 2),
        (("trace", "cafe", "--carriers", "--evidence"), "give one of them", 2),
        (("trace", "cafe", "--plot", "x.txt"), "no picture", 2),
    ],
)
def test_what_does_not_fit_is_one_line(run: Run, store: Path, words: tuple[str, ...], said: str, code: int) -> None:
    ran = run(*words, "--store", str(store))
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_where_there_are_no_programmes_or_concepts(run: Run, small_store: Path) -> None:
    where = ("--store", str(small_store))
    ran = run("align", *where)
    assert (ran.code, "No programme of these data has axes" in ran.err) == (3, True)
    assert run("align", *where, "--lang", "fr").err.count("\n") == 1
    assert "There is no programme named 'x'" in run("align", "x", *where).err
    ran = run("trace", *where)
    assert (ran.code, "There are no concepts in these data" in ran.err) == (0, True)
    assert "There is no concept named 'x'" in run("trace", "x", *where).err
