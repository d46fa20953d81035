"""What a network is asked for: the options of `Snapshot.network`, checked and in the model's codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphkit.errors import UnknownName, UsageError
from graphkit.model.columns import TWO_MODE
from graphkit.model.vocabularies import code
from graphkit.networks.amounts import UNSTATED

GRAINS = ("action", "recipient", "recipient-year")


@dataclass(frozen=True, slots=True)
class Request:
    """The options of a network; see `Snapshot.network` for what each means."""

    ties: tuple[str, ...] = TWO_MODE
    grain: str = "action"
    rollup: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    roles: tuple[str, ...] | None = None
    currency: str | None = None
    basis: str | None = None
    fields: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        ties: Sequence[str],
        *,
        grain: str,
        rollup: Sequence[str] | None,
        since: int | None,
        until: int | None,
        roles: Sequence[str] | None,
        currency: str | None,
        basis: str | None,
        fields: Sequence[str] | None = None,
    ) -> Request:
        """The request in the words of the model.

        Raises
        ------
        UnknownName, UsageError
            A word that does not exist; years the wrong way round.
        """
        asked = {tie.strip().upper() for tie in _several(ties, "ties")}
        for tie in sorted(asked.difference(TWO_MODE)):
            raise UnknownName("tie between actor and action", tie, TWO_MODE)
        if grain not in GRAINS:
            raise UnknownName("grain", grain, GRAINS)
        for name, year in (("since", since), ("until", until)):
            if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
                raise UsageError(f"{name}={year!r} is not a year: give a whole number, {name}=2015.")
        if since is not None and until is not None and since > until:
            raise UsageError(f"since={since} is after until={until}: no year is in between.")
        return cls(
            ties=tuple(tie for tie in TWO_MODE if tie in asked),
            grain=grain,
            rollup=_codes("memberships", rollup or (), "rollup"),
            since=since,
            until=until,
            roles=None if roles is None else _codes("roles", roles, "roles"),
            currency=None if currency is None else _currency(currency),
            basis=None if basis is None else UNSTATED if basis == UNSTATED else code("bases", basis),
            fields=tuple(dict.fromkeys(_several(fields or (), "fields"))),
        )

    @property
    def window(self) -> bool:
        """Whether a first or last year is asked for."""
        return self.since is not None or self.until is not None


def _several(words: Sequence[str], option: str) -> Sequence[str]:
    # A text is a sequence of letters: without this, ties="FUNDS" would ask for the ties F, U, N, D and S.
    if isinstance(words, str):
        raise UsageError(f"{option}={words!r} is one word where several are taken: write {option}=({words!r},).")
    return words


def _codes(vocabulary: str, words: Sequence[str], option: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code(vocabulary, word) for word in _several(words, option)))


def _currency(text: str) -> str:
    bare = text.strip().upper()
    if len(bare) != 3 or not (bare.isascii() and bare.isalpha()):
        raise UsageError(f"currency={text!r} is no ISO 4217 code: write three letters, as in 'EUR'.")
    return bare
