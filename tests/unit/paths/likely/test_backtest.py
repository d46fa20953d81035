"""The last years held out: every pair looked at by hand, and real data with years."""

from __future__ import annotations

import csv
from itertools import combinations, product
from math import isnan
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.paths.likely.accuracy import Histogram
from graphkit.paths.likely.backtest import backtest
from graphkit.paths.likely.held_out import Ground
from tests.unit.networks.kernels.networks import Drawn, drawn
from tests.unit.networks.tables import snapshot_of, takes_part, tie

mpl.use("agg")


def _of(ties: list[tuple[str, str, int | None]]) -> Network:
    return snapshot_of([tie(actor, action, year=year) for actor, action, year in ties]).network()


def _ends(ground: Ground, keys: np.ndarray) -> set[tuple[int, int]]:
    return set(zip(*(end.tolist() for end in ground.ends(keys)), strict=True))


def _all(histogram: Histogram, of: str) -> list[int]:
    return sorted(np.repeat(histogram.values, getattr(histogram, of)).tolist())


@settings(max_examples=30)
@given(drawn(actors=7, actions=6), st.integers(0, 99), st.sampled_from(["partners", "actions"]))
def test_candidates_hits_and_scores_are_those_of_looking_at_each_pair(network: Drawn, seed: int, what: str) -> None:
    rng = np.random.default_rng(seed)
    ties = [(f"a{v}", f"x{x}", 2000 + int(rng.integers(4))) for v, x in sorted(network.pairs)]
    made = _of(ties)
    result = backtest(made, what=what, holdout_years=1, draws=3, among="actors")  # type: ignore[arg-type]
    last = max((year for *_, year in ties), default=0)
    known = {(a, x) for a, x, year in ties if year < last}
    ground = result.ground
    if not known:
        assert ground is None
        return
    assert ground is not None
    whole = {(a, x) for a, x, _ in ties}
    actors, actions = sorted({a for a, _ in known}), sorted({x for _, x in known})
    assert (ground.known.actor_ids, ground.known.action_ids) == (actors, actions)

    def shared(a: str, b: str, among: set[tuple[str, str]]) -> int:
        return len({x for c, x in among if c == a} & {x for c, x in among if c == b})

    def others(*but: str) -> list[str]:
        return [each for each in actors if each not in but]

    if what == "partners":
        pairs = [pair for pair in combinations(actors, 2) if not shared(*pair, known)]
        true = {pair for pair in pairs if shared(*pair, whole)}
        ways = {(a, b): [shared(a, c, known) * shared(c, b, known) for c in others(a, b)] for a, b in pairs}
        ties_of = {a: sum(bool(shared(a, b, known)) for b in others(a)) for a in actors}
        place = {id: at for at, id in enumerate(actors)}, {id: at for at, id in enumerate(actors)}
    else:
        pairs = [pair for pair in product(actors, actions) if pair not in known]
        true = {pair for pair in pairs if pair in whole}
        ways = {(a, x): [shared(a, c, known) * ((c, x) in known) for c in others(a)] for a, x in pairs}
        ties_of = {id: sum(id in pair for pair in known) for id in (*actors, *actions)}
        place = {id: at for at, id in enumerate(actors)}, {id: at for at, id in enumerate(actions)}
    numbered = {(place[0][a], place[1][b]) for a, b in true}
    assert ground.n_candidates == len(pairs)
    assert _ends(ground, ground.true) == numbered
    drawn_keys = ground.sample(10**6, 0)
    assert _ends(ground, drawn_keys) == {(place[0][a], place[1][b]) for a, b in pairs} - numbered
    expected = {
        "four_cycles": {pair: sum(each) for pair, each in ways.items()},
        "common_neighbours": {pair: sum(n > 0 for n in each) for pair, each in ways.items()},
        "preferential_attachment": {(a, b): ties_of[a] * ties_of[b] for a, b in pairs},
    }
    others_ = actors if what == "partners" else actions
    sample = np.union1d(ground.true, drawn_keys)
    histograms, scores = ground.scored(sample)
    for name, each in expected.items():
        assert _all(histograms[name], "candidates") == sorted(each.values())
        assert _all(histograms[name], "hits") == sorted(each[pair] for pair in true)
        assert {(actors[row], others_[column]) for row, column in _ends(ground, sample)} == set(pairs)
        for key, score in zip(sample, scores[name], strict=True):
            ((row, column),) = _ends(ground, np.array([key]))
            assert score == each[actors[row], others_[column]]


def test_some_of_many_are_drawn_each_once_and_the_same_again() -> None:
    rng = np.random.default_rng(3)
    ties = [(f"a{rng.integers(60)}", f"x{rng.integers(50)}", 2000 + k % 5) for k in range(400)]
    ground = backtest(_of(ties), what="actions", draws=2).ground
    assert ground is not None
    drawn_keys = ground.sample(200, seed=5)
    assert len(set(drawn_keys.tolist())) == 200
    assert not np.isin(drawn_keys, ground.true).any()
    assert not np.isin(drawn_keys, ground.tied).any()
    assert (ground.sample(200, seed=5) == drawn_keys).all()
    assert (ground.sample(200, seed=6) != drawn_keys).any()


# Each year one more pair of an old group of four takes up an action of it; a crowd of others never does.
def _foretold() -> Network:
    ties: list[tuple[str, str, int | None]] = []
    for group in range(24):
        members, actions = [f"g{group}m{k}" for k in range(4)], [f"g{group}x{k}" for k in range(4)]
        ties += [(m, x, 2001) for m, x in product(members, actions) if (m, x) != (members[0], actions[0])]
        ties.append((members[0], actions[0], 2003))
    ties += [(f"s{k}", f"y{(k * 7) % 20}", 2001) for k in range(60)]
    return _of(ties)


