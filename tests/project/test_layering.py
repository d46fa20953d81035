"""Who may import whom: the layers point one way, and heavy libraries stay in their rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

# A room, and the rooms of graphkit that its files may import from; its own room always.
ALLOWED = {
    "errors": set(),
    "discovery": {"errors"},
    "model": {"errors"},
    "loaders": {"errors", "model"},
    "casebase": set(),
    "stores": {"errors", "model"},
    "money": {"errors", "model"},
    "networks": {"errors", "model", "money", "words", "drawing"},
    "measures": {"errors", "model", "networks", "discovery"},
    "backend": {"errors", "networks", "measures", "discovery"},
    "backbones": {"errors", "networks", "drawing"},
    "coalitions": {"errors", "model", "money", "networks", "measures", "backbones", "discovery", "drawing"},
    "description": {"errors", "networks", "measures", "words", "drawing"},
    "paths": {"errors", "model", "networks", "measures", "words", "drawing"},
    "groups": {"errors", "model", "networks", "drawing"},
    "brokerage": {"errors", "money", "networks", "measures", "groups", "discovery", "drawing"},
    "bottom_link": {"errors", "model", "networks", "groups", "words", "drawing"},
    "accounts": {"errors", "model", "money", "networks", "drawing"},
    "resources": {"errors", "model", "money", "networks", "accounts", "words", "drawing"},
    "alignment": {"errors", "model", "money", "networks", "accounts", "words", "drawing"},
    "dissemination": {"errors", "model", "networks", "words", "drawing"},
    "needs": {"errors", "model", "money", "networks", "accounts", "words", "drawing"},
    "scenarios": {"errors", "model", "money", "networks", "backbones", "discovery", "words", "drawing"},
    "identity": {"errors", "model", "stores", "words", "formulas"},
    "territories": {"errors", "model", "stores", "words"},
    "querybook": {"errors", "model", "discovery", "queryvalues"},
    "queryvalues": {"errors"},
    "loading": {"errors", "model", "stores", "discovery", "loaders"},
    "writing_back": {"errors", "model", "stores", "networks"},
    "reading_back": {"errors", "stores", "networks", "coalitions"},
    "words": {"errors"},
    "rows": set(),
    "xml_text": set(),
    "files": set(),
    "formulas": set(),
    "comparisons": {"errors", "words", "formulas"},
    "recipes": {
        *("errors", "model", "discovery", "loaders", "loading", "casebase", "graph", "networks", "measures"),
        *("backbones", "coalitions", "description", "groups", "brokerage", "bottom_link", "accounts", "resources"),
        *("scenarios", "reports", "rows", "words", "querybook", "exports", "maps"),
    },
    "drawing": {"errors", "words", "xml_text"},
    "graph": {
        *("errors", "model", "stores", "networks", "querybook", "discovery", "loaders", "loading", "writing_back"),
    },
    "reports": {
        *("errors", "model", "money", "networks", "measures", "coalitions", "paths", "querybook", "graph", "words"),
        *("writing_back", "drawing", "backbones", "brokerage", "groups", "scenarios", "discovery", "xml_text"),
        *("formulas", "comparisons"),
    },
    "exports": {"errors", "model", "networks", "discovery", "words", "drawing", "coalitions", "xml_text", "formulas"},
    "maps": {
        *("errors", "model", "networks", "coalitions", "reading_back", "stores", "graph", "reports", "drawing"),
        *("words", "needs", "files"),
    },
    "cli": {
        *("errors", "model", "networks", "measures", "coalitions", "paths", "querybook", "graph", "casebase"),
        *("reports", "maps", "loaders", "discovery", "words", "loading", "accounts", "identity", "territories"),
        *("description", "backbones", "groups", "bottom_link", "brokerage", "reading_back", "scenarios", "resources"),
        *("recipes", "comparisons", "rows"),
        *("alignment", "dissemination", "drawing"),
        *("needs", "exports", "files", "formulas"),
    },
}

# A library, and the only rooms that may import it.
ONLY_IN = {"neo4j": {"stores"}, "arcadedb": {"stores"}, "click": {"cli"}, "rich": {"cli"}} | {
    "jinja2": {"reports", "maps"},
    "lxml": {"loaders"},
    "numba": {"networks"},
    "weasyprint": {"reports"},
}


def _files() -> list[Path]:
    return sorted([*ROOT.joinpath("graphkit").rglob("*.py"), *ROOT.joinpath("loaders").rglob("*.py")])


def _room(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] == "loaders" else parts[1]


def _imports(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno} imports relatively"
            module = node.module or ""
            if module == "graphkit":
                yield from ((f"graphkit.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield module, node.lineno
            assert all(alias.name != "*" for alias in node.names), f"{file}:{node.lineno} imports *"
        elif isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)


@pytest.mark.parametrize("file", _files(), ids=lambda f: str(f.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may(file: Path) -> None:
    room = _room(file)
    for module, line in _imports(file):
        top, *rest = module.split(".")
        assert top not in ("loaders", "queries"), f"{file}:{line} imports the folder {top} and not graphkit.{top}"
        assert room in ONLY_IN.get(top, {room}), f"{file}:{line} imports {top}, which only {ONLY_IN[top]} may"
        # The package's own face, its documentation and its start may look everywhere.
        if top != "graphkit" or not rest or room in ("__init__", "__main__", "docs", "version"):
            continue
        if rest[0] in ("__version__", "version"):
            continue
        assert rest[0] in ALLOWED[room] | {room}, f"{file}:{line}: {room} may not import graphkit.{rest[0]}"


def test_every_room_is_in_the_table() -> None:
    rooms = {_room(file) for file in _files()} - {"__init__", "__main__", "docs", "version"}
    assert rooms <= set(ALLOWED)
