"""The demo: what it makes, what it shows, and that it replaces nothing but its own."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

import graphkit
from graphkit.cli import _demo_folder
from graphkit.cli._settings import Settings
from graphkit.cli.demo import next_lines
from graphkit.errors import StoreInUse, UsageError
from tests.cli.conftest import Run


@pytest.mark.slow
def test_the_demo_shows_the_case_base_and_runs_again(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("demo")
    assert ran.code == 0, ran.err
    for words in (
        "Lyon Metropolis",
        "3 steps",
        "Axes that no action pursues: ",
        "graphkit-demo/report.html",
        "graphkit-demo/rapport.html",
    ):
        assert words in ran.out
    assert 'href="map.html#n=' in Path("graphkit-demo/report.html").read_text(encoding="utf-8")
    with graphkit.open("graphkit-demo/store", create=False) as graph:
        before = graph.snapshot().hash
        graph.run("MERGE (a:Actor {id: 'mine', name: 'Mine'})", write=True)
    Path("graphkit-demo/notes.txt").write_text("mine")
    report = Path("graphkit-demo/report.html").read_bytes()
    assert b'href="map.html#n=' in report
    again = run("demo", "--lang", "fr")
    assert again.code == 0, again.err
    assert "À essayer ensuite" in again.out
    # Sentences in both languages, and the store of the demo in every line to paste.
    assert "Éducation nationale et Banque alimentaire sont à 3 étapes l'un de l'autre, par 2 plus" in again.out
    assert "National education and Food bank are 3 steps apart, by 2 shortest paths." in ran.out
    pasted = [line for line in again.out.splitlines() if "graphkit query" in line or "graphkit status" in line]
    assert len(pasted) >= 7
    assert all("--store graphkit-demo/store" in line for line in pasted)
    with graphkit.open("graphkit-demo/store", create=False) as graph:
        assert graph.snapshot().hash == before
    assert Path("graphkit-demo/notes.txt").read_text() == "mine"
    assert Path("graphkit-demo/report.html").read_bytes() == report
    for line in next_lines():
        assert line.startswith("graphkit ")
        ran = run(*shlex.split(line)[1:])
        assert ran.code == 0, f"{line}: {ran.err}"
        assert ran.out, line


def test_a_folder_of_somebody_else_is_left_alone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("graphkit-demo").mkdir()
    Path("graphkit-demo/thesis.txt").write_text("mine")
    ran = run("demo")
    assert ran.code == 2
    assert ran.err.startswith("graphkit: graphkit-demo is there and graphkit demo did not make it.")
    assert [file.name for file in Path("graphkit-demo").iterdir()] == ["thesis.txt"]


def test_a_link_is_not_followed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("elsewhere").mkdir()
    Path("graphkit-demo").symlink_to("elsewhere")
    assert run("demo").code == 2
    assert list(Path("elsewhere").iterdir()) == []


def test_the_demo_takes_no_other_store(run: Run) -> None:
    for words in (["--store", "x"], ["--format", "json"], ["--output", "x.csv"]):
        ran = run("demo", *words)
        assert ran.code == 2
        assert "leave out --store, --output and --format" in ran.err


def test_a_demo_store_in_use_is_not_replaced(tmp_path: Path) -> None:
    folder = _demo_folder.DemoFolder(tmp_path / "graphkit-demo", Settings())
    with graphkit.open(folder.store), pytest.raises(StoreInUse):
        folder.new_store()
    assert folder.store.exists()


def test_what_a_killed_demo_left_is_cleared(tmp_path: Path) -> None:
    folder = _demo_folder.DemoFolder(tmp_path / "graphkit-demo", Settings())
    left = folder.new_store()
    left.mkdir()
    left.joinpath("half").write_text("half")
    again = _demo_folder.DemoFolder(tmp_path / "graphkit-demo", Settings())
    assert not again.new_store().exists()


def test_a_demo_that_is_stopped_leaves_the_reports_with_their_store(tmp_path: Path) -> None:
    folder = _demo_folder.DemoFolder(tmp_path / "graphkit-demo", Settings())

    def make(said: str) -> None:
        folder.new_store().mkdir()
        folder.store.with_name("store.part").joinpath("data").write_text(said)
        pages = folder.new_pages()
        for name in ("report.html", "map.html", "figures/years.svg"):
            (pages / name).parent.mkdir(exist_ok=True)
            (pages / name).write_text(said)

    def held() -> dict[str, str]:
        files = (file for file in folder.path.rglob("*") if file.is_file() and ".part" not in str(file))
        return {str(file.relative_to(folder.path)): file.read_text() for file in files if file.name[0] != "."}

    make("one")
    names = {file.relative_to(folder.path).as_posix() for file in folder.replace()}
    assert names == {"report.html", "map.html", "figures/years.svg"}
    before = held()
    assert before == dict.fromkeys(("store/data", "report.html", "map.html", "figures/years.svg"), "one")
    # Stopped here, nothing of the new is seen; the next run clears it away.
    make("two")
    assert held() == before
    make("three")
    folder.replace()
    assert held() == dict.fromkeys(before, "three")
    assert not list(folder.path.glob("*.part"))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot make .*graphkit-demo: No such file"):
        _demo_folder.DemoFolder(tmp_path / "nowhere" / "graphkit-demo", Settings())
