"""Identifiers of org-id.guide's lists: taken apart, spelled as the register does, placeholders refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model.identifiers import NAME, PUBLISHER, REGISTER
from graphkit.model.orgid import identify, org_id


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("GB-CHC-1136419", "GB-CHC:1136419"),
        ("gb-chc-1136419", "GB-CHC:1136419"),
        # Line breaks in a cell of a workbook.
        ("GB-CHC-\n\n1105625", "GB-CHC:1105625"),
        ("GB-CHC-1136419-1", "GB-CHC:1136419-1"),
        ("GB-CHC-1136419.0", "GB-CHC:1136419"),
        ("GB-COH-RC000659", "GB-COH:RC000659"),
        ("GB-COH-9506232", "GB-COH:09506232"),
        ("GB-COH-IP00123R", "GB-COH:IP00123R"),
        ("GB-SC-SC042386", "GB-SC:SC042386"),
        ("GB-SC-587", "GB-SC:SC000587"),
        ("XM-DAC-5-7", "XM-DAC:5-7"),
        ("BE-BCE_KBO-0401966309", "BE-BCE_KBO:0401966309"),
        ("CN-11-CR-12", "CN-11-CR:12"),
        ("CA_ON-ONT-1234", "CA_ON-ONT:1234"),
        ("GB-GOV-1", "GB-GOV:1"),
        ("XI-IATI-AAAA", "XI-IATI:AAAA"),
    ],
)
def test_list_and_number(text: str, id: str) -> None:
    found = org_id(text)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    "text", ["GB-CHC-000000", "GB-COH-RC000000", "GB-CHC-", "GB-CHC-NA", "GB-COH-London", "GB-SC-X"]
)
def test_what_identifies_nobody_in_its_list(text: str) -> None:
    found = org_id(text)
    assert found is not None
    assert found.id is None
    who = identify("Choir of the Mill", text, territory="GB-CHC:327114")
    assert who is not None
    assert (who.id, who.quality) != ("", REGISTER)


@pytest.mark.parametrize("text", ["360G-ft-00002", "GB-323242-test", "1007", "RUBBISH-COH-RC000000", "GB-123"])
def test_no_list_is_the_publishers_own(text: str) -> None:
    found = org_id(text)
    assert found is not None
    assert (found.scheme, found.note) == (None, None)
    who = identify("Choir", text, publisher="360G-ft")
    other = identify("Choir", text, publisher="360G-other")
    assert who is not None
    assert other is not None
    assert who.quality == PUBLISHER
    assert who.id != other.id


def test_a_placeholder_is_noted_and_the_name_counts() -> None:
    who = identify("Choir of the Mill", "GB-CHC-000000", territory="GB-CHC:327114")
    assert who is not None
    assert (who.id, who.quality, who.identifiers) == ("name:choir-of-the-mill@GB-CHC:327114", NAME, ())
    assert who.note == "GB-CHC-000000: a placeholder, not a number of the register"


def test_a_number_of_another_form_is_the_publishers_own() -> None:
    who = identify("Isle of Man Choir", "GB-CHC-715", publisher="GB-CHC:327114")
    assert who is not None
    assert (who.id, who.quality, who.note) == (
        "id:GB-CHC-715@GB-CHC:327114",
        PUBLISHER,
        "GB-CHC-715: no number of GB-CHC",
    )


def test_further_numbers_identify_and_are_kept() -> None:
    who = identify("Choir", "GB-CHC-1136419", ["GB-COH-9506232", "GB-COH-0"])
    assert who is not None
    assert (who.id, who.identifiers) == ("GB-CHC:1136419", ("GB-CHC:1136419", "GB-COH:09506232"))
    assert who.note == "GB-COH-0: no number of GB-COH"


@pytest.mark.parametrize("text", ["FR-RCS-799 640 131", "FR-SIRENE-79964013100014", "FR-INSEE-799640131"])
def test_french_numbers_are_the_actor_of_all_other_french_data(text: str) -> None:
    who = identify(None, text)
    assert who is not None
    assert (who.id, who.quality) == ("FR-SIREN:799640131", REGISTER)


def test_nothing_said_is_nobody() -> None:
    assert identify(None, " ") is None
    assert identify("", "n/a") is None
    assert org_id("") is None


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    found = org_id(text)
    assert found is None or found.id is None or found.id == f"{found.scheme}:{found.value}"
    who = identify(None, text, publisher="p")
    assert who is None or who.id
