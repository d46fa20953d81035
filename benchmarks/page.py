"""docs/benchmarks.md, and what each table in it has to say of the machine."""

from __future__ import annotations

import os
import platform
import re
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
    yield machine(packages)
    yield f"- {when()}."


def machine(packages: tuple[str, ...] = ()) -> str:
    """The machine, and the versions of packages."""
    python, system = f"Python {platform.python_version()}", f"{platform.system()} {platform.machine()}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    listed = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"- {', '.join(filter(None, [f'{os.cpu_count()} cores', f'{memory:.0f} GB', system, python, listed]))}."


def when() -> str:
    """The day, and how busy the machine is."""
    return f"{date.today().isoformat()}; load average {os.getloadavg()[0]:.1f} at the end"


def read(name: str) -> str:
    """A table as it stands in the page; empty where there is none."""
    found = _place(name).search(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else None
    return found["text"] if found else ""


def write(name: str, title: str, text: str, command: str) -> None:
    """Put a table in its place in the page; a new one goes to the end."""
    whole = f"<!-- {name}: {command} -->\n{text}\n<!-- {name}: end -->"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    if _place(name).search(page):
        page = _place(name).sub(lambda _: whole, page, count=1)
    else:
        page = f"{page.rstrip()}\n\n## {title}\n\n{whole}\n"
    PAGE.write_text(page, encoding="utf-8")


def _place(name: str) -> re.Pattern[str]:
    name = re.escape(name)
    return re.compile(rf"<!-- {name}: (?!end ).*? -->\n(?P<text>.*?)\n<!-- {name}: end -->", re.DOTALL)
