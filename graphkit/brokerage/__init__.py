"""Who joins what would be apart: brokers between groups, cut points, and the only bridges."""

from __future__ import annotations

from graphkit.brokerage.bridges import Bridges, bridges
from graphkit.brokerage.cut_points import CutPoints, cut_points
from graphkit.brokerage.gould_fernandez import Brokers, brokers

__all__ = ["Bridges", "Brokers", "CutPoints", "bridges", "brokers", "cut_points"]
