"""A picture as a file: SVG with text that is text, a title that says what it shows, and the same bytes each time."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from graphkit.xml_text import xml_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORMATS = ("svg", "png", "pdf")
"""What a picture can be written as."""


def as_svg(sheet: Figure, alternative: str) -> str:
    """A figure as SVG, with its alternative text as its title, where screen readers look for it.

    Parameters
    ----------
    sheet : Figure
        What was drawn.
    alternative : str
        What is drawn and the main reading, in two sentences.

    Notes
    -----
    Text stays text: it can be searched, read aloud and copied; who has no DejaVu Sans sees their own sans-serif. No
    date and a fixed salt: what differs between two files is what differs in the numbers.
    """
    import matplotlib as mpl

    alternative, _ = xml_text(alternative)
    made = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "graphkit"}):
        sheet.savefig(made, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    # An id of its own, for several pictures may stand in one page.
    id = f"t{sha256(alternative.encode()).hexdigest()[:10]}"
    drawn = re.sub(r"<svg ", f'<svg role="img" aria-labelledby="{id}" ', xml_text(made.getvalue())[0], count=1)
    title = f'<title id="{id}">{escape(alternative, quote=False)}</title>'
    return re.sub(r"(<svg [^>]*>)", lambda found: f"{found.group(1)}\n {title}", drawn, count=1)


def as_file(sheet: Figure, format: str, alternative: str) -> bytes:
    """A figure as the bytes of a file; where it is not SVG the alternative text is in what the file says of itself."""
    if format == "svg":
        return as_svg(sheet, alternative).encode()
    made = io.BytesIO()
    about = {
        "png": {"Software": None, "Description": alternative},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": alternative},
    }
    sheet.savefig(made, format=format, dpi=150, metadata=about[format])
    return made.getvalue()
