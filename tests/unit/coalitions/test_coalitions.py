"""Coalitions of a network: known groups, the same ones every time, and no more said than was found."""

from __future__ import annotations

import dataclasses
import inspect
import math
import os
import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle

from graphkit.backbones import backbone
from graphkit.coalitions import Coalitions, Stability, Standing
from graphkit.coalitions import coalitions as find
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from tests.unit.networks.tables import snapshot_of, southern_women

mpl.use("agg")

ROOT = Path(__file__).parents[3]
METHODS = ("leiden", "louvain", "bipartite", "overlapping")


def coalitions(network: Network, method: str = "leiden", **options: Any) -> Coalitions:
    """Without runs, which have tests of their own."""
    return find(network, method, **{"runs": 0, **options})


@pytest.fixture
def two_circles_and_a_loner() -> Network:
    """Two circles of three actors where each pair has two actions, one action that joins them, one actor apart."""
    circles = [("Agence", "Caf", "Fondation"), ("Mairie", "Région", "Union")]
    pairs = [(*pair, n) for circle in circles for pair in combinations(circle, 2) for n in (1, 2)]
    ties = [(actor.casefold(), f"{one}-{other}-{n}") for one, other, n in pairs for actor in (one, other)]
    ties += [("caf", "joint"), ("mairie", "joint"), ("zoo", "alone")]
    actors = [{"id": name.casefold(), "name": name} for circle in circles for name in circle]
    return snapshot_of(ties, actors=actors).network()


@pytest.fixture(scope="module")
def karate() -> Network:
    """Zachary's karate club: an action for each two members that are tied."""
    ties = [
        (f"{actor:02}", f"{one}-{other}") for one, other in nx.karate_club_graph().edges() for actor in (one, other)
    ]
    return snapshot_of(ties).network()


def test_the_text_is_the_one_in_the_docstring(two_circles_and_a_loner: Network) -> None:
    documented = (inspect.getdoc(find) or "").split("# doctest: +SKIP\n")[1]
    assert str(coalitions(two_circles_and_a_loner)) == documented


def test_two_circles_are_two_coalitions(two_circles_and_a_loner: Network) -> None:
    found = coalitions(two_circles_and_a_loner)
    assert found.groups == [["agence", "caf", "fondation"], ["mairie", "région", "union"]]
    assert found.n_sharing_nothing == 1
    # By hand: 2m = 26, 12 of it within each circle; strengths add up to 13 a circle.
    assert found.modularity == pytest.approx(2 * (12 / 26 - (13 / 26) ** 2))


def test_the_table_gives_the_strength_within_the_group(two_circles_and_a_loner: Network) -> None:
    frame = coalitions(two_circles_and_a_loner).to_frame()
    assert frame.columns.tolist() == ["group", "group_name", "size", "id", "name", "strength"]
    # The action that joins the circles is in no member's strength.
    assert frame["strength"].tolist() == [4.0] * 6
    assert frame["group"].tolist() == ["c1"] * 3 + ["c2"] * 3
    assert frame["group_name"][0] == "Agence, Caf and 1 more"


def test_the_karate_club_reaches_the_modularity_known_for_it(karate: Network) -> None:
    # 0.420 is the largest there is: Agarwal & Kempe 2008, Eur. Phys. J. B 66, 409-418, table 1.
    found = [coalitions(karate, seed=seed) for seed in range(5)]
    assert round(max(each.modularity for each in found), 3) == 0.420
    parts = [{int(member) for member in group} for group in found[0].groups]
    assert found[0].modularity == pytest.approx(nx.community.modularity(nx.karate_club_graph(), parts, weight=None))


def test_a_higher_resolution_gives_more_groups(karate: Network) -> None:
    assert len(coalitions(karate, resolution=3.0).groups) > len(coalitions(karate, resolution=0.5).groups)


def test_the_same_in_every_process_whatever_the_hash_seed(karate: Network) -> None:
    # Text nodes in sets, or a dict of Rust's, would come in another order in each process.
    program = (
        "from tests.unit.networks.tables import snapshot_of\n"
        "from graphkit.coalitions import coalitions\n"
        "network = snapshot_of([(f'a{n % 17}', f'x{n * n % 23}') for n in range(120)]).network()\n"
        "for method in ('leiden', 'overlapping'):\n"
        "    found = coalitions(network, method, weight='newman', seed=3, runs=2)\n"
        "    print(found.to_frame().to_csv(), found.pairs().to_csv())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "GRAPHKIT_THREADS": seed},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


ties_drawn = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 6)), min_size=1, max_size=40)


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=15)
@given(drawn=ties_drawn)
def test_each_actor_is_in_a_group_or_counted_as_in_none(method: str, drawn: list[tuple[int, int]]) -> None:
    network = snapshot_of([(f"a{actor}", f"x{action}") for actor, action in set(drawn)]).network()
    found = coalitions(network, method, starts=2)
    members = [actor for group in found.groups for actor in group]
    assert method == "overlapping" or len(members) == len(set(members))
    assert len(set(members)) + found.n_sharing_nothing + found.n_left_alone == network.n_actors
    assert found.n_sharing_nothing == int((np.diff(network.projection().matrix.indptr) == 0).sum())
    sizes = [(-len(group), group[0]) for group in found.groups]
    assert sizes == sorted(sizes)


@settings(deadline=None, max_examples=20)
@given(drawn=ties_drawn, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn: list[tuple[int, int]], order: random.Random) -> None:
    ties = sorted({(f"a{actor}", f"x{action}") for actor, action in drawn})
    shuffled = ties.copy()
    order.shuffle(shuffled)
    one, other = (coalitions(snapshot_of(rows).network()) for rows in (ties, shuffled))
    assert one.to_frame().equals(other.to_frame())