def test_where_four_cycles_foretell_it_is_told_with_its_interval() -> None:
    result = backtest(_foretold(), what="actions", first=(5, 24), draws=100, among="actors")
    mine = result.of("four_cycles")
    assert mine is not None
    assert (result.n_true, mine.area[0]) == (24, 1.0)
    assert mine.precision[24][0] == 1.0
    assert result.better("chance") is True
    assert "They are better than chance: area 1" in str(result)
    assert "Of the first 24 came true: by four-cycles 24.0" in str(result)
    assert "The intervals of precisions (low, high) take pairs as independent" in str(result)
    again = backtest(_foretold(), what="actions", first=(5, 24), draws=100, among="actors")
    assert result.to_frame().equals(again.to_frame())
    ties = result.evidence()
    assert ties["year"].tolist() == [2003] * 24
    key = tuple(result.came().iloc[0][["id", "other_id"]])
    assert len(result.evidence(key)) == 1
    axes = result.plot()
    assert axes.get_yticklabels()[0].get_text() == "four-cycles"
    plt.close("all")


def test_where_they_are_not_better_that_is_what_it_says() -> None:
    # All who share anything share one action: both rankings are one.
    ties: list[tuple[str, str, int | None]] = []
    for n in range(30):
        ties += [(f"a{n}", f"x{n}", 2001), (f"b{n}", f"x{n}", 2001), (f"b{n}", f"y{n}", 2001), (f"c{n}", f"y{n}", 2001)]
        ties += [(f"a{n}", f"z{n}", 2002), (f"c{n}", f"z{n}", 2002)]
    result = backtest(_of(ties), draws=50, among="actors")
    assert result.n_true == 30
    assert result.better() is False
    assert result.better("chance") is True
    told = str(result)
    assert "Four-cycles are not better than common neighbours on these data: the area differs by 0.000" in told
    assert "Les quatre-cycles ne valent pas mieux que les voisins communs" in result.sentence("fr")
    assert len(result.evidence()) == 60


def test_without_years_or_without_a_past_it_says_so() -> None:
    nothing = backtest(_of([("a", "x", None)]))
    assert str(nothing).startswith("No tie of this network has a year")
    same_year = backtest(_of([("a", "x", 2001), ("b", "x", 2001)]))
    assert str(same_year).startswith("The ties of this network begin from 2001 to 2001")
    quiet = backtest(_of([("a", "x", 2001), ("b", "y", 2001), ("c", "x", 2002)]))
    assert "So nothing can be told" in str(quiet)
    for result in (nothing, same_year, quiet):
        assert result.better() is None
        assert result.evidence().empty
        assert "nan" not in result.sentence("fr")
        result.plot()
    assert all(isnan(each.area[0]) for each in quiet.measured if each.method != "chance")
    plt.close("all")


def test_what_makes_no_sense_is_refused() -> None:
    network = _of([("a", "x", 2001)])
    with pytest.raises(UnknownName, match="kind of suggestion"):
        backtest(network, what="money")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="1 or more"):
        backtest(network, holdout_years=0)


def test_of_few_that_came_true_none_is_said_to_be_better() -> None:
    ties: list[tuple[str, str, int | None]] = [(f"s{k}", f"y{k % 9}", 2001) for k in range(40)]
    ties += [(m, x, 2001) for m in "ab" for x in "123"] + [("a", "4", 2001), ("b", "4", 2002)]
    result = backtest(_of(ties), what="actions", draws=50, among="actors")
    assert (result.n_true, result.better("chance"), result.better("preferential_attachment")) == (1, None, None)
    assert "of too few to say that they are better" in str(result)
    assert "sur trop peu pour dire qu'ils valent mieux" in result.sentence("fr")
    assert "No more than 1 came true" in str(result)


@pytest.mark.real_data
@pytest.mark.slow
def test_irish_directorates_2013_are_not_foretold_better_than_by_common_neighbours(real_data: Path) -> None:
    file = real_data / "networks" / "two_mode" / "irish_directorates_2003_2013.csv"
    with file.open(encoding="utf-8") as lines:
        rows = [(f"d{row['director_id']}", row["company"], int(row["year"])) for row in csv.DictReader(lines)]
    network = snapshot_of([takes_part(who, firm, year=year) for who, firm, year in rows]).network()
    result = backtest(network, holdout_years=2)
    assert (result.n_true, result.n_negatives) == (173, 100_000)
    assert result.ground is not None
    assert result.ground.n_candidates == 414_296
    assert result.better() is False
    mine, ties = result.of("four_cycles"), result.of("preferential_attachment")
    assert mine is not None
    assert ties is not None
    # Boards renew themselves with those who have many seats, not with those who have met.
    assert mine.area[0] == pytest.approx(0.66, abs=0.02)
    assert ties.area[0] == pytest.approx(0.81, abs=0.02)


@pytest.mark.real_data
@pytest.mark.slow
def test_grants_of_five_departments_say_how_little_there_is_to_learn_from(real_data: Path, tmp_path: Path) -> None:
    import graphkit

    with graphkit.open(tmp_path / "store") as graph:
        graph.load("scdl", real_data / "scdl" / "pays_de_la_loire_agrege_utf8.csv", rejects=None)
        network = graph.snapshot().network(grain="recipient")
    result = backtest(network, what="actions")
    assert result.span == (2008, 2019)
    assert result.n_true == 4
    assert result.better() is False
    assert "No more than 4 came true: another year may turn this around." in str(result)
