"""Scores and reasons of two actors, order of names and of actors."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.identity.blocking import pairs
from graphkit.identity.candidates import candidates
from graphkit.identity.names import name
from graphkit.identity.parties import party
from graphkit.identity.reasons import in_words
from graphkit.identity.scoring import SURE, WORTH_A_LOOK
from graphkit.words import catalogue
from tests.unit.identity.actors import at, keys, only, score


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ASS LES PETITS DEBROUILLARDS", "Les petits débrouillards"),
        ("THEATRE REGIONAL DES PAYS DE LA LOIRE", "Théâtre régional des pays de la Loire"),
        ("Blackburn Citizens Advice Bureau Ltd", "BLACKBURN CITIZENS ADVICE BUREAU LIMITED"),
    ],
)
def test_sure(one: str, other: str) -> None:
    assert score(one, other) >= SURE


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Université de Montréal", "Université du Québec à Montréal", "only_in_one"),
        ("Lions club Nantes 1", "Lions club Nantes 2", "numbers_differ"),
        ("Lions club Nantes", "Lions club Nantes 2", "number_in_one"),
        ("Brasserie du Gué SARL", "Brasserie du Gué SA", "forms_differ"),
        ("Headway Northampton", "Headway Northamptonshire", "spelt_alike"),
        ("Comité des fêtes", "Comité des fêtes", "common_words"),
    ],
)
def test_not_sure_without_a_person(one: str, other: str, reason: str) -> None:
    found = only(party("a", one), party("b", other))
    assert 0 < found.score < SURE
    assert reason in keys(found)


@pytest.mark.parametrize("acronym", ["CAF", "MJC", "CCAS"])
def test_an_acronym_alone_matches_nothing(acronym: str) -> None:
    assert score(acronym, acronym) < WORTH_A_LOOK
    assert score(acronym, f"{acronym} de Saint-Fons") < WORTH_A_LOOK
    assert "acronym_alone" in keys(only(party("a", acronym), party("b", acronym)))


def test_an_acronym_with_a_place_or_with_words_may_match() -> None:
    there = at("FR-COG:69199")
    in_place = score("CAF", "C.A.F.", places=there)
    assert WORTH_A_LOOK <= in_place < SURE
    assert score("CAF du Finistère", "Caisse d'allocations familiales du Finistère") >= SURE
    assert score("CAF du Finistère", "CAF du Morbihan") < WORTH_A_LOOK


def test_initials_are_worth_a_look_in_one_place_only() -> None:
    names = ("CNRS", "Centre national de la recherche scientifique")
    assert score("AFCP", "Amis du feu et des cendres perpétuelles") < WORTH_A_LOOK
    assert WORTH_A_LOOK <= score("AFCP", "Amis du feu et des cendres perpétuelles", places=at("x")) < SURE
    assert score(*names) < WORTH_A_LOOK


def test_territory_speaks_for_and_against() -> None:
    def placed(one: str, other: str) -> float:
        crowd = [party(f"z{n}", f"Atelier numéro{n}x", places=at(f"t{n}")) for n in range(20)]
        actors = [party("a", "Les Jardiniers", places=at(one)), party("b", "Jardiniers", places=at(other)), *crowd]
        return next(each.score for each in candidates(actors, above=0.0) if each.pair == ("a", "b"))

    assert placed("t1", "t1") > score("Les Jardiniers", "Jardiniers") > placed("t1", "t2")


def test_kind_speaks_for_and_against() -> None:
    def kinds(one: str | None, other: str | None) -> float:
        return only(party("a", "Les Jardiniers", kind=one), party("b", "Jardiniers", kind=other)).score

    assert kinds("association", "association") > kinds(None, "association") > kinds("company", "association")
    assert kinds("other", "association") == kinds(None, None)


def test_a_department_is_not_its_authority() -> None:
    city = party("a", "Ville de Lille Culture")
    found = only(city, party("b", "Culture Ville de Lille", belongs_to=frozenset({"a"})))
    assert found.score < WORTH_A_LOOK
    assert "belongs_to" in keys(found)


def test_a_number_of_a_register_settles_it_and_is_looked_at_where_the_names_are_apart() -> None:
    number = ("FR-SIREN:200046977",)
    same = only(party("a", "Grand Lyon", identifiers=number), party("FR-SIREN:200046977", "Le Grand Lyon"))
    assert same.score == 0.99
    assert "both are FR-SIREN:200046977" in in_words(same.reasons)
    apart = only(party("a", "Amicale du rail", identifiers=number), party("FR-SIREN:200046977", "Le Grand Lyon"))
    assert WORTH_A_LOOK <= apart.score < SURE
    assert "names_apart" in keys(apart)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("GB-CHC:1063817", "GB-COH:01063817", "other_scheme"),
        ("FR-SIREN:200046977", "FR-SIREN:20004697", "cut_short"),
        ("FR-SIREN:200046977", "FR-SIREN:356000000", "other_number"),
    ],
)
def test_doubtful_numbers_are_reported_and_never_decided(one: str, other: str, reason: str) -> None:
    name = "Blackburn Citizens Advice Bureau"
    found = only(party("a", name, identifiers=(one,)), party("b", name, identifiers=(other,)))
    assert found.score < SURE
    assert reason in keys(found)


def test_what_only_numbers_tell_is_found_too() -> None:
    actors = [party("a", "Le Gué", identifiers=("GB-CHC:1063817",)), party("GB-COH:01063817", "Blackburn Advice")]
    assert [each.pair for each in candidates(actors, above=0.3)] == [("GB-COH:01063817", "a")]


def test_reasons_in_both_languages() -> None:
    found = only(party("a", "Lions club Nantes 1"), party("b", "Lions club Nantes 2"))
    assert "but" in in_words(found.reasons, "en")
    assert "mais les nombres diffèrent : 1, 2" in in_words(found.reasons, "fr")
    words = catalogue("graphkit.identity")
    assert all(each["en"].strip() and each["fr"].strip() for each in words.values())


def test_blocking_finds_a_spelling_among_thousands_and_compares_few() -> None:
    drawn = random.Random(1)
    letters = "abcdeilmnorstu"
    words = ["".join(drawn.choices(letters, k=7)) for _ in range(3000)]
    names = [name(" ".join(drawn.sample(words, 3))) for _ in range(4000)]
    names += [name("AMICALE LAIQUE DE MALVILLE"), name("Amicale laïque Malvile")]
    found = set(pairs(names))
    assert (4000, 4001) in found
    assert len(found) < 0.01 * len(names) ** 2 / 2


WORDS = st.sampled_from(
    [
        "amicale",
        "laique",
        "malville",
        "nantes",
        "club",
        "sportif",
        "sportive",
        "ste",
        "saint",
        "joseph",
        "ogec",
        "caf",
        "2",
        "3",
        "ii",
        "sarl",
        "sa",
        "le",
        "de",
        "jardin",
        "jardins",
        "jardinier",
        "ecole",
        "musique",
        "ex",
        "trust",
        "limited",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(NAMES, NAMES)
def test_scores_are_symmetric(one: str, other: str) -> None:
    def scored(first: str, second: str) -> float:
        (a, b) = (party("a", first), party("b", second))
        found = candidates([a, b], above=0.0)
        return found[0].score if found else -1.0

    assert scored(one, other) == scored(other, one)
    assert scored(one, other) <= 1


@given(st.lists(NAMES, min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_actors_does_not_matter(names: list[str], drawn: random.Random) -> None:
    actors = [party(f"{number}", text) for number, text in enumerate(names)]
    shuffled = actors[:]
    drawn.shuffle(shuffled)
    told = [(each.pair, each.score, each.reasons) for each in candidates(actors, above=0.0)]
    assert told == [(each.pair, each.score, each.reasons) for each in candidates(shuffled, above=0.0)]


def test_an_alias_that_contradicts_the_name_decides_nothing() -> None:
    # Of the departments' grants in Pays de la Loire: one number for both chambers, in two rows.
    merged = party("FR-SIREN:185300456", "Chambre de métiers de la Mayenne", aliases=("Chambre d'agriculture Mayenne",))
    other = party("name:x", "CHAMBRE D'AGRICULTURE DE LA MAYENNE")
    found = only(merged, other)
    assert WORTH_A_LOOK <= found.score < SURE
    assert "contradicts" in keys(found)
    # The same names, and none of them contradicts the other.
    plain = only(party("a", "Chambre de métiers de la Mayenne"), party("b", "Chambre des métiers Mayenne"))
    assert "contradicts" not in keys(plain)
    alone = only(party("name:x", "CHAMBRE D'AGRICULTURE DE LA MAYENNE"), party("a", "Chambre d'agriculture Mayenne"))
    assert alone.score >= SURE
