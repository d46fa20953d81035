"""Every loader fed damaged examples for a while: ``python -m tests.unit.loaders.fuzzing``, by ``make fuzz``.

The seed that is printed gives the same files again (FUZZ_SEED); the file that broke a loader is kept, and named.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import ModuleType

from graphkit import discovery
from graphkit.errors import GraphkitError
from graphkit.loading import LoadResult, opened, rehearse
from tests.unit.loaders.mutations import example, mutated

LOADERS = discovery.names("graphkit.loaders")

# A loader that takes longer with a file of a few kilobytes is as good as stuck.
SECONDS = 20


class Broken(Exception):
    """A loader did something else than give rows or say why it cannot."""


def fed(format: str, data: bytes, folder: Path) -> LoadResult | None:
    """What became of the rows of a file with these bytes; None where the loader refuses it.

    Raises
    ------
    Broken
        The account is not balanced, the message is none, or it took far too long.
    """
    loader = discovery.module("graphkit.loaders", format, "format")
    file = folder / loader.EXAMPLE_NAME
    file.write_bytes(data)
    begun = time.process_time()
    try:
        if hasattr(loader, "guess"):
            _guess(loader, file)
        result = rehearse(format, file, rejects=folder / "rejects.csv")
    except GraphkitError as error:
        _check_message(str(error), file)
        return None
    finally:
        if time.process_time() - begun > SECONDS:
            raise Broken(f"{time.process_time() - begun:.0f} s for {len(data)} bytes")
    if result.read != result.loaded + result.merged + result.rejected:
        raise Broken(f"{result.read} rows read, {result.loaded} + {result.merged} + {result.rejected}")
    return result


def _guess(loader: ModuleType, file: Path) -> None:
    try:
        with opened(loader, [file]) as (path,):
            loader.guess(path)
    except GraphkitError as error:
        _check_message(str(error), file)


def _check_message(message: str, file: Path) -> None:
    if file.name not in message:
        raise Broken(f"the message does not name the file: {message}")
    if "\n" in message or not message.endswith((".", "?", ")")):
        raise Broken(f"the message is no line of whole sentences: {message!r}")
    if "Traceback" in message or tempfile.gettempdir() + "/graphkit-" in message:
        raise Broken(f"the message is not for people: {message}")


def fuzz(seconds: float, seed: int, folder: Path) -> Path | None:
    """The file that broke a loader, as it was kept; None where none did in this time."""
    chance, until = random.Random(seed), time.monotonic() + seconds
    count: Counter[str] = Counter()
    while time.monotonic() < until:
        format = LOADERS[sum(count.values()) % len(LOADERS)]
        data = mutated(example(_loader(format)), chance)
        try:
            result = fed(format, data, folder)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            kept = folder / f"broken-{format}-{_loader(format).EXAMPLE_NAME}"
            kept.write_bytes(data)
            traceback.print_exc()
            return kept
        count[f"{format}: {'refused' if result is None else 'loaded'}"] += 1
    print(", ".join(f"{name} {number}" for name, number in sorted(count.items())))  # noqa: T201
    return None


def _loader(format: str) -> ModuleType:
    return discovery.module("graphkit.loaders", format, "format")


def main() -> int:
    """The exit code: 1 where a loader broke."""
    seconds = float(os.environ.get("FUZZ_SECONDS", "60"))
    seed = int(os.environ.get("FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 2**32)
    print(f"seed {seed}: {seconds:.0f} s over {', '.join(LOADERS)}")  # noqa: T201
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    kept = fuzz(seconds, seed, folder)
    if kept is None:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        return 0
    print(f"A loader broke. The file: {kept}. The same run again: make fuzz FUZZ_SEED={seed}")  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
