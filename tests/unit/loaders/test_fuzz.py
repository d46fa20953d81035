"""Whatever a file has become, a loader gives rows or says why it cannot; and each row is accounted for."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit import discovery
from tests.unit.loaders.fuzzing import LOADERS, fed, fuzz
from tests.unit.loaders.mutations import WAYS, example, mutated

bounded = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def loader(format: str) -> bytes:
    return example(discovery.module("graphkit.loaders", format, "format"))


@pytest.mark.parametrize("format", LOADERS)
def test_the_example_itself_is_loaded_whole(tmp_path: Path, format: str) -> None:
    result = fed(format, loader(format), tmp_path)
    assert result is not None
    assert result.loaded > 0
    assert result.rejected == 0


@pytest.mark.parametrize("format", LOADERS)
@bounded
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_loaded_by_rows_or_refused(tmp_path: Path, format: str, seed: int) -> None:
    fed(format, mutated(loader(format), random.Random(seed)), tmp_path)


@pytest.mark.parametrize("format", LOADERS)
@bounded
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_loaded_by_rows_or_refused(tmp_path: Path, format: str, data: bytes) -> None:
    fed(format, data, tmp_path)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_accident_changes_the_file_and_is_the_same_for_the_same_seed(way: object) -> None:
    data = loader("scdl")
    found = [way(data, random.Random(seed)) for seed in (*range(8), *range(8))]  # type: ignore[operator]
    assert found[:8] == found[8:]
    assert sum(one != data for one in found) > 8


def test_a_loader_that_breaks_is_caught_and_its_file_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.loaders import scdl

    def breaks(path: Path, sheet: str | None = None) -> list[object]:
        raise KeyError("a fault of the loader")

    monkeypatch.setattr(scdl, "load", breaks)
    kept = fuzz(30, 1, tmp_path)
    assert kept is not None
    assert kept.name == f"broken-scdl-{scdl.EXAMPLE_NAME}"
