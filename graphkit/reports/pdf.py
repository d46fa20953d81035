"""A report as PDF, by WeasyPrint: tagged, with page headers and links, from the same HTML as on the screen."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from graphkit.errors import UsageError

# The first release that reads a drawing's description from its title.
OLDEST = 70

MISSING = (
    "A PDF needs WeasyPrint {oldest} or later: pip install 'graphkit[pdf]'. Without it, print the page from a browser."
)


def require_pdf() -> None:
    """Refuse before anything is computed where no PDF can be made.

    Raises
    ------
    UsageError
        WeasyPrint is not installed, is too old, or does not find the libraries of Pango.
    """
    _weasyprint()


def write_pdf(html: str) -> bytes:
    """The PDF (PDF/UA-1) of a page; the same page gives the same bytes.

    Raises
    ------
    UsageError
        As `require_pdf`.
    """
    module = _weasyprint()
    # What the page does not hold is not fetched: no file, no address.
    fetcher = module.urls.URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made: bytes = module.HTML(string=html, url_fetcher=fetcher).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=b"graphkit"
    )
    return made


def _weasyprint() -> Any:
    try:
        # By its name: whoever checks types need not have it.
        module = import_module("weasyprint")
    except ImportError as error:
        raise UsageError(MISSING.format(oldest=OLDEST)) from error
    except OSError as error:
        raise UsageError(
            f"WeasyPrint does not find a library of Pango ({error}); see doc.courtbouillon.org/weasyprint, "
            "First steps. Without it, print the page from a browser."
        ) from error
    if int(str(module.__version__).partition(".")[0]) < OLDEST:
        raise UsageError(MISSING.format(oldest=OLDEST))
    return module


def beside(html: Path) -> Path:
    """Where the PDF of a page goes."""
    return html.with_suffix(".pdf")
