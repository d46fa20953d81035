"""The network as a file, or a folder of files, of another program: as ``graphkit export``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphkit.recipes.material import Material

# A folder in any case: of a format that is one file it holds that file.
ENDINGS = ()
NAMED = "format"


def check(given: Mapping[str, Any]) -> None:
    """Refuse a format, a weight or a method that does not exist, and a mark that a format does not have."""
    from graphkit.coalitions import coalitions
    from graphkit.errors import UnknownName, UsageError
    from graphkit.exports import formats, require_mark
    from graphkit.networks.projection import WEIGHTS
    from graphkit.networks.snapshot import Snapshot

    if "format" not in given:
        raise UsageError(f"It names no format. Write format = with one of {', '.join(formats())}.")
    for what, option, known in (("export", "format", tuple(formats())), ("weight", "projection", WEIGHTS)):
        if (name := given.get(option)) is not None and name not in known:
            raise UnknownName(what, name, known)
    if given.get("bom"):
        require_mark(given["format"])
    if "coalitions" in given:
        # The function itself says which methods there are; on no data that is done at once.
        coalitions(Snapshot().network(), given["coalitions"], runs=0)


def write(
    of: Material,
    place: Path,
    *,
    format: str,
    projection: str | None = None,
    coalitions: str | None = None,
    bom: bool = False,
) -> Mapping[str, Any]:
    """Fill the folder; see `graphkit.exports.write_export`. `coalitions` is a method that finds them."""
    from graphkit.coalitions import coalitions as find
    from graphkit.exports import formats, write_export

    network = of.network()
    groups = None if coalitions is None else find(network, coalitions, seed=of.seed, runs=0)
    ending = formats()[format].ending
    at = place if formats()[format].is_folder else place / f"network{ending}"
    at.parent.mkdir(parents=True, exist_ok=True)
    written = write_export(network, format, at, projection=projection, coalitions=groups, lang=of.languages[0], bom=bom)
    return written.content.provenance
