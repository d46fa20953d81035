"""What falls: one file a what-if, with the rules of what an action survives in `graphkit.scenarios.rules`."""

from __future__ import annotations

from graphkit.scenarios.curve import robustness
from graphkit.scenarios.curve_result import CurveResult
from graphkit.scenarios.each import ExitsResult, each_exit
from graphkit.scenarios.exit import funder_exit
from graphkit.scenarios.result import FallResult
from graphkit.scenarios.sets import SetsResult, exit_sets

__all__ = [
    "CurveResult",
    "ExitsResult",
    "FallResult",
    "SetsResult",
    "each_exit",
    "exit_sets",
    "funder_exit",
    "robustness",
]
