"""``graphkit coalitions``: groups of actors that are present together, and how sure they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._group import Command
from graphkit.cli._methods import methods_option
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network, weight_option
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.coalitions import Coalitions

# Not imported from the room: ``--help`` answers without it. A test compares.
METHODS = ("leiden", "louvain", "bipartite", "overlapping")
BACKBONES = ("none", "sdsm", "fdsm", "disparity")
CORRECTIONS = ("none", "holm", "bh")

READ = ("group", "size", "stability", "stable", "id", "name", "strength", "probability", "standing")


@click.command("coalitions", cls=Command)
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="leiden",
    show_default=True,
    help="By ties of actors (leiden, louvain), with their actions, or in several groups each.",
)
@click.option(
    "--backbone",
    type=click.Choice(BACKBONES),
    default="none",
    show_default=True,
    help="Only ties of pairs that meet more often than chance has it: see graphkit backbone.",
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.05,
    show_default=True,
    metavar="A",
    help="Of a backbone: keep pairs whose p is at most A.",
)
@click.option(
    "--correction", type=click.Choice(CORRECTIONS), default="none", show_default=True, help="Of a backbone: many tests."
)
@click.option("--resolution", type=float, default=1.0, show_default=True, help="Above 1: more and smaller groups.")
@click.option("--starts", type=click.IntRange(min=1), metavar="N", help="The best of N. [default: by method]")
@click.option(
    "--runs",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    metavar="N",
    help="Look for them again N times, each on half of the actions, and in rewired networks; 0: say nothing of it.",
)
@click.option("--write-back", "--write", is_flag=True, help="Also write them to the store, as :Coalition.")
@methods_option
@weight_option
@network_options
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    *,
    write_back: bool,
    methods: bool,
    network: dict[str, Any],
    provenance: str | None,
    **options: Any,
) -> None:
    """Find groups of actors that are present together, and how sure they are.

    A coalition is stable if it is found again on half of the actions more surely than any group of networks in which
    all actors are as active and all actions as large. To share actions is neither to share beliefs nor to coordinate.

    Examples
    --------
    graphkit coalitions
    graphkit coalitions --funders-only --backbone sdsm --correction bh --seed 7
    graphkit coalitions --method overlapping --runs 0 --write-back
    graphkit coalitions --methods --lang fr
    """
    from graphkit.coalitions import coalitions

    with settings.open() as graph, measuring(settings) as told:
        found = read_network(settings, graph, network)
        told(settings.word("looking_for_groups"), 0.0)
        result = coalitions(
            found,
            seed=settings.seed,
            progress=lambda share: told(settings.word("looking_for_groups"), share),
            **options,
        )
        written = graph.write_coalitions(result) if write_back else None
    if methods:
        from graphkit.coalitions.paragraph import paragraph

        settings.text(paragraph(result, settings.lang))
    else:
        frame = for_readers(settings, result.to_frame(), found.snapshot)
        settings.frame(frame, read=[name for name in READ if name in frame.columns])
    keep(settings, provenance, result.provenance)
    say(settings, result)
    if written is not None:
        settings.say("written_back", n=written)
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
