"""A loader for the benchmark alone: its file says how many grants to draw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workload import Grants, actions, actors

from graphkit.model.records import Node, Row, Tie

TITLE = "Grants drawn for the benchmark"
SPECIFICATION = "benchmarks/workload.py"
DROPS = "nothing"
EXAMPLE_NAME = "grants.txt"
EXAMPLE = "10"
OPTIONS: dict[str, str] = {}


def load(path: Path) -> Iterator[Row]:
    """A row a grant, with its actor and action; then those that no grant names."""
    names = dict(actors()) | dict(actions())
    left = dict.fromkeys(names)
    number = 1
    for number, (id, actor, action, properties) in enumerate(Grants(int(path.read_text())).grants(), 2):
        nodes = [Node("Actor", actor, names[actor], funder=True), Node("Action", action, names[action])]
        tie = Tie("FUNDS", ("Actor", actor), ("Action", action), properties, id=id)
        left.pop(actor, None)
        left.pop(action, None)
        yield Row(f"row {number}", nodes, [tie])
    for further, id in enumerate(left, number + 1):
        label = "Action" if id.startswith("action-") else "Actor"
        yield Row(f"row {further}", [Node(label, id, names[id], funder=label == "Actor")], [])
