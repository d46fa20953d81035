"""The query library: what the files in ``queries/`` say about themselves, their parameters checked, their rows shaped.

A query is one file, ``name.cypher``, whose header is its docstring::

    // summary: Pairs of funders with at least a given number of actions in common
    // fr: Paires de financeurs qui ont au moins un nombre donné d'actions en commun
    // question: 1 who funds together?
    // params: min_actions:int=2, actor:str, theme:str=null
    // names: actor=Actor
    // codes: theme=themes
    // returns: funder:str, co_funder:str, actions:int
    // note: Whatever a reader of the rows has to know; may be repeated.
    // regrants: counted

A line that starts with three spaces after ``//`` goes on with the one above. ``=null`` makes a parameter optional.
``names`` says which parameters are the id or the exact name of a node of a label (``*``: of any label; two nodes of one
name are both meant), ``codes`` which are a term of a vocabulary, ``regrants: counted`` that whoever hands money on
counts as a funder beside the one whose money it is. A store that needs other words gets them from
``name.neo4j.cypher`` or ``name.embedded.cypher`` beside it, without a header.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from graphkit.errors import UnknownName, UsageError
from graphkit.model.schema import schema
from graphkit.model.vocabularies import code, vocabularies
from graphkit.queryvalues import COLUMN_TYPES, DTYPES, PARAMETER_TYPES, WORDS, Value, cell, converted

if TYPE_CHECKING:
    import pandas as pd

ENGINES = ("embedded", "neo4j")

REGRANTS = (
    "Money handed on counts as funding together here: who gives it and who hands it on stand side by side, though it "
    "is one and the same money."
)
"""What a reader has to know of a query whose header says ``regrants: counted``, where a store has such money."""


class Required:
    """The default of a parameter that has none."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED: Final = Required()


class Parameter(NamedTuple):
    """Type and default of a parameter; the default is None where it may be left out, REQUIRED where it may not."""

    type: str
    default: Value | Required

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is REQUIRED


