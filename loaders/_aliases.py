"""A second name that a source gives to something beside its name."""

from __future__ import annotations


def aliases(name: str | None, *others: str | None) -> list[str] | None:
    """The names that differ from `name`, each once; None, as a property that is not stated, where there are none.

    Examples
    --------
    >>> aliases("Fondation du Gué", "FG", None, "Fondation du Gué"), aliases("FG", "FG")
    (['FG'], None)
    """
    return list(dict.fromkeys(other for other in others if other and other != name)) or None
