"""What a coalition is made of: members, what they share against chance, money, bridges, and the rows behind."""

from graphkit.coalitions.cards.card import card
from graphkit.coalitions.cards.result import Card

__all__ = ["Card", "card"]
