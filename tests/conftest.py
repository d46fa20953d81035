"""Fixtures that all tests share: the stores, the real files, the case base."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.servers.docker_server import DockerServer
from tests.servers.neo4j_server import CURRENT, JAVA_NEEDED, LONG_TERM, Neo4jServer, Unavailable, jars, java

if TYPE_CHECKING:
    from graphkit.graph import Graph
    from graphkit.stores.bolt import Store

ROOT = Path(__file__).parents[1]

# No test is about how fast a machine is: one that is busy would fail those that are drawn.
settings.register_profile("graphkit", deadline=None)
settings.load_profile("graphkit")


@dataclass(frozen=True)
class StorePlace:
    """Where a test may have a store, empty at first: a directory that is not there yet, or a server."""

    engine: str
    where: str
    user: str | None = None
    password: str | None = None

    def open(self) -> Store:
        from graphkit.stores import open_store

        return open_store(self.where, user=self.user, password=self.password)

    def graph(self) -> Graph:
        import graphkit

        return graphkit.open(self.where, user=self.user, password=self.password)

    def environment(self) -> dict[str, str]:
        """For a command in a process of its own."""
        found = {**os.environ, "GRAPHKIT_STORE": self.where}
        if self.password is not None:
            found |= {"GRAPHKIT_USER": self.user or "neo4j", "GRAPHKIT_PASSWORD": self.password}
        return found


@dataclass(frozen=True)
class Given:
    """The server that the environment names."""

    uri: str
    auth: tuple[str, str]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the current Neo4j release unless it is asked for: every run tests the long-term one."""
    if "neo4j_current" in (config.option.markexpr or ""):
        return
    left_out = [item for item in items if item.get_closest_marker("neo4j_current")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _server(version: str, stack: ExitStack, folder: Path) -> Given:
    uri = os.environ.get("GRAPHKIT_TEST_NEO4J_URI")
    if uri and version == LONG_TERM:
        return Given(
            uri, (os.environ.get("GRAPHKIT_TEST_NEO4J_USER", "neo4j"), os.environ["GRAPHKIT_TEST_NEO4J_PASSWORD"])
        )
    try:
        started = stack.enter_context(Neo4jServer(jars(version), folder, java=java(JAVA_NEEDED[version])))
    except Unavailable as no_maven:
        try:
            in_docker = stack.enter_context(DockerServer(version))
        except Unavailable as no_docker:
            raise Unavailable(f"no Neo4j {version}: {no_maven}; {no_docker}; GRAPHKIT_TEST_NEO4J_URI not set") from None
        return Given(in_docker.uri, in_docker.auth)
    return Given(started.uri, started.auth)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Given | Unavailable]]:
    """Servers started so far, by version; each starts when the first test asks for it."""
    with ExitStack() as stack:
        found: dict[str, Given | Unavailable] = _Servers(stack, tmp_path_factory)
        yield found
        # A server that was given is left as it was found; the others end with the run.
        for server in found.values():
            if isinstance(server, Given) and server.uri == os.environ.get("GRAPHKIT_TEST_NEO4J_URI"):
                _empty(server)


class _Servers(dict[str, "Given | Unavailable"]):
    def __init__(self, stack: ExitStack, folders: pytest.TempPathFactory) -> None:
        super().__init__()
        self._stack, self._folders = stack, folders

    def __missing__(self, version: str) -> Given | Unavailable:
        try:
            self[version] = _server(version, self._stack, self._folders.mktemp("neo4j"))
        except Unavailable as reason:
            self[version] = reason
        return self[version]


def _neo4j_place(servers: dict[str, Given | Unavailable], version: str) -> StorePlace:
    server = servers[version]
    if isinstance(server, Unavailable):
        # Where everything must run, a test that cannot is a failure.
        if os.environ.get("CI") == "true":
            pytest.fail(str(server))
        pytest.skip(str(server))
    _empty(server)
    return StorePlace("neo4j", server.uri, *server.auth)


def _empty(server: Given) -> None:
    """Empty a server that held nothing when this run began: never somebody's data."""
    import neo4j

    with neo4j.GraphDatabase.driver(server.uri, auth=server.auth) as driver, driver.session() as session:
        if server.uri not in _used and session.run("MATCH (n) RETURN n LIMIT 1").peek() is not None:
            pytest.exit(f"{server.uri} is not empty. The tests empty it, so give them a server that is.", returncode=3)
        _used.add(server.uri)
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


# Servers found empty in this run.
_used: set[str] = set()


NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)
NEO4J_CURRENT = pytest.param("neo4j_current", marks=[pytest.mark.neo4j, pytest.mark.neo4j_current])


@pytest.fixture(params=["embedded", NEO4J, NEO4J_CURRENT])
def store_place(request: pytest.FixtureRequest, tmp_path: Path) -> StorePlace:
    """An empty place for a store, on each engine in turn."""
    if request.param == "embedded":
        return StorePlace("embedded", str(tmp_path / "store"))
    servers = request.getfixturevalue("servers")
    return _neo4j_place(servers, LONG_TERM if request.param == "neo4j" else CURRENT)


@pytest.fixture
def neo4j_place(servers: dict[str, Given | Unavailable]) -> StorePlace:
    """An empty Neo4j; a test that takes it bears the marker ``neo4j``."""
    return _neo4j_place(servers, LONG_TERM)


@pytest.fixture
def embedded_place(tmp_path: Path) -> StorePlace:
    """A directory for an embedded store that is not there yet."""
    return StorePlace("embedded", str(tmp_path / "store"))


@pytest.fixture
def store(store_place: StorePlace) -> Iterator[Store]:
    """An open, empty store on each engine in turn."""
    with store_place.open() as opened:
        yield opened


@pytest.fixture
def graph(store_place: StorePlace) -> Iterator[Graph]:
    """An open, empty graph on each engine in turn."""
    with store_place.graph() as opened:
        yield opened


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of publishers' real files."""
    folder = Path(os.environ.get("GRAPHKIT_TEST_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real data: {folder} is not there (GRAPHKIT_TEST_DATA)")
    return folder
