"""What is looked for in the text of a user's statement before an engine sees it."""

from __future__ import annotations

import re

from graphkit.errors import QueryError

# Strings, names in backticks and comments: nothing in them is a word of the language.
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|/\*.*?\*/|//[^\n]*""", re.DOTALL)
_LOAD_CSV = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
_IN_TRANSACTIONS = re.compile(r"\bIN\s+(?:\S+\s+CONCURRENT\s+)?TRANSACTIONS\b", re.IGNORECASE)
_UNICODE_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


def refuse_reading_files(statement: str) -> None:
    """Refuse ``LOAD CSV``: a statement reads the graph, not the disk or the network of the machine it runs on.

    Raises
    ------
    QueryError
        The statement has it outside strings and comments.
    """
    # Cypher reads \u004C as L before it reads anything else.
    plain = _UNICODE_ESCAPE.sub(lambda found: chr(int(found[1], 16)), statement)
    # Both with and without what looks quoted: a quote that is none must not hide the words.
    if _LOAD_CSV.search(_QUOTED.sub(" ", plain)) or _LOAD_CSV.search(_QUOTED.sub(" ", statement)):
        raise QueryError("LOAD CSV is not allowed here. Load files with graphkit load FORMAT FILES.")


def has_own_transactions(statement: str) -> bool:
    """Whether a statement commits parts of its work itself (``CALL { … } IN TRANSACTIONS``)."""
    return _IN_TRANSACTIONS.search(_QUOTED.sub(" ", statement)) is not None
