"""The option that keeps how a result came about, beside its rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any

import click

from graphkit.cli._output import check_place, plain_value, write_text
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError


def _checked(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse, before anything is worked out, a file that cannot be written."""
    if value == "-":
        raise UsageError("--provenance has a file of its own: rows go to standard output. Name one.")
    if value is not None:
        check_place(value, option="--provenance")
    return value


def refuse_one_file_twice(settings: Settings, file: str | None) -> None:
    """Refuse to write over the rows.

    Raises
    ------
    UsageError
        The file is that of ``--output``.
    """
    if file is not None and settings.output is not None and Path(file).resolve() == Path(settings.output).resolve():
        raise UsageError(settings.word("rows_and_provenance", file=file))


def provenance_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the option ``--provenance``, which it hands to `keep`."""

    @wraps(function)
    def checked(*args: Any, provenance: str | None, **options: Any) -> Any:
        settings = click.get_current_context().find_object(Settings)
        if settings is not None:
            refuse_one_file_twice(settings, provenance)
        return function(*args, provenance=provenance, **options)

    return click.option(
        "--provenance",
        callback=_checked,
        metavar="FILE",
        help="Write how the rows came about into a JSON file: network, data, method, options, version.",
    )(checked)


def keep(settings: Settings, file: str | None, provenance: Mapping[str, Any]) -> None:
    """Write the provenance of a result into a file, where one was named."""
    if file is not None:
        text = json.dumps(plain_value(provenance), ensure_ascii=False, indent=2, allow_nan=False)
        write_text(f"{text}\n", file, option="--provenance")
        settings.say("provenance", file=file)
