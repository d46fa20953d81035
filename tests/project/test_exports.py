"""What `graphkit` says it exports is what it exports."""

from __future__ import annotations

import graphkit


def test_every_exported_name_is_there() -> None:
    for name in graphkit.__all__:
        assert getattr(graphkit, name) is not None


def test_exported_names_are_sorted_and_listed() -> None:
    assert sorted(graphkit.__all__) == sorted(set(graphkit.__all__))
    assert set(graphkit.__all__) <= set(dir(graphkit))
