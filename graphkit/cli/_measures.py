"""Measures as people name them, and the mode that has all of them: made out before a store is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.cli._words import heading
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.cli._settings import Settings


def known_as(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The measures that texts name: by name, or by the heading of their column; capitals do not count.

    Raises
    ------
    UnknownName
        There is none of that name; says which are near.
    """
    from graphkit.measures import measure, names

    called = {_bare(heading(name, lang)): name for name in names() for lang in ("fr", "en")}
    called |= {_bare(name): name for name in names()}
    found = tuple(dict.fromkeys(called.get(_bare(text), text) for text in texts))
    for name in found:
        measure(name)
    return found


def _bare(text: str) -> str:
    return text.casefold().replace("_", " ").replace("-", " ")


def mode_for(settings: Settings, of: str, names: tuple[str, ...], mode: str | None) -> str:
    """The mode to measure in: that which is named, else the projection unless it does not have what is asked for.

    Raises
    ------
    UsageError
        No mode has all that is asked for; says what to ask for apart.
    """
    from graphkit.measures import measure

    only: dict[str | None, list[str]] = {"projection": [], "two-mode": [], None: []}
    for name in names:
        only[measure(name).only].append(name)
    projected, two_modes = only["projection"], only["two-mode"]
    if of == "actions" and projected:
        raise UsageError(settings.word("measures_of_actors", names=_listed(settings, projected)))
    if projected and two_modes:
        listed = {"projected": _listed(settings, projected), "two_modes": _listed(settings, two_modes)}
        asked = {"one": ",".join(projected), "other": ",".join(two_modes)}
        raise UsageError(settings.word("measures_of_no_mode", **listed, **asked))
    if mode is not None:
        return mode
    if of == "actors" and two_modes and only[None]:
        settings.say(
            "moved_to_two_modes", two_modes=_listed(settings, two_modes), others=_listed(settings, only[None]),
            asked=",".join(only[None]),
        )  # fmt: skip
    return "two-mode" if of == "actions" or two_modes else "projection"


def _listed(settings: Settings, names: list[str]) -> str:
    return ", ".join(heading(name, settings.lang) for name in names)
