"""What is documented is what there is: every command has help and an example, every generated page is fresh."""

from __future__ import annotations

import pytest

from graphkit import docs
from graphkit.cli._group import Command
from graphkit.cli._reference import commands, examples
from tests.conftest import ROOT

COMMANDS = commands()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_an_example_of_itself(name: str) -> None:
    command: Command = COMMANDS[name]
    assert command.name == name
    assert command.get_short_help_str(limit=200).endswith(".") or command.help
    assert any(f"graphkit {name}" in line for line in examples(command)), f"graphkit {name} --help shows no example"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option":
            assert parameter.help, f"{name} {parameter.opts}"


@pytest.mark.parametrize("page", sorted(docs.pages()))
def test_a_generated_page_is_fresh(page: str) -> None:
    file = ROOT / "docs" / page
    assert file.exists(), "run `make docs`"
    assert file.read_text(encoding="utf-8") == docs.pages()[page], "run `make docs`"
