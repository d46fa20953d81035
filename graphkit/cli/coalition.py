"""``graphkit coalition``: the card of one coalition."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from graphkit.cli._backbone_methods import level as level_in_words
from graphkit.cli._coalition_methods import add_coalitions
from graphkit.cli._coalitions import backbone_of, coalition_options, find, named_for
from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._methods import Methods, methods_option
from graphkit.cli._names import for_readers
from graphkit.cli._network import network_options, read_network, say_network
from graphkit.cli._progress import measuring
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._roles import role_name
from graphkit.cli._settings import Settings
from graphkit.cli._words import heading, in_words, unit

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.coalitions.cards import Card
    from graphkit.reading_back import Stored

# What a person reads of each part; ids and keys are in CSV and JSON.
READ = {
    "members": ("name", "kind", "scale", "roles", "standing", "probability", "shared", "first_year", "last_year"),
    "shares": ("of", "attribute", "value", "n_with", "n_known", "expected", "all_with", "all_known", "p_adjusted"),
    "money": ("currency", "basis", "resource", "ties", "amounts", "net", "missing", "left_out"),
    "actions": ("name", "n_members", "others", "first_year", "last_year", "amount", "currency", "basis", "missing"),
    "bridges": ("coalition", "coalition_name", "actions", "members", "others"),
    "pairs": ("name", "other_name", "observed", "expected", "p"),
    "known": ("of", "attribute", "n_known", "n_unknown", "all_known", "all_unknown"),
}

# Not imported from the room: ``--help`` answers without it. A test compares.
PARTS = ("members", "shares", "known", "actions", "money", "bridges", "pairs")

# How many names a cell of a table holds.
NAMED = 3


@click.command("coalition", cls=Command)
@click.argument("coalition", metavar="ID")
@click.option("--part", type=click.Choice(PARTS), help="One table alone, whole; CSV has members without it.")
@click.option("--rows", metavar="KEY", help="The rows behind a number instead: a key of a table, in CSV or JSON.")
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="Of each table the first N.")
@click.option(
    "--level",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.05,
    show_default=True,
    metavar="P",
    help="Call what members share unusual where p is at most P.",
)
@methods_option
@coalition_options
@network_options
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    coalition: str,
    part: str | None,
    rows: str | None,
    top: int,
    level: float,
    methods: bool,
    how: dict[str, Any],
    network: dict[str, Any],
    figure: str | None,
    provenance: str | None,
) -> None:
    """Show the card of a coalition: members, and what they share.

    ID is c1, c2 … of what graphkit coalitions finds with the same options, --runs among them; or the id or name of a
    coalition that was written back to the store, which says itself in which network it was found.

    What members share is held against all actors of the network, p corrected for all values tried (Holm). To be present
    together is neither to agree nor to coordinate.

    Examples
    --------
    graphkit coalition c1 --runs 20
    graphkit coalition c2 --runs 0 --part actions --format csv
    graphkit coalition c1 --runs 0 --format json
    graphkit coalition c1 --runs 0 --methods
    graphkit coalition c1 --runs 0 --plot members.svg
    """
    from graphkit.coalitions.cards import card
    from graphkit.reading_back import Stored, stored_coalitions

    check_figure(settings, figure)
    with settings.open() as graph, measuring(settings) as told:
        if is_of_a_run(coalition):
            found = read_network(settings, graph, network)
            result = find(settings, found, how, told)
            backbone = backbone_of(settings, found, how)
            made = card(named_for(settings, result), coalition, backbone=backbone, alpha=level)
        else:
            snapshot = graph.snapshot()
            settings.require_actors(snapshot.actors.num_rows, graph.store.place)
            stored = stored_coalitions(graph.store, snapshot, coalition)
            made = card(named_for(settings, stored), stored.place(coalition), alpha=level)
    if methods:
        settings.text(str(paragraph(settings, made)))
    elif rows is not None:
        settings.frame(made.evidence(rows))
    elif part is not None or settings.shape == "csv":
        frame = for_readers(settings, made.to_frame(part or "members"), made.scope.network.snapshot)
        settings.frame(for_people(settings, made, frame), read=READ[part or "members"])
    elif settings.shape == "json":
        settings.text(as_json(made))
    else:
        settings.text(as_text(settings, made, top))
    keep(settings, provenance, made.provenance)
    draw(settings, figure, partial(made.plot, top=top or 20), made.scope.network.snapshot)
    say(settings, made)
    if isinstance(made.coalitions, Stored):
        say_stored(settings, made.coalitions, made.group)
    say_network(settings, made.scope.network)


def paragraph(settings: Settings, card: Card) -> Methods:
    """What a paper says of a card, and of how its coalition was found."""
    from graphkit.coalitions import Coalitions

    made, found = Methods(settings.lang), card.coalitions
    made.add_network(card.scope.network)
    if isinstance(found, Coalitions):
        add_coalitions(made, found, settings.lang)
    else:
        made.add("card.stored", method=card.provenance["parameters"]["groups_by"])
    alpha = level_in_words(card.options["alpha"], settings.lang)
    made.add("card.shares", group=card.group, alpha=alpha, tests=card.n_tests, kept=len(card.unusual))
    return made


def is_of_a_run(name: str) -> bool:
    """Whether a word is c1, c2 …"""
    return name[:1] == "c" and name[1:].isdecimal()


def as_json(card: Card) -> str:
    """The card as one JSON object."""
    import json

    return json.dumps(card.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)


def as_text(settings: Settings, card: Card, top: int) -> str:
    """All parts as tables under their headings, the first rows of each."""
    from graphkit.cli._output import as_table, from_frame, plain_value

    pieces = [_first_line(settings, card)]
    for part, read in READ.items():
        whole = card.to_frame(part)
        if part == "shares":
            whole = whole[whole["unusual"]] if whole["unusual"].any() else whole
        if whole.empty:
            continue
        frame = for_people(settings, card, for_readers(settings, whole.head(top), card.scope.network.snapshot))
        columns, rows = from_frame(frame[[name for name in read if frame[name].notna().any()]])
        cells = [
            [in_words(name, plain_value(value), settings.lang) for name, value in zip(columns, row, strict=True)]
            for row in rows
        ]
        title = in_words("part", part, settings.lang)
        table = as_table([heading(name, settings.lang) for name in columns], cells)
        more = settings.word("card_more", n=len(whole) - top, part=part) + "\n" if len(whole) > top else ""
        pieces.append(f"{title}\n{table}{more}")
    return "\n".join(pieces)


def _first_line(settings: Settings, card: Card) -> str:
    span = card.span
    years = "" if span.first is None else str(span.first) if span.first == span.last else f"{span.first}–{span.last}"
    from graphkit.coalitions.called import in_french

    called = in_french(card.called, _actors(card)) if settings.lang == "fr" else card.called
    told = settings.word(
        "card_first", group=card.group, name=called, members=len(card.members), n=len(card.actions),
        things=unit(card.things, settings.lang), years=years or settings.word("card_no_years"),
    )  # fmt: skip
    if card.stability is not None:
        key = {True: "card_stable", False: "card_not_stable", None: "card_of_two"}[card.stability.stable]
        low, high = card.stability.low, card.stability.high
        told += "\n" + settings.word(key, value=card.stability.value, low=low, high=high)
    return f"{told}\n"


def _actors(card: Card) -> set[str]:
    """What actors may be called in the name of a coalition, in English or in the language of who reads."""
    of = card.coalitions
    return {*card.scope.network.actor_names, *getattr(of, "names", {}).values()}


def for_people(settings: Settings, card: Card, frame: pd.DataFrame) -> pd.DataFrame:
    """Codes and lists as a person reads them; CSV and JSON keep them as they are."""
    if settings.shape != "table":
        return frame
    from graphkit.model.vocabularies import label

    frame = frame.copy()
    for name in ("members", "others"):
        if name in frame.columns and frame[name].dtype == object:
            frame[name] = [_some(settings, names) for names in frame[name]]
    if "coalition_name" in frame.columns and settings.lang == "fr":
        from graphkit.coalitions.called import in_french

        actors = _actors(card)
        frame["coalition_name"] = [in_french(name, actors) for name in frame["coalition_name"]]
    if "roles" in frame.columns:
        frame["roles"] = [", ".join(role_name(role, settings.lang) for role in roles) for roles in frame["roles"]]
    if "value" in frame.columns and settings.lang != "en":
        codes = {"kind": "kinds", "scale": "scales"}
        rows = zip(frame["attribute"], frame["value_id"], frame["value"], strict=True)
        frame["value"] = [
            (label(codes[attribute], id, settings.lang) or value) if attribute in codes else value
            for attribute, id, value in rows
        ]
    return frame


def _some(settings: Settings, names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (settings.word("and_more", n=more) if more > 0 else "")


def say(settings: Settings, card: Card) -> None:
    """Say what was tested, what is missing, and what a card does not say."""
    settings.say("card_tests", n=card.n_tests, kept=len(card.unusual))
    if card.span.n_undated:
        settings.say("card_undated", n=card.span.n_undated, of=card.n_ties)
    if card.n_unsplit:
        settings.say("card_unsplit", n=card.n_unsplit)
    settings.say("card_meaning")


def say_stored(settings: Settings, stored: Stored, group: str) -> None:
    """Say that the data are others now than those in which a coalition was found."""
    if not stored.same_data:
        gone = stored.gone[int(group.removeprefix("c")) - 1]
        settings.say("card_other_data", found=str(stored.provenance["parameters"]["found_in"])[:12], n=gone)
