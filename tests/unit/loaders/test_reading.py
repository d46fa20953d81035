"""Tables as they are found: encodings, separators, workbooks, and files that are no tables."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import DataError, FormatError, UsageError
from graphkit.loaders._encodings import repair
from graphkit.loaders._reading import Record, read_table
from graphkit.model.records import Reject
from tests.unit.loaders.workbooks import write_workbook

TEXT = "nom;montant;objet\nThéâtre de l'Œuvre;3 000 €;été à Noël\n\nÉcole;12,5;«\u00a0façade\u00a0»\n"


def cells(path: Path, **options: object) -> list[list[str]]:
    return [record.cells for record in read_table(path, **options) if isinstance(record, Record)]  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "grants_utf8.csv"


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_the_encoding_is_found_whatever_the_name_says(file: Path, encoding: str, found: str) -> None:
    file.write_bytes(TEXT.encode(encoding))
    table = read_table(file)
    assert table.encoding == found
    assert [(r.number, r.cells) for r in table if isinstance(r, Record)] == [
        (2, ["Théâtre de l'Œuvre", "3 000 €", "été à Noël"]),
        (4, ["École", "12,5", "«\u00a0façade\u00a0»"]),
    ]


def test_latin_1_bytes_that_cp1252_lacks_are_read(file: Path) -> None:
    file.write_bytes(b"nom;objet\n\xe9cole;\x81x\n")
    assert cells(file) == [["école", "\x81x"]]


def test_a_file_of_two_encodings_is_read_by_parts(file: Path) -> None:
    file.write_bytes("nom;objet\nécole à Besançon;été\n".encode() + "théâtre;x\n".encode("cp1252"))
    table = read_table(file)
    assert [r.cells for r in table if isinstance(r, Record)] == [["école à Besançon", "été"], ["théâtre", "x"]]
    assert "mixes two encodings" in table.faults[0].reason


@pytest.mark.parametrize(
    ("twice", "once"),
    [
        ("citoyennetÃ©", "citoyenneté"),
        ("Aide notifiÃ©e Ã\u00a0 l'Europe", "Aide notifiée à l'Europe"),
        ("Å’uvre â€“ 3â‚¬", "Œuvre – 3€"),
        ("lâ€™Ã©tÃ©", "l’été"),
        ("Ãƒâ€°cole", "École"),
    ],
)
def test_text_encoded_twice_is_put_right(twice: str, once: str) -> None:
    assert repair(twice).replace("  ", " ") == once


@pytest.mark.parametrize(
    "text", ["CAFÉ»", "SOCIÉTÉ\u00a0: a", "bâtiment", "Âge d’or", "São Paulo", "MÂCON", "pâté à l’œuf"]
)
def test_right_text_stays_as_it_is(text: str) -> None:
    assert repair(text) == text


def test_rows_put_right_are_marked(file: Path) -> None:
    file.write_text("nom;objet\nA;citoyennetÃ©\nB;citoyenneté\nC;ÃƒÂ©cole\n", encoding="utf-8")
    records = [r for r in read_table(file) if isinstance(r, Record)]
    assert [r.repaired for r in records] == [True, False, True]
    assert records[2].cells == ["C", "école"]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(file: Path, separator: str) -> None:
    rows = [["nom", "montant, en €", "objet"], ["A", "1,5", 'un "mot"; deux\tmots'], ["B", "2", "ligne 1\r\nligne 2"]]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    file.write_bytes(text.getvalue().encode())
    table = read_table(file)
    assert table.separator == separator
    assert table.header == rows[0]
    found = [(r.number, r.cells) for r in table if isinstance(r, Record)]
    assert found == [(2, rows[1]), (3, ["B", "2", "ligne 1\nligne 2"])]


def test_excels_line_about_the_separator_is_no_row(file: Path) -> None:
    file.write_text("sep=|\nnom|objet\nA|a,b;c\n", encoding="utf-8")
    assert cells(file) == [["A", "a,b;c"]]


def test_a_table_of_one_column(file: Path) -> None:
    file.write_text("nom\nA\nB\n", encoding="utf-8")
    assert cells(file) == [["A"], ["B"]]


def test_short_rows_lack_cells_and_long_rows_are_rejected(file: Path) -> None:
    file.write_text("a;b;c\n1;2\n1;2;3;;\n1;2;3;4\n;;\n", encoding="utf-8")
    found = list(read_table(file))
    assert [r.cells for r in found if isinstance(r, Record)] == [["1", "2", ""], ["1", "2", "3"]]
    rejected = [r for r in found if isinstance(r, Reject)]
    assert [r.locator for r in rejected] == ["row 4"]
    assert "4 cells, but the header has 3" in rejected[0].faults[0].reason


def test_a_quotation_mark_without_a_partner_swallows_no_rows(file: Path) -> None:
    file.write_text('a;b\n1;"x\n2;y\n3;z\n', encoding="utf-8")
    found = [(r.number, r.cells) for r in read_table(file) if isinstance(r, Record)]
    assert found == [(2, ["1", '"x']), (3, ["2", "y"]), (4, ["3", "z"])]


def test_a_column_name_that_stands_twice_is_told(file: Path) -> None:
    file.write_text("nom;montant;nom;\nA;1;B;\n", encoding="utf-8")
    table = read_table(file)
    assert table.header == ["nom", "montant", "nom"]
    assert [fault.column for fault in table.faults] == ["nom"]


def test_a_header_below_titles_is_found_by_what_is_looked_for(file: Path) -> None:
    file.write_text("Subventions 2023;;\n\nnom;montant;objet\nA;1;x\n", encoding="utf-8")
    table = read_table(file, recognise=lambda row: sum(cell in ("nom", "montant") for cell in row))
    assert table.header_row == 3
    assert [(r.number, r.cells) for r in table if isinstance(r, Record)] == [(4, ["A", "1", "x"])]


def test_a_workbook_gives_numbers_and_days_as_they_are_meant(tmp_path: Path) -> None:
    rows = [
        ["siret", "jour", "montant", "oui"],
        [],
        [90099000300015, date(2023, 1, 15), 2645.44, True],
        [1.5, None, 3000, False],
    ]
    path = write_workbook(tmp_path / "grants.xlsx", {"Grants": rows})
    table = read_table(path)
    assert table.sheet is None
    assert [(r.number, r.locator, r.cells) for r in table if isinstance(r, Record)] == [
        (3, "row 3", ["90099000300015", "2023-01-15", "2645.44", "true"]),
        (4, "row 4", ["1.5", "", "3000", "false"]),
    ]


def test_the_sheet_that_fits_best_is_read(tmp_path: Path) -> None:
    sheets = {"Summary": [["Total", 3]], "Grants": [["A title"], ["nom", "montant"], ["A", 3]]}
    path = write_workbook(tmp_path / "grants.xlsx", sheets)
    table = read_table(path, recognise=lambda row: sum(cell in ("nom", "montant") for cell in row))
    assert [r for r in table if isinstance(r, Record)] == [Record(3, ["A", "3"], "sheet Grants, row 3", False)]
    assert read_table(path).sheet == "Summary"
    assert read_table(path, "Grants").header == ["A title"]
    with pytest.raises(UsageError, match=r"no sheet 'Other'\. There is: Summary, Grants"):
        read_table(path, "Other")


def test_a_workbook_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "grants.csv", {"Grants": [["nom"], ["A"]]})
    assert cells(path) == [["A"]]


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\xef\xbb\xbf\n\n", "is empty"),
        ("a.csv", b" ; \n;\n", "holds no table"),
        ("a.xlsx", b"<html><table><tr><td>nom</td></tr></table></html>", "save it there as XLSX"),
        ("a.xlsx", b"\x00\x01\x02\x03" * 99, "is a binary file"),
        ("a.xlsx", b"PK\x03\x04 not really", "cannot be read as a workbook"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cannot be read as a workbook"),
        ("a.csv", b"%PDF-1.7 ...", "is a PDF document"),
        ("a.csv", b"\x1f\x8b\x08\x00", "is packed"),
        ("a.csv", bytes(range(256)) * 20, "is a binary file"),
        ("a.csv", b"<!DOCTYPE html><html><body>404</body></html>", "is a web page"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FormatError, match=what) as caught:
        list(read_table(path))
    assert str(caught.value).startswith(name)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"There is no file .*missing\.csv"):
        read_table(tmp_path / "missing.csv")
    with pytest.raises(FormatError, match="is a folder"):
        read_table(tmp_path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_workbook(tmp_path / "bomb.xlsx", {"A": [["nom"], ["A"]]})
    monkeypatch.setattr("graphkit.loaders._workbooks._LARGEST", 1000)
    with pytest.raises(FormatError, match="unpacks to"):
        read_table(path)


def test_a_workbook_of_an_archive_without_sheets_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    with pytest.raises(FormatError, match="cannot be read as a workbook"):
        read_table(path)


@settings(deadline=None)
@given(data=st.binary(max_size=400) | st.text(alphabet='a1é;,\t|"\n\r\x00', max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with suppress(DataError):
        table = read_table(path)
        for found in table:
            assert isinstance(found, Reject) or len(found.cells) == len(table.header)


@settings(deadline=None, max_examples=60)
@given(place=st.integers(0, 3000), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    write_workbook(path, {"Grants": [["nom", "montant"], ["A", 3]]})
    data = bytearray(path.read_bytes())
    data[place % len(data)] = byte
    path.write_bytes(bytes(data))
    with suppress(DataError):
        list(read_table(path))


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), min_size=3, max_size=3)
    )
)
def test_text_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "back.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["first", "second", "third"], *rows])
    expected = [[repair(cell).strip() for cell in row] for row in rows]
    assert cells(path) == [row for row in expected if any(row)]
