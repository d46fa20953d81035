"""Packed files: read as the file that is packed, or refused with what to do, within bounds."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from graphkit import discovery
from graphkit.errors import FormatError, GraphkitError, UsageError
from graphkit.loaders import _archives, scdl, tables
from graphkit.loading import opened, rehearse
from graphkit.loading.opening import grouped
from tests.unit.loaders.workbooks import write_workbook

TEXT = b"nom;montant\nA;1\n"


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def gzipped(path: Path, data: bytes) -> Path:
    path.write_bytes(gzip.compress(data))
    return path


def read(path: Path, loader: ModuleType = scdl) -> tuple[str, bytes]:
    with opened(loader, [path]) as (file,):
        return file.name, file.read_bytes()


@pytest.mark.parametrize(
    ("name", "inner"),
    [("grants.csv.gz", "grants.csv"), ("GRANTS.CSV.GZ", "GRANTS.CSV"), ("grants.csv", "grants.csv"), (".gz", ".gz")],
)
def test_a_gzip_file_is_read_as_what_is_in_it_whatever_its_name(tmp_path: Path, name: str, inner: str) -> None:
    assert read(gzipped(tmp_path / name, TEXT)) == (inner, TEXT)


@pytest.mark.parametrize("name", ["grants.zip", "grants.xlsx", "grants.csv"])
def test_a_zip_with_one_file_is_read_as_that_file(tmp_path: Path, name: str) -> None:
    files = {"2024/": b"", "2024/grants.csv": TEXT, "__MACOSX/2024/._grants.csv": b"x", "2024/.DS_Store": b"x"}
    assert read(zipped(tmp_path / name, files)) == ("grants.csv", TEXT)


def test_a_workbook_is_no_archive_of_files_and_in_a_zip_it_is_one_file(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "grants.xlsx", {"A": [["nom"], ["A"]]})
    assert not _archives.is_packed(book)
    packed = zipped(tmp_path / "grants.zip", {"grants.xlsx": book.read_bytes()})
    assert read(packed) == ("grants.xlsx", book.read_bytes())


def test_what_is_unpacked_is_gone_after_the_block(tmp_path: Path) -> None:
    with opened(scdl, [gzipped(tmp_path / "grants.csv.gz", TEXT)]) as (file,):
        assert file.exists()
    assert not file.parent.parent.exists()


@pytest.mark.parametrize("name", ["../../evil.csv", "/etc/evil.csv", "a\\..\\evil.csv", "C:\\evil.csv", "evil\n.csv"])
def test_a_name_in_an_archive_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with opened(scdl, [zipped(tmp_path / "grants.zip", {name: TEXT})]) as (file,):
        assert file.name == "evil.csv"
        assert file.parent.parent.name.startswith("graphkit-")


def _cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-9])
    return path


def _locked(path: Path) -> Path:
    data = bytearray(zipped(path, {"grants.csv": TEXT}).read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    path.write_bytes(bytes(data))
    return path


def _tar(path: Path) -> Path:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("grants.csv"), io.BytesIO())
    return gzipped(path, packed.getvalue())


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda p: zipped(p / "a.zip", {"a.csv": TEXT, "b.csv": TEXT}), r"a\.zip holds 2 files \(a\.csv, b\.csv\)"),
        (lambda p: zipped(p / "a.zip", {"a/": b""}), r"a\.zip is an archive without a file in it"),
        (lambda p: _cut(zipped(p / "a.zip", {"a.csv": TEXT})), r"a\.zip is damaged or cut off"),
        (lambda p: _cut(gzipped(p / "a.gz", TEXT)), r"a\.gz is damaged or cut off"),
        (lambda p: _locked(p / "a.zip"), r"a\.zip asks for a password"),
        (lambda p: _tar(p / "a.tgz"), r"a\.tgz holds a tar archive"),
        (lambda p: gzipped(p / "a.gz", gzip.compress(TEXT)), r"a\.gz holds another archive"),
    ],
)
def test_an_archive_that_cannot_be_read_says_why_and_what_to_do(
    tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(FormatError, match=told) as caught:
        read(path)
    assert str(caught.value).endswith((".", "!"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("make", [gzipped, lambda path, data: zipped(path, {"bomb.csv": data})])
def test_a_bomb_is_refused_by_its_ratio_before_it_is_unpacked_to_the_end(
    tmp_path: Path, make: Callable[[Path, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_archives, "_SMALL", 2**21)
    path = make(tmp_path / "bomb", bytes(2**25))
    with pytest.raises(FormatError, match=r"^bomb unpacks to more than 200 times its size.* stopped after [4-8],"):
        read(path)


@pytest.mark.parametrize("make", [gzipped, lambda path, data: zipped(path, {"large.csv": data})])
def test_an_archive_that_unpacks_to_more_than_is_read_is_refused(
    tmp_path: Path, make: Callable[[Path, bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_archives, "LARGEST", 2**21)
    path = make(tmp_path / "large", bytes(2**22))
    with pytest.raises(FormatError, match=r"^large unpacks to more than 2,097,152 bytes"):
        read(path)


def test_a_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT * 100})
    data = path.read_bytes()
    size = len(TEXT * 100).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (16).to_bytes(4, "little")))
    with pytest.raises(FormatError, match=r"^a\.zip is damaged"):
        read(path)


def test_errors_name_the_file_that_was_given_and_the_one_in_it(tmp_path: Path) -> None:
    path = gzipped(tmp_path / "grants.csv.gz", TEXT)
    with pytest.raises(FormatError, match=r"^grants\.csv\.gz: grants\.csv ") as caught, opened(scdl, [path]) as (file,):
        list(scdl.load(file))
    assert "graphkit-" not in str(caught.value)


@pytest.mark.parametrize("format", discovery.names("graphkit.loaders"))
def test_every_loader_reads_its_example_packed(tmp_path: Path, format: str) -> None:
    loader = discovery.module("graphkit.loaders", format, "format")
    data = loader.EXAMPLE.encode() if isinstance(loader.EXAMPLE, str) else loader.EXAMPLE
    plain = tmp_path / loader.EXAMPLE_NAME
    plain.write_bytes(data)
    expected = [row.locator for row in loader.load(plain)]
    packed = gzipped(tmp_path / f"{loader.EXAMPLE_NAME}.gz", data)
    if getattr(loader, "ARCHIVES", False):
        pytest.skip("takes archives as they are")
    with opened(loader, [packed]) as (file,):
        assert [row.locator for row in loader.load(file)] == expected


def test_a_loader_that_takes_archives_is_given_them(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT, "b.csv": TEXT})
    loader = ModuleType("takes_archives")
    loader.ARCHIVES = True  # type: ignore[attr-defined]
    with opened(loader, [path]) as files:
        assert files == [path]


def test_errors_of_a_loader_that_takes_archives_name_the_archive(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT, "b.csv": TEXT})
    loader = ModuleType("takes_archives")
    loader.ARCHIVES = True  # type: ignore[attr-defined]
    with pytest.raises(FormatError, match=r"^a\.zip: b\.csv is empty\.$"), opened(loader, [path]):
        raise FormatError("b.csv is empty.")


def test_tables_that_are_packed_go_with_those_that_are_not(tmp_path: Path) -> None:
    packed = gzipped(tmp_path / "actors.csv.gz", b"id,name\na,A\n")
    plain = tmp_path / "funds.csv"
    plain.write_bytes(b"start,end\n")
    assert grouped(tables, [packed, plain]) == [[packed, plain]]
    with opened(tables, [packed, plain]) as files:
        assert [file.name for file in files] == ["actors.csv", "funds.csv"]


def test_packed_tables_in_a_folder_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    gzipped(folder / "actors.csv.gz", b"id,name\na,A\n")
    zipped(folder / "actions.zip", {"actions.csv": b"id,name\nx,X\n"})
    (folder / "funds.csv").write_bytes(b"start,end\na,x\n")
    result = rehearse("tables", folder, rejects=None)
    assert (result.read, result.loaded) == (3, 3)


def test_a_file_named_packed_and_unpacked_is_refused(tmp_path: Path) -> None:
    packed = gzipped(tmp_path / "actors.csv.gz", b"id,name\na,A\n")
    plain = tmp_path / "actors.csv"
    plain.write_bytes(b"id,name\na,A\n")
    with pytest.raises(UsageError, match=r"actors\.csv\.gz and actors\.csv stand for the same file"):
        grouped(tables, [packed, plain])


def test_a_damaged_zip_of_another_name_is_left_to_the_loader(tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_bytes(b"PK\x03\x04 no such archive")
    with pytest.raises(GraphkitError, match=r"^grants\.csv cannot be read as a workbook"), opened(scdl, [path]) as (f,):
        list(scdl.load(f))
