"""A name taken apart."""

from __future__ import annotations

import pytest

from graphkit.identity.names import name, parts, stem
from graphkit.identity.spelling import alikeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASS. LES GALOPINS", "Les Galopins"),
        ("ASSOCIATION LES GALOPINS (loi 1901)", "Galopins"),
        ("The Garden Trust Ltd", "Garden Trust Limited"),
        ("S.A.R.L. Le Gué", "SARL du Gué"),
        ("CTE DEPT DE NATATION", "Comité départemental de natation"),
        ("OGEC Ste Marie de Herbignac", "Organisme de gestion de l'enseignement catholique Sainte Marie Herbignac"),
        ("CRT - Comité régional du tourisme", "COMITE REGIONAL DU TOURISME"),
    ],
)
def test_two_spellings_have_the_same_words(one: str, other: str) -> None:
    assert set(map(stem, name(one).words)) == set(map(stem, name(other).words))


def test_numbers_are_kept_apart_from_words() -> None:
    assert name("Lions club de Nantes 02").numbers == {"2"}
    assert name("2e compagnie").numbers == name("Compagnie II").numbers == {"2"}
    assert name("Université de Rennes I").numbers == {"1"}
    assert name("Club 1901 loi 1901").numbers == {"1901"}


def test_legal_forms() -> None:
    assert name("Bois SARL").forms == {"sarl"}
    assert name("Bois & Cie S.A.").forms == {"sa"}
    # Left out at will: it tells nothing.
    assert name("Association du bois").forms == frozenset()


@pytest.mark.parametrize(("text", "acronym"), [("CAF", "caf"), ("la MJC", "mjc"), ("ARPEJ", "arpej"), ("CCAS", "ccas")])
def test_a_lone_short_word_is_an_acronym(text: str, acronym: str) -> None:
    assert name(text).acronym == acronym


@pytest.mark.parametrize("text", ["CAF du Nord", "Galopins", "MJC Les Lilas", ""])
def test_more_is_none(text: str) -> None:
    assert name(text).acronym is None


def test_what_stands_before_ex_is_a_name_and_what_stands_behind_is_none() -> None:
    assert parts("LE POTAGER EX JARDINS DU GUE") == ["LE POTAGER EX JARDINS DU GUE", "LE POTAGER"]
    assert parts("EX AEQUO") == ["EX AEQUO"]
    assert parts("Mind (Exeter)") == ["Mind (Exeter)"]


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("sportif", "sportives", 0.97, 0.97),
        ("litteraire", "litter", 0.9, 0.9),
        ("groupe", "grpe", 0.75, 0.8),
        ("catholiqe", "catholique", 0.8, 0.97),
        ("nantes", "rennes", 0, 0),
        ("sud", "sub", 0, 0),
        ("44", "45", 0, 0),
    ],
)
def test_spellings(one: str, other: str, low: float, high: float) -> None:
    assert low <= alikeness(one, other) <= high
    assert alikeness(one, other) == alikeness(other, one)
