"""Text in XML: what it cannot hold is replaced, and counted."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from graphkit.exports._format import Notes
from graphkit.xml_text import xml_text

# As numbers, or a reader makes spaces and line feeds of them.
_SPACES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


class Xml:
    """Writes text into XML and keeps count in `notes` of what was replaced."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def attribute(self, text: str) -> str:
        """A text between quotes."""
        return quoteattr(self._held(text), _SPACES)

    def text(self, text: str) -> str:
        """A text between tags."""
        return quoteattr(self._held(text), _SPACES | {"'": "&apos;", '"': "&quot;"})[1:-1]

    def _held(self, text: str) -> str:
        held, n = xml_text(text)
        if n:
            self._notes["controls"] += n
        return held
