"""What a network is made of: what was asked for, what came out, what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from graphkit.model.vocabularies import label
from graphkit.networks.request import Request
from graphkit.words import Words


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """The account of a network, printed with every result.

    Attributes
    ----------
    request : Request
        What was asked for.
    n_actors, n_actions : int
        Rows and columns of the network. At the grains ``recipient`` and ``recipient-year``, `n_actions` counts those.
    n_pairs : int
        Actors tied to actions, each pair once.
    n_ties : int
        Ties of the data behind the pairs.
    left_out : mapping of str to int
        Ties that were asked for and not used, by reason.
    notes : mapping of str to int
        What else a reader must know, with how many ties or actors it touches.
    currency, basis : str, optional
        What the amounts are in; None where there are none, or where they cannot be added up.
    """

    request: Request
    n_actors: int
    n_actions: int
    n_pairs: int
    n_ties: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    currency: str | None = None
    basis: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain values, ready for JSON."""
        asked = asdict(self.request)
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()}
        plain |= {"currency": self.currency or self.request.currency, "basis": self.basis or self.request.basis}
        counts = {name: getattr(self, name) for name in ("n_actors", "n_actions", "n_pairs", "n_ties")}
        return plain | counts | {"left_out": dict(self.left_out), "notes": dict(self.notes)}

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, lang: str, *, spelled: bool = False) -> str:
        """All of it in one line, in English or French.

        Parameters
        ----------
        lang : {"en", "fr"}
            The language.
        spelled : bool
            Ties in words (funding) in place of the codes that options take (``FUNDS``).
        """
        w, asked = Words("graphkit.networks", lang), self.request
        ties = [w(f"tie.{type_}") if spelled else type_ for type_ in asked.ties]
        parts = [" + ".join(ties) or w("no ties"), w(f"grain.{asked.grain}")]
        if asked.rollup:
            parts.append(w("rollup", codes=", ".join(asked.rollup)))
        if asked.roles is not None:
            parts.append(w("roles", codes=", ".join(asked.roles) or w("none")))
        if asked.fields:
            parts.append(w("fields", codes=", ".join(asked.fields)))
        if asked.window:
            parts.append(w("years", since=str(asked.since or "…"), until=str(asked.until or "…")))
        if self.currency:
            basis = f" ({label('bases', self.basis, lang)})" if self.basis else ""
            parts.append(w("amounts", currency=self.currency) + basis)
        counts = {"actors": self.n_actors, "columns": self.n_actions, "pairs": self.n_pairs, "ties": self.n_ties}
        # A no-break space before both in French.
        colon, semicolon = ("\u00a0: ", "\u00a0; ") if lang == "fr" else (": ", "; ")
        sentence = f"{semicolon.join(parts)}{colon}{w(f'sizes.{asked.grain}', **counts)}"
        if self.left_out:
            reasons = ", ".join(f"{w(why)} ({w.number(n)})" for why, n in self.left_out.items())
            sentence += semicolon + w("left_out", reasons=reasons)
        return sentence + "".join(f"{semicolon}{w(what)} ({w.number(n)})" for what, n in self.notes.items())
