"""The readers, each fetched once into the cache of the tests, and called in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.servers.neo4j_server import Unavailable, cached, fetched, java

HERE = Path(__file__).parent

# Exact versions: what is read today is read tomorrow.
PACKAGES = ("graphology@0.26.0", "graphology-gexf@0.13.2", "@xmldom/xmldom@0.9.12")


def gephi(*files: str | Path) -> list[dict[str, Any]]:
    """What Gephi's toolkit reads: one answer a file; two files parted by a comma are one workspace.

    Raises
    ------
    Unavailable
        There is no Java 17, no Maven, or it cannot fetch the toolkit.
    """
    found = java(17)
    jars = fetched("gephi-toolkit-0.10.1", HERE / "pom-gephi.xml")
    words = [found, "-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-cp", f"{jars}/*"]
    done = _run([*words, str(HERE / "GephiReader.java"), *map(str, files)])
    return [json.loads(line) for line in done.splitlines()]


def graphology(file: Path) -> dict[str, Any]:
    """What ``graphology-gexf`` reads, which Gephi Lite reads GEXF by.

    Raises
    ------
    Unavailable
        There is no Node.js, or npm cannot fetch the package.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Unavailable("Node.js (node, npm) is not installed, so graphology-gexf cannot be run")
    folder = cached("graphology-gexf-0.13.2")
    if not folder.is_dir():
        part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
        part.mkdir(parents=True)
        (part / "package.json").write_text('{"private": true}')
        words = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
        done = subprocess.run(words, cwd=part, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            shutil.rmtree(part, ignore_errors=True)
            raise Unavailable(f"npm could not fetch graphology-gexf: {done.stderr.strip()[:300]}")
        part.rename(folder)
    told: dict[str, Any] = json.loads(_run([node, str(HERE / "gexf_reader.mjs"), str(file)], GRAPHOLOGY=str(folder)))
    return told


def neo4j_admin(words: Sequence[str], tables: Path, home: Path) -> str:
    """What ``neo4j-admin`` says, run with these words in a folder of tables, on a database in `home`.

    Raises
    ------
    Unavailable
        There is no Java 17, no Maven, or it cannot fetch the tool.
    """
    found = java(17)
    jars = fetched("neo4j-import-tool-5.26.0", HERE / "pom-import.xml")
    (home / "conf").mkdir(parents=True, exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text("")
    command = [found, "-Xmx512m", "-XX:+UseSerialGC", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool", *words]
    return _run(command, tables, NEO4J_HOME=str(home), NEO4J_CONF=str(home / "conf"))


def igraph(script: str, *words: str | Path) -> dict[str, Any]:
    """What a script prints as JSON where it may import igraph.

    It is under the GPL: never imported here, but run in a Python of its own, that GRAPHKIT_TEST_IGRAPH names.

    Raises
    ------
    Unavailable
        No such Python is named.
    """
    python = os.environ.get("GRAPHKIT_TEST_IGRAPH")
    if not python:
        raise Unavailable("GRAPHKIT_TEST_IGRAPH names no Python that has igraph")
    told: dict[str, Any] = json.loads(_run([python, "-c", script, *map(str, words)]))
    return told


def _run(words: Sequence[str], folder: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{Path(words[0]).name} left with {done.returncode}: {done.stderr[-2000:]}"
    sys.stderr.write(done.stderr)
    return done.stdout
