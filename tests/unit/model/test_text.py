"""Names that a reader takes for one are one; a cell that says nothing is told from one that does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.text import plain, slug, stated


@pytest.mark.parametrize(
    "spelling",
    ["Régie de quartier des Œuvres", "REGIE DE QUARTIER DES OEUVRES", "  régie-de-quartier, des  œuvres. "],
)
def test_spellings_of_one_name_are_one(spelling: str) -> None:
    assert plain(spelling) == "regie de quartier des oeuvres"
    assert slug(spelling) == "regie-de-quartier-des-oeuvres"


def test_a_name_without_letters_still_has_a_slug() -> None:
    assert slug("???") != slug("!!!")
    assert slug("") == ""


@pytest.mark.parametrize("cell", ["", "  ", "NA", "n/a", "NaN", "Non renseigné", "-", "NULL", "\u00a0"])
def test_a_cell_that_says_nothing(cell: str) -> None:
    assert stated(cell) is None


def test_a_cell_comes_back_on_one_line() -> None:
    assert stated(" Soutien\r\n à\u00a0l'école ") == "Soutien à l'école"


@given(st.text())
def test_plain_text_is_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert bool(slug(text)) == bool(text.strip())
