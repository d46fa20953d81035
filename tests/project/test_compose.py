"""docker-compose.yml: pinned, on loopback, with a password that has no default."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
import yaml

from tests.conftest import ROOT
from tests.servers.neo4j_server import LONG_TERM

COMPOSE = ROOT / "docker-compose.yml"


def test_service_is_pinned_private_and_checked() -> None:
    content = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))
    service = content["services"]["neo4j"]
    assert service["image"] == f"neo4j:{LONG_TERM}-community"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "${NEO4J_PASSWORD:?" in service["environment"]["NEO4J_AUTH"]
    assert service["healthcheck"]["test"]
    assert [volume.split(":")[0] for volume in service["volumes"]] == list(content["volumes"])


def test_compose_client_takes_it() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode:
        pytest.skip("no docker compose client")
    command = [docker, "compose", "-f", str(COMPOSE), "config", "--quiet"]
    without = {key: value for key, value in os.environ.items() if key != "NEO4J_PASSWORD"}
    assert subprocess.run(command, env=without, capture_output=True, check=False).returncode != 0
    subprocess.run(command, env={**without, "NEO4J_PASSWORD": "not-a-default"}, check=True)
