"""A workbook as small as one can be, for the tests of those who read workbooks."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import IO, TypeVar
from xml.sax.saxutils import escape

Target = TypeVar("Target", Path, IO[bytes])

Value = str | int | float | date | bool | None

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def write_workbook(path: Target, sheets: dict[str, list[list[Value]]]) -> Target:
    """The path or open file, with a workbook of these sheets in it."""
    names = list(sheets)
    numbered = list(enumerate(names, start=1))
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="s{n}"/>' for n, name in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in numbered
        )
        + f'<Relationship Id="st" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        # Style 1 shows a number as a day.
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for n, name in numbered:
        rows = "".join(_row(number, cells) for number, cells in enumerate(sheets[name], start=1) if cells)
        files[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def _row(number: int, cells: list[Value]) -> str:
    shown = "".join(_cell(f"{chr(ord('A') + place)}{number}", value) for place, value in enumerate(cells))
    return f'<row r="{number}">{shown}</row>'


def _cell(place: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
