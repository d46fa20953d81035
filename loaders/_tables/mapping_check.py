"""From the plain values of a mapping file to a checked mapping, or a message that names the key and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from graphkit.errors import FormatError
from graphkit.loaders._tables.mapping import FROM, Cell, Each, End, Implied, Statement, fold, near_words, word
from graphkit.loaders._tables.mapping import Mapping as TableMapping
from graphkit.loaders._tables.mapping_file import read_mapping_file
from graphkit.loaders._tables.plain_columns import (
    ACTOR_REFERENCES,
    LABELS,
    TIES,
    node_properties,
    tie_properties,
)
from graphkit.loaders._tables.values import term
from graphkit.model.schema import Property, schema

_TOP = ("table", "sheet", "rows")
_CELL = ("column", "value", "from", "values", "default", "other", "split", "decimal", "times", "TODO")
_EACH = ("columns", "skip")
_MARKS = (",", ".", "none")
_TIMES = ("1", "1000", "1000000")
# What a funder's cell holds where the funder gives nothing.
_SKIP = ("0", "0,0", "0.0", "0,00", "0.00", "-", "–", "—", "no", "non")


def read_mapping(path: Path) -> TableMapping:
    """A mapping file, each key and each word of a code list checked.

    Raises
    ------
    FormatError
        Names the file, the statement, the key, what is near to it, and what to write.
    """
    found = read_mapping_file(path)
    file = path.name
    _known(found, _TOP, file)
    rows = found.get("rows")
    if not isinstance(rows, list) or not rows:
        raise FormatError(f"{file}: the key rows needs a list of statements: '- tie: FUNDS', or '- node: Actor'.")
    statements = [_statement(given, f"{file}, statement {n}") for n, given in enumerate(rows, start=1)]
    return TableMapping(
        file=file,
        table=_text(found["table"], f"{file}, table") if "table" in found else "",
        sheet=_text(found["sheet"], f"{file}, sheet") if "sheet" in found else None,
        statements=tuple(_same_nodes(statements)),
    )


def _statement(given: Any, place: str) -> Statement:
    given = _keys(given, place)
    if ("tie" in given) == ("node" in given):
        raise FormatError(f"{place}: say either tie, with one of {', '.join(TIES)}; or node, with a label.")
    if "node" in given:
        return _node_statement(given, place)
    type = _one_of(given["tie"], TIES, f"{place}, tie")
    place = f"{place} ({type})"
    properties = tie_properties(type)
    actors = [name for name in ACTOR_REFERENCES if name in properties]
    _known(given, ("tie", "start", "end", "each", "when", "set", "id", "divide", *properties), place)
    for end in ("start", "end"):
        if end not in given:
            raise FormatError(f"{place}: the key {end} is missing. Say which column names it: {end}: {{name: …}}.")
    start = _end(given["start"], f"{place}, start", [start for start, _ in schema().ties[type].ends])
    finish = _end(
        given["end"], f"{place}, end", [other for one, other in schema().ties[type].ends if one == start.label]
    )
    found = Statement(
        place=place,
        type=type,
        start=start,
        end=finish,
        properties=tuple(_properties(given, {n: p for n, p in properties.items() if n not in actors}, place)),
        actors=tuple((n, _end(given[n], f"{place}, {n}", ["Actor"])) for n in actors if n in given),
        id=_cell(given["id"], f"{place}, id") if "id" in given else None,
        each=_each(given, place),
        when=_when(given, place),
        divide=_divide(given, type, place),
    )
    _required(found, properties.values())
    _currency(found)
    _header_needs_each(found)
    return found


def _node_statement(given: dict[str, Any], place: str) -> Statement:
    label = _one_of(given["node"], LABELS, f"{place}, node")
    place = f"{place} ({label})"
    node = {name: value for name, value in given.items() if name not in ("node", "each", "when")}
    found = Statement(place, label, _end(node, place, [label]), each=_each(given, place), when=_when(given, place))
    _header_needs_each(found)
    return found


def _end(given: Any, place: str, labels: Sequence[str]) -> End:
    labels = list(dict.fromkeys(labels))
    if not isinstance(given, dict):
        given = {"name": given}
    given = _keys(given, place)
    if "label" in given:
        label = _one_of(given["label"], labels, f"{place}, label")
    elif len(labels) == 1:
        label = labels[0]
    else:
        raise FormatError(f"{place}: the key label is missing. It is one of {', '.join(labels)}.")
    if "implied" in given:
        return _implied(given, label, place)
    properties = node_properties(label)
    _known(given, ("label", "name", "id", "scheme", "within", "set", *properties), place)
    if "name" not in given and "id" not in given:
        raise FormatError(f"{place}: neither name nor id is there. Say which column names it: name: …")
    if ("scheme" in given) != ("id" in given):
        raise FormatError(
            f"{place}: id and scheme go together. scheme is the register or list that the ids are from: FR-SIRET, "
            "FR-SIREN, GB-CHC, a name of your own such as ville-tiers; or given, where the cells hold scheme:value."
        )
    return End(
        place=place,
        label=label,
        name=_cell(given["name"], f"{place}, name") if "name" in given else None,
        id=_cell(given["id"], f"{place}, id") if "id" in given else None,
        scheme=_text(given["scheme"], f"{place}, scheme") if "scheme" in given else "",
        within=_cell(given["within"], f"{place}, within") if "within" in given else None,
        properties=tuple(_properties(given, properties, place)),
    )


def _implied(given: dict[str, Any], label: str, place: str) -> End:
    _known(given, ("label", "implied"), place)
    if label != "Action":
        raise FormatError(f"{place}: only an Action can be implied, and this is {label}.")
    inner = _keys(given["implied"], f"{place}, implied")
    _known(inner, ("recipient", "year"), f"{place}, implied")
    if "recipient" not in inner:
        raise FormatError(
            f"{place}, implied: the key recipient is missing. It is its activity of a year that is meant."
        )
    recipient = _end(inner["recipient"], f"{place}, recipient", ["Actor"])
    year = _cell(inner["year"], f"{place}, year") if "year" in inner else None
    return End(place, label, implied=Implied(recipient, year))


def _properties(given: dict[str, Any], known: Mapping[str, Property], place: str) -> Iterable[tuple[str, Cell]]:
    constants = _keys(given.get("set", {}), f"{place}, set")
    _known(constants, tuple(known), f"{place}, set")
    for name, of in known.items():
        if name in given and name in constants:
            raise FormatError(f"{place}: {name} is there twice, as a column and under set. Leave one out.")
        if name in given:
            yield name, _codes(_cell(given[name], f"{place}, {name}", empty=of.unit == "currency"), of)
        elif name in constants:
            inner = f"{place}, set, {name}"
            yield name, _codes(Cell(inner, constant=_text(constants[name], inner)), of)


def _cell(given: Any, place: str, *, empty: bool = False) -> Cell:
    """A value of the mapping; with `empty` a text of the table may stand for none: an amount that is not told."""
    if not isinstance(given, dict):
        return Cell(place, column=_text(given, place))
    given = _keys(given, place)
    _known(given, _CELL, place)
    if "TODO" in given:
        raise FormatError(_undecided(given["TODO"], place))
    if sum(key in given for key in ("column", "value", "from")) != 1:
        raise FormatError(
            f"{place}: say one of column (a header), value (a text of your own) or from (header or cell)."
        )
    values = _keys(given.get("values", {}), f"{place}, values")
    if "other" in given and not values:
        raise FormatError(f"{place}: other is for texts that are none of values, and there are no values.")
    return Cell(
        place=place,
        column=_text(given["column"], f"{place}, column") if "column" in given else None,
        constant=_text(given["value"], f"{place}, value") if "value" in given else None,
        origin=_one_of(given["from"], FROM, f"{place}, from") if "from" in given else "",
        values=tuple(
            (word(key), "" if empty and value == "" else _text(value, f"{place}, values, {key}"))
            for key, value in values.items()
        ),
        default=_text(given["default"], f"{place}, default") if "default" in given else None,
        other=_text(given["other"], f"{place}, other") if "other" in given else None,
        decimal=_one_of(given["decimal"], _MARKS, f"{place}, decimal") if "decimal" in given else None,
        split=_text(given["split"], f"{place}, split", strip=False) if "split" in given else "",
        times=int(_one_of(given["times"], _TIMES, f"{place}, times")) if "times" in given else 1,
    )


def _undecided(given: Any, place: str) -> str:
    """What is said of a choice that a guess has left to the reader."""
    choice = ", ".join(map(repr, given if isinstance(given, list) else [given]))
    key = place.rpartition(", ")[2]
    return (
        f"{place}: TODO: write the column that is meant in place of {{TODO: …}}, or delete {key}. It may be {choice}."
    )


def _codes(cell: Cell, of: Property) -> Cell:
    """The cell with its own words as codes, where the property has a code list."""
    if not of.vocabulary:
        return cell

    def code(text: str | None) -> str | None:
        if text is None:
            return None
        try:
            return term(of.vocabulary, text)
        except ValueError as error:
            raise FormatError(f"{cell.place}: {text!r} {error}.") from None

    values = tuple((key, code(value) or "") for key, value in cell.values)
    return replace(
        cell, constant=code(cell.constant), values=values, default=code(cell.default), other=code(cell.other)
    )


def _each(given: dict[str, Any], place: str) -> Each | None:
    if "each" not in given:
        return None
    place = f"{place}, each"
    inner = {"columns": given["each"]} if isinstance(given["each"], list) else _keys(given["each"], place)
    _known(inner, _EACH, place)
    columns = _texts(inner.get("columns"), f"{place}, columns")
    skip = _texts(inner["skip"], f"{place}, skip") if "skip" in inner else _SKIP
    return Each(place, tuple(columns), frozenset(map(fold, skip)))


def _when(given: dict[str, Any], place: str) -> tuple[tuple[str, frozenset[str]], ...]:
    place = f"{place}, when"
    inner = _keys(given.get("when", {}), place)
    return tuple(
        (column, frozenset(map(fold, _texts(texts if isinstance(texts, list) else [texts], f"{place}, {column}"))))
        for column, texts in inner.items()
    )


def _divide(given: dict[str, Any], type: str, place: str) -> bool:
    if "divide" not in given:
        return False
    if type != "FUNDS":
        raise FormatError(f"{place}, divide: only the amount of FUNDS can be divided.")
    return bool(_one_of(given["divide"], ["equally"], f"{place}, divide"))


def _required(statement: Statement, properties: Iterable[Property]) -> None:
    stated = {name for name, _ in statement.properties}
    for of in properties:
        if of.required and of.name not in stated:
            raise FormatError(
                f"{statement.place}: the key {of.name} is missing. Say which column holds it, or one for all rows: "
                f"{of.name}: {{value: …}}."
            )


def _currency(statement: Statement) -> None:
    stated = {name for name, _ in statement.properties}
    if stated & {"amount", "gross_amount"} and "currency" not in stated:
        raise FormatError(
            f"{statement.place}: the key currency is missing. An amount needs one: currency: {{value: EUR}}, or its "
            "column."
        )


def _header_needs_each(statement: Statement) -> None:
    cells = [cell for end in statement.ends() for cell in end.cells()] + [cell for _, cell in statement.properties]
    for cell in cells:
        if cell.origin and not statement.each:
            raise FormatError(f"{cell.place}: from takes the header or the cell of the columns under each; add each.")


def _same_nodes(statements: list[Statement]) -> Iterable[Statement]:
    """The statements, an end without id given the id of another end that takes its name from the same column.

    Else a row's two statements about one project would be about two: one with an identifier, one with a name.
    """
    ends = [node for statement in statements for end in statement.ends() for node in end.nodes()]
    known = [end for end in ends if (end.id or end.within) and end.name and end.name.column]

    def whole(end: End) -> End:
        if end.implied:
            return replace(end, implied=replace(end.implied, recipient=whole(end.implied.recipient)))
        if end.id or end.within or not end.name:
            return end
        twins = [twin for twin in known if twin.label == end.label and end.name.same_as(twin.name)]
        if not twins:
            return end
        first, *others = twins
        for other in others:
            if not (_alike(first.id, other.id) and _alike(first.within, other.within) and first.scheme == other.scheme):
                raise FormatError(
                    f"{end.place}: {first.place} and {other.place} say in two ways who this is. Repeat id, scheme and "
                    "within here."
                )
        return replace(end, id=first.id, scheme=first.scheme, within=first.within)

    for statement in statements:
        yield replace(
            statement,
            start=whole(statement.start),
            end=whole(statement.end) if statement.end else None,
            actors=tuple((name, whole(end)) for name, end in statement.actors),
        )


def _alike(one: Cell | None, other: Cell | None) -> bool:
    return one.same_as(other) if one else other is None


def _keys(given: Any, place: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise FormatError(f"{place}: here go keys with values, not {given!r}.")
    found = {}
    for key, value in given.items():
        if isinstance(key, bool):
            raise FormatError(f"{place}: YAML reads this key as true or false. Put it in quotes.")
        found[str(key)] = value
    return found


def _known(given: Iterable[str], known: Sequence[str], place: str) -> None:
    for key in given:
        if key not in known:
            near = near_words(str(key), known)
            said = f"Did you mean {' or '.join(near)}?" if near else f"There is: {', '.join(known)}."
            raise FormatError(f"{place}: there is no key {key!r}. {said}")


def _one_of(given: Any, known: Sequence[str], place: str) -> str:
    text = _text(given, place)
    for one in known:
        if fold(one) == fold(text):
            return one
    near = near_words(text, known)
    said = f"Did you mean {' or '.join(near)}?" if near else f"It is one of {', '.join(known)}."
    raise FormatError(f"{place}: {text!r} does not go here. {said}")


def _text(given: Any, place: str, *, strip: bool = True) -> str:
    if isinstance(given, bool):
        raise FormatError(f"{place}: YAML reads this word as true or false. Put it in quotes.")
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, int | float):
        return str(given)
    if not isinstance(given, str) or not given.strip():
        raise FormatError(f"{place}: here goes a word, such as a column's header, not {given!r}.")
    return given.strip() if strip else given


def _texts(given: Any, place: str) -> list[str]:
    if not isinstance(given, list) or not given:
        raise FormatError(f"{place}: here goes a list of words: [first, second].")
    return [_text(one, place) for one in given]
