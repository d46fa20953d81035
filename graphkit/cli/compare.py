"""``graphkit compare``: what changed from one report to the next."""

from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli._group import Command
from graphkit.cli._settings import Settings

READ = ("section", "key", "change", "old", "new", "unit", "difference", "percent", "sentence")


@click.command("compare", cls=Command)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Also the numbers that are the same.")
@click.option("--words", is_flag=True, help="Print sentences in place of rows.")
@click.pass_obj
def command(settings: Settings, *, old: Path, new: Path, everything: bool, words: bool) -> None:
    """Say what changed from one report to the next.

    OLD and NEW are the folders of two reports, or the evidence.csv in each. Numbers are matched by their key, in the
    order of the report: those that changed, with the difference and, where it says something, the percentage; those
    that are new; those that are gone. Where run.json tells how both were made, what differs in that is said too.

    Examples
    --------
    graphkit compare report-2026-q2 report-2026-q3
    graphkit compare report-2026-q2 report-2026-q3 --words --lang fr
    graphkit compare report-2026-q2/evidence.csv report-2026-q3 --all --format csv --output changes.csv
    """
    from graphkit.comparisons import compare

    result = compare(old, new, lang=settings.lang)
    counts, *rest = result.sentences(settings.lang)
    if words:
        settings.text("\n".join((counts, *rest)))
        return
    frame = result.to_frame(same=everything)
    several = ["rank"] if (frame["rank"] > 1).any() else []
    settings.frame(frame, read=[*READ[:2], *several, *READ[2:]])
    settings.note(counts)
    for note in rest[: len(result.notes)]:
        settings.note(note)
