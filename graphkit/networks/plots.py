"""Bars, as every room that has results draws them: see `graphkit.drawing.bars`."""

from __future__ import annotations

from graphkit.drawing.bars import bars
from graphkit.drawing.palette import GROUPS

__all__ = ["BLUE", "bars"]

BLUE = GROUPS[0]
