"""A browser that drives pages: Node with playwright-core and axe-core from npm, and a Chromium of this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

Drive = Callable[[str, Path], dict[str, Any]]

NEEDED = ("playwright-core", "axe-core")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def node_packages() -> Path:
    """A folder with the packages that the tests of pages need, fetched once into the cache of `make map-bundle`."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}")
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    cache = Path(os.environ.get("MAP_BUNDLE") or home / "graphkit" / "map-bundle")
    wanted = ROOT / "scripts" / "map" / "package.json"
    versions = json.loads(wanted.read_text())["devDependencies"]
    if not all(_there(cache, name, versions[name]) for name in NEEDED):
        cache.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, cache)
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
        done = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
        if not all(_there(cache, name, versions[name]) for name in NEEDED):
            pytest.skip(f"npm cannot fetch {', '.join(NEEDED)}: {done.stderr.strip()[-200:]}")
    return cache


def _there(cache: Path, name: str, version: str) -> bool:
    file = cache / "node_modules" / name / "package.json"
    return file.is_file() and json.loads(file.read_text())["version"] == version


@pytest.fixture(scope="session")
def drive(node_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Drive:
    """Drive a page through a scenario of ``drive.mjs``; what was seen."""
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    chromium = os.environ.get("CHROMIUM") or next((path for path in found if path), None)
    if chromium is None:
        pytest.skip("needs Chromium (CHROMIUM, or chromium on the path)")

    def driven(scenario: str, page: Path) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp(scenario)
        script = Path(__file__).with_name("drive.mjs")
        command = ["node", *map(str, (script, node_packages, scenario, page, folder))]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "CHROMIUM": chromium}
        )
        assert done.returncode == 0, done.stderr
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    return driven
