"""``graphkit place``: the places that sources name, tied to the official territories that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._group import Command
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

if TYPE_CHECKING:
    from graphkit.territories.placing import Placings

COLUMNS = ("outcome", "place", "place_id", "actors", "actions", "territory", "territory_id", "reason", "candidates")

# Of each outcome: its name for people, and the sentence that counts it.
OUTCOMES = {
    "placed": ("outcome.placed", "place_placed"),
    "ambiguous": ("outcome.ambiguous", "place_ambiguous"),
    "not_found": ("outcome.not_found", "place_not_found"),
}


@click.command("place", cls=Command)
@click.option(
    "--show",
    type=click.Choice((*OUTCOMES, "all", "open")),
    default="open",
    show_default=True,
    help="Which places are listed; open are those that were not placed.",
)
@click.option("--top", type=click.IntRange(min=1), help="List so many places only, those with most actors and actions.")
@click.option("--dry-run", is_flag=True, help="List and count, and write nothing.")
@click.option("--undo", is_flag=True, help="Take back all ties that placing has made.")
@click.pass_obj
def command(settings: Settings, /, *, show: str, top: int | None, dry_run: bool, undo: bool) -> None:
    """Tie the places that sources name to official territories.

    Money and actions then add up by them. Load the official lists before: graphkit load territories FILES. A place is
    known by the code of its commune, by a postcode, by its name within what its source says it is in, or by a name
    that is one in France. What several territories could be, or none is, is listed (open) and stays the name that its
    source gives. To say it yourself, load a row of within.csv: the place's id, the territory's id.

    Each place is WITHIN its territory by a tie of graphkit's own. Run it again after loading more; --undo takes
    those ties back.

    Examples
    --------
    graphkit formats territories --example --output communes.csv
    graphkit load territories communes.csv
    graphkit place --dry-run --top 20
    graphkit place
    graphkit place --show all --format csv --output places.csv
    graphkit query funding_by_territory scale=municipal
    """
    if undo and (dry_run or top or show != "open"):
        raise UsageError(settings.word("place_undo_alone"))
    with settings.open() as graph:
        if undo:
            from graphkit.territories.ties import undo as take_back

            settings.say("place_undone", n=take_back(graph.store))
            return
        from graphkit.territories.placing import place

        with busy(settings):
            result = place(graph.store, dry_run=dry_run)
    settings.rows(COLUMNS, _rows(settings, result, show)[:top])
    _say(settings, result, dry_run)


def _rows(settings: Settings, result: Placings, show: str) -> list[list[Any]]:
    wanted = {"all": tuple(OUTCOMES), "open": ("ambiguous", "not_found")}.get(show, (show,))
    return [
        [
            settings.word(OUTCOMES[each.outcome][0]) if settings.shape == "table" else each.outcome,
            each.place.name,
            each.place.id,
            each.place.actors,
            each.place.actions,
            each.official.name if each.official else None,
            each.official.id if each.official else None,
            each.reason(settings.lang),
            [] if each.official else [f"{one.name} ({one.id})" for one in each.candidates],
        ]
        for each in result.placings
        if each.outcome in wanted
    ]


def _say(settings: Settings, result: Placings, dry_run: bool) -> None:
    for outcome, (_, said) in OUTCOMES.items():
        counts = {what: result.count(outcome, what) for what in ("actors", "actions")}
        settings.say(said, n=result.count(outcome), **counts)
    found = result.found
    settings.say("place_official", actors=found.official_actors, actions=found.official_actions)
    settings.say("place_nowhere", actors=found.nowhere_actors, actions=found.nowhere_actions)
    settings.say("place_counts")
    if dry_run:
        settings.say("place_dry_run")
    else:
        settings.say("place_written", added=result.added, gone=result.taken_away)
