"""What hangs on whom in a publisher's file, against Cypher written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphkit.scenarios.cliff import cliff
from graphkit.scenarios.curve import robustness
from graphkit.scenarios.each import each_exit
from graphkit.scenarios.exit import funder_exit
from tests.conftest import StorePlace

if TYPE_CHECKING:
    from graphkit.graph import Graph

# The year is one, so that the activity of a recipient is the recipient.
COUNTED = """
WITH who, part, x
MATCH (f:Actor)-[r:FUNDS]->(x)
WITH who, part, x, sum(r.amount) AS total
RETURN who AS id, count(x) AS actions, sum(CASE WHEN total > 0 AND part * 2 >= total THEN 1 ELSE 0 END) AS lose_half,
       sum(CASE WHEN total > 0 AND part = total THEN 1 ELSE 0 END) AS lose_all
ORDER BY id
"""
BY_PROGRAMME = "MATCH (p:Actor)-[g:FUNDS]->(x:Action) WITH p.id AS who, x, sum(g.amount) AS part" + COUNTED
BY_MINISTRY = (
    "MATCH (p:Actor)-[:MEMBER_OF]->(m:Actor) MATCH (p)-[g:FUNDS]->(x:Action) "
    "WITH m.id AS who, x, sum(g.amount) AS part" + COUNTED
)


def check(graph: Graph) -> None:
    """Exits of 77 programmes and 15 ministries from 17,483 associations."""
    snapshot = graph.snapshot()
    columns = ["id", "actions", "lose_half", "lose_all"]
    for statement, rollup, n in ((BY_PROGRAMME, None, 77), (BY_MINISTRY, ("programme_of",), 15)):
        network = snapshot.network(("FUNDS",), grain="recipient", rollup=rollup)
        found = each_exit(network, rules="money=0.5").to_frame()
        expected = graph.run(statement)
        assert len(found) == len(expected) == n
        assert found.sort_values("id")[columns].values.tolist() == expected[columns].values.tolist()
        # All amounts of this file are stated.
        assert found["lose_unknown"].sum() == found["undecided"].sum() == 0
        first = found.iloc[0]
        assert funder_exit(network, [first["id"]], rules="money=0.5").n_falling == first["falls"]
        curve = robustness(network, order="worst", rules="money=0.5")
        assert curve.to_frame()["id"].iloc[1] == first["id"]


@pytest.mark.real_data
@pytest.mark.slow
def test_exit_of_each_programme_and_each_ministry(embedded_place: StorePlace, real_data: Path, tmp_path: Path) -> None:
    with embedded_place.graph() as graph:
        graph.load("jaune", real_data / "jaune" / "plf2012_subventions_2010.csv", rejects=tmp_path / "rejects.csv")
        check(graph)


@pytest.mark.real_data
@pytest.mark.slow
def test_what_is_not_renewed_in_five_departments(embedded_place: StorePlace, real_data: Path) -> None:
    """Grants that state a year each: by hand, a funder that is there again in any later year has renewed."""
    with embedded_place.graph() as graph:
        graph.load("scdl", real_data / "scdl" / "pays_de_la_loire_agrege_utf8.csv", rejects=None)
        check_cliff(graph)


def check_cliff(graph: Graph) -> None:
    """The cliff of the data against a few lines over the rows of a query."""
    rows = graph.run(
        "MATCH (f:Actor)-[r:FUNDS]->(x:Action) WHERE r.recipient IS NOT NULL "
        "AND (r.status IS NULL OR r.status = 'granted') AND (r.basis IS NULL OR r.basis <> 'requested') "
        "RETURN f.id AS funder, r.recipient AS recipient, r.year AS year, r.date AS date, x.year AS of, "
        "coalesce(r.end, x.end) AS end ORDER BY r.id"
    )
    ends: dict[tuple[str, str], set[int]] = {}
    begun, n_stated = set(), 0
    for row in rows.to_dict("records"):
        end, dated = (None if row[name] is None else int(str(row[name])[:4]) for name in ("end", "date"))
        years = [int(each) for each in (row["year"], dated, row["of"]) if each is not None and each == each]
        begun.update(years[:1])
        n_stated += end is not None
        ends.setdefault((row["funder"], row["recipient"]), set()).update(years[:1] if end is None else [end])
    last = max(begun)
    expected = {
        year: [
            sum(year in of for of in ends.values()),
            sum(year in of and max(of) > year for of in ends.values()),
            sum(year in of and max(of) == year < last for of in ends.values()),
        ]
        for year in sorted({year for of in ends.values() for year in of})
    }
    found = cliff(graph.snapshot().network(("FUNDS",), grain="recipient"))
    told = found.to_frame()
    assert dict(zip(told["year"], told[["ends", "renewed", "not_renewed"]].values.tolist(), strict=True)) == expected
    assert found.last_year == last
    assert 0 < told["ends_stated"].sum() <= n_stated
