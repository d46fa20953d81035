"""Co-funding paths as a user asks for them: ends by name, answers in words, rows behind each step."""

from __future__ import annotations

from itertools import pairwise, product

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import pytest

from graphkit.errors import UnknownName, UsageError
from graphkit.networks.network import Network
from graphkit.paths.cofunding import paths
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("agg")

ACTORS = [{"id": name.casefold(), "name": name} for name in ("Ville", "Caf", "Fondation", "Région")]
ACTIONS = [
    {"id": "cafe", "name": "Café"},
    {"id": "creche", "name": "Crèche"},
    {"id": "jardin", "name": "Jardin"},
]
CHAIN = [
    fund("ville", "cafe", 3000.0, year=2019),
    fund("caf", "cafe", 5000.0, year=2021),
    fund("ville", "creche", year=2020),
    takes_part("caf", "creche"),
    fund("caf", "jardin", 800.0, year=2021),
    fund("fondation", "jardin", 1200.0, year=2021),
]


@pytest.fixture
def chain_of_three() -> Network:
    """Ville and Caf carry two actions, one of them with amounts on both sides; Caf and Fondation a third."""
    return snapshot_of(CHAIN, actors=ACTORS[:3], actions=ACTIONS).network()


@pytest.fixture
def two_ways() -> Network:
    """The same, and Région in the café and in the garden with small amounts."""
    region = [fund("région", "cafe", 10.0), fund("région", "jardin", 100.0, year=2020)]
    return snapshot_of(CHAIN + region, actors=ACTORS, actions=ACTIONS).network()


@pytest.fixture
def two_islands_and_a_loner() -> Network:
    """Three actors in one component, two in another, one alone in its action."""
    ties = [("a", "x"), ("b", "x"), ("b", "y"), ("c", "y"), ("d", "z"), ("e", "z"), ("f", "w")]
    return snapshot_of(ties).network()


def test_the_text_names_actions_years_and_what_is_known_of_the_amounts(chain_of_three: Network) -> None:
    assert str(paths(chain_of_three, "Ville", "Fondation")).splitlines() == [
        "Ville and Fondation are 2 steps apart, by 1 shortest path.",
        "1. Ville – Caf – Fondation: 2 steps, the weakest with 1 shared action.",
        "   Ville – Caf: 2 shared actions: Café; Crèche (2019–2021); EUR 3,000 side by side, known for 1 of 2",
        "   Caf – Fondation: 1 shared action: Jardin (2021); EUR 800 side by side",
        "Side by side: action by action, the smaller of the two amounts.",
        "A path shows actions carried together, not agreement or coordination.",
    ]


def test_a_step_holds_its_actions_amounts_years_and_ties(chain_of_three: Network) -> None:
    (path,) = paths(chain_of_three, "VILLE", "fondation").paths
    assert path.actors == ("ville", "caf", "fondation")
    assert (path.length, path.strength) == (2, 1)
    first, second = path.steps
    assert [(a.id, a.amounts, a.amount, a.years) for a in first.actions] == [
        ("cafe", (3000.0, 5000.0), 3000.0, (2019, 2021)),
        ("creche", (None, None), None, (2020,)),
    ]
    assert (first.amount, first.amounts, first.years) == (3000.0, (3000.0,), (2019, 2020, 2021))
    assert len(first.ties) == 4
    assert second.amount == 800.0


def test_the_table_has_one_row_a_step_and_action(two_ways: Network) -> None:
    found = paths(two_ways, "ville", "fondation", k=10)
    frame = found.to_frame()
    assert len(frame) == sum(len(step.actions) for path in found.paths for step in path.steps)
    assert frame["shared_amount"].isna().sum() == (frame["action"] == "creche").sum()
    assert frame.iloc[0][["path", "step", "start", "end", "action", "currency", "first_year", "ties"]].tolist() == [
        *(1, 1, "ville", "caf", "cafe", "EUR", 2019, 2)
    ]


