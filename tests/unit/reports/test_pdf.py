"""The report as PDF, where WeasyPrint is there; without it one line says what to install."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import graphkit
from graphkit.errors import UsageError
from graphkit.reports import pdf, write_report
from graphkit.reports.pdf import require_pdf, write_pdf

TABLES = {
    "actors": "id,name\na,A\nb,B\nc,C\n",
    "actions": "id,name\nx,X\ny,Y\n",
    "takes_part": "start,end,role\na,x,partner\nb,x,operator\nc,y,operator\nb,y,partner\n",
}


def _graph(place: Path) -> graphkit.Graph:
    for table, text in TABLES.items():
        (place / f"{table}.csv").write_text(text)
    graph = graphkit.open(place / "store")
    graph.load("tables", place, rejects=None)
    return graph


def test_a_report_as_pdf_is_tagged_and_keeps_its_links(tmp_path: Path) -> None:
    try:
        require_pdf()
    except UsageError as error:
        # Not installed, too old, or without the libraries of Pango: says which.
        pytest.skip(str(error))
    with _graph(tmp_path) as graph:
        files = write_report(graph, tmp_path / "out", pdf=True)
    assert tmp_path / "out" / "report.pdf" in files
    made = (tmp_path / "out" / "report.pdf").read_bytes()
    assert made.startswith(b"%PDF-")
    html = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert write_pdf(html) == made
    import weasyprint

    plain = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    assert b"/StructTreeRoot" in plain
    assert b"/pdfuaid" in plain or b"pdfuaid" in plain
    n_links = len(re.findall(rb"/Subtype /Link", plain))
    assert n_links >= len(re.findall(r'href="#E\d+', html))


def test_without_the_libraries_of_pango_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", missing)
    with pytest.raises(UsageError, match=r"does not find a library of Pango \(cannot load library") as raised:
        require_pdf()
    assert "\n" not in str(raised.value)


def test_without_weasyprint_one_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _graph(tmp_path) as graph:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        with pytest.raises(UsageError, match=r"graphkit\[pdf\]") as raised:
            write_report(graph, tmp_path / "out", pdf=True)
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "out").exists()
