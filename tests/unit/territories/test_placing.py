"""Which official territory a place is: by code, postcode and name, never by a guess."""

from __future__ import annotations

import pytest

from graphkit.territories.places import Found, Place, is_official
from graphkit.territories.placing import Placing, placings
from graphkit.territories.register import Official, Register

_OFFICIAL = (
    Official("FR-COG:69123", "Lyon", "69123", postcodes=("69001", "69003")),
    Official("FR-COG:69383", "Lyon 3e Arrondissement", "69383", postcodes=("69003",)),
    Official("FR-COG:69266", "Villeurbanne", "69266", postcodes=("69100",)),
    Official("FR-COG:01015", "Arboys en Bugey", "01015", ("Arbignieu",), ("01300",)),
    Official("FR-COG:01098", "Chazey-Bons", "01098", (), ("01300",)),
    Official("FR-COG:01340", "Saint-Bois", "01340"),
    Official("FR-COG:01344", "Saint-Denis", "01344"),
    Official("FR-COG:97411", "Saint-Denis", "97411"),
    Official("FR-COG:75056", "Paris", "75056"),
    Official("FR-COG:38544", "Vienne", "38544"),
    Official("FR-COG:38001", "Les Abrets en Dauphiné", "38001"),
    Official("FR-COG:38002", "Les Abrets", "38002"),
    Official("FR-COG:38003", "Castillon", "38003"),
    Official("FR-COG:38004", "Castillon", "38004"),
    Official("FR-COG:2A004", "Ajaccio", "2A004"),
    Official("FR-DEP:69", "Rhône", "69"),
    Official("FR-DEP:01", "Ain", "01"),
    Official("FR-DEP:38", "Isère", "38"),
    Official("FR-DEP:75", "Paris", "75"),
    Official("FR-DEP:86", "Vienne", "86"),
    Official("FR-DEP:2A", "Corse-du-Sud", "2A"),
    Official("FR-DEP:974", "La Réunion", "974"),
    Official("FR-REG:84", "Auvergne-Rhône-Alpes", "84"),
    Official("FR-REG:94", "Corse", "94"),
    Official("FR-REG:11", "Île-de-France", "11"),
    Official("FR-REG:04", "La Réunion", "04"),
    Official("FR-SIREN:200046977", "Métropole de Lyon", "200046977"),
    Official("ISO-3166:FR", "France", "FR"),
    Official("ISO-3166:GB", "GB", "GB"),
)
_ABOVE = {
    **{f"FR-COG:{code}": (f"FR-DEP:{code[:2]}",) for code in ("01015", "01098", "01344", "75056", "38544", "2A004")},
    **{f"FR-COG:{code}": ("FR-DEP:38",) for code in ("38001", "38003", "38004")},
    "FR-COG:69123": ("FR-DEP:69", "FR-SIREN:200046977"),
    "FR-COG:69266": ("FR-DEP:69", "FR-SIREN:200046977"),
    "FR-COG:69383": ("FR-COG:69123",),
    "FR-COG:01340": ("FR-COG:01015",),
    "FR-COG:38002": ("FR-COG:38001",),
    "FR-COG:97411": ("FR-DEP:974",),
    "FR-DEP:974": ("FR-REG:04",),
    **{f"FR-DEP:{code}": ("FR-REG:84",) for code in ("69", "01", "38")},
    "FR-DEP:75": ("FR-REG:11",),
    "FR-DEP:2A": ("FR-REG:94",),
    **{f"FR-REG:{code}": ("ISO-3166:FR",) for code in ("84", "94", "11", "04")},
}


def found(*places: Place) -> dict[str, Placing]:
    """What each place is, by its id."""
    register = Register({one.id: one for one in _OFFICIAL}, _ABOVE)
    told = placings(Found(register, {place.id: place for place in places}, 0, 0, 0, 0))
    assert len(told) == len(places)
    return {each.place.id: each for each in told}


@pytest.mark.parametrize(
    ("place", "official", "why"),
    [
        (Place("p", "x", code="69266", code_scheme="INSEE"), "FR-COG:69266", "code"),
        (Place("p", "x", code="69100", code_scheme="postcode"), "FR-COG:69266", "postcode"),
        (Place("p", "69100 VILLEURBANNE"), "FR-COG:69266", "postcode_name"),
        (Place("p", "F-01300 Chazey Bons"), "FR-COG:01098", "postcode_name"),
        (Place("p", "69621 VILLEURBANNE CEDEX"), "FR-COG:69266", "name_within"),
        (Place("p", "69100 La Doua"), "FR-COG:69266", "postcode"),
        (Place("p", "69123"), "FR-COG:69123", "code"),
        # A commune and its part share a postcode: the commune holds both.
        (Place("p", "69003"), "FR-COG:69123", "postcode"),
        (Place("p", "69003 Lyon 3e"), "FR-COG:69383", "postcode_name"),
        (Place("p", "ST DENIS", "municipal", above=("FR-DEP:01",)), "FR-COG:01344", "name_within"),
        (Place("p", "Villeurbanne"), "FR-COG:69266", "name"),
        (Place("p", "VILLEURBANNE", "municipal", above=("ISO-3166:FR",)), "FR-COG:69266", "name"),
        (Place("p", "Arbignieu", "municipal"), "FR-COG:01015", "name"),
        # Merged: the new commune does not have this name, the one that is part of it has.
        (Place("p", "Abrets (Les)", "municipal"), "FR-COG:38002", "name"),
        # A commune and a département of one name and place: the smaller says more.
        (Place("p", "Paris"), "FR-COG:75056", "name"),
        (Place("p", "La Réunion"), "FR-DEP:974", "name"),
        (Place("p", "La Réunion", "regional"), "FR-REG:04", "name"),
        (Place("p", "France", "national"), "ISO-3166:FR", "name"),
        (Place("p", "Metropole de Lyon", "intermunicipal"), "FR-SIREN:200046977", "name"),
        (Place("p", "Lyon", above=("FR-COG:69123",)), "FR-COG:69123", "stated"),
    ],
)
def test_placed(place: Place, official: str, why: str) -> None:
    placing = found(place)["p"]
    assert (placing.outcome, placing.official and placing.official.id, placing.why) == ("placed", official, why)


