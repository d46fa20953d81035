"""The rows of a query of the library: as ``graphkit query``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material
from graphkit.recipes.tables import ENDINGS, write_table

__all__ = ["ENDINGS", "NAMED", "check", "write"]

NAMED = "query"


def check(given: Mapping[str, Any]) -> None:
    """Refuse a query or a parameter that does not exist, and a value that is not of the parameter's type."""
    from graphkit import querybook
    from graphkit.errors import UnknownName, UsageError

    if "query" not in given:
        raise UsageError("It names no query. Write query=…; graphkit query lists them.")
    found = querybook.query(given["query"])
    for name in given.get("params", {}):
        if name not in found.params:
            raise UnknownName(f"parameter of {found.name}", name, found.params)
    for name, parameter in found.params.items():
        if parameter.required and name not in given.get("params", {}):
            raise UsageError(f"The query {found.name} needs {name}. Write params = {{ {name} = … }}.")
    found.values(given.get("params", {}))


def write(of: Material, place: Path, *, query: str, params: Mapping[str, object] | None = None) -> Mapping[str, Any]:
    """Write the rows; see `graphkit.graph.Graph.query`. They are of all the data, whatever the network."""
    write_table(place, of.graph.query(query, **params or {}))
    return {"method": f"query {query}", "parameters": dict(params or {})}
