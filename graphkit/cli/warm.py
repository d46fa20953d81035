"""``graphkit warm``: the compiled functions for large networks made ready ahead."""

from __future__ import annotations

import os
import time
from importlib.util import find_spec

import click

from graphkit.cli._group import Command
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.errors import FallsShort

COLUMNS = ("kernels", "state", "seconds")


@click.command("warm", cls=Command)
@click.pass_obj
def command(settings: Settings) -> None:
    """Compile ahead what large networks are measured with.

    Large networks, from some 500 actors on, are measured by functions that are compiled on this machine when they are
    first used, which takes ten seconds or more, and kept for the next time. Here they are compiled before anybody
    waits: after an installation, or when an image of a machine is made.

    They are kept in your cache folder, for you alone: run this as the user who will work. Where that folder cannot be
    written, set NUMBA_CACHE_DIR to one of your own that can, for this command and for all that follow.

    Examples
    --------
    graphkit warm
    """
    if find_spec("numba") is None:
        settings.say("warm_no_numba")
        return
    from graphkit.networks.kernels.warming import place, warm

    kept = place()
    if kept is None:
        given = os.environ.get("NUMBA_CACHE_DIR")
        # Who has set it already is not helped by being told to.
        raise FallsShort(settings.word("warm_not_there", folder=given) if given else settings.word("warm_nowhere"))
    started = time.perf_counter()
    with busy(settings) as now_at:
        rows = []
        for warmed in warm(now_at):
            state = "compiled" if warmed.compiled else "from_disk"
            shown = settings.word(STATES[state]) if settings.shape == "table" else state
            rows.append((warmed.name, shown, round(warmed.seconds, 2)))
    settings.rows(COLUMNS, rows)
    settings.say("warm_done", n=len(rows), seconds=round(time.perf_counter() - started, 1))
    settings.say("warm_kept", folder=kept)


# What became of the functions of a file, and its name for people.
STATES = {"compiled": "warm_state.compiled", "from_disk": "warm_state.from_disk"}
