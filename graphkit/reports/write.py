"""A report written to a folder: a page in each language, its figures, the list of evidence, a PDF where asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.drawing.labels import short
from graphkit.reports import by_node
from graphkit.reports.asked import as_read, default_options
from graphkit.reports.behind import namers
from graphkit.reports.common import n_actors, n_things, n_ties, things
from graphkit.reports.facts import Facts
from graphkit.reports.html import render
from graphkit.reports.ledger import COLUMNS, LIST, ROW_COLUMNS, ROWS, Ledger, csv_text
from graphkit.reports.limits import limits, rolled
from graphkit.reports.names import names_of
from graphkit.reports.page import Page
from graphkit.reports.prose import Prose
from graphkit.reports.said import code, count, joined, name
from graphkit.reports.sections import in_order
from graphkit.reports.sections.changes import Earlier, changes
from graphkit.reports.sections.methods import made as made_of
from graphkit.reports.teller import Teller
from graphkit.words import LANGS
from graphkit.words import place as placed

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.reports.ledger import Entry
    from graphkit.reports.said import Text

FILE_NAMES = {"en": "report.html", "fr": "rapport.html"}

# What figures of a report are called, before the language.
FIGURES = ("coalition-scales", "cofunding", "exits", "funders", "network", "scales", "years")

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
    store: str = "",
    earlier: Earlier | None = None,
    **network: Any,
) -> list[Path]:
    """The files of a report on a graph.

    ``report.html`` (``rapport.html`` in French) and its figures as SVG; ``evidence.csv``, a line for every number of
    the page, and ``evidence_rows.csv``, the rows behind them. In both languages at once the French list is
    ``evidence-fr.csv``: keys and values are the same, sentences are not. Where a ``map.html`` of the same data, network
    and seed stands in the folder, or is to stand there, names lead to their place on it; and a map written beside the
    report shows what it says of a node, which it reads in ``evidence_by_node.json``.

    Parameters
    ----------
    graph : Graph
        An open graph.
    out : path
        The folder; made where it is not there, in a folder that is. Files of an earlier report are replaced, and its
        pages, figures and lists that this one does not have are removed, for the evidence is no longer theirs. A page
        of the same in the other language stays, with its PDF and the title and question that it was given, if it leads
        to no other map than this one does; and so do files of others.
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
        A ``map.html`` will be written into the folder; one that is there already is found without, if it is of the same
        data, network and seed and the same version wrote it. A str is the address of a map from the folder on; an empty
        one says that there is none.
    store : str
        Where the graph is, as the commands behind the numbers are to say it; nothing where it is in the usual place. Of
        an address of a server no user and no password is said.
    earlier : Earlier, optional
        An earlier report: a section says what changed, and leads to ``changes.csv``, which is to stand beside.
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
    facts = facts_of(graph, network, seed)
    stands = map is False and by_node.is_map_of(Path(out) / MAP, facts.network, seed)
    leads_to = map if isinstance(map, str) else MAP if map or stands else ""
    files: dict[Path, str | bytes] = {}
    rest: dict[Path, str | bytes] = {}
    told: dict[str, Any] = {}
    for n, words in enumerate(spoken):
        ledger = Ledger(store, facts.rows_command, words.spaced(" : ") if words.lang == "fr" else ": ")
        written = page(facts, teller(facts, words, ledger), title, question, map=leads_to, earlier=earlier)
        html = render(written)
        files[Path(FILE_NAMES[words.lang])] = html
        if pdf:
            from graphkit.reports.pdf import beside, write_pdf

            files[beside(Path(FILE_NAMES[words.lang]))] = write_pdf(html)
        for section in written.sections:
            for figure in section.figures:
                rest[Path("figures") / f"{figure.file}-{words.lang}.svg"] = figure.svg
        rest[Path(LIST if not n else f"evidence-{words.lang}.csv")] = csv_text(COLUMNS, ledger.lines())
        rest.setdefault(Path(ROWS), csv_text(ROW_COLUMNS, ledger.rows()))
        told[words.lang] = by_node.told(written, ledger, FILE_NAMES[words.lang])
    # A page in the other language that has the same numbers, and the same evidence, stays beside this one.
    kept = by_node.of_same(Path(out), facts.network, seed, leads_to)
    rest[Path(by_node.FILE)] = by_node.text(facts.network, kept | told, seed)
    return _write(Path(out), files | rest, sorted(set(kept) - set(told)))


