"""A report written to a folder: a page in each language, its figures, the list of evidence, a PDF where asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.drawing.labels import short
from graphkit.reports import by_node
from graphkit.reports.behind import namers
from graphkit.reports.common import n_actors, n_things, n_ties, things
from graphkit.reports.facts import Facts, default_options
from graphkit.reports.html import render
from graphkit.reports.ledger import COLUMNS, ROW_COLUMNS, Ledger, csv_text
from graphkit.reports.names import names_of
from graphkit.reports.page import Page
from graphkit.reports.prose import Prose
from graphkit.reports.said import code, count, joined, name
from graphkit.reports.sections import in_order
from graphkit.reports.sections.methods import made as made_of
from graphkit.reports.teller import Teller
from graphkit.words import LANGS

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.reports.said import Text

FILE_NAMES = {"en": "report.html", "fr": "rapport.html"}

# Of a map that stands beside the report.
MAP = "map.html"

# What a page calls its own parts.
OF_PAGE = {"contents": "contents", "rows": "evidence.rows", "back": "evidence.back", "map": "map.open"}

# Fields of `Facts` that a query of the library fills.
QUERIES = {"issues": "issues_without_improvement", "axes": "orphan_axes"}

NAMING = "MATCH (s:Source) WHERE (s)<-[:FROM_SOURCE]-() RETURN s.id AS id"

# The name of one source is cut in the title where it is longer; several that are longer together are counted.
MOST_LETTERS = 70


def write_report(
    graph: Graph,
    out: str | Path,
    *,
    lang: str | None = "en",
    title: str | None = None,
    question: str | None = None,
    pdf: bool = False,
    seed: int = 0,
    map: bool | str = False,
    **network: Any,
) -> list[Path]:
    """The files of a report on a graph.

    ``report.html`` (``rapport.html`` in French) and its figures as SVG; ``evidence.csv``, a line for every number of
    the page, and ``evidence_rows.csv``, the rows behind them. In both languages at once the French list is
    ``evidence-fr.csv``: keys and values are the same, sentences are not. Where ``map.html`` stands in the folder, or is
    to stand there, names lead to their place on it; and a map written beside the report shows what it says of a node,
    which it reads in ``evidence_by_node.json``.

    Parameters
    ----------
    graph : Graph
        An open graph.
    out : path
        The folder; made where it is not there, in a folder that is. Files of an earlier report are replaced, others
        left alone; an earlier list of evidence in a language that this report is not in is removed, for its rows are.
    lang : {"en", "fr"}, optional
        The language; None writes both.
    title : str, optional
        The title; else it names the sources and the years of the data.
    question : str, optional
        What the report is to answer, in the words of who asks; printed at its top.
    pdf : bool
        Write a PDF beside each page; needs WeasyPrint.
    seed : int
        Seed of the groups, of the layout and of what is drawn: the same data and seed give the same bytes.
    map : bool or str
        A ``map.html`` will be written into the folder; one that is there already is found without. A str is the address
        of a map from the folder on; an empty one says that there is none.
    **network
        Options of `Snapshot.network`. Without any, all ties; the funding alone where no source names an action.

    Returns
    -------
    list of Path
        What was written, the HTML first.

    Raises
    ------
    UsageError
        There are no words in that language, the folder cannot be written, or there is no WeasyPrint.
    """
    spoken = [Prose("graphkit.reports", each) for each in (LANGS if lang is None else (lang,))]
    _require_place(Path(out))
    if pdf:
        from graphkit.reports.pdf import require_pdf

        require_pdf()
    facts = _facts(graph, network, seed)
    leads_to = map if isinstance(map, str) else MAP if map or (Path(out) / MAP).is_file() else ""
    files: dict[Path, str | bytes] = {}
    rest: dict[Path, str | bytes] = {}
    told: dict[str, Any] = {}
    for n, words in enumerate(spoken):
        names = names_of(facts.snapshot, (facts.network, facts.cofunding.network), words.lang)
        ledger = Ledger()
        written = page(facts, Teller(words, ledger, names, f"{facts.grain}s"), title, question, leads_to)
        html = render(written)
        files[Path(FILE_NAMES[words.lang])] = html
        if pdf:
            from graphkit.reports.pdf import beside, write_pdf

            files[beside(Path(FILE_NAMES[words.lang]))] = write_pdf(html)
        for section in written.sections:
            for figure in section.figures:
                rest[Path("figures") / f"{figure.file}-{words.lang}.svg"] = figure.svg
        rest[Path("evidence.csv" if not n else f"evidence-{words.lang}.csv")] = csv_text(COLUMNS, ledger.lines())
        rest.setdefault(Path("evidence_rows.csv"), csv_text(ROW_COLUMNS, ledger.rows()))
        told[words.lang] = by_node.told(written, ledger, FILE_NAMES[words.lang])
    rest[Path(by_node.FILE)] = by_node.text(facts.network, told, seed)
    return _write(Path(out), files | rest)


def _facts(graph: Graph, network: dict[str, Any], seed: int) -> Facts:
    """What the store and its analyses say, before any sentence is written."""
    snapshot = graph.snapshot()
    asked = default_options(snapshot, network)
    return Facts(
        snapshot=snapshot,
        network=snapshot.network(**asked),
        asked=asked,
        seed=seed,
        loads=graph.status().loads,
        naming=frozenset(graph.run(NAMING)["id"]),
        named=namers(graph),
        **{field: graph.query(query) for field, query in QUERIES.items()},
    )


def page(facts: Facts, tell: Teller, title: str | None = None, question: str | None = None, map: str = "") -> Page:
    """The report in one language."""
    sections = in_order(facts, tell, question)
    tell.section = "head"
    sizes = {"actors": n_actors(facts), "n": n_things(facts), "ties": n_ties(facts)}
    n_sources = count(len(facts.sources), key="data.sources", unit="sources", query="graphkit status --sources",
                      rows=facts.whole)  # fmt: skip
    about = name(title) if title else tell("title.of", title=tell.word("title"), data=_about(facts, tell))
    subtitle = tell("subtitle", **sizes, sources=n_sources, **things(facts, tell))
    footer = tell("footer", **made_of(facts))
    note = tell(
        "evidence.note",
        n=count(len(tell.ledger.listed) + 1, key="evidence.listed", unit="numbers", query="evidence.csv"),
    )
    titles = {"head": tell.word("head"), **{section.id: section.title for section in sections}}
    listed = tell.ledger.listed
    return Page(
        lang=tell.lang,
        title=about,
        subtitle=subtitle,
        words={key: tell.word(word) for key, word in OF_PAGE.items()},
        sections=sections,
        footer=footer,
        evidence=listed,
        counted={entry.id: tell.counted(entry.number) for entry in listed},
        told_in={entry.id: titles[entry.section] for entry in listed},
        evidence_note=note,
        map=map,
    )


def _about(facts: Facts, tell: Teller) -> Text:
    """The sources by name where a title has room for them, else how many, and the years of the ties."""
    called = [name(short(source["name"], MOST_LETTERS)) for source in facts.sources]
    spelled = joined(called, ", ")
    if sum(len(part.text) for part in spelled) > MOST_LETTERS and len(called) > 1:
        n = count(len(called), key="data.sources", unit="sources", query="graphkit status --sources", rows=facts.whole)
        spelled = tell.phrase("title.sources", n=n)
    if facts.years is None:
        return spelled
    first, last = facts.years
    years = str(first) if first == last else f"{first}–{last}"
    span = code(years, key="network.years", unit="years", query=facts.command("report", seeded=True), rows=facts.whole)
    return (*spelled, *tell.spelled(", "), *tell.spelled(span))


def _require_place(out: Path) -> None:
    """Refuse a folder in a folder that is not there before anything is computed: a mistyped path makes no tree."""
    from graphkit.errors import UsageError

    if not out.absolute().parent.is_dir():
        raise UsageError(f"Cannot write {out}: there is no folder {out.parent}. Make it, or choose another.")


def _write(out: Path, files: dict[Path, str | bytes]) -> list[Path]:
    from graphkit.errors import UsageError

    # All aside first: a reader never opens half a page, nor a page beside the evidence of another.
    parts = {out / name: (out / name).with_name(f".{name.name}.part") for name in files}
    try:
        for (target, part), content in zip(parts.items(), files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content if isinstance(content, bytes) else content.encode())
        for target, part in parts.items():
            part.replace(target)
        for lang in LANGS:
            # Of an earlier report in both languages: beside this one it would be taken for its list.
            if Path(evidence := f"evidence-{lang}.csv") not in files:
                (out / evidence).unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"Cannot write {out}: {error.strerror}. Choose another folder.") from error
    return list(parts)
