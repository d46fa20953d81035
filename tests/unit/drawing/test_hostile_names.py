r"""Names that a picture must write as they are: a pair of dollar signs is a formula to matplotlib, and may break it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import matplotlib as mpl
import networkx as nx
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from graphkit.coalitions import coalitions
from graphkit.coalitions.time import over_time
from graphkit.drawing.alternative import told
from graphkit.drawing.bars import bars
from graphkit.drawing.svg import as_svg
from graphkit.needs.territories import territories
from graphkit.networks.network import Network
from graphkit.paths.cofunding import paths
from graphkit.reports import figures
from tests.unit.maps.test_content import located
from tests.unit.networks.tables import fund, snapshot_of

NAMES = (r"Fonds $\frac$ du", "A$AP et B$", r"\$ 5")
ALONE = "So$lo$ Bank"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture
def network() -> Network:
    """Three funders of three actions in two territories and fields, all with such names; one of another town alone."""
    ids = ("a", "b", "c")
    ties = [fund(actor, f"{action}x", 1.0, year=2020 + n) for n in (0, 1) for actor in ids for action in ids]
    return snapshot_of(
        [*ties, fund("alone", "own")],
        actors=[{"id": id, "name": name} for id, name in zip((*ids, "alone"), (*NAMES, ALONE), strict=True)],
        actions=[{"id": f"{id}x", "name": name} for id, name in zip(ids, NAMES, strict=True)],
        links=[
            *(located("Action", "ax", "town"), located("Action", "bx", "hill")),
            *(located("Action", "ax", "care", "IN_FIELD"), located("Action", "bx", "food", "IN_FIELD")),
        ],
        others=[
            {"label": label, "id": id, "name": name}
            for label, pair in (("Territory", ("town", "hill")), ("Field", ("care", "food")))
            for id, name in zip(pair, NAMES, strict=False)
        ],
    ).network()


def plots() -> dict[str, Callable[[Network], Axes]]:
    return {
        "network": lambda net: net.plot(),
        "bars": lambda net: bars(net.actor_names, [1.0] * net.n_actors, "actions"),
        "paths": lambda net: paths(net, "a", "b").plot(),
        "no path": lambda net: paths(net, "a", "alone").plot(),
        "coalitions": lambda net: coalitions(net, "leiden", seed=0, runs=0).plot(),
        "over time": lambda net: over_time(net, lambda of: coalitions(of, "leiden", seed=0, runs=0)).plot(),
        "territories": lambda net: territories(net.snapshot).plot(),
    }


def texts(svg: str) -> set[str]:
    return {"".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")}


@pytest.mark.parametrize("what", plots())
def test_a_picture_writes_names_as_they_are(what: str, network: Network) -> None:
    axes = plots()[what](network)
    drawn = " ".join(texts(as_svg(axes.figure, told(axes))))
    assert any(name in drawn for name in (*NAMES, ALONE)), drawn


@pytest.mark.parametrize("formulas", [True, False])
def test_names_beside_nodes_are_written_as_they_are(formulas: bool) -> None:
    """Whether the caller has matplotlib look for formulas or not."""
    graph: nx.Graph[tuple[str, str]] = nx.complete_graph(0)
    nodes = [("actor", str(n)) for n in range(3)]
    nx.add_path(graph, nodes, mode="actor")
    names, at = dict(zip(nodes, NAMES, strict=True)), {node: (2.0 + 3 * n, 4.0) for n, node in enumerate(nodes)}
    legend = figures.Legend(groups=[], others="others", actions="actions")
    with mpl.rc_context({"text.parse_math": formulas}):
        drawn = figures.network(graph, {}, names, legend, at=at, title="t")
    assert set(NAMES) <= texts(drawn)


CONTROLS = "Na\x0bme \x01 <b>"


def test_control_characters_leave_a_picture_well_formed() -> None:
    axes = bars([CONTROLS, "b"], [1, 2], "actions")
    drawn = as_svg(axes.figure, told(axes))
    assert "Na\ufffdme \ufffd <b>" in texts(drawn)
    axes.set_title(CONTROLS)
    with pytest.warns(UserWarning, match="Glyph"):
        # What a picture was given by its caller is mended in the file.
        ElementTree.fromstring(as_svg(axes.figure, CONTROLS))
