"""Cards of coalitions: numbers against Fisher's test and by hand, and rows behind each of them."""

from __future__ import annotations

import json
import math
from datetime import date
from itertools import combinations
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from graphkit.backbones import backbone
from graphkit.coalitions.cards import Card, card
from graphkit.coalitions.cards.attributes import Attribute
from graphkit.coalitions.cards.result import PARTS
from graphkit.coalitions.cards.traits import traits
from graphkit.coalitions.result import Coalitions, Standing
from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.networks.results import GroupResult
from tests.unit.networks.tables import fund, snapshot_of, southern_women, supports, takes_part

mpl.use("agg")


def link(type_: str, start: str, end: str, label: str = "Action") -> dict[str, Any]:
    ends = {"IN_FIELD": "Field", "TARGETS": "Group", "PURSUES": "Objective", "LOCATED_IN": "Territory"}
    return {"type": type_, "start_label": label, "start_id": start, "end_label": ends[type_], "end_id": end}


def within(inner: str, outer: str) -> dict[str, Any]:
    return {
        "type": "WITHIN", "start_label": "Territory", "start_id": inner, "end_label": "Territory", "end_id": outer
    }  # fmt: skip


def groups(network: Network, *members: list[str], **more: Any) -> Coalitions:
    names = dict(zip(network.actor_ids, network.actor_names, strict=True))
    made = {"method": "by hand", "snapshot": network.snapshot.hash, "parameters": {}, "reference": ""}
    strengths = [dict.fromkeys(group, 1.0) for group in members]
    return Coalitions("coalitions", members, names, "", {}, made, network, {}, strengths=strengths, **more)


@pytest.fixture
def town() -> Network:
    """Two circles: the town, the fund and the region carry a crèche and a garden; two others a fair."""
    ties = [
        fund("ville", "creche", 100.0, basis="committed", year=2018),
        fund("ville", "creche", 50.0, basis="committed", year=2019),
        fund("caf", "creche", 30.0, basis="disbursed", date=date(2017, 3, 1)),
        fund("caf", "jardin", basis="committed"),
        fund("region", "jardin", 7.5, currency="CHF", year=2021),
        fund("ville", "alone", 999.0, basis="committed", year=2030),
        supports("parents", "jardin", "symbolic"),
        takes_part("club", "fair", "operator"),
        takes_part("shop", "fair", "host"),
        takes_part("club", "jardin", "host", start=date(2016, 1, 1)),
    ]
    actors = [
        {"id": "ville", "name": "Ville", "kind": "local_authority", "scale": "municipal"},
        {"id": "region", "name": "Région", "kind": "local_authority", "scale": "regional"},
        {"id": "caf", "name": "Caf", "kind": "public_body"},
    ]
    links = [link("IN_FIELD", "creche", "childhood"), link("IN_FIELD", "jardin", "childhood")]
    links += [link("LOCATED_IN", "creche", "quai"), link("LOCATED_IN", "jardin", "lille"), within("quai", "lille")]
    others = [{"label": "Field", "id": "childhood", "name": "Early childhood", "name_fr": "Petite enfance"}]
    others += [{"label": "Territory", "id": id, "name": id.title()} for id in ("quai", "lille")]
    return snapshot_of(ties, actors=actors, links=links, others=others).network()


@pytest.fixture
def circle(town: Network) -> Card:
    return card(groups(town, ["caf", "parents", "region", "ville"], ["club", "shop"]), "c1")


def test_members_have_their_roles_in_what_is_shared(circle: Card) -> None:
    rows = {row["id"]: row for row in circle.to_frame("members").to_dict("records")}
    assert rows["parents"]["roles"] == ["symbolic"]
    assert rows["ville"]["roles"] == ["funder"]
    # What the town does alone is in none of it: 2030 is not.
    assert (rows["ville"]["shared"], rows["ville"]["first_year"], rows["ville"]["last_year"]) == (1, 2018, 2019)
    assert (rows["caf"]["shared"], rows["caf"]["undated"]) == (2, 1)
    assert [one.id for one in circle.members] == ["caf", "parents", "region", "ville"]


