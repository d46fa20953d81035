"""Each statistic has a formula, its edge cases and a source, and the page has them all."""

from __future__ import annotations

import re
from math import comb

import pytest

from graphkit.description import describe
from graphkit.description.centralisation import MEASURES, most_lacking
from graphkit.description.definitions import DEFINITIONS, REFERENCES
from graphkit.description.reference import cited, description_page
from graphkit.words import catalogue
from tests.unit.measures.networks import women


def test_each_statistic_is_defined_once_with_formula_cases_and_source() -> None:
    keys = [key for each in DEFINITIONS for key in each.keys]
    assert len(keys) == len(set(keys))
    told = {key.removeprefix("means.") for key in catalogue("graphkit.description") if key.startswith("means.")}
    assert set(keys) == told == {each.key for each in describe(women(), centralisation=MEASURES).statistics}
    for each in DEFINITIONS:
        assert each.formula, each.keys
        assert each.cases.endswith("."), each.keys
        assert each.sources, each.keys
        assert set(each.sources) <= set(REFERENCES), each.keys
    assert {name for each in DEFINITIONS for name in each.sources} == set(REFERENCES)
    assert all(re.fullmatch(rf"{name}( & \w+| et al\.)? (19|20)\d\d", cited(name)) for name in REFERENCES)


def test_the_page_has_every_statistic_and_every_reference() -> None:
    page = description_page()
    for each in DEFINITIONS:
        assert all(f"`{key}`" in page for key in each.keys)
        assert f"Formula: {each.formula}." in page
    assert all(reference in page for reference in REFERENCES.values())


def test_the_formulas_as_they_are_written_give_the_numbers() -> None:
    network = women()
    found = describe(network, centralisation=MEASURES).values
    ties = network.incidence.toarray()
    n, m = ties.shape
    p, of_actors, of_actions = ties.sum(), ties.sum(axis=1), ties.sum(axis=0)
    common = ties @ ties.T
    shared = (common > 0).astype(int)
    degree = shared.sum(axis=1) - 1
    cycles = sum(comb(int(common[i, j]), 2) for i in range(n) for j in range(i))
    paths = sum((of_actors[i] - 1) * (of_actions[j] - 1) for i in range(n) for j in range(m) if ties[i, j])
    closed = sum(
        int(shared[i, j] and shared[j, k] and shared[i, k]) for i in range(n) for j in range(i) for k in range(j)
    )
    written = {
        "two-mode.density": p / (n * m),
        "two-mode.clustering": 4 * cycles / paths,
        "two-mode.degree_centralisation_of_actors": (of_actors.max() - of_actors).sum() / ((n - 1) * (m - 1)),
        "two-mode.degree_centralisation_of_actions": (of_actions.max() - of_actions).sum() / ((n - 1) * (m - 1)),
        "projection.density": degree.sum() / (n * (n - 1)),
        "projection.mean_partners": degree.sum() / n,
        "projection.clustering": 3 * closed / (degree * (degree - 1) / 2).sum(),
        "projection.degree_centralisation": (degree.max() - degree).sum() / ((n - 1) * (n - 2)),
    }
    assert {key: found[key] for key in written} == pytest.approx(written)


@pytest.mark.parametrize(("n", "m"), [(4, 3), (3, 4), (9, 2), (2, 5)])
def test_the_most_of_betweenness_and_closeness_is_as_written(n: int, m: int) -> None:
    s, t = divmod(n - 1, m)
    most = (m**2 * (s + 1) ** 2 + m * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)) / 2
    assert most_lacking("betweenness", n, m) == pytest.approx((n - 1) * most)
    total = n + m
    beside = [s + (action < t) for action in range(m)]
    others = sum(h * (total - 1) / (3 + 2 * (h - 1) + 3 * (m - 1) + 4 * (n - 1 - h)) for h in beside if h)
    assert most_lacking("closeness", n, m) == pytest.approx((n - 1) * (total - 1) / (m + 2 * (n - 1)) - others)
