"""What can be told of a recipe without loading anything: are the files there, and are they those it was written for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from graphkit import discovery
from graphkit.errors import GraphkitError
from graphkit.loading.digest import content_sha256
from graphkit.loading.opening import grouped
from graphkit.recipes.asked_sources import CASEBASE, LOADERS
from graphkit.recipes.places import At, shown
from graphkit.recipes.recipe import Recipe, SourceAsked


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one load: their names, without their folder, and the SHA-256 of their content."""

    names: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A source whose files were looked at.

    Attributes
    ----------
    asked : SourceAsked
        What the recipe asks for.
    loads : tuple of Files
        One a load: a loader may take several files together.
    """

    asked: SourceAsked
    loads: tuple[Files, ...]


def loader(source: SourceAsked) -> str:
    """The name of the loader that reads a source."""
    return "tables" if source.format == CASEBASE else source.format


def sources(recipe: Recipe) -> list[Checked]:
    """The sources with the hashes of their files.

    Raises
    ------
    DataError
        A file cannot be read, or is not the one that the recipe was written for.
    """
    return [_source(At(recipe.file.name, source.place), source) for source in recipe.sources]


def _source(at: At, source: SourceAsked) -> Checked:
    try:
        groups = grouped(discovery.module(LOADERS, loader(source), "format"), source.files)
        loads = tuple(Files(tuple(sorted(file.name for file in group)), content_sha256(group)) for group in groups)
    except GraphkitError as error:
        raise named(at, error) from None
    if source.sha256 and len(source.sha256) != len(loads):
        raise at.key("sha256").says(f"Loads: {len(loads)}; hashes: {len(source.sha256)}. Write one for each load.")
    for files, wanted in zip(loads, source.sha256, strict=False):
        if files.sha256 != wanted:
            raise at.key("sha256").says(
                f"{_told(files)} is not what the recipe was written for: its SHA-256 is {files.sha256}. "
                "Take the file of then, or write this one."
            )
    return Checked(source, loads)


def _told(files: Files) -> str:
    return files.names[0] if len(files.names) == 1 else f"{files.names[0]} with {len(files.names) - 1} more"


def require_same(at: At, checked: Checked, ids: list[str]) -> None:
    """Refuse files that changed between the look at them and their load.

    Raises
    ------
    DataError
        What was loaded has another hash.
    """
    if ids != [f"file:{files.sha256[:16]}" for files in checked.loads]:
        raise at.says("Its files changed while they were read. Run it again when they stay as they are.")


def require_store(recipe: Recipe) -> None:
    """Refuse a store that is not there where nothing would be loaded into it, and a server that is not the user's own.

    A recipe may be a stranger's, and the password of the environment is sent to the server that it names.

    Raises
    ------
    DataError
        There is no such store, or the environment has a password for another server, or for one that it does not name.
    """
    if recipe.store is not None and "://" in recipe.store:
        environment = os.environ
        if environment.get("GRAPHKIT_PASSWORD") and environment.get("GRAPHKIT_STORE") != recipe.store:
            raise At(recipe.file.name, "store").says(
                f"Your password would be sent to {shown(recipe.store)}. "
                "If that is where it belongs, set GRAPHKIT_STORE to this address."
            )
        return
    if recipe.store is None or recipe.sources:
        return
    if not Path(recipe.store).is_dir():
        raise At(recipe.file.name, "store").says(
            f"There is no store at {recipe.store}. Name one that is there, or write [[source]] to fill it."
        )


def named(at: At, error: GraphkitError) -> GraphkitError:
    """The error with the place in the recipe before it; its class, and with it the exit code, stays."""
    told = str(error)
    error.args = (told if told.startswith(at.recipe) else f"{at}: {told}",)
    return error
