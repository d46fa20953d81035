"""What a recipe asks for, once it is read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SourceAsked:
    """Files to load.

    Attributes
    ----------
    place : str
        Where in the recipe it stands, for messages.
    format : str
        As the recipe has it: a loader, or ``casebase``.
    files : tuple of Path
        The files and folders, patterns resolved.
    written : tuple of str
        The same as the recipe has them; the record of a run names these, for they are alike on every machine.
    sha256 : tuple of str
        What the content must be, one a load; empty where the recipe does not say.
    known : mapping
        What is known of the publication: publisher, licence, url, retrieved.
    options : mapping
        Options of the loader.
    """

    place: str
    format: str
    files: tuple[Path, ...]
    written: tuple[str, ...]
    sha256: tuple[str, ...]
    known: Mapping[str, Any]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OutputAsked:
    """A file, or a folder of files, to make.

    Attributes
    ----------
    place : str
        Where in the recipe it stands, for messages.
    kind : str
        Which output: ``report``, ``centrality`` …
    network : str, optional
        The network's name in the recipe; None for the usual one.
    target : str
        The file or folder, from the output folder on, with ``/``.
    languages : tuple of str
        The languages it is written in, where it has words.
    options : mapping
        The options of its kind.
    """

    place: str
    kind: str
    network: str | None
    target: str
    languages: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A checked recipe.

    Attributes
    ----------
    file : Path
        Where it was read.
    sha256 : str
        The hash of its bytes.
    out : Path
        The output folder.
    store : str, optional
        A store that is there or is to be there, as a path or an address; None for one of the run's own, made anew.
    seed : int
        Of all that is drawn at random.
    languages : tuple of str
        Of what is written for people.
    sources, outputs : tuple
        In the order of the recipe.
    networks : mapping of str to mapping
        Options of `Snapshot.network` by the name of the network.
    """

    file: Path
    sha256: str
    out: Path
    store: str | None
    seed: int
    languages: tuple[str, ...]
    sources: tuple[SourceAsked, ...]
    networks: Mapping[str, Mapping[str, Any]]
    outputs: tuple[OutputAsked, ...]
