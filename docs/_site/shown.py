"""The commands of a written page with what they print: run, compared, and written anew.

A block ``console`` has lines ``$ graphkit …``, each followed by the first lines of what it prints; ``…`` stands for the
rest. ``python docs/_site/shown.py`` writes these lines anew from the case base.
"""

from __future__ import annotations

import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parents[1]
PAGES = ("tutorial.md", "tutoriel.md", "how-to.md")

MORE = "…"
# Lines of a table shown, with its head; longer ones are cut.
LINES, WIDTH = 7, 220

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Run = Callable[[list[str]], str]
"""Runs ``graphkit`` with these words; what it prints on standard output."""


@dataclass(frozen=True)
class Step:
    """A command of a page and the lines shown beneath it."""

    command: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The words after ``graphkit``."""
        program, *words = shlex.split(self.command)
        if program != "graphkit":
            raise ValueError(f"{self.command}: only graphkit is run")
        return words


def steps(text: str) -> Iterator[Step]:
    """The commands of a page, in order."""
    for block in _BLOCK.findall(text):
        yield from _of_block(block)


def _of_block(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield Step(command, tuple(shown))


def first_lines(printed: str) -> tuple[str, ...]:
    """The first lines of what was printed, as a page shows them."""
    lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")] if printed.strip() else []
    cut = [line if len(line) <= WIDTH else f"{line[: WIDTH - 1].rstrip()}{MORE}" for line in lines[:LINES]]
    return (*cut, *([MORE] if len(lines) > LINES else []))


def written(text: str, run: Run) -> str:
    """A page with what its commands print now."""

    def anew(found: re.Match[str]) -> str:
        parts = [["$ " + step.command, *first_lines(run(step.words))] for step in _of_block(found.group(1))]
        lines = "\n".join(line for part in parts for line in part)
        return f"```console\n{lines}\n```"

    return _BLOCK.sub(anew, text)


def runner(store: Path) -> Run:
    """Runs commands in this process, on a store."""
    import os

    from click.testing import CliRunner

    from graphkit.cli._group import root

    os.environ["GRAPHKIT_STORE"] = str(store)

    def run(words: list[str]) -> str:
        result = CliRunner().invoke(root, words, prog_name="graphkit")
        if result.exit_code:
            raise RuntimeError(f"graphkit {shlex.join(words)}: {result.stderr}")
        return result.stdout

    return run


def case_base(place: Path) -> Path:
    """The case base in a store, at a place where there is none yet."""
    import graphkit
    from graphkit import casebase

    with graphkit.open(place) as graph:
        graph.load("tables", casebase.folder(), rejects=None)
    return place


def main() -> None:
    """Write the pages that changed."""
    import os

    pages = {name: DOCS.joinpath(name).read_text(encoding="utf-8") for name in PAGES}
    with tempfile.TemporaryDirectory() as scratch:
        run = runner(case_base(Path(scratch, "store")))
        os.chdir(scratch)
        for name, text in pages.items():
            if (new := written(text, run)) != text:
                DOCS.joinpath(name).write_text(new, encoding="utf-8")
                print(f"wrote docs/{name}")


if __name__ == "__main__":
    sys.exit(main())
