"""Axes to draw on, and what stands on them: labels and numbers in the language of the reader."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from graphkit.drawing.palette import INK, SOFT
from graphkit.words import Words, catalogue
from graphkit.xml_text import xml_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

MOST = 40
"""No picture has more names than this: beyond, nobody reads them."""


def words(lang: str) -> Words:
    """What pictures say, in a language."""
    return Words("graphkit.drawing", lang)


def new_axes(width: float, height: float) -> Axes:
    """Axes on a sheet of their own, so many inches wide and high."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(width, height), layout="constrained")
    return axes


def label(text: str, lang: str) -> str:
    """What an axis measures, or a unit, in a language; as it is where there are no words for it.

    Examples
    --------
    >>> label("actions that fall", "fr"), label("betweenness", "fr"), label("a new measure", "fr")
    ('actions qui tombent', 'intermédiarité', 'a new measure')
    """
    known = catalogue("graphkit.drawing", "labels.csv").get(text)
    return known[lang] if known else text


def named_unit(name: str, unit: str, lang: str) -> str:
    """A name with its unit, as it stands on an axis."""
    spelled = label(name.replace("_", " "), lang)
    return f"{spelled} ({label(unit, lang)})" if unit else spelled


def plain(text: str) -> str:
    """A text as it is: a dollar sign would begin a formula, and no font has a sign for a control character."""
    import matplotlib as mpl

    held, _ = xml_text(text)
    # Where no formula is looked for, a guard before the dollar sign would be seen.
    return held.replace("$", r"\$") if mpl.rcParams["text.parse_math"] else held


# Letters that have room along an axis, and the length from which on numbers are long.
_ROOM, _LONG = 45, 7


def numbers(axis: Axis, lang: str, *, whole: bool = False, largest: float = 0.0) -> None:
    """Write the numbers of an axis as the language writes them; whole ones only, where it counts something.

    Of long ones, as the `largest` shows, there are fewer, so that they do not run into each other.
    """
    from matplotlib.ticker import MaxNLocator

    if (length := len(number(largest, lang))) >= _LONG:
        axis.set_major_locator(MaxNLocator(max(_ROOM // (length + 3), 2), integer=whole, min_n_ticks=1))
    elif whole:
        axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axis.set_major_formatter(lambda value, _: number(value, lang))


def number(value: float, lang: str) -> str:
    """A number with three digits that say something, and no zeros behind them.

    Examples
    --------
    >>> number(0.5, "fr"), number(12345.0, "en"), number(1 / 3, "en"), number(-1.0, "en"), number(0.00005, "en")
    ('0,5', '12,345', '0.333', '−1', '0.00005')
    """
    shortest = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    # Of 5e-05 no zeros behind the 5 either.
    digits = len(f"{Decimal(shortest):f}".partition(".")[2])
    return words(lang).number(float(shortest), digits).replace("-", "−")


def bare(axes: Axes, *, sides: tuple[str, ...] = ("top", "right")) -> None:
    """Take off the frame where it says nothing; quiet ticks."""
    axes.spines[list(sides)].set_visible(False)
    axes.tick_params(colors=INK)
    axes.xaxis.label.set_color(INK)


def say_above(axes: Axes, text: str) -> Axes:
    """The axes with one more thing said above them, behind what stands there, and in the text that stands for them."""
    from graphkit.drawing.alternative import tell, told

    tell(axes, told(axes), f"{text[:1].upper()}{text[1:]}.")
    title = axes.get_title()
    axes.set_title(f"{title}; {text}" if title else text, fontsize=9, color=SOFT)
    return axes


def nothing(axes: Axes, lang: str) -> None:
    """Say that there is nothing to show."""
    axes.text(0.5, 0.5, words(lang)("nothing"), ha="center", va="center", transform=axes.transAxes, color=SOFT)
