"""What every measure keeps, found by its file: a new one is held to it without a further line."""

from __future__ import annotations

import random
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.errors import UsageError
from graphkit.measures import Measure, measure, names
from graphkit.networks.snapshot import Snapshot
from tests.unit.networks.tables import fund, snapshot_of, southern_women

MEASURES = [measure(name) for name in names()]
SUBJECTS = ("two-mode", "count", "newman", "amount")

EACH_OF = [
    pytest.param(each, kind, id=f"{each.name}-{kind}")
    for each in MEASURES
    for kind in SUBJECTS
    if each.only in (None, "two-mode" if kind == "two-mode" else "projection")
]

every_measure = pytest.mark.parametrize("each", MEASURES, ids=names())
every_measure_of_every_subject = pytest.mark.parametrize(("each", "kind"), EACH_OF)


def subject_of(snapshot: Snapshot, kind: str) -> Any:
    """The network, or its projection by a weight."""
    network = snapshot.network()
    return network if kind == "two-mode" else network.projection(kind)


def values_of(each: Measure, snapshot: Snapshot, kind: str) -> dict[tuple[str, str], float]:
    """All values, by what they belong to."""
    subject = subject_of(snapshot, kind)
    found = {}
    for of in ("actors", "actions") if kind == "two-mode" else ("actors",):
        result = each(subject, of=of)
        found |= {(of, id): value for id, value in zip(result.ids, result.values.tolist(), strict=True)}
    return found


ties = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("uvwxyz"), st.integers(1, 99)),
    max_size=14,
    unique_by=lambda tie: tie[:2],
)


@every_measure_of_every_subject
@settings(deadline=None, max_examples=15)
@given(ties=ties, seed=st.integers(0, 1000))
def test_other_names_other_order_same_values(
    each: Measure, kind: str, ties: list[tuple[str, str, int]], seed: int
) -> None:
    draw = random.Random(seed)
    actors = dict(zip("abcdefg", draw.sample([f"n{n}" for n in range(20)], 7), strict=True))
    actions = dict(zip("uvwxyz", draw.sample([f"n{n}" for n in range(20)], 6), strict=True))
    as_given = snapshot_of([fund(actor, action, float(amount)) for actor, action, amount in ties])
    renamed = snapshot_of(
        [fund(actors[actor], actions[action], float(amount)) for actor, action, amount in draw.sample(ties, len(ties))]
    )
    expected = {
        (of, (actors if of == "actors" else actions)[id]): value
        for (of, id), value in values_of(each, as_given, kind).items()
    }
    assert values_of(each, renamed, kind) == pytest.approx(expected, abs=1e-9, nan_ok=True)


@every_measure_of_every_subject
def test_an_empty_network_has_no_values(each: Measure, kind: str) -> None:
    result = each(subject_of(Snapshot(), kind))
    assert result.values.shape == (0,)
    assert result.values.dtype == np.float64
    assert len(result.to_frame()) == 0
    assert result._repr_html_()


@every_measure_of_every_subject
def test_one_actor_alone_has_one_value(each: Measure, kind: str) -> None:
    result = each(subject_of(snapshot_of([fund("a", "x", 1.0)]), kind))
    assert result.values.shape == (1,)
    assert not np.isinf(result.values).any()


@every_measure_of_every_subject
def test_an_isolated_actor_has_a_value_or_none_and_breaks_nothing(each: Measure, kind: str) -> None:
    ties = [fund("a", "x", 1.0), fund("b", "x", 2.0), fund("b", "y", 2.0), fund("c", "y", 3.0)]
    found = values_of(each, snapshot_of([*ties, fund("alone", "z", 4.0)]), kind)
    assert not np.isinf(list(found.values())).any()
    # It is never above those who have partners, but by its own money.
    others = [found["actors", id] for id in "abc"]
    if not (each.name == "strength" and kind == "two-mode"):
        assert np.isnan(found["actors", "alone"]) or found["actors", "alone"] <= max(others)


@every_measure_of_every_subject
def test_the_same_network_gives_the_same_bits(each: Measure, kind: str) -> None:
    ties = southern_women().ties
    ends = zip(ties["actor"].to_pylist(), ties["action"].to_pylist(), strict=True)
    held = snapshot_of([fund(actor, action, len(actor) / 3) for actor, action in ends])
    one, other = each(subject_of(held, kind)), each(subject_of(held, kind))
    assert one.values.tobytes() == other.values.tobytes()


@every_measure_of_every_subject
def test_who_writes_to_the_values_of_a_result_changes_no_other(each: Measure, kind: str) -> None:
    ties = [fund(a, x, 1.0) for a, x in ("ax", "bx", "by", "cy", "ay", "az", "cz")]
    subject = subject_of(snapshot_of(ties), kind)
    one = each(subject).values
    kept = one.tobytes()
    one[:] = -1.0
    assert each(subject).values.tobytes() == kept


@every_measure_of_every_subject
def test_of_actors_alone_it_is_the_same_as_of_all(each: Measure, kind: str) -> None:
    subject = subject_of(snapshot_of([fund(a, x, 1.0) for a, x in ("ax", "bx", "by", "cy", "ay", "az", "cz")]), kind)
    plain = each.function(subject)
    kinds = ("actors", "actions") if kind == "two-mode" else ("actors",)
    found = np.concatenate([each(subject, of=of).values for of in kinds])
    assert found.tobytes() == plain.tobytes()


@pytest.mark.parametrize("each", [each for each in MEASURES if each.only], ids=lambda each: each.name)
def test_what_it_cannot_be_had_of_is_said_in_one_line(each: Measure) -> None:
    network = southern_women().network()
    other: Any = network if each.only == "projection" else network.projection()
    for ask in (each, each.expected_seconds):
        with pytest.raises(UsageError, match=rf"^{each.name} is measured in a [^\n]*; take [^\n]*\.$"):
            ask(other)


@every_measure
def test_it_is_documented_to_the_letter(each: Measure) -> None:
    text = each.function.__doc__ or ""
    assert each.summary.endswith(".")
    assert len(each.summary) <= 110
    for section in ("Parameters", "Returns", "Notes", "References", "Examples"):
        assert re.search(rf"^ *{section}\n *-+$", text, re.MULTILINE), section
    assert ".. math::" in text
    assert re.search(r"\b(1[89]|20)\d\d\b", each.source), "the source has a year"
    assert each.__doc__ == text
    for option in each.options:
        assert re.search(rf"^ *{option} :", text, re.MULTILINE), option


@every_measure_of_every_subject
def test_the_result_has_all_that_results_have(each: Measure, kind: str) -> None:
    result = each(subject_of(snapshot_of([fund("a", "x", 1.0), fund("b", "x", 2.0)]), kind))
    assert result.name == each.name
    assert result.unit
    assert result.options == each.options
    assert result.provenance["reference"] == each.source
    assert {"snapshot", "network", "method", "parameters", "seed", "version"} <= set(result.provenance)
    assert list(result.to_frame().columns) == ["id", "name", each.name]
    assert set(result.evidence("a")["actor"]) == {"a"}
