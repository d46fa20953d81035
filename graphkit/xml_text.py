"""Text that may stand in XML."""

from __future__ import annotations

import re

# Beyond these no character may stand in XML 1.0, not even written as a number.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> tuple[str, int]:
    r"""A text with U+FFFD in place of each character that XML cannot hold, and how many these were.

    Examples
    --------
    >>> xml_text("Town\x0bhall")
    ('Town�hall', 1)
    """
    return _NOT_XML.subn("\ufffd", text)
