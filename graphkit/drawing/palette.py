"""The colours of pictures, the same in the report, the map and every figure."""

from __future__ import annotations

INK, SOFT = "#1D2530", "#5B6675"
"""What is written, and what is written beside it."""

GROUPS = (
    *("#3F90DA", "#FFA90E", "#BD1F01", "#94A4A2", "#832DB6", "#A96B59", "#E76300", "#B9AC70", "#717581", "#92DADD"),
)
"""Ten colours that readers with any colour vision tell apart.

Petroff, M. A. (2021), "Accessible Color Sequences for Data Visualization", arXiv:2107.02270, the sequence of ten. Six
of them stand out on white by 3 to 1, so a mark has an outline, and its group's number is written beside the colour.
"""

OTHERS, ACTION = "#CBD0D6", "#3D4856"
"""Who is in no group, or in one beyond the ten; and actions, which have no group of their own."""


def of_group(number: int | None) -> str:
    """The colour of a group by its number from 0; of none, and beyond the ten, that of the others."""
    return OTHERS if number is None or not 0 <= number < len(GROUPS) else GROUPS[number]
