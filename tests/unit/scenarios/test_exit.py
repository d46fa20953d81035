"""Exits of funders: what falls, what it comes to, and what is said of it."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.snapshot import Snapshot
from graphkit.scenarios.exit import funder_exit
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")


def located(action: str, label: str, id: str) -> dict[str, Any]:
    kind = {"Territory": "LOCATED_IN", "Group": "TARGETS"}[label]
    return {"type": kind, "start_label": "Action", "start_id": action, "end_label": label, "end_id": id}


def town() -> Snapshot:
    """The town funds a nursery with the state, a garden alone, and a café of which no amount is known."""
    return snapshot_of(
        [
            *(fund("town", "nursery", 60.0, year=2020), fund("state", "nursery", 40.0, year=2020)),
            *(fund("town", "garden", 25.5), takes_part("club", "garden", "operator")),
            *(fund("town", "café"), fund("fund", "café", 10.0)),
            fund("fund", "choir", 1.0),
        ],
        links=[
            *(located("nursery", "Territory", "north"), located("choir", "Territory", "south")),
            *(located("garden", "Territory", "south"), located("garden", "Group", "young")),
            located("café", "Group", "old"),
        ],
        others=[
            {"label": "Territory", "id": "north", "name": "North"},
            {"label": "Group", "id": "young", "name": "Young"},
        ],
    )


def test_what_falls_and_what_it_comes_to() -> None:
    result = funder_exit(town().network(), ["town"])
    frame = result.to_frame()
    assert frame["id"].tolist() == ["nursery", "garden", "café"]
    assert frame["outcome"].tolist() == ["falls", "falls", "unknown"]
    assert frame["rules"].tolist() == ["money=0.5", "money=0.5 funder", ""]
    assert frame["money"].tolist() == [100.0, 25.5, 10.0]
    assert frame["money_lost"].tolist() == [60.0, 25.5, 0.0]
    assert frame["unknown_amounts"].tolist() == [0, 0, 1]
    assert frame[["lost_from", "lost_to"]].values.tolist() == [[0.6, 0.6], [1.0, 1.0], [0.0, 1.0]]
    assert frame[["funders", "funders_left"]].values.tolist() == [[2, 1], [1, 0], [2, 1]]
    assert result.exposed == {"lost": 8550, "lost_open": 1, "of_fallen": 12550, "of_fallen_open": 0}
    assert (result.n_falling, result.n_unknown) == (2, 1)


def test_territories_and_groups_left_without_action() -> None:
    left = funder_exit(town().network(), ["town"]).left_without
    # The south keeps the choir; of the old nobody can tell.
    assert left.values.tolist() == [["Group", "young", "Young", 1], ["Territory", "north", "North", 1]]
    told = str(funder_exit(town().network(), ["town"]))
    assert "Left without any of the actions they have in this network: 1 territory (North)." in told


def test_evidence_names_the_ties_that_end() -> None:
    result = funder_exit(town().network(), ["town"])
    ties = result.evidence()
    assert set(ties["actor"]) == {"town"}
    assert len(ties) == 3
    assert set(result.evidence("nursery")["actor"]) == {"town", "state"}
    assert ties["locator"].str.startswith("row").all()
    assert result.provenance["parameters"]["funders"] == ["town"]
    assert result.provenance["snapshot"] == town().hash
    assert len(result.plot().patches) == 3
    assert "nursery" in result._repr_html_()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_text_says_that_all_else_is_unchanged(lang: str) -> None:
    text = funder_exit(town().network(), ["town"], rules="money=1,public,role=operator,nobody,axis").sentence(lang)
    assert {"en": "In these data, all else unchanged", "fr": "toutes choses égales par ailleurs"}[lang] in text
    assert {"en": "is not 0", "fr": "n'est pas 0"}[lang] in text


def test_what_cannot_be_asked_is_refused() -> None:
    network = town().network()
    with pytest.raises(UnknownName, match="actor"):
        funder_exit(network, ["nobody here"])
    with pytest.raises(UsageError, match="Nobody leaves"):
        funder_exit(network, [])
    with pytest.raises(UnknownName, match="combine"):
        funder_exit(network, ["town"], combine="some")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="cascade"):
        funder_exit(network, ["town"], cascade=2.0)


def test_all_rules_together_fell_less_than_any() -> None:
    network = town().network()
    both = ["money=0.5", "role=operator"]
    assert funder_exit(network, ["town", "club"], rules=both, combine="all").to_frame()["outcome"].tolist() == [
        "falls", "stands", "stands",
    ]  # fmt: skip
    assert funder_exit(network, ["town", "club"], rules=both).n_falling == 2
