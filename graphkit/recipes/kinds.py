"""The kinds of outputs there are: one file each in `graphkit.recipes.outputs`, found by name."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from graphkit import discovery
from graphkit.recipes.values import parameters

PACKAGE = "graphkit.recipes.outputs"


def kinds() -> tuple[str, ...]:
    """The kinds, as recipes and commands spell them.

    Examples
    --------
    >>> "report" in kinds(), "bottom-link" in kinds()
    (True, True)
    """
    return tuple(name.replace("_", "-") for name in discovery.names(PACKAGE))


def module(kind: str) -> ModuleType:
    """The module of a kind.

    It has ``ENDINGS`` (of the file that it writes, the usual one first; none for a folder), ``write`` and perhaps
    ``check``, which refuses options before there are data, and ``FIRST``, true where others look for what it makes.
    `write` takes the `Material`, the place, and its options by name; it says how what it wrote came about.
    """
    return discovery.module(PACKAGE, kind.replace("-", "_"), "output")


@cache
def options(kind: str) -> dict[str, str]:
    """The options of a kind by name, each with what it takes; see `graphkit.recipes.values.KINDS`."""
    return parameters(module(kind).write, leave_out=("of", "place"))
