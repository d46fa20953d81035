"""Who joins what would be apart: brokers between groups, cut points, and the only bridges."""

from __future__ import annotations

from graphkit.brokerage.gould_fernandez import Brokers, brokers

__all__ = ["Brokers", "brokers"]
