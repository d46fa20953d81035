"""``graphkit backbone``: which actors meet more often than their activity explains."""

from __future__ import annotations

import csv
from functools import partial
from pathlib import Path
from typing import Any

import click

from graphkit.cli._backbone_methods import add_backbone
from graphkit.cli._backbone_said import say_backbone, say_pair
from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._methods import Methods, methods_option
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import DataError
from graphkit.networks.projection import WEIGHTS

# Not imported from the room: ``--help`` answers without it. A test compares.
MODELS = ("sdsm", "fdsm", "disparity")
CORRECTIONS = ("none", "holm", "bh")

READ = ("name", "other_name", "sign", "observed", "expected", "p", "p_adjusted", "p_error")


@click.command("backbone", cls=Command)
@click.option(
    "--model",
    type=click.Choice(MODELS),
    default="sdsm",
    show_default=True,
    help="Chance with the activity of each on average, with exactly theirs (small networks), or a filter of ties.",
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.05,
    show_default=True,
    metavar="A",
    help="Keep pairs whose p is at most A.",
)
@click.option(
    "--correction",
    type=click.Choice(CORRECTIONS),
    default="none",
    show_default=True,
    help="For many tests: no pair kept by chance (holm), or few of the kept (bh).",
)
@click.option("--signed", is_flag=True, help="Also pairs that meet less than expected, or never; of two sides.")
@click.option("--two-sided", is_flag=True, help="p is twice the smaller tail.")
@click.option("--approximate", is_flag=True, help="sdsm: the refined normal approximation, not the exact tails.")
@click.option(
    "--first-years", type=click.Path(path_type=Path), metavar="FILE",
    help="sdsm: a CSV file with id and year, of actors that were not always there.",
)  # fmt: skip
@click.option("--draws", type=click.IntRange(min=1), metavar="N", help="fdsm: so many networks. [default: 10000]")
@click.option("--weight", type=click.Choice(WEIGHTS), help="disparity: what joins two actors. [default: count]")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@click.option(
    "--evidence", nargs=2, metavar="A B",
    help="Print the ties of two actors to what they have in common, with source and place, instead.",
)  # fmt: skip
@methods_option
@figure_option
@provenance_option
@network_options
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    top: int | None,
    evidence: tuple[str, str] | None,
    methods: bool,
    figure: str | None,
    provenance: str | None,
    approximate: bool,
    first_years: Path | None,
    network: dict[str, Any],
    **options: Any,
) -> None:
    """Find who meets more often than their activity explains.

    A small p says that the two are together more often than actors as active as they would be by chance. It does not
    say why: to fund together is neither to agree nor to coordinate. That no pair is kept is an answer, too.

    Which model: fdsm keeps the activity of each actor and the size of each action, and takes its time for it. sdsm
    keeps them on average: it is quick, and misses pairs where most actions have one actor or two, or actors are in
    many of the actions. disparity only asks which ties matter to an actor. Where many pairs are tested take
    --correction bh. docs/backbones.md says more.

    Examples
    --------
    graphkit backbone --funders-only
    graphkit backbone --funders-only --model fdsm --alpha 0.01
    graphkit backbone --signed --correction bh --format csv --output pairs.csv --provenance pairs.json
    graphkit backbone --evidence "National education" "Food bank"
    graphkit backbone --correction bh --methods
    graphkit backbone --plot pairs.svg
    """
    from graphkit.backbones import backbone

    years = None if first_years is None else read_years(settings, first_years)
    check_figure(settings, figure)
    with settings.open() as graph, measuring(settings) as told:
        if evidence is not None:
            evidence = named(settings, graph, evidence, funders=bool(network.get("funders_only")))  # type: ignore[assignment]
        found = read_network(settings, graph, network)
        result = backbone(
            found,
            exact=not approximate,
            first_years=years,
            seed=settings.seed,
            progress=lambda share: told(settings.word("testing_pairs"), share),
            **options,
        )
    keep(settings, provenance, result.provenance)
    draw(settings, figure, partial(result.plot, top=top or 20), found.snapshot)
    if methods:
        paragraph = Methods(settings.lang)
        paragraph.add_network(found)
        add_backbone(paragraph, result, settings.lang)
        settings.text(str(paragraph))
        return
    if evidence is not None:
        settings.frame(for_readers(settings, result.evidence(evidence), found.snapshot), top=top)
        say_pair(settings, result, *evidence)
    else:
        frame = for_readers(settings, result.to_frame(), found.snapshot)
        settings.frame(frame, top=top, read=[name for name in READ if name in frame.columns])
    say_backbone(settings, result)
    say_network(settings, found)


def read_years(settings: Settings, file: Path) -> dict[str, int]:
    """The first years of actors.

    Raises
    ------
    DataError
        There is no such file, or a row of it is not an id and a year; says which.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as reason:
        raise DataError(settings.word("years_unread", file=file, reason=reason)) from None
    found = {}
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        actor, year = (row.get("id") or "").strip(), (row.get("year") or "").strip()
        if not actor or not year.isdecimal():
            raise DataError(settings.word("years_row", file=file, line=line))
        found[actor] = int(year)
    return found
