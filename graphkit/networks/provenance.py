"""How a result came about, as every result carries it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit import __version__

if TYPE_CHECKING:
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection


def provenance(
    of: Network | Projection,
    method: str,
    parameters: Mapping[str, Any],
    *,
    seed: int | None = None,
    reference: str = "",
) -> dict[str, Any]:
    """What was analysed and how.

    Returns
    -------
    dict
        ``snapshot`` (content hash), ``network`` (specification, with ``projection`` where it was projected, and
        ``kept`` where not all of its ties are there), ``description`` (the same in a sentence), ``method``,
        ``parameters``, ``seed`` (None where nothing is drawn), ``version``, ``reference``. Plain values, ready for
        JSON.
    """
    from graphkit.networks.projection import Projection

    network = of.network if isinstance(of, Projection) else of
    spec, description = network.spec.to_dict(), str(network.spec)
    if isinstance(of, Projection):
        spec["projection"] = of.weight
        description += f"; projected by {of.weight}"
        if of.kept is not None:
            spec["kept"] = dict(of.kept)
            description += f"; ties kept by {of.kept['method']}"
    return {
        "snapshot": network.snapshot.hash,
        "network": spec,
        "description": description,
        "method": method,
        "parameters": dict(parameters),
        "seed": seed,
        "version": f"graphkit {__version__}",
        "reference": reference,
    }
