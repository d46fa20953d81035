"""The reference page of the command line, written from the commands themselves."""

from __future__ import annotations

import click

from graphkit.cli._group import Command, Root, root

WIDTH = 100


def commands() -> dict[str, Command]:
    """Every command by its name."""
    context = click.Context(root, info_name="graphkit")
    found = {name: root.get_command(context, name) for name in root.list_commands(context)}
    return {name: command for name, command in found.items() if isinstance(command, Command)}


def examples(command: Command) -> list[str]:
    """The lines to paste of a command's help."""
    _, _, lines = (command.help or "").partition("Examples:\n")
    return [line.strip() for line in lines.split("\n\n")[0].splitlines() if line.strip()]


def reference() -> str:
    """All help texts in Markdown: of the group, then of each command."""
    parts = [_block(root, "graphkit")]
    for name, command in commands().items():
        parts += [f"## {name}", _block(command, f"graphkit {name}")]
    return "\n\n".join(parts) + "\n"


def _block(command: Command | Root, path: str) -> str:
    formatter = click.HelpFormatter(width=WIDTH)
    context = click.Context(command, info_name=path, **command.context_settings)
    if isinstance(command, Command):
        # The options of every command stand once, with the group.
        command.format_usage(context, formatter)
        command.format_help_text(context, formatter)
        command.format_own_options(context, formatter)
    else:
        command.format_help(context, formatter)
    return f"```text\n{formatter.getvalue().strip()}\n```"
