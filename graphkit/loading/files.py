"""Files into a store, with an account of every row: read = loaded + merged + rejected."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from graphkit import discovery
from graphkit.errors import DataError, FormatError, UnknownName, UsageError
from graphkit.loading.differences import Differences
from graphkit.loading.digest import content_sha256
from graphkit.loading.looks import looks_like
from graphkit.loading.opening import grouped, opened
from graphkit.loading.rejects import Kind, Rejects
from graphkit.loading.targets import Recorded, Rehearsed
from graphkit.model.batches import BATCH_ROWS, Account, Batch, Batcher
from graphkit.model.merge import Difference
from graphkit.model.records import Fault, Reject, Row, SourceFile
from graphkit.stores.bolt import Store, Target
from graphkit.stores.pauses import no_garbage_runs
from graphkit.stores.writing import Clash, Written

Progress = Callable[[int], Any]
"""Called now and then with how many rows were read so far."""

PROGRESS_EVERY = 1000


@dataclass(slots=True)
class FileAccount:
    """What became of the rows of one file, or of the files that make one load together."""

    file: Path
    account: Account
    source: str


@dataclass(slots=True)
class LoadResult:
    """What a load did.

    Attributes
    ----------
    format : str
        The loader.
    files : list of FileAccount
        One a file.
    rejects : Path or None
        Where rows and values that could not be used are listed; None where there are none, or no list was wanted.
    differences : Path or None
        Where values are listed that differ from what was stated before; None as for `rejects`.
    seconds : float
        How long it took.
    dry_run : bool
        Whether nothing was written: then the account tells what a load would do.
    reasons : list of Kind
        Why rows and values could not be used, each reason once with its first case; the gravest first.
    """

    format: str
    files: list[FileAccount] = field(default_factory=list)
    rejects: Path | None = None
    differences: Path | None = None
    seconds: float = 0.0
    dry_run: bool = False
    reasons: list[Kind] = field(default_factory=list)

    def _total(self, name: str) -> int:
        return sum(getattr(file.account, name) for file in self.files)

    @property
    def read(self) -> int:
        """Rows read: loaded + merged + rejected."""
        return self._total("read")

    @property
    def loaded(self) -> int:
        """Rows that brought something new."""
        return self._total("loaded")

    @property
    def merged(self) -> int:
        """Rows that the store had already, or that another row of the load stands for."""
        return self._total("merged")

    @property
    def rejected(self) -> int:
        """Rows that could not be used."""
        return self._total("rejected")

    @property
    def values_set_aside(self) -> int:
        """Values that could not be used while their row was."""
        return self._total("values_set_aside")

    @property
    def totals(self) -> int:
        """Rows that are the total of others: merged, and listed with the rejects."""
        return self._total("totals")

    @property
    def conflicts(self) -> int:
        """Values that differ from what was stated before; the earlier was kept."""
        return self._total("conflicts")

    @property
    def notes(self) -> Counter[str]:
        """How often each kind of row occurred that the loader names."""
        return sum((file.account.notes for file in self.files), Counter())


def load(
    store: Store | None,
    format: str,
    files: Sequence[str | Path],
    *,
    rejects: Path | None,
    progress: Progress | None,
    known_of_source: dict[str, Any],
    options: dict[str, Any],
    dry_run: bool = False,
) -> LoadResult:
    """What became of the files; see `graphkit.graph.Graph.load`. Without a store it is a dry run for a new one."""
    begun = time.monotonic()
    loader = discovery.module("graphkit.loaders", format, "format")
    _check_options(loader, format, options)
    groups = grouped(loader, _paths(files))
    _refuse_folders(loader, format, groups)
    sources = [_source(group, loader, format, known_of_source) for group in groups]
    result = LoadResult(format, dry_run=dry_run or store is None)
    loading = Rehearsed(store) if dry_run or store is None else Recorded(store, format, sources, result)
    with (
        no_garbage_runs(), Rejects(rejects) as rejected, Differences(rejects) as differing, loading.recorded(),
    ):  # fmt: skip
        settled: list[tuple[SourceFile, Account, Written]] = []
        with loading.target() as target, _telling_kept(result, target):
            for group, source in zip(groups, sources, strict=True):
                account = Account()
                result.files.append(FileAccount(_shown(group), account, source.id))

                def on_fault(locator: str, fault: Fault, whole_row: bool, name: str = source.name) -> None:
                    rejected.add(name, locator, fault, whole_row)

                def on_difference(found: Difference, name: str = source.name) -> None:
                    differing.add(name, found)

                batcher = Batcher(
                    source, format, account,
                    known=target.known, on_fault=on_fault, on_difference=on_difference, rows=BATCH_ROWS,
                )  # fmt: skip
                rows = _told(_read(loader, format, group, options), progress, result.read)
                for batch in batcher.batches(rows):
                    written = target.write(batch)
                    _count(account, batch, written, target.is_kept)
                    _list(differing, source, account, written)
                    settled.append((source, account, written))
                    # Gone before the next is made: one batch is a good part of what a load needs in memory.
                    del batch
        # A first load knows what differed only when all is written.
        for source, account, written in settled:
            _list(differing, source, account, written)
            lost = written.lost_rows
            for clash in written.clashes:
                rejected.add(source.name, clash.locator, _fault(clash), (clash.type, clash.id) in lost)
            # Such a row was counted as merged, for it brought nothing new.
            account.merged -= len(lost)
            account.rejected += len(lost)
            account.values_set_aside += sum((clash.type, clash.id) not in lost for clash in written.clashes)
        for file in result.files:
            if not file.account.balanced():
                raise AssertionError(f"{file.file}: read is not loaded + merged + rejected: {file.account}")
    if progress is not None:
        progress(result.read)
    result.rejects = rejects if rejected.count else None
    result.differences = differing.path
    result.reasons = rejected.kinds()
    result.seconds = time.monotonic() - begun
    return result


@contextmanager
def _telling_kept(result: LoadResult, target: Target) -> Iterator[None]:
    """Where a file is refused, the error knows which of the same load were loaded before it and stay."""
    try:
        yield
    except DataError as error:
        if target.is_kept and not result.dry_run:
            error.kept = tuple(str(file.file) for file in result.files[:-1])
        raise


def rehearse(
    format: str,
    *files: str | Path,
    rejects: str | Path | None = Path("rejects.csv"),
    progress: Progress | None = None,
    publisher: str | None = None,
    licence: str | None = None,
    url: str | None = None,
    retrieved: date | str | None = None,
    **options: Any,
) -> LoadResult:
    """What would become of the files in a store that is yet to be made; see `graphkit.graph.Graph.load`."""
    return load(
        None,
        format,
        files,
        rejects=Path(rejects) if rejects is not None else None,
        progress=progress,
        known_of_source={"publisher": publisher, "licence": licence, "url": url, "retrieved": retrieved},
        options=options,
    )


def _count(account: Account, batch: Batch, written: Written, is_kept: bool) -> None:
    loaded = sum(1 for key in batch.rows if key in written.new)
    account.loaded += loaded
    account.merged += len(batch.rows) - loaded
    # What a store has taken is known to be lost or not; a first load knows it when all is written.
    may_be_lost = {(clash.type, clash.id) for clash in written.clashes} if is_kept else None
    written.merged_rows = {
        key
        for key in batch.rows
        if key is not None and key not in written.new and (may_be_lost is None or key in may_be_lost)
    }
    written.new.clear()


def _list(differing: Differences, source: SourceFile, account: Account, written: Written) -> None:
    """Count and list the differences found so far, and let go of them: there may be one a row."""
    account.conflicts += sum(differing.add_stored(source.name, source.id, each) for each in written.differences)
    written.differences.clear()


def _fault(clash: Clash) -> Fault:
    reason = f"the store has this id for another tie ({clash.held}): give each record an id of its own"
    return Fault("id", clash.id, reason)


def _check_options(loader: ModuleType, format: str, options: dict[str, Any]) -> None:
    for name in options:
        if name not in loader.OPTIONS:
            raise UnknownName(f"option of the format {format}", name, loader.OPTIONS)


def _paths(files: Sequence[str | Path]) -> list[Path]:
    if not files:
        raise UsageError("There is no file to load. Name one or more.")
    paths = [Path(file) for file in files]
    for path in paths:
        if not path.exists():
            raise DataError(f"There is no file {path}.")
    return paths


def _refuse_folders(loader: ModuleType, format: str, groups: list[list[Path]]) -> None:
    """Refuse a folder where the loader takes files: those that take folders group them, or read archives."""
    if hasattr(loader, "files") or getattr(loader, "ARCHIVES", False):
        return
    for path in (path for group in groups for path in group):
        if path.is_dir():
            raise UsageError(f"{path} is a folder, and {format} reads files. Name the files in it, as in {path}/*.")


def _shown(group: list[Path]) -> Path:
    return group[0] if len(group) == 1 else group[0].parent


def _source(group: list[Path], loader: ModuleType, format: str, known: dict[str, Any]) -> SourceFile:
    """Where the rows of these files come from: known by the content of the files."""
    name, sha256 = _shown(group).name, content_sha256(group)
    return SourceFile(
        id=f"file:{sha256[:16]}",
        name=name,
        file=name,
        sha256=sha256,
        format=format,
        publisher=known.get("publisher") or getattr(loader, "PUBLISHER", None),
        licence=known.get("licence") or getattr(loader, "LICENCE", None),
        url=known.get("url"),
        retrieved=_day(known.get("retrieved")),
    )


def _day(given: date | str | None) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"retrieved is {given!r}, no date. Write it as 2026-01-31.") from None


def _read(loader: ModuleType, format: str, group: list[Path], options: dict[str, Any]) -> Iterator[Row | Reject]:
    """The rows of a loader; what is wrong with the file is told as that."""
    try:
        with opened(loader, group) as paths:
            try:
                yield from loader.load(paths[0] if len(paths) == 1 else paths, **options)
            except FormatError:
                # Who names a sheet or a mapping knows what the file is.
                if options or (other := looks_like(paths[0])) in (None, format):
                    raise
                shown = _shown(group)
                cure = f"It looks like {other}: graphkit load {other} {shown}."
                raise FormatError(f"{shown.name} is no file of the format {format}. {cure}") from None
    except (OSError, UnicodeError, csv.Error) as error:
        raise DataError(f"{_shown(group)} cannot be read: {error}.") from None


def _told(rows: Iterable[Row | Reject], progress: Progress | None, before: int) -> Iterable[Row | Reject]:
    if progress is None:
        return rows
    return _telling(rows, progress, before)


def _telling(rows: Iterable[Row | Reject], progress: Progress, before: int) -> Iterator[Row | Reject]:
    for number, row in enumerate(rows, before + 1):
        if number % PROGRESS_EVERY == 0:
            progress(number)
        yield row
