"""IATI: what a large file makes the survey put away into a file comes back, and memory does not grow with the file."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest

from graphkit.loaders import iati
from graphkit.loaders._iati import reading
from graphkit.loaders._iati.reading import read_activity
from graphkit.loaders._iati.survey import survey
from graphkit.loaders._iati.xml import activities
from graphkit.model import spill
from tests.unit.loaders.iati_files import activity, by, to, transaction, written


def drawn(random_: random.Random, count: int) -> list[str]:
    """Activities that pay each other, some of them in several versions, many of the payments reported by both ends."""
    orgs = [f"XM-ORG-{n}" for n in range(5)]
    paid: list[tuple[int, int, int, str]] = []
    made = []
    for place in range(count):
        number = random_.randrange(count) if random_.random() < 0.2 else place
        inside = []
        for _ in range(random_.randrange(4)):
            other, value, day = (
                random_.randrange(count),
                random_.randrange(1, 4),
                f"2023-05-{random_.randrange(1, 29):02}",
            )
            inside.append(transaction("3", str(value), to(orgs[other % 5], f"{orgs[other % 5]}-{other}"), day=day))
            paid.append((number, other, value, day))
        for giver, receiver, value, day in random_.sample(paid, min(len(paid), 3)):
            if receiver == number or random_.random() < 0.3:
                inside.append(transaction("1", str(value), by(orgs[giver % 5], f"{orgs[giver % 5]}-{giver}"), day=day))
        updated = random_.choice(["", "2024-01-01", "2024-02-01"])
        attributes = f'last-updated-datetime="{updated}"' if updated else ""
        org = orgs[number % 5]
        made.append(activity(f"{org}-{number}", *inside, reporter=org, attributes=attributes))
    return made


@pytest.mark.parametrize("seed", range(6))
def test_rows_are_the_same_with_most_of_the_survey_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    path = written(tmp_path, *drawn(random.Random(seed), 60))
    expected = [repr(row) for row in iati.load(path)]
    assert any("both ends report" in row for row in expected)
    monkeypatch.setattr(spill, "ENTRIES", 8)
    assert [repr(row) for row in iati.load(path)] == expected


def test_a_survey_of_twice_the_activities_takes_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spill, "ENTRIES", 400)
    taken = []
    for count in (600, 1200, 2400):
        path = written(tmp_path, *_chain(count))
        tracemalloc.start()
        found = survey(read_activity(element, briefly=True) for element in activities(path))
        reading._short.cache_clear()
        taken.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        del found
    assert taken[2] - taken[1] < 100 * 1200


def _chain(count: int) -> list[str]:
    """Activities of which each pays the next one, and reports what it got."""
    return [
        activity(
            f"XM-ORG-1-{n:06}",
            transaction("1", "5", by("XM-ORG-1", f"XM-ORG-1-{n - 1:06}")),
            transaction("3", "5", to("XM-ORG-1", f"XM-ORG-1-{n + 1:06}")),
            reporter="XM-ORG-1",
        )
        for n in range(count)
    ]
