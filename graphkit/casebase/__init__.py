"""The case base: local actions of five public documents on social innovation and one page, as plain tables.

Lille, the six actions of Lyon Metropolis, and cases from other places: who carries them, who pays or gives what, which
axes they echo, which difficulties they meet, how they are monitored, what is credited for their success, which ideas
they apply and where these come from. It is what ``graphkit demo`` loads, by the loader ``tables``.

**How rows cite.** Every row has ``source``, the id of a document in ``sources.csv`` (title, file name, SHA-256,
publisher where it is known; a public page has its address in place of a file), and ``locator``, the section as printed
there: ``3.2.6``, ``The Jean Moulin Workshops``.
What a document does not say is empty. Where a row rests on more than the plain words, its ``note`` or ``description``
says so. No private person is named: rows name an office, a group or an organisation.

**Licence.** Facts and figures are the documents'; the wording is graphkit's own and comes under graphkit's licence. No
sentence of a document is copied, so its licence is left empty.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def folder() -> Path:
    """The folder that holds the tables of the case base.

    Examples
    --------
    >>> (folder() / "sources.csv").is_file()
    True
    """
    # The package is never zipped (setup.cfg: zip_safe = False), so its files have a path.
    return Path(str(files("graphkit.casebase")))
