"""Who an actor is: numbers with their faults, names, and what must never be merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.identifiers import by_name, french, french_number, french_rna


@pytest.mark.parametrize(
    ("text", "siren", "siret"),
    [
        ("90099000300015", "900990003", "90099000300015"),
        ("900 990 003 00015", "900990003", "90099000300015"),
        ("90099000300015.0", "900990003", "90099000300015"),
        ("9.0099000300015E+13", "900990003", "90099000300015"),
        ("900990003", "900990003", None),
        ("5439275800014.0", "054392758", "05439275800014"),
        ("54392758", "054392758", None),
        ("35600000000048", "356000000", "35600000000048"),
        # An establishment of La Poste: its digits add up to a multiple of five.
        ("35600000049837", "356000000", "35600000049837"),
        # The SIREN is valid, what follows is not.
        ("90099000300016", "900990003", None),
        ("90099000300000", "900990003", None),
    ],
)
def test_numbers_of_the_register(text: str, siren: str, siret: str | None) -> None:
    found = french_number(text)
    assert (found.siren, found.siret) == (siren, siret)
    assert (found.note is None) == (siret is not None or len(text) <= 9)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("7,17E+13", "rounded by a spreadsheet"),
        ("8.30E+13", "rounded by a spreadsheet"),
        ("7,22009E+12", "rounded by a spreadsheet"),
        ("30698800000000", "rounded by a spreadsheet"),
        ("90099000400014", "check digit"),
        ("900990004", "check digit"),
        ("000000000", "placeholder"),
        ("11111111111111", "placeholder"),
        ("7280266", "7 digits"),
        ("8094406540001", "13 digits"),
        ("en cours", "no SIREN"),
        ("²³456789¹", "no SIREN"),
    ],
)
def test_numbers_that_identify_nobody(text: str, reason: str) -> None:
    found = french_number(text)
    assert found.siren is None
    assert found.siret is None
    assert found.note is not None
    assert reason in found.note
    assert found.note.startswith(text)


def test_a_siret_is_kept_beside_the_siren() -> None:
    one, other = (french("A", number) for number in ("90099000300015", "90099000300023"))
    assert one is not None
    assert other is not None
    assert one.id == other.id == "FR-SIREN:900990003"
    assert one.identifiers == ("FR-SIRET:90099000300015",)
    assert other.properties()["identifiers"] == ["FR-SIRET:90099000300023"]
    assert one.quality == "register"


def test_one_rounded_number_does_not_merge_two_organisations() -> None:
    one, other = (french(name, "7,17E+13", territory="toulouse") for name in ("Théâtre du Gué", "Aviron toulousain"))
    assert one is not None
    assert other is not None
    assert one.id != other.id
    assert one.quality == "name"
    assert one.note == "7,17E+13: rounded by a spreadsheet, its digits are lost"


def test_the_register_of_associations_comes_second() -> None:
    first = french("A", "90099000300015", "W333216789")
    assert first is not None
    assert first.identifiers == ("FR-SIRET:90099000300015", "FR-RNA:W333216789")
    second = french("A", "7,17E+13", "W333216789")
    assert second is not None
    assert (second.id, second.quality) == ("FR-RNA:W333216789", "register")
    assert french_rna("W12455")[1] == "W12455: no RNA number (W and nine digits)"
    assert french_rna("W000000000")[0] is None


def test_names_are_compared_within_a_territory() -> None:
    assert by_name("Comité des Fêtes", "FR-DEP:44").id == by_name("COMITE DES FETES", "FR-DEP:44").id
    assert by_name("Comité des Fêtes", "FR-DEP:44").id != by_name("Comité des Fêtes", "FR-DEP:85").id
    assert french(None, "NA") is None


@given(st.integers(0, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_a_single_wrong_digit_is_always_found(number: int, place: int, shift: int) -> None:
    digits = f"{number:09d}"
    if french_number(digits).siren is None:
        return
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert french_number(wrong).siren is None


@given(st.text(max_size=20))
def test_any_text_gives_a_valid_number_or_a_reason(text: str) -> None:
    found = french_number(text)
    assert found.siren is None or (len(found.siren) == 9 and found.siren.isascii() and found.siren.isdigit())
    assert found.siren or found.note or french_number(text) == french_number("")
