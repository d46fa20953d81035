"""The group ``graphkit`` and the kind of command in it: found by file, options of every command on either side."""

from __future__ import annotations

import inspect
import sys
import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click

from graphkit import __version__
from graphkit.cli._errors import Interrupted, run
from graphkit.cli._settings import FORMATS, LANGUAGES, Settings
from graphkit.discovery import module, names
from graphkit.errors import UnknownName

PACKAGE = "graphkit.cli"
PREFIX = "shared_"


def shared_options() -> list[click.Option]:
    """The options that stand before or after the command; the one nearer to the end of the line counts."""
    return [
        _shared("--store", metavar="WHERE", help="Directory or neo4j:// address of the store. [env: GRAPHKIT_STORE]"),
        _shared("--format", type=click.Choice(FORMATS), help="How rows are printed; else the ending of --output says."),
        _shared("--output", metavar="FILE", help="Write the rows to FILE, all or nothing, instead of the screen."),
        _shared("--lang", type=click.Choice(LANGUAGES), help="Language of headings and sentences. [default: en]"),
        _shared("--seed", type=int, help="Seed of what is drawn at random. [default: 0]"),
        _shared("--quiet", "-q", is_flag=True, default=None, help="Say nothing but errors."),
        _shared("--verbose", "-v", is_flag=True, default=None, help="Say more: what is read, what the driver does."),
        _shared("--debug", is_flag=True, default=None, help="Show the Python traceback of an error."),
    ]


def _shared(*declarations: str, **attributes: Any) -> click.Option:
    # Named apart, for a command may have an argument FORMAT of its own.
    name = PREFIX + declarations[0].removeprefix("--")
    return click.Option([*declarations, name], expose_value=False, callback=_keep, **attributes)


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keep a shared option in the settings; None is an option not given and overrides nothing."""
    if value is not None and parameter.name is not None:
        if parameter.name == f"{PREFIX}output":
            from graphkit.cli._output import check_place

            # Before the work is done that would be lost.
            check_place(value)
        setattr(context.ensure_object(Settings), parameter.name.removeprefix(PREFIX), value)


class Command(click.Command):
    """A command that takes the options of every command beside its own.

    Its help, the docstring of the function, has a section ``Examples`` of lines to paste.
    """

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.help = keep_examples(self.help)
        taken = {option for parameter in self.params for option in parameter.opts}
        self.shared = [option for option in shared_options() if not taken.intersection(option.opts)]
        self.params = [*self.params, *self.shared]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options first, then those of every command."""
        self.format_own_options(ctx, formatter)
        _section("Options of every command", self.shared, ctx, formatter)

    def format_own_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options that this command alone has."""
        _section(
            "Options",
            [p for p in self.get_params(ctx) if isinstance(p, click.Option) and p not in self.shared],
            ctx,
            formatter,
        )


def _section(
    title: str, parameters: Sequence[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    records = [record for parameter in parameters if (record := parameter.get_help_record(ctx))]
    if records:
        with formatter.section(title):
            formatter.write_dl(records)


def _language(words: Sequence[str]) -> str | None:
    """The language that a command line asks for, in whatever place; None where it asks for none that there is."""
    asked = [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    asked += [after for word, after in pairwise(words) if word == "--lang"]
    return next((lang for lang in asked if lang in LANGUAGES), None)


def keep_examples(text: str | None) -> str | None:
    r"""A help text whose section ``Examples`` stands as it is: click's mark ``\b`` keeps it from filling the lines."""
    if text is None:
        return None
    prose, rule, examples = inspect.cleandoc(text).partition("Examples\n--------\n")
    lines, blank, rest = examples.partition("\n\n")
    kept = "\b\nExamples:\n" + textwrap.indent(lines, "  ") if rule else ""
    return prose + kept + blank + rest


class Root(click.Group):
    """The group: commands by file name, imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands there are, in order of their names."""
        return [name.replace("_", "-") for name in names(PACKAGE)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        name = cmd_name.replace("-", "_")
        if name not in names(PACKAGE):
            return None
        command: click.Command = module(PACKAGE, name, "command").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words name; for an unknown one the error says which are near."""
        if not ctx.resilient_parsing and args and not args[0].startswith("-") and not self.get_command(ctx, args[0]):
            raise UnknownName("command", args[0], self.list_commands(ctx), "See graphkit --help.")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interrupt keeps its own class, so that click prints nothing about it."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, BrokenPipeError) as error:
            raise Interrupted(error) from error

    def main(  # type: ignore[override]  # click overloads it on standalone_mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Any:
        """Run the command line and leave with its exit code; errors become one line."""
        if not extra.pop("standalone_mode", True):
            return super().main(args, prog_name, standalone_mode=False, **extra)
        # An error may come before the option after the command is parsed.
        settings: Settings = extra.setdefault("obj", Settings())
        given = sys.argv[1:] if args is None else args
        settings.debug = "--debug" in given
        settings.lang = _language(given) or settings.lang
        sys.exit(run(lambda: super(Root, self).main(args, prog_name, standalone_mode=False, **extra), settings))


root = Root(
    "graphkit",
    params=shared_options(),
    help=keep_examples("""Load, store and analyse the networks of actors, funders and actions.

    Examples
    --------
    graphkit demo
    graphkit formats
    graphkit status

    Rows go to standard output, sentences to standard error. The options below stand before or after the command.
    """),
    epilog="Exit codes: 0 done, 1 a fault of graphkit, 2 usage, 3 data, 4 store, 5 a check falls short, 130 stopped.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
root = click.version_option(__version__, prog_name="graphkit", message="%(prog)s %(version)s")(root)
