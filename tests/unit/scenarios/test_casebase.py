"""What falls, and who lives on what, in the cases of the source documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.networks.snapshot import Snapshot
from graphkit.scenarios.agenda import agenda
from graphkit.scenarios.exit import funder_exit


@pytest.fixture(scope="module")
def casebase_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    import graphkit
    from graphkit import casebase

    place: Path = tmp_path_factory.mktemp("casebase") / "store"
    with graphkit.open(place) as graph:
        graph.load("tables", casebase.folder(), rejects=None)
        yield graph.snapshot()


def test_without_the_metropolis_the_housing_fund_falls(casebase_snapshot: Snapshot) -> None:
    # URBinclusion 3.4.2: 800,000 EUR a year, by the Metropolis alone as far as the document says.
    result = funder_exit(casebase_snapshot.network(), ["Lyon Metropolis"])
    frame = result.to_frame().set_index("id")
    assert frame.loc["solidarity-housing-fund", "outcome"] == "falls"
    assert frame.loc["solidarity-housing-fund", "money_lost"] == 800_000
    # 3.5.13: four pay for the Space for Solidarity Making, and no amount is given.
    assert frame.loc["lyon-solidarity-making", ["outcome", "unknown_amounts"]].tolist() == ["unknown", 4]
    assert result.exposed["lost"] == 80_000_000


def test_actions_that_hang_on_axes(casebase_snapshot: Snapshot) -> None:
    network = casebase_snapshot.network()
    one = agenda(network, ["pms-axis-2"])
    assert one.n_falling == 0
    every = agenda(network, [f"pms-axis-{number}" for number in range(1, 5)])
    fallen = every.to_frame().query("outcome == 'falls'")["id"].tolist()
    # All the six actions echo axes of the project; three of them have axes of other programmes too (3.1.2, 3.4.2, 3.5).
    assert fallen == ["lyon-community-action", "lyon-dropout-prevention", "lyon-solidarity-making"]
