"""``graphkit load``: files into the store, with an account of every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._group import Command
from graphkit.cli._messages import reason as told
from graphkit.cli._names import say_contradictions
from graphkit.cli._new_store import new_store_removed
from graphkit.cli._progress import progress
from graphkit.cli._rejects import Lists, put_into_words
from graphkit.cli._settings import Settings
from graphkit.discovery import module
from graphkit.errors import DataError, NoStore, UnknownName, UsageError
from graphkit.words import place

if TYPE_CHECKING:
    from graphkit.identity.contradictions import Contradiction
    from graphkit.loading import LoadResult
    from graphkit.loading.rejects import Kind

FILE = click.Path(exists=True, path_type=Path)
# Reasons that are told on the screen; all are in the list of rejects.
MOST_REASONS = 5
LONGEST = 60
# Of tables: above their rows there is a header.
_HAVE_HEADERS = (".csv", ".tsv", ".txt", ".xlsx", ".ods")
COLUMNS = ("file", "read", "loaded", "merged", "rejected", "values_set_aside", "conflicts")


@click.command("load", cls=Command)
@click.argument("format")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILES…")
@click.option("--dry-run", is_flag=True, help="Give the account of the load, and write nothing to the store.")
@click.option("--mapping", type=FILE, help="For tables: the file that says what each column is.")
@click.option("--guess", is_flag=True, help="For tables: print a mapping file to begin with instead of loading.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    help="Where rejected rows are listed. [default: rejects.csv, or rejects-2.csv … where that is there; of a dry "
    "run rejects-dry-run.csv, each time anew]",
)
@click.option("--publisher", help="Who published the files.")
@click.option("--licence", help="The licence they are under.")
@click.option("--url", help="Where they are from.")
@click.option("--retrieved", metavar="DATE", help="When they were taken from there: 2026-01-31.")
@click.option("-o", "--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the format.")
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    format: str,
    files: tuple[Path, ...],
    guess: bool,
    dry_run: bool,
    options: tuple[str, ...],
    **given: Any,
) -> None:
    """Load files of a format; loading twice equals loading once.

    Every row read is loaded, merged into what is there, or rejected and listed with the reason. A list of rejects
    never replaces one of before, unless --rejects names it; that of a dry run gives way to that of the next. Why
    something was not used is said on the screen as well, with the first case of each reason. Where a value differs
    from what was stated before the first one stays: differences.csv, beside the rejects, has both.
    A .gz, or a .zip with one file in it, is read as the file that is packed.
    See graphkit formats for the formats and their options.

    Examples
    --------
    graphkit formats scdl --example --output grants.csv
    graphkit load scdl grants.csv --dry-run
    graphkit load scdl grants.csv
    graphkit load scdl grants.csv --publisher "Ville de Lille" --licence "Licence Ouverte 2.0"
    """
    # A misspelt format is told before a store is made.
    loader = module("graphkit.loaders", format, "format")
    if guess:
        if given["mapping"] is not None:
            raise UsageError(settings.word("guess_and_mapping"))
        _say_looks(settings, files[0])
        text, left_out = _guessed(loader, files)
        settings.text(text)
        if left_out:
            settings.say("guess_left_out", columns=", ".join(map(repr, left_out)))
        return
    words = {name: value for name, value in given.items() if value is not None}
    words |= dict(_option(text, format, loader.OPTIONS) for text in options)
    lists = None if "rejects" in words else Lists(dry_run=dry_run)
    if lists is not None:
        words["rejects"] = lists.new
    doubtful: list[Contradiction] = []
    if dry_run:
        result = _rehearsed(settings, format, files, words)
    else:
        result, doubtful = _loaded(settings, format, files, words)
    for made in (result.rejects, result.differences):
        put_into_words(made, settings.lang)
    if lists is not None:
        rejects, differences = lists.kept(result.rejects, result.differences)
        result = replace(result, rejects=rejects, differences=differences)
    report(settings, result)
    say_contradictions(settings, doubtful)


def _loaded(
    settings: Settings, format: str, files: tuple[Path, ...], words: dict[str, Any]
) -> tuple[LoadResult, list[Contradiction]]:
    from graphkit.identity.contradictions import contradictions

    with new_store_removed(settings), settings.open(create=True) as graph:
        try:
            with progress(settings) as told:
                result = graph.load(format, *files, progress=told, **words)
        except KeyboardInterrupt:
            settings.say("load_interrupted")
            raise
        except DataError as error:
            if error.kept:
                settings.say("load_kept", files=", ".join(error.kept))
            raise
        return result, contradictions(graph.store, [file.source for file in result.files])


def _rehearsed(settings: Settings, format: str, files: tuple[Path, ...], words: dict[str, Any]) -> LoadResult:
    from graphkit.loading import rehearse

    try:
        graph = settings.open()
    except NoStore:
        with progress(settings) as told:
            return rehearse(format, *files, progress=told, **words)
    with graph, progress(settings) as told:
        return graph.load(format, *files, dry_run=True, progress=told, **words)


def _say_looks(settings: Settings, file: Path) -> None:
    """Say that a file of which a mapping was guessed looks like one that a loader of its own reads."""
    from graphkit.loading.looks import looks_like

    if (other := looks_like(file)) is not None:
        settings.say("guess_looks_like", file=file.name, format=other, path=str(file))


def _guessed(loader: ModuleType, files: tuple[Path, ...]) -> tuple[str, list[str]]:
    if not hasattr(loader, "guess") or len(files) != 1:
        raise UsageError("--guess takes one file of the format tables.")
    from graphkit.loading import opened

    with opened(loader, files) as (path,):
        found: tuple[str, list[str]] = loader.guessed(path)
        return found


def _option(text: str, format: str, known: Iterable[str]) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"{text!r} is not NAME=VALUE, as in sheet=2024.")
    if name not in known:
        raise UnknownName(f"option of the format {format}", name, known)
    return name, value


def report(settings: Settings, result: LoadResult) -> None:
    """Print the account of a load: a row a file, then in words what became of all rows."""
    rows = []
    for file in result.files:
        account = file.account
        rows.append((str(file.file), *(getattr(account, name) for name in COLUMNS[1:])))
    settings.rows(COLUMNS, rows)
    totals = {name: getattr(result, name) for name in COLUMNS[1:]}
    settings.say("load_total", **totals, seconds=round(result.seconds, 1))
    for file in result.files:
        if not file.account.read:
            settings.say("header_alone" if file.file.suffix.lower() in _HAVE_HEADERS else "no_records", file=file.file)
    if totals["values_set_aside"]:
        settings.say("values_set_aside", n=totals["values_set_aside"])
    if result.totals:
        settings.say("totals", n=result.totals)
    if result.differences is not None:
        settings.say("differences", n=totals["conflicts"], file=result.differences)
    elif totals["conflicts"]:
        settings.say("conflicts", n=totals["conflicts"])
    _say_reasons(settings, result.reasons)
    for note, count in sorted(result.notes.items()):
        settings.say("note", note=told(note, settings.lang), n=count)
    if result.rejects is not None:
        settings.say("rejects", file=result.rejects)
    if result.dry_run:
        settings.say("dry_run")


def _say_reasons(settings: Settings, reasons: list[Kind]) -> None:
    """Say why rows and values could not be used, each with its first case."""
    for kind in reasons[:MOST_REASONS]:
        where = ", ".join(filter(None, (kind.file, place(kind.row, settings.lang))))
        first = f"{where}: {kind.value[:LONGEST]!r}" if kind.value else where
        about = settings.word("reason_of", column=kind.column) if kind.column else ""
        settings.say(
            "reason", n=kind.count, about=about, reason=told(kind.reason.rstrip("."), settings.lang), first=first
        )
    if len(reasons) > MOST_REASONS:
        settings.say("more_reasons", n=len(reasons) - MOST_REASONS)
