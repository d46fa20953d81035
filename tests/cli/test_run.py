"""``graphkit run``: the same bytes twice, a record of how they came about, and refusals that leave all as it was."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from graphkit import recipes
from graphkit.recipes.kinds import kinds
from tests.cli.conftest import TABLES, Run

# Of every kind one, the costly ones with little effort.
RECIPE = """
out = "q3"
seed = 3
languages = ["en", "fr"]

[[source]]
format = "tables"
files = ["tables"]
publisher = "Ville"

[network.all]
[network.money]
funders_only = true
since = 2019

[parameters]
draws = 20

[[output]]
kind = "report"
network = "money"
title = "{0} <b>&amp; %s"

[[output]]
kind = "centrality"
network = "all"
file = "tables/central.json"

[[output]]
kind = "centrality"
network = "all"
whose = "actions"
measures = ["degree", "birank"]

[[output]]
kind = "coalitions"
network = "money"
runs = 4
backbone = "fdsm"

[[output]]
kind = "backbone"
network = "money"
model = "fdsm"
alpha = 0.9

[[output]]
kind = "brokers"
network = "all"
by = "kind"

[[output]]
kind = "brokers"
network = "all"
show = "cut-points"
file = "cut.csv"

[[output]]
kind = "bottom-link"
network = "all"

[[output]]
kind = "describe"
network = "all"

[[output]]
kind = "resources"
network = "all"
by = ["funder", "year"]

[[output]]
kind = "money"
network = "all"
by = ["year"]

[[output]]
kind = "exit"
network = "money"
rules = "funder"

[[output]]
kind = "exit"
network = "money"
funders = ["ville"]
cascade = 1.0
file = "ville.csv"

[[output]]
kind = "cliff"
network = "money"

[[output]]
kind = "query"
network = "all"
query = "cofunding_pairs"
params = { min_actions = 1 }

[[output]]
kind = "map"
network = "all"
title = "</script>"

[[output]]
kind = "map"
network = "money"
file = "report-money/map.html"

[[output]]
kind = "export"
network = "all"
format = "gexf"

[[output]]
kind = "export"
network = "money"
format = "csv"
projection = "count"
folder = "pairs"
"""

LEAST = '[[source]]\nformat = "tables"\nfiles = "tables"\n[[output]]\nkind = "cliff"\n'


def _beside(folder: Path, text: str, name: str = "q.toml") -> Path:
    """A recipe with the tables that it names beside it."""
    (folder / "tables").mkdir(parents=True)
    for table, rows in TABLES.items():
        folder.joinpath("tables", table).write_text(rows, encoding="utf-8")
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _bytes(out: Path) -> dict[str, bytes]:
    """What a run made, file by file: without its store, and without the dates of its record."""
    found = {
        str(file.relative_to(out)): file.read_bytes()
        for file in out.rglob("*")
        if file.is_file() and "store" not in file.relative_to(out).parts
    }
    told = json.loads(found["run.json"])
    assert set(told.pop("dates")) == {"began", "ended"}
    return found | {"run.json": json.dumps(told).encode()}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of two runs of one recipe, in two places."""
    outs = []
    for name in ("one", "another/place"):
        file = _beside(tmp_path_factory.mktemp("run") / name, RECIPE)
        outs.append(recipes.run(recipes.read(file)).out)
    return outs[0], outs[1]


@pytest.mark.slow
def test_the_same_recipe_on_the_same_data_gives_the_same_bytes(twice: tuple[Path, Path]) -> None:
    one, other = map(_bytes, twice)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert {"report-money/report.html", "report-money/rapport.html", "tables/central.json", "ville.csv"} <= set(one)
    assert {"query-cofunding_pairs-all.csv", "bottom-link-all.csv"} <= set(one)
    assert not list(twice[0].glob(".run.part")) + list(twice[0].glob("store.part"))


