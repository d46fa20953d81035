"""``graphkit learn``: difficulties that recur, what has no indicator, what made actions work, who sits with whom."""

from __future__ import annotations

import click

from graphkit.cli._figure import check_figure, figure_option, save_figure
from graphkit.cli._group import Command
from graphkit.cli._names import for_readers
from graphkit.cli._progress import busy
from graphkit.cli._provenance import keep, provenance_option
from graphkit.cli._settings import Settings

# What a person reads of each table; ids are in CSV and JSON.
READ = {
    "issues": ("theme", "issue", "actions", "programmes", "improvement", "names"),
    "open": ("theme", "issue", "actions", "programmes", "names"),
    "themes": ("theme", "issues", "without_improvement", "actions", "factors", "crediting"),
    "unmonitored": ("action", "scale", "status", "issues", "monitored_above"),
    "factors": ("theme", "second_theme", "factor", "actions", "programmes", "names"),
    "bodies": ("body", "kind", "members", "names", "memberships"),
    "together": ("actor", "other", "shared", "bodies"),
}


@click.command("learn", cls=Command)
@click.option(
    "--show", type=click.Choice(tuple(READ)), default="issues", show_default=True,
    help="Difficulties, those without improvement (open), themes, actions without indicator, success factors, bodies "
    "with their members, or who is in one together.",
)  # fmt: skip
@click.option(
    "--evidence", metavar="NAME",
    help="Print what states a difficulty, factor, action or body, with source and place, instead.",
)  # fmt: skip
@click.option(
    "--largest", type=click.IntRange(min=2), default=100, show_default=True, metavar="N",
    help="Bodies of more members are in no pair.",
)  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N rows only.")
@figure_option
@provenance_option
@click.pass_obj
def command(
    settings: Settings,
    *,
    show: str,
    evidence: str | None,
    largest: int,
    top: int | None,
    figure: str | None,
    provenance: str | None,
) -> None:
    """Show what actions met, and what helped them.

    Difficulties stand in order of how many actions and programmes meet them, with the improvement that a source
    proposes or without; success factors by theme. Members are those of boards, committees and networks.

    Examples
    --------
    graphkit learn
    graphkit learn --show themes
    graphkit learn --show unmonitored --format csv --output unmonitored.csv
    graphkit learn --show factors --lang fr
    graphkit learn --show together --top 10
    """
    from graphkit.needs.learn import learn

    check_figure(settings, figure)
    with settings.open() as graph, busy(settings):
        snapshot = graph.snapshot()
        settings.require_actors(snapshot.actors.num_rows, graph.store.place)
        result = learn(snapshot, largest=largest)
        rows = result.to_frame(show) if evidence is None else result.evidence(evidence)
    rows = for_readers(settings, rows, snapshot)
    if settings.shape == "table" and evidence is None:
        from graphkit.model.vocabularies import label

        codes = {"theme": "themes", "second_theme": "themes"}
        for column in codes.keys() & set(rows):
            rows[column] = [label(codes[column], each, settings.lang) for each in rows[column]]
        if show == "bodies":
            rows["memberships"] = [
                [label("memberships", one, settings.lang) for one in each] for each in rows["memberships"]
            ]
    settings.frame(rows, top=top, read=None if evidence is not None else READ[show])
    keep(settings, provenance, result.provenance)
    if figure is not None:
        save_figure(settings, result.plot(lang=settings.lang), figure)
    settings.note(result.sentence(settings.lang))
