"""``graphkit centrality``: how central each actor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._measures import known_as, mode_for
from graphkit.cli._names import for_readers
from graphkit.cli._network import comma_list, network_options, read_network, say_network, weight_option
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.cli._words import heading, unit
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from graphkit.measures import CentralityTable, Measure
    from graphkit.networks.network import Network
    from graphkit.networks.projection import Projection

    Options = Mapping[str, Mapping[str, Any]]
    """Options of measures, by the measure's name."""

MEASURES = ("degree", "strength", "betweenness", "eigenvector")

# Nobody has asked for a measure that takes longer than this many seconds; and who has should know what is quicker.
PATIENCE = 30.0


@click.command("centrality", cls=Command)
@click.option(
    "--measures",
    callback=comma_list,
    metavar="A,B,…",
    help=f"Which ones. [default: {','.join(MEASURES)}, without those that take long on a large network]",
)
@click.option(
    "--of",
    type=click.Choice(("actors", "actions")),
    default="actors",
    show_default=True,
    help="Whose; actions are ranked in two modes.",
)
@click.option(
    "--mode",
    type=click.Choice(("projection", "two-mode")),
    help="Actors joined by what they share, or actors and actions as they are. [default: projection, unless what is "
    "asked for is of two modes alone]",
)
@weight_option
@click.option(
    "--error",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="E",
    help="Estimate betweenness, no value off by more than E: 0.01, …; quicker on a large network.",
)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@network_options
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    measures: tuple[str, ...] | None,
    of: str,
    mode: str | None,
    weight: str,
    error: float | None,
    top: int | None,
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Rank actors, or actions, by measures of centrality.

    Sorted by the first measure, which alone is drawn by --plot. docs/measures.md says what each measure is and where it
    is defined.

    Options of a measure (the damping of pagerank, the alpha of katz, normalized of degree) are given in Python alone:
    pagerank(network, damping=0.5); here each has its default.

    Examples
    --------
    graphkit centrality
    graphkit centrality --measures betweenness,closeness --top 10
    graphkit centrality --measures constraint,effective_size --weight newman
    graphkit centrality --of actions --measures degree,birank
    graphkit centrality --measures betweenness --error 0.01
    graphkit centrality --funders-only --weight newman --format csv --output centrality.csv
    graphkit centrality --measures degree --plot degree.svg
    """
    from graphkit.measures import centrality

    # Before the store is read, which may take a while.
    measures = None if measures is None else known_as(measures)
    if error is not None and measures is not None and "betweenness" not in measures:
        raise UsageError(settings.word("error_of_betweenness"))
    check_figure(settings, figure)
    two_modes = mode_for(settings, of, measures or (), mode) == "two-mode"
    by = settings.word("measured.two-mode") if two_modes else settings.word("measured.projection", weight=weight)
    with settings.open() as graph, measuring(settings) as told:
        found = read_network(settings, graph, network)
        subject = found if two_modes else found.projection(weight)
        options = {} if error is None else {"betweenness": {"error": error, "seed": settings.seed}}
        chosen = (
            usual(settings, subject, of, options)
            if measures is None
            else asked(settings, subject, of, measures, options)
        )

        def tell(name: str, share: float) -> None:
            told(settings.word("measuring", name=name), share)

        table = centrality(subject, chosen, of=of, options=options, progress=tell)

    def plot(lang: str) -> Axes:
        from graphkit.drawing.axes import say_above

        return say_above(table.plot(top=top or 20, lang=lang), by)

    settings.frame(for_readers(settings, table.to_frame(whole_numbers=True), found.snapshot), top=top)
    keep(settings, provenance, table.provenance)
    draw(settings, figure, plot, found.snapshot)
    if figure is not None and len(chosen) > 1:
        settings.say("drawn_first", name=heading(chosen[0], settings.lang))
    lang = settings.lang
    units = [settings.word("named", name=heading(n, lang), value=unit(text, lang)) for n, text in table.units.items()]
    settings.say("units", units=settings.word("next").join(units))
    say_estimates(settings, table)
    if two_modes and click.get_current_context().get_parameter_source("weight") is ParameterSource.COMMANDLINE:
        settings.say("weight_unused")
    say_network(settings, found, by)


def say_estimates(settings: Settings, table: CentralityTable) -> None:
    """Say how far off the values may be that were estimated, and what that does not say."""
    for name, account in table.estimates.items():
        if account["error"]:
            sources = {"drawn": int(account["drawn"]), "among": int(account["among"])}
            off = {"error": account["error"], "percent": 100 * (1 - account["delta"])}
            settings.say("estimated", name=heading(name, settings.lang), **sources, **off)
        else:
            settings.say("worked_out", name=heading(name, settings.lang))


def usual(settings: Settings, subject: Network | Projection, of: str, options: Options) -> tuple[str, ...]:
    """The measures that nobody named, without those that take long; says which these are and how they are had.

    One of which an option was given was asked for with that.
    """
    slow = _slow(subject, of, tuple(name for name in MEASURES[1:] if name not in options), {})
    if slow:
        settings.say(
            "left_out_measures", actors=subject.n_actors, pairs=subject.n_pairs,
            measures=_with_time(settings, subject, of, slow, options), all=",".join(MEASURES),
        )  # fmt: skip
    return tuple(name for name in MEASURES if name not in {each.name for each in slow})


def asked(
    settings: Settings, subject: Network | Projection, of: str, names: tuple[str, ...], options: Options
) -> tuple[str, ...]:
    """The measures that were named; says how long they take where that is long, and what is quicker."""
    slow = _slow(subject, of, names, options)
    if slow:
        settings.say("quicker", measures=_with_time(settings, subject, of, slow, options))
    return names


def _slow(subject: Network | Projection, of: str, names: tuple[str, ...], options: Options) -> list[Measure]:
    from graphkit.measures import measure

    return [
        each
        for each in map(measure, names)
        if each.expected_seconds(subject, of, **options.get(each.name, {})) > PATIENCE
    ]


def _with_time(
    settings: Settings, subject: Network | Projection, of: str, measures: list[Measure], options: Options
) -> str:
    times = [max(round(each.expected_seconds(subject, of, **options.get(each.name, {})) / 60), 1) for each in measures]
    return ", ".join(
        f"{each.name} ({settings.word('about_minutes', n=n)})" for each, n in zip(measures, times, strict=True)
    )
