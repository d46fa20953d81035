"""``graphkit query``: a query of the library by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.cli._group import Command
from graphkit.cli._messages import reason
from graphkit.cli._names import named
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.cli._words import heading
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.querybook import Parameter, Query

# Parameters that mean an actor as a funder.
FUNDERS = ("funder", "co_funder")


@click.command("query", cls=Command)
@click.argument("name", required=False)
@click.argument("params", nargs=-1, metavar="[PARAM=VALUE]…")
@click.option("--describe", is_flag=True, help="Say what the query takes and gives instead of running it.")
@click.option("--show", is_flag=True, help="Print its Cypher instead of running it.")
@click.pass_obj
def command(settings: Settings, name: str | None, params: tuple[str, ...], describe: bool, show: bool) -> None:
    """Run a query of the library; without a name list them.

    Examples
    --------
    graphkit query
    graphkit query cofunding_pairs --describe
    graphkit query cofunding_pairs min_actions=1
    graphkit query cofunding_pairs --show
    """
    from graphkit import querybook

    if name is None:
        found = [querybook.query(each) for each in querybook.names()]
        settings.rows(("query", "answers", "takes"), [(q.name, _summary(q, settings.lang), _takes(q)) for q in found])
        return
    query = querybook.query(name)
    if show:
        settings.text(query.statement())
    elif describe:
        settings.text(_description(query, settings))
    else:
        given = dict(_split(text) for text in params)
        with settings.open() as graph, busy(settings):
            given = _named(settings, graph, query, given)
            frame = graph.query(name, **given)
            settings.say_if_empty(graph, len(frame))
            if frame.empty:
                _say_who_funds_nothing(settings, graph, given)
            regrants = query.counts_regrants and _has_regrants(graph)
        settings.frame(frame)
        for note in (*query.notes, *((querybook.REGRANTS,) if regrants else ())):
            settings.note(reason(note, settings.lang))


def _named(settings: Settings, graph: Graph, query: Query, given: dict[str, str]) -> dict[str, str]:
    """The parameters, those that name an actor made out where they are neither its id nor its exact name."""
    found = dict(given)
    for parameter, label in query.names.items():
        text = given.get(parameter, "").strip()
        if text and label in ("Actor", "Funder"):
            funder = label == "Funder" or parameter in FUNDERS
            (found[parameter],) = named(settings, graph, (text,), label=label, funders=funder)
    return found


def _say_who_funds_nothing(settings: Settings, graph: Graph, given: dict[str, str]) -> None:
    """No rows are no answer where an actor that was given as a funder is none."""
    for text in (given[parameter] for parameter in FUNDERS if given.get(parameter)):
        statement = "MATCH (n:Actor) WHERE (n.id = $text OR n.name = $text) RETURN n.name AS name, n:Funder AS funds"
        rows = graph.store.read(statement, {"text": text}).to_pylist()
        if rows and not any(row["funds"] for row in rows):
            settings.say("funds_nothing", name=rows[0]["name"])


def _has_regrants(graph: Graph) -> bool:
    """Whether the store has money that was handed on."""
    return bool(graph.store.read("MATCH ()-[r:FUNDS]->() WHERE r.regrant IS NOT NULL RETURN r.id LIMIT 1").num_rows)


def _split(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} is not PARAM=VALUE, as in min_actions=2.")
    return name, value


def _summary(query: Query, lang: str) -> str:
    return query.summary_fr if lang == "fr" else query.summary


def _takes(query: Query) -> str:
    return ", ".join(_default(name, parameter) for name, parameter in query.params.items())


def _default(name: str, parameter: Parameter) -> str:
    if parameter.required:
        return f"{name}={parameter.type}"
    return f"[{name}={parameter.type if parameter.default is None else parameter.default}]"


def _description(query: Query, settings: Settings) -> str:
    """What a query answers, takes and gives, a thing a line."""
    lang = settings.lang

    def named(name: str, value: str) -> str:
        return settings.word("named", name=name, value=value).rstrip()

    question = named(settings.word("question"), reason(query.question, lang))
    lines = [named(query.name, _summary(query, lang)), "", question]
    lines += [named(settings.word("takes"), "")] if query.params else []
    lines += [f"  {_default(n, parameter)}  {reason(query.meaning(n), lang)}" for n, parameter in query.params.items()]
    lines += [named(settings.word("gives"), "")]
    lines += [f"  {column}  {kind}{_in_words(column, lang)}" for column, kind in query.returns.items()]
    return "\n".join([*lines, *(reason(note, lang) for note in query.notes)])


def _in_words(column: str, lang: str) -> str:
    """What a table for people calls the column, where that is another language."""
    return "" if lang == "en" else f"  ({heading(column, lang)})"
