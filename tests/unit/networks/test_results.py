import json

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

from graphkit import __version__
from graphkit.errors import UnknownName
from graphkit.networks.network import Network
from graphkit.networks.provenance import provenance
from graphkit.networks.results import GraphResult, GroupResult, NodeResult, PairResult, Result, ranked
from tests.unit.networks.tables import fund, snapshot_of

mpl.use("Agg")

HOSTILE = "<script>alert('x')</script> & $5 for $10"


@pytest.fixture
def network() -> Network:
    return snapshot_of(
        [fund("a", "x", 1.0), fund("b", "x", 2.0), ("b", "y"), ("c", "y"), ("d", "z")],
        actors=[{"id": "a", "name": HOSTILE}],
    ).network()


def node_result(network: Network, values: list[float]) -> NodeResult:
    made = provenance(network, "a_measure", {"option": 1}, reference="Someone 1999, p. 3")
    return NodeResult("a_measure", np.array(values), network.actor_ids, network.actor_names, "EUR", {}, made, network)


def group_result(network: Network) -> GroupResult:
    names = dict(zip(network.actor_ids, network.actor_names, strict=True))
    made = provenance(network, "groups", {}, seed=7)
    return GroupResult("groups", [["a", "b"], ["c", "d"]], names, "", {}, made, network, {"modularity": 0.25})


def pair_result(network: Network) -> PairResult:
    names = dict(zip(network.actor_ids, network.actor_names, strict=True))
    made = provenance(network, "pairs", {})
    return PairResult("shared", np.array([1.0, 2.0]), [("b", "c"), ("a", "b")], names, "actions", {}, made, network)


def all_results(network: Network) -> list[Result]:
    whole = GraphResult("whole", {"density": 0.5}, "share", {}, provenance(network, "whole", {}), network)
    return [node_result(network, [1, 2, 3, 4]), pair_result(network), group_result(network), whole]


def test_the_largest_value_comes_first_and_what_is_unknown_last(network: Network) -> None:
    frame = node_result(network, [np.nan, 1.0, 3.0, 1.0]).to_frame()
    assert frame["id"].tolist() == ["c", "b", "d", "a"]
    assert list(frame.columns) == ["id", "name", "a_measure"]


def test_values_that_differ_by_a_rounding_error_are_equals_in_the_order_of_ids() -> None:
    third = 1 / 3
    frame = pd.DataFrame({"id": ["b", "a", "c"], "v": [third, third - 1e-16, third + 1e-9]})
    assert ranked(frame, "v")["id"].tolist() == ["c", "a", "b"]


@pytest.mark.parametrize("size", [1e-300, 1e-9, 1.0, 1e15, 1e300])
def test_ranking_works_at_every_size(size: float) -> None:
    frame = pd.DataFrame({"id": ["a", "b", "c", "d", "e"], "v": [size, -size, 0.0, 2 * size, np.inf]})
    assert ranked(frame, "v")["id"].tolist() == ["e", "d", "a", "c", "b"]


def test_provenance_says_all_it_takes_to_do_it_again(network: Network) -> None:
    made = group_result(network).provenance
    assert json.loads(json.dumps(made)) == made
    assert made["snapshot"] == network.snapshot.hash
    assert made["network"]["ties"] == ["FUNDS", "TAKES_PART", "SUPPORTS"]
    assert (made["seed"], made["version"]) == (7, f"graphkit {__version__}")
    projected = provenance(network.projection("newman"), "m", {})
    assert projected["network"]["projection"] == "newman"
    assert "newman" in projected["description"]


def test_evidence_of_each_kind(network: Network) -> None:
    assert node_result(network, [1, 2, 3, 4]).evidence("b")["action"].tolist() == ["x", "y"]
    assert pair_result(network).evidence(("a", "b"))["actor"].tolist() == ["a", "b"]
    # d is in the group of c, but shares nothing with it.
    assert len(group_result(network).evidence(2)) == 0
    assert group_result(network).evidence(1)["action"].tolist() == ["x", "x"]
    with pytest.raises(UnknownName, match="no group named '3'"):
        group_result(network).evidence(3)


def test_tables_of_pairs_and_groups(network: Network) -> None:
    assert pair_result(network).to_frame()[["id", "other_id", "shared"]].to_numpy().tolist() == [
        ["a", "b", 2.0],
        ["b", "c", 1.0],
    ]
    assert group_result(network).to_frame()[["group", "size", "id"]].to_numpy().tolist() == [
        [1, 2, "a"],
        [1, 2, "b"],
        [2, 2, "c"],
        [2, 2, "d"],
    ]
    assert group_result(network).modularity == 0.25


def test_names_cannot_smuggle_html(network: Network) -> None:
    for result in all_results(network)[:3]:
        shown = result._repr_html_()
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown


def test_a_notebook_shows_the_unit_and_where_it_comes_from(network: Network) -> None:
    shown = node_result(network, [1, 2, 3, 4])._repr_html_()
    assert "a measure (EUR)" in shown
    assert network.snapshot.hash[:12] in shown
    assert "Someone 1999, p. 3" in shown
    assert "4 actors × 3 actions" in shown


def test_a_notebook_shows_large_numbers_whole(network: Network) -> None:
    shown = node_result(network, [1234567.0, 12345.67, 0.123456, 999.96])._repr_html_()
    assert [number in shown for number in ("1,234,567", "12,346", "0.1235", "1,000")] == [True] * 4
    assert "e+0" not in shown


def test_every_result_can_be_drawn_with_its_axis_labelled(network: Network) -> None:
    from matplotlib import pyplot as plt

    for result in all_results(network):
        ax = result.plot()
        assert ax.get_xlabel()
        # Drawing is where a dollar sign in a name would become a broken formula.
        ax.figure.canvas.draw()
        plt.close("all")
    empty = GroupResult("groups", [], {}, "", {}, provenance(network, "groups", {}), network)
    assert empty.plot().texts[0].get_text() == "nothing to show"
    plt.close("all")


def test_a_result_says_what_its_picture_shows(network: Network) -> None:
    result = node_result(network, [4, 3, 2, 1])
    assert result.alternative().startswith("Bar chart of a measure (EUR): 4 bars.")
    assert result.alternative("fr").startswith("Diagramme en barres : a measure (EUR) ; 4 barres. En tête : ")
    for each in all_results(network):
        assert each.alternative()


def test_a_picture_is_drawn_where_it_is_asked_for(network: Network) -> None:
    from matplotlib.figure import Figure

    ax = Figure().subplots()
    assert node_result(network, [4, 3, 2, 1]).plot(ax, top=2) is ax
    assert [label.get_text() for label in ax.get_yticklabels()] == [HOSTILE.replace("$", r"\$"), "b"]
    assert ax.get_xlabel() == "a measure (EUR)"
