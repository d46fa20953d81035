"""The account of a publisher's file is its own sum, to the cent."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from graphkit.accounts.reconcile import reconcile
from tests.conftest import StorePlace


@pytest.mark.real_data
@pytest.mark.slow
def test_the_grants_of_five_departments(embedded_place: StorePlace, real_data: Path) -> None:
    file = real_data / "scdl" / "pays_de_la_loire_agrege_utf8.csv"
    rows = csv.DictReader(io.StringIO(file.read_bytes().decode("cp1252"), newline=""), delimiter=";")
    stated = [row["montant"].strip() for row in rows]
    # Row 2236 is the sum of a department's rows of 2017: a total and no grant.
    whole = sum(Decimal(text) for text in stated if text) - Decimal("34692695.75")
    with embedded_place.graph() as graph:
        graph.load("scdl", file, rejects=None)
        result = reconcile(graph.snapshot(), by=["year"])
    assert sum(row.sum.amount for row in result.totals) == whole == Decimal("550844100.64")
    assert sum(row.sum.missing for row in result.totals) == stated.count("") == 32
    assert {row.sum.kind: row.sum.amount for row in result.totals}["in_kind"] == Decimal(116_470)
    for one in result.totals:
        by_year = [row.sum.minor for row in result.rows if row.sum.kind == one.sum.kind]
        assert sum(by_year) == one.sum.minor
