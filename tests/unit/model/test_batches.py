from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from graphkit.model.batches import Account, Batch, Batcher
from graphkit.model.records import Fault, Node, Reject, Row, SourceFile, Tie

A, B, X = ("Actor", "a"), ("Actor", "b"), ("Action", "x")
FILE = SourceFile("file:1", "grants.csv")


class Told:
    """Batches made of rows, with the account and the faults."""

    def __init__(self, rows: Iterable[Row | Reject], size: int = 100, known: Iterable[str] = ()) -> None:
        self.account, self.faults = Account(), list[tuple[str, Fault, bool]]()
        there = set(known)
        batcher = Batcher(
            FILE, "scdl", self.account, known=lambda label, ids: {id for id in ids if id in there},
            on_fault=lambda *fault: self.faults.append(fault), rows=size,
        )  # fmt: skip
        self.batches: list[Batch] = list(batcher.batches(rows))

    def nodes(self, label: str) -> list[list[dict[str, Any]]]:
        return [batch.nodes.get(label, []) for batch in self.batches]

    def ties(self, type: str) -> list[list[dict[str, Any]]]:
        return [[t.properties for kind, ts in b.ties.items() if kind[0] == type for t in ts] for b in self.batches]


def grant(number: int, amount: float | None = 1.0, content: tuple[str, ...] = (), **tie: Any) -> Row:
    nodes = [Node(*A, "Ville", {"kind": "local_authority"}, funder=True), Node(*X, "Ateliers")]
    return Row(f"row {number}", nodes, [Tie("FUNDS", A, X, {"amount": amount}, **tie)], content)


def takes_part(number: int, **properties: Any) -> Row:
    return Row(f"row {number}", [Node(*A, "Ville"), Node(*X, "Ateliers")], [Tie("TAKES_PART", A, X, properties)])


def test_equal_rows_are_told_apart_by_their_rank_and_keep_their_ids() -> None:
    rows = [grant(2, content=("a", "1")), grant(3, content=("a", "1")), grant(4, content=("a", "2"))]
    first, second = Told(rows).ties("FUNDS"), Told(rows).ties("FUNDS")
    ids = [tie["id"] for tie in first[0]]
    assert len(set(ids)) == 3
    assert first == second


def test_the_parts_of_a_row_do_not_run_into_each_other() -> None:
    rows = [grant(2, content=("ab", "c")), grant(3, content=("a", "bc"))]
    assert len({tie["id"] for tie in Told(rows).ties("FUNDS")[0]}) == 2


def test_a_node_stated_in_the_same_words_is_sent_once() -> None:
    told = Told([grant(number, content=(str(number),)) for number in range(250)])
    assert [len(nodes) for nodes in told.nodes("Action")] == [1, 0, 0]
    assert [batch.funders for batch in told.batches] == [{"a"}, {"a"}, {"a"}]
    assert told.account.conflicts == 0


def test_a_node_that_a_later_batch_says_more_of_is_sent_again_whole() -> None:
    later = Row("row 3", [Node(*A, "Ville de Lille", {"scale": "municipal", "kind": "state"})], [])
    told = Told([grant(2), later], size=1)
    assert told.nodes("Actor")[1] == [
        {"id": "a", "name": "Ville", "kind": "local_authority", "scale": "municipal", "aliases": ["Ville de Lille"]}
    ]
    assert told.account.conflicts == 1
    assert told.nodes("Actor")[0] == [{"id": "a", "name": "Ville", "kind": "local_authority"}]


def test_a_conflict_is_counted_as_often_as_it_is_stated() -> None:
    other = Row("row 3", [Node(*A, "Ville", {"kind": "state"})], [])
    assert Told([grant(2), other, other, grant(4)]).account.conflicts == 2


def test_a_tie_known_by_its_ends_is_sent_again_only_where_more_is_said() -> None:
    rows = [takes_part(2, role="partner"), takes_part(3, role="partner"), takes_part(4, role="partner", note="new")]
    told = Told(rows, size=1)
    sent = told.ties("TAKES_PART")
    assert [len(ties) for ties in sent] == [1, 0, 1, 0]
    assert sent[0][0].keys() == {"id", "source", "locator", "role"}
    assert (sent[2][0]["note"], sent[2][0]["locator"]) == ("new", "row 2")
    assert [batch.rows for batch in told.batches][1:] == [[None], [None], []]


