"""Rows that are the total of others: never counted as money, never without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.loaders.tables_loaded import Loaded, loaded
from tests.unit.loaders.workbooks import write_workbook

WIDE = """
rows:
  - tie: FUNDS
    each: [CAF, Ville]
    start: {name: {from: header}}
    end: {name: Action, within: Porteur}
    amount: {from: cell}
    currency: {value: EUR}
  - tie: TAKES_PART
    start: Porteur
    end: Action
    role: {value: operator}
"""
LONG = """
rows:
  - tie: FUNDS
    start: Financeur
    end: Action
    amount: Montant
    currency: {value: EUR}
"""
EQUAL = {"total, equal to its rows": 1}


def read(folder: Path, mapping: str, *rows: str) -> Loaded:
    (folder / "t.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "m.yaml").write_text(mapping, encoding="utf-8")
    found = loaded(folder / "t.csv", folder / "m.yaml")
    assert found.account.balanced()
    return found


def money(found: Loaded) -> float:
    return sum(tie.get("amount") or 0 for *_, tie in found.ties.get("FUNDS", []))


def actions(found: Loaded) -> set[str]:
    return set(found.names("Action").values())


HEADER = "Action;Porteur;CAF;Ville"
ROWS = ("A;x;1 000 €;500 €", "B;y;3 000 €;2 000 €")


@pytest.mark.parametrize(
    "total",
    [
        "TOTAL;;4 000 €;2 500 €",
        "Total général 2024;;4000;2500",
        "Sous-total axe 1;;4 k€;2500,00",
        "Total Bron;;4000;2500",
        "Ensemble;;4000;2500",
        "Sum;;4000;2500",
        "Totaux;;4000;",
        # In another column than that of the action.
        ";Total;4000;2500",
    ],
)
def test_a_total_row_is_no_action_and_no_money(tmp_path: Path, total: str) -> None:
    found = read(tmp_path, WIDE, HEADER, *ROWS, total)
    assert (money(found), actions(found)) == (6500.0, {"A", "B"})
    assert found.account.notes == EQUAL
    assert (found.account.read, found.account.loaded, found.account.merged) == (3, 2, 1)
    assert {locator for locator, _ in found.set_aside} == {"row 4"}
    fault = found.set_aside[0][1]
    assert (fault.column, fault.value) == ("CAF", total.split(";")[2])
    assert "is the sum of the rows 2 to 3" in fault.reason


def test_a_total_above_its_rows(tmp_path: Path) -> None:
    found = read(tmp_path, WIDE, HEADER, "TOTAL;;4000;2500", *ROWS)
    assert (money(found), actions(found)) == (6500.0, {"A", "B"})
    assert "is the sum of all rows" in found.set_aside[0][1].reason


def test_subtotals_and_the_total_of_all(tmp_path: Path) -> None:
    rows = (*ROWS, "Sous-total;;4000;2500", "C;z;10;", "D;z;20;5", "Sous-total;;30;5", "TOTAL;;4030;2505")
    found = read(tmp_path, WIDE, HEADER, *rows)
    assert (money(found), actions(found)) == (6535.0, {"A", "B", "C", "D"})
    assert found.account.notes["total, equal to its rows"] == 3
    spans = {locator: fault.reason.split("sum of ")[1].split(":")[0] for locator, fault in found.set_aside}
    assert spans == {"row 4": "the rows 2 to 3", "row 7": "the rows 5 to 6", "row 8": "the rows 2 to 6"}


@pytest.mark.parametrize("total", ["TOTAL;;4000;9999", "Sous-total axe 1;;4000;9999"])
def test_a_total_that_is_none_is_rejected_with_what_the_rows_add_up_to(tmp_path: Path, total: str) -> None:
    found = read(tmp_path, WIDE, HEADER, *ROWS, total)
    assert (money(found), actions(found)) == (6500.0, {"A", "B"})
    ((locator, fault),) = found.rejected
    assert (locator, fault.column, fault.value) == ("row 4", "Ville", "9999")
    assert "the rows of the table add up to 2500; loaded neither as an action nor as money" in fault.reason


def test_a_total_without_an_amount_is_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, WIDE, HEADER, *ROWS, "TOTAL;;voir annexe;")
    assert actions(found) == {"A", "B"}
    assert [(locator, fault.value) for locator, fault in found.rejected] == [("row 4", "TOTAL")]


@pytest.mark.parametrize("name", ["Ensemble", "Total Danse"])
def test_an_action_that_may_be_called_so_is_loaded_and_told(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, WIDE, HEADER, *ROWS, f"{name};z;7;", "TOTAL;;4007;2500")
    assert (money(found), actions(found)) == (6507.0, {"A", "B", name})
    assert found.account.notes == EQUAL | {f"{name!r} may be a total, and is the sum of no rows: loaded": 1}


def test_a_funder_called_total_is_a_funder(tmp_path: Path) -> None:
    found = read(tmp_path, LONG, "Financeur;Action;Montant", "CAF;A;10", "Total;B;10", "Total;;20")
    assert (money(found), found.names("Actor")["name:total"]) == (20.0, "Total")
    assert found.account.notes == EQUAL


def test_amounts_are_compared_as_they_are_read(tmp_path: Path) -> None:
    thousands = WIDE.replace("{from: cell}", '{from: cell, times: 1000, decimal: ","}')
    found = read(tmp_path, thousands, HEADER, "A;x;1,250;à préciser", "B;y;0,5;2", "TOTAL;;1,75;2")
    assert (money(found), actions(found)) == (3750.0, {"A", "B"})


def test_a_workbook_adds_up_in_floats(tmp_path: Path) -> None:
    sheet = [HEADER.split(";"), ["A", "x", 0.1, 1], ["B", "y", 0.2, 2], ["Total", None, 0.1 + 0.2, 3]]
    (tmp_path / "m.yaml").write_text(WIDE, encoding="utf-8")
    found = loaded(write_workbook(tmp_path / "t.xlsx", {"S": sheet}), tmp_path / "m.yaml")
    assert actions(found) == {"A", "B"}
    assert found.account.notes == EQUAL


AMOUNTS = st.lists(st.tuples(st.integers(1, 10**7), st.integers(1, 10**7)), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(blocks=st.lists(AMOUNTS, min_size=1, max_size=4))
def test_totals_change_no_sum_wherever_they_stand(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[list[tuple[int, int]]]
) -> None:
    folder = tmp_path_factory.mktemp("t")
    plain, with_totals, n = [HEADER], [HEADER], 0
    for block in blocks:
        for caf, ville in block:
            n += 1
            plain.append(f"A{n};x;{caf};{ville}")
            with_totals.append(plain[-1])
        with_totals.append(f"Sous-total;;{sum(a for a, _ in block)};{sum(b for _, b in block)}")
    every = [row for block in blocks for row in block]
    with_totals.append(f"TOTAL;;{sum(a for a, _ in every)};{sum(b for _, b in every)}")
    assert read(folder, WIDE, *with_totals).content() == read(folder, WIDE, *plain).content()
