"""Everything the command line says, it says in both languages."""

from __future__ import annotations

import re
import string

import pytest

from graphkit.cli._words import heading
from graphkit.words import catalogue
from tests.conftest import ROOT

WORDS = catalogue("graphkit.cli")
CODE = {file: file.read_text(encoding="utf-8") for file in ROOT.joinpath("graphkit", "cli").glob("*.py")}
# Phrases that the code names by a part of their key.
FORMATTED = {key for key in WORDS if key.startswith(("finding.", "unit."))}
KEYS = re.compile(r"""\b(?:say|word)\(\s*(f?)["']([^"']+)["']""")


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_have_the_same_places(key: str) -> None:
    words = WORDS[key]
    assert words["en"].strip()
    assert words["fr"].strip()
    assert _places(words["en"]) == _places(words["fr"])


def test_every_key_that_the_code_names_is_there() -> None:
    used = {key for text in CODE.values() for formatted, key in KEYS.findall(text) if not formatted}
    assert "no_store" in used
    assert used - set(WORDS) == set()


def test_every_phrase_is_said_somewhere() -> None:
    everything = "\n".join(CODE.values())
    phrases = [key for key in WORDS if not key.startswith("column.")]
    assert [
        key for key in phrases if key not in FORMATTED and f'"{key}"' not in everything and f"'{key}'" not in everything
    ] == []


def test_no_key_stands_twice() -> None:
    lines = ROOT.joinpath("graphkit", "cli", "words.csv").read_text(encoding="utf-8").splitlines()
    keys = [line.split(",", 1)[0] for line in lines]
    assert len(keys) == len(set(keys))


def test_the_columns_of_the_commands_have_headings() -> None:
    from graphkit.cli import load, money, paths, status

    columns = {
        *load.COLUMNS,
        *money.READ,
        *money.ROWS_READ,
        *paths.READ,
        *status.LOADS,
        *status.SOURCES,
        "element",
        "query",
        "answers",
        "takes",
    }
    assert {f"column.{column}" for column in columns} - set(WORDS) == set()


def test_a_column_of_a_query_has_its_own_name_where_no_heading_is_known() -> None:
    # A query is one file: a new column of it needs no entry here.
    assert heading("funder_id", "fr") == "financeur (id)"
    assert heading("of_nobody", "fr") == "of nobody"
