"""A network with all that formats are known to fail on."""

from __future__ import annotations

from datetime import date

from graphkit.exports._content import Content, content
from graphkit.networks.network import Network
from graphkit.networks.results import GroupResult
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, snapshot_of, supports, takes_part

FORMULA = '=HYPERLINK("x","y")'
NAMES = {
    "ville": 'Ville d\'Évry, dite "la Neuve"',
    "caf": FORMULA,
    "fondation": "Fonds <&> 住民 👩🏽‍🌾 | rest",
    "garden": "two\nlines\tof a name",
}


def snapshot() -> Snapshot:
    """4 actors, 3 actions, 8 ties: two of one type between one pair, two of different types between another."""
    return snapshot_of(
        [
            fund("ville", "creche", 1000.5, date=date(2019, 5, 1), basis="committed", instrument="grant"),
            fund("ville", "creche", 250.0, start=date(2020, 3, 1), end=date(2021, 6, 30), basis="committed"),
            fund("caf", "creche", 500.0, year=2020, basis="committed", reference="a bell\x07 and a unit\x1fend"),
            takes_part("caf", "creche", "operator", start=date(2018, 1, 1)),
            supports("caf", "garden", "political"),
            fund("fondation", "garden", None, year=2021),
            takes_part("ville", "ville", "partner", end=date(2017, 1, 1)),
            fund("fondation", "ville", 10.0, year=2022, basis="committed", recipient="garden"),
        ],
        actors=[
            {
                "id": "ville",
                "name": NAMES["ville"],
                "kind": "local_authority",
                "scale": "municipal",
                "funder": True,
                "identifiers": ["FR-SIREN:1, 2", 'x;"y"\\z'],
                "aliases": ["=A1", "la | barre", "a\x1fb"],
            },
            {"id": "caf", "name": NAMES["caf"], "kind": "public_body", "name_fr": "Caf du Nord"},
            {"id": "fondation", "name": NAMES["fondation"], "funder": True, "identifiers": []},
            {"id": "garden", "name": NAMES["garden"]},
        ],
        actions=[
            {"id": "creche", "name": "Crèche du Parc", "scale": "neighbourhood", "start": date(2015, 1, 1)},
            {"id": "garden", "name": "-Jardin\r\n", "implied": True, "year": 2021},
            # With the id of an actor, as where recipients stand for actions.
            {"id": "ville", "name": "\\u0027}) DETACH DELETE n //"},
        ],
    )


def network() -> Network:
    """The sample in two modes."""
    return snapshot().network()


def groups(of: Network) -> GroupResult:
    """Two coalitions: the town and the fund, the foundation."""
    return GroupResult(
        name="coalitions",
        groups=[["caf", "ville"], ["fondation"]],
        names=dict(zip(of.actor_ids, of.actor_names, strict=True)),
        unit="",
        options={},
        provenance={"method": "by hand"},
        network=of,
    )


def sample(projection: str | None = None) -> Content:
    """The sample as tables, with coalitions."""
    of = network()
    return content(of, projection=projection, coalitions=groups(of))


def held(text: str) -> str:
    """A text of the sample as XML holds it: the controls that it cannot write are replaced."""
    return text.replace("\x07", "\ufffd").replace("\x1f", "\ufffd")
