"""What becomes of publishers' real files, the page ``docs/real_files.md``: ``python -m tests.real_files [--write]``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit import discovery
from graphkit.errors import GraphkitError
from graphkit.loading import rehearse

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "real_files.md"

FOLDERS = ("scdl", "360giving", "iati", "cordis", "jaune")
"""Each is named after the format that reads what is in it."""

# What stands beside the data of a folder and is none.
NO_DATA_FOLDERS = ("codelists", "reference", "schema", "schema_official")
NO_DATA_NAMES = ("LICENSE*", "README*", "CHANGELOG*", "SOURCES", "schema.json", "*.schema.json", "*.md", "*.xsd")

INTRODUCTION = f"""\
<!-- Written by `make real-files` from the publishers' files: change the loaders, not this page. -->

# What becomes of real files

Each file as its publisher gives it, with its faults, loaded into a new store: rows read = loaded + merged + rejected,
or why the file is refused. *Merged* are rows that say what other rows say (a total, a fact stated twice).

The folders are those of the project's test data (`GRAPHKIT_TEST_DATA`), each named after the format that reads it.
Every file in them is listed but those in a folder {", ".join(f"`{name}`" for name in NO_DATA_FOLDERS)}, and those named
{", ".join(f"`{name}`" for name in NO_DATA_NAMES)}:
schemas, code lists, licences and documentation are no data.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the counts of its rows, or why it is refused."""

    file: str
    counts: tuple[int, int, int, int] | None
    refused: str = ""


def data_files(folder: Path) -> list[Path]:
    """The files of a folder that are data, by the rule of the page, in the order of their paths."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in found if is_data(path.relative_to(folder)))


def is_data(path: Path) -> bool:
    """Whether a path within the folder of a format is one of data."""
    beside = any(part in NO_DATA_FOLDERS for part in path.parts[:-1])
    return not beside and not any(path.match(name) for name in NO_DATA_NAMES)


def outcomes(data: Path) -> Iterator[tuple[str, list[Outcome]]]:
    """Of each format that there is, what becomes of its files."""
    for format in FOLDERS:
        if format in discovery.names("graphkit.loaders") and (data / format).is_dir():
            yield format, [_outcome(format, file, data / format) for file in data_files(data / format)]


def _outcome(format: str, file: Path, folder: Path) -> Outcome:
    shown = file.relative_to(folder).as_posix()
    try:
        found = rehearse(format, file, rejects=None)
    except GraphkitError as error:
        return Outcome(shown, None, str(error).replace(str(file), file.name))
    return Outcome(shown, (found.read, found.loaded, found.merged, found.rejected))


def page(found: list[tuple[str, list[Outcome]]]) -> str:
    """The page as it is to stand in ``docs``."""
    parts = [INTRODUCTION]
    for format, files in found:
        rows = ["| file | read | loaded | merged | rejected | refused |", "|---|--:|--:|--:|--:|---|"]
        rows += [_row(outcome) for outcome in files]
        read = sum(1 for outcome in files if outcome.counts)
        total = [sum(counts) for counts in zip(*(one.counts for one in files if one.counts), strict=True)]
        summary = f"{read} of {len(files)} files are loaded, {len(files) - read} refused"
        if total:
            summary += ": {:,} rows read = {:,} loaded + {:,} merged + {:,} rejected".format(*total)
        parts.append("\n".join([f"## {format}", "", f"{summary}.", "", *rows, ""]))
    return "\n".join(parts)


def _row(outcome: Outcome) -> str:
    counts = [f"{count:,}" for count in outcome.counts] if outcome.counts else [""] * 4
    return f"| `{outcome.file}` | {' | '.join(counts)} | {outcome.refused.replace('|', chr(92) + '|')} |"


def main(words: list[str]) -> int:
    """The exit code; without ``--write`` the page is printed."""
    data = Path(os.environ.get("GRAPHKIT_TEST_DATA", ROOT.parent / "shared" / "data"))
    if words not in ([], ["--write"]) or not data.is_dir():
        print("python -m tests.real_files [--write]; the files are at GRAPHKIT_TEST_DATA", file=sys.stderr)  # noqa: T201
        return 2
    text = page(list(outcomes(data)))
    if words:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text, end="")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
