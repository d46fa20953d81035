"""Files as they go wrong: the example of a loader, damaged as transfers, programs and people damage files."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from types import ModuleType
from xml.sax.saxutils import escape

from tests.unit.loaders.workbooks import Value, write_workbook

ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "utf-32", "mac_roman", "cp850")

# What stands in cells that nobody expected.
ODD = (
    "", " ", "NA", "NULL", "0", "-1", "1e309", "-0.0", "nan", "7,17E+13", "99999999999999999999999999", "1.234,56",
    "2023-02-30", "31/02/2023", "0000-00-00", "9999-12-31", "1900", "\u202e", "\ufeff", "\x00", '"', "'", "=1+1",
    "<b>", "&amp;", "x" * 9999, "é" * 300, "ÃƒÂ©", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "٣", "½", "2023-01-01T00:00:00Z", "[]", "{}", "null", "true", "a\nb", "a;b", "a,b", "a\tb",
)  # fmt: skip

LINE_ENDS = (b"\r", b"\n\r", b"", b"\x0b", b"\x85", b"\x1c")

# What stands between quotation marks, tags or separators.
VALUE = re.compile(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>"]+(?=<)|(?<=[;,\t])[^;,\t"<>\r\n]*(?=[;,\t\r\n])')


def example(loader: ModuleType) -> bytes:
    """The example of a loader as the bytes of a file."""
    return loader.EXAMPLE.encode() if isinstance(loader.EXAMPLE, str) else bytes(loader.EXAMPLE)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The beginning of a file, or its end, or it without a piece."""
    first, second = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return chance.choice((data[:first], data[first:], data[:first] + data[second:]))


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if found:
            found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def inserted(data: bytes, chance: random.Random) -> bytes:
    """Bytes that were not there."""
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(chance.randint(1, 12)) + data[place:]


def cells_swapped(data: bytes, chance: random.Random) -> bytes:
    """Cells change places, or hold what nobody expected there."""
    separator = max((b";", b",", b"\t", b'"', b">", b"|"), key=data.count)
    cells = data.split(separator)
    for _ in range(chance.randint(1, 6)):
        first, second = chance.randrange(len(cells)), chance.randrange(len(cells))
        if chance.random() < 0.5:
            cells[first], cells[second] = cells[second], cells[first]
        else:
            cells[first] = chance.choice(ODD).encode("utf-8", "surrogatepass")
    return separator.join(cells)


def values_changed(data: bytes, chance: random.Random) -> bytes:
    """Values are others, and what stands around them is whole: XML and JSON stay well formed."""
    places = [found.span() for found in VALUE.finditer(data)] or [(0, 0)]
    for start, end in sorted(chance.sample(places, min(len(places), chance.randint(1, 6))), reverse=True):
        odd = escape(chance.choice((*ODD, data[slice(*chance.choice(places))].decode("utf-8", "replace"))))
        data = data[:start] + odd.replace('"', "").replace("\x00", "").encode("utf-8", "surrogatepass") + data[end:]
    return data


def lines_changed(data: bytes, chance: random.Random) -> bytes:
    """Lines stand twice, are gone, or change places; blank ones come between."""
    lines = data.splitlines(keepends=True) or [b""]
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(lines)) if lines else 0
        what = chance.randrange(5)
        if not lines or what == 0:
            lines.insert(place, b"\r\n" * chance.randint(1, 40))
        elif what == 1:
            lines[place:place] = [lines[place]] * chance.randint(1, 5)
        elif what == 2:
            del lines[place]
        elif what == 3:
            chance.shuffle(lines)
        else:
            lines[place] = lines[place].rstrip(b"\r\n") + chance.choice(LINE_ENDS)
    return b"".join(lines)


def encoded(data: bytes, chance: random.Random) -> bytes:
    """Another encoding, or one applied twice, or two in one file."""
    text = data.decode("utf-8", "replace")
    if chance.random() < 0.3:
        return data.decode("cp1252", "replace").encode()
    place = chance.randrange(len(text) + 1) if chance.random() < 0.3 else 0
    return text[:place].encode() + text[place:].encode(chance.choice(ENCODINGS), "replace")


def packed(data: bytes, chance: random.Random) -> bytes:
    """In an archive, which may be damaged as well."""
    if chance.random() < 0.5:
        found = gzip.compress(data, mtime=0)
    else:
        into = io.BytesIO()
        with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in chance.choice((["a.csv"], ["b/actors.csv"], ["x.xlsx"], ["a.csv", "b.csv"], [])):
                archive.writestr(zipfile.ZipInfo(name), data)
        found = into.getvalue()
    return chance.choice((cut, flipped))(found, chance) if chance.random() < 0.4 else found


def as_workbook(data: bytes, chance: random.Random) -> bytes:
    """The table as a workbook, numbers in some of its cells."""
    lines = data.decode("utf-8", "replace").split("\n")
    separator = max(";,\t", key=lines[0].count)
    rows: list[list[Value]] = [[_value(cell, chance) for cell in line.split(separator)[:26]] for line in lines]
    into = io.BytesIO()
    write_workbook(into, {"A": rows} if chance.random() < 0.7 else {"Notes": [["a note"]], "A": rows})
    return into.getvalue()


def _value(cell: str, chance: random.Random) -> Value:
    if chance.random() < 0.05:
        return chance.choice((None, True, date(2023, 2, 28), 1e300, -0.5))
    try:
        return float(cell) if chance.random() < 0.5 else cell
    except ValueError:
        return cell


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    cut, flipped, inserted, cells_swapped, lines_changed, encoded, *[values_changed] * 4,
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file after one to four accidents; the first line is spared by half of them, so that rows are read at all."""
    for _ in range(chance.randint(1, 4)):
        first = data.find(b"\n") + 1 if chance.random() < 0.5 else 0
        data = data[:first] + chance.choice(WAYS)(data[first:], chance)
    if chance.random() < 0.15:
        data = as_workbook(data, chance)
        if chance.random() < 0.3:
            data = chance.choice((cut, flipped))(data, chance)
    return packed(data, chance) if chance.random() < 0.1 else data
