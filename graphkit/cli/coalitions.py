"""``graphkit coalitions``: groups of actors that are present together, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._coalition_methods import add_coalitions
from graphkit.cli._coalitions import coalition_options, find, named_for
from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._methods import Methods, methods_option
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.coalitions import Coalitions

READ = ("group", "size", "stability", "stable", "id", "name", "strength", "probability", "standing")

# What a person reads of coalitions over time; the groups of each window and keys are in CSV and JSON.
OVER_TIME = ("window", "event", "name", "size_before", "size_after", "stayed", "joined", "left", "jaccard")


def windows(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """The width and the step of ``W:S``; a step of 1 where none is given."""
    if value is None:
        return None
    width, _, step = value.partition(":")
    if not width.isdecimal() or not (step or "1").isdecimal():
        raise UsageError(context.ensure_object(Settings).word("windows_wrong", value=value))
    return int(width), int(step or 1)


@click.command("coalitions", cls=Command)
@click.option("--write-back", "--write", is_flag=True, help="Also write them to the store, as :Coalition.")
@methods_option
@click.option(
    "--windows",
    callback=windows,
    metavar="W[:S]",
    help="Over time: in windows of W years, one every S (1), and what became of each; without runs.",
)
@coalition_options
@network_options
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    write_back: bool,
    methods: bool,
    windows: tuple[int, int] | None,
    how: dict[str, Any],
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Find groups present together, and say how sure they are.

    A coalition is stable if it is found again on half of the actions more surely than any group of networks in which
    all actors are as active and all actions as large. To share actions is neither to share beliefs nor to coordinate.

    Examples
    --------
    graphkit coalitions
    graphkit coalitions --funders-only --backbone sdsm --correction bh --seed 7
    graphkit coalitions --method overlapping --runs 0 --write-back
    graphkit coalitions --methods --lang fr
    graphkit coalitions --windows 3:1
    graphkit coalitions --runs 0 --plot coalitions.svg
    """
    check_figure(settings, figure)
    if windows is not None:
        if write_back or methods:
            raise UsageError(settings.word("windows_alone"))
        over_windows(settings, windows, how, network, provenance=provenance, figure=figure)
        return
    with settings.open() as graph, measuring(settings) as told:
        found = read_network(settings, graph, network)
        result = find(settings, found, how, told)
        written = graph.write_coalitions(result) if write_back else None
    if methods:
        paragraph = Methods(settings.lang)
        paragraph.add_network(found)
        add_coalitions(paragraph, result, settings.lang)
        settings.text(str(paragraph))
    else:
        frame = for_readers(settings, result.to_frame(), found.snapshot)
        settings.frame(frame, read=[name for name in READ if name in frame.columns])
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, found.snapshot)
    say(settings, result)
    if written is not None:
        settings.say("written_back", n=written)
    say_network(settings, found)


def over_windows(
    settings: Settings,
    size: tuple[int, int],
    how: dict[str, Any],
    network: dict[str, Any],
    *,
    provenance: str | None,
    figure: str | None,
) -> None:
    """Print what became of coalitions from window to window."""
    from graphkit.coalitions.time import over_time

    width, step = size
    with settings.open() as graph, measuring(settings) as told:
        found = read_network(settings, graph, network)
        result = over_time(
            found,
            lambda part: named_for(settings, find(settings, part, how | {"runs": 0}, lambda words, share: None)),
            width=width,
            step=step,
            progress=lambda share: told(settings.word("looking_for_groups"), share),
        )
    frame = for_readers(settings, result.to_frame(), found.snapshot)
    settings.frame(frame, read=OVER_TIME)
    keep(settings, provenance, result.provenance)
    draw(settings, figure, result.plot, found.snapshot)
    said = result.dated
    if said.n_undated:
        settings.say("windows_undated", n=said.n_undated, of=said.n_ties)
    threshold = f"{result.options['threshold']:g}".replace(".", "," if settings.lang == "fr" else ".")
    settings.say("windows_matched", n=len(result.windows), threshold=threshold)
    last = said.last if found.spec.request.until is None else found.spec.request.until
    if result.windows and last is not None and result.windows[-1].window.until < last:
        settings.say("windows_short", since=str(result.windows[-1].window.until + 1), until=str(last))
    if step < width and len(result.windows) > 1:
        settings.say("windows_overlap")
    settings.say("coalitions_meaning")
    say_network(settings, found)


def say(settings: Settings, result: Coalitions) -> None:
    """Say how many there are, how many are stable, and what that does not say."""
    options, n = result.options, len(result.groups)
    backbone = options["backbone"]
    if backbone is not None:
        # As it was given: words write four decimals, and a level may have more, or fewer.
        alpha = f"{options['alpha']:g}".replace(".", "," if settings.lang == "fr" else ".")
        named = {"backbone": backbone, "alpha": alpha, "correction": options["correction"]}
        settings.say("coalitions_ties", n=int(result.values["n_ties"]), untied=result.n_untied, **named)
    if backbone is not None and not result.values["n_ties"]:
        settings.say("coalitions_no_tie_sdsm" if backbone == "sdsm" else "coalitions_no_tie")
    elif result.stability is None:
        settings.say("coalitions_untested", n=n)
    else:
        settings.say("coalitions_stable", n=n, stable=len(result.stable))
        if n and not result.stable:
            settings.say("coalitions_none_stable")
    if result.modularity == result.modularity:
        settings.say("coalitions_score", modularity=result.modularity)
    if several := len(result.in_several):
        settings.say("coalitions_several", n=several)
    settings.say("coalitions_meaning")
