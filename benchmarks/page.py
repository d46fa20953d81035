"""docs/benchmarks.md, and what each table in it has to say of the machine."""

from __future__ import annotations

import os
import platform
import resource
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def peak_megabytes() -> float:
    """The most memory that this process had."""
    # Kilobytes on Linux, bytes on macOS.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def facts(packages: tuple[str, ...] = ("graphkit", "arcadedb")) -> Iterator[str]:
    """What a reader must know to judge seconds and megabytes."""
    python, system = f"Python {platform.python_version()}", f"{platform.system()} {platform.machine()}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    listed = ", ".join(f"{name} {version(name)}" for name in packages)
    yield f"- {os.cpu_count()} cores, {memory:.0f} GB, {system}, {python}, {listed}."
    yield f"- {date.today().isoformat()}; load average {os.getloadavg()[0]:.1f} at the end."


def write(name: str, title: str, text: str, command: str) -> None:
    """Put a table in its place in the page; a new one goes to the end."""
    begin, end = f"<!-- {name}: {command} -->", f"<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    if begin not in page:
        page = f"{page.rstrip()}\n\n## {title}\n\n{begin}\n{end}\n"
    before, after = page.split(begin)[0], page.split(end, 1)[1]
    PAGE.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")
