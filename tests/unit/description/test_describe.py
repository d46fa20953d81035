"""The statistics of a whole network, against NetworkX, published numbers and brute force."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from itertools import combinations, pairwise
from math import isnan
from typing import Any

import matplotlib as mpl
import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from scipy.sparse.csgraph import connected_components

from graphkit.description import Description, clustering, describe, distances
from graphkit.description.centralisation import MEASURES, most_lacking
from graphkit.description.statistic import OF_GRAIN, SIDES, Side, Statistic
from graphkit.errors import DataError, UsageError
from graphkit.measures import _kernels
from graphkit.measures._graphs import both_modes
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.words import catalogue
from tests.conftest import ROOT
from tests.unit.measures.networks import florentine, small_networks, women
from tests.unit.measures.test_kernels import crowd
from tests.unit.networks.tables import snapshot_of

mpl.use("Agg")

WIDTHS = ("diameter", "radius", "mean_eccentricity", "mean_distance")


def largest(graph: nx.Graph[Any], kind: str | None) -> nx.Graph[Any]:
    """The component with most nodes, or most of a kind."""
    sizes = [sum(kind is None or v[0] == kind for v in part) for part in nx.connected_components(graph)]
    ties = [part for part, size in zip(nx.connected_components(graph), sizes, strict=True) if size == max(sizes)]
    return graph.subgraph(ties[0]) if len(ties) == 1 else nx.Graph()


def expected(network: Network) -> dict[str, float]:
    """What NetworkX has, by the names of the statistics; nothing of distances where two components are as large."""
    found = {}
    two, one = network.to_networkx(), network.projection().to_networkx()
    actors = [v for v in two if v[0] == "Actor"]
    found["two-mode.density"] = nx.bipartite.density(two, actors)
    found["two-mode.clustering"] = nx.bipartite.robins_alexander_clustering(two)
    found["projection.density"] = nx.density(one) if len(one) > 1 else np.nan
    found["projection.clustering"] = nx.transitivity(one)
    found["projection.isolates"] = nx.number_of_isolates(one)
    found["projection.pairs"] = one.number_of_edges()
    for side, graph in zip(SIDES, (two, one), strict=True):
        found[f"{side}.components"] = nx.number_connected_components(graph)
        found[f"{side}.largest_component"] = max(map(len, nx.connected_components(graph)))
        found[f"{side}.degeneracy"] = max(nx.core_number(graph).values())
        piece = largest(graph, None)
        if len(piece) > 1:
            found[f"{side}.diameter"] = nx.diameter(piece)
            found[f"{side}.radius"] = nx.radius(piece)
            found[f"{side}.mean_eccentricity"] = np.mean(list(nx.eccentricity(piece).values()))
            found[f"{side}.mean_distance"] = nx.average_shortest_path_length(piece)
    return found


@settings(deadline=None, max_examples=60)
@given(small_networks())
def test_the_numbers_are_those_of_networkx(network: Network) -> None:
    if network.n_pairs == 0:
        return
    found = describe(network).values
    for name, value in expected(network).items():
        # NetworkX gives 0 where there is nothing to be closed.
        if name.endswith("clustering") and isnan(found[name]):
            assert value == 0, name
        else:
            assert found[name] == pytest.approx(value, nan_ok=True), name


@pytest.mark.slow
def test_a_large_network_has_the_numbers_of_networkx_by_kernels_too(monkeypatch: pytest.MonkeyPatch) -> None:
    network = crowd()
    by_networkx = expected(network)
    assert len(by_networkx) == 20
    plain = describe(network, centralisation=MEASURES).values
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    monkeypatch.setattr(distances, "ALL", 0.0)
    result = describe(network, centralisation=MEASURES)
    assert plain | by_networkx == pytest.approx(plain, nan_ok=True)
    for name, value in plain.items():
        assert result.values[name] == pytest.approx(value, nan_ok=True), name


def test_southern_women_as_published() -> None:
    found = describe(women()).values
    # Davis, Gardner & Gardner 1941: 18 women, 14 events, 89 ties; Robins & Alexander's clustering by NetworkX.
    assert [found[f"two-mode.{name}"] for name in ("actors", "actions", "pairs", "ties")] == [18, 14, 89, 89]
    assert found["two-mode.clustering"] == pytest.approx(0.467764, abs=5e-7)
    assert found["two-mode.density"] == pytest.approx(89 / 252)
    assert found["projection.pairs"] == 139


def test_florentine_centralisation_as_it_follows_from_the_published_values() -> None:
    # Padgett & Ansell 1993; Medici: degree 6, betweenness .522 (raw 47.5), closeness .56.
    projection = florentine()
    found = describe(projection.network, centralisation=MEASURES).values
    graph = projection.to_networkx()
    n = len(graph)
    degree = [d for _, d in graph.degree()]
    assert found["projection.degree_centralisation"] == pytest.approx((6 * n - sum(degree)) / ((n - 1) * (n - 2)))
    between = list(nx.betweenness_centrality(graph).values())
    assert found["projection.betweenness_centralisation"] == pytest.approx((max(between) * n - sum(between)) / (n - 1))
    near = list(nx.closeness_centrality(graph).values())
    most = (n - 1) * (n - 2) / (2 * n - 3)
    assert found["projection.closeness_centralisation"] == pytest.approx((max(near) * n - sum(near)) / most)


def test_a_star_is_all_centralised_and_a_ring_not_at_all() -> None:
    star = describe(snapshot_of([(a, f"{a}–hub") for a in "abcde"] + [("hub", f"{a}–hub") for a in "abcde"]).network(),
                    centralisation=MEASURES).values  # fmt: skip
    ring = describe(snapshot_of([(a, f"{n}") for n, pair in enumerate(pairwise("abcdea")) for a in pair]).network(),
                    centralisation=MEASURES).values  # fmt: skip
    for name in MEASURES:
        assert star[f"projection.{name}_centralisation"] == pytest.approx(1.0)
        assert ring[f"projection.{name}_centralisation"] == pytest.approx(0.0)
        assert ring[f"two-mode.{name}_centralisation_of_actors"] == pytest.approx(0.0)
        assert star[f"two-mode.{name}_centralisation_of_actors"] == pytest.approx(1.0)


def raw(graph: nx.Graph[int], name: str) -> list[float]:
    if name == "degree":
        return [float(d) for _, d in graph.degree()]
    if name == "closeness":
        return list(nx.closeness_centrality(graph).values())
    return list(nx.betweenness_centrality(graph, normalized=False).values())


@pytest.mark.slow
@pytest.mark.parametrize(("n", "m"), [(2, 2), (2, 3), (3, 2), (3, 3), (4, 2), (2, 4)])
def test_no_connected_network_in_two_modes_lacks_more_than_the_most(n: int, m: int) -> None:
    ties = [(v, n + x) for v in range(n) for x in range(m)]
    most = dict.fromkeys(MEASURES, 0.0)
    for size in range(n + m - 1, n * m + 1):
        for some in combinations(ties, size):
            graph: nx.Graph[int] = nx.empty_graph(n + m)
            graph.add_edges_from(some)
            if nx.is_connected(graph):
                for name in MEASURES:
                    values = raw(graph, name)
                    most[name] = max(most[name], max(values[:n]) * n - sum(values[:n]))
    for name in MEASURES:
        assert most_lacking(name, n, m) == pytest.approx(most[name]), name


@settings(deadline=None, max_examples=30)
@given(small_networks())
def test_two_mode_centralisation_by_its_definition_is_from_0_to_1(network: Network) -> None:
    if network.n_pairs == 0:
        return
    found = describe(network, centralisation=MEASURES).values
    graph = nx.convert_node_labels_to_integers(network.to_networkx())
    n, m = network.n_actors, network.n_actions
    for name in MEASURES:
        values = raw(graph, name)
        for of, own, other in (("actors", values[:n], m), ("actions", values[n:], n)):
            value = found[f"two-mode.{name}_centralisation_of_{of}"]
            if isnan(value):
                assert n + m < 3 or most_lacking(name, len(own), other) <= 0 or not nx.is_connected(graph)
                continue
            lacking = max(own) * len(own) - sum(own)
            assert value == pytest.approx(lacking / most_lacking(name, len(own), other), abs=1e-12)
            assert -1e-12 <= value <= 1 + 1e-12


def test_what_is_not_settled_is_between_two_bounds_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    # A long ring takes a search from each node.
    ring = [(f"a{v:03}", f"x{e:03}") for e in range(300) for v in (e, (e + 1) % 300)]
    network = snapshot_of(ring).network()
    assert describe(network).values["projection.diameter"] == 150
    monkeypatch.setattr(distances, "ALL", 0.0)
    monkeypatch.setattr(distances, "WIDEST", 0.0)
    result = describe(network)
    row = {s.key: s for s in result.statistics}["projection.diameter"]
    assert isnan(row.value)
    assert row.low <= 150 <= row.high
    assert row.low < row.high
    assert "from the one number to the other" in row.meaning("en")


@pytest.mark.parametrize("rest", [0.0, distances.REST])
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(network=small_networks())
def test_the_mean_eccentricity_is_settled_or_between_bounds(
    rest: float, monkeypatch: pytest.MonkeyPatch, network: Network
) -> None:
    exact = {s.key: s.value for s in describe(network).statistics}
    with monkeypatch.context() as patched:
        patched.setattr(distances, "ALL", -1.0)
        patched.setattr(distances, "REST", rest)
        rows = {s.key: s for s in describe(network).statistics}
    for side in SIDES:
        row, value = rows[f"{side}.mean_eccentricity"], exact[f"{side}.mean_eccentricity"]
        if rest or row.note != "bounds":
            assert row.value == pytest.approx(value, nan_ok=True)
        else:
            assert row.low - 1e-12 <= value <= row.high + 1e-12
            assert row.low < row.high


def test_searches_that_take_longer_are_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = [(f"a{v:03}", f"x{e:03}") for e in range(300) for v in (e, (e + 1) % 300)]
    monkeypatch.setattr(distances, "ALL", 0.0)
    # 900 searches of 600 nodes and 600 ties, were they as quick as where all are near; here half as many.
    monkeypatch.setattr(distances, "WIDEST", 900.0 * 1_800)
    rows = {s.key: s for s in describe(snapshot_of(ring).network()).statistics}
    assert rows["projection.diameter"].value == 150
    assert rows["two-mode.diameter"].note == "bounds"
    assert rows["two-mode.diameter"].low <= 300 <= rows["two-mode.diameter"].high


def test_the_mean_of_a_long_chain_is_drawn_by_one_search_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    n = 300
    network = snapshot_of([(f"a{v:03}", f"x{e:03}") for e in range(n - 1) for v in (e, e + 1)]).network()
    monkeypatch.setattr(_kernels, "LEAST_STEPS", 0.0)
    monkeypatch.setattr(distances, "ALL", 0.0)
    # The kernel would look at 1,795 nodes and ties in each of some 300 steps, more than once: 5e6 at 1e-8 seconds.
    monkeypatch.setattr(distances, "PATIENCE", 1e-3)
    monkeypatch.setattr(distances, "_by_kernel", None)
    monkeypatch.setattr(distances, "_sums_at_once", None)
    rows = {s.key: s for s in describe(network).statistics}
    for side, exact in (("projection", (n + 1) / 3), ("two-mode", 2 * n / 3)):
        row = rows[f"{side}.mean_distance"]
        assert row.note == "drawn"
        assert row.low < exact < row.high
        assert rows[f"{side}.diameter"].value == (n - 1) * (1 if side == "projection" else 2)


@pytest.mark.slow
@pytest.mark.parametrize("least", [0.0, np.inf])
@pytest.mark.parametrize("side", SIDES)
def test_a_mean_distance_that_is_estimated_says_so(least: float, side: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = crowd()
    exact = describe(network).values[f"{side}.mean_distance"]
    monkeypatch.setattr(_kernels, "LEAST_STEPS", least)
    monkeypatch.setattr(distances, "ALL", 0.0)
    monkeypatch.setattr(distances, "PATIENCE", 0.0)
    within, found = 0, []
    for seed in (*range(20), 0):
        result = describe(network, seed=seed)
        row = {s.key: s for s in result.statistics}[f"{side}.mean_distance"]
        assert row.note == "drawn"
        assert result.provenance["seed"] == seed
        assert row.value != exact
        within += row.low <= exact <= row.high
        found.append(row.value)
    assert within >= 17
    assert found[0] == found[-1] != found[1]


@pytest.mark.slow
@pytest.mark.parametrize("side", SIDES)
def test_searches_at_once_give_the_sums_of_one_search_after_the_other(side: Side) -> None:
    network = crowd()
    _, label = connected_components(both_modes(network), directed=False)
    inside = np.flatnonzero(label == np.bincount(label).argmax())
    reach, degree = distances._reach(network, side, inside)
    sources = np.arange(0, len(degree), 7)
    expected_sums = [int(reach(v).sum()) for v in sources.tolist()]
    assert distances._sums_at_once(network, side, inside[sources], inside).tolist() == expected_sums


def test_a_projection_that_does_not_fit_is_left_out_and_the_rest_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DataError("too large")

    monkeypatch.setattr(Network, "projection", refuse)
    result = describe(women())
    rows = {s.key: s for s in result.statistics}
    assert rows["projection.diameter"].value == 2
    assert isnan(rows["projection.pairs"].value)
    assert "would not fit" in rows["projection.pairs"].meaning("en")


def test_what_takes_long_is_left_out_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clustering, "MOST_STEPS", 0.0)
    rows = {s.key: s for s in describe(women()).statistics}
    for side in SIDES:
        assert isnan(rows[f"{side}.clustering"].value)
        assert "trop long" in rows[f"{side}.clustering"].meaning("fr")


@pytest.mark.parametrize("ties", [[], [("a", "x")], [("a", "x"), ("b", "y")], [("a", "x"), ("a", "y")]])
def test_the_smallest_networks_have_a_description(ties: list[tuple[str, str]]) -> None:
    network = snapshot_of(ties).network() if ties else Snapshot().network()
    result = describe(network, centralisation=MEASURES)
    assert result.values["two-mode.pairs"] == len(ties)
    for lang in ("en", "fr"):
        frame = result.to_frame(lang)
        assert frame["meaning"].str.len().min() > 5
        assert not np.isinf(frame["value"]).any()
    assert result._repr_html_()
    result.plot()


def test_the_result_has_all_that_results_have() -> None:
    result = describe(women())
    assert isinstance(result, Description)
    assert list(result.to_frame().columns) == ["network", "statistic", "value", "from", "to", "unit", "meaning"]
    assert result.provenance["seed"] is None
    assert result.provenance["parameters"] == {"centralisation": ["degree"], "seed": 0}
    assert len(result.evidence()) == 89
    assert len({each.key for each in result.statistics}) == len(result.statistics)


def test_an_unknown_centralisation_says_which_there_are() -> None:
    with pytest.raises(UsageError, match="by 'pagerank'; there is that by degree, closeness, betweenness"):
        describe(women(), centralisation=("pagerank",))


def test_degrees_are_distributed_as_counted() -> None:
    network = women()
    frame = describe(network).distribution
    for of, degree in (("actors", np.diff(network.indptr)), ("actions", np.diff(network.by_action.indptr))):
        part = frame[frame["of"] == of]
        assert part["count"].sum() == len(degree)
        assert dict(zip(part["degree"], part["at_least"], strict=True)) == {
            d: pytest.approx((degree >= d).mean()) for d in sorted(set(degree.tolist()))
        }


def test_the_plot_is_on_logarithmic_axes_and_has_both_kinds() -> None:
    ax = describe(women()).plot()
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    actors, actions = ax.get_lines()
    assert actors.get_ydata().tolist()[0] == 1.0  # type: ignore[union-attr]
    assert len(actions.get_xdata()) == len({3, 4, 5, 6, 8, 10, 12, 14})  # type: ignore[arg-type]


@pytest.mark.parametrize(("format", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_picture_has_the_same_bytes_each_time(format: str, begins: bytes) -> None:
    result = describe(women())
    made = result.picture(format)
    assert made.startswith(begins)
    assert made == result.picture(format)


def test_every_statistic_has_a_name_a_unit_and_a_sentence_in_both_languages() -> None:
    text = ROOT.joinpath("graphkit", "description", "words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len({row["key"] for row in rows}) == len(rows)
    assert all(row["en"].strip() and row["fr"].strip() for row in rows)
    used = set()
    for network in (women(), snapshot_of([("a", "x"), ("b", "y")]).network(), Snapshot().network()):
        for each in describe(network, centralisation=MEASURES).statistics:
            used |= {f"name.{each.name}", f"unit.{each.unit}", f"means.{each.key}"}
            used |= {f"note.{each.note}"} if each.note else set()
    there = {
        key for key in catalogue("graphkit.description") if key.partition(".")[0] not in ("axis", "note", *OF_GRAIN)
    }
    assert there - used == set()
    assert Statistic("two-mode", "density", 0.5, "share", note="bounds").meaning("fr").endswith("les deux nombres.")


def test_a_small_network_is_described_without_numba() -> None:
    code = (
        "import sys\n"
        "from graphkit.description import describe\n"
        "from tests.unit.networks.tables import southern_women\n"
        "describe(southern_women().network(), centralisation=('degree', 'closeness', 'betweenness')).to_frame()\n"
        "assert 'numba' not in sys.modules and 'llvmlite' not in sys.modules\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, env=environment)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("grain", ["recipient", "recipient-year"])
def test_words_are_those_of_what_actors_share(lang: str, grain: str) -> None:
    words = [key.split(".", 2) for key in catalogue("graphkit.description") if key.startswith("means.")]
    assert len(words) > 20
    for _, side, name in words:
        each = Statistic(side, name, 1.0, "actions")  # type: ignore[arg-type]
        said = f"{each.called(lang, grain)} {each.counts_in(lang, grain)} {each.meaning(lang, grain)}"
        assert "action" not in said
        assert "{" not in said
        assert ("recipient" if lang == "en" else "bénéficiaire") in said
