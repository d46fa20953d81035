"""What coalitions are called, in both languages."""

from __future__ import annotations

import pytest

from graphkit.coalitions.called import called, in_french

ACTORS = {"Agence", "Caf", "Youth and sport", "Heath and hill"}


@pytest.mark.parametrize(
    ("first", "more", "french"),
    [
        (["Agence", "Caf"], 0, "Agence et Caf"),
        # An and within a name stays: it is the actor's own.
        (["Youth and sport", "Caf"], 0, "Youth and sport et Caf"),
        (["Heath and hill", "Youth and sport"], 0, "Heath and hill et Youth and sport"),
        (["Agence", "Caf"], 1_200, "Agence, Caf et 1\u202f200 de plus"),
        # Whom the data do not call so: nobody says which and joins.
        (["Food", "Youth"], 0, "Food and Youth"),
        (["Youth and sport"], 0, "Youth and sport"),
    ],
)
def test_a_coalition_in_french(first: list[str], more: int, french: str) -> None:
    assert in_french(called(first, more), ACTORS) == french
