"""What a paper says of its methods: what was done, with which parameters, and the works to cite.

``methods.csv`` has the sentences, with the keys of the works that each cites; ``references.csv`` has the works.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import click

from graphkit.words import Words

if TYPE_CHECKING:
    from graphkit.networks.network import Network

methods_option = click.option(
    "--methods", is_flag=True, help="Print what a paper says of the method, with references, instead."
)


class Methods:
    """A paragraph, sentence by sentence.

    Parameters
    ----------
    lang : {"en", "fr"}
        The language.

    Examples
    --------
    >>> paragraph = Methods("en")
    >>> paragraph.add("correction.none", tests=153)
    >>> print(paragraph)
    P-values were not corrected for the number of tests (153).
    """

    def __init__(self, lang: str) -> None:
        self._words = Words("graphkit.cli", lang, "methods.csv")
        self._sentences: list[str] = []
        self._cited: set[str] = set()

    def add(self, key: str, /, **values: object) -> None:
        """Put a sentence of ``methods.csv`` at the end, with these values in it."""
        self._sentences.append(self._words(key, **values))
        self._cited.update(cited()[key])

    def add_network(self, network: Network) -> None:
        """Say which network of which data was analysed, and by which release."""
        from graphkit import __version__

        spec = network.spec.sentence(self._words.lang, spelled=True)
        self.add("network", spec=spec, data=network.snapshot.hash[:12], version=__version__)

    def __str__(self) -> str:
        """The paragraph on one line, then the works that it cites in the order of their authors, one a line."""
        paragraph = " ".join(self._sentences)
        if not self._cited:
            return paragraph
        works = sorted(references()[key] for key in self._cited)
        return "\n".join([paragraph, "", self._words("references"), *(f"- {work}" for work in works)])


@cache
def cited() -> Mapping[str, tuple[str, ...]]:
    """The keys of the works that each sentence cites."""
    return {row["key"]: tuple(row["cites"].split()) for row in _rows("methods.csv")}


@cache
def references() -> Mapping[str, str]:
    """The works, by key."""
    return {row["key"]: row["work"] for row in _rows("references.csv")}


def _rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("graphkit.cli").joinpath(file).read_text(encoding="utf-8").splitlines()))
