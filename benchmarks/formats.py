"""Loading each format: a publisher's real file into a new embedded store, rows a second and peak memory.

    python benchmarks/formats.py --data ../shared/data --write

Each file is loaded in a process of its own. Rows a second of CPU time tell what a loader costs; those of the clock tell
what a user waits, the engine included, and depend on what else the machine does. A second load of the same file, which
finds everything there, is measured too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from page import facts, peak_megabytes, write

DATA = os.environ.get("GRAPHKIT_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data"

# Format, and the largest real file of it.
FILES = {
    "scdl": "scdl/pays_de_la_loire_agrege_utf8.csv",
    "jaune": "jaune/plf2012_subventions_2010.csv",
    "360giving": "360giving/a002400000OiDBQAA3.json",
    "iati": "iati/datastore/CD.xml",
    "cordis": "cordis/cordis-plus-2014.csv",
}

HEAD = (
    "| format | file | rows | rows a second, first load | of CPU time | again | peak MB |\n"
    "|---|---|---:|---:|---:|---:|---:|"
)


def measured(format: str, file: Path) -> dict[str, Any]:
    """Loads a file twice, in this process."""
    import graphkit

    with tempfile.TemporaryDirectory(prefix="graphkit-benchmark-") as folder:
        seconds, used, rows = [], [], 0
        for _ in range(2):
            before, used_before = time.perf_counter(), time.process_time()
            with graphkit.open(Path(folder) / "store") as graph:
                rows = graph.load(format, file, rejects=None).read
            seconds.append(time.perf_counter() - before)
            used.append(time.process_time() - used_before)
    return {"rows": rows, "seconds": seconds, "cpu": used, "peak": peak_megabytes()}


def in_process_of_its_own(format: str, file: Path) -> dict[str, Any]:
    """The same, in a new process."""
    command = [sys.executable, __file__, "--measure", format, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{file} was not loaded:\n{run.stderr.strip()[-3000:]}")
    return dict(json.loads(run.stdout.splitlines()[-1]))


def table(data: Path) -> str:
    """A row for each format whose file is there."""
    lines = [HEAD]
    for format, name in FILES.items():
        if not (data / name).exists():
            continue
        one = in_process_of_its_own(format, data / name)
        print(f"{format}: {one['seconds'][0]:.1f} s", file=sys.stderr, flush=True)
        first, again = (one["rows"] / seconds for seconds in one["seconds"])
        lines.append(
            f"| {format} | `{name}` | {one['rows']:,} | {first:,.0f} | {one['rows'] / one['cpu'][0]:,.0f} "
            f"| {again:,.0f} | {one['peak']:,.0f} |"
        )
    return "\n".join([*lines, "", *facts()])


def main() -> None:
    """Measure all, or be the process of one measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of real files")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure[0], Path(options.measure[1]))))
        return
    if not options.data.is_dir():
        parser.error(f"{options.data} is not there: name the folder of real files with --data")
    text = table(options.data)
    print(text)
    if options.write:
        write("formats", "Loading each format", text, "python benchmarks/formats.py --write")


if __name__ == "__main__":
    main()
