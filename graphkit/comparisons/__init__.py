"""What changed from one report to the next, number by number."""

from graphkit.comparisons.compare import compare
from graphkit.comparisons.result import Change, Comparison

__all__ = ["Change", "Comparison", "compare"]
