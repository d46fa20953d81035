"""Recipes: a report and its tables made again, from one file that names sources, networks, parameters and outputs."""

from graphkit.recipes.reading import read
from graphkit.recipes.recipe import Recipe
from graphkit.recipes.running import Run, run

__all__ = ["Recipe", "Run", "read", "run"]
