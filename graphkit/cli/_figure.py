"""The option that draws what a command found into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli._output import check_place, write_text
from graphkit.cli._settings import Settings
from graphkit.drawing.svg import FORMATS
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.networks.snapshot import Snapshot


def picture_file(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse a picture that could not be written, before the work is done."""
    if value is None:
        return None
    settings = context.ensure_object(Settings)
    if ending(value) not in FORMATS:
        raise UsageError(settings.word("no_picture", file=value, endings=", ".join(f".{each}" for each in FORMATS)))
    check_place(value, option="--plot")
    return value


figure_option = click.option(
    "--plot", "figure", callback=picture_file, metavar="FILE", help="Draw it as well, to a .svg, .png, .pdf."
)


def check_figure(settings: Settings, file: str | None) -> None:
    """Refuse one file for the rows and for the picture."""
    if file is not None and settings.output is not None and Path(file).resolve() == Path(settings.output).resolve():
        raise UsageError(settings.word("one_file_twice", file=file))


def draw(settings: Settings, file: str | None, plot: Callable[..., Axes], snapshot: Snapshot | None = None) -> None:
    """Draw what a command found, where a picture was asked for, and say where it is.

    Parameters
    ----------
    file : str or None
        Where to; nothing is drawn for None.
    plot : callable
        The `plot` of a result, which takes the language.
    snapshot : Snapshot, optional
        Has the French names, which stand in a picture in French.
    """
    if file is None:
        return
    from graphkit.drawing.names import names_as

    with names_as(_french(snapshot) if settings.lang == "fr" and snapshot is not None else {}):
        save_figure(settings, plot(lang=settings.lang), file)


def _french(snapshot: Snapshot) -> dict[str, str]:
    """What names, and the codes that stand as names of groups, are in French."""
    from graphkit.model.vocabularies import vocabularies
    from graphkit.networks.called import french

    codes = {code: term.fr for name in ("scales", "kinds", "bases") for code, term in vocabularies()[name].items()}
    return codes | french(snapshot)


def save_figure(settings: Settings, axes: Axes, file: str, alternative: str | None = None) -> None:
    """Write what was drawn, and say where it is. The same numbers give the same bytes.

    What it shows in words is kept in the file for those who do not see it: as given, else as the picture tells it.
    """
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure

    from graphkit.drawing.alternative import told
    from graphkit.drawing.svg import as_file

    sheet = axes.get_figure()
    assert isinstance(sheet, Figure)
    made = as_file(sheet, ending(file), alternative or told(axes))
    plt.close(sheet)
    write_text(made, file, option="--plot")
    settings.say("figure", file=file)


def ending(file: str) -> str:
    """What a file's name ends in, without the dot."""
    return Path(file).suffix.lower().removeprefix(".")
