"""Values of one column as an Arrow array of the type that the model gives it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from graphkit.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa

# Refused in records by graphkit.model.validation, so no property has them: a text with a NUL, a number that is none.
NO_TEXT = "\0"
NO_NUMBER = "0.0 / 0.0"


def array(values: Any, field: pa.Field, of: str, gaps: bool = False) -> pa.Array:
    """Values of one column, sentinels and text of dates turned into what they stand for.

    Parameters
    ----------
    values : sequence
        As an engine gives them.
    field : pyarrow.Field
        The type it is to have; an error says its name, which is that of the property.
    of : str
        Label or type of what has them, for an error.
    gaps : bool
        Whether some are sentinels.

    Raises
    ------
    DataError
        A value is none of the field's type.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = field.type
    if pa.types.is_floating(kind) or pa.types.is_integer(kind):
        # NaN is the one value that differs from itself.
        given = [None if value != value else value for value in values] if gaps else values  # noqa: PLR0124
        with _of_the_model(field, of):
            return pa.array(given, kind)
    with _of_the_model(field, of):
        made = pa.array(values, pa.string() if pa.types.is_date(kind) else kind)
    if gaps:
        made = pc.if_else(pc.equal(made, NO_TEXT), pa.scalar(None, made.type), made)
    return cast(made, field, of)


def cast(made: pa.Array, field: pa.Field, of: str) -> pa.Array:
    """An array of the type that the field has."""
    with _of_the_model(field, of):
        return made if made.type == field.type else made.cast(field.type)


@contextmanager
def _of_the_model(field: pa.Field, of: str) -> Iterator[None]:
    """Says which property holds what the model has no place for: a statement of the user's may have written it."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        raise DataError(
            f"The property {field.name} of {of} holds a value that is no {field.type}: {error}. "
            "Mend it with graphkit cypher --write."
        ) from None