@pytest.mark.slow
def test_the_record_tells_of_every_file(twice: tuple[Path, Path]) -> None:
    out, _ = twice
    told = json.loads((out / "run.json").read_bytes())
    files = {file["file"]: file for output in told["outputs"] for file in output["files"]}
    made = set(_bytes(out)) - {"run.json", ".made-by-graphkit-run"}
    assert set(files) == made
    for name, file in files.items():
        data = (out / name).read_bytes()
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert {output["kind"] for output in told["outputs"]} == set(kinds())
    assert told["sources"][0]["rows"] == {"read": 13, "used": 13, "rejected": 0}
    assert told["sources"][0]["known"] == {"publisher": "Ville"}
    assert (told["seed"], told["networks"]["money"]) == (3, {"funders_only": True, "since": 2019})
    measured = next(output for output in told["outputs"] if output["kind"] == "coalitions")
    assert measured["provenance"]["snapshot"] == told["snapshot"]
    assert measured["provenance"]["parameters"]["backbone"] == "fdsm"
    assert str(out.parent) not in json.dumps(told)


@pytest.mark.slow
def test_text_of_a_recipe_stays_text(twice: tuple[Path, Path]) -> None:
    html = (twice[0] / "report-money" / "report.html").read_text(encoding="utf-8")
    assert "{0} &lt;b&gt;&amp;amp; %s" in html
    assert "<b>&amp; %s" not in html


@pytest.mark.slow
def test_a_report_leads_to_the_map_beside_it_wherever_the_recipe_has_that(twice: tuple[Path, Path]) -> None:
    assert b'href="map.html#n=' in (twice[0] / "report-money" / "report.html").read_bytes()
    told = json.loads((twice[0] / "run.json").read_bytes())
    kinds_told = [output["kind"] for output in told["outputs"]]
    assert kinds_told.index("report") < kinds_told.index("map")


