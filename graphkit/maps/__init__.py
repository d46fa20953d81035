"""The interactive map: one HTML file that needs no network, for people who do not code."""

from graphkit.maps.map import Map
from graphkit.maps.territory_map import TerritoryMap

__all__ = ["Map", "TerritoryMap"]
