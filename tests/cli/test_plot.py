"""``--plot``: every command that draws writes a picture with a text that stands for it, in the language asked for."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from graphkit.cli._reference import commands
from tests.cli.conftest import Run

# Of each command that draws, words that find something in the small store.
WORDS = {
    "backbone": ["--alpha", "0.9"],
    "bottom-link": ["--draws", "0"],
    "brokers": ["--show", "actors"],
    "centrality": ["--measures", "degree"],
    "cliff": [],
    "coalition": ["c1", "--runs", "0"],
    "coalitions": ["--runs", "0"],
    "cut": ["--share", "0.5", "--rules", "money=.1"],
    "describe": ["--degrees"],
    "exit": ["--rules", "funder"],
    "growth": ["Jardin partagé"],
    "money": ["--by", "funder"],
    "paths": ["Ville de Roubaix", "Fondation des Flandres"],
    "resources": [],
    "robustness": [],
}


def drawing() -> set[str]:
    """The commands that have the option."""
    return {name for name, each in commands().items() if any("--plot" in one.opts for one in each.params)}


def test_the_option_is_called_as_it_is_in_every_command() -> None:
    assert set(WORDS) | {"agenda"} <= drawing()
    assert not [name for name, each in commands().items() if any("--figure" in one.opts for one in each.params)]


@pytest.mark.parametrize("name", WORDS)
def test_a_command_draws_what_it_found(name: str, run: Run, small_store: Path, tmp_path: Path) -> None:
    titles = {}
    for lang in ("en", "fr"):
        file = tmp_path / f"{lang}.svg"
        ran = run(name, *WORDS[name], "--plot", str(file), "--lang", lang, "--store", str(small_store))
        assert ran.code == 0, ran.err
        assert str(file) in ran.err
        drawn = file.read_text(encoding="utf-8")
        found = re.search(r"<title[^>]*>(.+?)</title>", drawn, re.DOTALL)
        assert found is not None
        assert 'role="img"' in drawn
        assert "<text" in drawn
        titles[lang] = html.unescape(found.group(1))
    assert titles["en"] != titles["fr"]
    assert len(re.findall(r"[.!?:](?: |$)", titles["en"])) >= 2, titles["en"]


def test_rows_and_picture_are_two_files(run: Run, small_store: Path, tmp_path: Path) -> None:
    both = str(tmp_path / "one.svg")
    ran = run("robustness", "--store", str(small_store), "--plot", both, "--output", both)
    assert ran.code == 2
    assert "one would be written over the other" in ran.err
    ran = run("robustness", "--store", str(small_store), "--plot", str(tmp_path / "one.txt"))
    assert ran.code == 2
    assert ".svg, .png, .pdf" in ran.err
