import json

import numpy as np
import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.measures import centrality, measure, names
from graphkit.networks.results import Result
from tests.unit.measures.networks import women
from tests.unit.networks.tables import fund, snapshot_of


def test_one_column_a_measure_sorted_by_the_first_then_by_id() -> None:
    frame = centrality(women(), ["degree", "closeness"]).to_frame()
    assert list(frame.columns) == ["id", "name", "degree", "closeness"]
    assert frame["degree"].is_monotonic_decreasing
    of_eight = frame.loc[frame["degree"] == 8, "id"].tolist()
    assert of_eight == sorted(of_eight)
    assert len(of_eight) == 3


def test_the_usual_measures_when_none_is_named() -> None:
    held = snapshot_of([fund("a", "x", 5.0), fund("b", "x", 2.0), fund("b", "y", 2.0)])
    assert centrality(held.network()).to_frame()["id"].tolist() == ["b", "a"]
    assert centrality(held.network().projection("newman"), ("strength",)).units["strength"].startswith("actions in")


def test_of_actions() -> None:
    frame = centrality(women(), ("degree",), of="actions").to_frame()
    assert frame.loc[0, ["id", "degree"]].tolist() == ["E8", 14]


def test_an_unknown_measure_is_named_before_anything_runs() -> None:
    with pytest.raises(UnknownName, match=r"no measure named 'betweeness'. Did you mean betweenness"):
        centrality(women(), ["degree", "betweeness"])
    with pytest.raises(UnknownName):
        measure("_measure")


@pytest.mark.parametrize(("wrong", "says"), [("degree", r"write names=\('degree',\)"), ((), "No measure was named")])
def test_names_are_several_words(wrong: object, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        centrality(women(), wrong)  # type: ignore[arg-type]


def test_a_measure_named_twice_is_one_column() -> None:
    assert centrality(women(), ["degree", "degree"]).to_frame().shape == (18, 3)


def test_it_says_how_it_came_about() -> None:
    table = centrality(women(), ["degree", "pagerank"])
    assert isinstance(table, Result)
    made = table.provenance
    assert json.loads(json.dumps(made)) == made
    assert made["parameters"]["pagerank"] == {"of": "actors", "damping": 0.85}
    assert "Brin & Page 1998" in made["reference"]
    assert "Brin &amp; Page 1998" in table._repr_html_()
    assert set(table.evidence("Evelyn Jefferson")["actor"]) == {"Evelyn Jefferson"}


def test_values_that_are_not_known_come_last() -> None:
    held = snapshot_of([fund("a", "x"), fund("b", "x", 2.0), fund("c", "x", 3.0)])
    frame = centrality(held.network(), ("strength", "degree")).to_frame()
    assert frame["id"].tolist() == ["c", "b", "a"]
    assert np.isnan(frame["strength"].iloc[-1])


def test_the_catalogue_has_what_files_there_are() -> None:
    assert {"degree", "strength", "closeness", "harmonic", "betweenness", "eigenvector", "pagerank"} <= set(names())
    assert not any(name.startswith("_") for name in names())


def test_options_go_to_their_measure_and_to_no_other() -> None:
    table = centrality(women(), ("degree", "betweenness"), options={"betweenness": {"normalized": False}})
    raw = dict(zip(table.to_frame()["name"], table.to_frame()["betweenness"], strict=True))
    assert raw["Evelyn Jefferson"] == pytest.approx(42.9802, abs=5e-4)
    assert table.options["betweenness"]["normalized"] is False
    assert table.estimates == {}
    with pytest.raises(UsageError, match="options of betweenness"):
        centrality(women(), ("degree",), options={"betweenness": {"error": 0.1}})


def test_a_table_has_the_bounds_and_the_seed_of_what_was_estimated() -> None:
    table = centrality(women(), ("degree", "betweenness"), options={"betweenness": {"error": 0.1}})
    assert table.estimates["betweenness"]["error"] == 0.0
    assert table.provenance["estimate"] == table.estimates
    assert table.provenance["seed"] is None
    assert "estimate" not in centrality(women(), ("degree", "betweenness")).provenance
