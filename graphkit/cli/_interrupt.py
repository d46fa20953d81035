"""Ctrl-C that works while the engine does: Python itself hears of it only when a call into the engine comes back."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType

from graphkit.cli._errors import INTERRUPTED

# What asks a program to stop: the keyboard, and the system or a scheduler.
STOPS = (signal.SIGINT, signal.SIGTERM)

# How long the main thread may take to hear of it before the process ends without it.
PATIENCE = 1.0


def listen(words: Callable[[], str]) -> None:
    """Leave at Ctrl-C, or when asked to end (SIGTERM), even where the main thread is inside the engine.

    A store that is left so is in the state of its last commit, as after a power cut; a load is finished by running it
    again.

    Parameters
    ----------
    words : callable
        What to say then.
    """
    heard = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        heard.set()
        raise KeyboardInterrupt

    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    for each in STOPS:
        signal.signal(each, on_signal)
    # Written to by the system's own handler, whatever the main thread is doing.
    signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)

    def wait() -> None:
        times = 0
        while number := ours.recv(1):
            times += number[0] in STOPS
            # Who presses twice does not want to wait.
            if times > 1 or (times and not heard.wait(PATIENCE)):
                _leave(words())

    threading.Thread(target=wait, name="graphkit-interrupt", daemon=True).start()
    # The thread holds `ours`; this end lives as long as the process.
    _kept.append(theirs)


_kept: list[socket.socket] = []


def _leave(words: str) -> None:
    with contextlib.suppress(OSError):
        show_cursor = "\x1b[?25h" if sys.stderr.isatty() else ""
        os.write(sys.stderr.fileno(), f"{show_cursor}graphkit: {words}\n".encode())
    os._exit(INTERRUPTED)
