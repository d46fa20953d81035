"""How long work will take, said once where nobody watches the bar that shows it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from graphkit.cli._settings import Settings

# What is measured over less says little; what takes less needs no word.
MEASURED, LEAST_SECONDS = 0.01, 60.0


def time_needed(settings: Settings, told: Callable[[float], None]) -> Callable[[float], None]:
    """What to call with the share that is done, which goes on to `told`.

    The time is reckoned from the first call on: what goes before, and what is compiled for the first piece of work,
    comes once.
    """
    first: tuple[float, float] | None = None
    over = settings.watched

    def tell(share: float) -> None:
        nonlocal first, over
        told(share)
        if first is None:
            first = (monotonic(), share)
            return
        if over or share - first[1] < MEASURED:
            return
        over = True
        seconds = (monotonic() - first[0]) / (share - first[1]) * (1 - first[1])
        if seconds >= LEAST_SECONDS:
            settings.say("time_needed", n=max(round(seconds / 60), 1))

    return tell
