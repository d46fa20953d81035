"""A file run through a loader and the Batcher as `Graph.load` does it, without a store."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from graphkit.model.batches import Account, Batch, Batcher, TieRow
from graphkit.model.columns import TWO_MODE, tables
from graphkit.model.money import to_minor
from graphkit.model.records import Fault, SourceFile
from graphkit.money.sums import Sum, sums


@dataclass
class Loaded:
    """What became of a file."""

    account: Account
    batches: list[Batch]
    faults: list[tuple[str, Fault, bool]] = field(default_factory=list)

    @property
    def usable(self) -> int:
        return sum(len(batch.rows) for batch in self.batches)

    def nodes(self, label: str) -> dict[str, dict[str, Any]]:
        return {node["id"]: node for batch in self.batches for node in batch.nodes.get(label, ())}

    def ties(self, type: str) -> list[TieRow]:
        return [tie for batch in self.batches for kind, ties in batch.ties.items() if kind[0] == type for tie in ties]

    def funds(self) -> Iterator[dict[str, Any]]:
        return (tie.properties for tie in self.ties("FUNDS"))

    @property
    def cents(self) -> int:
        return sum(to_minor(tie["amount"], "EUR") for tie in self.funds() if "amount" in tie)

    def sums(self) -> list[Sum]:
        """What the money adds up to, by the rules of sums."""
        shape = tables()["ties"]
        told = [
            {"type": type, "actor": tie.start, "action": tie.end} | tie.properties
            for type in TWO_MODE
            for tie in self.ties(type)
        ]
        return sums(pa.Table.from_pylist([{name: tie.get(name) for name in shape.names} for tie in told], shape))

    def of(self, basis: str) -> Sum:
        """The sum of money in euros on one basis."""
        (found,) = [one for one in self.sums() if (one.currency, one.basis, one.kind) == ("EUR", basis, "money")]
        return found

    def reasons(self, column: str) -> Counter[str]:
        return Counter(fault.reason for _, fault, _ in self.faults if fault.column == column)


def run(format: str, path: Path, **options: Any) -> Loaded:
    """The file, loaded; every row is accounted for."""
    account, found = Account(), Loaded(Account(), [])
    batcher = Batcher(
        SourceFile("file:test", path.name),
        format,
        account,
        known=lambda label, ids: set(),
        on_fault=lambda locator, fault, rejected: found.faults.append((locator, fault, rejected)),
    )
    loader = importlib.import_module(f"graphkit.loaders.{format}")
    found.batches = list(batcher.batches(loader.load(path, **options)))
    found.account = account
    assert account.read == found.usable + account.rejected
    return found
