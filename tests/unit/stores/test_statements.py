import pytest

from graphkit.errors import QueryError
from graphkit.stores.statements import refuse_reading_files


@pytest.mark.parametrize(
    "statement",
    [
        "LOAD CSV FROM $x AS row RETURN row",
        "match (n) load\n\tcsv from 'x' as row return row",
        "LOAD/**/CSV FROM 'x' AS row RETURN row",
        "L\\u004FAD CSV FROM 'x' AS row RETURN row",
        "RETURN \"it's\" AS x UNION LOAD CSV FROM 'x' AS x RETURN x",
    ],
)
def test_reading_files_is_refused(statement: str) -> None:
    with pytest.raises(QueryError, match="LOAD CSV is not allowed"):
        refuse_reading_files(statement)


@pytest.mark.parametrize(
    "statement",
    ["RETURN 'LOAD CSV' AS x", "MATCH (n) // LOAD CSV\nRETURN n", "MATCH (`LOAD CSV`) RETURN 1", "RETURN 1"],
)
def test_the_words_elsewhere_are_not(statement: str) -> None:
    refuse_reading_files(statement)
