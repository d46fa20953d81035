"""The embedded engine's life: its directory, its port, what it lets others see."""

from __future__ import annotations

import os
import re
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from graphkit.errors import SchemaMismatch, StoreInUse, StoreUnavailable, UsageError
from graphkit.stores import open_store
from graphkit.stores.bolt import Store
from graphkit.stores.embedded import Embedded
from tests.conftest import StorePlace
from tests.contract.store_cases import grants


@pytest.fixture
def embedded(embedded_place: StorePlace) -> Iterator[Store]:
    with embedded_place.open() as opened:
        yield opened


def connection(store: Store) -> Embedded:
    assert isinstance(store.connection, Embedded)
    return store.connection


def run(code: str, place: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=False)


def test_the_directory_is_its_owners_alone(embedded: Store) -> None:
    path = connection(embedded).directory.path
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_bolt_starts_only_when_something_is_written(embedded: Store) -> None:
    embedded.query("RETURN 1 AS x")
    embedded.tables()
    assert connection(embedded)._bolt is None
    embedded.write(grants())
    assert connection(embedded)._bolt is not None


def test_it_listens_on_loopback_only_and_asks_for_a_password(embedded: Store) -> None:
    embedded.write(grants())
    listening = [c for c in psutil.Process().net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert len(listening) == 2
    assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}
    answers = []
    for port in (c.laddr.port for c in listening):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.settimeout(5)
            client.sendall(b"GET /api/v1/databases HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answers.append(client.recv(200))
    assert sum(b"401" in answer for answer in answers) == 1
    import neo4j

    for port in (c.laddr.port for c in listening):
        with (
            pytest.raises((neo4j.exceptions.AuthError, neo4j.exceptions.ServiceUnavailable)),
            neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("root", "graphkit")) as driver,
        ):
            driver.verify_connectivity()


def test_nothing_is_listening_after_it_is_closed(embedded_place: StorePlace) -> None:
    with embedded_place.open() as store:
        store.write(grants())
    assert not [c for c in psutil.Process().net_connections("inet") if c.status == psutil.CONN_LISTEN]


def test_the_password_is_written_nowhere(
    embedded_place: StorePlace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    monkeypatch.setattr("graphkit.stores.embedded.secrets.token_urlsafe", lambda _: "known-only-to-this-test")
    with embedded_place.open() as store:
        store.write(grants())
        shown = repr(store) + str(store) + repr(store.connection) + store.place + store.server
        files = [path for path in Path(embedded_place.where).rglob("*") if path.is_file()]
        assert not [path for path in files if b"known-only-to-this-test" in path.read_bytes()]
    assert "known-only-to-this-test" not in shown + caplog.text


def test_a_taken_port_is_no_matter(embedded_place: StorePlace, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphkit.stores import embedded as module

    real = module._free_ports
    with socket.socket() as taken, socket.socket() as also_taken:
        for each in (taken, also_taken):
            each.bind(("127.0.0.1", 0))
            each.listen()
        answers = iter([(taken.getsockname()[1], also_taken.getsockname()[1])])
        monkeypatch.setattr(module, "_free_ports", lambda: next(answers, None) or real())
        with embedded_place.open() as store:
            assert store.write(grants()).conflicts == 0
            assert store.counts()[1]["FUNDS"] == 3


HOLD = """
import sys, time
from graphkit.stores import open_store
store = open_store(sys.argv[1])
store.query("CREATE (:Skill {id: 'kept'})", write=True)
print("open", flush=True)
time.sleep(60)
"""


def test_a_second_process_gets_one_line_and_a_killed_one_leaves_a_store_that_opens(embedded_place: StorePlace) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, embedded_place.where], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreInUse) as told:
            embedded_place.open()
        assert re.fullmatch(r"The store .* is open in another process\. Wait .*", str(told.value))
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()
    with embedded_place.open() as store:
        assert store.counts()[0]["Skill"] == 1


def test_the_second_opening_is_quick(embedded_place: StorePlace) -> None:
    embedded_place.open().close()
    begun = time.process_time()
    embedded_place.open().close()
    assert time.process_time() - begun < 0.5


FAILS = """
import sys
from graphkit.stores import open_store
from graphkit.errors import GraphkitError
with open_store(sys.argv[1], timeout=0.3) as store:
    for write in (False, True):
        for statement in ("MATCH (a RETURN", "RETURN 1 / 0 AS x", "CREATE (:Actor {id: 1}), (:Actor {id: 1})",
                          "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN count(x * y % 7)"):
            try:
                store.query(statement, write=write)
            except GraphkitError:
                print("refused")
"""


def test_failed_statements_leave_the_terminal_alone(embedded_place: StorePlace, tmp_path: Path) -> None:
    told = run(FAILS, embedded_place.where)
    assert told.stderr == ""
    assert told.stdout == "refused\n" * 8
    assert not (tmp_path / "log").exists()


def test_a_store_left_open_is_closed_when_the_process_ends(embedded_place: StorePlace) -> None:
    code = (
        "import sys; from graphkit.stores import open_store; store = open_store(sys.argv[1]); "
        "store.query(\"CREATE (:Skill {id: 'kept'})\", write=True)"
    )
    ended = run(code, embedded_place.where)
    assert (ended.returncode, ended.stderr) == (0, "")
    with embedded_place.open() as store:
        assert store.counts()[0]["Skill"] == 1


def test_a_store_of_another_model_is_refused(embedded_place: StorePlace) -> None:
    with embedded_place.open() as store:
        store.query("MATCH (s:GraphkitStore) SET s.version = 999", write=True)
    with pytest.raises(SchemaMismatch, match="version 999 of the model"):
        embedded_place.open()


def test_a_directory_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("two years of work")
    with pytest.raises(StoreUnavailable, match="holds other files"):
        open_store(tmp_path)
    assert os.listdir(tmp_path) == ["thesis.odt"]


def test_a_store_is_not_made_unless_asked_for(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="There is no store at"):
        open_store(tmp_path / "nothing", create=False)
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("place", ["foo://host", "bolt://neo4j:secret@host", "http://host"])
def test_an_address_of_another_kind_is_refused_without_repeating_a_password(place: str) -> None:
    with pytest.raises(UsageError) as told:
        open_store(place)
    assert "secret" not in str(told.value)
