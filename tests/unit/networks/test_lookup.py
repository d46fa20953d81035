import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from tests.unit.networks.tables import member_of, snapshot_of


@pytest.fixture
def network() -> Network:
    return snapshot_of(
        [("lyon", "x"), ("caf", "x"), ("caf-38", "y"), ("p1", "x")],
        actors=[
            {
                "id": "lyon",
                "name": "Ville de Lyon",
                "aliases": ["Mairie de Lyon"],
                "identifiers": ["FR-SIREN:216901231"],
            },
            {"id": "caf", "name": "Caisse d'allocations familiales", "aliases": ["CAF"]},
            {"id": "caf-38", "name": "Caisse d'Allocations Familiales", "aliases": ["CAF", "CAF de l'Isère"]},
            {"id": "silent", "name": "Sans lien"},
            {"id": "p1", "name": "Programme 147"},
        ],
        actions=[{"id": "x", "name": "Café des enfants"}],
        links=[member_of("p1", "ministry", "programme_of")],
    ).network()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("lyon", "lyon"),
        ("Ville de Lyon", "lyon"),
        ("ville de LYON", "lyon"),
        ("  ville-de-lyon ", "lyon"),
        ("mairie de lyon", "lyon"),
        ("FR-SIREN:216901231", "lyon"),
        ("caf de l’isere", "caf-38"),
        # An exact name comes before one that is blind to case.
        ("Caisse d'allocations familiales", "caf"),
        ("Caisse d'Allocations Familiales", "caf-38"),
    ],
)
def test_an_actor_is_found(network: Network, name: str, id: str) -> None:
    assert network.actor_ids[network.actor(name)] == id


@pytest.mark.parametrize("name", ["CAISSE D'ALLOCATIONS FAMILIALES", "caf."])
def test_a_name_of_several_says_which(network: Network, name: str) -> None:
    with pytest.raises(UsageError, match=r"names 2 actors: caf \(.*\), caf-38 \(.*\)\. Give the id"):
        network.actor(name)


def test_an_unknown_name_has_near_ones(network: Network) -> None:
    with pytest.raises(UnknownName, match=r"no actor named 'Vile de Lyon'. Did you mean Ville de Lyon"):
        network.actor("Vile de Lyon")


@pytest.mark.parametrize("name", ["", "  ", "–"])
def test_nothing_names_nobody(network: Network, name: str) -> None:
    with pytest.raises(UnknownName):
        network.actor(name)


def test_who_is_in_the_data_but_not_here_is_said_to_be(network: Network) -> None:
    with pytest.raises(UsageError, match=r"Sans lien \(silent\) is in the data, but not as an actor of this network"):
        network.actor("sans lien")
    rolled_up = network.snapshot.network(rollup=("programme_of",))
    with pytest.raises(UsageError, match="rolled up by programme_of"):
        rolled_up.actor("Programme 147")


def test_an_action_is_found(network: Network) -> None:
    assert network.action("cafe des enfants") == network.action("x") == 0
    with pytest.raises(UnknownName, match=r"no action named 'Crèche'"):
        network.action("Crèche")


def test_near_names_are_found_among_many() -> None:
    many = snapshot_of([(f"association {n} des amis", "x") for n in range(6_000)]).network()
    with pytest.raises(UnknownName, match="Did you mean association 42"):
        many.actor("association 42 des ami")
