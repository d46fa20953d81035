"""The same bits of every measure on one, two and three threads, of kernels and of BLAS, and in any process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from graphkit.measures import catalogue
from tests.conftest import ROOT
from tests.unit.measures.test_kernels import KINDS, is_had

# A fingerprint of all values of each measure, of each kind of network and of node that it has, in each of its forms:
# of a network on which kernels run, and, where that is soon done, of one so large that BLAS adds up on several threads
# (from 10,000 nodes on, whatever it is told).
PRINTS = """
import hashlib
from graphkit.measures import _kernels, catalogue
from tests.unit.measures.test_kernels import KINDS, crowd, is_had, of

def forms(measure):
    yield {}
    yield from ({option: not value} for option, value in measure.options.items() if isinstance(value, bool))
    if "error" in measure.options:
        yield {"error": 0.2}

_kernels.LEAST_STEPS = 0.0
for size, network in {"middling": crowd(1_200, 1_000, 4_000), "large": crowd(16_000, 14_000, 40_000)}.items():
    subjects = {kind: of(network, kind) for kind in KINDS}
    for name, measure in catalogue().items():
        for kind in (kind for kind in KINDS if is_had(name, kind)):
            for whose in ("actors", "actions") if kind == "two-mode" else ("actors",):
                if size == "large" and measure.expected_seconds(subjects[kind], whose) > 0.3:
                    continue
                for form in forms(measure):
                    values = measure(subjects[kind], of=whose, **form).values
                    assert len(set(values.tolist())) > 1
                    print(name, kind, size, whose, form, hashlib.sha256(values.tobytes()).hexdigest()[:16])
"""


def prints(threads: int) -> list[str]:
    several = {f"{of}_THREADS": str(threads) for of in ("GRAPHKIT", "OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "NUMBA_NUM")}
    run = subprocess.run(
        [sys.executable, "-c", PRINTS],
        check=True, capture_output=True, text=True, env={**os.environ, **several, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return run.stdout.splitlines()


@pytest.mark.slow
def test_the_same_bits_of_every_measure_on_any_number_of_threads_and_in_any_process() -> None:
    first = prints(1)
    seen = {tuple(line.split()[:3]) for line in first}
    assert {each[:2] for each in seen} == {(name, kind) for name in catalogue() for kind in KINDS if is_had(name, kind)}
    assert {name for name, _, size in seen if size == "large"} >= {"eigenvector", "hits", "katz", "pagerank"}
    for threads in (1, 2, 3):
        assert prints(threads) == first
