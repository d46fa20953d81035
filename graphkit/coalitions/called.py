"""What a coalition is called: its foremost members, and how many more there are."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

_AND = re.compile(" and ")
_MORE = re.compile(r" and ([\d,]+) more$")


def called(first: Sequence[str], more: int) -> str:
    """``Agence, Caf and 1 more``, or ``Agence and Caf`` where there are no more."""
    return f"{', '.join(first)} and {more:,} more" if more else " and ".join(first)


def in_french(name: str, actors: Container[str] = ()) -> str:
    """The same in French; a name of another kind stays as it is.

    Parameters
    ----------
    actors : container of str
        The names of actors: an *and* that stands between two of them, and no other, joins a coalition of two.

    Examples
    --------
    >>> in_french("Youth and sport and Caf", {"Youth and sport", "Caf"}), in_french("Caf, Aube and 1,200 more")
    ('Youth and sport et Caf', 'Caf, Aube et 1\u202f200 de plus')
    """
    for joint in _AND.finditer(name):
        if name[: joint.start()] in actors and name[joint.end() :] in actors:
            return f"{name[: joint.start()]} et {name[joint.end() :]}"
    return _MORE.sub(lambda found: f" et {found[1].replace(',', chr(0x202F))} de plus", name)
