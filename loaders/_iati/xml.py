"""The activities of an IATI file, one element at a time, whatever they are wrapped in.

Nothing outside the file is read and nothing inside it is expanded: a file with a document type is refused before it is
parsed, entities are not resolved, there is no network. An element is emptied when the next one is asked for, so that
memory does not grow with the file. The parser's own limits (depth, length of one text) stay on.

A file that breaks off is refused with the place. The loader reads the whole file once before it gives a row, so that
nothing from before the break is kept.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from graphkit.errors import FormatError

_HEAD = 1 << 16

_PACKED = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"))

_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_MARKS = (*_WIDE, (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DECLARED = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_ROOT = re.compile(r"<(?:[^\s<>/:]+:)?([^\s<>/:]+)")

# What is often given in place of a file of activities, by its root element.
_OTHERS = {
    "iati-organisations": "holds organisations, no activities. Load the publisher's activity file",
    "codelist": "is a code list of the standard, no data. Load a file of activities",
    "schema": "is an XML schema, no data. Load a file of activities",
    "html": "is a web page. A download that failed often looks so: get the file again",
}
_OTHER = "has no iati-activity element. Load a file of activities as IATI has them"

# libxml2's numbers for bytes that do not fit the encoding (XML_ERR_INVALID_CHAR to _ENCODING; XML_I18N_CONV_FAILED).
_ENCODING_ERRORS = frozenset({31, 32, 81, 6003})


def activities(path: Path) -> Iterator[Any]:
    """The ``iati-activity`` elements of a file, in order; each is emptied when the next one is asked for.

    Raises
    ------
    FormatError
        The file is no XML, has a document type, is not well formed, breaks off, or holds no activity.
    """
    from lxml import etree

    root = _root(path)
    found = 0
    with path.open("rb") as file:
        context = etree.iterparse(
            file,
            events=("end",),
            tag="{*}iati-activity",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in context:
                if found == 0 and element.getroottree().docinfo.internalDTD is not None:
                    _refuse_document_type(path)
                found += 1
                yield element
                element.clear()
                # What is parsed and empty still hangs on its parent.
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            _refuse(path, error, context.error_log)
    if found == 0 and root != "iati-activities":
        raise FormatError(f"{path.name} {_OTHERS.get(root, f'({root}) {_OTHER}')}.")


def _root(path: Path) -> str:
    """The name of a file's first element, without its namespace."""
    with path.open("rb") as file:
        data = file.read(_HEAD)
    for start, packing in _PACKED:
        if data.startswith(start):
            raise FormatError(f"{path.name} is packed ({packing}). Unpack it first.")
    text, wide = _text(data)
    declared = _DECLARED.match(text)
    if declared and not wide and re.match(r"(?:utf|ucs)-?(?:16|32|2|4)", declared[1], re.IGNORECASE):
        raise FormatError(
            f"{path.name} says in line 1 that it is {declared[1]}, and is not. "
            'Write there the encoding it has, most often encoding="UTF-8".'
        )
    rest = text[_BEFORE_ROOT.match(text).end() :]  # type: ignore[union-attr]
    if rest[:9].upper() == "<!DOCTYPE":
        if re.match(r"<!doctype\s+html", rest, re.IGNORECASE):
            raise FormatError(f"{path.name} {_OTHERS['html']}.")
        _refuse_document_type(path)
    root = _ROOT.match(rest)
    if root is None and (rest or not text.strip()):
        what = "is empty" if not text.strip() else "is no XML"
        raise FormatError(f"{path.name} {what}. Get the file of activities again from its publisher.")
    return root[1] if root else ""


def _text(data: bytes) -> tuple[str, bool]:
    """The beginning of a file as text, well enough to find its first element; whether a letter takes several bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff"), encoding not in ("utf-8-sig",)
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return data.decode(encoding, "replace"), True
    return data.decode("latin-1"), False


def _refuse_document_type(path: Path) -> NoReturn:
    raise FormatError(
        f"{path.name} declares a document type (<!DOCTYPE …>), by which a file can fill the memory or read other files."
        " IATI files have none: remove the declaration, and write out the entities it defines."
    )


def _refuse(path: Path, error: Any, log: Any) -> NoReturn:
    (line, column), code, reason = error.position, error.code, str(error.msg)
    if line == 0 and len(log):
        # The parser gave up and has said before why.
        line, column, code, reason = log[0].line, log[0].column, log[0].type, log[0].message
    place = f"line {line}, column {column}"
    reason = " ".join(re.sub(r", line \d+, column \d+.*", "", reason, flags=re.DOTALL).split())
    if code in _ENCODING_ERRORS:
        raise FormatError(
            f"{path.name} holds bytes at {place} that are not of the encoding its first line states (UTF-8 where it "
            f'states none): {reason}. Write there the encoding it has, such as encoding="windows-1252", or save it as '
            "UTF-8."
        ) from None
    if "XML_PARSE_HUGE" in reason or "amplification" in reason:
        reason = reason.replace(", try XML_PARSE_HUGE", "").replace(", use XML_PARSE_HUGE option", "")
        raise FormatError(
            f"{path.name} goes beyond what is read of one XML file at {place}: {reason}. "
            "No IATI file needs this; ask its publisher."
        ) from None
    raise FormatError(
        f"{path.name} is no well-formed XML at {place}: {reason}. Nothing of it is loaded: a file that breaks off or "
        "is damaged has lost rows. Get it again, or ask its publisher."
    ) from None
