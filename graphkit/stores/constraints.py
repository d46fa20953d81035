"""What a store is made of before any record is in it: the constraints of the model, and the version of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graphkit.model.schema import VERSION, schema

MARK = "GraphkitStore"

READ_VERSION = f"MATCH (s:{MARK} {{id: 'schema'}}) RETURN s.version AS version"
WRITE_VERSION = f"MERGE (s:{MARK} {{id: 'schema'}}) SET s.version = $version"


def statements(leave_out: Collection[str] = ()) -> Iterator[str]:
    """The constraints: an id is unique within its label, and within its type of tie; but for the types left out."""
    for label in schema().nodes:
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for name in schema().ties:
        if name not in leave_out:
            yield f"CREATE CONSTRAINT {name.lower()}_id IF NOT EXISTS FOR ()-[t:{name}]-() REQUIRE t.id IS UNIQUE"


__all__ = ["MARK", "READ_VERSION", "VERSION", "WRITE_VERSION", "statements"]
