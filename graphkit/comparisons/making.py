"""How two reports were made: another question, seed or version may be why a number changed."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

RECORD = "run.json"

# What is compared: the words for it, and where it stands in the record.
COMPARED = (("version", ("versions", "graphkit")), ("seed", ("seed",)), ("networks", ("networks",)))

# The number whose command has all options of the network of a report, and no others but the store.
OF_NETWORK = "network.actors"

# The number that is the fingerprint of the data.
OF_DATA = "made.data"


def asked(rows: Iterable[Mapping[str, object]]) -> str | None:
    """The options of the network that a report was asked for, as its evidence has them; None where it does not say."""
    for row in rows:
        if row.get("key") == OF_NETWORK and isinstance(command := row.get("query"), str):
            try:
                words = shlex.split(command)
            except ValueError:
                return None
            if words[:2] != ["graphkit", "describe"]:
                return None
            if "--store" in words:
                at = words.index("--store")
                del words[at : at + 2]
            return shlex.join(words[2:])
    return None


def data(rows: Iterable[Mapping[str, object]]) -> str:
    """The fingerprint of the data of a report; empty where its evidence does not say it."""
    return next((str(row.get("value") or "") for row in rows if row.get("key") == OF_DATA), "")


def differences(old: Path, new: Path) -> Iterator[tuple[str, str, str]]:
    """What differs in how two reports were made (``version``, ``seed``, ``networks``), with what it was in each.

    Nothing where one of them has no ``run.json`` beside it or in the folder above, or where it cannot be read.
    """
    before, after = _record(old), _record(new)
    if before is None or after is None:
        return
    for what, path in COMPARED:
        one, other = _at(before, path), _at(after, path)
        if one != other:
            yield what, _told(one), _told(other)


def _record(evidence: Path) -> Any:
    for folder in (evidence.resolve().parent, evidence.resolve().parent.parent):
        try:
            return json.loads((folder / RECORD).read_bytes())
        except (OSError, ValueError, RecursionError):
            continue
    return None


def _at(record: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def _told(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
