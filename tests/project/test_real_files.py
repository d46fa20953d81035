"""Every real file is loaded or refused with a reason, and the page that says so is fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit import discovery
from tests.real_files import FOLDERS, PAGE, Outcome, is_data, outcomes, page


@pytest.fixture(scope="module")
def found(real_data: Path) -> list[tuple[str, list[Outcome]]]:
    """What becomes of every file of the formats that there are."""
    return list(outcomes(real_data))


@pytest.mark.real_data
@pytest.mark.slow
def test_every_file_is_loaded_with_each_row_accounted_for_or_refused_with_the_cure(
    found: list[tuple[str, list[Outcome]]],
) -> None:
    assert {format for format, _ in found} == set(FOLDERS) & set(discovery.names("graphkit.loaders"))
    for format, files in found:
        assert any(one.counts for one in files), format
        for one in files:
            if one.counts is None:
                assert Path(one.file).name in one.refused
                assert one.refused.endswith("."), one.refused
            else:
                assert one.counts[0] == sum(one.counts[1:]) > 0, one.file


@pytest.mark.real_data
@pytest.mark.slow
def test_the_page_on_real_files_is_fresh(found: list[tuple[str, list[Outcome]]], real_data: Path) -> None:
    text = page(found)
    assert str(real_data) not in text
    assert PAGE.read_text(encoding="utf-8") == text, "run `make real-files`"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("toulouse_2022.csv", True),
        ("schema_datasubvention/exemple_valide.csv", True),
        ("schema_datasubvention/schema.json", False),
        ("schema_official/subventions-2.1.1.schema.json", False),
        ("codelists/embedded/BudgetType.xml", False),
        ("ocha_foodsecurity/input/dportal.xml", True),
        ("fixtures/SOURCES", False),
        ("reference/cordisref-countries.xls", False),
        ("columns.md", False),
    ],
)
def test_schemas_code_lists_licences_and_documentation_are_no_data(path: str, data: bool) -> None:
    assert is_data(Path(path)) is data