def test_years_are_those_of_ties_to_what_is_shared(circle: Card) -> None:
    assert (circle.span.first, circle.span.last, circle.span.n_undated, circle.n_ties) == (2017, 2021, 2, 6)


def test_money_is_of_one_currency_and_basis_and_what_is_missing_is_counted(circle: Card) -> None:
    sums = {(one.currency, one.basis): (one.minor, one.n, one.missing) for one in circle.money}
    assert sums == {
        ("EUR", "committed"): (15000, 2, 0),
        ("EUR", "disbursed"): (3000, 1, 0),
        ("CHF", None): (750, 1, 0),
        (None, "committed"): (0, 0, 1),
    }
    of_actions = circle.to_frame("actions")
    assert of_actions.groupby("id")["amount"].sum().to_dict() == {"creche": 180.0, "jardin": 7.5}


def test_money_handed_on_within_the_coalition_is_counted_once() -> None:
    ties = [
        fund("state", "x", 100.0, recipient="region", year=2020),
        fund("region", "x", 80.0, recipient="club", regrant="region", year=2020),
    ]
    network = snapshot_of(ties, actors=["club"]).network()
    (one,) = card(groups(network, ["region", "state"]), 1).money
    assert (one.gross, one.handed_on, one.minor) == (18000, 8000, 10000)


def test_an_amount_of_several_recipients_is_in_no_sum_where_not_all_are_shared() -> None:
    ties = [
        fund("a", "x", 10.0), takes_part("r", "x", "recipient"), takes_part("s", "x", "recipient"),
        fund("b", "y", 5.0, recipient="r"),
    ]  # fmt: skip
    network = snapshot_of(ties).network(grain="recipient", funders_only=True)
    found = card(groups(network, ["a", "b"]), 1)
    assert ([one.minor for one in found.money], found.n_unsplit) == ([500], 1)
    # Where both are shared it is, once.
    network = snapshot_of([*ties, fund("b", "z", 1.0, recipient="s")]).network(grain="recipient", funders_only=True)
    found = card(groups(network, ["a", "b"]), 1)
    assert ([one.minor for one in found.money], found.n_unsplit) == ([1600], 0)
    # The tie that nobody split is behind two pairs, and one tie.
    assert (found.n_ties, found.span.n_undated) == (3, 3)


def test_what_lies_in_a_territory_lies_in_those_around_it(town: Network) -> None:
    found = card(groups(town, ["caf", "parents", "region", "ville"]), 1)
    shares = {(one.of, one.attribute, one.value): one for one in found.shares}
    lille = shares["actions", "territory", "lille"]
    # The fair is nowhere: it is in neither count, and counted.
    assert (lille.n_with, lille.n_known, lille.all_with, lille.all_known) == (2, 2, 2, 2)
    known = {(one.of, one.attribute): one for one in found.known}
    assert (known["actions", "territory"].all_unknown, known["actors", "kind"].n_unknown) == (1, 1)
    kind = shares["actors", "kind", "local_authority"]
    assert (kind.n_with, kind.n_known, kind.all_with, kind.all_known) == (2, 3, 2, 3)


def test_a_town_and_its_department_of_one_name_are_told_apart() -> None:
    ties = [takes_part(actor, action, "host") for actor in "ab" for action in "xyz"]
    links = [link("LOCATED_IN", action, "COM:75056") for action in "xyz"] + [within("COM:75056", "DEP:75")]
    others = [{"label": "Territory", "id": id, "name": "Paris"} for id in ("COM:75056", "DEP:75")]
    found = card(groups(snapshot_of(ties, links=links, others=others).network(), ["a", "b"]), 1)
    assert sorted(found.to_frame("shares")["value"]) == ["Paris (COM:75056)", "Paris (DEP:75)"]


