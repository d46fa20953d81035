"""The page of methods: of each analysis what it is, its formula, how it is worked out, and where it is from.

Read from the docstrings: a function is on the page when it has a formula or references.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

BUILT = Path(__file__).parents[1] / "_built"

INTRODUCTION = (
    "What each analysis works out, with its formula and where it is from, read from the code. What each measure of "
    "centrality takes and gives stands in [Measures](../measures.md), the models of chance in "
    "[Backbones](../backbones.md)."
)

_SECTIONS = re.compile(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", re.MULTILINE)

# What is no analysis, or says itself elsewhere.
_OUT = ("cli", "kernels", "model", "stores", "loaders", "reports", "exports", "drawing", "casebase", "backend")


def functions() -> Iterator[tuple[str, str, str]]:
    """Room, name and docstring of each function that has a formula or references, in order."""
    import graphkit

    seen = set()
    for found in walk_packages(graphkit.__path__, "graphkit."):
        parts = found.name.split(".")
        if set(parts) & set(_OUT) or "__main__" in parts or len(parts) < 3:
            continue
        for name, function in _own(import_module(found.name)):
            text = inspect.cleandoc(function.__doc__ or "")
            if (".. math::" in text or "\nReferences\n" in text) and (parts[1], name) not in seen:
                seen.add((parts[1], name))
                yield parts[1], name, text


def _own(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name, value in sorted(vars(module).items()):
        function = getattr(value, "function", value)
        if not name.startswith("_") and inspect.isfunction(function) and function.__module__ == module.__name__:
            yield name, function


def entry(name: str, text: str) -> str:
    """What the page says of a function."""
    pieces = _SECTIONS.split(text)
    sections = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    told = pieces[0].strip()
    for title in ("Notes", "References"):
        if title in sections:
            told += (
                f"\n\n**{title}**\n\n{_listed(sections[title]) if title == 'References' else sections[title].strip()}"
            )
    # Sources are numbered anew in each docstring; on one page these are no footnotes.
    told = re.sub(r"\[(\d+)\]_", r"[\1]", told)
    return f"### {name.replace('_', ' ')}\n\n````{{eval-rst}}\n{told}\n````"


def _listed(references: str) -> str:
    one = re.sub(r"\n\s+", " ", references.strip())
    return "\n".join(f"* {line}" for line in re.sub(r"^\.\. (\[\d+\])", r"\1", one, flags=re.MULTILINE).split("\n"))


def main() -> None:
    """Write the page."""
    parts = [
        "# Methods and sources",
        INTRODUCTION,
    ]
    room = None
    for of, name, text in functions():
        if of != room:
            parts.append(f"## {of.replace('_', ' ').capitalize()}")
            room = of
        parts.append(entry(name, text))
    BUILT.mkdir(exist_ok=True)
    BUILT.joinpath("methods.md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
