"""The sources that a recipe names: formats, files, options, and what their content must be."""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graphkit import discovery
from graphkit.recipes.places import At, require_known, shown, unknown
from graphkit.recipes.recipe import SourceAsked
from graphkit.recipes.values import plain, text, texts

LOADERS = "graphkit.loaders"

CASEBASE = "casebase"
"""The format of the cases that graphkit brings along: a source without files."""

KNOWN = ("publisher", "licence", "url", "retrieved")
KEYS = ("format", "files", "mapping", "sha256", "options", *KNOWN)

_SHA256 = re.compile(r"[0-9a-f]{64}")


def sources(at: At, value: object, folder: Path) -> tuple[SourceAsked, ...]:
    """All sources, in the order of the recipe."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise at.key("source").says("Write [[source]], with two brackets on either side, for each.")
    return tuple(_source(At(at.recipe, f"[[source]] {n}"), each, folder) for n, each in enumerate(value, start=1))


def _source(at: At, table: Mapping[str, Any], folder: Path) -> SourceAsked:
    require_known(at, table, KEYS)
    if "format" not in table:
        raise at.says('It has no format. Write one, as in format = "scdl"; graphkit formats lists them.')
    format, formats = text(at.key("format"), table["format"]), (*discovery.names(LOADERS), CASEBASE)
    if format not in formats:
        raise at.key("format").says(unknown("format", format, formats))
    if format == CASEBASE:
        return _casebase(at, table)
    if "files" not in table:
        raise at.says('It has no files. Write files = ["grants.csv"].')
    written = texts(at.key("files"), table["files"])
    return SourceAsked(
        place=at.where,
        format=format,
        files=tuple(path for name in written for path in _found(at.key("files"), name, folder)),
        written=written,
        sha256=_hashes(at.key("sha256"), table.get("sha256", [])),
        known=_known(at, table),
        options=_options(at, table, format, folder),
    )


def _casebase(at: At, table: Mapping[str, Any]) -> SourceAsked:
    from graphkit.casebase import folder

    require_known(at, table, ("format", "sha256"))
    hashes = _hashes(at.key("sha256"), table.get("sha256", []))
    return SourceAsked(at.where, CASEBASE, (folder(),), (), hashes, {}, {})


def _found(at: At, name: str, folder: Path) -> list[Path]:
    """The file or folder of a name, or all that a pattern names, sorted."""
    path = folder / name
    try:
        there = path.exists()
    except OSError as error:
        raise at.says(f"{shown(name)} cannot be read: {error.strerror}. Name another file.") from None
    if there:
        return [path]
    if not any(mark in name for mark in "*?["):
        raise at.says(f"There is no file {shown(name)} beside the recipe. Paths are relative to it.")
    found = sorted(glob.glob(name if Path(name).is_absolute() else str(Path(glob.escape(str(folder)), name))))
    if not found:
        raise at.says(f"No file is named like {shown(name)}. Paths are relative to the recipe.")
    return [Path(each) for each in found]


def _hashes(at: At, value: object) -> tuple[str, ...]:
    found = tuple(each.strip().lower() for each in texts(at, value))
    for each in found:
        if not _SHA256.fullmatch(each):
            raise at.says(f"{shown(each)} is no SHA-256: 64 digits of 0-9 and a-f. graphkit run --check prints them.")
    return found


def _known(at: At, table: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {name: text(at.key(name), table[name]) for name in KNOWN[:3] if name in table}
    if "retrieved" in table:
        day = table["retrieved"]
        if isinstance(day, datetime) or not isinstance(day, (date, str)):
            raise at.key("retrieved").says(f"{shown(day)} is no day. Write it as 2026-01-31.")
        try:
            given["retrieved"] = date.fromisoformat(day) if isinstance(day, str) else day
        except ValueError:
            raise at.key("retrieved").says(f"{shown(day)} is no day. Write it as 2026-01-31.") from None
    return given


def _options(at: At, table: Mapping[str, Any], format: str, folder: Path) -> dict[str, Any]:
    """The options of the loader, as the command line would hand them on: texts, and the mapping as a file."""
    loader = discovery.module(LOADERS, format, "format")
    known = [name for name in loader.OPTIONS if name != "mapping"]
    given = plain(at.key("options"), table.get("options", {}))
    for name in given:
        if name not in known:
            raise at.key("options").says(unknown(f"option of the format {format}", name, known))
    options: dict[str, Any] = {name: str(value) for name, value in given.items()}
    if "mapping" in table:
        own = at.key("mapping")
        if "mapping" not in loader.OPTIONS:
            raise own.says(f'The format {format} takes no mapping. Leave it out, or write format = "tables".')
        (options["mapping"],) = _found(own, text(own, table["mapping"]), folder)[:1]
    return options
