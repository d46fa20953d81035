"""How coalitions come about and change: groups of one window of years matched with those of the next."""

from graphkit.coalitions.time.over_time import over_time
from graphkit.coalitions.time.result import OverTime

__all__ = ["OverTime", "over_time"]
