"""What setup.cfg lists is what there is: a package left out works in a checkout and is absent from the wheel."""

from __future__ import annotations

import configparser
from pathlib import Path

from tests.conftest import ROOT


def _config() -> configparser.ConfigParser:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    return config


def _lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip() and not line.strip().startswith("#")]


def _package(folder: Path) -> str:
    parts = folder.relative_to(ROOT).parts
    return ".".join(parts if parts[0] == "graphkit" else ("graphkit", *parts))


def test_packages_are_the_folders() -> None:
    folders = [f.parent for top in ("graphkit", "loaders", "queries") for f in (ROOT / top).rglob("__init__.py")]
    assert sorted(_package(folder) for folder in folders) == sorted(_lines(_config()["options"]["packages"]))


def test_every_data_file_is_packaged() -> None:
    patterns = {
        key: [pattern.strip() for line in _lines(value) for pattern in line.split(",")]
        for key, value in _config()["options.package_data"].items()
    }
    for top in ("graphkit", "loaders", "queries"):
        for file in (ROOT / top).rglob("*"):
            if not file.is_file() or file.suffix in (".py", ".pyc"):
                continue
            package = _package(file.parent)
            assert any(file.match(p) for p in patterns.get(package, [])), f"{file} is in no wheel: see package_data"


def test_the_installed_package_is_this_checkout() -> None:
    import graphkit.loaders
    import graphkit.queries

    assert list(graphkit.loaders.__path__) == [str(ROOT / "loaders")]
    assert list(graphkit.queries.__path__) == [str(ROOT / "queries")]
