"""How long work will take, said once where nobody watches the bar that shows it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from graphkit.cli._settings import Settings

# What is measured over less says little; what takes less needs no word.
MEASURED, LEAST_SECONDS = 0.01, 60.0


def time_needed(settings: Settings, told: Callable[[float], None]) -> Callable[[float], None]:
    """What to call with the share that is done, which goes on to `told`; work begins now."""
    begun, over = monotonic(), settings.watched

    def tell(share: float) -> None:
        nonlocal over
        told(share)
        if over or share < MEASURED:
            return
        over = True
        seconds = (monotonic() - begun) / share
        if seconds >= LEAST_SECONDS:
            settings.say("time_needed", n=max(round(seconds / 60), 1))

    return tell
