"""Who could come next: the four-cycles that a tie would close, counted by adding it."""

from __future__ import annotations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings

from graphkit.errors import UnknownName, UsageError
from graphkit.networks import called as naming
from graphkit.networks.called import french
from graphkit.networks.kernels.four_cycles import four_cycles
from graphkit.networks.network import Network
from graphkit.networks.snapshot import Snapshot
from graphkit.paths.likely.suggest import suggest
from tests.unit.networks.kernels.networks import Drawn, drawn
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("agg")


def _network(pairs: set[tuple[int, int]]) -> Network:
    return snapshot_of([(f"a{v}", f"x{x}") for v, x in sorted(pairs)]).network()


def _cycles(network: Network) -> int:
    return four_cycles(network.incidence, network.by_action)


@settings(max_examples=40)
@given(drawn(actors=6, actions=6))
def test_every_suggestion_closes_as_many_four_cycles_as_it_says(network: Drawn) -> None:
    made, pairs = _network(set(network.pairs)), set(network.pairs)
    if not pairs:
        return
    before, actors, actions = _cycles(made), {v for v, _ in pairs}, {x for _, x in pairs}
    gain = {
        (v, x): _cycles(_network(pairs | {(v, x)})) - before for v in actors for x in actions if (v, x) not in pairs
    }
    for x in actions:
        found = suggest(made, action=f"x{x}", top=99).to_frame().set_index("id")["four_cycles"].to_dict()
        assert found == {f"a{v}": gain[v, x] for v in actors if gain.get((v, x))}
    carried = {v: {x for w, x in pairs if w == v} for v in actors}
    for v in actors:
        found = suggest(made, actor=f"a{v}", what="actions", top=99).to_frame().set_index("id")["four_cycles"].to_dict()
        assert found == {f"x{x}": gain[v, x] for x in actions if gain.get((v, x))}
        apart = [w for w in actors if w != v and not carried[w] & carried[v]]
        # What it would close if it joined each of the other's actions, one at a time.
        expected = {f"a{w}": sum(gain[v, x] for x in carried[w]) for w in apart}
        result = suggest(made, actor=f"a{v}", top=99)
        assert result.to_frame().set_index("id")["four_cycles"].to_dict() == {w: n for w, n in expected.items() if n}


@settings(max_examples=40)
@given(drawn(actors=6, actions=6))
def test_the_reasons_add_up_and_the_evidence_holds_every_tie_of_them(network: Drawn) -> None:
    made = _network(set(network.pairs))
    asked = [{"action": id} for id in made.action_ids]
    asked += [{"actor": id, "what": what} for id in made.actor_ids for what in ("partners", "actions")]
    for options in asked:
        found = suggest(made, top=99, **options)  # type: ignore[arg-type]
        for row in found.to_frame().itertuples():
            reasons = found.reasons(row.id)
            assert sum(reason.ways for reason in reasons) == row.four_cycles
            assert len(reasons) == row.common_neighbours
            ties = found.evidence(row.id)
            there = set(zip(ties["actor"], ties["action"], strict=True))
            for reason in reasons:
                via = made.actor_ids[reason.via]
                assert {(via, made.action_ids[column]) for column in (*reason.shared, *reason.onward)} <= there
            ends = {options.get("actor"), row.id if found.target != "actions" else None} - {None}
            assert {actor for actor, _ in there} <= {made.actor_ids[each.via] for each in reasons} | ends


@pytest.fixture
def town() -> Network:
    """Caf shares two actions with Ville and one with Région; the garden is carried by both of these and a club."""
    ties = [
        *(fund("Caf", "Café"), fund("Ville", "Café"), fund("Caf", "Crèche"), fund("Ville", "Crèche")),
        *(fund("Caf", "Stade"), fund("Région", "Stade"), fund("Ville", "Jardin"), fund("Région", "Jardin")),
        *(takes_part("Club", "Jardin"), takes_part("Club", "Stade"), fund("Lion", "Jardin"), fund("Lion", "Rue")),
    ]
    return snapshot_of(ties).network()


def test_the_funder_who_shares_most_with_those_who_are_there_comes_first(town: Network) -> None:
    found = suggest(town, action="Jardin")
    frame = found.to_frame()
    assert frame["id"].tolist() == ["Caf"]
    numbers = frame.iloc[0][["rank", "common_rank", "four_cycles", "common_neighbours", "ties"]].tolist()
    assert numbers == [1, 1, 4, 3, 3]
    assert frame["reason"][0] == "Ville, with whom it shares Café, Crèche; Club, with whom it shares Stade and 1 more"
    assert "Ville, avec qui il partage Café, Crèche" in found.to_frame("fr")["reason"][0]
    assert set(found.evidence("Caf")["action"]) == {"Café", "Crèche", "Stade", "Jardin"}


