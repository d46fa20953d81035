"""What a load of tables comes to, for the tests of the tables loader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphkit.loaders import tables
from graphkit.model.batches import Account, Batcher
from graphkit.model.records import Fault, SourceFile

DATA = Path(__file__).parents[2] / "data" / "tables"


@dataclass
class Loaded:
    """Nodes by label and id, ties by type, what was not used, and the account, as the Batcher has them."""

    account: Account = field(default_factory=Account)
    nodes: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    funders: set[str] = field(default_factory=set)
    ties: dict[str, list[tuple[str, str, dict[str, Any]]]] = field(default_factory=dict)
    rejected: list[tuple[str, Fault]] = field(default_factory=list)
    set_aside: list[tuple[str, Fault]] = field(default_factory=list)

    def names(self, label: str) -> dict[str, str]:
        """Id -> name of the nodes of a label."""
        return {id: node["name"] for (kind, id), node in self.nodes.items() if kind == label}

    def pairs(self, type: str) -> set[tuple[str, str]]:
        """Ids of start and end of each tie of a type."""
        return {(start, end) for start, end, _ in self.ties.get(type, [])}

    def content(self) -> Any:
        """All of it in one order, without the places of ties in files."""
        ties = sorted((type, *tie[:2], tie[2]["id"]) for type, several in self.ties.items() for tie in several)
        return sorted(self.nodes.items(), key=repr), sorted(self.funders), ties


def loaded(paths: Path | Sequence[Path], mapping: Path | None = None, stored: Iterable[str] = ()) -> Loaded:
    """The tables as the Batcher takes them; `stored` are ids that the store has."""
    found = Loaded()
    held = set(stored)

    def on_fault(locator: str, fault: Fault, whole_row: bool) -> None:
        (found.rejected if whole_row else found.set_aside).append((locator, fault))

    batcher = Batcher(
        SourceFile("file:test", "test"),
        "tables",
        found.account,
        known=lambda _, ids: held & set(ids),
        on_fault=on_fault,
    )
    for batch in batcher.batches(tables.load(paths, mapping)):
        found.funders |= batch.funders
        for label, nodes in batch.nodes.items():
            found.nodes.update(((label, node["id"]), node) for node in nodes)
        for (type, _, _), ties in batch.ties.items():
            found.ties.setdefault(type, []).extend((tie.start, tie.end, tie.properties) for tie in ties)
        found.account.loaded += sum(row is not None for row in batch.rows)
        found.account.merged += sum(row is None for row in batch.rows)
    return found


def write(folder: Path, **tables: str) -> Path:
    """A folder with these tables: name -> text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text.strip() + "\n", encoding="utf-8")
    return folder
