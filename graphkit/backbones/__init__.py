"""Which pairs of actors meet more often, or less, than their activity explains: one file a model of chance."""

from __future__ import annotations

from graphkit.backbones.correction import CORRECTIONS
from graphkit.backbones.extract import MODELS, backbone
from graphkit.backbones.result import Backbone

__all__ = ["CORRECTIONS", "MODELS", "Backbone", "backbone"]
