"""What the benchmark promises, held on publishers' files: at the default threshold .98 of the pairs are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.identity.scoring import SURE
from tests.conftest import ROOT


@pytest.mark.real_data
@pytest.mark.slow
def test_pairs_that_are_applied_are_right(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import resolve
    import resolve_truth

    truths = [resolve_truth.truth(real_data, file) for file in (resolve_truth.SCDL, resolve_truth.CORDIS)]
    figures = resolve.Figures([(of, resolve.by_graphkit(of)) for of in truths], "figure")
    joined, precision, _, recall = figures.at(SURE)
    assert joined > 200
    assert precision >= 0.98
    assert recall > 0.2
