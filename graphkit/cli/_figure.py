"""The option that draws what a command found into a file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli._output import check_place, write_text
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# What a file may end in to be drawn into.
PICTURES = ("svg", "png", "pdf")


def picture_file(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a picture that could not be written, before the work is done."""
    if value is None:
        return None
    settings = context.ensure_object(Settings)
    if ending(value) not in PICTURES:
        raise UsageError(settings.word("no_picture", file=value, endings=", ".join(f".{each}" for each in PICTURES)))
    check_place(value, option="--figure")
    return value


figure_option = click.option(
    "--figure", "--plot", callback=picture_file, metavar="FILE", help="Draw it as well, to a .svg, .png, .pdf."
)


def check_figure(settings: Settings, file: str | None) -> None:
    """Refuse one file for the rows and for the picture."""
    if file is not None and settings.output is not None and Path(file).resolve() == Path(settings.output).resolve():
        raise UsageError(settings.word("one_file_twice", file=file))


def save_figure(settings: Settings, axes: Axes, file: str, alternative: str | None = None) -> None:
    """Write what was drawn, and say where it is. The same numbers give the same bytes.

    What it shows in words, where it is given, is kept in the file for those who do not see it.
    """
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    nothing = {"svg": {"Date": None, "Creator": None}, "pdf": {"CreationDate": None, "Creator": None, "Producer": None}}
    told = {"Subject" if ending(file) == "pdf" else "Description": alternative} if alternative else {}
    made = io.BytesIO()
    from matplotlib.figure import Figure

    sheet = axes.get_figure()
    assert isinstance(sheet, Figure)
    with mpl.rc_context({"svg.hashsalt": "graphkit"}):
        sheet.savefig(made, format=ending(file), dpi=150, metadata=nothing.get(ending(file), {}) | told)
    plt.close(sheet)
    write_text(made.getvalue(), file, option="--figure")
    settings.say("figure", file=file)


def ending(file: str) -> str:
    """What a file's name ends in, without the dot."""
    return Path(file).suffix.lower().removeprefix(".")
