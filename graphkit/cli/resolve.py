"""``graphkit resolve``: actors that are one under several names."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._group import Command
from graphkit.cli._names import say_contradictions
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.errors import DataError, UnknownName, UsageError

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.identity.decisions import Decision
    from graphkit.identity.scoring import Candidate

ACTIONS = ("list", "review", "apply", "export", "import", "undo", "contradictions")

CANDIDATES = ("score", "one", "one_name", "other", "other_name", "reasons")
DECISIONS = ("one", "other", "judgement", "score", "by", "at", "why")
DOUBTFUL = ("id", "name", "other")
REFUSED = ("row", "one", "other", "reason")

SCORE = click.FloatRange(0, 1)


@click.command("resolve", cls=Command)
@click.argument("action", type=click.Choice(ACTIONS), default="list")
@click.argument("words", nargs=-1, metavar="[FILE | ID ID]")
@click.option("--above", type=SCORE, help="The least score. [default: 0.9 to apply, 0.5 to list and review]")
@click.option("--top", type=click.IntRange(min=1), help="List or review so many only, the surest.")
@click.option("--unsure", is_flag=True, help="List or review those judged unsure again.")
@click.option("--by", metavar="NAME", help="Who decides. [default: the name of the account]")
@click.option("--count", type=click.IntRange(min=1), help="Undo so many decisions, the last ones.")
@click.option("--session", is_flag=True, help="Undo all of the last review, apply or import.")
@click.pass_obj
def command(settings: Settings, /, *, action: str, words: tuple[str, ...], **options: Any) -> None:
    """Find actors that are one, and decide.

    \b
    list            candidates with scores and reasons
    review          decide one by one: same, different, unsure; undo, quit
    apply           judge the same all at or above a score
    export [FILE]   the decisions that stand, as CSV
    import FILE     decisions as export wrote them; those on ids that are gone are refused, with exit code 3
    undo [ID ID]    take back the last decision, or the one on two actors
    contradictions  actors that have names under one number with nothing in common

    Decisions are SAME_AS ties. Analyses count actors judged the same as one; nothing is deleted.

    Examples
    --------
    graphkit resolve
    graphkit resolve --above 0.7 --format csv --output candidates.csv
    graphkit resolve apply --above 0.95
    yes unsure | graphkit resolve review --top 3
    graphkit resolve export --output decisions.csv
    graphkit resolve import decisions.csv
    graphkit resolve undo --session
    """  # noqa: D301  # click wants the character itself
    takes = {"export": (0, 1), "import": (1,), "undo": (0, 2)}.get(action, (0,))
    if len(words) not in takes:
        raise UsageError(settings.word("resolve_words", action=action, n=" / ".join(map(str, takes))))
    with settings.open() as graph:
        settings.require_actors(graph.store.counts()[0].get("Actor", 0), graph.store.place)
        _ACTIONS[action](settings, graph, words, options)


def _list(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.identity.contradictions import contradictions

    found = _undecided(settings, graph, options)
    listed = found[: options["top"]]
    settings.rows(CANDIDATES, _rows(settings, listed))
    if len(listed) < len(found):
        settings.say("candidates_listed", n=len(listed))
    settings.say("candidates", n=len(found))
    _say_ruled_out(settings, graph, options)
    say_contradictions(settings, contradictions(graph.store))


def _contradictions(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.identity.contradictions import contradictions

    found = contradictions(graph.store)
    settings.rows(DOUBTFUL, [(each.id, each.name, each.other) for each in found])
    say_contradictions(settings, found)


def _say_ruled_out(settings: Settings, graph: Graph, options: dict[str, Any]) -> None:
    from graphkit.identity.candidates import ruled_out
    from graphkit.identity.numbers import OTHER_NUMBER
    from graphkit.identity.parties import parties

    if options["above"] is not None and options["above"] <= OTHER_NUMBER:
        return
    if n := ruled_out(parties(graph.store.tables())):
        settings.say("ruled_out", n=n, score=f"{OTHER_NUMBER:g}")


def _review(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.cli._review import Review

    found = _undecided(settings, graph, options)[: options["top"]]
    taken = Review(settings, graph, _who(options)).of(found)
    _print(settings, taken)
    settings.say("decided", n=len(taken))


def _apply(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.identity.applying import apply
    from graphkit.identity.scoring import SURE

    above = SURE if options["above"] is None else options["above"]
    with busy(settings):
        result = apply(graph.store, above=above, by=_who(options), lang=settings.lang)
    settings.rows(CANDIDATES, _rows(settings, result.candidates))
    for (one, other), (first, second) in result.contradicted:
        settings.say("not_applied", one=one, other=other, first=first, second=second)
    settings.say("applied", n=len(result.candidates), above=f"{above:g}")


def _export(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.identity.exchange import COLUMNS, export_rows

    rows = export_rows(graph.store)
    if words:
        settings.output, settings.format = words[0], settings.format or "csv"
    settings.rows(COLUMNS, rows)
    settings.say("exported", n=len(rows))


def _import(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.identity.exchange import import_file

    result = import_file(graph.store, Path(words[0]), by=_who(options))
    settings.rows(REFUSED, [[each.row, each.one, each.other, each.reason] for each in result.refused])
    settings.say("imported", read=result.read, written=result.written, stood=result.stood, refused=len(result.refused))
    if result.refused:
        raise DataError(settings.word("import_refused", file=words[0], n=len(result.refused)))


def _undo(settings: Settings, graph: Graph, words: Sequence[str], options: dict[str, Any]) -> None:
    from graphkit.identity import decisions

    held = decisions.read(graph.store)
    if words:
        one, other = decisions.pair_of(*words)
        last = decisions.standing(held).get((one, other))
        if last is None:
            _require(graph, words)
            raise UsageError(settings.word("nothing_decided", one=one, other=other))
        chosen = [last]
    elif options["session"]:
        chosen = decisions.last_session(held)
    else:
        chosen = decisions.last(held, options["count"] or 1)
    taken = decisions.undo(graph.store, chosen)
    _print(settings, taken)
    settings.say("undone", n=len(taken))


def _require(graph: Graph, ids: Sequence[str]) -> None:
    """Refuse ids that no actor has: a decision is taken back by the two ids, not by names."""
    statement = "MATCH (a:Actor) WHERE a.id IN $ids RETURN a.id AS id"
    there = {row["id"] for row in graph.store.read(statement, {"ids": list(ids)}).to_pylist()}
    for id in ids:
        if id not in there:
            raise UnknownName("actor", id, (), "graphkit resolve export lists the decisions with their ids.")


_ACTIONS = {
    "list": _list,
    "review": _review,
    "apply": _apply,
    "export": _export,
    "import": _import,
    "undo": _undo,
    "contradictions": _contradictions,
}


def _undecided(settings: Settings, graph: Graph, options: dict[str, Any]) -> list[Candidate]:
    from graphkit.identity.candidates import undecided
    from graphkit.identity.scoring import WORTH_A_LOOK

    above = WORTH_A_LOOK if options["above"] is None else options["above"]
    with busy(settings):
        return undecided(graph.store, above=above, unsure=options["unsure"])


def _rows(settings: Settings, found: Sequence[Candidate]) -> list[list[Any]]:
    from graphkit.identity.reasons import in_words

    return [
        [c.score, c.one.id, c.one.title, c.other.id, c.other.title, in_words(c.reasons, settings.lang)] for c in found
    ]


def _print(settings: Settings, decisions: Sequence[Decision]) -> None:
    settings.rows(DECISIONS, [[getattr(each, name) for name in DECISIONS] for each in decisions])


def _who(options: dict[str, Any]) -> str:
    try:
        return options["by"] or getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name, as containers have
        return "graphkit"
