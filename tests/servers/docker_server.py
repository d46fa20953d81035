"""Neo4j in a container, for machines that have a Docker engine and no Java."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import time
from types import TracebackType

from tests.servers.neo4j_server import LONG_TERM, Unavailable


class DockerServer:
    """A running Neo4j container: `uri`, `auth`, `version`; removed when closed."""

    def __init__(self, version: str = LONG_TERM) -> None:
        docker = shutil.which("docker")
        # The client alone is no engine: it must answer.
        if docker is None or subprocess.run([docker, "info"], capture_output=True, check=False).returncode:
            raise Unavailable("no Docker engine answers")
        self._docker = docker
        self.version = version
        self.auth = ("neo4j", secrets.token_urlsafe(18))
        self._id = self._run(
            "run",
            "--rm",
            "--detach",
            "--publish",
            "127.0.0.1::7687",
            "--env",
            "NEO4J_AUTH",
            f"neo4j:{version}-community",
        )
        port = self._run("port", self._id, "7687/tcp").rsplit(":", 1)[-1]
        self.uri = f"bolt://127.0.0.1:{port}"
        self._wait()

    def _run(self, *words: str) -> str:
        env = {**os.environ, "NEO4J_AUTH": "/".join(self.auth)}
        run = subprocess.run([self._docker, *words], capture_output=True, text=True, env=env, check=False)
        if run.returncode:
            raise Unavailable(f"docker {words[0]}: {run.stderr.strip()[:300]}")
        return run.stdout.strip()

    def _wait(self) -> None:
        import neo4j

        end = time.monotonic() + 120
        while True:
            try:
                with neo4j.GraphDatabase.driver(self.uri, auth=self.auth) as driver:
                    driver.verify_connectivity()
                return
            except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
                if time.monotonic() > end:
                    self.close()
                    raise Unavailable("the container did not answer within two minutes") from None
                time.sleep(1)

    def close(self) -> None:
        """Stop the container; `--rm` removes it."""
        subprocess.run([self._docker, "stop", self._id], capture_output=True, check=False)

    def __enter__(self) -> DockerServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
