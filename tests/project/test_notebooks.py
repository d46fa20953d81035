"""The notebooks: each runs from top to bottom, is kept without outputs, and uses public names only."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# Modules of graphkit that a reader is told about beside `import graphkit` itself.
PUBLIC_MODULES = {"graphkit", "graphkit.casebase", "graphkit.coalitions", "graphkit.errors", "graphkit.measures"}
PUBLIC_MODULES |= {"graphkit.paths", "graphkit.reports", "graphkit.scenarios"}


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> NotebookNode:
    """Each notebook as it is kept."""
    nbformat = pytest.importorskip("nbformat")
    read: NotebookNode = nbformat.read(request.param, as_version=4)
    nbformat.validate(read)
    return read


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


def test_is_kept_without_outputs(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_begins_with_a_title_and_imports_public_names_only(notebook: NotebookNode) -> None:
    assert notebook.cells[0].source.startswith("# ")
    imported = set()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module))
                assert not any(name.name.startswith("_") for name in node.names)
            elif isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_"), node.attr
    assert {name for name in imported if name.split(".")[0] == "graphkit"} <= PUBLIC_MODULES


@pytest.mark.slow
def test_runs_from_top_to_bottom(notebook: NotebookNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    # Nothing of the user's own settings or history is read or written.
    for name in ("IPYTHONDIR", "MPLCONFIGDIR", "JUPYTER_RUNTIME_DIR"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.delenv("GRAPHKIT_STORE", raising=False)
    folder = tmp_path / "working directory"
    folder.mkdir()
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    complaints = [output.text for output in outputs if output.get("name") == "stderr"]
    assert complaints == []
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert list(folder.iterdir()) == []
