"""``graphkit run``: a report and its tables, made again from a recipe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from graphkit.cli._group import PREFIX, Command
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.recipes import Recipe, Run

COLUMNS = ("output", "network", "file", "bytes", "sha256")
DOING = {"load": "run_load", "make": "run_make"}
STEPS = ("step", "what", "detail", "sha256")


@click.command("run", cls=Command)
@click.argument("recipe", required=False, type=click.Path(path_type=Path), metavar="[RECIPE]")
@click.option("--check", is_flag=True, help="Say what would be done, with the SHA-256 of each source; write nothing.")
@click.option("--init", is_flag=True, help="Print a recipe to begin with.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to fill, in place of the one that the recipe names.",
)
@click.pass_obj
def command(settings: Settings, *, recipe: Path | None, check: bool, init: bool, out: Path | None) -> None:
    """Make a report and its tables again, from a recipe.

    A recipe is a TOML file that names sources, networks, parameters, seed and outputs; docs/recipes.md has its keys.
    The same recipe on the same data gives the same bytes. What was read and made is in run.json, in the folder.
    Store and seed are those of the recipe: --store, --seed and GRAPHKIT_STORE do not count here.

    Examples
    --------
    graphkit run --init --output report.toml
    graphkit run report.toml --check
    graphkit run report.toml
    """
    _refuse_what_the_recipe_says(settings)
    if init:
        if recipe is not None or check or out is not None:
            raise UsageError(settings.word("run_init_alone"))
        from graphkit.recipes.template import template

        settings.text(template(settings.lang))
        return
    if recipe is None:
        raise UsageError(settings.word("run_no_recipe"))
    from graphkit.recipes import read, run

    asked = read(recipe, out=out)
    if check:
        _say_plan(settings, asked)
        return
    with busy(settings) as told:
        result = run(asked, progress=lambda what, name: told(settings.word(DOING[what], name=name)))
    settings.rows(COLUMNS, [(each.output, each.network, each.file, each.n_bytes, each.sha256) for each in result.made])
    _say(settings, result)


def _refuse_what_the_recipe_says(settings: Settings) -> None:
    """Refuse the options that a recipe has keys for: what comes out would no longer be what it says."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        for name in ("store", "seed"):
            if context.get_parameter_source(PREFIX + name) is ParameterSource.COMMANDLINE:
                raise UsageError(settings.word("run_in_recipe", name=name))
        context = context.parent


def _say_plan(settings: Settings, recipe: Recipe) -> None:
    from graphkit.recipes.checks import require_store, sources
    from graphkit.recipes.folder import STORE, OutFolder

    rows: list[tuple[Any, ...]] = []
    for checked in sources(recipe):
        for files in checked.loads:
            rows.append((settings.word("run_step_load"), checked.asked.format, list(files.names), files.sha256))
    require_store(recipe)
    OutFolder(recipe.out)
    new = recipe.store is None
    where = str(recipe.out / STORE) if new else recipe.store
    rows.append(
        (settings.word("run_step_store"), settings.word("run_store_new" if new else "run_store_named"), where, None)
    )
    for name, options in recipe.networks.items():
        rows.append((settings.word("run_step_network"), name, _spelled(options), None))
    for output in recipe.outputs:
        rows.append((settings.word("run_step_output"), output.kind, str(recipe.out / output.target), None))
    settings.rows(STEPS, rows)
    settings.say("run_checked", recipe=recipe.file)


def _spelled(options: Any) -> str:
    return ", ".join(f"{name}={list(value) if isinstance(value, tuple) else value}" for name, value in options.items())


def _say(settings: Settings, result: Run) -> None:
    for source, load in zip(result.recipe.sources, result.loads, strict=True):
        name = ", ".join(source.written) or source.format
        settings.say(
            "run_loaded", name=name, read=load.read, loaded=load.loaded, merged=load.merged, rejected=load.rejected
        )
        if load.rejects is not None:
            settings.say("rejects", file=result.out / load.rejects.name)
    if result.left:
        settings.say("run_left", files=", ".join(result.left))
    settings.say("run_done", n=len(result.made), out=result.out, data=result.snapshot[:12])
