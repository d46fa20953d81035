"""What an export came to: its files, and in words what is in them and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.words import Words

if TYPE_CHECKING:
    from graphkit.exports._content import Content
    from graphkit.exports._format import Format, Notes


@dataclass(frozen=True, eq=False)
class Written:
    """An export that was written.

    Attributes
    ----------
    format : str
        The name of the format.
    declared : Format
        What it keeps.
    files : list of Path
        What was written.
    content : Content
        The network as tables.
    notes : Counter
        How many values the format could not hold as they are, by what became of them.
    """

    format: str
    declared: Format
    files: list[Path]
    content: Content
    notes: Notes

    @property
    def lost(self) -> list[tuple[str, str]]:
        """What of the network the format does not keep as it is, and how: keys of ``words.csv``."""
        return self.declared.lost(self.content)

    def sentences(self, lang: str) -> list[str]:
        """What was written and what is lost, a sentence each."""
        w = Words("graphkit.exports", lang)
        network, n = self.content.network, self.content.ties.num_rows
        grain = network.spec.request.grain
        parted = "\u00a0; " if lang == "fr" else "; "
        if self.content.projection is not None:
            counts = {"actors": network.n_actors, "pairs": n, "unit": self.content.projection.weight}
            said = [w("written.one", title=self.declared.title, **counts)]
        else:
            counts = {"actors": network.n_actors, "columns": network.n_actions, "ties": n}
            said = [w(f"written.{grain}", title=self.declared.title, **counts)]
        if choices := network.money.choices:
            told = parted.join(f"--{what} {', '.join(codes)}" for what, codes in choices.items())
            said.append(w("money.refused", choices=told))
        if self.lost:
            told = parted.join(w("lost", what=w(f"feature.{what}"), how=w(f"how.{how}")) for what, how in self.lost)
            said.append(w("loses", title=self.declared.title, what=told))
        else:
            said.append(w("loses.nothing", title=self.declared.title))
        said += [w(f"note.{what}", n=n) for what, n in sorted(self.notes.items()) if n]
        key = f"after.{self.format}"
        return [*said, *([w(key)] if w.knows(key) else [])]
