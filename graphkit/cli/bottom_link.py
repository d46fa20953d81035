"""``graphkit bottom-link``: which actions other scales carry, and by which kind of support."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.bottom_link import BottomLink

# What a person reads; ids, and the words that say what this is in each row, are in CSV and JSON.
READ = ("name", "scale", "situation", "own", "wider", "narrower", "unknown", "share", "ei", "kinds", "diversity")
READ_ONE = ("scale", "side", "kind", "direction", "n", "names", "via")
READ_MISSING = ("scale", "kind", "peers", "of_peers", "examples", "whom")


@click.command("bottom-link", cls=Command)
@click.argument("action", required=False)
@click.option("--missing", is_flag=True, help="Links that others in its fields have and ACTION has not.")
@click.option("--evidence", is_flag=True, help="The ties behind the links of ACTION, with source and place.")
@click.option("--assume", metavar="SCALE", help="The scale of actions whose own is not stated: municipal, …")
@click.option(
    "--draws", type=click.IntRange(min=0), default=1000, show_default=True, metavar="N",
    help="Of the permutation test; 0: none.",
)  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@figure_option
@provenance_option
@network_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    action: str | None,
    missing: bool,
    evidence: bool,
    assume: str | None,
    draws: int,
    top: int | None,
    figure: str | None,
    provenance: str | None,
    network: dict[str, Any],
) -> None:
    """Show which actions have support from other scales.

    Actions without any link to another scale come first, those whose own scale is unknown last. Of one ACTION: its
    links by scale, kind of support and who initiated it. This is a proposal of graphkit; no such measure is agreed on.

    Examples
    --------
    graphkit bottom-link
    graphkit bottom-link "Café Potes en Ciel" --plot links.svg
    graphkit bottom-link "Ilot Stephenson" --missing
    graphkit bottom-link --assume municipal --format csv --output profile.csv
    """
    from graphkit.bottom_link import bottom_link

    if action is None and (missing or evidence):
        raise UsageError(settings.word("bottom_link_one"))
    if missing and evidence:
        raise UsageError(settings.word("bottom_link_either"))
    check_figure(settings, figure)
    with settings.open() as graph, measuring(settings) as told:
        if action is not None:
            (action,) = named(settings, graph, (action,), label="Action")
        found = read_network(settings, graph, network)
        result = bottom_link(
            found,
            assume=assume,
            draws=draws,
            seed=settings.seed,
            progress=lambda share: told(settings.word("dealing_out"), share),
        )
    keep(settings, provenance, result.provenance)
    _print(settings, result, action, top, missing=missing, evidence=evidence)
    plot = result.plot if action is None else partial(result.plot_action, action)
    draw(settings, figure, plot, found.snapshot)
    _say(settings, result, action)
    settings.say("bottom_link_label")
    say_network(settings, found)


def _print(
    settings: Settings, result: BottomLink, action: str | None, top: int | None, *, missing: bool, evidence: bool
) -> None:
    read: tuple[str, ...] = READ
    if action is None:
        frame = result.to_frame(settings.lang)
    elif evidence:
        settings.frame(for_readers(settings, result.evidence(action), result.network.snapshot), top=top)
        return
    elif missing:
        frame, read = result.missing(action, settings.lang), READ_MISSING
    else:
        frame, read = result.of(action, settings.lang), READ_ONE
    settings.frame(for_readers(settings, frame, result.network.snapshot), top=top, read=read)


def _say(settings: Settings, result: BottomLink, action: str | None) -> None:
    if action is None:
        counts = result.counts()
        settings.say("bottom_link_counts", **counts)
        if counts["unknown"]:
            settings.say("bottom_link_assume")
        whole = result.whole
        if whole.external + whole.internal:
            settings.say(
                "bottom_link_whole",
                **{name: getattr(whole, name) for name in ("external", "internal", "value", "low", "high", "expected")},
            )
            if result.options["draws"]:
                settings.say(
                    "ei_test", p_inward=whole.p_inward, p_outward=whole.p_outward, draws=result.options["draws"],
                    seed=settings.seed,
                )  # fmt: skip
        else:
            settings.say("bottom_link_no_pairs")
    else:
        row = result.profile(action)
        if row["situation"] == "unknown":
            settings.say("bottom_link_unknown", name=row["name"], n=int(row["ends"]))
        elif row["situation"] == "alone":
            settings.say("bottom_link_alone", name=row["name"], own=int(row["own"]), unknown=int(row["unknown"]))
        else:
            counted = {side: int(row[side]) for side in ("own", "wider", "narrower", "unknown")}
            numbers = {name: float(row[name]) for name in ("share", "ei", "p_outward", "diversity")}
            settings.say("bottom_link_profile", name=row["name"], **counted, **numbers)
        if isinstance(row["part_of"], str):
            settings.say("bottom_link_part_of", name=row["part_of"])
        from graphkit.bottom_link.missing import peers

        settings.say("bottom_link_peers", n=len(peers(result, row["id"])))
    account = result.provenance["account"]
    if account["own_scale_assumed"]:
        from graphkit.model.vocabularies import label

        scale = label("scales", result.options["assume"], settings.lang)
        settings.say("bottom_link_assumed", n=account["own_scale_assumed"], scale=scale)