def test_bridges_say_what_is_shared_and_by_whom(circle: Card) -> None:
    (row,) = circle.to_frame("bridges").to_dict("records")
    assert (row["coalition"], row["actions"], row["others"]) == ("c2", 1, ["club"])
    assert row["members"] == ["Caf", "parents", "Région"]
    assert set(circle.evidence("bridge:c2")["action"]) == {"jardin"}


def test_who_is_in_both_groups_is_no_bridge_alone() -> None:
    network = snapshot_of([("a", "x"), ("b", "x"), ("c", "y"), ("b", "y"), ("b", "z")]).network()
    overlapping = groups(network, ["a", "b"], ["b", "c"])
    (bridge,) = card(overlapping, "c1").bridges
    # z is b's alone.
    assert [network.action_ids[at] for at in bridge.columns] == ["x", "y"]
    assert bridge.common == ["b"]


def test_pairs_have_what_the_backbone_expected() -> None:
    network = southern_women().network()
    found = backbone(network, "fdsm", draws=300, seed=1)
    women = ["Evelyn Jefferson", "Laura Mandeville", "Theresa Anderson", "Brenda Rogers"]
    told = card(groups(network, sorted(women)), 1, backbone=found)
    kept = dict(zip(found.pairs, found.values, strict=True))
    assert all((pair.p == pair.p) == ((pair.one, pair.other) in kept) for pair in told.pairs)
    first = told.pairs[0]
    # Evelyn and Theresa met seven times: Davis, Gardner & Gardner 1941, p. 148.
    met = {(pair.one, pair.other): pair.observed for pair in told.pairs}
    assert met["Evelyn Jefferson", "Theresa Anderson"] == 7
    assert first.p == min(p for pair, p in kept.items() if set(pair) <= set(women))


def test_every_key_has_rows_behind_it(circle: Card) -> None:
    keys = [key for part in PARTS for key in circle.to_frame(part).get("key", [])]
    assert len(keys) > 10
    for key in keys:
        assert len(circle.evidence(key)), key
    assert len(circle.evidence()) == circle.n_ties == 6
    assert circle.evidence("action:creche")["amount"].sum() == 180.0
    share = circle.evidence("share:actions:territory:lille")
    assert share["id"].tolist() == ["creche", "jardin"]
    assert share["locator"].tolist() == ["link 2", "link 3"]
    for wrong in ("member:club", "nothing", "share:actions:field:x", "bridge:c9", "action:alone", "pair:caf|club"):
        with pytest.raises(UnknownName, match="number of the card"):
            circle.evidence(wrong)


def test_shares_agree_with_the_rows_behind_them(circle: Card) -> None:
    for one in circle.shares:
        assert circle.evidence(f"share:{one.of}:{one.attribute}:{one.value}")["id"].nunique() == one.n_with


def test_json_text_and_picture(circle: Card) -> None:
    told = json.loads(json.dumps(circle.to_dict(), allow_nan=False))
    assert told["coalition"] == "c1"
    assert [row["id"] for row in told["members"]] == ["caf", "parents", "region", "ville"]
    assert all(row["p_adjusted"] is None or 0 <= row["p_adjusted"] <= 1 for row in told["shares"])
    text = str(circle)
    assert text.startswith("c1: ")
    assert "2017–2021; 2 ties of 6 without a year" in text
    assert text.endswith("Neither shared belief nor coordination is said.")
    assert "<table" in circle._repr_html_()
    circle.plot()
    plt.close("all")


def test_standing_and_probability_come_from_the_coalitions(town: Network) -> None:
    said = [{"ville": Standing(0.9, "core"), "caf": Standing(0.4, "swing")}]
    found = card(groups(town, ["caf", "ville"], standing=said), 1)
    assert [(one.id, one.standing, one.probability) for one in found.members] == [
        ("ville", "core", 0.9), ("caf", "swing", 0.4)
    ]  # fmt: skip