def test_ties_that_differ_in_what_identifies_them_are_two() -> None:
    told = Told([takes_part(2, role="partner"), takes_part(3, role="operator"), takes_part(4, role="partner")])
    assert len(told.ties("TAKES_PART")[0]) == 2
    assert [key is None for key in told.batches[0].rows] == [False, False, True]


def test_a_publishers_id_makes_one_tie_of_two_rows() -> None:
    told = Told([grant(2, 5.0, id="g1"), grant(3, 7.0, id="g1")])
    assert [tie["amount"] for tie in told.ties("FUNDS")[0]] == [5.0]
    assert told.account.conflicts == 1


def test_what_is_not_stated_is_no_property() -> None:
    assert Told([grant(2, None)]).ties("FUNDS")[0][0].keys() == {"id", "source", "locator"}


def test_every_node_has_the_source_that_names_it() -> None:
    rows = [grant(2), grant(3), Row("1.2", [Node(*B, "Région")], [], source="doc")]
    told = Told([Row("1", [Node("Source", "doc", "A document")], []), *rows])
    places = sorted((tie["source"], tie["locator"]) for tie in told.ties("FROM_SOURCE")[0])
    assert places == [("doc", "1.2"), ("file:1", "row 2"), ("file:1", "row 2")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Row("row 2", [Node("Actor", "a", "nul\0")], []), "holds a NUL character"),
        (Row("row 2", [Node("Actor", "a", "half\ud800")], []), "a lone surrogate"),
        (Row("row 2", [Node("Actor", "a", "")], []), "Actor.name is missing"),
        (Row("row 2", [Node("Actor", "a", "A", {"kind": "town"})], []), "is none of the kinds"),
        (Row("row 2", [Node("Actor", "a", "A", {"founded": "2020"})], []), "is no date"),
        (Row("row 2", [Node("Action", "x", "X", {"year": 2**63})], []), "too large"),
        (grant(2, float("inf")), "not a finite number"),
        (grant(2, 5), "is no decimal number"),
        (takes_part(2), "TAKES_PART.role is missing"),
        (
            Row("row 2", [], [Tie("SUPPORTS", A, X, {"support": "political"})]),
            "names the Actor 'a', which no row holds",
        ),
    ],
)
def test_a_faulty_row_is_rejected_with_the_reason(row: Row, reason: str) -> None:
    told = Told([row])
    assert (told.account.read, told.account.rejected) == (1, 1)
    assert reason in told.faults[0][1].reason
    assert told.faults[0][2]
    assert told.nodes("Actor") == [[]]


def test_a_tie_to_a_node_of_the_store_is_taken() -> None:
    told = Told([Row("row 2", [], [Tie("SUPPORTS", A, X, {"support": "political"})])], known=["a", "x"])
    assert len(told.ties("SUPPORTS")[0]) == 1


def test_a_label_or_property_that_the_model_lacks_is_a_mistake_of_the_loader() -> None:
    with pytest.raises(ValueError, match=r"no property Actor\.colour"):
        Told([Row("row 2", [Node("Actor", "a", "A", {"colour": "red"})], [])])
    with pytest.raises(ValueError, match="no tie FUNDS from Action to Actor"):
        Told([Row("row 2", [], [Tie("FUNDS", X, A)])])


def test_values_set_aside_notes_and_rejects_are_counted() -> None:
    row = grant(3)
    row.faults.append(Fault("siret", "1E+13", "destroyed by a spreadsheet"))
    row.note = "share of a grant"
    told = Told([Reject("row 2", [Fault("montant", "x", "is no number"), Fault("date", "y", "is no date")]), row])
    assert (told.account.read, told.account.rejected, told.account.values_set_aside) == (2, 1, 1)
    assert told.account.notes == {"share of a grant": 1}
    assert [whole for _, _, whole in told.faults] == [True, True, False]


def test_dates_are_dates() -> None:
    row = Row("row 2", [Node("Actor", "a", "A", {"founded": date(1901, 1, 1)})], [])
    assert Told([row]).nodes("Actor") == [[{"id": "a", "name": "A", "founded": date(1901, 1, 1)}]]
