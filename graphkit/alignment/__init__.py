"""Which axes of a programme are carried by which actions, actors and money; which by none."""

from __future__ import annotations

from graphkit.alignment.align import alignment
from graphkit.alignment.programmes import programmes
from graphkit.alignment.result import Alignment

__all__ = ["Alignment", "alignment", "programmes"]
