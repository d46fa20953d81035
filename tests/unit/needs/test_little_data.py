"""An answer in words where the data have little, and never a traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from graphkit.needs.learn import learn
from graphkit.needs.learn_result import PARTS as LESSONS
from graphkit.needs.match import match
from graphkit.needs.territories import BY, territories
from graphkit.networks.results import Result
from graphkit.networks.snapshot import Snapshot
from tests.unit.needs.towns import link, node
from tests.unit.networks.tables import fund, snapshot_of, takes_part

mpl.use("Agg")

PLACE = {
    "links": [link("LOCATED_IN", "x", "hill", "Action>Territory"), link("IN_FIELD", "x", "care", "Action>Field")],
    "others": [node("Territory", "hill", "Hill"), node("Field", "care", "Care"), node("Group", "old", "Old")],
}
DATA = {
    "empty": snapshot_of([]),
    "one action": snapshot_of([], actions=["x"], **PLACE),
    "one actor": snapshot_of([], actors=["a"]),
    "one actor in a place": snapshot_of(
        [], links=[link("LOCATED_IN", "a", "hill", "Actor>Territory")], others=PLACE["others"]
    ),
    "one of each": snapshot_of([fund("a", "x", 5.0)], **PLACE),
    "no amounts": snapshot_of([takes_part("a", "x"), fund("b", "x", resource="in_kind")], **PLACE),
    "all amounts missing": snapshot_of([fund("a", "x"), fund("b", "x")], **PLACE),
    "all refused": snapshot_of([fund("a", "x", 5.0, status="refused")], **PLACE),
    "no place": snapshot_of([fund("a", "x", 5.0)]),
}
ANALYSES: dict[str, Callable[[Snapshot], Result]] = {
    **{f"territories by {by}": lambda data, by=by: territories(data, by, rollup=True) for by in BY},
    "learn": learn,
}


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("analysis", ANALYSES)
def test_an_answer_in_words(data: str, analysis: str) -> None:
    result = ANALYSES[analysis](DATA[data])
    for lang in ("en", "fr"):
        assert result.sentence(lang)  # type: ignore[attr-defined]
        assert not re.search(r"\bnan\b|<NA>", result.sentence(lang))  # type: ignore[attr-defined]
    tables = [result.to_frame()]
    if analysis == "learn":
        tables += [result.to_frame(part) for part in LESSONS]  # type: ignore[call-arg]
    else:
        tables += [getattr(result, name)() for name in ("by_territory", "by_class", "gaps", "money")]
        assert result.matrix().shape == (len(result.rows), len(result.classes))  # type: ignore[attr-defined]
    assert all(len(table.columns) for table in tables)
    assert result.provenance["snapshot"] == DATA[data].hash
    assert str(result).splitlines()[0].split(":")[0] in unescape(result._repr_html_())
    result.plot()
    plt.close("all")


@pytest.mark.parametrize("data", ["one action", "one of each", "no amounts", "all amounts missing", "all refused"])
@pytest.mark.parametrize("asked", [{"field": "care"}, {"territory": "hill"}, {"group": "old"}])
def test_a_need_in_words(data: str, asked: dict[str, str]) -> None:
    result = match(DATA[data], **asked)
    for lang in ("en", "fr"):
        assert not re.search(r"\bnan\b", result.sentence(lang))
        frame = result.to_frame(lang)
    funders = set(frame.loc[frame["what"] == "funder", "id"])
    assert funders == ({} if "group" in asked else {"one of each": {"a"}, "no amounts": {"b"},
                                                     "all amounts missing": {"a", "b"}}).get(data, set())  # fmt: skip
    assert str(result).splitlines()[0].split(":")[0] in unescape(result._repr_html_())
    result.plot()
    plt.close("all")


def test_the_same_data_give_the_same_answer_in_any_order() -> None:
    from tests.unit.needs.towns import towns

    one = towns()
    other = Snapshot(**{name: table.take(list(range(table.num_rows))[::-1]) for name, table in one.tables().items()})
    for analysis in ANALYSES.values():
        assert analysis(one).to_frame().equals(analysis(other).to_frame())
    assert match(one, field="care").to_frame().equals(match(other, field="care").to_frame())
