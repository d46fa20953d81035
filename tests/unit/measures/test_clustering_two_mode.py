import numpy as np
import pytest
from hypothesis import given, settings

from graphkit.errors import UsageError
from graphkit.measures._closure import ways
from graphkit.measures.clustering_two_mode import clustering_two_mode
from graphkit.networks.network import Network
from tests.unit.measures.networks import by_id, small_networks, women
from tests.unit.networks.kernels.test_closure import walked
from tests.unit.networks.tables import snapshot_of


def test_southern_women_as_a_whole() -> None:
    # R's tnet, clustering_tm(Davis.Southern.women.2mode): .7718968.
    paths, closed = ways(women(), "actors")
    assert closed.sum() / paths.sum() == pytest.approx(0.7718968, abs=5e-8)


@settings(deadline=None)
@given(small_networks())
def test_it_is_the_share_of_ways_that_are_closed(network: Network) -> None:
    ties = network.incidence.toarray()
    for of, matrix in (("actors", ties), ("actions", ties.T)):
        paths, closed = (np.array(each, dtype=float) for each in walked(matrix))
        expected = np.divide(closed, paths, out=np.full(len(paths), np.nan), where=paths > 0)
        assert clustering_two_mode(network, of=of).values == pytest.approx(expected, nan_ok=True)


def test_what_one_action_ties_is_not_closed() -> None:
    # b and c meet a in x and y. With an action of their own they are closed, not by both being in x.
    ties = [("a", "x"), ("b", "x"), ("a", "y"), ("c", "y")]
    assert by_id(clustering_two_mode(snapshot_of(ties).network()))["a"] == 0.0
    within = by_id(clustering_two_mode(snapshot_of([*ties, ("c", "x")]).network()))
    assert within["a"] == 0.0
    closed = by_id(clustering_two_mode(snapshot_of([*ties, ("b", "z"), ("c", "z")]).network()))
    assert closed["a"] == 1.0


def test_a_projection_has_lost_what_it_needs() -> None:
    with pytest.raises(UsageError, match="measured in a two-mode network"):
        clustering_two_mode(women().projection())


def test_the_forecast_knows_that_a_hub_is_no_work_for_the_kernel() -> None:
    # 3,000 actions of one funder, each with a partner of its own: every action reaches every other, 9 million pairs,
    # and the kernel looks at 6,000 ties for each.
    pytest.importorskip("numba")
    ties = [(actor, f"x{k}") for k in range(3_000) for actor in ("hub", f"p{k}")]
    network = snapshot_of(ties).network()
    assert 0.1 < clustering_two_mode.expected_seconds(network, of="actions") < 1.0
    assert clustering_two_mode.expected_seconds(network, of="actors") < 0.1
