"""A recipe to begin with, with its comments in English or French; it runs as it is, on the case base."""

from __future__ import annotations

from importlib.resources import files

from graphkit.errors import UsageError
from graphkit.words import LANGS


def template(lang: str = "en") -> str:
    """The recipe as text.

    Raises
    ------
    UsageError
        There is none in that language.

    Examples
    --------
    >>> 'kind = "report"' in template("fr")
    True
    """
    if lang not in LANGS:
        raise UsageError(f"There is no recipe in {lang!r}; graphkit speaks {' and '.join(LANGS)}.")
    return files("graphkit.recipes").joinpath(f"template-{lang}.toml").read_text(encoding="utf-8")