@pytest.mark.parametrize(
    ("place", "candidates"),
    [
        (Place("p", "Saint-Denis", "municipal"), {"FR-COG:01344", "FR-COG:97411"}),
        (Place("p", "Castillon", "municipal", above=("FR-DEP:38",)), {"FR-COG:38003", "FR-COG:38004"}),
        # The postcode and the name contradict each other.
        (Place("p", "69100 Paris"), {"FR-COG:69266", "FR-COG:75056"}),
        (Place("p", "01300"), {"FR-COG:01015", "FR-COG:01098"}),
        # A commune in Isère and a département of its own: no scale says which.
        (Place("p", "Vienne"), {"FR-COG:38544", "FR-DEP:86"}),
    ],
)
def test_ambiguous_places_are_told_with_their_candidates(place: Place, candidates: set[str]) -> None:
    placing = found(place)["p"]
    assert (placing.outcome, placing.official) == ("ambiguous", None)
    assert {each.id for each in placing.candidates} == candidates


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (Place("p", "Pairs", "municipal"), "absent"),
        (Place("p", "Villeurbanne", "municipal", above=("FR-DEP:01",)), "absent_within"),
        (Place("p", "Villeurbanne", "municipal", above=("ISO-3166:GB",)), "abroad"),
        (Place("p", "Villeurbanne", "neighbourhood"), "neighbourhood"),
        (Place("p", "Villeurbanne", code="E12000002", code_scheme="GB-GSS"), "foreign_code"),
        (Place("p", "Villeurbanne", "european"), "absent"),
        (Place("p", "CEDEX"), "absent"),
    ],
)
def test_what_is_not_found_is_not_guessed(place: Place, why: str) -> None:
    placing = found(place)["p"]
    assert (placing.outcome, placing.why, placing.candidates) == ("not_found", why, ())


def test_what_a_place_is_within_is_placed_first() -> None:
    told = found(
        Place("FR-DEP:20", "Corse"),
        Place("FR-DEP:20/ajaccio", "Ajaccio", "municipal", above=("FR-DEP:20",)),
        Place("FR-DEP:20/lyon", "Lyon", "municipal", above=("FR-DEP:20",)),
        Place("FR-DEP:97", "Départements d'outre-mer"),
        Place("FR-DEP:97/saint-denis", "Saint Denis", "municipal", above=("FR-DEP:97",)),
        Place("quai", "Le Quai", "neighbourhood", above=("FR-DEP:20/ajaccio",)),
    )
    placed = {id: each.official.id for id, each in told.items() if each.official}
    assert placed == {
        "FR-DEP:20": "FR-REG:94",
        "FR-DEP:20/ajaccio": "FR-COG:2A004",
        "FR-DEP:97/saint-denis": "FR-COG:97411",
        "quai": "FR-COG:2A004",
    }
    assert told["quai"].why == "container"


def test_a_town_in_a_country_that_only_has_a_name_is_not_looked_for_in_france() -> None:
    told = found(Place("spain", "España", "national"), Place("v", "Villeurbanne", "municipal", above=("spain",)))
    assert {each.why for each in told.values()} == {"absent", "abroad"}


def test_places_within_each_other_end() -> None:
    told = found(Place("a", "Villeurbanne", above=("b",)), Place("b", "Nowhere", above=("a",)))
    assert told["a"].outcome == "placed"
    assert told["b"].outcome == "not_found"


def test_reasons_are_words_in_both_languages() -> None:
    placing = found(Place("p", "69100 VILLEURBANNE"))["p"]
    assert placing.reason("en") == "by the postcode 69100 and the name"
    assert placing.reason("fr") == "par le code postal 69100 et le nom"


@pytest.mark.parametrize(
    ("id", "code", "is_one"),
    [
        ("FR-COG:69123", "69123", True),
        ("FR-DEP:06", "06", True),
        ("FR-DEP:06/nice", None, False),
        ("FR-DEP:97", None, False),
        ("ISO-3166:CD", None, True),
        ("lyon", None, False),
        ("GB-GSS:E12000002", "E12000002", False),
    ],
)
def test_what_is_of_a_list(id: str, code: str | None, is_one: bool) -> None:
    assert is_official(id, code) is is_one
