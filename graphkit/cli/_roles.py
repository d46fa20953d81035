"""Roles as people read them: of those who take part, kinds of support, and the funder."""

from __future__ import annotations


def role_name(role: str, lang: str) -> str:
    """A role or a kind of support in words; as it is where the model has none for it."""
    from graphkit.cli._words import words
    from graphkit.model.vocabularies import label, vocabularies

    if role == "funder":
        return words(lang)("role_funder")
    vocabulary = next((name for name in ("roles", "supports") if role in vocabularies()[name]), None)
    return label(vocabulary, role, lang) if vocabulary else role
