"""Pictures of brokers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.drawing.axes import label, words
from graphkit.drawing.bars import stacked

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.brokerage.gould_fernandez import Brokers

_ROLES = ("representative", "gatekeeper", "liaison")


def bars_by_role(result: Brokers, ax: Axes | None, top: int, lang: str = "en") -> Axes:
    """The first brokers between groups, each a bar of its roles between groups."""
    frame = result.to_frame()
    frame = frame[frame["between_groups"] > 0].head(top)
    parts = {words(lang)(f"role.{role}"): frame[role].tolist() for role in _ROLES}
    axis = f"{label('pairs of two groups', lang)} ({label(result.unit, lang)})"
    return stacked(frame["name"].tolist(), parts, axis, ax, lang=lang)
