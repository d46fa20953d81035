"""What stands in the place of an amount and is none: zeros, words that say that it is yet to come, other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import FormatError
from graphkit.loaders import tables
from tests.unit.loaders.tables_loaded import Loaded, loaded
from tests.unit.loaders.workbooks import write_workbook

WIDE = """
rows:
  - tie: FUNDS
    each: [CAF, Ville]
    start: {name: {from: header}}
    end: Action
    amount: {from: cell}
    currency: {value: EUR}
"""
LONG = """
rows:
  - tie: FUNDS
    start: Financeur
    end: Action
    amount: Montant
    currency: {value: EUR}
"""


def read(folder: Path, mapping: str, *rows: str) -> Loaded:
    (folder / "t.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "m.yaml").write_text(mapping, encoding="utf-8")
    found = loaded(folder / "t.csv", folder / "m.yaml")
    assert found.account.balanced()
    return found


def amounts(found: Loaded) -> list[tuple[str, float | None]]:
    return [(start.removeprefix("name:"), tie.get("amount")) for start, _, tie in found.ties.get("FUNDS", [])]


@pytest.mark.parametrize("zero", ["0", "0,00", "0 €", "€0", "0,00 €", "0 k€", "0 EUR", "00"])
def test_a_zero_makes_no_tie_however_it_is_written(tmp_path: Path, zero: str) -> None:
    found = read(tmp_path, WIDE, "Action;CAF;Ville", f"X;{zero};12 €")
    assert amounts(found) == [("ville", 12.0)]
    assert found.account.notes == {f"{zero.casefold()!r} in a column of each: taken as nothing": 1}


def test_a_mapping_that_skips_no_zero_keeps_it(tmp_path: Path) -> None:
    mapping = WIDE.replace("each: [CAF, Ville]", 'each: {columns: [CAF, Ville], skip: ["x"]}')
    assert amounts(read(tmp_path, mapping, "Action;CAF;Ville", "X;0 €;x")) == [("caf", 0.0)]


@pytest.mark.parametrize(
    "words",
    [
        "à préciser",
        "A PRECISER",
        "en cours",
        "à venir",
        "tbc",
        "TBD",
        "To be confirmed",
        "n.c.",
        "NC",
        "Non communiqué",
    ],
)
def test_an_amount_that_is_yet_to_come_is_missing_and_its_funder_is_not(tmp_path: Path, words: str) -> None:
    note = f"{words.casefold()!r} in place of amount: the tie is loaded, its amount counts as missing"
    for mapping, rows in (
        (WIDE, ("Action;CAF;Ville", f"X;{words};12", "Y;1;")),
        (LONG, ("Action;Financeur;Montant", f"X;CAF;{words}", "X;Ville;12", "Y;CAF;1")),
    ):
        found = read(tmp_path, mapping, *rows)
        assert amounts(found) == [("caf", None), ("ville", 12.0), ("caf", 1.0)]
        assert found.account.notes == {f"m.yaml, statement 1 (FUNDS): {note}": 1}
        assert not found.rejected
        assert not found.set_aside


@pytest.mark.parametrize("words", ["refusé", "en attente de décision", "voir annexe"])
def test_other_words_are_set_aside_with_their_tie(tmp_path: Path, words: str) -> None:
    found = read(tmp_path, WIDE, "Action;CAF;Ville", f"X;{words};12")
    assert amounts(found) == [("ville", 12.0)]
    assert [(fault.column, fault.value) for _, fault in found.set_aside] == [("CAF", words)]


def test_a_range_is_set_aside_and_its_funder_kept(tmp_path: Path) -> None:
    found = read(tmp_path, WIDE, "Action;CAF;Ville", "X;20 à 30 k€;12")
    assert amounts(found) == [("caf", None), ("ville", 12.0)]
    assert [fault.value for _, fault in found.set_aside] == ["20 à 30 k€"]


@pytest.mark.parametrize("words", ["ND", "n.d.", "n/a", "?", "non renseigné"])
def test_a_cell_that_says_nothing_is_counted_and_makes_no_tie(tmp_path: Path, words: str) -> None:
    found = read(tmp_path, WIDE, "Action;CAF;Ville", f"X;{words};12", "Y;;3")
    assert amounts(found) == [("ville", 12.0), ("ville", 3.0)]
    note = f"{words.casefold()!r} in a column of each: does not say that there is a tie, none is made"
    assert found.account.notes == {note: 1}


@pytest.mark.parametrize("words", ["voir annexe", "ND", "-", "0"])
def test_a_mapping_says_of_its_own_words_that_the_amount_is_not_told(tmp_path: Path, words: str) -> None:
    mapping = WIDE.replace("{from: cell}", f'{{from: cell, values: {{"{words}": ""}}}}')
    found = read(tmp_path, mapping, "Action;CAF;Ville", f"X;{words};12")
    assert amounts(found) == [("caf", None), ("ville", 12.0)]
    assert list(found.account.notes.values()) == [1]
    assert not found.set_aside


def test_several_amounts_in_a_cell_keep_their_places(tmp_path: Path) -> None:
    mapping = LONG.replace("start: Financeur", 'start: {name: {column: Financeur, split: "/"}}').replace(
        "amount: Montant", 'amount: {column: Montant, split: "/", values: {annexe: ""}}'
    )
    found = read(tmp_path, mapping, "Action;Financeur;Montant", "X;A/B/C/D;1/tbc/annexe/4")
    assert amounts(found) == [("a", 1.0), ("b", None), ("c", None), ("d", 4.0)]


def test_only_an_amount_may_be_nothing(tmp_path: Path) -> None:
    mapping = LONG + '    purpose: {column: Action, values: {X: ""}}\n'
    with pytest.raises(FormatError, match="here goes a word"):
        read(tmp_path, mapping, "Action;Financeur;Montant", "X;A;1")


def decimal(mark: str) -> str:
    return LONG.replace("amount: Montant", f"amount: {{column: Montant, decimal: {mark}}}")


@pytest.mark.parametrize(
    ("mark", "read_as", "said"),
    [
        ("none", [1500.0, 4500.0, 20.0], "as thousands"),
        ('","', [1.5, 4500.0, 20.0], "with the decimal mark ','"),
        ('"."', [1500.0, 4.5, 20.0], "with the decimal mark '.'"),
    ],
)
def test_a_load_counts_the_amounts_that_can_be_read_in_two_ways(
    tmp_path: Path, mark: str, read_as: list[float], said: str
) -> None:
    found = read(tmp_path, decimal(mark), "Action;Financeur;Montant", "X;A;1,500 €", "Y;A;4.500 €", "Z;A;20 €")
    assert [amount for _, amount in amounts(found)] == read_as
    (note,) = found.account.notes
    assert note.startswith("'Montant': three digits behind the only mark (1,234)")
    assert f"read {said}, as m.yaml, statement 1 (FUNDS) says" in note
    assert found.account.notes[note] == 2


def test_the_other_amounts_of_a_column_decide_and_nothing_is_said(tmp_path: Path) -> None:
    rows = ("Action;Financeur;Montant", "X;A;1,500", "Y;A;99.50", "Z;A;n.c.")
    found = read(tmp_path, LONG, *rows)
    assert amounts(found) == [("a", 1500.0), ("a", 99.5), ("a", None)]
    # The points of "n.c." are no marks, which would speak for the comma.
    assert len(found.account.notes) == 1


def test_a_mapping_that_the_column_speaks_against_is_followed_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, decimal('","'), "Action;Financeur;Montant", "X;A;1,500", "Y;A;99.50")
    assert [amount for _, amount in amounts(found)] == [1.5, 99.5]
    assert list(found.account.notes.values()) == [1]


def test_a_guess_reads_three_digits_behind_a_mark_as_thousands_and_the_load_says_so(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Action;CAF;Ville\nX;1,500 €;4.500 €\nY;20 €;30 €\n", encoding="utf-8")
    (tmp_path / "m.yaml").write_text(tables.guess(path), encoding="utf-8")
    found = loaded(path, tmp_path / "m.yaml")
    assert amounts(found) == [("caf", 1500.0), ("ville", 4500.0), ("caf", 20.0), ("ville", 30.0)]
    assert sorted(note[:7] for note in found.account.notes) == ["'CAF': ", "'Ville'"]


def test_a_number_of_a_workbook_is_what_it_is_and_a_typed_text_is_not_made_one(tmp_path: Path) -> None:
    book = write_workbook(
        tmp_path / "t.xlsx", {"S": [["Action", "Financeur", "Montant"], ["X", "A", 4.125], ["Y", "A", "4.500 €"]]}
    )
    (tmp_path / "m.yaml").write_text(LONG, encoding="utf-8")
    found = loaded(book, tmp_path / "m.yaml")
    assert amounts(found) == [("a", 4.13), ("a", None)]
    assert [fault.value for _, fault in found.set_aside] == ["4.500 €"]
    (tmp_path / "m.yaml").write_text(tables.guess(book), encoding="utf-8")
    assert amounts(loaded(book, tmp_path / "m.yaml")) == [("a", 4.13), ("a", 4500.0)]
