"""The bottom-link profile: counted by hand, as the case base tells it, and where there is little to tell."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from math import exp, log

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from graphkit import casebase
from graphkit.bottom_link import BottomLink, bottom_link
from graphkit.errors import UnknownName, UsageError
from graphkit.model.vocabularies import vocabularies
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, member_of, snapshot_of, supports, takes_part


def town() -> Snapshot:
    """A neighbourhood café carried by residents and a town, with a ministry, a network and a researcher."""
    programme = {"start_label": "Action", "start_id": "café", "end_label": "Programme", "end_id": "plan"}
    fields = [
        {"type": "IN_FIELD", "start_label": "Action", "start_id": action, "end_label": "Field", "end_id": "care"}
        for action in ("café", "garden")
    ]
    return snapshot_of(
        [
            takes_part("residents", "café", "initiator"),
            takes_part("residents", "café", "operator"),
            fund("town", "café", 100.0),
            supports("town", "café", "political"),
            supports("ministry", "café", "symbolic"),
            takes_part("scholar", "café", "researcher"),
            takes_part("guests", "café", "beneficiary"),
            takes_part("residents", "garden", "operator"),
            supports("foundation", "lone", "technical"),
        ],
        actors=[
            {"id": "residents", "scale": "neighbourhood"},
            {"id": "town", "scale": "municipal"},
            {"id": "ministry", "scale": "national"},
            {"id": "guests", "scale": "national"},
            {"id": "net", "scale": "national", "kind": "network"},
            "scholar",
            {"id": "foundation", "scale": "national"},
        ],
        actions=[
            {"id": "café", "scale": "neighbourhood"},
            {"id": "garden", "scale": "neighbourhood"},
            {"id": "idle", "scale": "municipal"},
            "lone",
        ],
        links=[member_of("residents", "net", "member"), {"type": "PART_OF", **programme}, *fields],
        others=[
            {"label": "Programme", "id": "plan", "name": "Plan", "scale": "municipal"},
            {"label": "Field", "id": "care", "name": "Care"},
        ],
    )


def test_a_profile_counted_by_hand() -> None:
    found = bottom_link(town(), draws=0)
    row = found.profile("café")
    # residents; town, ministry, net and plan; nobody; the scholar. The guests are served.
    assert (row["own"], row["wider"], row["narrower"], row["unknown"], row["ends"]) == (1, 4, 0, 1, 6)
    assert (row["share"], row["ei"]) == (4 / 5, pytest.approx(3 / 5))
    # Cells: municipal financial, political and programme; national symbolic and network: one link each.
    assert (row["scales"], row["kinds"], row["diversity"]) == (2, 5, pytest.approx(5))
    # Residents initiated it: town and ministry did not, the network was joined; of the plan it is not said.
    assert (row["there"], row["here"], row["unsaid"]) == (0, 3, 1)
    assert found.provenance["account"]["ties_of_no_support"] == 1
    cells = {(scale, kind): (n, direction) for scale, _, kind, direction, n in found.of("café").iloc[:, :5].to_numpy()}
    assert cells == {
        ("national", "symbolic"): (1, "here"),
        ("national", "network"): (1, "here"),
        ("municipal", "political"): (1, "here"),
        ("municipal", "financial"): (1, "here"),
        ("municipal", "programme"): (1, "unsaid"),
        ("neighbourhood", "part"): (1, "there"),
        (None, "scientific"): (1, "here"),
    }
    assert found.of("café").set_index("kind").loc["network", "via"] == ["residents"]


def test_a_network_has_its_own_ties_and_the_memberships_of_its_years() -> None:
    money = bottom_link(town().network(funders_only=True), draws=0)
    assert set(money.of("café")["kind"]) == {"financial", "programme"}
    joined = [member_of("residents", "net", "member", start=date(2015, 1, 1))]
    dated = snapshot_of(
        [takes_part("residents", "café", "operator", year=year) for year in (2010, 2020)],
        actors=[{"id": "residents", "scale": "neighbourhood"}, {"id": "net", "scale": "national", "kind": "network"}],
        actions=[{"id": "café", "scale": "neighbourhood"}],
        links=joined,
    )
    before, after = (bottom_link(dated.network(since=year, until=year), draws=0) for year in (2010, 2020))
    assert (before.profile("café")["wider"], after.profile("café")["wider"]) == (0, 1)


def test_members_counted_as_what_they_belong_to_initiate_as_that() -> None:
    found = bottom_link(
        snapshot_of(
            [takes_part("housing", "x", "initiator"), supports("state", "x", "political")],
            actors=[{"id": "city", "scale": "municipal"}, {"id": "state", "scale": "national"}],
            actions=[{"id": "x", "scale": "neighbourhood"}],
            links=[member_of("housing", "city", "department_of")],
        ).network(rollup=("department_of",)),
        draws=0,
    )
    assert found.links.set_index("end")["direction"].to_dict() == {"city": "there", "state": "here"}


def test_diversity_is_the_effective_number_of_cells() -> None:
    found = bottom_link(
        snapshot_of(
            [supports(actor, "x", "technical") for actor in "abc"] + [fund("a", "x")],
            actors=[{"id": actor, "scale": "national"} for actor in "abc"],
            actions=[{"id": "x", "scale": "municipal"}],
        )
    )
    assert found.profile("x")["diversity"] == pytest.approx(exp(-(0.75 * log(0.75) + 0.25 * log(0.25))))


def test_an_action_whose_ends_are_of_unknown_scale_is_not_simply_alone() -> None:
    found = bottom_link(
        snapshot_of(
            [fund("somebody", "x", 1.0), fund("town", "y", 1.0)],
            actors=["somebody", {"id": "town", "scale": "municipal"}],
            actions=[{"id": "x", "scale": "municipal"}, {"id": "y", "scale": "municipal"}],
        )
    )
    assert found.counts() == {"alone": 2, "linked": 0, "unknown": 0, "unsure": 1}
    assert "that the data state: 2, of which linked to others of unknown scale: 1;" in str(found)


def test_those_alone_come_first_and_unknown_scales_are_said() -> None:
    found = bottom_link(town(), draws=10)
    frame = found.to_frame()
    assert frame["id"].tolist() == ["idle", "garden", "café", "lone"]
    assert frame["situation"].tolist() == ["alone", "linked", "linked", "unknown"]
    lone = found.profile("lone")
    assert pd.isna(lone["own"])
    assert np.isnan(lone["share"])
    assert (lone["ends"], lone["unknown"]) == (1, 1)
    assert frame["proposal"].str.contains("A proposal of graphkit.*share = ").all()
    assumed = bottom_link(town(), assume="Communal", draws=0)
    assert (assumed.profile("lone")["share"], assumed.provenance["account"]["own_scale_assumed"]) == (1, 1)
    with pytest.raises(UnknownName, match="no scale named 'galactic'"):
        bottom_link(town(), assume="galactic")
    with pytest.raises(UsageError, match="grain='action'"):
        bottom_link(town().network(grain="recipient"))


def test_the_exact_test_is_that_of_all_deals() -> None:
    scales = ("municipal", "municipal", "national", "regional")
    beyond = []
    for dealt in permutations(scales):
        found = bottom_link(
            snapshot_of(
                [supports(actor, "x") for actor in "ab"] + [supports(actor, "y") for actor in "cd"],
                actors=[{"id": actor, "scale": scale} for actor, scale in zip("abcd", dealt, strict=True)],
                actions=[{"id": "x", "scale": "municipal"}, {"id": "y", "scale": "national"}],
            ),
            draws=0,
        )
        row = found.profile("x")
        beyond.append((int(row["wider"] + row["narrower"]), row["p_outward"]))
    counts = [n for n, _ in beyond]
    for n, p in set(beyond):
        assert p == pytest.approx(sum(other >= n for other in counts) / len(counts))
    # The mean of the whole over the deals is the expected one.
    assert found.whole.expected == pytest.approx(_expected(scales))


def _expected(scales: tuple[str, ...]) -> float:
    external = sum(scale != own for scale in scales for own in ("municipal", "national"))
    return (2 * external - 8) / 8


def test_what_others_of_its_kind_have() -> None:
    found = bottom_link(town(), draws=0)
    missing = found.missing("garden")
    assert set(zip(missing["scale"], missing["kind"], strict=True)) == {
        ("national", "symbolic"),
        ("municipal", "political"),
        ("municipal", "financial"),
        ("municipal", "programme"),
    }
    assert missing["of_peers"].unique().tolist() == [1]
    assert missing.iloc[0]["examples"] == ["café"]
    assert found.missing("idle").empty
    assert found.missing("lone").empty


def test_the_evidence_names_ties_and_memberships() -> None:
    found = bottom_link(town(), draws=0)
    evidence = found.evidence("café")
    assert sorted(evidence["type"]) == [
        "FUNDS", "MEMBER_OF", "PART_OF", "SUPPORTS", "SUPPORTS", "TAKES_PART", "TAKES_PART", "TAKES_PART",
    ]  # fmt: skip
    assert evidence["locator"].notna().all()
    joined = evidence[evidence["type"] == "MEMBER_OF"].iloc[0]
    assert (joined["tie_actor"], joined["tie_action"], joined["source_name"]) == ("residents", "net", "A table")
    assert found.evidence("idle").empty


@pytest.mark.parametrize(
    "snapshot",
    [
        snapshot_of([]),
        snapshot_of([], actions=["x"]),
        snapshot_of([("a", "x")]),
        snapshot_of([("a", "x")], actions=[{"id": "x", "scale": "municipal"}]),
        snapshot_of([("a", "x"), ("b", "x")], actors=[{"id": "a", "scale": "national"}]),
    ],
)
def test_little_to_tell_is_told(snapshot: Snapshot) -> None:
    found = bottom_link(snapshot)
    assert np.isnan(found.whole.value)
    assert len(found.to_frame()) == snapshot.actions.num_rows
    assert "A proposal of graphkit" in str(found)
    assert "A proposal of graphkit" in found._repr_html_()
    plt.close(found.plot().get_figure())
    for action in found.profiles["id"]:
        plt.close(found.plot_action(action).get_figure())
        found.of(action)
        assert found.missing(action).empty
    with pytest.raises(UnknownName):
        found.of("nothing")


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> BottomLink:
    import graphkit

    with graphkit.open(tmp_path_factory.mktemp("cases") / "store") as graph:
        graph.load("tables", casebase.folder(), rejects=None)
        return bottom_link(graph.snapshot())


def test_the_cases_of_lille_and_lyon(cases: BottomLink) -> None:
    """What the report on Lille says of bottom-link supports, and that on Lyon of its European network."""

    def wider(action: str) -> set[tuple[str, str, str]]:
        rows = cases.of(action)
        rows = rows[rows["side"] == "wider"]
        return {
            (scale, kind, name) for scale, kind, names in rows[["scale", "kind", "names"]].to_numpy() for name in names
        }

    assert wider("parler-bambins-lille") == {("national", "scientific", "Scientific team of Parler Bambins")}
    assert {("national", "technical", "Construire"), ("national", "symbolic", "Construire")} <= wider(
        "ilot-stephenson-renewal"
    )
    assert wider("cafe-potes-en-ciel") == {("national", "network", "National network of children's cafés")}
    assert ("national", "network", "Les compagnons bâtisseurs") in wider("housing-self-renovation-lille")
    assert cases.profile("faubourg-childcare")["situation"] == "alone"
    assert ("european", "symbolic", "URBInclusion network") in wider("lyon-community-action")
    assert ("national", "part", "National education") in wider("lyon-dropout-prevention")
    # The café joined its network; the mayor of the town initiated the renewal in the neighbourhood.
    assert cases.of("cafe-potes-en-ciel").iloc[0]["direction"] == "here"
    political = cases.of("ilot-stephenson-renewal").set_index("kind").loc["political"]
    assert (political["side"], political["direction"]) == ("wider", "there")
    assert cases.profiles["situation"].eq("alone").to_numpy().argmin() == cases.profiles["situation"].eq("alone").sum()
    assert set(cases.profiles.tail(4)["situation"]) == {"unknown"}


def test_scales_are_those_of_the_model() -> None:
    assert list(vocabularies()["scales"])[:2] == ["neighbourhood", "municipal"]
