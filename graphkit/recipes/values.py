"""Values of a recipe, checked by what the function that takes them says of its parameters."""

from __future__ import annotations

import inspect
import math
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from graphkit.recipes.places import At, shown

# What stores and arrays can hold.
MOST = 2**63


def text(at: At, value: object) -> str:
    """A text of one line; it stays a text, whatever is in it."""
    if not isinstance(value, str):
        raise at.says(f"{shown(value)} is no text. Write it in quotes.")
    if any(unicodedata.category(letter) == "Cc" for letter in value):
        raise at.says(f"{shown(value)} has a control character in it. Write it in one line.")
    if not value.strip():
        raise at.says("It is empty. Leave the key out, or write something.")
    return value


def texts(at: At, value: object) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one."""
    if isinstance(value, str):
        return (text(at, value),)
    if not isinstance(value, list):
        raise at.says(f'{shown(value)} is no list. Write ["…", "…"].')
    return tuple(text(at, each) for each in value)


def whole(at: At, value: object) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise at.says(f"{shown(value)} is no whole number. Write digits, without quotes.")
    if not -MOST <= value < MOST:
        raise at.says(f"{shown(value)} is too large.")
    return value


def number(at: At, value: object) -> float:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise at.says(f"{shown(value)} is no number. Write digits, without quotes.")
    return float(value)


def flag(at: At, value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise at.says(f"{shown(value)} is neither true nor false. Write one of these, without quotes.")
    return value


def plain(at: At, value: object) -> dict[str, Any]:
    """A table of texts, numbers, true and false, and days."""
    from datetime import date, datetime

    if not isinstance(value, dict):
        raise at.says(f"{shown(value)} is no table. Write {{ name = value }}.")
    for name, each in value.items():
        if not isinstance(each, (str, int, float, date)) or isinstance(each, datetime):
            raise at.key(name).says(f"{shown(each)} is no text, number, true, false or day.")
    return value


KINDS: Mapping[str, Callable[[At, object], Any]] = {
    "str": text,
    "Sequence[str]": texts,
    "int": whole,
    "float": number,
    "bool": flag,
    "Mapping[str, object]": plain,
}
"""What a parameter says that it takes, and the check of it."""


def parameters(function: Callable[..., Any], *, leave_out: tuple[str, ...] = ()) -> dict[str, str]:
    """The options of a function by name, each with its kind: a new one can be used in recipes without an edit here."""
    found = {}
    for name, each in inspect.signature(function).parameters.items():
        if name not in leave_out:
            found[name] = str(each.annotation).removesuffix(" | None")
    return found


def checked(at: At, given: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    """The values of a table; see `parameters` for the kinds."""
    return {name: KINDS[kinds[name]](at.key(name), value) for name, value in given.items()}
