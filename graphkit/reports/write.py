"""The report of a graph: one HTML file a language and its figures as SVG, written to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.reports.facts import Facts, default_network
from graphkit.reports.findings import findings
from graphkit.reports.html import render
from graphkit.reports.page import Page
from graphkit.reports.sections import IN_ORDER
from graphkit.words import LANGS, Words

if TYPE_CHECKING:
    from graphkit.graph import Graph

FILE_NAMES = {"en": "report.html", "fr": "rapport.html"}


def write_report(
    graph: Graph, out: str | Path, *, lang: str | None = "en", seed: int = 0, **network: Any
) -> list[Path]:
    """The files of a report on a graph: ``report.html`` (``rapport.html`` in French) and its figures as SVG.

    Parameters
    ----------
    graph : Graph
        An open graph.
    out : path
        The folder; made where it is not there. Files of an earlier report are replaced, others left alone.
    lang : {"en", "fr"}, optional
        The language; None writes both.
    seed : int
        Seed of the groups and of the layout: the same data and seed give the same bytes.
    **network
        Options of `Snapshot.network`. Without any, all ties; the funding alone where no source names an action.

    Returns
    -------
    list of Path
        What was written, the HTML first.

    Raises
    ------
    UsageError
        There are no words in that language.
    DataError
        The folder cannot be written.
    """
    spoken = [Words("graphkit.reports", each) for each in (LANGS if lang is None else (lang,))]
    snapshot = graph.snapshot()
    facts = Facts(
        snapshot=snapshot,
        network=default_network(snapshot, network),
        seed=seed,
        issues=graph.query("issues_without_improvement"),
        axes=graph.query("orphan_axes"),
    )
    made = [(w, page(facts, w)) for w in spoken]
    files = {Path(FILE_NAMES[w.lang]): render(written) for w, written in made}
    for w, written in made:
        for section in written.sections:
            for figure in section.figures:
                files[Path("figures") / f"{figure.file}-{w.lang}.svg"] = figure.svg
    return _write(Path(out), files)


def page(facts: Facts, w: Words) -> Page:
    """The report in one language."""
    snapshot = facts.snapshot
    sizes = {
        "actors": snapshot.actors.num_rows,
        "actions": snapshot.actions.num_rows,
        "ties": snapshot.ties.num_rows,
        "sources": snapshot.sources.num_rows,
    }
    return Page(
        lang=w.lang,
        title=w("title"),
        subtitle=w("subtitle", **sizes),
        findings_title=w("findings"),
        findings=list(findings(facts, w)),
        contents_title=w("contents"),
        sections=[section for make in IN_ORDER if (section := make(facts, w)) is not None],
        footer=w("footer", version=__version__, hash=snapshot.hash, seed=facts.seed),
    )


def _write(out: Path, files: dict[Path, str]) -> list[Path]:
    from graphkit.errors import DataError

    written = []
    try:
        for name, text in files.items():
            target = out / name
            target.parent.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: a reader never opens half a report.
            part = target.with_name(f".{target.name}.part")
            part.write_text(text, encoding="utf-8")
            part.replace(target)
            written.append(target)
    except OSError as error:
        raise DataError(f"The report cannot be written to {out}: {error.strerror}. Choose another folder.") from error
    return written
