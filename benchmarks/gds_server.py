"""A Neo4j with the library Graph Data Science (GPL: measured here, and no part of graphkit), as the tests start one.

Its jars come from Maven, once, into the cache of the tests: some 140 files.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tests.servers.neo4j_server import (  # noqa: E402  # found by the line before
    JAVA_NEEDED,
    LONG_TERM,
    Neo4jServer,
    cached,
    fetched,
    jars,
    java,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

# The release for the Neo4j that is supported longest; both are pinned, since each is made for the other.
VERSION = "2.13.9"

# As much as the graph of a million ties needs, and no more than a laptop has.
HEAP = "2g"


def is_there() -> bool:
    """Whether the jars were fetched."""
    return cached(f"gds-{VERSION}").is_dir()


def started(data: Path) -> Neo4jServer:
    """A server whose store is in a folder; fetches the jars the first time."""
    lib = _joined(jars(LONG_TERM), fetched(f"gds-{VERSION}", HERE / "pom-gds.xml"), data)
    settings = ("dbms.security.procedures.unrestricted=gds.*",)
    return Neo4jServer(lib, data, java=java(JAVA_NEEDED[LONG_TERM]), heap=HEAP, settings=settings)


def _joined(neo4j: Path, gds: Path, data: Path) -> Path:
    """A folder of links to the jars of both.

    What both bring is taken from Neo4j, but for openCypher's parsers, of which Neo4j has others under the same name.
    The library's own jars are in the folder of plugins too, where the server looks for procedures.
    """
    lib, plugins = data / "lib", data / "plugins"
    for folder in (lib, plugins):
        folder.mkdir(parents=True)
    for jar in neo4j.glob("*.jar"):
        (lib / jar.name).symlink_to(jar)
    had = set(_artifacts(neo4j.glob("*.jar")))
    for jar in gds.glob("*.jar"):
        if jar.name.endswith(f"-{VERSION}.jar"):
            (lib / f"gds-{jar.name}").symlink_to(jar)
            shutil.copy(jar, plugins / f"gds-{jar.name}")
        elif not had & set(_artifacts([jar])) or "9.0" in jar.name:
            (lib / jar.name).symlink_to(jar)
    return lib


def _artifacts(files: Iterable[Path]) -> list[str]:
    """The names of jars without their versions."""
    return [re.sub(r"-\d.*", "", jar.name) for jar in files]
