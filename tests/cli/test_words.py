"""Everything the command line says, it says in both languages."""

from __future__ import annotations

import re
import string

import pytest

from graphkit.cli._words import heading, words
from graphkit.words import catalogue
from tests.conftest import ROOT

WORDS = catalogue("graphkit.cli")
CODE = {file: file.read_text(encoding="utf-8") for file in ROOT.joinpath("graphkit", "cli").glob("*.py")}
# Phrases that the code names by a part of their key.
FORMATTED = {key for key in WORDS if key.startswith(("finding.", "unit.", "code.", "side."))}
KEYS = re.compile(r"""\b(?:say|word)\(\s*(f?)["']([^"']+)["']""")


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_both_languages_have_the_same_places(key: str) -> None:
    said = WORDS[key]
    assert said["en"].strip()
    assert said["fr"].strip()
    assert _places(said["en"]) == _places(said["fr"])


def test_a_number_has_the_word_that_goes_with_it() -> None:
    many, one, none = ({"read": n, "loaded": n, "merged": 0, "rejected": 0, "seconds": 0} for n in (1234, 1, 0))
    assert words("en")("load_total", **many).startswith("1,234 rows read = 1,234 loaded + 0 merged")
    assert words("en")("load_total", **one).startswith("1 row read = 1 loaded")
    assert words("en")("load_total", **none).startswith("0 rows read")
    assert words("fr")("load_total", **one).startswith("1 ligne lue = 1 chargée + 0 fusionnée + 0 rejetée")
    assert words("fr")("load_total", **none).startswith("0 ligne lue")
    assert words("fr")("load_total", **many).startswith("1\u202f234 lignes lues = 1\u202f234 chargées")
    assert words("en")("values_set_aside", n=1).endswith(": 1 value.")


# A word in the plural behind the place of a number, in a place of its own.
PLURAL = re.compile(r"\{\w+\} (?:rows|values|actors|actions|ties|pairs|lignes|valeurs|acteurs|liens|paires)\b")


def test_no_sentence_has_a_plural_whatever_the_number() -> None:
    # Of several: what "may mean" one actor is that actor, and a demo shows as many as it has.
    several = {"several_named", "demo_central"}
    packages = ("graphkit.cli", "graphkit.networks", "graphkit.paths", "graphkit.identity", "graphkit.territories")
    packages += ("graphkit.scenarios", "graphkit.resources", "graphkit.needs", "graphkit.paths.likely")
    for package in packages:
        for key, said in catalogue(package).items():
            for text in said.values():
                assert key in several or key.endswith(".other") or not PLURAL.search(text), (package, key)


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
    from graphkit.cli import describe, load, money, paths, status

    columns = {
        *describe.READ,
        *describe.DEGREES_READ,
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
