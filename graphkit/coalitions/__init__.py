"""Groups of actors found in a network, and how sure they are."""

from __future__ import annotations

from graphkit.coalitions.find import coalitions
from graphkit.coalitions.result import Coalitions, Stability, Standing

__all__ = ["Coalitions", "Stability", "Standing", "coalitions"]
