"""Structural holes: constraint, effective size, efficiency and hierarchy."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.measures import _holes, measure
from graphkit.measures.constraint import constraint
from graphkit.measures.effective_size import effective_size
from graphkit.measures.efficiency import efficiency
from graphkit.measures.hierarchy import hierarchy
from graphkit.networks.network import Network
from graphkit.networks.projection import Projection
from tests.unit.measures.networks import by_id, florentine, of_women, one_mode, small_networks, women
from tests.unit.networks.kernels.test_one_mode import effective_size as size_term_by_term
from tests.unit.networks.kernels.test_one_mode import hierarchy as hierarchy_term_by_term
from tests.unit.networks.tables import snapshot_of


def borgatti() -> Projection:
    """The example of Borgatti 1997."""
    ties = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
    return one_mode(nx.Graph([tuple(tie) for tie in ties]))


def test_borgattis_example() -> None:
    # Checked with UCINET in NetworkX's test_structuralholes.py.
    found = by_id(constraint(borgatti()))
    assert [found[name] for name in "GAC"] == pytest.approx([0.400, 0.595, 1.0], abs=1e-3)
    found = by_id(effective_size(borgatti()))
    assert [found[name] for name in "GAC"] == pytest.approx([4.67, 2.50, 1.0], abs=1e-2)
    found = by_id(efficiency(borgatti()))
    assert [found[name] for name in "GAC"] == pytest.approx([4.67 / 6, 2.50 / 4, 1.0], abs=1e-2)


def test_florentine_families() -> None:
    # Padgett & Ansell 1993: Medici .2099.
    assert by_id(constraint(florentine()))["Medici"] == pytest.approx(0.2099, abs=5e-5)


def test_southern_women_without_weights() -> None:
    # The binary projection by NetworkX 3.6: Evelyn, Laura, Theresa .2211 .2281 .2211.
    projection = women().projection()
    binary = nx.Graph(projection.to_networkx().edges())
    assert of_women(constraint(one_mode(binary)))[:3] == pytest.approx([0.2211, 0.2281, 0.2211], abs=5e-5)


@settings(deadline=None)
@given(small_networks())
def test_they_are_those_of_networkx_and_as_defined(network: Network) -> None:
    if network.n_actors == 0:
        return
    for weight in ("count", "newman"):
        projection = network.projection(weight)
        graph, weights = projection.to_networkx(), projection.matrix.toarray()
        expected = nx.constraint(graph, weight="weight")
        assert by_id(constraint(projection)) == pytest.approx(expected, nan_ok=True)
        # Asked for single nodes: of all at once, by weight, it is wrong in 3.6.1 (networkx#8906).
        sizes = nx.effective_size(graph, nodes=list(graph), weight="weight")
        assert by_id(effective_size(projection)) == pytest.approx(sizes, abs=1e-12, nan_ok=True)
        found = effective_size.function(projection)
        assert found == pytest.approx(size_term_by_term(weights), abs=1e-12, nan_ok=True)
        partners = np.count_nonzero(weights, axis=1)
        expected_share = [size / n if n else math.nan for size, n in zip(found, partners, strict=True)]
        assert efficiency.function(projection) == pytest.approx(expected_share, nan_ok=True)
        expected_hierarchy = hierarchy_term_by_term(weights)
        assert hierarchy.function(projection) == pytest.approx(expected_hierarchy, abs=1e-12, nan_ok=True)


def test_hierarchy_by_hand() -> None:
    # a is tied to b by three actions, to c by one; b and c are not tied: .5625 and .0625 of .625.
    network = snapshot_of([*((who, f"x{n}") for n in range(3) for who in "ab"), ("a", "y"), ("c", "y")]).network()
    assert by_id(constraint(network.projection()))["a"] == pytest.approx(0.625)
    expected = (1.8 * math.log(1.8) + 0.2 * math.log(0.2)) / (2 * math.log(2))
    found = by_id(hierarchy(network.projection()))
    assert found == pytest.approx({"a": expected, "b": math.nan, "c": math.nan}, nan_ok=True)


def test_all_four_come_out_of_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = []
    by_products = _holes._by_products
    monkeypatch.setattr(_holes, "_by_products", lambda it: passes.append(it) or by_products(it))
    projection = women().projection("newman")
    for name in ("constraint", "effective_size", "efficiency", "hierarchy"):
        measure(name)(projection)
    assert passes == [projection]
