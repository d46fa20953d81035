import pytest

from graphkit.errors import QueryError, QueryTimeout, StoreError, StoreInUse, WriteRefused
from graphkit.stores.failures import of_engine_class, one_line, translated

PLACE = "./somewhere"


def test_one_line_leaves_out_the_drawing_of_where_a_fault_is() -> None:
    said = (
        "Invalid input 'RETURN': expected a graph pattern (line 1, column 10 (offset: 9))\n\"MATCH (a RETURN\"\n    ^"
    )
    assert one_line(said) == "Invalid input 'RETURN': expected a graph pattern (line 1, column 10 (offset: 9))"


@pytest.mark.parametrize(
    ("names", "message", "expected"),
    [
        (["com.arcadedb.exception.QueryNotIdempotentException"], "Query 'X' is not idempotent", WriteRefused),
        (["com.arcadedb.exception.TimeoutException"], "exceeded the arcadedb.command.timeout of 2000ms", QueryTimeout),
        (["com.arcadedb.exception.TimeoutException"], "a lock was not had in time", QueryError),
        (["com.arcadedb.exception.LockException"], "Database 'x' is locked by another process", StoreInUse),
        (["java.lang.NullPointerException"], "null", QueryError),
    ],
)
def test_each_fault_of_the_engine_has_its_class(names: list[str], message: str, expected: type[StoreError]) -> None:
    assert type(of_engine_class(names, message, PLACE)) is expected


def test_errors_of_python_are_left_as_they_are() -> None:
    with pytest.raises(KeyError), translated(PLACE):
        raise KeyError("x")
