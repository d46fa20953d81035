"""Places in a recipe, for messages; and which names of files a recipe may write to."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from graphkit.errors import DataError, UnknownName

# What a run writes by itself; no output may have its name.
RESERVED = ("run.json", "rejects", "differences", "store", "store.part")

# A value is shown so far: a recipe of a stranger may hold a very long one.
SHOWN = 60


@dataclass(frozen=True, slots=True)
class At:
    """A place in a recipe: the file, then the table and the key."""

    recipe: str
    where: str = ""

    def key(self, name: str) -> At:
        """A key at this place."""
        return replace(self, where=f"{self.where}, {name}" if self.where else name)

    def __str__(self) -> str:
        return f"{self.recipe}, {self.where}" if self.where else self.recipe

    def says(self, text: str) -> DataError:
        """The error that says what is wrong here."""
        return DataError(f"{self}: {text}")


def shown(value: object) -> str:
    """A value as a message has it: quoted, in one line, cut where it is long; of what holds others the kind alone."""
    if isinstance(value, (dict, list)):
        # They may be nested deeper than Python prints.
        return "A table" if isinstance(value, dict) else "A list"
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def unknown(what: str, name: str, known: Collection[str]) -> str:
    """The sentence that there is no such name, with those that are near, or all where they are few."""
    return str(UnknownName(what, name if len(name) <= SHOWN else f"{name[:SHOWN]}…", known))


def require_known(at: At, table: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse a key that means nothing here: a misspelt one would change what comes out without a word."""
    for name in table:
        if name not in known:
            raise at.says(unknown("key", name, known))


def target(at: At, text: str, endings: Collection[str]) -> str:
    """A file or folder in the output folder, as a recipe may name it.

    Raises
    ------
    DataError
        It would lie outside, has the name of what a run writes by itself, or another ending than the output has.
    """
    path = PurePosixPath(text)
    parts = path.parts
    outside = path.is_absolute() or ".." in parts or "\\" in text or ":" in text
    if outside:
        raise at.says(
            f"{shown(text)} is not inside the output folder. Name a place in it, and move the folder with out."
        )
    odd = any(unicodedata.category(letter).startswith("C") for letter in text)
    if not parts or odd or len(text) > 200 or any(part.startswith(".") or part != part.strip() for part in parts):
        raise at.says(f"{shown(text)} is no name for a file. Write letters, digits, - and _.")
    first = parts[0].casefold()
    if any(first == name or first.startswith((f"{name}-", f"{name}.")) for name in RESERVED):
        raise at.says(f"{shown(text)} is a name that a run keeps for itself. Choose another.")
    if endings and path.suffix not in endings:
        raise at.says(f"{shown(text)} must end in {' or '.join(endings)}.")
    return str(path)


def require_apart(at: At, target: str, is_folder: bool, taken: Mapping[str, bool]) -> None:
    """Refuse a place that another output has, or a folder where another has a file; capitals make no difference.

    A file may lie in the folder of another output: a map beside its report. `taken` tells of each place whether it is a
    folder.
    """
    own = target.casefold()
    for other, other_is_folder in taken.items():
        there = other.casefold()
        in_a_file = (own.startswith(f"{there}/") and not other_is_folder) or (
            there.startswith(f"{own}/") and not is_folder
        )
        if own == there or in_a_file:
            raise at.says(f"{target} is where another output goes ({other}). Give one of them another place.")
