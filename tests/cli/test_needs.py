"""``graphkit territories``, ``match`` and ``learn``: in both languages, and every fault in one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TABLES = {
    "actors.csv": "id,name,kind\ntown,Ville de Port,local_authority\nclub,Le Club,association\n",
    "actions.csv": "id,name,name_fr\nnursery,Nursery,Crèche\ngarden,Garden,Jardin\n",
    "territories.csv": "id,name,scale,population\nport,Port-la-Forêt,municipal,1000\nhill,La Colline,municipal,\n"
    "county,Comté,departmental,\n",
    "within.csv": "start,end\nport,county\nhill,county\n",
    "located_in.csv": "start,end\nnursery,port\n",
    "fields.csv": "id,name\ncare,Petite enfance\nfood,Alimentation\n",
    "in_field.csv": "start,end\nnursery,care\n",
    "groups.csv": "id,name\nsmall,Enfants\n",
    "targets.csv": "start,end\nnursery,small\n",
    "funds.csv": "start,end,amount,currency,basis\ntown,nursery,100,EUR,committed\n",
    "takes_part.csv": "start,end,role\nclub,nursery,operator\nclub,garden,operator\n",
    "issues.csv": "id,name,theme,improvement\nlate,Argent tardif,financing,\n",
    "faces.csv": "start,end\nnursery,late\ngarden,late\n",
    "success_factors.csv": "id,name,theme\ntrust,Confiance,partnership\n",
    "credits.csv": "start,end\ngarden,trust\n",
    "member_of.csv": "start,end,membership\nclub,town,committee_seat\n",
}


@pytest.fixture(scope="module")
def port_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    import graphkit

    folder = tmp_path_factory.mktemp("port") / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    place = folder.with_name("store")
    with graphkit.open(place) as graph:
        graph.load("tables", folder, rejects=None)
    return str(place)


def test_who_does_what_where(run: Run, port_store: str, tmp_path: Path) -> None:
    figure, how = tmp_path / "m.svg", tmp_path / "how.json"
    ran = run(
        "territories", "--store", port_store, "--level", "communal", "--format", "csv",
        "--plot", str(figure), "--provenance", str(how),
    )  # fmt: skip
    assert ran.code == 0, ran.err
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["territory_id"], row["class_id"], row["actions"], row["inhabitants"]) == ("port", "care", "1", "1000")
    assert row["money"] == "100\u00a0EUR (committed)"
    assert "In no territory that a source names, and so in no row: 1 action of 2." in ran.err
    assert figure.read_text(encoding="utf-8").startswith("<?xml")
    assert json.loads(how.read_text(encoding="utf-8"))["parameters"] == {
        "by": "field", "level": "municipal", "rollup": True,
    }  # fmt: skip


def test_years_leave_out_what_states_none(run: Run, port_store: str) -> None:
    ran = run("territories", "--store", port_store, "--since", "2015", "--until", "2016", "--format", "csv")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    told = "Of the years 2015–2016. Left out, for they are of other years or state none: 2 actions, 3 ties."
    assert told in ran.err
    ran = run("territories", "--store", port_store, "--since", "2017", "--until", "2016")
    assert (ran.code, ran.out) == (2, "")


def test_gaps_and_the_rest_in_french(run: Run, port_store: str) -> None:
    words = ("territories", "--store", port_store, "--level", "municipal", "--lang", "fr")
    ran = run(*words, "--show", "gaps")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0].split()[:4] == ["territoire", "échelle", "habitants", "champ"]
    assert len(ran.out.splitlines()) == 2 + 3
    assert "Manques, un territoire et un champ d'action sans action dans les données : 3 sur 4 cases." in ran.err
    for show in ("territories", "classes", "money"):
        assert run(*words, "--show", show, "--by", "kind").code == 0
    assert "collectivité" in run(*words, "--by", "kind").out


def test_one_territory(run: Run, port_store: str) -> None:
    ran = run("territories", "comte", "--store", port_store, "--lang", "fr")
    assert ran.code == 0, ran.err
    assert "Crèche" in ran.out
    assert "Petite enfance" in ran.out
    ran = run("territories", "Comté", "--store", port_store, "--evidence", "--format", "json")
    assert {row["type"] for row in ran.json()} == {"FUNDS", "TAKES_PART", "LOCATED_IN", "IN_FIELD", "WITHIN"}
    assert all(row["locator"] for row in ran.json())


def test_what_is_near_a_need(run: Run, port_store: str, tmp_path: Path) -> None:
    figure = tmp_path / "m.png"
    words = ("match", "--store", port_store, "--field", "petite ENFANCE", "--territory", "port la foret")
    ran = run(*words, "--format", "json", "--plot", str(figure))
    assert ran.code == 0, ran.err
    assert [(row["what"], row["id"], row["criteria"], row["together"]) for row in ran.json()] == [
        ("actor", "club", 2, 2), ("funder", "town", 2, 2),
    ]  # fmt: skip
    assert "In the field Petite enfance: 1 action (Nursery)." in ran.json()[0]["reasons"]
    assert figure.stat().st_size > 1000
    assert "no score, and equal ranks are equal" in ran.err
    ran = run(*words, "--lang", "fr", "--what", "funder")
    assert "Pour de telles actions : 100 EUR (engagé)." in ran.out
    assert "acteur " not in ran.out
    ran = run(*words, "--evidence", "le club", "--format", "csv")
    assert [row["type"] for row in csv.DictReader(io.StringIO(ran.out))] == ["IN_FIELD", "LOCATED_IN", "TAKES_PART"]


def test_what_was_learnt(run: Run, port_store: str) -> None:
    ran = run("learn", "--store", port_store, "--format", "json")
    assert ran.code == 0, ran.err
    assert [(row["issue_id"], row["actions"], row["improvement"]) for row in ran.json()] == [("late", 2, None)]
    ran = run("learn", "--store", port_store, "--show", "themes", "--lang", "fr")
    assert "financement" in ran.out
    for show in ("open", "unmonitored", "factors", "bodies", "together"):
        assert run("learn", "--store", port_store, "--show", show).code == 0
    ran = run("learn", "--store", port_store, "--evidence", "argent tardif", "--format", "json")
    assert [row["start"] for row in ran.json()] == ["garden", "nursery"]
    # No indicator at all is a gap of the data.
    assert "The data state no indicator at all" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("territories", "--level", "galactic"), 2, "There is no scale named 'galactic'"),
        (("territories", "--level", "national"), 3, "The data have: departmental, municipal."),
        (("territories", "Colinne"), 2, "There is no territory named 'Colinne'. Did you mean La Colline?"),
        (("territories", "Comté", "--level", "municipal"), 2, "not among these rows"),
        (("territories", "--evidence"), 2, "graphkit territories TERRITORY --evidence"),
        (("territories", "--plot", "x.txt"), 2, "no picture"),
        (("match",), 2, "give --field, --group or --territory"),
        (("match", "--field", "enfants"), 2, "'enfants'. There is: Alimentation, Petite enfance."),
        (("match", "--group", "zzz"), 2, "There is no group named 'zzz'. There is: Enfants."),
        (
            ("match", "--territory", "Colinne", "--lang", "fr"),
            2,
            "Aucun territoire ne s'appelle 'Colinne'. Vouliez-vous",
        ),
        (("match", "--field", "care", "--what", "heroes"), 2, "There is no part named 'heroes'"),
        (("match", "--field", "care", "--evidence", "nobody"), 2, "There is no candidate named 'nobody'"),
        (("learn", "--evidence", "nothing"), 2, "There is no lesson named 'nothing'"),
    ],
)
def test_what_does_not_fit_is_one_line(run: Run, port_store: str, words: tuple[str, ...], code: int, said: str) -> None:
    ran = run(*words, "--store", port_store)
    assert ran.code == code, ran.err
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_data_without_fields(run: Run, small_store: Path) -> None:
    ran = run("match", "--field", "care", "--store", str(small_store))
    assert (ran.code, "The data name no field." in ran.err) == (3, True)
    ran = run("match", "--field", "care", "--store", str(small_store), "--lang", "fr")
    assert "Les données ne nomment aucun champ d'action." in ran.err
    ran = run("territories", "--store", str(small_store))
    assert ran.code == 0
    assert "The data name no territory" in ran.err
    ran = run("learn", "--store", str(small_store), "--lang", "fr")
    assert ran.code == 0
    assert "il n'y a rien à en apprendre" in ran.err
