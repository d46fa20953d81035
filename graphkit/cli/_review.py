"""Candidates shown one by one in the terminal; a person answers a line each, so that a pipe can answer too."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from graphkit.cli._output import cell
from graphkit.cli._settings import Settings

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.identity.decisions import Decision
    from graphkit.identity.parties import Party
    from graphkit.identity.scoring import Candidate

# Words of both languages are understood in either.
ANSWERS = {
    **dict.fromkeys(("s", "same", "m", "même", "meme"), "same"),
    **dict.fromkeys(("d", "different", "différent"), "different"),
    **dict.fromkeys(("u", "unsure", "i", "incertain"), "unsure"),
    **dict.fromkeys(("z", "undo", "annuler"), "undo"),
    **dict.fromkeys(("q", "quit", "quitter"), "quit"),
}


class Review:
    """A session of a person with the candidates of a store; each answer is written at once.

    Parameters
    ----------
    settings : Settings
    graph : Graph
    by : str
        Who answers.
    """

    def __init__(self, settings: Settings, graph: Graph, by: str) -> None:
        from graphkit.identity import decisions
        from graphkit.identity.groups import Groups

        self._settings, self._store, self._by = settings, graph.store, by
        self._decisions = decisions
        self._origin = decisions.session(by)
        self._groups = Groups(decisions.standing(decisions.read(graph.store)).values())
        self._answered: list[int] = []

    def of(self, candidates: Sequence[Candidate]) -> list[Decision]:
        """The decisions taken that stand at the end, in their order."""
        place = 0
        while place < len(candidates):
            if self._groups.are_one(candidates[place].pair):
                place += 1  # by way of others, judged meanwhile
                continue
            self._show(candidates, place)
            answer = self._ask()
            if answer == "quit":
                break
            if answer == "undo":
                place = self._undo(place)
            elif self._take(candidates[place], answer):
                self._answered.append(place)
                place += 1
        return self._taken()

    def _taken(self) -> list[Decision]:
        held = self._decisions.read(self._store)
        return [decision for decision in held if decision.source == self._origin.id and decision.stands]

    def _show(self, candidates: Sequence[Candidate], place: int) -> None:
        from graphkit.identity.reasons import in_words

        candidate, lang = candidates[place], self._settings.lang
        self._say("review_head", number=place + 1, of=len(candidates), score=f"{candidate.score:.2f}")
        for party in (candidate.one, candidate.other):
            click.echo(f"  {cell(party.title)}  [{cell(_about(party))}]", err=True)
        click.echo(f"  {cell(in_words(candidate.reasons, lang))}", err=True)

    def _ask(self) -> str:
        while True:
            click.echo(self._settings.word("review_ask") + " ", err=True, nl=False)
            line = sys.stdin.readline()
            if not line:
                click.echo("", err=True)
                return "quit"
            if answer := ANSWERS.get(line.strip().casefold()):
                return answer
            self._say("review_unknown")

    def _take(self, candidate: Candidate, judgement: str) -> bool:
        from graphkit.identity.reasons import in_words

        why = in_words(candidate.reasons, self._settings.lang)
        decision = self._decisions.decide(*candidate.pair, judgement, by=self._by, why=why, score=candidate.score)
        if apart := self._groups.contradicted(decision):
            self._say("review_contradicts", one=apart[0], other=apart[1])
            return False
        self._decisions.write(self._store, [decision], self._origin)
        self._groups.add(decision)
        return True

    def _undo(self, place: int) -> int:
        """Take the last answer back; where its candidate is."""
        from graphkit.identity.groups import Groups

        if not self._answered:
            self._say("review_nothing")
            return place
        self._decisions.undo(self._store, self._decisions.last(self._taken()))
        self._groups = Groups(self._decisions.standing(self._decisions.read(self._store)).values())
        return self._answered.pop()

    def _say(self, key: str, **values: object) -> None:
        # A conversation: said also to those who asked for quiet.
        click.echo(self._settings.word(key, **values), err=True)


def _about(party: Party) -> str:
    """What is known of an actor beside its name."""
    names = [name.text for name in party.names if name.text != party.title]
    known = [party.id, *(each.text for each in party.identifiers if each.text != party.id)]
    return "; ".join([*known, *filter(None, [party.kind]), *sorted(party.places), *names])
