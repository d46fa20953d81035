"""How the coalition of one action grew: who joined in which year, and whose it is by then."""

from graphkit.coalitions.growth.growth import growth
from graphkit.coalitions.growth.result import ActionGrowth

__all__ = ["ActionGrowth", "growth"]
