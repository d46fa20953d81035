"""The command line as a test calls it: what it printed where, and how it left."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner


@dataclass(frozen=True)
class Ran:
    """What a command line printed and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _log_levels() -> Iterator[None]:
    """The command line sets logging up for its process; here that process goes on with other tests."""
    logger = logging.getLogger("graphkit")
    level = logger.level
    yield
    logger.setLevel(level)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``graphkit`` with these words, in this process; the environment names no store."""
    for name in ("GRAPHKIT_STORE", "GRAPHKIT_USER", "GRAPHKIT_PASSWORD"):
        monkeypatch.delenv(name, raising=False)

    def called(*words: str, stdin: str | None = None) -> Ran:
        from graphkit.cli._group import root

        result = CliRunner().invoke(root, words, input=stdin, prog_name="graphkit")
        # As bytes, for click makes line ends alike.
        return Ran(result.exit_code, result.stdout_bytes.decode(), result.stderr)

    return called


# Three funders in a row: the town and the fund share a nursery, the fund and the foundation a garden.
TABLES = {
    "actors.csv": """\
id,name,kind,scale,aliases
ville,Ville de Roubaix,local_authority,municipal,Roubaix
caf,Caf du Nord,public_body,departmental,
fondation,Fondation des Flandres,foundation,regional,
jardiniers,Les Jardiniers,association,neighbourhood,
""",
    "actions.csv": """\
id,name,scale
creche,Crèche du Parc,neighbourhood
jardin,Jardin partagé,neighbourhood
cafe,Café des enfants,neighbourhood
""",
    "funds.csv": """\
start,end,amount,currency,date
ville,creche,1000,EUR,2019
caf,creche,500,EUR,2019
caf,jardin,200,EUR,2021
fondation,jardin,300,EUR,2021
ville,cafe,,,2020
""",
    "takes_part.csv": """\
start,end,role
jardiniers,jardin,operator
""",
}


@pytest.fixture(scope="session")
def small_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of plain tables: 4 actors, 3 actions, 5 ties of money, one of taking part."""
    folder = tmp_path_factory.mktemp("small") / "tables"
    folder.mkdir()
    for name, text in TABLES.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small_store(small_tables: Path) -> Path:
    """An embedded store with `small_tables`, for tests that only read."""
    import graphkit

    place = small_tables.with_name("store")
    with graphkit.open(place) as graph:
        graph.load("tables", small_tables, rejects=None)
    return place


@pytest.fixture
def own_store(small_store: Path, tmp_path: Path) -> Path:
    """A copy of `small_store`, for a test that writes."""
    return Path(shutil.copytree(small_store, tmp_path / "own-store"))
