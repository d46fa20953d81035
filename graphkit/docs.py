"""The reference pages in ``docs/``, written from the code so that they cannot drift: ``python -m graphkit.docs``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import FallsShort, GraphkitError, UsageError

if TYPE_CHECKING:
    from graphkit.model.schema import Property

MARK = "<!-- Written by `make docs` from the code: change the code, not this page. -->"


def pages() -> dict[str, str]:
    """File name of each page -> its text.

    Examples
    --------
    >>> sorted(pages())
    ['cli.md', 'description.md', 'exports.md', 'loaders.md', 'measures.md', 'model.md', 'queries.md', 'tables.md']
    """
    made: dict[str, tuple[str, Callable[[], str]]] = {
        "cli.md": ("The command line", cli_page),
        "description.md": ("Numbers of a whole network", description_page),
        "exports.md": ("Formats that can be exported", exports_page),
        "loaders.md": ("Formats that can be loaded", loaders_page),
        "measures.md": ("Measures", measures_page),
        "model.md": ("The model", model_page),
        "queries.md": ("The query library", queries_page),
    }
    written = {name: f"{MARK}\n\n# {title}\n\n{body().strip()}\n" for name, (title, body) in made.items()}
    return written | {"tables.md": tables_page()}


def tables_page() -> str:
    """The page on tables of one's own as it stands, with the part between its marks written from the code."""
    from graphkit.loaders._tables.plain_reference import with_reference

    return with_reference((folder() / "tables.md").read_text(encoding="utf-8"))


def cli_page() -> str:
    """Every command with its options and examples."""
    from graphkit.cli._reference import reference

    return reference()


def queries_page() -> str:
    """Every query with its parameters, columns and statement."""
    from graphkit.querybook import describe

    return describe()


def exports_page() -> str:
    """Every export format with what it keeps and loses."""
    from graphkit.exports._reference import exports_page as page

    return page()


def loaders_page() -> str:
    """Every loader with what it reads, what it leaves out and a small example."""
    from graphkit.discovery import module, names

    parts = ['`graphkit load FORMAT FILES` on the command line, `graph.load("FORMAT", *files)` in Python.']
    for name in names("graphkit.loaders"):
        loader = module("graphkit.loaders", name, "format")
        parts += [f"## {name}", loader.TITLE, f"Specification: {loader.SPECIFICATION}", f"Left out: {loader.DROPS}"]
        if loader.OPTIONS:
            rows = [f"| `{option}` | {_cell(text)} |" for option, text in loader.OPTIONS.items()]
            parts.append("\n".join(["| option | what it says |", "|---|---|", *rows]))
        if isinstance(loader.EXAMPLE, str):
            parts.append(f"Example, `{loader.EXAMPLE_NAME}`:\n\n```text\n{loader.EXAMPLE.strip()}\n```")
        else:
            parts.append(f"Example: `graphkit formats {name} --example --output {loader.EXAMPLE_NAME}`")
    return "\n\n".join(parts)


def measures_page() -> str:
    """Every measure with its source, its options and its docstring."""
    import inspect

    from graphkit.measures import catalogue

    ways = (
        "`graphkit centrality --measures NAME,NAME` on the command line; in Python "
        '`measure("NAME")(network, of="actors")`, with `from graphkit.measures import measure`. What comes back '
        'has the values of the actors, or with `of="actions"` those of the actions, with `to_frame()`, `evidence(id)` '
        "and `provenance`; where a text below says what the values of a network are, it means those of both"
    )
    found = catalogue().values()
    rows = [f"| [{m.name}](#{m.name}) | {_cell(m.summary)} | {_cell(m.source)} |" for m in found]
    parts = [f"By name: {ways}.", "\n".join(["| measure | what it is | source |", "|---|---|---|", *rows])]
    for measure in found:
        text = inspect.cleandoc(measure.function.__doc__ or "")
        options = ", ".join(f"`{name}={value}`" for name, value in measure.options.items()) or "none"
        parts += [f"## {measure.name}", f"Options: {options}.", f"```text\n{text}\n```"]
    return "\n\n".join(parts)


def description_page() -> str:
    """Every statistic of a whole network with its formula, edge cases and source."""
    from graphkit.description.reference import description_page as page

    return page()


def model_page() -> str:
    """Every label, tie and vocabulary, from the tables of ``graphkit.model``."""
    from graphkit.model.schema import schema
    from graphkit.model.vocabularies import vocabularies

    columns = ["| property | type | unit | vocabulary | what it is |", "|---|---|---|---|---|"]
    parts = ["Every node has `id`, `name` and where it comes from; every tie `id`, `source` and `locator`.", "## Nodes"]
    for node in schema().nodes.values():
        parts += [f"### {node.name}", f"{node.description}."]
        parts.append("\n".join([*columns, *map(_property, node.properties.values())]))
    parts.append("## Ties")
    for tie in schema().ties.values():
        ends = ", ".join(f"{start} → {end}" for start, end in tie.ends)
        parts += [f"### {tie.name}", f"{tie.description}.", ends]
        parts.append("\n".join([*columns, *map(_property, tie.properties.values())]))
    parts.append("## Vocabularies")
    for name, terms in vocabularies().items():
        rows = [f"| `{term.code}` | {_cell(term.en)} | {_cell(term.fr)} |" for term in terms.values()]
        parts += [f"### {name}", "\n".join(["| code | English | French |", "|---|---|---|", *rows])]
    return "\n\n".join(parts)


def _property(p: Property) -> str:
    words = [f"`{p.name}`" + (" (required)" if p.required else ""), p.type, p.unit, p.vocabulary, p.description]
    return f"| {' | '.join(map(_cell, words))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def folder() -> Path:
    """The folder ``docs`` of the checkout.

    Raises
    ------
    UsageError
        This is an installed package without one.
    """
    found = Path(__file__).parents[1] / "docs"
    if not found.is_dir():
        raise UsageError(f"There is no folder {found}: the pages are written in a checkout of the repository only.")
    return found


def write() -> list[Path]:
    """Write the pages that changed; those files."""
    changed = []
    for name, text in pages().items():
        file = folder() / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
            changed.append(file)
    return changed


def check() -> None:
    """Compare the pages with the code.

    Raises
    ------
    FallsShort
        A page is missing or stale; names them.
    """
    stale = []
    for name, text in pages().items():
        file = folder() / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(f"docs/{name}")
    if stale:
        raise FallsShort(f"{', '.join(stale)} is not what the code says: run `make docs`.")


def main(words: list[str]) -> int:
    """The exit code of ``python -m graphkit.docs [--check]``."""
    try:
        if words not in ([], ["--check"]):
            raise UsageError("python -m graphkit.docs takes --check or nothing.")
        if words:
            check()
        else:
            for file in write():
                print(f"wrote docs/{file.name}")  # noqa: T201
    except GraphkitError as error:
        print(f"graphkit.docs: {error}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
