"""Which actions are carried by other scales, by which kind of support: a profile that graphkit proposes."""

from __future__ import annotations

from graphkit.bottom_link.profile import bottom_link
from graphkit.bottom_link.result import BottomLink

__all__ = ["BottomLink", "bottom_link"]
