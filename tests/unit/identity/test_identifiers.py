"""Identifiers checked and normalised."""

from __future__ import annotations

import pytest

from graphkit.identity.identifiers import all_identifiers, cut_short, identifier


@pytest.mark.parametrize(
    ("given", "text", "checked"),
    [
        ("FR-SIREN:200 046 977", "FR-SIREN:200046977", True),
        ("fr-rcs:200046977", "FR-SIREN:200046977", True),
        ("FR-SIREN:200046978", "FR-SIREN:200046978", False),
        ("FR-SIREN:000000000", "FR-SIREN:000000000", False),
        ("FR-VAT:FR40303265045", "FR-VAT:40303265045", True),
        ("XI-LEI:213800KUD8LAJWSQ9D15", "XI-LEI:213800KUD8LAJWSQ9D15", True),
        ("GB-CHC:1063817", "GB-CHC:1063817", True),
        ("GB-CHC:12", "GB-CHC:12", False),
        ("GB-COH:1234567", "GB-COH:01234567", True),
        ("GB-VAT:GB 980 7806 84", "GB-VAT:980780684", True),
        ("EU-PIC:999997930", "EU-PIC:999997930", True),
        ("ville-tiers:A 12", "VILLE-TIERS:A 12", False),
    ],
)
def test_normalised(given: str, text: str, checked: bool) -> None:
    found = identifier(given)
    assert found is not None
    assert (found.text, found.checked) == (text, checked)


@pytest.mark.parametrize("given", ["name:comite-des-fetes@FR-DEP:44", "ville", "FR-SIREN:", ""])
def test_what_is_no_identifier(given: str) -> None:
    assert identifier(given) is None


def test_a_siret_and_a_vat_number_hold_the_siren() -> None:
    assert {"FR-SIREN:356000000"} <= {each.text for each in all_identifiers("x", ["FR-SIRET:35600000000048"])}
    assert {"FR-SIREN:303265045"} <= {each.text for each in all_identifiers("x", ["FR-VAT:40303265045"])}


def test_cut_short() -> None:
    whole = identifier("FR-SIRET:35600000000048")
    rounded = identifier("FR-SIRET:35600000000000")
    other = identifier("FR-SIREN:200046977")
    assert whole
    assert other
    assert rounded
    short = identifier("FR-SIREN:20004697")
    assert short
    assert cut_short(short, other)
    assert cut_short(other, short)
    assert not cut_short(whole, other)
    assert not cut_short(other, other)