class QueryStore(Protocol):
    """What a query needs of a store."""

    @property
    def engine(self) -> str:
        """``"embedded"`` or ``"neo4j"``."""

    def query(self, statement: str, params: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """The rows of a statement that only reads."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the library.

    Attributes
    ----------
    name : str
        Name of its file.
    summary, summary_fr : str
        What its rows are, in English and in French.
    question : str
        The question it answers, with its number in the list of the users' questions.
    params : mapping of str to Parameter
        In the order of the header.
    names : mapping of str to str
        Parameters that are the id or the exact name of a node -> its label; ``*`` for any label.
    codes : mapping of str to str
        Parameters that are a term of a vocabulary, by code or label -> the vocabulary.
    returns : mapping of str to str
        Column -> type, in order.
    notes : tuple of str
        What a reader of the rows has to know.
    counts_regrants : bool
        Whether `REGRANTS` is to be known too, where the store has money handed on.
    """

    name: str
    summary: str
    summary_fr: str
    question: str
    params: Mapping[str, Parameter]
    names: Mapping[str, str]
    codes: Mapping[str, str]
    returns: Mapping[str, str]
    notes: tuple[str, ...]
    counts_regrants: bool
    statements: Mapping[str, str] = field(repr=False)

    def statement(self, engine: str = "embedded") -> str:
        """The Cypher statement in the words of an engine."""
        return self.statements.get(engine, self.statements[""])

    def values(self, given: Mapping[str, object]) -> dict[str, Value]:
        """A value for every parameter: those given, as the types of the header, and the defaults.

        Parameters
        ----------
        given : mapping of str to object
            Values of the type, or text as a command line gives it: ``"3"``, ``"0.5"``, ``"yes"``, ``"2019-01-31"``.

        Raises
        ------
        UnknownName
            A name that is no parameter of this query.
        UsageError
            A value is missing, or is not of the parameter's type.
        """
        for name in given:
            if name not in self.params:
                known = f"Its parameters are: {', '.join(self.params)}." if self.params else "It takes no parameter."
                raise UnknownName(f"parameter of the query {self.name}", name, (), known)
        found: dict[str, Value] = {}
        for name, parameter in self.params.items():
            value = given.get(name)
            if value is not None:
                found[name] = self._converted(name, value)
            elif isinstance(parameter.default, Required):
                raise UsageError(f"The query {self.name} needs {name}: {self.meaning(name)}. Give it as {name}=...")
            else:
                found[name] = parameter.default
        return found

    def meaning(self, name: str) -> str:
        """What a value of a parameter is, in words."""
        if name in self.codes:
            return f"one of {', '.join(vocabularies()[self.codes[name]])}"
        label = self.names.get(name)
        if label is None:
            return WORDS[self.params[name].type]
        return "id or exact name of any node" if label == "*" else f"id or exact name of a node {label}"

    def _converted(self, name: str, value: object) -> Value:
        try:
            found = converted(self.params[name].type, value)
            return code(self.codes[name], str(found)) if name in self.codes else found
        except UnknownName as unknown:
            raise UsageError(f"The query {self.name} cannot take {name}={value!r}. {unknown}") from None
        except (ValueError, TypeError):
            raise UsageError(
                f"The query {self.name} cannot take {name}={value!r}: give {self.meaning(name)}."
            ) from None

    def shaped(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows with every column of the header, in its order and type, whatever the engine made of them.

        Returns
        -------
        DataFrame
            ``str`` and ``list[str]`` as objects, ``int`` as Int64, ``float`` as float64, ``bool`` as boolean, ``date``
            as objects ``datetime.date``; what is not known is None, NA or nan.
        """
        import pandas as pd

        columns = {}
        for name, kind in self.returns.items():
            # An engine leaves out a column that holds no value in any row.
            values = frame[name].tolist() if name in frame.columns else [None] * len(frame)
            values = [None if value is pd.NA else value for value in values]
            columns[name] = pd.Series([cell(kind, value) for value in values], dtype=DTYPES[kind])
        return pd.DataFrame(columns)


@cache
def names() -> tuple[str, ...]:
    """The names of all queries, sorted."""
    found = (
        entry.name.removesuffix(".cypher") for entry in files("graphkit.queries").iterdir() if _is_query(entry.name)
    )
    return tuple(sorted(name for name in found if "." not in name))


@cache
def query(name: str) -> Query:
    """A query by its name.

    Raises
    ------
    UnknownName
        There is none of that name; says which are near.
    """
    if name not in names():
        raise UnknownName("query", name, names(), "`graphkit query` without a name lists them.")
    folder = files("graphkit.queries")
    text = folder.joinpath(f"{name}.cypher").read_text(encoding="utf-8")
    others = {engine: folder.joinpath(f"{name}.{engine}.cypher") for engine in ENGINES}
    return parse(
        name, text, {engine: file.read_text(encoding="utf-8") for engine, file in others.items() if file.is_file()}
    )


def run(store: QueryStore, name: str, given: Mapping[str, object]) -> pd.DataFrame:
    """The rows of a query, shaped as its header says.

    Parameters
    ----------
    store : object with ``engine`` and ``query(statement, params)``
        Where the graph is kept.
    name : str
        Name of the query.
    given : mapping of str to object
        Values of its parameters.

    Raises
    ------
    UnknownName
        No such query or parameter; or the rows are none because a parameter names a node that the store lacks.
    UsageError
        A value is missing or does not fit.
    """
    chosen = query(name)
    values = chosen.values(given)
    frame = chosen.shaped(store.query(chosen.statement(store.engine), values))
    if frame.empty:
        for parameter, label in chosen.names.items():
            text = values[parameter]
            if isinstance(text, str):
                _require_node(store, chosen, parameter, label, text)
    return frame


def _require_node(store: QueryStore, chosen: Query, parameter: str, label: str, text: str) -> None:
    """No rows may mean that there are none, or that the name was misspelt: tell the two apart."""
    from difflib import get_close_matches

    nodes = "MATCH (n)" if label == "*" else f"MATCH (n:{label})"
    there = store.query(f"{nodes} WHERE n.id = $text OR n.name = $text RETURN count(n) AS nodes", {"text": text})
    if int(there["nodes"].iloc[0]):
        return
    near = store.query(
        f"{nodes} WHERE toLower(n.name) CONTAINS toLower($text) OR toLower(n.name) STARTS WITH toLower($stem) "
        "RETURN DISTINCT n.name AS name, size(n.name) AS length ORDER BY length, name LIMIT 500",
        {"text": text, "stem": text[:3]},
    )
    known = [str(name) for name in near["name"]] if len(near) else []
    contained = [name for name in known if text.casefold() in name.casefold()]
    shown = contained[:3] or get_close_matches(text, known, n=3, cutoff=0.5)
    cure = f"{parameter} of the query {chosen.name} takes an id or an exact name."
    if shown:
        cure = f"Did you mean {' or '.join(map(repr, shown))}? {cure}"
    raise UnknownName("node" if label == "*" else label.lower(), text, (), cure)


def parse(name: str, text: str, others: Mapping[str, str] = MappingProxyType({})) -> Query:
    """A query from the text of its file, and the statements of the engines that need other words.

    Raises
    ------
    ValueError
        The header is not as it should be: a mistake in the library, not in the user's words.
    """
    header: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        if line.startswith("//   ") and header:
            header[key][-1] += f" {line[2:].strip()}"
            continue
        key, colon, rest = (part.strip() for part in line[2:].partition(":"))
        if not colon:
            raise ValueError(f"{name}.cypher: the header line {line!r} has no key")
        header.setdefault(key, []).append(rest)
    unknown = set(header) - {"summary", "fr", "question", "params", "names", "codes", "returns", "note", "regrants"}
    missing = {"summary", "fr", "question", "returns"} - set(header)
    if unknown or missing:
        raise ValueError(f"{name}.cypher: the header lacks {sorted(missing)} or has the unknown {sorted(unknown)}")
    params = {key: _parameter(name, key, rest) for key, rest in _pairs(name, header.get("params", []), ":")}
    labels = dict(_pairs(name, header.get("names", []), "="))
    codes = dict(_pairs(name, header.get("codes", []), "="))
    returns = dict(_pairs(name, header["returns"], ":"))
    wrong = [kind for kind in returns.values() if kind not in COLUMN_TYPES]
    wrong += [said for said in header.get("regrants", []) if said != "counted"]
    wrong += [key for key in (*labels, *codes) if key not in params]
    wrong += [label for label in labels.values() if label not in (*schema().nodes, "Funder", "*")]
    wrong += [vocabulary for vocabulary in codes.values() if vocabulary not in vocabularies()]
    if wrong:
        raise ValueError(f"{name}.cypher: the header has the unknown {wrong}")
    return Query(
        name=name,
        summary=header["summary"][0],
        summary_fr=header["fr"][0],
        question=header["question"][0],
        params=MappingProxyType(params),
        names=MappingProxyType(labels),
        codes=MappingProxyType(codes),
        returns=MappingProxyType(returns),
        notes=tuple(header.get("note", ())),
        counts_regrants="regrants" in header,
        statements=MappingProxyType({"": _body(text), **{engine: _body(other) for engine, other in others.items()}}),
    )


def describe() -> str:
    """The reference page of the library in Markdown: for each query its question, parameters, columns and statement."""
    ways = '`graphkit query NAME` on the command line, `graph.query("NAME")` in Python'
    parts = [f"The {len(names())} queries of the library, each by its name: {ways}."]
    for name in names():
        found = query(name)
        parts += [
            f"## {name}",
            f"{found.summary}.",
            f"*{found.summary_fr}.*",
            f"Question: {found.question.partition(' ')[2]}",
        ]
        if found.params:
            rows = [f"| `{key}` | {p.type} | {_default(p)} | {found.meaning(key)} |" for key, p in found.params.items()]
            parts.append("\n".join(["| parameter | type | default | value |", "|---|---|---|---|", *rows]))
        parts.append("Columns: " + ", ".join(f"`{column}` {kind}" for column, kind in found.returns.items()) + ".")
        parts += [*found.notes, *([f"Where a store has money handed on: {REGRANTS}"] if found.counts_regrants else ())]
        parts.append(f"```cypher\n{found.statement()}\n```")
        parts += [f"On {engine}:\n\n```cypher\n{found.statement(engine)}\n```" for engine in found.statements if engine]
    return "\n\n".join(parts) + "\n"


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    return "may be left out" if parameter.default is None else f"`{parameter.default}`"


def _is_query(file: str) -> bool:
    return file.endswith(".cypher") and not file.startswith(("_", "."))


def _pairs(name: str, lines: list[str], mark: str) -> list[tuple[str, str]]:
    found = []
    for item in (item.strip() for line in lines for item in line.split(",") if item.strip()):
        key, there, rest = item.partition(mark)
        if not there or not key.strip().isidentifier():
            raise ValueError(f"{name}.cypher: {item!r} in the header is not name{mark}...")
        found.append((key.strip(), rest.strip()))
    return found


def _parameter(name: str, key: str, text: str) -> Parameter:
    kind, given, default = (part.strip() for part in text.partition("="))
    if kind not in PARAMETER_TYPES:
        raise ValueError(f"{name}.cypher: the parameter {key} has the unknown type {kind!r}")
    if not given:
        return Parameter(kind, REQUIRED)
    return Parameter(kind, None if default == "null" else converted(kind, default))


def _body(text: str) -> str:
    lines = text.splitlines()
    while lines and (lines[0].startswith("//") or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines).strip()
