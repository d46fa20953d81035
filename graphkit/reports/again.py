"""Commands that give a number of a report again: with the options of its network, on the store that it was asked of."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

# Of the program, on no store.
VERSION = "graphkit --version"


def options(asked: Mapping[str, Any]) -> str:
    """Options of a network as the command line takes them."""
    words = []
    for key, value in asked.items():
        flag = "--" + key.replace("_", "-")
        if value is True:
            words.append(flag)
        elif value not in (None, False):
            words.append(f"{flag} {shlex.quote(','.join(value) if isinstance(value, (list, tuple)) else str(value))}")
    return " ".join(words)


def on_store(command: str, store: str) -> str:
    """A command with the store that it is to ask; as it is where that is the usual one, or it is no command.

    Examples
    --------
    >>> on_store("graphkit status", "grants 2010")
    "graphkit status --store 'grants 2010'"
    >>> on_store("graphkit status", "neo4j://me:secret@host:7687")
    'graphkit status --store neo4j://host:7687'
    """
    if not store or not command.startswith("graphkit ") or command == VERSION:
        return command
    return f"{command} --store {shlex.quote(_open(store))}"


def _open(store: str) -> str:
    """A place without what only its user may know."""
    if "://" not in store:
        return store
    parts = urlsplit(store)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
