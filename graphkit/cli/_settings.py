"""The options of every command, and what they decide: which store, how rows are printed, in which language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from graphkit.cli._messages import said
from graphkit.cli._words import heading, in_words, words
from graphkit.errors import DataError, NoStore, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.graph import Graph

FORMATS = ("table", "csv", "json")
LANGUAGES = ("en", "fr")

# Where the store is, unless something else is said.
DEFAULT = ".graphkit"


@dataclass
class Settings:
    """What stands before or after the command; None is not given."""

    store: str | None = None
    format: str | None = None
    output: str | None = None
    lang: str = "en"
    seed: int = 0
    quiet: bool = False
    verbose: bool = False
    debug: bool = False

    def open(self, *, create: bool = False) -> Graph:
        """The graph in the store. Without `create` a directory that is not there is an error, and is not made.

        Raises
        ------
        UsageError
            The address holds a password.
        StoreUnavailable
            No server answers, or (`NoStore`) there is no such directory.
        """
        import graphkit

        where, server = self.place, self.is_server
        if server:
            self._refuse_password(where)
        elif not create and not Path(where).exists():
            raise NoStore(self.word("no_store", place=where))
        self._set_up_logging()
        return graphkit.open(where, password=_ask_password(where) if server else None, create=create)

    @property
    def place(self) -> str:
        """Where the store is: as asked for, else by the environment, else ``.graphkit``."""
        return self.store or os.environ.get("GRAPHKIT_STORE") or DEFAULT

    @property
    def named_store(self) -> str:
        """The store as the command line names it, for commands that are to find it again; nothing where it names none.

        What the environment names it goes on to name, and may be a path that nobody meant to show.
        """
        return "" if self.store in (None, DEFAULT) else str(self.store)

    @property
    def is_server(self) -> bool:
        """Whether the store is on a server."""
        return "://" in self.place

    def word(self, key: str, **values: object) -> str:
        """A phrase of `graphkit.cli._words` in the language asked for."""
        return words(self.lang)(key, **values)

    def say(self, key: str, **values: object) -> None:
        """Say a phrase on standard error, unless quiet was asked for."""
        self.note(self.word(key, **values))

    def note(self, words: str) -> None:
        """Say a sentence that the library made on standard error, unless quiet was asked for."""
        if not self.quiet:
            click.echo(said(words, self.lang), err=True)

    def text(self, text: str | bytes) -> None:
        """Print a text, or a file's bytes as they are, to the file of ``--output`` where one is named."""
        from graphkit.cli._output import write_text

        write_text(f"{text}\n" if isinstance(text, str) and not text.endswith("\n") else text, self.output)

    def frame(
        self,
        frame: pd.DataFrame,
        *,
        top: int | None = None,
        read: Sequence[str] | None = None,
        translate: bool = True,
    ) -> None:
        """Print a data frame.

        Parameters
        ----------
        frame : pandas.DataFrame
            The rows.
        top : int, optional
            At most so many of them.
        read : sequence of str, optional
            The columns of a table for people; CSV and JSON have all.
        translate : bool
            Whether people read the headings in their language.
        """
        from graphkit.cli._output import from_frame

        if read is not None and self.shape == "table":
            frame = frame[list(read)]
        columns, rows = from_frame(frame if top is None else frame.head(top))
        self.rows(columns, rows, translate=translate)

    def rows(self, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, translate: bool = True) -> None:
        """Print rows as a table, CSV or JSON; names of columns are translated in tables only: scripts read the rest."""
        from graphkit.cli._output import write_rows

        headings = [heading(name, self.lang) for name in columns] if translate else list(columns)
        if translate and self.shape == "table":
            rows = [[in_words(*each, self.lang) for each in zip(columns, row, strict=True)] for row in rows]
        write_rows(columns, rows, headings=headings, format=self.shape, output=self.output)

    @property
    def shape(self) -> str:
        """The format of rows: as asked for, else by the ending of the output file, else a table."""
        ending = Path(self.output or "").suffix.lower().removeprefix(".")
        return self.format or (ending if ending in FORMATS else "table")

    @property
    def watched(self) -> bool:
        """Whether a person sees standard error, so that a progress bar has a reader."""
        return sys.stderr.isatty() and not self.quiet

    def require_actors(self, count: int, place: str) -> None:
        """Refuse to analyse an empty store.

        Raises
        ------
        DataError
            There are no actors; says how to get some.
        """
        if not count:
            raise DataError(self.word("empty_store", place=place))

    def say_if_empty(self, graph: Graph, rows: int) -> None:
        """Say how a store is filled where a question had no rows because there is nothing in it."""
        if not rows:
            nodes, _ = graph.store.counts()
            self.say("no_rows" if any(nodes.values()) else "empty_store", place=graph.store.place)

    def _refuse_password(self, where: str) -> None:
        try:
            parts = urlsplit(where)
        except ValueError:
            # Not repeated: what cannot be read may hold a password.
            raise UsageError(self.word("bad_address")) from None
        if parts.password is not None:
            address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
            raise UsageError(self.word("password_in_address", address=address))

    def _set_up_logging(self) -> None:
        import logging

        if self.verbose:
            logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s", level=logging.INFO)
            return
        if self.quiet:
            logging.getLogger("graphkit").setLevel(logging.ERROR)
        # The driver logs to standard error where no handler is set.
        logging.getLogger("neo4j").addHandler(logging.NullHandler())


def _ask_password(where: str) -> str | None:
    """The password typed by a person; None leaves it to the environment."""
    if os.environ.get("GRAPHKIT_PASSWORD") is not None or not sys.stdin.isatty():
        return None
    password: str = click.prompt(f"Password for {where}", hide_input=True, err=True, default="", show_default=False)
    return password
