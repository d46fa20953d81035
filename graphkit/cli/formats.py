"""``graphkit formats``: which files can be loaded."""

from __future__ import annotations

import click

from graphkit.cli._group import Command
from graphkit.cli._messages import reason
from graphkit.cli._settings import Settings


@click.command("formats", cls=Command)
@click.argument("name", required=False)
@click.option("--example", is_flag=True, help="Print the small example file of the format instead.")
@click.pass_obj
def command(settings: Settings, name: str | None, example: bool) -> None:
    """List the formats that can be loaded.

    What each reads, where it is specified, and what is left out of it.

    Examples
    --------
    graphkit formats
    graphkit formats scdl
    graphkit formats scdl --example --output grants.csv
    """
    from graphkit.discovery import module, names

    if example:
        if name is None:
            raise click.UsageError("--example needs the name of a format", click.get_current_context())
        settings.text(module("graphkit.loaders", name, "format").EXAMPLE)
        return
    chosen = [name] if name else list(names("graphkit.loaders"))
    rows = []
    for each in chosen:
        loader = module("graphkit.loaders", each, "format")
        options = [f"{option}=…  {text}" for option, text in loader.OPTIONS.items()]
        rows.append((each, loader.TITLE, loader.SPECIFICATION, loader.DROPS, options))
    if settings.shape == "table":
        settings.text("\n\n".join(_entry(settings, row) for row in rows))
    else:
        settings.rows(("format", "reads", "specification", "leaves_out", "options"), rows)


def _entry(settings: Settings, row: tuple[str, str, str, str, list[str]]) -> str:
    """A format as a person reads it: its texts are too long for the cells of a table."""
    name, reads, specification, drops, options = row
    told = ((settings.word("specification"), specification), (settings.word("leaves_out"), drops))
    lines = [settings.word("named", name=name, value=reason(reads, settings.lang))]
    lines += [f"  {settings.word('named', name=each, value=reason(said, settings.lang))}" for each, said in told]
    for option in options:
        written, between, meaning = option.partition("  ")
        lines.append(f"  -o {written}{between}{reason(meaning, settings.lang)}")
    return "\n".join(lines)
