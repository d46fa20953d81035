"""``graphkit backbone``: what is kept, and what is said of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from graphkit import backbones
from graphkit.cli import backbone
from tests.cli.conftest import Run

# Four who fund the same eight actions, and a crowd that is here and there.
CIRCLE = [(f"circle{i}", f"common{k}") for i in range(4) for k in range(8)]
CROWD = [(f"crowd{k % 12}", f"other{k % 30}") for k in range(60)]


@pytest.fixture(scope="module")
def circle_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import graphkit

    folder = tmp_path_factory.mktemp("circle")
    ties = sorted({*CIRCLE, *CROWD})
    for name, header, rows in (
        ("actors", ("id", "name"), sorted({(actor, actor.title()) for actor, _ in ties})),
        ("actions", ("id", "name"), sorted({(action, action) for _, action in ties})),
        ("funds", ("start", "end"), ties),
    ):
        with folder.joinpath(f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    with graphkit.open(folder / "store") as graph:
        graph.load("tables", *[folder / f"{name}.csv" for name in ("actors", "actions", "funds")], rejects=None)
    return folder / "store"


def test_nothing_kept_is_an_answer(run: Run, small_store: Path) -> None:
    ran = run("backbone", "--store", str(small_store), "--format", "json")
    assert ran.code == 0, ran.err
    assert ran.json() == []
    assert "Pairs tested: 6; with something in common: 4; model: sdsm; alpha: 0.05; correction: none." in ran.err
    assert "None is kept" in ran.err
    assert "neither agreement nor coordination" in ran.err
    french = run("backbone", "--store", str(small_store), "--lang", "fr")
    assert french.code == 0
    assert "Aucune n'est retenue" in french.err
    assert "ni un accord ni une coordination" in french.err


def test_the_circle_is_kept(run: Run, circle_store: Path) -> None:
    ran = run("backbone", "--store", str(circle_store), "--format", "csv", "--correction", "bh")
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    circle = {(row["id"], row["other_id"]) for row in rows}
    assert {(f"circle{i}", f"circle{j}") for i in range(4) for j in range(i + 1, 4)} <= circle
    assert list(rows[0]) == [
        "id", "name", "other_id", "other_name", "sign", "observed", "expected", "p", "p_adjusted",
    ]  # fmt: skip
    assert f"Kept, as they meet more often than expected: {len(rows)}." in ran.err
    assert "Network: FUNDS" in ran.err
    table = run("backbone", "--store", str(circle_store), "--signed", "--lang", "fr", "--top", "3")
    assert "attendu" in table.out.splitlines()[0]
    assert "moins souvent : " in table.err
    assert len(table.out.splitlines()) == 5


def test_draws_with_a_seed(run: Run, circle_store: Path) -> None:
    words = ("backbone", "--store", str(circle_store), "--model", "fdsm", "--draws", "200", "--format", "csv")
    ran = run(*words, "--seed", "5")
    assert ran.code == 0, ran.err
    assert "Networks drawn: 200, with seed 5" in ran.err
    assert "p_error" in ran.out.splitlines()[0]
    assert ran.out == run(*words, "--seed", "5").out


def test_a_filter_says_that_it_is_one(run: Run, circle_store: Path) -> None:
    ran = run("backbone", "--store", str(circle_store), "--model", "disparity", "--alpha", "0.3")
    assert ran.code == 0, ran.err
    assert "were its strength spread by chance" in ran.err
    refused = run("backbone", "--store", str(circle_store), "--model", "disparity", "--signed")
    assert refused.code == 2
    assert "--model disparity has no --two-sided or --signed" in refused.err
    refused = run("backbone", "--store", str(circle_store), "--weight", "newman", "--lang", "fr")
    assert refused.code == 2
    assert "--model sdsm n'a pas d'option --weight" in refused.err


def test_first_years_from_a_file(run: Run, circle_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "years.csv"
    file.write_text("id,year\ncircle0,2015\nCrowd1,2016\n", encoding="utf-8")
    words = ("backbone", "--store", str(circle_store), "--first-years", str(file))
    ran = run(*words)
    assert ran.code == 0, ran.err
    assert "taken to have been there by then: 0." in ran.err
    file.write_text("id,year\ncircle0,lately\n", encoding="utf-8")
    ran = run(*words)
    assert ran.code == 3
    assert "years.csv, line 2: this is no id with a year" in ran.err
    file.unlink()
    ran = run(*words)
    assert (ran.code, "Give a CSV file with the columns id and year" in ran.err) == (3, True)
    file.write_text("id,year\nnobody,2015\n", encoding="utf-8")
    ran = run(*words)
    assert ran.code == 2
    assert "There is no actor named 'nobody'" in ran.err


def test_the_choices_are_those_of_the_library() -> None:
    assert backbone.MODELS == backbones.MODELS
    assert backbone.CORRECTIONS == backbones.CORRECTIONS
