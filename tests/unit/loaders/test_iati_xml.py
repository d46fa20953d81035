"""IATI: hostile, damaged and wrong files are refused in one line; large ones need little memory."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from itertools import islice
from pathlib import Path

import pytest

from graphkit.errors import FormatError
from graphkit.loaders import iati
from graphkit.loaders._iati.xml import activities
from tests.unit.loaders.accounts import run
from tests.unit.loaders.iati_files import activity, by, to, transaction, written

BODY = "<iati-activities>{}</iati-activities>"
GOOD = BODY.format(activity("XM-A-1", transaction("3", "5")))


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(FormatError) as refused:
        # The first row is not given before the whole file is read.
        next(iati.load(path))
    message = str(refused.value)
    assert message.startswith(f"{path.name} ")
    assert "\n" not in message
    return message


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "activities.xml"


def lol(levels: int = 9) -> str:
    ten = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, levels + 1))
    return f'<!DOCTYPE lolz [<!ENTITY lol0 "lol">{ten}]>'


def test_entities_that_multiply_are_refused(file: Path) -> None:
    for text in (
        lol() + BODY.format("<iati-activity>&lol9;</iati-activity>"),
        lol() + BODY.format('<iati-activity id="&lol9;"/>'),
    ):
        assert "<!DOCTYPE" in refusal(file, text.encode())
        assert "<!DOCTYPE" in refusal(file, text.encode("utf-16"))


def test_files_outside_are_never_read(file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    text = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + BODY.format("<iati-activity>&e;</iati-activity>")
    assert "SECRET" not in refusal(file, text.encode())
    # A document type that stands too far down to be seen before the parser meets it.
    late = f"<!--{'x' * 70_000}-->{text}"
    assert "document type" in refusal(file, late.encode())
    external = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + GOOD
    assert "document type" in refusal(file, external.encode())


def test_a_document_type_behind_comments_is_seen(file: Path) -> None:
    text = f'<?xml version="1.0"?>\n<!-- a --><?pi b?>\n{lol()}{GOOD}'
    assert "remove the declaration" in refusal(file, text.encode())


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.99])
def test_a_file_that_breaks_off_is_refused_whole_with_the_place(file: Path, keep: float) -> None:
    many = "\n".join(activity(f"XM-A-{n}", transaction("3", "5")) for n in range(500))
    data = BODY.format(many).encode()
    message = refusal(file, data[: int(len(data) * keep)])
    line = int(message.partition("at line ")[2].partition(",")[0])
    assert 500 * keep - 5 < line < 500 * keep + 5
    assert "Nothing of it is loaded" in message


def test_no_cut_of_a_file_is_taken_for_the_whole(file: Path) -> None:
    data = iati.EXAMPLE.encode().rstrip()
    for end in range(1, len(data), 5):
        refusal(file, data[:end])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"  \n ", "is empty"),
        (b"a;b\n1;2\n", "is no XML"),
        (b"\x89PNG\r\n\x1a\n", "is no XML"),
        (b"\x1f\x8b\x08\0", "is packed (gzip). Unpack"),
        (b"PK\x03\x04aaaa", "is packed (zip). Unpack"),
        (b"<!doctype html><html></html>", "is a web page"),
        (b"<html><body>504</body></html>", "is a web page"),
        (b"<iati-organisations version='2.03'/>", "holds organisations, no activities"),
        (b"<codelist name='x'/>", "is a code list"),
        (b"<a:schema xmlns:a='http://www.w3.org/2001/XMLSchema'/>", "is an XML schema"),
        (b"<rss><channel/></rss>", "(rss) has no iati-activity element"),
        (b"<iati-activities><iati-activity></iati-activities>", "no well-formed XML at line 1, column"),
        (b"<iati-activities>\x01</iati-activities>", "no well-formed XML at line 1"),
        (b"<iati-activities><iati-activity>&nbsp;</iati-activity></iati-activities>", "Entity 'nbsp' not defined"),
        (b"\n<?xml version='1.0'?><iati-activities/>", "no well-formed XML at line 2"),
        (BODY.format("<iati-activity>" + "<a>" * 400).encode(), "goes beyond what is read of one XML file"),
    ],
)
def test_what_is_no_file_of_activities_is_refused(file: Path, data: bytes, words: str) -> None:
    assert words in refusal(file, data)


def test_an_empty_list_of_activities_has_no_rows(file: Path) -> None:
    file.write_text(BODY.format(""), encoding="utf-8")
    assert run("iati", file).account.read == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252"])
def test_encodings_are_read_as_stated(file: Path, encoding: str) -> None:
    stated = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{stated}"?>{GOOD.replace("Title of", "Été à")}'
    file.write_bytes(text.encode(encoding))
    assert run("iati", file).nodes("Action")["iati:XM-A-1"]["name"] == "Été à XM-A-1"


@pytest.mark.parametrize(
    ("stated", "real", "words"),
    [
        ("UTF-8", "cp1252", "not of the encoding its first line states"),
        ("", "cp1252", "not of the encoding its first line states"),
        ("UTF-16", "utf-8", 'encoding="UTF-8"'),
        ("ucs-4", "utf-8", 'encoding="UTF-8"'),
        ("klingon", "utf-8", "klingon"),
    ],
)
def test_a_wrong_declaration_is_told_with_place_and_cure(file: Path, stated: str, real: str, words: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{stated}"?>' if stated else ""
    message = refusal(file, f"{declaration}\n{GOOD.replace('Title', 'Été')}".encode(real))
    assert words in message
    assert "line 1" in message or "line 2" in message
    assert "encoding=" in message


def test_elements_are_emptied_as_they_are_read(file: Path) -> None:
    written(file.parent, *(activity(f"XM-A-{n}") for n in range(50)))
    for element in islice(activities(file), 40):
        # Those before it are gone.
        assert element.getprevious() is None or len(element.getprevious()) == 0
    assert element.getparent().index(element) == 1


@pytest.mark.slow
def test_a_large_file_needs_little_memory(file: Path) -> None:
    def long(*which: int) -> str:
        return f"<description><narrative>{'A long description. ' * 40}{which}</narrative></description>"

    with file.open("w", encoding="utf-8") as out:
        out.write("<iati-activities>")
        for n in range(12_000):
            payments = (
                transaction("3", f"{n}{m}", long(n, m), by("XM-GIVER-1", f"XM-A-{n}"), to(f"XM-NGO-{n}", f"XM-B-{n}"))
                for m in range(4)
            )
            out.write(activity(f"XM-A-{n}", long(n), *payments) + "\n")
        out.write("</iati-activities>")
    assert file.stat().st_size > 60_000_000
    code = f"""
        import resource, sys
        from pathlib import Path
        from graphkit.loaders import iati
        example = Path({str(file.parent / "small.xml")!r})
        example.write_text(iati.EXAMPLE, encoding="utf-8")
        list(iati.load(example))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rows = sum(1 for _ in iati.load(Path({str(file)!r})))
        print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True, timeout=600
    )
    rows, kilobytes = map(int, done.stdout.split())
    assert rows == 60_000
    assert kilobytes < 100_000 * (1 if sys.platform != "darwin" else 1024)
