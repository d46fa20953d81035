"""A recipe carried out: files loaded, networks made, outputs written, all of it recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.errors import GraphkitError
from graphkit.loading.digest import content_sha256
from graphkit.recipes.checks import Checked, loader, named, require_same, require_store, sources
from graphkit.recipes.folder import RECORD, OutFolder
from graphkit.recipes.kinds import module
from graphkit.recipes.material import Material, Other
from graphkit.recipes.places import At
from graphkit.recipes.record import record

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.loading import LoadResult
    from graphkit.networks.snapshot import Snapshot
    from graphkit.recipes.recipe import OutputAsked, Recipe

Progress = Callable[[str, str], object]
"""Called with ``load`` or ``make``, and the file or the output that comes next."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that a run made: for which output, where from the output folder on, its size and the SHA-256 of it."""

    output: str
    network: str | None
    file: str
    n_bytes: int
    sha256: str


@dataclass(frozen=True)
class Run:
    """What a run did.

    Attributes
    ----------
    recipe : Recipe
        What was asked for.
    out : Path
        The output folder.
    loads : list of LoadResult
        What became of the rows of each source.
    made : list of Made
        The files, in the order of the recipe.
    snapshot : str
        The hash of the data.
    left : list of str
        Files of an earlier run in the folder that this one did not make.
    """

    recipe: Recipe
    out: Path
    loads: list[LoadResult]
    made: list[Made]
    snapshot: str
    left: list[str]


def run(recipe: Recipe, *, progress: Progress | None = None) -> Run:
    """Carry out a recipe: the same recipe on the same data gives the same bytes, but for the dates in ``run.json``.

    Everything is made aside first: where something fails, the folder has what it had before. A store that the recipe
    names is not made aside: what was loaded into it until then stays in it.

    Parameters
    ----------
    recipe : Recipe
        As `graphkit.recipes.read` gives it.
    progress : callable, optional
        Told what comes next.

    Raises
    ------
    GraphkitError
        As what is done raises it, with the place in the recipe before it.
    """
    import graphkit

    began = datetime.now(UTC)
    at = At(recipe.file.name)
    checked = sources(recipe)
    require_store(recipe)
    folder, own_store = OutFolder(recipe.out), recipe.store is None
    doing = _Doing(recipe, folder, progress or (lambda what, name: None))
    folder.begin(own_store=own_store)
    done = False
    try:
        with graphkit.open(recipe.store or folder.store_part, create=bool(recipe.sources)) as graph:
            loads = [doing.load(graph, n, each) for n, each in enumerate(checked, start=1)]
            snapshot = graph.snapshot()
            if not snapshot.actors.num_rows:
                raise at.says("There are no actors in the data. Name a [[source]] that holds some.")
            done_for: dict[str, tuple[dict[str, Any], list[Made]]] = {}
            for each in _in_order(recipe.outputs):
                earlier = [made for _, some in done_for.values() for made in some]
                done_for[each.target] = doing.write(graph, snapshot, each, earlier)
            written = [done_for[each.target] for each in recipe.outputs]
        text = record(
            recipe,
            began=began,
            ended=datetime.now(UTC),
            snapshot=snapshot.hash,
            sources=[_told(each, result) for each, result in zip(checked, loads, strict=True)],
            outputs=[told for told, _ in written],
        )
        files = folder.files()
        before = _earlier(folder)
        folder.finish(files, text, own_store=own_store)
        done = True
    finally:
        if not done:
            folder.abandon()
    made = [each for _, some in written for each in some]
    left = sorted(name for name in before - set(files) if (folder.path / name).is_file())
    return Run(recipe, folder.path, loads, made, snapshot.hash, left)


@dataclass(frozen=True, slots=True)
class _Doing:
    """A run under way."""

    recipe: Recipe
    folder: OutFolder
    tell: Progress

    def load(self, graph: Graph, n: int, checked: Checked) -> LoadResult:
        """What became of the rows of a source."""
        source = checked.asked
        own = At(self.recipe.file.name, source.place)
        self.tell("load", ", ".join(source.written) or source.format)
        rejects = self.folder.part / f"rejects-{n}.csv"
        try:
            result = graph.load(loader(source), *source.files, rejects=rejects, **source.known, **source.options)
        except GraphkitError as error:
            raise named(own, error) from None
        require_same(own, checked, [file.source for file in result.files])
        return result

    def write(
        self, graph: Graph, snapshot: Snapshot, output: OutputAsked, earlier: Sequence[Made]
    ) -> tuple[dict[str, Any], list[Made]]:
        """The record of an output, and its files.

        Raises
        ------
        DataError
            It wrote over a file of an earlier one; which those are is known only now.
        """
        self.tell("make", output.target)
        own = At(self.recipe.file.name, output.place)
        kind, place = module(output.kind), self.folder.part / output.target
        place.parent.mkdir(parents=True, exist_ok=True)
        others = tuple(
            Other(each.kind, self._asked(each), self.folder.part / each.target) for each in self.recipe.outputs
        )
        of = Material(graph, snapshot, self._asked(output), self.recipe.seed, output.languages, others)
        try:
            came_about = kind.write(of, place, **output.options)
        except GraphkitError as error:
            raise named(own, error) from None
        there = {each.file: each.sha256 for each in earlier}
        now = [_made(self.folder, output, file) for file in _files(place)]
        for each in now:
            if there.get(each.file, each.sha256) != each.sha256:
                raise own.says(f"{each.file} is where another output goes. Give one of them another place.")
        made = [each for each in now if each.file not in there]
        told = {
            "kind": output.kind,
            "network": output.network,
            "options": dict(output.options),
            "files": [{"file": each.file, "bytes": each.n_bytes, "sha256": each.sha256} for each in made],
            "provenance": dict(came_about),
        }
        return told, made

    def _asked(self, output: OutputAsked) -> Mapping[str, Any]:
        return self.recipe.networks[output.network] if output.network is not None else {}


def _in_order(outputs: Sequence[OutputAsked]) -> list[OutputAsked]:
    """The order in which outputs are made: that of the recipe, but what looks for others beside it last."""
    return sorted(outputs, key=lambda each: getattr(module(each.kind), "LAST", False))


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(file for file in place.rglob("*") if file.is_file())


def _made(folder: OutFolder, output: OutputAsked, file: Path) -> Made:
    data = file.read_bytes()
    name = file.relative_to(folder.part).as_posix()
    return Made(output.kind, output.network, name, len(data), hashlib.sha256(data).hexdigest())


def _told(checked: Checked, result: LoadResult) -> dict[str, Any]:
    source = checked.asked
    return {
        "format": source.format,
        "written": list(source.written),
        "files": [{"files": list(each.names), "sha256": each.sha256} for each in checked.loads],
        "known": dict(source.known),
        "options": {name: _plain(value) for name, value in source.options.items()},
        # Loaded and merged as one: in a store that the recipe names, the next run finds the rows there.
        "rows": {"read": result.read, "used": result.loaded + result.merged, "rejected": result.rejected},
    }


def _plain(value: Any) -> Any:
    """An option as it is recorded: of a file its name and what is in it, for a mapping decides what rows say."""
    return {"file": value.name, "sha256": content_sha256([value])} if isinstance(value, Path) else value


def _earlier(folder: OutFolder) -> set[str]:
    """The files that an earlier run tells of in its record."""
    import json

    try:
        told = json.loads((folder.path / RECORD).read_bytes())
        return {str(file["file"]) for output in told["outputs"] for file in output["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
