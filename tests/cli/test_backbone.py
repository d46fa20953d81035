"""``graphkit backbone``: what is kept, and what is said of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graphkit import backbone as library_backbone
from graphkit import backbones
from graphkit.cli import backbone
from graphkit.cli._backbone_said import say_backbone
from graphkit.cli._settings import Settings
from tests.cli.conftest import Run
from tests.unit.backbones.networks import network_of

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
    assert "times as many meetings in all as there are" in ran.err
    assert "--model fdsm keeps activity and sizes as they are" in ran.err
    assert "asked for with --signed" in ran.err
    assert "neither agreement nor coordination" in ran.err
    french = run("backbone", "--store", str(small_store), "--lang", "fr")
    assert french.code == 0
    assert "Aucune n'est retenue" in french.err
    assert "correction : aucune" in french.err
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
    ran = run("backbone", "--store", str(circle_store), "--model", "disparity", "--alpha", "0.6")
    assert ran.code == 0, ran.err
    assert "were its strength spread by chance" in ran.err
    assert "Ties tested, at both ends: " in ran.err
    assert "than by chance: " in ran.err
    assert "activity explain" not in ran.err
    none = run("backbone", "--store", str(circle_store), "--model", "disparity", "--alpha", "0.000001", "--lang", "fr")
    assert (none.code, "Aucun n'est retenu" in none.err) == (0, True)
    refused = run("backbone", "--store", str(circle_store), "--model", "disparity", "--signed")
    assert refused.code == 2
    assert "--model disparity has no --two-sided or --signed" in refused.err
    refused = run("backbone", "--store", str(circle_store), "--weight", "newman", "--lang", "fr")
    assert refused.code == 2
    assert "--model sdsm n'a pas d'option --weight" in refused.err


def test_those_who_meet_less_are_not_said_to_avoid_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    # Two halves of ten that never meet, each of whom is in half of forty actions.
    halves = [[int(action % 2 == actor % 2) for action in range(40)] for actor in range(10)]
    found = library_backbone(network_of(halves), signed=True)
    say_backbone(Settings(lang="fr"), found)
    said = capsys.readouterr().err
    assert "moins souvent : 25" in said
    assert "n'est pas s'éviter" in said
    assert "--signed" not in said
    # Five of ten in each action, each with probability one half: (25 - 10 / 4) / (5 × 4).
    assert "1,12 fois autant" in said
    assert "pour cette seule raison" in said


def test_too_few_draws_for_a_correction_are_told(run: Run, circle_store: Path) -> None:
    words = ("backbone", "--store", str(circle_store), "--model", "fdsm", "--correction", "holm")
    ran = run(*words, "--draws", "200")
    assert ran.code == 0, ran.err
    # Sixteen actors are 120 pairs, and 120 / .05 is 2400.
    assert "No p can be below 1 / 201; for this correction take --draws 2400" in ran.err
    assert "No p can be below" not in run(*words, "--draws", "2400").err


def test_from_a_pair_to_its_rows(run: Run, circle_store: Path) -> None:
    words = ("backbone", "--store", str(circle_store), "--correction", "bh", "--format", "csv")
    ran = run(*words, "--evidence", "CIRCLE1", "circle0")
    assert ran.code == 0, ran.err
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {(row["actor"], row["action"]) for row in rows} == {
        (f"circle{i}", f"common{k}") for i in (0, 1) for k in range(8)
    }
    assert all(row["locator"] for row in rows)
    listed = next(row for row in csv.DictReader(io.StringIO(run(*words).out)) if row["other_id"] == "circle1")
    assert (
        f"Circle0 and Circle1: in common 8, expected {float(listed['expected']):.3g}, p {float(listed['p']):.3g}"
        in ran.err
    )
    apart = run(*words, "--evidence", "circle0", "crowd1", "--lang", "fr")
    assert apart.code == 0
    assert "Circle0 et Crowd1 ne sont pas parmi les paires retenues" in apart.err
    nobody = run(*words, "--evidence", "circle0", "nobody")
    assert (nobody.code, "There is no actor named 'nobody'" in nobody.err) == (2, True)


def test_how_the_rows_came_about_is_kept_beside_them(run: Run, circle_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.json"
    ran = run(
        "backbone", "--store", str(circle_store), "--correction", "bh", "--provenance", str(file), "--format", "csv"
    )
    assert ran.code == 0, ran.err
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["parameters"] | {"correction": "bh", "alpha": 0.05, "model": "sdsm"} == told["parameters"]
    assert told["account"]["tests"] == 120
    assert told["network"]["ties"] == ["FUNDS", "TAKES_PART", "SUPPORTS"]
    assert f"Data: {told['snapshot'][:12]}" in ran.err
    refused = run("backbone", "--store", str(circle_store), "--provenance", str(tmp_path / "nowhere" / "pairs.json"))
    assert refused.code != 0
    assert "Traceback" not in refused.err


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
