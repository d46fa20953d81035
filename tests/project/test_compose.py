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
    client = _client()
    if client is None:
        pytest.skip("no docker compose client")
    command = [*client, "-f", str(COMPOSE), "config", "--quiet"]
    without = {key: value for key, value in os.environ.items() if key != "NEO4J_PASSWORD"}
    refused = subprocess.run(command, env=without, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "NEO4J_PASSWORD" in refused.stderr
    subprocess.run(command, env={**without, "NEO4J_PASSWORD": "not-a-default"}, check=True)


def _client() -> list[str] | None:
    """The plugin of docker, or the program of its own that came before it."""
    for client in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(client[0]) is None:
            continue
        if not subprocess.run([*client, "version"], capture_output=True, check=False).returncode:
            return client
    return None
