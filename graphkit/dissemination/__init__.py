"""Where a concept started, through whom it travelled, and where it is now."""

from __future__ import annotations

from graphkit.dissemination.concepts import concepts
from graphkit.dissemination.result import Trace
from graphkit.dissemination.trace import trace

__all__ = ["Trace", "concepts", "trace"]
