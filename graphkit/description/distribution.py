"""How many actors have how many actions, and how many actions have how many actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.networks.network import Network


def degree_distribution(network: Network) -> pd.DataFrame:
    """The degrees that occur in the two-mode network, and how often.

    Returns
    -------
    pandas.DataFrame
        ``of`` (``actors``, ``actions``), ``degree``, ``count`` (how many have this degree), ``at_least`` (the share
        of the actors or actions that have this degree or a larger one); by degree, ascending.
    """
    import numpy as np
    import pandas as pd

    parts = []
    for of, ptr in (("actors", network.indptr), ("actions", network.by_action.indptr)):
        degree, count = np.unique(np.diff(ptr), return_counts=True)
        at_least = np.cumsum(count[::-1])[::-1] / max(count.sum(), 1)
        parts.append(pd.DataFrame({"of": of, "degree": degree, "count": count, "at_least": at_least}))
    return pd.concat(parts, ignore_index=True)