def test_without_anything_shared_there_is_no_coalition_and_no_modularity() -> None:
    found = coalitions(snapshot_of([("a", "x"), ("b", "y")]).network())
    assert found.groups == []
    assert math.isnan(found.modularity)
    assert str(found) == "No two actors share enough to make a group.\n2 actors share nothing with anyone."
    assert found.to_frame().empty
    found.plot()
    plt.close("all")


def test_a_group_is_asked_for_by_number_or_id(two_circles_and_a_loner: Network) -> None:
    found = coalitions(two_circles_and_a_loner)
    assert found.members("c2") == found.members(2) == ["mairie", "région", "union"]
    evidence = found.evidence("c2")
    assert set(evidence["actor"]) == {"mairie", "région", "union"}
    assert "joint" not in set(evidence["action"])
    with pytest.raises(UnknownName, match="no coalition named 'c3'"):
        found.members("c3")


def test_what_was_asked_stands_in_the_provenance(two_circles_and_a_loner: Network) -> None:
    provenance = coalitions(two_circles_and_a_loner, seed=7, resolution=1.5).provenance
    asked = {"resolution": 1.5, "weight": "count", "backbone": None, "starts": 4, "runs": 0}
    assert (provenance["method"], provenance["seed"], provenance["parameters"]) == ("leiden", 7, asked)
    assert provenance["network"]["projection"] == "count"


def test_names_are_escaped_in_a_notebook() -> None:
    actors = [{"id": "a", "name": "<i>Ville</i>"}]
    found = coalitions(snapshot_of([("a", "x"), ("b", "x")], actors=actors).network())
    assert "<i>" not in found._repr_html_()
    assert "random" in found._repr_html_()


def test_the_drawing_has_a_bar_a_group(two_circles_and_a_loner: Network) -> None:
    axes = coalitions(two_circles_and_a_loner).plot()
    assert [bar.get_width() for bar in axes.patches if isinstance(bar, Rectangle)] == [3, 3]
    plt.close("all")


@pytest.mark.parametrize(
    "options",
    [{"resolution": 0.0}, {"resolution": math.nan}, {"seed": -1}, {"runs": -1}, {"starts": 0}, {"alpha": 1.0}],
)
def test_parameters_out_of_range_are_refused(two_circles_and_a_loner: Network, options: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="must be"):
        coalitions(two_circles_and_a_loner, **options)


@pytest.mark.parametrize(
    "options",
    [
        {"method": "bipartite", "backbone": "sdsm"},
        {"method": "bipartite", "weight": "newman"},
        {"backbone": "sdsm", "weight": "newman"},
    ],
)
def test_options_of_another_method_are_refused(two_circles_and_a_loner: Network, options: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="leave"):
        coalitions(two_circles_and_a_loner, **options)


@pytest.mark.parametrize("options", [{"method": "walks"}, {"backbone": "noise"}, {"correction": "much"}])
def test_names_that_nobody_has_are_refused(two_circles_and_a_loner: Network, options: dict[str, str]) -> None:
    with pytest.raises(UnknownName):
        coalitions(two_circles_and_a_loner, **options)


def test_that_a_backbone_keeps_nothing_is_an_answer_with_what_to_try() -> None:
    found = coalitions(southern_women().network(), backbone="sdsm")
    assert found.groups == []
    assert (found.n_untied, found.n_sharing_nothing) == (18, 0)
    assert str(found).startswith("No pair of actors meets more often than their activity explains (sdsm)")
    assert "take the backbone fdsm, or none" in str(found)


def test_a_backbone_ties_only_those_it_keeps() -> None:
    network = southern_women().network()
    kept = backbone(network, "fdsm", draws=2000)
    found = coalitions(network, backbone="fdsm", draws=2000)
    assert found.values["n_ties"] == len(kept) > 0
    assert {actor for group in found.groups for actor in group} == {actor for pair in kept.pairs for actor in pair}


def test_the_table_and_the_text_say_how_sure_it_is() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("c", "x"), ("c", "y"), ("d", "y")]).network()
    standing = [
        {"a": Standing(0.9, "core"), "b": Standing(0.8, "core")},
        {"b": Standing(0.3, "swing"), "d": Standing(0.2, "peripheral")},
    ]
    found = dataclasses.replace(
        coalitions(network), groups=[["a", "b"], ["b", "d"]], strengths=[{"a": 1, "b": 1}, {"b": 0, "d": 0}],
        standing=standing, stability=[Stability(0.8, 0.6, 0.9, True), Stability(0.2, 0.1, 0.3, False)],
    )  # fmt: skip
    frame = found.to_frame()
    assert frame.columns.tolist()[6:] == [
        *("probability", "standing", "stability", "stability_low", "stability_high", "stable"),
    ]
    assert frame["probability"].tolist() == [0.9, 0.8, 0.3, 0.2]
    assert frame["stable"].tolist() == [True, True, False, False]
    assert (found.stable, found.in_several, found.n_members) == (["c1"], ["b"], 3)
    text = str(found)
    assert "1 is stable: c1; of the other 1 that cannot be said." in text
    assert "1 actor is in several." in text
    assert "neither shared belief nor coordination" in text
    none = dataclasses.replace(found, stability=[Stability(0.2, 0.1, 0.3, False)] * 2)
    assert "None of them is stable" in str(none)
