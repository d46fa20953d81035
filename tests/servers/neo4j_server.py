"""A real Neo4j Community for a test run, without anything installed by hand.

    with Neo4jServer(jars("5.26.18"), folder) as server:
        neo4j.GraphDatabase.driver(server.uri, auth=server.auth)

The jars come from Maven, once, into the user's cache. The server listens on loopback only, asks for a password made
anew at each start, and ends when this process ends: its standard input closes.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import select
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

HERE = Path(__file__).parent
LAUNCHER = HERE / "NeoServer.java"

# Exact versions: for a range Maven fetches the description of every version there is.
LONG_TERM = "5.26.18"
CURRENT = "2026.08.1"
JAVA_NEEDED = {LONG_TERM: 17, CURRENT: 21}


class Unavailable(Exception):
    """Why no server can be had; shown in the test summary."""


class Neo4jServer:
    """A running Neo4j.

    Attributes
    ----------
    uri, auth : str, (user, password)
        What a driver needs.
    version : str
        What the server says it is.
    """

    def __init__(
        self,
        lib: Path,
        data: Path,
        *,
        java: str = "java",
        heap: str = "1g",
        settings: Sequence[str] = (),
        timeout: float = 300,
    ) -> None:
        data.mkdir(parents=True, exist_ok=True)
        password = secrets.token_urlsafe(18)
        self.auth = ("neo4j", password)
        self._log = (data / "server.log").open("wb")
        # From Java 24 on the server's native libraries make the JVM warn on stderr otherwise.
        quiet = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]
        self._process = subprocess.Popen(
            [
                *(java, f"-Xmx{heap}", "-XX:+UseSerialGC", *(quiet if java_version(java) >= 24 else ())),
                *("-cp", f"{lib}/*", str(LAUNCHER), str(data), "0", *settings),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={**os.environ, "NEO4J_PASSWORD": password},
        )
        ready = self._first_json_line(time.monotonic() + timeout)
        self.uri: str = ready["uri"]
        self.version: str = ready["version"]

    def _first_json_line(self, end: float) -> dict[str, str]:
        assert self._process.stdout is not None
        while True:
            readable, _, _ = select.select([self._process.stdout], [], [], max(0.0, end - time.monotonic()))
            line = self._process.stdout.readline() if readable else ""
            if not line:
                self.close()
                raise Unavailable(f"Neo4j did not start (exit status {self._process.poll()})")
            if line.startswith("{"):
                return dict(json.loads(line))

    def close(self) -> None:
        """Stop the server; it ends by itself when its standard input closes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def __enter__(self) -> Neo4jServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def jars(version: str) -> Path:
    """The folder of Neo4j's jars, fetched by Maven the first time.

    Raises
    ------
    Unavailable
        There is no Maven, or it cannot fetch them.
    """
    return fetched(f"neo4j-{version}", HERE / "pom.xml", f"-Dneo4j.version={version}")


def cached(name: str) -> Path:
    """Where a folder of jars stands, or would."""
    return Path(os.environ.get("GRAPHKIT_TEST_CACHE", Path.home() / ".cache" / "graphkit-tests")) / name


def fetched(name: str, pom: Path, *options: str) -> Path:
    """The folder of the jars that a pom.xml names, fetched by Maven the first time.

    Raises
    ------
    Unavailable
        There is no Maven, or it cannot fetch them.
    """
    folder = cached(name)
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable(f"Maven (mvn) is not installed, so the jars of {name} cannot be fetched")
    # Into a folder of its own first: a fetch that was cut off must not look like a whole one.
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    run = subprocess.run(
        [
            *(maven, "-q", "-B", "-f", str(pom), *options),
            *("dependency:copy-dependencies", f"-DoutputDirectory={part}", "-DincludeScope=runtime"),
        ],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if run.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise Unavailable(f"Maven could not fetch {name}: {(run.stdout or run.stderr).strip()[:300]}")
    try:
        part.rename(folder)
    except OSError:  # another run was quicker
        shutil.rmtree(part, ignore_errors=True)
    return folder


def java(at_least: int) -> str:
    """A Java of at least this version: the one on the path, else one that stands where JDKs are installed."""
    homes = [os.environ.get("JAVA_HOME", ""), *map(str, sorted(Path("/usr/lib/jvm").glob("*")))]
    candidates = [shutil.which("java") or "", *(f"{home}/bin/java" for home in homes if home)]
    for found in candidates:
        if found and Path(found).exists() and java_version(found) >= at_least:
            return found
    raise Unavailable(f"no Java {at_least} or newer is installed")


def java_version(path: str) -> int:
    """The major version of a Java, 0 where it does not answer."""
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0
