"""``graphkit match``: which actors, funders, tested concepts and skills are near a need."""

from __future__ import annotations

import click

from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._needs import node_named
from graphkit.cli._network import comma_list
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings
from graphkit.errors import UsageError

READ = ("what", "rank", "name", "criteria", "together", "actions", "reasons")


@click.command("match", cls=Command)
@click.option("--field", metavar="FIELD", help="The policy field of the need.")
@click.option("--group", metavar="GROUP", help="Whom it is for.")
@click.option("--territory", metavar="TERRITORY", help="Where it is; what lies within counts too.")
@click.option(
    "--what", callback=comma_list, default="actor,funder,concept,skill", show_default=True, metavar="A,B,…",
    help="What to look for.",
)  # fmt: skip
@click.option("--evidence", metavar="NAME", help="Print the ties behind a candidate, with source and place, instead.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N",
    help="The first N of each; a table has 10 where this is not given, files have all.",
)  # fmt: skip
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    field: str | None,
    group: str | None,
    territory: str | None,
    what: tuple[str, ...],
    evidence: str | None,
    top: int | None,
    figure: str | None,
    provenance: str | None,
) -> None:
    """Find who and what is near a need.

    Give a policy field, a target group, a territory, or several. Listed are actors that do such things or are there,
    funders of such actions there or elsewhere, concepts that were tried, with their indicators and success factors, and
    skills that such actions need, with who has them. They are ordered by the criteria met, then by the most that one
    action meets, then by the number of actions; there is no score.

    Examples
    --------
    graphkit match --field "Early childhood" --territory Lille
    graphkit match --group "Disadvantaged people" --territory "Saint-Fons" --what funder,concept
    graphkit match --field housing --format csv --output near.csv
    graphkit match --field energy --evidence SOLIHA
    """
    from graphkit.needs.match import match

    check_figure(settings, figure)
    if field is None and group is None and territory is None:
        raise UsageError(settings.word("match_nothing"))
    with settings.open() as graph, busy(settings):
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows, graph.store.place)
        given = {"field": field, "group": group, "territory": territory}
        asked = {
            name: None if text is None else node_named(settings, snapshot, name.capitalize(), text)
            for name, text in given.items()
        }
        result = match(snapshot, **asked)
        if evidence is not None:
            rows = result.evidence(evidence)
        else:
            first = 10 if top is None and settings.shape == "table" else top
            rows = result.to_frame(settings.lang, parts=what, top=first)
    rows = for_readers(settings, rows, snapshot)
    if evidence is None and settings.shape == "table":
        rows = rows.assign(reasons=[" ".join(each) for each in rows["reasons"]])
    settings.frame(rows, read=None if evidence is not None else READ)
    keep(settings, provenance, result.provenance)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure)
    settings.note(result.sentence(settings.lang))
