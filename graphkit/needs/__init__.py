"""Needs and what meets them: who does what where and where is nothing, what is near a need, what was learnt."""
