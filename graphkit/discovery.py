"""What is found by file: loaders, measures, commands, exports. A new one is a new file and nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from graphkit.errors import UnknownName


@cache
def names(package: str) -> tuple[str, ...]:
    """The public modules of a package, sorted, without importing them.

    Examples
    --------
    >>> "scdl" in names("graphkit.loaders")
    True
    """
    paths = importlib.import_module(package).__path__
    return tuple(sorted(found.name for found in pkgutil.iter_modules(paths) if not found.name.startswith("_")))


def module(package: str, name: str, what: str) -> ModuleType:
    """One module of a package by its name.

    Raises
    ------
    UnknownName
        There is none of that name; `what` says in the message what it should have been.
    """
    if name not in names(package):
        raise UnknownName(what, name, names(package))
    return importlib.import_module(f"{package}.{name}")
