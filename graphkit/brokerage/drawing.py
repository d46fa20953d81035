"""Pictures of brokers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.networks.plots import bars

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from graphkit.brokerage.gould_fernandez import Brokers

# Of the palette of Okabe & Ito, with a pattern each: legible in print and to those who confuse colours.
_ROLES = {"representative": ("#0072B2", ""), "gatekeeper": ("#56B4E9", "//"), "liaison": ("#E69F00", "..")}


def bars_by_role(result: Brokers, ax: Axes | None, top: int) -> Axes:
    """The first brokers between groups, each a bar of its roles between groups."""
    frame = result.to_frame()
    frame = frame[frame["between_groups"] > 0].head(top)
    ax = bars(frame["name"].tolist(), [0.0] * len(frame), f"pairs of two groups ({result.unit})", ax)
    left = [0.0] * len(frame)
    for role, (colour, pattern) in _ROLES.items():
        widths = frame[role].tolist()
        ax.barh(
            range(len(frame)), widths, left=left, color=colour, hatch=pattern, edgecolor="black", linewidth=0.5,
            label=role,
        )  # fmt: skip
        left = [one + other for one, other in zip(left, widths, strict=True)]
    if len(frame):
        ax.set_xlim(0, max(left) * 1.05)
        ax.legend(frameon=False)
    return ax
