"""What text a file's bytes are: the encoding is found, never assumed, and text encoded twice is put right."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from graphkit.errors import FormatError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What is often given in place of a table, by its first bytes, and what helps.
_NO_TABLES = (
    (b"%PDF", "is a PDF document", "Ask the publisher for the table itself."),
    (b"\x1f\x8b", "is packed (gzip)", "Unpack it first."),
    (b"7z\xbc\xaf", "is packed (7z)", "Unpack it first."),
    (b"Rar!", "is packed (rar)", "Unpack it first."),
    (b"\x89PNG", "is a picture", "Ask the publisher for the table itself."),
    (b"\xff\xd8\xff", "is a picture", "Ask the publisher for the table itself."),
    (b"PAR1", "is a Parquet file", "Save it as CSV first."),
)

# Bytes 0x80 to 0xff as cp1252 has them; the five it leaves open stand for themselves, as browsers have it.
_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}

MIXED = "utf-8 with cp1252 parts"
"""The name of the encoding of a file that mixes two."""

CUT = ", cut off"
"""Follows the name of the encoding where a file ends in the middle of a letter."""

# The letters by which one-byte encodings of French are told apart.
_FRENCH = frozenset("éèàêçîôâùûëïüœÉÈÀÊÇŒ°’«»€")
_ONE_BYTE = ("mac_roman", "cp850")

# Characters that a French or English text holds beyond ASCII. Only sequences that give one of them are taken for text
# encoded twice: "CAFÉ»" is bytes C9 BB, which is a letter of the phonetic alphabet in UTF-8, and stays as it is.
_LIKELY = [chr(code) for code in range(0xA0, 0x100)] + list("ŒœŠšŽžŸ–—‘’‚“”„†‡•…‰‹›€™")
_TWICE = {"".join(_CP1252[byte] for byte in char.encode()): char for char in _LIKELY}
_TWICE_PATTERN = re.compile("|".join(re.escape(spelling) for spelling in sorted(_TWICE, key=len, reverse=True)))
_TWICE_BEGINS = re.compile("[ÂÃÅâ]")


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of a file, and the name of the encoding it was found in.

    Raises
    ------
    FormatError
        The bytes are no text.
    """
    _refuse_known(data, path)
    text, encoding = _decode(data)
    sample = text[:65536]
    controls = sum(char < " " and char not in "\t\r\n\f" for char in sample)
    if controls > len(sample) // 100:
        raise FormatError(f"{path.name} is a binary file, not a table. Save the table as CSV or XLSX and load that.")
    if sample.lstrip()[:1] == "<" and re.match(r"\s*<(\?xml|!doctype|html|\w+[\s>])", sample, re.IGNORECASE):
        raise FormatError(
            f"{path.name} is a web page or XML, not a table. A download that failed often looks so: get the file "
            "again. If a spreadsheet program shows a table in it, save it there as XLSX and load that."
        )
    return text, encoding


def repair(text: str) -> str:
    """A text as it was before it was encoded twice; the text itself where that was not the case.

    Examples
    --------
    >>> repair("citoyennetÃ©")
    'citoyenneté'
    >>> repair("CAFÉ»")
    'CAFÉ»'
    """
    # Twice is seen often, three times now and then.
    for _ in range(3):
        if text.isascii() or not _TWICE_BEGINS.search(text):
            break
        before, text = text, _TWICE_PATTERN.sub(lambda found: _TWICE[found[0]], text)
        if text == before:
            break
    return text


def _refuse_known(data: bytes, path: Path) -> None:
    for start, what, cure in _NO_TABLES:
        if data.startswith(start):
            raise FormatError(f"{path.name} {what}, not a table. {cure}")


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _whole(data, encoding)
            if text:
                return text
            data = data.removeprefix(mark)
            break
    wide = _utf_16_without_mark(data)
    if wide:
        return wide
    return _utf_8(data) or _mostly_utf_8(data) or _one_byte(data)


def _utf_16_without_mark(data: bytes) -> tuple[str, str] | None:
    sample = data[:4096]
    for encoding, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.7 * len(zeros) and others.count(0) < 0.1 * len(others):
            return _whole(data, encoding)
    return None


def _whole(data: bytes, encoding: str) -> tuple[str, str] | None:
    """The text, if the bytes are well formed to the end or to the letter in which they are cut off."""
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        # What is cut off ends within one letter: four bytes at most.
        if len(data) - error.start > 3 or error.end != len(data):
            return None
        try:
            return data[: error.start].decode(encoding), f"{encoding}{CUT}"
        except UnicodeDecodeError:
            return None


def _utf_8(data: bytes) -> tuple[str, str] | None:
    found = _whole(data, "utf-8")
    # Where the last letter is the only one beyond ASCII, it is as well one of a one-byte encoding.
    return None if found and found[1].endswith(CUT) and found[0].isascii() else found


def _mostly_utf_8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 into which some lines of another file were pasted; None where it is the other way round."""
    alien = 0

    def as_cp1252(error: UnicodeError) -> tuple[str, int]:
        nonlocal alien
        assert isinstance(error, UnicodeDecodeError)
        alien += 1
        return _CP1252[data[error.start]], error.start + 1

    codecs.register_error("graphkit_cp1252", as_cp1252)
    text = data.decode("utf-8", "graphkit_cp1252")
    well_formed = sum(not char.isascii() for char in text) - alien
    return (text, MIXED) if well_formed > 2 * alien else None


def _one_byte(data: bytes) -> tuple[str, str]:
    # Only what is beyond ASCII tells them apart.
    high = data.translate(None, bytes(range(0x80)))
    french = sum(char in _FRENCH for char in _as_cp1252(high))
    for encoding in _ONE_BYTE:
        # cp1252 is by far the most frequent: another must fit clearly better.
        if sum(char in _FRENCH for char in high.decode(encoding)) > 2 * french + 2:
            return data.decode(encoding), encoding
    return _as_cp1252(data), "cp1252"


def _as_cp1252(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1").translate({byte: char for byte, char in _CP1252.items() if byte < 0xA0})
