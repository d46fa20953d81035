"""The written pages: each command that they show runs on the case base and prints what stands there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.cli.conftest import Run, run
from tests.conftest import ROOT

__all__ = ["run"]


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "_site" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


SHOWN = _tool("shown")
STEPS = [
    (name, step)
    for name in SHOWN.PAGES
    for step in SHOWN.steps(ROOT.joinpath("docs", name).read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SHOWN.case_base(tmp_path_factory.mktemp("site") / "store")  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.parametrize(("page", "step"), STEPS, ids=[f"{page}-{n}" for n, (page, _) in enumerate(STEPS)])
def test_a_page_shows_what_a_command_prints(
    page: str, step: object, run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRAPHKIT_STORE", str(store))
    ran = run(*step.words)  # type: ignore[attr-defined]
    assert ran.code == 0, ran.err
    assert step.shown == SHOWN.first_lines(ran.out), f"docs/{page}: run `make docs`"  # type: ignore[attr-defined]


def test_every_question_has_its_command_and_its_limit() -> None:
    text = ROOT.joinpath("docs", "how-to.md").read_text(encoding="utf-8")
    sections = text.split("\n## ")[1:]
    assert [int(each.partition(".")[0]) for each in sections] == list(range(1, 18))
    for each in sections:
        assert "$ graphkit " in each
        assert "**It cannot say**" in each


def test_the_tutorial_is_the_same_in_french() -> None:
    english, french = (
        [step.words[0] for step in SHOWN.steps(ROOT.joinpath("docs", name).read_text(encoding="utf-8"))]
        for name in ("tutorial.md", "tutoriel.md")
    )
    assert english == french


def test_the_gallery_draws_every_command_that_draws() -> None:
    sys.path.insert(0, str(ROOT / "docs" / "_site"))
    try:
        gallery = _tool("gallery")
    finally:
        sys.path.remove(str(ROOT / "docs" / "_site"))
    drawn = gallery.drawing_commands()
    assert {"centrality", "exit", "paths", "robustness", "bottom-link"} <= set(drawn)
    for name in drawn:
        for line in gallery.lines(name):
            assert line.startswith("graphkit ")
            assert f"--plot {name}.svg" in line


def test_pages_of_the_site_ask_nothing_of_the_network() -> None:
    """No page names a picture, a script or a style that is somewhere else."""
    for file in (*ROOT.joinpath("docs").glob("*.md"), *ROOT.joinpath("docs", "_static").iterdir()):
        text = file.read_text(encoding="utf-8")
        for word in ('src="http', "![](http", "@import", "url(http", "<script"):
            assert word not in text, file
