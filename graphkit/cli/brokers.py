"""``graphkit brokers``: who joins groups that would be apart, and who is the only one to do so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.cli._words import in_words
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from matplotlib.axes import Axes

    from graphkit.brokerage import Brokers
    from graphkit.groups import EIIndex, Grouping
    from graphkit.networks.network import Network
    from graphkit.networks.results import Result

    Told = Callable[[str, float], None]
    Shown = tuple[Result, pd.DataFrame, Callable[[], None], Callable[..., Axes]]

# Not imported from the rooms: ``--help`` answers without them. A test compares.
BY = ("field", "department", "scale", "coalition", "territory", "kind")
COUNTS = ("pairs", "credit", "chains")
SHOW = ("roles", "actors", "actions", "only", "only-actions", "cut-points", "cut-actions", "ei", "ei-groups")

# What groups are called, and the sentences that count bridges and cut points.
CALLED = {
    "field": "by.field", "department": "by.department", "scale": "by.scale", "coalition": "by.coalition",
    "territory": "by.territory", "kind": "by.kind",
}  # fmt: skip
BRIDGES = {"actors": "bridges_actors", "actions": "bridges_actions"}
CUT = {"actors": "cut_actors", "actions": "cut_actions"}

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")

# What a person reads of each; the rest is in CSV and JSON.
READ = {
    "roles": ("name", "group", *ROLES, "between_groups", "z_total", "constraint", "effective_size"),
    "actors": ("name", "group", "n_groups", "joins", "alone"),
    "actions": ("name", "n_groups", "joins", "alone", "across", "across_alone"),
    "only": ("group", "other_group", "name", "nearest"),
    "only-actions": ("group", "other_group", "name", "nearest"),
    "cut-points": ("name", "parts", "cut_off", "largest", "nearest"),
    "cut-actions": ("name", "parts", "cut_off", "largest", "nearest"),
    "ei": ("name", "group", "external", "internal", "ei"),
    "ei-groups": ("group", "actors", "external", "internal", "ei"),
}


@click.command("brokers", cls=Command)
@click.option("--by", type=click.Choice(BY), default="scale", show_default=True, help="The groups that are joined.")
@click.option(
    "--show",
    type=click.Choice(SHOW),
    default="roles",
    show_default=True,
    help="Roles; actors or actions that join groups; the only ones; cut points; the E-I index.",
)
@click.option(
    "--count",
    type=click.Choice(COUNTS),
    default="pairs",
    show_default=True,
    help="roles: pairs; those between one pair share it (credit); ways over two actions (chains).",
)
@click.option("--directed", is_flag=True, help="roles: of who gives money to whom.")
@click.option(
    "--draws", type=click.IntRange(min=0), default=1000, show_default=True, metavar="N",
    help="ei: of the permutation test; 0: none.",
)  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N only.")
@figure_option
@provenance_option
@network_options
@click.pass_obj
def command(
    settings: Settings,
    *,
    by: str,
    show: str,
    count: str,
    directed: bool,
    draws: int,
    top: int | None,
    figure: str | None,
    provenance: str | None,
    network: dict[str, Any],
) -> None:
    """Find who bridges fields, departments, scales and so on.

    A broker stands between two that are not tied: within its group (coordinator), within another (itinerant), from its
    own to another (representative), the other way (gatekeeper), or between two others (liaison). The only bridge is who
    alone joins two groups; without a cut point a part is cut off.

    Examples
    --------
    graphkit brokers --by field --plot brokers.svg
    graphkit brokers --by scale --show only
    graphkit brokers --show cut-points
    graphkit brokers --by coalition --funders-only --top 20
    graphkit brokers --by kind --show ei --format csv --output ei.csv
    """
    if show != "roles" and (directed or count != "pairs"):
        raise UsageError(settings.word("brokers_roles_only"))
    check_figure(settings, figure)
    with settings.open() as graph, measuring(settings) as told:
        found = read_network(settings, graph, network)
        grouping = _grouping(settings, found, by)
        result, frame, say, plot = _SHOWN[show](settings, found, grouping, told, _options(show, count, directed, draws))
    keep(settings, provenance, result.provenance)
    settings.frame(
        _groups_in_words(settings, for_readers(settings, frame, found.snapshot), by),
        top=top,
        read=[name for name in READ[show] if name in frame.columns],
    )
    draw(settings, figure, plot, found.snapshot)
    if not show.startswith("cut-"):
        _say_groups(settings, grouping)
    say()
    say_network(settings, found)


def _options(show: str, count: str, directed: bool, draws: int) -> dict[str, Any]:
    return {"show": show, "count": count, "directed": directed, "draws": draws}


def _grouping(settings: Settings, network: Network, by: str) -> Grouping:
    from graphkit.groups import group_by

    if by != "coalition":
        return group_by(network, by)
    from graphkit.coalitions import coalitions

    return group_by(network, by, coalitions=coalitions(network, runs=0, seed=settings.seed))


def _roles(settings: Settings, network: Network, grouping: Grouping, told: Told, options: dict[str, Any]) -> Shown:
    from graphkit.brokerage import brokers

    result = brokers(
        network if options["directed"] else network.projection(),
        grouping,
        count=options["count"],
        progress=lambda share: told(settings.word("counting_brokers"), share),
    )
    return result, result.to_frame(), lambda: _say_roles(settings, result), result.plot


def _bridges(settings: Settings, network: Network, grouping: Grouping, told: Told, options: dict[str, Any]) -> Shown:
    from graphkit.brokerage import bridges

    result = bridges(network, grouping)
    of = "actions" if options["show"] in ("actions", "only-actions") else "actors"
    frame = result.only(of) if options["show"].startswith("only") else result.to_frame(of)

    def say() -> None:
        joins, alone = (int((values[of] > 0).sum()) for values in (result.joins, result.alone))
        settings.say(BRIDGES[of], joins=joins, alone=alone)
        if not result.provenance["account"]["actions_have_groups"]:
            settings.say("bridges_met")
        settings.say("bridges_nearest")

    return result, frame, say, partial(result.plot, of=of)


def _cut(settings: Settings, network: Network, grouping: Grouping, told: Told, options: dict[str, Any]) -> Shown:
    from graphkit.brokerage import cut_points

    result = cut_points(network)
    of = "actors" if options["show"] == "cut-points" else "actions"

    def say() -> None:
        settings.say(CUT[of], n=len(result.of(of)))
        settings.say("cut_nearest")

    return result, result.to_frame(of), say, partial(result.plot, of=of)


def _ei(settings: Settings, network: Network, grouping: Grouping, told: Told, options: dict[str, Any]) -> Shown:
    from graphkit.groups import ei_index

    result = ei_index(
        network.projection(),
        grouping,
        draws=options["draws"],
        seed=settings.seed,
        progress=lambda share: told(settings.word("dealing_out"), share),
    )
    frame = result.actors() if options["show"] == "ei" else result.groups()
    return result, frame, lambda: _say_ei(settings, result), result.plot


_SHOWN = {
    "roles": _roles, "actors": _bridges, "actions": _bridges, "only": _bridges, "only-actions": _bridges,
    "cut-points": _cut, "cut-actions": _cut, "ei": _ei, "ei-groups": _ei,
}  # fmt: skip


def _groups_in_words(settings: Settings, frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Kinds and scales as a person reads them; CSV and JSON keep the codes."""
    if settings.shape != "table" or by not in ("kind", "scale"):
        return frame
    frame = frame.copy()
    for name in {"group", "other_group"}.intersection(frame.columns):
        frame[name] = frame[name].map(lambda value: in_words(by, value, settings.lang))
    return frame


