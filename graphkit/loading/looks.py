"""Which format a file looks like that the loader named cannot read: told instead of a cure for what it is not.

A loader says by which texts a file of its format is known: ``SIGNS``, sets of texts of which one stands whole in the
beginning of each file. They are looked for without regard to case, and only when a file was refused.
"""

from __future__ import annotations

from pathlib import Path

from graphkit import discovery

# Headings and first elements stand here, behind lines of a publisher's own.
_HEAD = 1 << 16


def looks_like(path: Path) -> str | None:
    """The format that the beginning of a file shows; None where it shows none, or several."""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError:
        return None
    # Signs are plain letters: they stand as they are in every encoding, in wide ones with zeros between.
    text = data.replace(b"\0", b"").decode("latin-1").casefold()
    found = [
        name
        for name in discovery.names("graphkit.loaders")
        if any(
            all(sign.casefold() in text for sign in signs)
            for signs in getattr(discovery.module("graphkit.loaders", name, "format"), "SIGNS", ())
        )
    ]
    return found[0] if len(found) == 1 else None
