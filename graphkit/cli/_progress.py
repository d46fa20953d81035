"""Signs of life on standard error, where a person watches, for what takes more than a second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from graphkit.cli._settings import Settings

DELAY = 1.0


@contextmanager
def progress(settings: Settings) -> Iterator[Callable[[int], Any] | None]:
    """What to call with the number of rows read so far, to show it; None where nobody watches."""
    if not settings.watched:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,}"), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(settings.word("rows_read"), total=None)
    with _after_a_second(bar.start, bar.stop):
        yield lambda rows: bar.update(task, completed=rows)


@contextmanager
def busy(settings: Settings) -> Iterator[Callable[[str], None]]:
    """A sign that something goes on, for work whose end is not known; call what it gives to say what it is."""
    if not settings.watched:
        yield lambda words: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(settings.word("working"), total=None)
    with _after_a_second(bar.start, bar.stop):
        yield lambda words: bar.update(task, description=words)


@contextmanager
def measuring(settings: Settings) -> Iterator[Callable[[str, float], None]]:
    """How far one piece of work after another has come, and how long it will still take.

    Call what it gives with words for the piece and 0 where it begins, then with the share of it that is done. What
    never gives a share shows that it goes on.
    """
    if not settings.watched:
        yield lambda words, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    words, times = TextColumn("{task.description}"), (TimeElapsedColumn(), TextColumn("/"), TimeRemainingColumn())
    bar = Progress(SpinnerColumn(), words, BarColumn(), *times, console=Console(stderr=True), transient=True)
    task = bar.add_task(settings.word("working"), total=None)

    def tell(words: str, share: float) -> None:
        if share == 0.0:
            bar.reset(task, total=None, description=words)
        else:
            bar.update(task, total=1.0, completed=share)

    with _after_a_second(bar.start, bar.stop):
        yield tell


@contextmanager
def _after_a_second(start: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """Start a display when a second has passed, stop it at the end; started never where the end comes first."""
    lock, over = threading.Lock(), False

    def begin() -> None:
        with lock:
            if not over:
                start()

    timer = threading.Timer(DELAY, begin)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            over = True
            stop()
