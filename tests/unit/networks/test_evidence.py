import pandas as pd
import pytest

from graphkit.networks.network import Network
from tests.unit.networks.tables import fund, snapshot_of, takes_part

COLUMNS = [
    *("tie", "type", "actor", "actor_name", "action", "action_name", "role", "amount", "currency", "year"),
    *("source", "source_name", "locator", "tie_actor", "tie_action"),
]


@pytest.fixture
def network() -> Network:
    return snapshot_of(
        [
            fund("city", "café", 10.0, year=2010, id="t1", locator="row 2"),
            fund("city", "café", None, id="t2", locator="row 3"),
            fund("fund", "café", 5.0, year=2009, id="t3"),
            takes_part("fund", "garden", id="t4"),
            fund("city", "school", 1.0, id="t5"),
        ],
        actions=[{"id": "school", "year": 2020}],
    ).network()


def test_each_tie_of_an_actor_with_its_place(network: Network) -> None:
    found = network.evidence(actor="City")
    assert list(found.columns) == COLUMNS
    assert found["tie"].tolist() == ["t1", "t2", "t5"]
    assert found.loc[0, ["amount", "currency", "year", "source", "source_name", "locator"]].tolist() == [
        *(10.0, "EUR", 2010, "s", "A table", "row 2")
    ]


def test_an_amount_or_year_that_is_not_known_is_empty(network: Network) -> None:
    found = network.evidence(actor="city").set_index("tie")
    assert pd.isna(found.loc["t2", "amount"])
    assert pd.isna(found.loc["t2", "year"])
    assert found.loc["t5", "year"] == 2020


def test_the_ties_of_a_pair_are_those_to_what_both_share(network: Network) -> None:
    assert network.evidence(pair=("fund", "city"))["tie"].tolist() == ["t1", "t2", "t3"]


def test_of_an_action_and_of_an_actor_in_it(network: Network) -> None:
    assert set(network.evidence(action="café")["tie"]) == {"t1", "t2", "t3"}
    assert set(network.evidence(actor="fund", action="café")["tie"]) == {"t3"}
    assert len(network.evidence(actor="fund", action="school")) == 0


def test_all_of_it_is_every_tie_behind_the_network(network: Network) -> None:
    assert len(network.evidence()) == network.spec.n_ties == 5


def test_by_recipient_the_action_of_the_tie_is_kept() -> None:
    network = snapshot_of([fund("city", "camp", 3.0, recipient="club", year=2011)]).network(grain="recipient-year")
    row = network.evidence(action="club@2011").iloc[0]
    assert (row["action"], row["tie_action"], row["amount"]) == ("club@2011", "camp", 3.0)
