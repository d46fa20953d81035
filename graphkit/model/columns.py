"""The columns of a snapshot: what a store gives and analyses take, as Arrow schemas.

Properties keep the names and types of ``schema.csv``; ends are called after what they are. A store reads these tables,
`graphkit.networks.snapshot.Snapshot` holds them, and neither knows the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

# The ties between an actor and an action: what a two-mode network is made of.
TWO_MODE = ("FUNDS", "TAKES_PART", "SUPPORTS")

# Ties that say where things come from, not how they stand to each other.
PROVENANCE = ("FROM_SOURCE", "READ")


@cache
def tables() -> Mapping[str, pa.Schema]:
    """The Arrow schema of each table of a snapshot.

    Returns
    -------
    mapping of str to pyarrow.Schema
        ``actors``, ``actions``: one row a node, sorted by id.
        ``ties``: one row a `TWO_MODE` tie, sorted by type and id; ``role`` is the role of TAKES_PART, the support of
        SUPPORTS, null for FUNDS.
        ``links``: one row for each other tie between nodes, sorted by type and id; ``role`` is the membership, the
        channel or, of SAME_AS, the judgement; ``carrier`` is the actor that carried a concept along it.
        ``others``: nodes that are neither actors nor actions nor sources, sorted by label and id.
        ``sources``: one row a Source, sorted by id.
    """
    import pyarrow as pa

    text, real, day = pa.string(), pa.float64(), pa.date32()
    texts = pa.list_(text)
    return {
        "actors": pa.schema(
            {"id": text, "name": text, "kind": text, "scale": text, "funder": pa.bool_(), "id_quality": text}
            | {"identifiers": texts, "aliases": texts, "name_fr": text}
        ),
        "actions": pa.schema(
            {"id": text, "name": text, "implied": pa.bool_(), "year": pa.int64(), "scale": text, "status": text}
            | {"start": day, "end": day, "name_fr": text}
        ),
        "ties": pa.schema(
            {"id": text, "type": text, "actor": text, "action": text, "role": text, "amount": real, "currency": text}
            | {"gross_amount": real, "share": real}
            | {"resource": text, "instrument": text, "basis": text, "status": text, "year": pa.int64(), "date": day}
            | {
                "start": day,
                "end": day,
                "recipient": text,
                "regrant": text,
                "reference": text,
                "source": text,
                "locator": text,
            }
        ),
        "links": pa.schema(
            {"id": text, "type": text, "start_label": text, "start_id": text, "end_label": text, "end_id": text}
            | {"role": text, "carrier": text, "date": day, "start": day, "end": day, "source": text, "locator": text}
        ),
        "others": pa.schema(
            {"label": text, "id": text, "name": text, "scale": text, "code": text, "name_fr": text}
            | {"population": pa.int64(), "theme": text, "second_theme": text, "improvement": text}
        ),
        "sources": pa.schema(
            {"id": text, "name": text, "file": text, "sha256": text, "format": text, "publisher": text}
            | {"licence": text, "url": text, "retrieved": day}
        ),
    }