def test_evidence_names_the_rows_of_each_step(chain_of_three: Network) -> None:
    found = paths(chain_of_three, "ville", "fondation")
    evidence = found.evidence()
    assert evidence.columns[:2].tolist() == ["path", "step"]
    assert evidence.groupby("step").size().tolist() == [4, 2]
    assert set(evidence["tie"]) == {tie for step in found.paths[0].steps for tie in step.ties}
    assert evidence["locator"].notna().all()
    assert found.evidence(1).equals(evidence)
    with pytest.raises(UsageError, match="no path 2: 1 are listed"):
        found.evidence(2)


def test_by_strength_a_longer_path_with_stronger_steps_comes_first(two_ways: Network) -> None:
    by_length = paths(two_ways, "ville", "fondation", k=4, weight="amount")
    by_strength = paths(two_ways, "ville", "fondation", k=4, weight="amount", by="strength")
    assert [(p.length, p.strength) for p in by_length.paths] == [(2, 800), (2, 10), (3, 100), (3, 10)]
    assert [(p.length, p.strength) for p in by_strength.paths] == [(2, 800), (3, 100), (2, 10), (3, 10)]
    assert by_strength.strength == 800
    assert "the weakest with EUR 800 side by side" in str(by_strength)


def test_equal_paths_come_in_the_order_of_ids(two_ways: Network) -> None:
    found = paths(two_ways, "ville", "fondation", every_shortest=True)
    assert [path.actors[1] for path in found.paths] == ["caf", "région"]


def test_every_shortest_path_is_listed_as_networkx_does() -> None:
    rungs = [[f"{letter}{n}" for n in range(3)] for letter in "bcd"]
    pairs: list[tuple[str, ...]] = [
        *product("a", rungs[0]),
        *product(*rungs[:2]),
        *product(*rungs[1:]),
        *product(rungs[2], "e"),
    ]
    network = snapshot_of([(actor, "-".join(pair)) for pair in pairs for actor in pair]).network()
    found = paths(network, "a", "e", every_shortest=True)
    expected = nx.all_shortest_paths(nx.from_edgelist(pairs), "a", "e")
    assert {path.actors for path in found.paths} == {tuple(path) for path in expected}
    assert found.n_shortest == 27


def test_more_shortest_paths_than_the_limit_are_counted_not_listed(two_ways: Network) -> None:
    found = paths(two_ways, "ville", "fondation", every_shortest=True, limit=1)
    assert (len(found.paths), found.n_shortest) == (1, 2)
    assert "2 shortest paths. Listed: the 1 strongest; not listed: 1" in str(found)


def test_fewer_paths_than_asked_for_are_said_to_be_all(two_ways: Network) -> None:
    assert "there are 4 paths in all" in str(paths(two_ways, "ville", "fondation", k=9))


def test_different_components_are_named_with_their_sizes(two_islands_and_a_loner: Network) -> None:
    found = paths(two_islands_and_a_loner, "a", "e")
    assert not found.found
    assert (found.length, found.shortest_length, found.n_shortest, found.strength) == (None, None, 0, None)
    assert str(found).startswith("a and e are in different components: a's has 3 actors, e's 2.")
    assert found.to_frame().empty
    assert found.evidence().empty
    assert "different components" in found._repr_html_()
    assert found.plot().texts
    plt.close("all")


def test_an_actor_that_is_alone_in_its_actions_is_named(two_islands_and_a_loner: Network) -> None:
    assert str(paths(two_islands_and_a_loner, "f", "a")) == "f shares no action with any other actor of this network."


def test_an_actor_without_any_tie_in_the_network_is_said_to_have_none() -> None:
    network = snapshot_of([("a", "x"), ("b", "x")], actors=["nobody"]).network()
    with pytest.raises(UsageError, match=r"nobody .* not as an actor of this network"):
        paths(network, "a", "nobody")


def test_by_amount_a_path_without_known_amounts_is_none_but_its_length_is_said() -> None:
    network = snapshot_of([fund("a", "x", 5.0), takes_part("b", "x"), fund("c", "y", 5.0)]).network()
    found = paths(network, "a", "b", weight="amount")
    assert not found.found
    assert "on which both amounts of every step are known" in str(found)
    assert "they are 1 step apart" in str(found)


