"""What a network is like as a whole: how large, how dense, how wide, how centralised, how clustered."""

from graphkit.description.describe import describe
from graphkit.description.result import Description

__all__ = ["Description", "describe"]
