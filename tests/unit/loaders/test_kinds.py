"""What a file is, its bytes say: wrong names, files cut off, sheets that are mostly empty."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from graphkit.errors import FormatError
from graphkit.loaders import scdl
from graphkit.loaders._reading import Record, Table, read_table
from graphkit.model.batches import REPAIRED
from graphkit.model.records import Reject
from tests.unit.loaders.accounts import run
from tests.unit.loaders.workbooks import write_workbook

TEXT = "nom;objet;montant\nThéâtre;été à Noël;3000\nÉcole;façade;12000\n"
ROWS = [["Théâtre", "été à Noël", "3000"], ["École", "façade", "12000"]]


def cells(table: Table) -> list[list[str]]:
    return [record.cells for record in table if isinstance(record, Record)]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.xls", "a.ods", "a.json", "a"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_table_is_read_under_any_name_and_in_any_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(TEXT.encode(encoding))
    assert cells(read_table(path)) == ROWS


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.xls", "a"])
def test_a_workbook_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    path = write_workbook(tmp_path / name, {"A": [["nom", "montant"], ["École", 3]]})
    assert cells(read_table(path)) == [["École", "3"]]


def test_a_declaration_in_the_file_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "iso-8859-1.csv"
    path.write_bytes("encoding=ISO-8859-1;x\nécole;façade\n".encode())
    table = read_table(path)
    assert (table.encoding, cells(table)) == ("utf-8", [["école", "façade"]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_file_that_ends_in_the_middle_of_a_letter_keeps_its_encoding_and_is_told(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nom;objet\nécole;façade\nthéâtre;é".encode(encoding)[:-1])
    table = read_table(path)
    assert table.encoding == f"{encoding.removesuffix('-sig')}, cut off"
    assert cells(table) == [["école", "façade"], ["théâtre", ""]]
    assert [fault.reason for fault in table.faults] == [
        "the file ends in the middle of a letter: it was cut off. Get it again"
    ]


def test_a_last_letter_of_cp1252_is_no_cut(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nom;objet\nx;cafe\ny;café".encode("cp1252"))
    table = read_table(path)
    assert (table.encoding, cells(table)) == ("cp1252", [["x", "cafe"], ["y", "café"]])


def test_a_row_that_the_file_ends_in_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    # 12000 with its end cut off is 12, and looks as sound.
    path.write_text("nom;montant;objet\nA;3000;x\nB;12", encoding="utf-8")
    found = list(read_table(path))
    assert isinstance(found[1], Reject)
    assert (found[1].locator, "cut off" in found[1].faults[0].reason) == ("row 3", True)


@pytest.mark.parametrize(
    "text", ["a;b;c\n1;2;3\n4;5;6", "a;b;c\n1;2\n4;5", "a;b;c\n1;2;3\n4;5\n", "a;b;c\n1;2;3\n4;5;", "a\n1\n2"]
)
def test_a_last_row_that_is_whole_or_as_short_as_others_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert not [found for found in read_table(path) if isinstance(found, Reject)]


def test_a_file_cut_off_anywhere_loads_no_amount_that_is_not_in_it(tmp_path: Path) -> None:
    path, whole = tmp_path / "subventions.csv", scdl.EXAMPLE.encode()
    amounts = {1200000, 1000000, 600000, 400000, 350050}
    for end in range(len(scdl.EXAMPLE.splitlines()[0]) + 1, len(whole), 7):
        path.write_bytes(whole[:end])
        try:
            loaded = run("scdl", path)
        except FormatError:
            continue
        assert {round(tie["amount"] * 100) for tie in loaded.funds() if "amount" in tie} <= amounts


def test_text_encoded_twice_is_counted_beside_other_notes(tmp_path: Path) -> None:
    path = tmp_path / "subventions.csv"
    path.write_text(scdl.EXAMPLE.encode().decode("cp1252", "replace"), encoding="utf-8")
    loaded = run("scdl", path)
    assert loaded.account.notes[REPAIRED] == 4
    assert loaded.account.notes["share of a grant to several recipients"] == 2
    names = {node["name"] for node in loaded.nodes("Actor").values()}
    assert "Région Exemple" in names


EMPTY = 50_000
BYTES = 60_000_000


def in_little_memory(path: Path) -> list[Record | Reject]:
    """The rows; the empty ones are never held."""
    tracemalloc.start()
    found = list(read_table(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < BYTES, f"{peak:,} bytes"
    return found


def test_fifty_thousand_empty_rows_of_a_text_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nom;montant" + ";" * 18 + "\n" + ";" * 19 + "\n" + (";" * 19 + "\n") * EMPTY + "A;3\n")
    (row,) = in_little_memory(path)
    assert row.locator == f"row {EMPTY + 3}"


def test_fifty_thousand_empty_rows_of_a_workbook(tmp_path: Path) -> None:
    blank = [None] * 20
    rows = [["nom", "montant"], *[blank] * EMPTY, ["A", 3], *[blank] * EMPTY]
    path = write_workbook(tmp_path / "a.xlsx", {"A": rows})
    (row,) = in_little_memory(path)
    assert row == Record(EMPTY + 2, ["A", "3"], f"row {EMPTY + 2}", False)


def test_fifty_thousand_formatted_rows_of_a_workbook_that_hold_nothing(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"A": [["nom"], ["A"]]})
    styled = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="XFD{n}" s="1"/></row>' for n in range(3, EMPTY))
    _into_sheet(path, f'{styled}<row r="1048576" spans="1:3"><c r="A1048576" s="1"/></row>')
    assert [found.locator for found in in_little_memory(path)] == ["row 2"]


@pytest.mark.parametrize(
    "rows",
    ['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', '<row r="1048576"><c r="XFC9"/><c><v>1</v></c></row>'],
)
def test_a_stray_cell_in_the_last_corner_is_refused_before_it_takes_the_memory(tmp_path: Path, rows: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"A": [["nom"], ["A"]]})
    _into_sheet(path, rows)
    with pytest.raises(FormatError, match=r"^a\.xlsx has a sheet of 1,048,576 rows and 16,38. columns, in which 3 "):
        read_table(path)


def test_cells_that_do_not_say_where_they_stand_are_read(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"A": [["nom", "montant"]]})
    _into_sheet(path, "".join(f'<row r="{n}"><c><v>{n}</v></c><c><v>1</v></c></row>' for n in range(2, 9_000)))
    assert len(cells(read_table(path))) == 8_998


def _into_sheet(path: Path, rows: str) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    files[sheet] = files[sheet].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
