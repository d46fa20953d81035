"""Actors that are one: who may be the same as whom, and why; decisions taken, kept and taken back."""
