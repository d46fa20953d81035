"""The report of a graph: one HTML file a language and its figures as SVG, written to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit import __version__
from graphkit.drawing.labels import short
from graphkit.reports.facts import Facts, default_network
from graphkit.reports.findings import findings
from graphkit.reports.html import render
from graphkit.reports.names import in_language, translated
from graphkit.reports.page import Page
from graphkit.reports.prose import Prose
from graphkit.reports.sections import in_order, things
from graphkit.words import LANGS, Words

if TYPE_CHECKING:
    from graphkit.graph import Graph

FILE_NAMES = {"en": "report.html", "fr": "rapport.html"}

# Fields of `Facts` that a query of the library fills.
QUERIES = {"issues": "issues_without_improvement", "axes": "orphan_axes"}

NAMING = "MATCH (s:Source) WHERE (s)<-[:FROM_SOURCE]-() RETURN s.id AS id"

# The name of one source is cut in the title where it is longer; several that are longer together are counted.
MOST_LETTERS = 70


def write_report(
    graph: Graph, out: str | Path, *, lang: str | None = "en", title: str | None = None, seed: int = 0, **network: Any
) -> list[Path]:
    """The files of a report on a graph: ``report.html`` (``rapport.html`` in French) and its figures as SVG.

    Parameters
    ----------
    graph : Graph
        An open graph.
    out : path
        The folder; made where it is not there, in a folder that is. Files of an earlier report are replaced, others
        left alone.
    lang : {"en", "fr"}, optional
        The language; None writes both.
    title : str, optional
        The title; else it names the sources and the years of the data.
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
        There are no words in that language, or the folder cannot be written.
    """
    spoken = [Prose("graphkit.reports", each) for each in (LANGS if lang is None else (lang,))]
    _require_place(Path(out))
    snapshot = graph.snapshot()
    asked = {name: graph.query(query) for name, query in QUERIES.items()}
    naming = frozenset(graph.run(NAMING)["id"])
    facts: dict[str, Facts] = {}
    made = []
    for w in spoken:
        named = in_language(snapshot, w.lang)
        # Where names are the same in both languages, so is all that is computed.
        shared = next((each for each in facts.values() if each.snapshot is named), None)
        facts[w.lang] = shared or Facts(
            snapshot=named,
            network=default_network(named, network),
            seed=seed,
            **{name: translated(frame, snapshot, w.lang) for name, frame in asked.items()},
            fingerprint=snapshot.hash,
            naming=naming,
        )
        made.append((w, page(facts[w.lang], w, title)))
    files = {Path(FILE_NAMES[w.lang]): render(written) for w, written in made}
    for w, written in made:
        for section in written.sections:
            for figure in section.figures:
                files[Path("figures") / f"{figure.file}-{w.lang}.svg"] = figure.svg
    return _write(Path(out), files)


def page(facts: Facts, w: Words, title: str | None = None) -> Page:
    """The report in one language."""
    network = facts.network
    sizes = {
        "actors": network.n_actors,
        "n": network.n_actions,
        "ties": network.spec.n_ties,
        "sources": len(facts.sources),
    }
    return Page(
        lang=w.lang,
        title=title or w("title.of", title=w("title"), data=_about(facts, w)),
        subtitle=w("subtitle", **sizes, **things(facts, w)),
        findings_title=w("findings"),
        findings=list(findings(facts, w)),
        contents_title=w("contents"),
        sections=in_order(facts, w),
        footer=w("footer", version=__version__, hash=facts.fingerprint, seed=facts.seed),
    )


def _about(facts: Facts, w: Words) -> str:
    """The sources by name where a title has room for them, else how many, and the years of the ties."""
    names = [short(source["name"], MOST_LETTERS) for source in facts.sources]
    spelled = ", ".join(names)
    if len(spelled) > MOST_LETTERS and len(names) > 1:
        spelled = w("title.sources", n=len(names))
    if facts.years is None:
        return spelled
    first, last = facts.years
    return f"{spelled}, {first}" if first == last else f"{spelled}, {first}–{last}"


def _require_place(out: Path) -> None:
    """Refuse a folder in a folder that is not there before anything is computed: a mistyped path makes no tree."""
    from graphkit.errors import UsageError

    if not out.absolute().parent.is_dir():
        raise UsageError(f"Cannot write {out}: there is no folder {out.parent}. Make it, or choose another.")


def _write(out: Path, files: dict[Path, str]) -> list[Path]:
    from graphkit.errors import UsageError

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
        raise UsageError(f"Cannot write {out}: {error.strerror}. Choose another folder.") from error
    return written
