"""The errors graphkit raises, and the exit code of each on the command line.

::

    GraphkitError                    1
    ├── UsageError                   2   the user's words
    │   └── UnknownName              2   a name that is in no catalogue; says which are near
    ├── DataError                    3   a file, a row, a value
    │   └── FormatError              3   the file as a whole is not what the loader reads
    ├── StoreError                   4   the store, or the way to it
    │   ├── StoreUnavailable         4   no server, wrong password
    │   │   └── NoStore              4   there is no store at that place
    │   ├── StoreInUse               4   another process has the embedded store open
    │   ├── SchemaMismatch           4   the store was made by another version of the model
    │   └── QueryError               4   the engine does not take the statement
    │       ├── WriteRefused         4   the statement would write, and writing was not asked for
    │       └── QueryTimeout         4   the statement ran longer than it may
    └── FallsShort                   5   a check that was asked for is not met

A message is one or two sentences: what is wrong, where, and what to do about it. The command line prints it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable


class GraphkitError(Exception):
    """Anything graphkit refuses or cannot do; all other errors derive from it."""

    exit_code = 1


class UsageError(GraphkitError):
    """The user's words do not fit: an option, a name, a combination."""

    exit_code = 2


class UnknownName(UsageError):
    """A name that is in no catalogue.

    Parameters
    ----------
    what : str
        What the name should have been: ``"query"``, ``"measure"``, ``"actor"``.
    name : str
        The name as given.
    known : iterable of str
        The names there are; those near to `name` are shown.
    cure : str
        A sentence on where to find the names, shown last.
    """

    def __init__(self, what: str, name: str, known: Iterable[str] = (), cure: str = "") -> None:
        from difflib import get_close_matches

        names = list(known)
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        parts = [f"There is no {what} named {name!r}."]
        if near:
            parts.append(f"Did you mean {', '.join(near)}?")
        elif 0 < len(names) <= 30:
            parts.append(f"There is: {', '.join(sorted(names))}.")
        if cure:
            parts.append(cure)
        super().__init__(" ".join(parts))
        self.what, self.name, self.near = what, name, near


class DataError(GraphkitError):
    """A file, a row or a value that cannot be used; names the place and the cure.

    Attributes
    ----------
    kept : tuple of str
        Files of the same load that were loaded before it, and stay.
    """

    exit_code = 3
    kept: tuple[str, ...] = ()


class FormatError(DataError):
    """The file as a whole is not what the loader reads."""


class StoreError(GraphkitError):
    """The store, or the way to it."""

    exit_code = 4


class StoreUnavailable(StoreError):
    """No server answers, the password is wrong, or there is no such store (`NoStore`)."""


class NoStore(StoreUnavailable):
    """There is no store at that place yet."""


class StoreInUse(StoreError):
    """Another process has the embedded store open."""


class SchemaMismatch(StoreError):
    """The store was made by another version of the model."""


class QueryError(StoreError):
    """The engine does not take the statement."""


class WriteRefused(QueryError):
    """The statement would write, and writing was not asked for."""


class QueryTimeout(QueryError):
    """The statement ran longer than it may."""


class FallsShort(GraphkitError):
    """A check that was asked for is not met."""

    exit_code = 5
