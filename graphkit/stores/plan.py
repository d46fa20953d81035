"""Names of columns as the embedded engine tells them in the plan of a statement."""

from __future__ import annotations

import re

_PROJECTION = re.compile(r"^\+ FINAL PROJECTION \[(.*)\]\s*$", re.MULTILINE)
_CLOSES = {"(": ")", "[": "]", "{": "}"}


def columns(plan: str) -> list[str]:
    """The columns that a plan ends in; empty where it does not say.

    Examples
    --------
    >>> columns("+ FINAL PROJECTION [a.id, coalesce(a, b)]")
    ['a.id', 'coalesce(a, b)']
    """
    found = _PROJECTION.findall(plan)
    return _split(found[-1]) if found else []


def _split(text: str) -> list[str]:
    parts, part, open_, quote = [], "", "", ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"`":
            quote = sign
        elif sign in _CLOSES:
            open_ += _CLOSES[sign]
        elif open_.endswith(sign):
            open_ = open_[:-1]
        elif sign == "," and not open_:
            parts.append(part.strip())
            part = ""
            continue
        part += sign
    return [*parts, part.strip()]
