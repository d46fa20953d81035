"""NetworkX's own tests, run on our backend: those in which a function with a kernel is called, or all of them.

``python -m tests.networkx_suite`` prints how often each kernel ran, and fails where one never did: a test that NetworkX
passed by itself says nothing of us. ``--all`` runs everything that NetworkX has, which takes half an hour; other words
go to pytest.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from graphkit import discovery
from graphkit.backend.info import FUNCTIONS


class Runs(logging.Handler):
    """Counts the runs of each kernel by what the backend logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.counts: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        from graphkit.backend.interface import RAN

        if record.msg == RAN and isinstance(record.args, tuple):
            self.counts[str(record.args[0])] += 1


def files(names: tuple[str, ...]) -> list[Path]:
    """The files of NetworkX's tests that call one of these functions."""
    import networkx as nx

    called = re.compile(rf"\b(?:{'|'.join(names)})\(")
    found = sorted(Path(nx.__file__).parent.rglob("test_*.py"))
    return [file for file in found if called.search(file.read_text(encoding="utf-8"))]


def main(words: list[str]) -> int:
    """Run them; 0 where all passed and each kernel ran."""
    import networkx as nx

    os.environ |= {"NETWORKX_TEST_BACKEND": "graphkit", "NETWORKX_FALLBACK_TO_NX": "1"}
    names = discovery.names(FUNCTIONS)
    chosen = [Path(nx.__file__).parent] if "--all" in words else files(names)
    options = [word for word in words if word != "--all"]
    runs, logger = Runs(), logging.getLogger("graphkit.backend")
    logger.addHandler(runs)
    logger.setLevel(logging.DEBUG)
    # NetworkX is not bound by our settings of pytest.
    settings = ["-q", "-c", os.devnull, "--rootdir", str(Path(nx.__file__).parent), "-p", "no:cacheprovider"]
    # Captured, each of the many lines that NetworkX and we log would be kept.
    code = int(pytest.main([*settings, "-p", "no:logging", *options, *map(str, chosen)]))
    never = [name for name in names if not runs.counts[name]]
    sys.stdout.writelines(f"{runs.counts[name]:7,} × {name}\n" for name in names)
    sys.stdout.write(f"never ran: {', '.join(never) or 'none'}\n")
    return code or bool(never)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
