"""Trees out of steps: worked out by hand, and against what any tree of them must be."""

from __future__ import annotations

from datetime import date

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.dissemination.forest import forest


def on(year: int) -> date:
    return date(year, 1, 1)


def test_each_stands_below_what_it_was_adapted_from_earliest_first() -> None:
    dates = {"a": on(1999), "b": on(2010), "c": on(2006), "d": None, "e": on(2001)}
    found = forest(dates, [("b", "a"), ("c", "a"), ("d", "a"), ("e", "c")])
    assert found.order == [("a", 0), ("c", 1), ("e", 2), ("b", 1), ("d", 1)]
    assert found.left_out == []


def test_several_beginnings_those_without_a_date_last() -> None:
    found = forest({"a": None, "b": on(2010), "c": on(2009), "d": None}, [])
    assert found.order == [("c", 0), ("b", 0), ("a", 0), ("d", 0)]


def test_of_several_origins_the_earliest() -> None:
    found = forest({"a": on(2003), "b": on(1999), "c": on(2010), "d": None}, [("c", "a"), ("c", "b"), ("c", "d")])
    assert found.parent == {"c": "b"}
    assert found.further == {"c": ["a", "d"]}


def test_a_circle_is_broken_before_the_earliest() -> None:
    dates = {"a": None, "b": on(2005), "c": on(2001)}
    found = forest(dates, [("a", "b"), ("b", "c"), ("c", "a")])
    assert found.left_out == [("c", "a")]
    assert found.order == [("c", 0), ("b", 1), ("a", 2)]
    # Without dates the first by id is taken for the first.
    assert forest({"a": None, "b": None}, [("a", "b"), ("b", "a")]).left_out == [("a", "b")]
    assert forest({"a": None}, [("a", "a")]).left_out == [("a", "a")]


@settings(deadline=None, max_examples=200)
@given(
    steps=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14),
    years=st.lists(st.one_of(st.none(), st.integers(1990, 2000)), min_size=7, max_size=7),
)
def test_whatever_the_steps_each_node_has_one_place(steps: set[tuple[int, int]], years: list[int | None]) -> None:
    dates = {f"n{node}": on(year) if year else None for node, year in enumerate(years)}
    named = {(f"n{what}", f"n{origin}") for what, origin in steps}
    found = forest(dates, named)
    assert sorted(node for node, _ in found.order) == sorted(dates)
    kept = named - set(found.left_out)
    assert set(found.left_out) <= named
    graph = nx.DiGraph(list(kept))
    assert nx.is_directed_acyclic_graph(graph)
    # Nothing is left out where there is no circle, and nothing that is in none.
    whole = nx.DiGraph(list(named))
    parts = list(nx.strongly_connected_components(whole))
    assert all(any({what, origin} <= part for part in parts) for what, origin in found.left_out)
    if nx.is_directed_acyclic_graph(whole):
        assert found.left_out == []
    # The parent is one of the origins; a node without any is a beginning; what is below comes after, one deeper.
    depth = dict(found.order)
    place = {node: at for at, (node, _) in enumerate(found.order)}
    for node in dates:
        origins = {origin for what, origin in kept if what == node}
        if not origins:
            assert node not in found.parent
            assert depth[node] == 0
        else:
            parent = found.parent[node]
            assert parent in origins
            assert set(found.further.get(node, ())) == origins - {parent}
            assert depth[node] == depth[parent] + 1
            assert place[node] > place[parent]
            early = [dates[each] for each in origins if dates[each]]
            assert dates[parent] == (min(early) if early else None)
    # The same however the steps come.
    assert forest(dict(reversed(dates.items())), sorted(named, reverse=True)) == found