def test_amounts_of_two_currencies_are_not_added_up_and_the_count_still_answers() -> None:
    ties = [fund("a", "x", 5.0), fund("b", "x", 7.0, currency="GBP")]
    network = snapshot_of(ties).network()
    assert paths(network, "a", "b").paths[0].steps[0].amount is None
    with pytest.raises(UsageError, match="several currencies"):
        paths(network, "a", "b", weight="amount")


def test_at_the_grain_of_recipients_the_words_say_so() -> None:
    ties = [fund("a", "x", recipient="r"), fund("b", "y", recipient="r"), takes_part("r", "x", "recipient")]
    network = snapshot_of(ties).network(grain="recipient")
    assert "1 shared recipient: r" in str(paths(network, "a", "b"))


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"b": "ville"}, UsageError, "'Ville' and 'ville' are one actor, Ville"),
        ({"b": "Fondatoin"}, UnknownName, "Did you mean Fondation?"),
        ({"by": "money"}, UnknownName, "no order of paths named 'money'"),
        ({"weight": "newman"}, UnknownName, "no strength of a step named 'newman'"),
        ({"k": 0}, UsageError, "At least one path must be asked for, not 0"),
        ({"k": 2, "every_shortest": True}, UsageError, "leave out k and by"),
    ],
)
def test_words_that_do_not_fit_are_refused(
    chain_of_three: Network, options: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        paths(chain_of_three, **{"a": "Ville", "b": "Fondation", **options})  # type: ignore[arg-type]


def test_provenance_says_what_it_takes_to_find_the_same(chain_of_three: Network) -> None:
    provenance = paths(chain_of_three, "Ville", "Fondation").provenance
    assert provenance["snapshot"] == chain_of_three.snapshot.hash
    assert provenance["parameters"] == {"a": "ville", "b": "fondation", "by": "length", "weight": "count", "k": 1}


def test_names_are_escaped_in_a_notebook_and_safe_in_a_drawing() -> None:
    actors = [{"id": "a", "name": "<b>Ville</b> $x_$"}]
    network = snapshot_of([("a", "x"), ("b", "x")], actors=actors).network()
    found = paths(network, "a", "b")
    assert "<b>Ville" not in found._repr_html_()
    axes = found.plot()
    axes.figure.canvas.draw()
    plt.close("all")


def test_the_drawing_shows_each_actor_once_and_each_step(two_ways: Network) -> None:
    found = paths(two_ways, "ville", "fondation", k=4)
    axes = found.plot()
    words = [text.get_text() for text in axes.texts]
    assert all(words.count(name) == 1 for name in ("Ville", "Caf", "Région", "Fondation"))
    steps = {frozenset(step) for path in found.paths for step in pairwise(path.actors)}
    assert len(axes.lines) == len(steps)
    plt.close("all")


def test_the_text_in_french(chain_of_three: Network, two_ways: Network) -> None:
    told = paths(chain_of_three, "Ville", "Fondation").sentence("fr")
    assert told.replace("\u202f", " ").splitlines() == [
        "Ville et Fondation sont à 2 étapes l'un de l'autre, par 1 plus court chemin.",
        "1. Ville – Caf – Fondation : 2 étapes, la plus faible avec 1 action commune.",
        "   Ville – Caf : 2 actions communes : Café ; Crèche (2019–2021) ; 3 000 EUR côte à côte, connus pour 1 sur 2",
        "   Caf – Fondation : 1 action commune : Jardin (2021) ; 800 EUR côte à côte",
        "Côte à côte : action par action, le plus petit des deux montants.",
        "Un chemin montre des actions portées ensemble, ni accord ni coordination.",
    ]
    by_amount = paths(two_ways, "Ville", "Fondation", k=9, weight="amount").sentence("fr")
    assert "là où les deux montants sont connus" in by_amount
    assert "Sans passer deux fois par un acteur, il y a" in by_amount


def test_a_row_without_an_amount_has_no_currency() -> None:
    ties = [fund("a", "x", 10.0), fund("b", "x", None), fund("a", "y", None), fund("b", "y", None)]
    frame = paths(snapshot_of(ties).network(), "a", "b").to_frame().set_index("action")
    assert frame["currency"].dropna().to_dict() == {"x": "EUR"}
