"""Peak memory and time of `graphkit load iati FILE --dry-run` on a large file: made here, of made-up activities.

    python benchmarks/iati_large.py --megabytes 1000
    python benchmarks/iati_large.py --megabytes 300 --load

With ``--load`` it is loaded into a new store of the embedded engine, whose own memory is in the peak: it works in the
same process.

The file has what makes an IATI file hard to read in little memory: many activities, each with transactions of its own,
of which one in four names the activity that the money goes to, and that activity reports the receipt. All bytes are
a function of the number of the activity, so that every run reads the same file. It is made in a temporary folder and
goes with it.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from page import facts

# Organisations that report, and the activities of each: a publisher's file has one, the datastore's many.
REPORTERS = 400
TRANSACTIONS = 8
WORDS = (
    *("water", "school", "road", "clinic", "harvest", "market", "bridge", "forest", "river", "training", "credit"),
    *("vaccine", "archive", "village"),
)


def activity(number: int) -> str:
    """One activity as XML, of about 5 kB as those of the datastore are."""
    reporter = number % REPORTERS
    text = " ".join(WORDS[(number * 7 + place * 5) % len(WORDS)] for place in range(120))
    return (
        f'<iati-activity default-currency="EUR" last-updated-datetime="2024-01-01" hierarchy="1" xml:lang="en">\n'
        f"<iati-identifier>{_id(number)}</iati-identifier>\n"
        f'<reporting-org ref="XM-EXAMPLE-{reporter}" type="10"><narrative>Ministry {reporter}</narrative>'
        f"</reporting-org>\n<title><narrative>Project {number}</narrative></title>\n"
        f"<description><narrative>{text}</narrative></description>\n"
        f'<participating-org ref="XM-EXAMPLE-{reporter}" role="1"><narrative>Ministry {reporter}</narrative>'
        f'</participating-org>\n<activity-status code="2"/>\n<activity-date type="2" iso-date="2023-01-15"/>\n'
        f'<recipient-country code="BJ" percentage="100"/>\n<sector vocabulary="1" code="14030" percentage="100"/>\n'
        f"{''.join(transactions(number))}</iati-activity>\n"
    )


def transactions(number: int) -> Iterator[str]:
    """Those of an activity: the last two go to the next activity, the first two came from the one before."""
    for place in range(2):
        yield _transaction(1, number - 1, place, f'<provider-org ref="{_org(number - 1)}" provider-activity-id='
                           f'"{_id(number - 1)}"><narrative>Ministry</narrative></provider-org>')  # fmt: skip
    for place in range(TRANSACTIONS - 4):
        receiver = f"<receiver-org><narrative>Supplier {(number + place * 13) % 9973}</narrative></receiver-org>"
        yield _transaction(4, number, place, receiver)
    for place in range(2):
        yield _transaction(3, number, place, f'<receiver-org ref="{_org(number + 1)}" receiver-activity-id='
                           f'"{_id(number + 1)}"><narrative>Ministry</narrative></receiver-org>')  # fmt: skip


def _transaction(kind: int, number: int, place: int, party: str) -> str:
    value, day = 1000 + number % 9000 + place / 4, f"2023-{1 + (number + place) % 12:02}-{1 + number % 28:02}"
    return (
        f'<transaction ref="{number}-{kind}-{place}"><transaction-type code="{kind}"/>'
        f'<transaction-date iso-date="{day}"/><value value-date="{day}">{value:.2f}</value>'
        f"<description><narrative>Payment {place} of the project</narrative></description>{party}</transaction>\n"
    )


def _id(number: int) -> str:
    return f"{_org(number)}-P{number:07}"


def _org(number: int) -> str:
    return f"XM-EXAMPLE-{number % REPORTERS}"


def make(path: Path, size: int) -> int:
    """How many activities were written, so that the file has at least `size` bytes."""
    written = n = 0
    with path.open("w", encoding="ascii") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        while written < size:
            written += file.write(activity(n))
            n += 1
        file.write("</iati-activities>\n")
    return n


def main() -> None:
    """Make the file, and rehearse its load in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000, help="size of the file (default: 1000)")
    parser.add_argument("--load", action="store_true", help="load it, in place of a dry run")
    parser.add_argument("--folder", help="where the temporary folder is made")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="graphkit-benchmark-", dir=options.folder) as folder:
        path = Path(folder, "activities.xml")
        n = make(path, options.megabytes * 1_000_000)
        begun = time.monotonic()
        command = [sys.executable, "-m", "graphkit", "load", "iati", str(path), "--format", "csv"]
        command += [] if options.load else ["--dry-run"]
        subprocess.run([*command, "--store", str(Path(folder, "store"))], cwd=folder, check=True)
        seconds = time.monotonic() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Kilobytes on Linux, bytes on macOS.
        peak = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        size = path.stat().st_size / 1e6
    print(
        f"{'load' if options.load else 'dry run'}, {size:,.0f} MB, {n:,} activities, {n * TRANSACTIONS:,} "
        f"transactions: {seconds:,.0f} s ({used.ru_utime + used.ru_stime:,.0f} s CPU), peak {peak:,.0f} MB"
    )
    print("\n".join(facts()))


if __name__ == "__main__":
    main()
