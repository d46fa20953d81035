"""docs/tables.md says what the code does: its columns are fresh, its examples load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.loaders._tables.plain_columns import plain_columns
from graphkit.loaders._tables.plain_reference import reference, with_reference
from tests.unit.loaders.tables_loaded import DATA, loaded

PAGE = Path(__file__).parents[3] / "docs" / "tables.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_columns_are_those_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert with_reference(text) == text, "run `make docs`"


def test_every_column_is_there() -> None:
    for column in plain_columns():
        assert f"| `{column.name}` |" in reference()


def test_a_page_without_the_place_for_columns_is_told() -> None:
    with pytest.raises(ValueError, match="needs the lines"):
        with_reference("# Tables\n")


def test_the_plain_example_loads(tmp_path: Path) -> None:
    names = re.findall(r"^`(\w+\.csv)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for name, text in zip(names, blocks("csv"), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = loaded(tmp_path)
    assert not found.rejected
    assert not found.set_aside
    assert set(found.ties) == {"FROM_SOURCE", "FUNDS", "TAKES_PART"}


def test_the_mapping_example_is_the_one_that_is_tested(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(blocks("yaml")[0], encoding="utf-8")
    table = DATA / "grants_fr.csv"
    assert loaded(table, mapping).content() == loaded(table, DATA / "grants_fr.yaml").content()


def test_the_wide_example_loads(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(blocks("yaml")[1], encoding="utf-8")
    assert len(loaded(DATA / "wide_fr.csv", mapping).ties["FUNDS"]) == 4


def test_the_example_of_several_funders_loads(tmp_path: Path) -> None:
    lines = re.findall(r"^\| (?:Action|Jardin|Café associatif).*", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    table = tmp_path / "t.tsv"
    rows = ["\t".join(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    mapping = tmp_path / "m.yaml"
    mapping.write_text(blocks("yaml")[2], encoding="utf-8")
    found = loaded(table, mapping)
    assert not found.rejected
    assert not found.set_aside
    assert [tie["amount"] for *_, tie in found.ties["FUNDS"]] == [12000.0, 3000.0, 20000.0]
