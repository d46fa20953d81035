"""``graphkit money``: what the money adds up to, and what every figure rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphkit.cli._figure import check_figure, draw, figure_option
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers, named
from graphkit.cli._network import comma_list
from graphkit.cli._progress import busy
from graphkit.cli._settings import Settings
from graphkit.cli._words import heading, words

if TYPE_CHECKING:
    import pandas as pd

    from graphkit.accounts.result import MoneyResult, Row

# What a person always reads of a sum; further counts only where there is something to count.
READ = ("currency", "basis", "kind", "ties", "amounts", "gross", "shares", "handed_on", "net")
COUNTS = (
    *("missing", "unsplit", "no_currency", "refused", "withdrawn", "pending", "requested", "twice"),
    *("negative", "circle", "differs"),
)

# What a person reads of a tie; ids and what else was stated are in CSV and JSON.
ROWS_READ = (
    *("line", "actor_name", "action_name", "recipient_name", "year", "amount", "currency", "basis", "net", "taken_out"),
    *("source_name", "locator"),
)

MOST_RATES = 12


@click.command("money", cls=Command)
@click.option("--source", metavar="S", help="Only what this source states: its name, file or id.")
@click.option("--actor", metavar="A", help="Only what this actor gives, and what it receives, told apart.")
@click.option(
    "--by",
    callback=comma_list,
    default="currency,basis",
    show_default=True,
    metavar="A,B,…",
    help="One row each: year, funder, recipient, action, source, resource, instrument, status. "
    "Currency, basis and kind are always told apart.",
)
@click.option(
    "--rates", metavar="FILE", help="Add up currencies by the rates of a CSV: date, currency, rate; - reads it here."
)
@click.option(
    "--rows",
    metavar="LINE",
    help="List the ties behind a line instead, with source and place: counted, shares, handed_on (or regranted), "
    "missing, unsplit, no_currency, refused, withdrawn, pending, requested, twice, negative, circle, differs; "
    "or the rates that were used: rates.",
)
@figure_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    source: str | None,
    actor: str | None,
    by: tuple[str, ...],
    rates: str | None,
    rows: str | None,
    figure: str | None,
) -> None:
    """Add up the money, and show what was left out and why.

    Gross + what shares take off + what was handed on and is counted further on = net. What was refused, withdrawn or
    only asked for is counted and not added; neither is an amount that no source states. Currencies, bases (committed,
    disbursed …) and kinds of resource (money, in kind, loans …) are never added to one another.

    What was handed on is netted actor by actor: of all that an actor received, in a currency, basis and kind, as much
    is taken out as it handed on, whichever grant that came from; and never more than it received. It is spread over
    what the actor received in proportion, so that a single tie may have a part taken out that went on from another.

    With --by funder money handed on is counted with the last that hands it on, and taken out of what came before: the
    nets add up to the whole. With --actor what it hands on of others' money is taken out of what it gives: the net is
    its own money.

    A file of rates has the columns date, currency and rate: what one unit of the currency was worth in the base, which
    a column base names, or the currency that has the rate 1. Its columns are separated by commas, semicolons or tabs;
    31/12/2024 and 0,92 are read too, and headings in French. A tie takes the latest rate on or before its date, else
    the last day of its year.

    Examples
    --------
    graphkit money
    graphkit money --by year --plot years.svg
    graphkit money --by funder --format csv --output money.csv
    graphkit money --actor "Lyon Metropolis"
    graphkit money --rows missing
    (echo date,currency,rate; echo 2000-01-01,EUR,1; echo 2000-01-01,GBP,1.4) | graphkit money --rates -
    """
    from graphkit.accounts.reconcile import reconcile

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        (actor,) = named(settings, graph, (actor,)) if actor is not None else (None,)
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows, graph.store.place)
        result = reconcile(snapshot, source=source, actor=actor, by=by, rates=rates)
    if rows == "rates":
        settings.frame(result.rates)
        if not rates:
            settings.say("money_no_rates")
    elif rows is not None:
        # As the rule is called in the documents of funders.
        ties = result.evidence("handed_on" if rows == "regranted" else rows)
        directed = ("direction",) if "direction" in ties else ()
        settings.frame(for_readers(settings, ties, snapshot), read=(*directed, *ROWS_READ))
    else:
        frame = result.to_frame()
        settings.frame(for_readers(settings, frame, snapshot), read=_read(frame))
    draw(settings, figure, result.plot, snapshot)
    _say(settings, result)


def _read(frame: pd.DataFrame) -> list[str]:
    """The columns for people: groups by name, and counts that are not all 0."""
    before = [name for name in frame.columns[: frame.columns.get_loc("currency")] if not name.endswith("_id")]
    return [*before, *READ, *(name for name in COUNTS if frame[name].any())]


def _say(settings: Settings, result: MoneyResult) -> None:
    for row in result.totals:
        _say_sum(settings, row)
    _say_whose(settings, result)
    if len(result.totals) > 1:
        settings.say("money_kept_apart")
    used = result.rates.to_dict("records")
    for rate in used[:MOST_RATES]:
        settings.say(
            "money_rate", file=result.options["rates"], currency=rate["currency"], rate=str(rate["rate"]),
            base=rate["base"], date=rate["rate_date"], n=rate["ties"], first=rate["first"], last=rate["last"],
        )  # fmt: skip
    if len(used) > MOST_RATES:
        settings.say("money_more_rates", n=len(used) - MOST_RATES)


def _say_whose(settings: Settings, result: MoneyResult) -> None:
    """Say what an actor's net is, where money was handed on: two questions have two answers, and neither is wrong."""
    if any(row.direction == "given" and row.sum.handed_on for row in result.totals):
        settings.say("money_own")
    elif "funder" in result.by and any(row.sum.handed_on for row in result.totals):
        settings.say("money_by_funder")


def _say_sum(settings: Settings, row: Row) -> None:
    from graphkit.model.money import minor_digits
    from graphkit.model.vocabularies import label

    one, lang = row.sum, settings.lang
    direction = {"given": "money_given", "received": "money_received"}
    kind = settings.word("money_money") if one.kind == "money" else label("resources", one.kind, lang)
    stated = (one.currency, label("bases", one.basis, lang) or None)
    parts = [settings.word(direction[row.direction])] if row.direction else []
    what = ", ".join([*parts, kind, *(part or settings.word("money_unstated") for part in stated)])
    counts = [(name, one.left_out[name] if name in one.left_out else getattr(one, name, 0)) for name in COUNTS]
    told = [settings.word("named", name=heading(name, lang), value=words(lang).number(n)) for name, n in counts if n]
    rest = "".join(f"{settings.word('next')}{each}" for each in told)
    if not one.n:
        settings.say("money_none", what=what, ties=one.ties, rest=rest)
        return
    amounts = {"gross": one.gross, "shares": one.shares, "handed_on": -one.handed_on, "net": one.minor}
    currency = one.currency or ""
    spelled = {name: words(lang).money(minor, currency, minor_digits(currency)) for name, minor in amounts.items()}
    settings.say("money_sum", what=what, n=one.n, ties=one.ties, rest=rest, **spelled)