def facts_of(graph: Graph, network: dict[str, Any], seed: int) -> Facts:
    """What the store and its analyses say, before any sentence is written."""
    snapshot = graph.snapshot()
    asked = default_options(snapshot, network)
    read = snapshot.network(**asked)
    return Facts(
        snapshot=snapshot,
        network=read,
        asked=as_read(asked, read.spec.request),
        seed=seed,
        loads=graph.status().loads,
        naming=frozenset(graph.run(NAMING)["id"]),
        named=namers(graph),
        **{field: graph.query(query) for field, query in QUERIES.items()},
    )


def teller(facts: Facts, words: Prose, ledger: Ledger) -> Teller:
    """Who tells a report in a language."""
    names = names_of(facts.snapshot, (facts.network, facts.cofunding.network), words.lang)
    return Teller(words, ledger, names, f"{facts.grain}s", part=facts.is_part)


def page(
    facts: Facts,
    tell: Teller,
    title: str | None = None,
    question: str | None = None,
    *,
    map: str = "",
    earlier: Earlier | None = None,
) -> Page:
    """The report in one language."""
    sections = in_order(facts, tell, question)
    tell.section = "head"
    sizes = {"actors": n_actors(facts), "n": n_things(facts), "ties": n_ties(facts)}
    n_sources = count(len(facts.sources), key="data.sources", unit="sources", query="graphkit status --sources",
                      rows=facts.whole)  # fmt: skip
    about = name(title) if title else tell("title.of", title=tell.word("title"), data=_about(facts, tell))
    subtitle = tell("subtitle", **sizes, sources=n_sources, **things(facts, tell))
    for kept_to in (limits(facts, tell), rolled(facts, tell)):
        if kept_to:
            subtitle = (*subtitle, *tell.spelled(" · "), *tell.ledger.say(kept_to, tell.section))
    footer = tell("footer", **made_of(facts))
    if earlier is not None:
        at = next(n for n, section in enumerate(sections) if section.annex)
        sections.insert(at, changes(tell, earlier))
        tell.section = "head"
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
        n_rows={entry.id: tell.words.number(entry.number.rows.n) for entry in listed},
        places={entry.id: " · ".join(placed(each, tell.lang) for each in entry.locators) for entry in listed},
        cut={entry.id: _cut(entry, tell) for entry in listed if entry.all_rows},
        map=map,
    )


def _cut(entry: Entry, tell: Teller) -> str:
    rows = entry.number.rows
    return tell.words("evidence.cut", n=len(rows.first), m=rows.n, file=ROWS)


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


def _write(out: Path, files: dict[Path, str | bytes], kept: Sequence[str] = ()) -> list[Path]:
    from graphkit.errors import UsageError

    _require_room(out, files)
    # Through a link the file it names is replaced, not the link.
    targets = {out / file: (out / file).resolve() for file in files}
    parts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in targets.values()}
    was_report = (out / LIST).is_file()
    try:
        # All aside first: a reader never opens half a page, nor a page beside the evidence of another.
        for target, content in zip(targets.values(), files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            with parts[target].open("wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
                file.flush()
                os.fsync(file.fileno())
        # The pages, which are first in the list, at the end: what they lead to is there.
        for target in reversed(targets.values()):
            parts[target].replace(target)
        # The old only once the new is there. A folder that has such a name is none of ours.
        for old in sorted(_ours(kept) - set(files)) if was_report else ():
            if not (out / old).is_dir():
                (out / old).unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"Cannot write {out}: {error.strerror}. Choose another folder.") from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return list(targets)


def _require_room(out: Path, files: Iterable[Path]) -> None:
    """Refuse a folder that cannot take all files before any of them is replaced."""
    from graphkit.errors import UsageError

    folders = {out, *((out / file).parent for file in files)}
    for folder in sorted(folders):
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"Cannot write {out}: {folder} is no folder. Move it, or choose another folder.")
    for place in (out / file for file in files):
        if place.exists() and not place.is_file():
            raise UsageError(f"Cannot write {out}: {place} is no file. Move it, or choose another folder.")


def _ours(kept: Sequence[str]) -> set[Path]:
    """What a report may consist of: of an earlier one, beside this one, it would be taken for a part of it.

    But for the pages and figures in the languages that are kept, which are of the same.
    """
    from graphkit.reports.pdf import beside

    langs = [lang for lang in LANGS if lang not in kept]
    pages = {Path(FILE_NAMES[lang]) for lang in langs}
    lists = {Path(f"evidence-{lang}.csv") for lang in LANGS}
    figures = {Path("figures") / f"{figure}-{lang}.svg" for figure in FIGURES for lang in langs}
    return pages | {beside(page) for page in pages} | lists | figures