def test_any_grouping_has_a_card_without_years_money_or_attributes() -> None:
    network = snapshot_of([takes_part("a", "x"), takes_part("b", "x")]).network()
    plain = GroupResult("groups", [["a", "b"]], {"a": "A", "b": "B"}, "", {}, {}, network)
    found = card(plain, 1)
    assert [len(found.to_frame(part)) for part in PARTS] == [2, 0, 0, 1, 0, 0, 1]
    assert "cannot be tested" in str(found)
    assert "no tie states a year" in str(found)
    json.dumps(found.to_dict(), allow_nan=False)
    apart = snapshot_of([("a", "x"), ("b", "y")]).network()
    nothing = card(groups(apart, ["a", "b"]), 1)
    assert nothing.evidence().empty
    assert "0 actions shared" in str(nothing)


def test_what_there_is_not_is_refused_in_one_line(town: Network) -> None:
    found = groups(town, ["caf", "ville"])
    with pytest.raises(UnknownName, match="no coalition named 'c2'"):
        card(found, "c2")
    with pytest.raises(UsageError, match="alpha=2"):
        card(found, 1, alpha=2)
    with pytest.raises(UnknownName, match="part of a card"):
        card(found, 1).to_frame("parts")


def held(values: dict[int, set[str]]) -> Attribute:
    return Attribute("actors", "kind", values)


@settings(deadline=None, max_examples=60)
@given(
    values=st.dictionaries(st.integers(0, 11), st.sets(st.sampled_from("abc"), min_size=1), min_size=2),
    inside=st.sets(st.integers(0, 11), min_size=1),
)
def test_p_is_fishers_of_one_side(values: dict[int, set[str]], inside: set[int]) -> None:
    found, (known,), _ = traits([held(values)], {"actors": inside}, {"actors": set(range(12))})
    for one in found:
        k, n, all_with, of_all = one.n_with, one.n_known, one.all_with, one.all_known
        table = [[k, n - k], [all_with - k, of_all - n - all_with + k]]
        assert one.p == pytest.approx(fisher_exact(table, "greater").pvalue)
    assert known.n_known + known.n_unknown == len(inside)
    assert known.all_known + known.all_unknown == 12


def test_p_is_the_share_of_all_draws() -> None:
    values = {n: {"a" if n < 4 else "b"} for n in range(8)}
    (one, *_), _, _ = traits([held(values)], {"actors": {0, 1, 2, 7}}, {"actors": set(range(8))})
    draws = list(combinations(range(8), 4))
    assert (one.value, one.n_with) == ("a", 3)
    assert one.p == pytest.approx(sum(len({0, 1, 2, 3} & set(draw)) >= 3 for draw in draws) / len(draws))
    assert one.expected == 2.0


def test_all_that_could_be_small_is_corrected_together() -> None:
    # Of 20, ten have a, ten b; each of the first two has a value of its own with one outside.
    values = {n: {"a" if n < 10 else "b", f"own{n % 10}"} for n in range(20)}
    found, _, n_tests = traits([held(values)], {"actors": set(range(6))}, {"actors": set(range(20))})
    # own0 … own9: both inside would have p = C(18,4)/C(20,6) = .0789, never below .05; a and b could be.
    assert n_tests == 2
    (one,) = [each for each in found if each.value == "a"]
    assert one.p == pytest.approx(math.comb(10, 6) / math.comb(20, 6))
    assert one.p_adjusted == pytest.approx(2 * one.p)


def test_random_groups_are_hardly_ever_said_to_share_anything() -> None:
    random = np.random.default_rng(5)
    values = {n: {f"v{random.integers(6)}", f"w{random.integers(3)}"} for n in range(60)}
    said = 0
    for _ in range(400):
        inside = set(random.choice(60, 12, replace=False).tolist())
        found, _, _ = traits([held(values)], {"actors": inside}, {"actors": set(range(60))})
        said += any(one.p_adjusted <= 0.05 for one in found)
    # At most 5 of 100 by Holm: 400 draws, 20 expected at most, and three standard errors.
    assert said <= 20 + 3 * 4.4
