"""Names of places: what is one name, and what is not."""

from __future__ import annotations

import pytest

from graphkit.territories.spelling import keys, spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ST ETIENNE", "Saint-Étienne"),
        ("STE-MARIE-AUX-MINES", "Sainte-Marie-aux-Mines"),
        ("CHALON S/ SAONE", "Chalon-sur-Saône"),
        ("LYON CEDEX 03", "Lyon"),
        ("Abrets (Les)", "Les Abrets"),
        ("PARIS 14EME ARRONDISSEMENT", "Paris 14e Arrondissement"),
        ("LYON 03", "Lyon 3e Arrondissement"),
        ("Marseille 1er", "Marseille 1er Arrondissement"),
        ("Ville de Lyon", "Lyon"),
        ("COMMUNAUTE DE COMMUNES du Pays de Pontchâteau ST-Gildas", "CC du Pays de Pontchâteau St-Gildas"),
        ("ŒUILLY", "Oeuilly"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pairs", "Paris"), ("Lyon 3", "Lyon 13"), ("Saint-Denis", "Saint-Denis-en-Val"), ("Paris 14", "Paris")],
)
def test_two_names(one: str, other: str) -> None:
    assert not set(keys(one)) & set(keys(other))


def test_an_article_and_blanks_are_looked_past_last() -> None:
    assert keys("HAVRE")[0] != keys("Le Havre")[0]
    assert keys("HAVRE")[1] == keys("Le Havre")[1]
    assert keys("CAP BRETON")[2] == keys("Capbreton")[2]


def test_a_name_of_which_nothing_is_left_is_empty() -> None:
    assert spelled("CEDEX 9") == spelled("---") == ""