NETWORKS = """
[[source]]
format = "tables"
files = "tables"
[network.all]
[network.money]
funders_only = true
[[output]]
kind = "report"
network = "all"
folder = "{folder}"
[[output]]
kind = "map"
network = "{network}"
file = "{file}"
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "file", "network", "there", "back"),
    [
        ("all of it", "map.html", "all", "../map.html", "all%20of%20it/report.html"),
        ("r", "maps/#1.html", "all", "../maps/%231.html", "../r/report.html"),
        ("r", "r/other.html", "all", "other.html", "report.html"),
        # A map of another network has other places, and says nothing of the report.
        ("r", "r/map.html", "money", None, None),
    ],
)
def test_a_report_and_the_map_of_its_network_lead_to_each_other(
    folder: str, file: str, network: str, there: str | None, back: str | None, tmp_path: Path
) -> None:
    text = NETWORKS.format(folder=folder, file=file, network=network)
    out = recipes.run(recipes.read(_beside(tmp_path / "here", text))).out
    page = (out / folder / "report.html").read_text(encoding="utf-8")
    assert re.findall(r'class="subtitle"><a href="([^"]+)"', page) == ([there] if there else [])
    assert ("#n=" in page) == bool(there)
    (held,) = re.findall(r'id="data">(.*?)</script>', (out / file).read_text(encoding="utf-8"), re.DOTALL)
    told = json.loads(held).get("report")
    assert (told and told["en"]["page"]) == back


@pytest.mark.slow
def test_the_numbers_are_those_of_the_commands(twice: tuple[Path, Path], run: Run) -> None:
    out, _ = twice
    store = ("--store", str(out / "store"))
    own = json.loads((out / "tables" / "central.json").read_text())
    assert own == run("centrality", *store, "--format", "json").json()
    assert all(isinstance(row["degree"], int) for row in own)
    money = ("--funders-only", "--since", "2019")
    for name, words in (
        ("exit-money.csv", ("exit", "--rules", "funder", *money)),
        ("cliff-money.csv", ("cliff", *money)),
        ("resources-all.csv", ("resources", "--by", "funder,year")),
        ("brokers-all.csv", ("brokers", "--by", "kind")),
        ("query-cofunding_pairs-all.csv", ("query", "cofunding_pairs", "min_actions=1")),
    ):
        ran = run(*words, *store, "--format", "csv")
        assert (out / name).read_bytes().decode() == ran.out, name


@pytest.mark.slow
def test_a_run_and_its_check_on_the_command_line(run: Run, tmp_path: Path) -> None:
    file = _beside(tmp_path / "here", LEAST)
    checked = run("run", str(file), "--check", "--format", "json")
    assert checked.code == 0, checked.err
    assert [row["step"] for row in checked.json()] == ["load", "store", "make"]
    assert "can be run. Nothing was written." in checked.err
    assert sorted(each.name for each in file.parent.iterdir()) == ["q.toml", "tables"]
    # The hash that the check prints is the one that the recipe takes.
    sha256 = checked.json()[0]["sha256"]
    file.write_text(LEAST.replace("[[output]]", f'sha256 = "{sha256}"\n[[output]]'))
    ran = run("run", str(file), "--format", "json")
    assert ran.code == 0, ran.err
    (row,) = ran.json()
    out = file.parent / "q"
    assert row["sha256"] == hashlib.sha256((out / row["file"]).read_bytes()).hexdigest()
    assert "13 rows read = 13 loaded" in ran.err
    # Made again, with another output: what this run did not make stays, and is named; another's file is not touched.
    (out / "mine.txt").write_text("mine")
    file.write_text(LEAST.replace('"cliff"', '"exit"'))
    again = run("run", str(file), "--lang", "fr")
    assert again.code == 0, again.err
    assert "D'une exécution précédente, pas de celle-ci : cliff.csv" in again.err
    assert (out / "mine.txt").read_text() == "mine"
    # A run that fails leaves the last one whole.
    before = _bytes(out)
    file.write_text(LEAST.replace('"cliff"', '"exit"\nfunders = ["nobody"]'))
    failed = run("run", str(file))
    assert failed.code == 2
    assert failed.err.startswith("graphkit: q.toml, [[output]] 1 (exit): There is no actor named 'nobody'")
    assert _bytes(out) == before
    (file.parent / "tables" / "funds.csv").write_text("start,end\nville,nowhere\n")
    file.write_text(LEAST.replace("[[output]]", f'sha256 = "{sha256}"\n[[output]]'))
    assert "is not what the recipe was written for" in run("run", str(file)).err
    assert _bytes(out) == before


@pytest.mark.slow
def test_a_store_that_is_there(run: Run, own_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.toml"
    file.write_text(f'store = "{own_store.name}"\n[[output]]\nkind = "cliff"\n')
    ran = run("run", str(file))
    assert ran.code == 0, ran.err
    with (tmp_path / "q" / "cliff.csv").open(newline="") as rows:
        assert [row["year"] for row in csv.DictReader(rows)] == ["2019", "2020", "2021"]
    assert not (tmp_path / "q" / "store").exists()
    shutil.rmtree(own_store)
    ran = run("run", str(file))
    assert (ran.code, "There is no store at" in ran.err) == (3, True)
    assert not own_store.exists()


@pytest.mark.slow
def test_the_same_bytes_though_the_rows_are_in_a_named_store_already(run: Run, tmp_path: Path) -> None:
    file = _beside(tmp_path / "here", 'store = "kept"\n' + LEAST.replace('"cliff"', '"report"'))
    with (file.parent / "tables" / "funds.csv").open("a") as funds:
        # One row that says the amount otherwise, and one that cannot be read.
        funds.write("ville,creche,12,EUR,2019-01-01\nville,creche,12,EUR,not a day\n")
    ran = run("run", str(file))
    assert ran.code == 0, ran.err
    first = _bytes(file.parent / "q")
    assert (file.parent / "kept").is_dir()
    ran = run("run", str(file))
    assert ran.code == 0, ran.err
    assert "0 loaded + " in ran.err
    again = _bytes(file.parent / "q")
    assert [name for name in sorted(first | again) if first.get(name) != again.get(name)] == []


@pytest.mark.slow
def test_what_was_rejected_is_listed_and_the_list_goes_when_there_is_nothing(run: Run, tmp_path: Path) -> None:
    file = _beside(tmp_path / "here", LEAST)
    funds = file.parent / "tables" / "funds.csv"
    good = funds.read_text()
    funds.write_text(good + "ville,creche,12,EUR,not a day\n")
    ran = run("run", str(file))
    assert (ran.code, "rejects-1.csv" in ran.err) == (0, True)
    assert "not a day" in (file.parent / "q" / "rejects-1.csv").read_text()
    funds.write_text(good)
    assert run("run", str(file)).code == 0
    assert not (file.parent / "q" / "rejects-1.csv").exists()


@pytest.mark.slow
def test_an_empty_store_is_an_answer(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "q.toml"
    (tmp_path / "fields.csv").write_text("id,name\nx,X\n")
    file.write_text('[[source]]\nformat = "tables"\nfiles = "fields.csv"\n[[output]]\nkind = "cliff"\n')
    ran = run("run", str(file))
    assert (ran.code, ran.err) == (
        3,
        "graphkit: q.toml: There are no actors in the data. Name a [[source]] that holds some.\n",
    )
    assert not (tmp_path / "q").exists()


def test_a_password_goes_to_no_server_that_only_the_recipe_names(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "q.toml"
    # Nobody listens there.
    file.write_text('store = "bolt://127.0.0.1:9"\n[[output]]\nkind = "cliff"\n')
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "secret")
    for lang, told in (("en", "Your password would be sent to 'bolt://127.0.0.1:9'"), ("fr", "serait envoyé à")):
        ran = run("run", str(file), "--lang", lang)
        assert (ran.code, told in ran.err, "secret" in ran.err) == (3, True, False)
    monkeypatch.setenv("GRAPHKIT_STORE", "bolt://127.0.0.1:9")
    assert run("run", str(file)).code == 4


def test_a_folder_that_no_run_made_is_never_filled(run: Run, tmp_path: Path) -> None:
    file = _beside(tmp_path / "here", LEAST)
    out = file.parent / "q"
    (out / "store").mkdir(parents=True)
    (out / "store" / "precious").write_text("x")
    for words in (("run", str(file)), ("run", str(file), "--check")):
        ran = run(*words)
        assert (ran.code, "no run made it" in ran.err) == (2, True)
    assert (out / "store" / "precious").read_text() == "x"
    ran = run("run", str(file), "--out", str(tmp_path / "no" / "folder"))
    assert (ran.code, "There is no folder" in ran.err) == (2, True)


def test_a_recipe_to_begin_with(run: Run) -> None:
    english, french = run("run", "--init"), run("run", "--init", "--lang", "fr")
    assert english.out.startswith("# A recipe of graphkit")
    assert french.out.startswith("# Une recette de graphkit")


def test_what_does_not_go_together(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "q.toml"
    file.write_text(LEAST)
    for words, told in (
        ((), "Name a recipe"),
        (("--init", str(file)), "--init prints a recipe"),
        ((str(file), "--seed", "0"), "What --seed says is in the recipe"),
        ((str(file), "--store", "x"), "What --store says is in the recipe"),
    ):
        ran = run("run", *words)
        assert (ran.code, told in ran.err) == (2, True), words
    before = run("--seed", "0", "run", str(file))
    assert (before.code, "What --seed says" in before.err) == (2, True)


def test_a_mistake_is_one_line_in_both_languages(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "q.toml"
    file.write_text("seed = 1\nseed = 2\n")
    ran = run("run", str(file))
    assert (ran.code, ran.out) == (3, "")
    assert (
        ran.err == "graphkit: q.toml is no TOML: Cannot overwrite a value (at line 2, column 9). Correct that place.\n"
    )
    file.write_text(LEAST + "[network.a]\nsinse = 2019\n")
    french = run("run", str(file), "--lang", "fr")
    assert french.err.startswith(
        "graphkit: q.toml, [network.a]: Aucune clé ne s'appelle 'sinse'. Vouliez-vous dire since"
    )
    assert french.err.count("\n") == 1
