"""What a coalition is called: its foremost members, and how many more there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MORE = re.compile(r" and ([\d,]+) more$")


def called(first: Sequence[str], more: int) -> str:
    """``Agence, Caf and 1 more``, or ``Agence and Caf`` where there are no more."""
    return f"{', '.join(first)} and {more:,} more" if more else " and ".join(first)


def in_french(name: str) -> str:
    """The same in French; a name of another kind stays as it is."""
    return _MORE.sub(lambda found: f" et {found[1].replace(',', chr(0x202F))} de plus", name)
