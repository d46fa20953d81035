"""Decisions on who is the same as whom, in every store."""

from __future__ import annotations

from pathlib import Path

from graphkit.graph import Graph
from graphkit.identity import decisions
from graphkit.identity.applying import apply
from graphkit.identity.decisions import Decision, decide
from graphkit.identity.exchange import COLUMNS, export_rows, import_file
from graphkit.model.batches import Batch
from graphkit.rows import as_csv
from tests.contract.store_cases import grants, node


def said(one: str, other: str, judgement: str = "same") -> Decision:
    return decide(one, other, judgement, by="a tester", why="they say so", score=0.75)


def take(graph: Graph, *taken: Decision) -> int:
    return decisions.write(graph.store, taken, decisions.session("a tester"))


def actors(graph: Graph) -> list[str]:
    found: list[str] = graph.snapshot().actors["id"].to_pylist()
    return found


def test_a_snapshot_follows_what_was_judged_the_same_and_nothing_is_deleted(graph: Graph) -> None:
    graph.store.write(grants())
    assert take(graph, said("c", "a"), said("b", "c", "different"), said("a", "b", "unsure")) == 3
    assert actors(graph) == ["a", "b"]
    assert graph.status().nodes["Actor"] == 3
    found = graph.run(
        "MATCH (a:Actor)-[t:SAME_AS]->(b:Actor) MATCH (s:Source {id: t.source}) WHERE t.judgement = 'same' "
        "RETURN a.id AS one, b.id AS other, t.by AS by, t.why AS why, t.score AS score, t.locator AS locator, "
        "s.publisher AS publisher, t.at IS NOT NULL AS dated"
    )
    row = ("a", "c", "a tester", "they say so", 0.75, "decision 1", "a tester", True)
    assert list(found.itertuples(index=False, name=None)) == [row]


def test_what_was_decided_already_is_not_written_again(graph: Graph) -> None:
    graph.store.write(grants())
    assert take(graph, said("a", "b")) == 1
    assert take(graph, said("b", "a")) == 0
    assert graph.status().ties["SAME_AS"] == 1


def test_the_last_word_counts_and_undone_gives_way_to_the_one_before(graph: Graph) -> None:
    graph.store.write(grants())
    take(graph, said("a", "b"))
    take(graph, said("a", "b", "different"))
    assert actors(graph) == ["a", "b", "c"]
    first, second = decisions.read(graph.store)
    assert (first.judgement, first.was) == ("replaced", "same")
    assert (second.judgement, second.was) == ("different", None)

    assert decisions.undo(graph.store, decisions.last([first, second])) == [second]
    first, second = decisions.read(graph.store)
    assert (first.judgement, first.was) == ("same", None)
    assert (second.judgement, second.was) == ("undone", "different")
    assert actors(graph) == ["a", "c"]

    decisions.undo(graph.store, [first])
    assert actors(graph) == ["a", "b", "c"]
    assert graph.status().ties["SAME_AS"] == 2


def test_two_words_on_a_pair_in_one_session(graph: Graph) -> None:
    graph.store.write(grants())
    assert take(graph, said("a", "b"), said("a", "b", "different")) == 2
    assert [each.judgement for each in decisions.read(graph.store)] == ["replaced", "different"]
    assert actors(graph) == ["a", "b", "c"]


def test_a_session_taken_back_as_a_whole(graph: Graph) -> None:
    graph.store.write(grants())
    take(graph, said("a", "b"))
    take(graph, said("b", "c"), said("a", "c"))
    assert actors(graph) == ["a"]
    taken = decisions.undo(graph.store, decisions.last_session(decisions.read(graph.store)))
    assert [each.pair for each in taken] == [("a", "c"), ("b", "c")]
    assert actors(graph) == ["a", "c"]


def test_apply_keeps_apart_what_was_judged_different(graph: Graph) -> None:
    names = {"p": "ASS LES PETITS DEBROUILLARDS", "q": "Les petits débrouillards", "r": "PETITS DEBROUILLARDS"}
    graph.store.write(Batch(nodes={"Actor": [node(id, name=name) for id, name in names.items()]}))
    take(graph, said("p", "q", "different"))
    result = apply(graph.store, above=0.8, by="a tester")
    assert [each.pair for each in result.candidates] == [("p", "r")]
    assert result.contradicted == [(("q", "r"), ("p", "q"))]
    assert actors(graph) == ["p", "q"]


def test_decisions_serve_the_next_store(graph: Graph, tmp_path: Path) -> None:
    graph.store.write(grants())
    take(graph, said("a", "b"), said("b", "c", "different"))
    rows = export_rows(graph.store)
    assert [row[:5] for row in rows] == [
        ["a", "Ville de Lille", "b", "Région", "same"],
        ["b", "Région", "c", "Régie de quartier", "different"],
    ]
    file = tmp_path / "decisions.csv"
    lines = [",".join(COLUMNS), *(",".join(map(str, row)) for row in rows), "a,,gone,,same,,,,", "a,,c,,perhaps,,,,"]
    file.write_text("\n".join(lines), encoding="utf-8")
    decisions.undo(graph.store, decisions.read(graph.store))
    assert actors(graph) == ["a", "b", "c"]
    found = import_file(graph.store, file, by="somebody")
    assert (found.read, found.written, found.stood) == (4, 2, 0)
    assert [(each.row, each.reason) for each in found.refused] == [
        (4, "no actor has the id 'gone' any more"),
        (5, "judgement is 'perhaps': write same, different, unsure"),
    ]
    assert actors(graph) == ["a", "c"]
    again = import_file(graph.store, file, by="somebody")
    assert (again.read, again.written, again.stood, len(again.refused)) == (4, 0, 2, 2)
    stands = decisions.standing(decisions.read(graph.store))
    assert stands["a", "b"].by == "a tester"
    assert stands["a", "b"].locator == "row 2"


def test_what_would_be_a_formula_in_a_spreadsheet_comes_back_as_it_was(graph: Graph, tmp_path: Path) -> None:
    """A line break that CSV has none of is in a reason as well."""
    graph.store.write(grants())
    why = '=HYPERLINK("http://x")\u2028they say'
    take(graph, decide("a", "b", "same", by="@tester", why=why, score=0.75))
    rows = export_rows(graph.store)
    assert [rows[0][COLUMNS.index(name)] for name in ("by", "why")] == ["'@tester", f"'{why}"]
    file = tmp_path / "decisions.csv"
    file.write_text(as_csv(COLUMNS, rows), encoding="utf-8", newline="")
    decisions.undo(graph.store, decisions.read(graph.store))
    assert import_file(graph.store, file, by="somebody").written == 1
    (stands,) = decisions.standing(decisions.read(graph.store)).values()
    assert (stands.by, stands.why) == ("@tester", why)
