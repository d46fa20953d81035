from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from graphkit.stores.plan import columns
from graphkit.stores.values import frame, from_driver, from_handle, is_ambiguous


@pytest.mark.parametrize(
    "value",
    ["2020-01-01", "2020-01-01T10:00+02:00", "10:00Z", "P1Y2M", "-P1D", "PT4H", "(#10:0)-[#5:0]->(#14:0)", ["x", "P1Y"],
     {"at": "2020-01-01"}, {"x": 1.0, "y": 2.0, "crs": "cartesian"}, "12345-01-01"],
)  # fmt: skip
def test_what_the_handle_writes_for_dates_and_paths_is_asked_for_again(value: object) -> None:
    assert is_ambiguous(value)


@pytest.mark.parametrize(
    "value", ["", "Paris", "P", "2020", "a 2020-01-01", 1, None, {"@rid": "#1:0", "d": "2020-01-01"}]
)
def test_other_values_are_taken_as_they_are(value: object) -> None:
    assert not is_ambiguous(value)


def test_a_node_of_the_handle_is_its_properties() -> None:
    row = {"@rid": "#1:0", "@type": "Actor", "name": "A", "id": "a", "founded": date(2020, 1, 1)}
    assert from_handle(row) == {"founded": date(2020, 1, 1), "id": "a", "name": "A"}
    assert from_handle({"@x": 1}) == {"@x": 1}


def test_times_with_a_zone_are_in_utc() -> None:
    moment = datetime(2020, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    assert from_handle([moment])[0].tzinfo is UTC
    assert from_driver({"x": [1, None, "a"]}) == {"x": [1, None, "a"]}


def test_a_frame_keeps_whole_numbers_truth_values_and_dates() -> None:
    made = frame(["n", "t", "d", "l", "l"], [[1, True, date(2020, 1, 1), [1], "x"], [None, None, None, None, None]])
    assert [str(kind) for kind in made.dtypes[:4]] == ["Int64", "boolean", "object", "object"]
    assert list(made.columns) == ["n", "t", "d", "l", "l"]
    assert frame(["x"], []).shape == (0, 1)


def test_columns_are_read_from_a_plan() -> None:
    assert columns("+ MATCH\n+ FINAL PROJECTION [a.id, coalesce(a, 'x, y'), [1, 2]]\n") == [
        "a.id", "coalesce(a, 'x, y')", "[1, 2]"
    ]  # fmt: skip
    assert columns("no plan") == []
