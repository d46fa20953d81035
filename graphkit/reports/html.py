"""A page as one HTML file: nothing is fetched, no script runs, whatever the data hold is escaped."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from graphkit import __version__
from graphkit.reports.said import Part, plain

if TYPE_CHECKING:
    from graphkit.reports.ledger import Entry
    from graphkit.reports.page import Page


def render(page: Page) -> str:
    """The page as a self-contained HTML document."""
    import jinja2

    style = files("graphkit.reports").joinpath("report.css").read_text(encoding="utf-8")
    template = files("graphkit.reports").joinpath("report.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    places = _Places()
    environment.filters |= {"data_uri": _data_uri, "plain": plain, "on_map": _on_map}
    environment.filters |= {"place": places.first, "back": places.back}
    # The style is ours and holds nothing of the data; the policy admits it, and only it, by its hash.
    return environment.from_string(template).render(
        page=page, style=_trusted(style), style_hash=_hash(style), version=__version__
    )


class _Places:
    """Where each evidence is said first, so that a reader can go back to it."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def first(self, ref: str) -> str:
        """The id of the place that says it, where that is the first; a cell of a table has its table's."""
        from markupsafe import Markup

        if "." in ref or ref in self._said:
            return ""
        self._said.add(ref)
        return Markup(' id="said-{}"').format(ref)

    def back(self, entry: Entry) -> str:
        """Where to go back to: the number, or the section of one that stands in a picture or below the evidence."""
        return f"said-{entry.id}" if entry.id in self._said else entry.section


def _trusted(text: str) -> str:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - our own style sheet


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _on_map(part: Part, map: str) -> str:
    """Where a name stands on a map beside the page; nothing where there is none."""
    return f"{map}#n={quote(part.ref, safe='')}" if map and part.ref and part.kind == "name" else ""