def test_both_rankings_are_told_where_they_differ() -> None:
    ties = [("b", "x"), ("a", "1"), ("b", "1"), ("a", "2"), ("b", "2"), ("a", "3"), ("b", "3")]
    ties += [("c", "x"), ("d", "x"), ("e", "4"), ("c", "4"), ("e", "5"), ("d", "5")]
    network = snapshot_of(ties).network()
    frame = suggest(network, action="x").to_frame()
    assert frame[["id", "four_cycles", "common_neighbours", "rank", "common_rank"]].to_numpy().tolist() == [
        ["a", 3, 1, 1, 2],
        ["e", 2, 2, 2, 1],
    ]
    assert suggest(network, action="x", by="common_neighbours").to_frame()["id"].tolist() == ["e", "a"]
    assert "By four-cycles a is first, by common neighbours e." in str(suggest(network, action="x"))
    assert len(suggest(network, action="x", top=1).to_frame()) == 1
    assert "2 funders could come next to x." in str(suggest(network, action="x", top=1))


def test_only_funders_are_suggested_unless_all_are_asked_for(town: Network) -> None:
    assert suggest(town, action="Café").to_frame()["id"].tolist() == ["Région", "Lion"]
    assert "Club" in suggest(town, action="Café", among="actors").to_frame()["id"].tolist()


def test_partners_of_an_actor_are_new_ones_with_what_leads_to_them(town: Network) -> None:
    found = suggest(town, actor="Caf")
    assert found.to_frame()["id"].tolist() == ["Lion"]
    assert "Ville, which shares Jardin with it and Café, Crèche with Caf" in str(found)
    assert "qui partage Jardin avec lui et Café, Crèche avec Caf" in found.sentence("fr")


def test_what_makes_no_sense_is_refused_and_nobody_is_said_to_be_nobody(town: Network) -> None:
    assert "nobody is suggested" in str(suggest(snapshot_of([("a", "x")]).network(), action="x"))
    for options, error, words in (
        ({}, UsageError, "one of the two"),
        ({"action": "Café", "actor": "Caf"}, UsageError, "one of the two"),
        ({"action": "Nothing"}, UnknownName, "action"),
        ({"actor": "Caf", "what": "money"}, UnknownName, "kind of suggestion"),
        ({"actor": "Caf", "by": "luck"}, UnknownName, "ranking"),
        ({"actor": "Caf", "among": "all"}, UnknownName, "choice of actors"),
        ({"actor": "Caf", "top": 0}, UsageError, "At least one"),
    ):
        with pytest.raises(error, match=words):
            suggest(town, **options)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="would close no four-cycle"):
        suggest(town, action="Jardin").evidence("Ville")


def test_the_drawing_has_a_bar_a_suggestion(town: Network) -> None:
    assert len(suggest(town, action="Jardin").plot(lang="fr").patches) == 1
    plt.close("all")


def test_french_names_are_gathered_once_for_all_reasons(town: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[Snapshot] = []
    monkeypatch.setattr(naming, "french", lambda snapshot: gathered.append(snapshot) or french(snapshot))
    found = suggest(town, action="Jardin")
    found.to_frame("fr")
    found.sentence("fr")
    assert gathered == [town.snapshot]


def test_where_recipients_stand_for_actions_it_speaks_of_them() -> None:
    ties = [("a", "x", "r"), ("b", "x", "r"), ("b", "y", "s"), ("c", "z", "t")]
    network = snapshot_of([fund(who, what, 1.0, recipient=to) for who, what, to in ties]).network(grain="recipient")
    found = suggest(network, actor="a", what="actions")
    assert found.sentence("en").startswith("1 recipient could be next for a.")
    assert found.sentence("fr").startswith("1 bénéficiaire pourrait être le suivant pour a.")
    alone = [suggest(network, actor="c", what=what).sentence("en") for what in ("actions", "partners")]
    assert alone == [
        "The partners of c give to no recipient that it does not give to: none is suggested.",
        "Nobody new shares a recipient with a partner of c: nobody is suggested.",
    ]
    assert suggest(network, action="t").sentence("en") == (
        "Nobody who is not there yet shares another recipient with those who fund t: nobody is suggested."
    )
