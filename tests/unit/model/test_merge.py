"""What becomes of two statements about one node: names that are only ids."""

from __future__ import annotations

import pytest

from graphkit.model.merge import merge_node


@pytest.mark.parametrize("stated", [["iati:A", "Wells", "Twelve wells"], ["Wells", "iati:A", "Twelve wells", "iati:A"]])
def test_a_name_that_is_only_the_id_gives_way(stated: list[str]) -> None:
    known = {"id": "iati:A", "name": stated[0]}
    for name in stated[1:]:
        assert merge_node(known, {"id": "iati:A", "name": name})[1] == []
    assert known == {"id": "iati:A", "name": "Wells", "aliases": ["Twelve wells"]}


def test_an_id_said_again_changes_nothing() -> None:
    known = {"id": "iati:A", "name": "Wells"}
    assert merge_node(known, {"id": "iati:A", "name": "iati:A"}) == ([], [])
    assert known == {"id": "iati:A", "name": "Wells"}