def _say_groups(settings: Settings, grouping: Grouping) -> None:
    """Say how many groups there are, and how actors came to theirs."""
    counts = {how: grouping.account.get(how, 0) for how in ("stated", "by_actions", "several", "unknown")}
    settings.say("groups_found", by=settings.word(CALLED[grouping.by]), n=grouping.n_groups, **counts)
    if (grouping.sizes > 0).sum() < 2:
        settings.say("groups_too_few")


def _say_roles(settings: Settings, result: Brokers) -> None:
    import numpy as np

    if result.grouping.account.get("several"):
        settings.say("brokers_several")
    if result.options["directed"] and not result.density:
        settings.say("brokers_no_giving")
        return
    n = int((np.nan_to_num(result.between_groups) > 0).sum())
    settings.say("brokers_found", n=n, of=result.network.n_actors)
    if not result.options["directed"]:
        settings.say("brokers_undirected")
    settings.say("brokers_meaning")
    if result.z is not None and np.isfinite(result.density):
        directed = result.options["directed"]
        settings.say("brokers_chance_directed" if directed else "brokers_chance", density=result.density)


def _say_ei(settings: Settings, result: EIIndex) -> None:
    values = result.values
    if not values["external"] + values["internal"]:
        settings.say("ei_none")
        return
    names = ("external", "internal", "ei", "low", "high", "expected", "rescaled")
    settings.say("ei_whole", **{name: values[name] for name in names})
    if result.options["draws"]:
        settings.say(
            "ei_test", p_inward=values["p_inward"], p_outward=values["p_outward"], draws=result.options["draws"],
            seed=settings.seed,
        )  # fmt: skip
