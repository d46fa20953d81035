"""A file given to the wrong loader, a folder, options that do not go together, and a load that is stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphkit import discovery
from graphkit.loading.looks import looks_like
from tests.cli.conftest import Run

SIGNED = ("360giving", "cordis", "iati", "jaune", "scdl")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The example of each format, under a name that says nothing; and grants as JSON."""
    found = {}
    for name in SIGNED:
        loader = discovery.module("graphkit.loaders", name, "format")
        found[name] = tmp_path / f"{name}-file{Path(loader.EXAMPLE_NAME).suffix}"
        found[name].write_text(loader.EXAMPLE, encoding="utf-8")
    grant = {"id": "1", "amountAwarded": 5, "fundingOrganization": [{"id": "x"}]}
    found["json"] = tmp_path / "grants.json"
    found["json"].write_text(json.dumps({"grants": [grant]}), encoding="utf-8")
    return found


@pytest.mark.parametrize("name", SIGNED)
def test_each_format_is_known_by_its_beginning(files: dict[str, Path], name: str) -> None:
    assert looks_like(files[name]) == name
    wide = files[name].with_suffix(".wide")
    wide.write_text(files[name].read_text(encoding="utf-8"), encoding="utf-16")
    assert looks_like(wide) == name


def test_what_is_none_of_them_looks_like_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    assert looks_like(file) is None
    assert looks_like(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("asked", "given", "meant"),
    [("360giving", "iati", "iati"), ("iati", "json", "360giving"), ("scdl", "jaune", "jaune"),
     ("jaune", "scdl", "scdl"), ("tables", "scdl", "scdl"), ("scdl", "json", "360giving")],
)  # fmt: skip
def test_another_of_our_formats_is_named(
    run: Run, files: dict[str, Path], tmp_path: Path, asked: str, given: str, meant: str
) -> None:
    file = files[given]
    words = ("load", asked, str(file), "--dry-run", "--store", str(tmp_path / "store"))
    ran = run(*words)
    assert (ran.code, ran.out) == (3, "")
    cure = f"It looks like {meant}: graphkit load {meant} {file}."
    assert ran.err == f"graphkit: {file.name} is no file of the format {asked}. {cure}\n"
    assert f"Il ressemble à {meant} : graphkit load {meant} {file}." in run(*words, "--lang", "fr").err


def test_what_is_wrong_with_a_file_of_the_format_is_told_as_ever(run: Run, files: dict[str, Path]) -> None:
    text = files["scdl"].read_text(encoding="utf-8").replace("montant", "somme", 1)
    files["scdl"].write_text(text, encoding="utf-8")
    ran = run("load", "scdl", str(files["scdl"]), "--dry-run")
    assert ran.code == 3
    assert "lacks a column" in ran.err


def test_a_folder_is_told_with_the_cure(run: Run, files: dict[str, Path]) -> None:
    folder = files["scdl"].parent
    ran = run("load", "scdl", str(folder), "--dry-run")
    assert ran.code == 2
    assert ran.err == (
        f"graphkit: {folder} is a folder, and scdl reads files. Name the files in it, as in {folder}/*.\n"
    )


def test_guess_and_mapping_do_not_go_together(run: Run, files: dict[str, Path]) -> None:
    ran = run("load", "tables", str(files["scdl"]), "--guess", "--mapping", str(files["json"]))
    assert (ran.code, ran.out) == (2, "")
    assert "give one of them" in ran.err


def test_a_load_that_is_stopped_says_how_it_is_finished(
    run: Run, files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    # A signal by itself comes at a moment that no test can choose.
    monkeypatch.setattr("graphkit.graph.Graph.load", stopped)
    ran = run("load", "scdl", str(files["scdl"]), "--store", str(tmp_path / "store"))
    assert ran.code == 130
    assert ran.err == (
        "The load was stopped before its end: run it again. What was written is not written twice.\n"
        "graphkit: Interrupted.\n"
    )
