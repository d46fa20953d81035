"""Exits one by one, in order and in sets, against the same worked out one exit at a time."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

from graphkit.errors import UsageError
from graphkit.scenarios import sets
from graphkit.scenarios.each import each_exit
from graphkit.scenarios.exit import funder_exit
from graphkit.scenarios.greedy import greedy
from graphkit.scenarios.rules import rules
from graphkit.scenarios.sets import exit_sets
from graphkit.scenarios.stakes import stakes
from tests.unit.networks.tables import fund, snapshot_of, southern_women
from tests.unit.scenarios.random_networks import drawn

mpl.use("Agg")

RULES = ("money=0.4", "role=operator")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("combine", ["any", "all"])
def test_each_exit_is_the_exit_of_each(seed: int, combine: Any) -> None:
    network = drawn(seed)
    frame = each_exit(network, rules=RULES, combine=combine).to_frame()
    assert sorted(frame["id"]) == network.actor_ids
    for row in frame.to_dict("records"):
        alone = funder_exit(network, [row["id"]], rules=RULES, combine=combine)
        rows = alone.to_frame()
        assert (row["falls"], row["undecided"]) == (alone.n_falling, alone.n_unknown)
        assert row["lose_half"] == (rows["lost_from"] >= 0.5).sum()
        assert row["lose_all"] == (rows["lost_from"] == 1.0).sum()
        assert row["lose_unknown"] == ((rows["lost_from"].fillna(0) < 0.5) & (rows["lost_to"] >= 0.5)).sum()
        assert row["actions"] == len(rows)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("spec", [RULES, ("funder",)])
def test_no_other_set_fells_more(seed: int, spec: Any) -> None:
    network = drawn(seed)
    result = exit_sets(network, rules=spec, top=3)
    assert result.exact == {1: True, 2: True, 3: True}
    for size in (1, 2, 3):
        every = {
            each: funder_exit(network, each, rules=spec).n_falling for each in combinations(network.actor_ids, size)
        }
        best = sorted(every, key=lambda each: (-every[each], each))[:3]
        rows = result.to_frame().query("size == @size")
        assert [tuple(ids) for ids in rows["ids"]] == best
        assert rows["falls"].tolist() == [every[each] for each in best]


def test_sets_that_are_too_many_are_made_step_by_step_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    network = drawn(1)
    exact = exit_sets(network, rules=RULES, top=1).to_frame()
    monkeypatch.setattr(sets, "_MOST_SETS", 1)
    result = exit_sets(network, rules=RULES)
    assert result.exact == {1: True, 2: False, 3: False}
    assert (result.to_frame()["falls"].to_numpy() <= exact["falls"].to_numpy()).all()
    assert "Another may fell more" in str(result)
    assert "Un autre peut faire tomber plus" in result.sentence("fr")


@pytest.mark.parametrize("seed", range(3))
def test_the_order_that_hurts_most_takes_the_best_step_each_time(seed: int) -> None:
    network = drawn(seed, n=5, m=9)
    order = greedy(stakes(network), rules(RULES), "any", 5)
    gone: list[str] = []
    before = 0
    for who, much in order:
        left = [actor for actor in network.actor_ids if actor not in gone]
        now = {actor: funder_exit(network, [*gone, actor], rules=RULES).n_falling - before for actor in left}
        assert much == now[network.actor_ids[who]] == max(now.values())
        gone.append(network.actor_ids[who])
        before += much
    assert len(gone) == 5
    assert before == max(funder_exit(network, each, rules=RULES).n_falling for each in permutations(gone, 5))


def test_southern_women_whose_absence_ends_an_event_are_none() -> None:
    network = southern_women().network()
    assert each_exit(network, rules="nobody").to_frame()["falls"].sum() == 0
    three = exit_sets(network, rules="nobody", top=1).to_frame().iloc[-1]
    # The smallest events have three women: E1, E2, E11, E13 and E14 three or four each.
    smallest = min(np.diff(network.by_action.indptr))
    assert (three["falls"] > 0) == (smallest <= 3)


def test_what_was_found_is_told_and_drawn() -> None:
    network = drawn(2)
    found = each_exit(network)
    assert "all else unchanged" in str(found)
    assert "toutes choses égales par ailleurs" in found.sentence("fr")
    assert len(found.plot().patches) == network.n_actors
    assert set(found.evidence("a1")["actor"]) == {"a1"}
    result = exit_sets(network, top=2)
    assert len(result.plot().patches) == 6
    assert set(result.evidence(["a1", "a2"])["actor"]) == {"a1", "a2"}
    assert set(result.evidence("a1")["actor"]) == {"a1"}
    with pytest.raises(UsageError, match="1 to 3"):
        exit_sets(network, largest=4)


def test_where_amounts_cannot_be_added_up_their_columns_are_empty() -> None:
    network = snapshot_of([fund("a", "x", 1.0), fund("b", "x", 1.0, currency="GBP"), fund("b", "y", 1.0)]).network()
    frame = each_exit(network, rules="funder").to_frame()
    assert frame[["id", "falls"]].values.tolist() == [["b", 1], ["a", 0]]
    assert frame[["lose_half", "lose_all", "lose_unknown", "unknown_amounts", "money"]].isna().all().all()
    assert "several currencies or bases" in str(each_exit(network, rules="funder"))
    exit_of_b = funder_exit(network, ["b"], rules="funder")
    assert exit_of_b.exposed == {}
    assert exit_of_b.to_frame()["money_lost"].isna().all()
    with pytest.raises(UsageError, match="several currencies"):
        each_exit(network)
