"""``graphkit completion``: what makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from graphkit.cli._group import Command
from graphkit.cli._settings import Settings

PLACES = {
    "bash": "graphkit completion bash > ~/.local/share/bash-completion/completions/graphkit",
    "zsh": "graphkit completion zsh > ~/.zfunc/_graphkit   # with  fpath+=~/.zfunc  before  compinit  in ~/.zshrc",
    "fish": "graphkit completion fish > ~/.config/fish/completions/graphkit.fish",
}


@click.command("completion", cls=Command)
@click.argument("shell", type=click.Choice(tuple(PLACES)))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that makes a shell complete graphkit.

    Examples
    --------
    graphkit completion bash
    graphkit completion zsh
    graphkit completion fish
    """
    settings: Settings = context.obj
    made = get_completion_class(shell)
    assert made is not None
    settings.text(made(context.find_root().command, {}, "graphkit", "_GRAPHKIT_COMPLETE").source())
    settings.say("completion_install", line=PLACES[shell])
