"""One place that turns an error into a line and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from graphkit.cli._messages import reason, said
from graphkit.cli._settings import Settings
from graphkit.errors import FormatError, GraphkitError

INTERRUPTED = 130  # 128 + SIGINT, as shells do


class Interrupted(Exception):
    """Ctrl-C, or a reader of the output that went away (``graphkit … | head``)."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


def run(call: Callable[[], Any], settings: Settings) -> int:
    """The exit code of a call, after its error, if there was one, was said in a line."""
    try:
        result = call()
        sys.stdout.flush()
    except (Interrupted, BrokenPipeError, KeyboardInterrupt, click.Abort) as error:
        return _interrupted(error, settings)
    except click.ClickException as error:
        return _click(error, settings)
    except FormatError as error:
        return _say(reason(str(error), settings.lang), error, settings, error.exit_code)
    except GraphkitError as error:
        return _say(said(str(error), settings.lang), error, settings, error.exit_code)
    except OSError as error:
        _let_go_of_output()
        place = f" ({error.filename})" if error.filename else ""
        return _say(settings.word("system", reason=f"{error.strerror or error}{place}"), error, settings, 1)
    except Exception as error:  # the last line of defence: a fault of ours is said in a line too
        text = f"{type(error).__name__}: {error}".rstrip(".: ")
        return _say(f"{text}. {settings.word('fault')}", error, settings, 1)
    return result if isinstance(result, int) else 0


def _interrupted(error: BaseException, settings: Settings) -> int:
    cause = error.cause if isinstance(error, Interrupted) else error
    if isinstance(cause, BrokenPipeError):
        # Nobody reads on: nothing to say.
        _to_nowhere()
        return 0
    return _say(settings.word("interrupted"), cause, settings, INTERRUPTED)


def _let_go_of_output() -> None:
    """Drop what a full disk does not take."""
    try:
        sys.stdout.flush()
    except OSError:
        _to_nowhere()


def _to_nowhere() -> None:
    """Python flushes at its end: what cannot be written must not be complained of in lines of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _click(error: click.ClickException, settings: Settings) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    words = said(" ".join(error.format_message().split()), settings.lang)
    context = getattr(error, "ctx", None)
    if context is not None:
        end = "" if words.endswith((".", "?", "?)")) else "."
        words = f"{words}{end} {settings.word('see_help', command=context.command_path)}"
    return _say(words, error, settings, error.exit_code)


def _say(words: str, error: BaseException, settings: Settings, code: int) -> int:
    if settings.debug:
        traceback.print_exception(error)
    # One line whatever the engine's message looks like; it can be found by grep and fits a log.
    click.echo(f"graphkit: {' '.join(words.split())}", err=True)
    return code
