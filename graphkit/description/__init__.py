"""What a network is like as a whole: how large, how dense, how wide, how centralised, how clustered."""

from graphkit.description.result import Description
from graphkit.description.whole import describe

__all__ = ["Description", "describe"]
