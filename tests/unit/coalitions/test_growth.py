"""How an action's coalition grew: by hand, year by year, and no more said than the sources date."""

from __future__ import annotations

from datetime import date

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.coalitions.growth import growth
from graphkit.coalitions.growth.rule import INSTITUTIONS, SPONSORS, STAGES, Sponsor, stages
from graphkit.errors import UnknownName
from graphkit.model.vocabularies import vocabularies
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, snapshot_of, supports, takes_part

mpl.use("agg")


@pytest.fixture
def cafe() -> Snapshot:
    """A café that one councillor backed, then the town, then the department and the State; who runs it has no date."""
    ties = [
        supports("elue", "cafe", "political", start=date(2012, 3, 1)),
        fund("ville", "cafe", 10.0, year=2014),
        fund("ville", "cafe", 20.0, year=2013, date=date(2011, 1, 1)),
        fund("dept", "cafe", 5.0, date=date(2015, 6, 1)),
        fund("etat", "cafe"),
        takes_part("parents", "cafe", "operator"),
        takes_part("parents", "cafe", "host", start=date(2013, 1, 1)),
        fund("riche", "cafe", 9.0, status="refused", year=2010),
        fund("riche", "cafe", 9.0, basis="requested", year=2010),
        fund("ville", "other", 1.0, year=2001),
    ]
    actors = [
        {"id": "elue", "name": "Une élue", "kind": "individual", "scale": "municipal"},
        {"id": "ville", "kind": "local_authority", "scale": "municipal"},
        {"id": "dept", "kind": "local_authority", "scale": "departmental"},
        {"id": "etat", "kind": "state", "scale": "national"},
    ]
    actions = [{"id": "cafe", "name": "Café", "year": 2009, "name_fr": "Le café"}]
    return snapshot_of(ties, actors=actors, actions=actions)


def test_who_joined_in_which_year_and_as_what(cafe: Snapshot) -> None:
    found = growth(cafe, "Café")
    # A stated year goes before a date; what was refused or asked for ties nobody; the action's own year is not taken.
    assert [(one.id, one.year, one.first_as, one.ties) for one in found.joined] == [
        ("elue", 2012, ("political",), 1),
        ("parents", 2013, ("host",), 2),
        ("ville", 2013, ("funder",), 2),
        ("dept", 2015, ("funder",), 1),
        ("etat", None, ("funder",), 1),
    ]
    assert (found.n_ties, found.n_undated) == (7, 2)
    assert growth(cafe, "le cafe").action == growth(cafe, "cafe").action == "cafe"


def test_from_one_sponsor_to_institutions_of_several_scales(cafe: Snapshot) -> None:
    found = growth(cafe, "cafe")
    assert [(one.year, one.stage, one.n_sponsors, one.n_institutions) for one in found.stages] == [
        (2012, "one_sponsor", 1, 0),
        (2013, "several_sponsors", 2, 1),
        (2015, "institutions_of_several_scales", 3, 2),
        (None, "institutions_of_several_scales", 4, 3),
    ]
    assert found.stages[0].n_first_support == 1
    assert found.stages[-1].scales == ("departmental", "municipal", "national")
    assert found.became == 2015
    text = str(found)
    assert "Stages are a proposal of ours" in text
    assert "by 2013: several sponsors', at most one an institution (2 sponsors, 1 institutions" in text
    assert "proposal" in found.provenance["method"]


def test_of_a_network_its_ties_alone_count(cafe: Snapshot) -> None:
    found = growth(cafe.network(since=2015), "cafe")
    # What began earlier and has no end is still there.
    assert [one.id for one in found.joined] == ["elue", "parents", "dept"]
    assert [one.id for one in growth(cafe.network(funders_only=True), "cafe").joined] == ["ville", "dept", "etat"]


def test_the_ties_behind_an_actor(cafe: Snapshot) -> None:
    found = growth(cafe, "cafe")
    assert sorted(found.evidence("ville")["amount"]) == [10.0, 20.0]
    assert len(found.evidence()) == found.n_ties
    assert found.evidence("ville")["locator"].notna().all()
    with pytest.raises(UnknownName, match="actor of the action"):
        found.evidence("riche")
    with pytest.raises(UnknownName, match="no action named 'bar'"):
        growth(cafe, "bar")


def test_without_years_nothing_is_said_of_growth() -> None:
    found = growth(snapshot_of([takes_part("a", "x"), takes_part("b", "x")], actions=["x", "empty"]), "x")
    assert [one.year for one in found.joined] == [None, None]
    assert [(one.year, one.stage) for one in found.stages] == [(None, "no_sponsor")]
    assert found.became is None
    nobody = growth(found.snapshot, "empty")
    assert nobody.to_frame().empty
    for each in (found, nobody):
        each.plot()
        str(each)
        each._repr_html_()
    plt.close("all")


def test_the_words_of_the_rule_are_those_of_the_model() -> None:
    assert set(vocabularies()["kinds"]) >= INSTITUTIONS
    assert set(vocabularies()["roles"]) | {"funder"} >= SPONSORS


sponsors = st.lists(
    st.builds(
        Sponsor,
        id=st.just("s"),
        year=st.none() | st.integers(2000, 2005),
        kind=st.sampled_from([None, "state", "local_authority", "association"]),
        scale=st.sampled_from([None, "national", "municipal"]),
        first_support=st.booleans(),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(given_=sponsors)
def test_stages_only_ever_go_up_and_count_everybody(given_: list[Sponsor]) -> None:
    found = stages(given_)
    places = [STAGES.index(one.stage) for one in found]
    assert places == sorted(places)
    assert found[-1].n_sponsors == len(given_)
    assert [one.year for one in found if one.year is not None] == sorted({s.year for s in given_ if s.year is not None})
    for one in found:
        assert (one.stage == "institutions_of_several_scales") == (one.n_institutions > 1 and len(one.scales) > 1)
