"""Which group each actor is in, by field, department, scale and so on; and how ties run within groups and across."""

from __future__ import annotations

from graphkit.groups.ei_index import EIIndex, ei_index
from graphkit.groups.grouping import BY, Grouping, group_by, grouping_of

__all__ = ["BY", "EIIndex", "Grouping", "ei_index", "group_by", "grouping_of"]
