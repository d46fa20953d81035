"""``run.json``: what a run read, with what, and what it made; the same but for its dates when it is made again."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.rows import plain_value

if TYPE_CHECKING:
    from graphkit.recipes.recipe import Recipe

# What numbers and pictures may depend on.
LIBRARIES = (
    *("arcadedb", "graspologic-native", "jinja2", "matplotlib", "networkx", "numba", "numpy", "pandas", "pyarrow"),
    "scipy",
)


def record(
    recipe: Recipe,
    *,
    began: datetime,
    ended: datetime,
    snapshot: str,
    sources: Sequence[Mapping[str, Any]],
    outputs: Sequence[Mapping[str, Any]],
) -> str:
    """The record of a run as JSON.

    Returns
    -------
    str
        An object with ``dates`` (``began``, ``ended``: the only values that another run changes), ``recipe`` (file and
        SHA-256), ``versions``, ``seed``, ``languages``, ``snapshot`` (the hash of the data), ``sources`` (files with
        their SHA-256, and what became of their rows), ``networks`` and ``outputs`` (kind, options, how it came about,
        files with their SHA-256).
    """
    told = {
        "dates": {"began": began.isoformat(timespec="seconds"), "ended": ended.isoformat(timespec="seconds")},
        "recipe": {"file": recipe.file.name, "sha256": recipe.sha256},
        "versions": {"graphkit": __version__, "python": platform.python_version(), **_libraries()},
        "seed": recipe.seed,
        "languages": list(recipe.languages),
        "snapshot": snapshot,
        "sources": list(sources),
        "networks": {name: dict(options) for name, options in recipe.networks.items()},
        "outputs": list(outputs),
    }
    return json.dumps(plain_value(told), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _libraries() -> dict[str, str]:
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
