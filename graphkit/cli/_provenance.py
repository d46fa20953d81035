"""How rows came about, kept in a file beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

provenance_option = click.option(
    "--provenance",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write how the rows came about to FILE, as JSON: data, network, parameters, seed, release.",
)


def write_provenance(provenance: Mapping[str, Any], file: Path) -> None:
    """Write what `graphkit.networks.provenance.provenance` says of a result, all or nothing."""
    from graphkit.cli._output import plain_value, write_text

    write_text(json.dumps(plain_value(dict(provenance)), ensure_ascii=False, indent=2) + "\n", str(file))
