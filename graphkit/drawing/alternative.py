"""The text that stands for a picture: two sentences, what is drawn and the main reading.

Kept beside the axes and not in them: matplotlib has no place of its own for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TOLD: WeakKeyDictionary[Any, str] = WeakKeyDictionary()


def tell(axes: Axes, drawn: str, reading: str) -> None:
    """Keep what is drawn on some axes, and what is to be read from it."""
    _TOLD[axes] = f"{drawn} {reading}"


def told(axes: Axes) -> str:
    """What was kept of them; else their title and what their axes measure."""
    words = [axes.get_title(), axes.get_title(loc="left"), axes.get_xlabel(), axes.get_ylabel()]
    return _TOLD.get(axes) or "; ".join(word for word in words if word)
