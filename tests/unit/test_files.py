"""A file is put in its place whole, through links; what is no file takes what comes; parts of others stay."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from graphkit.files import put


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "link"
    put([b"o", b"ne"], file)
    link.symlink_to(file)
    put([b"two"], link)
    assert (file.read_bytes(), link.is_symlink()) == (b"two", True)

    def failing() -> Iterator[bytes]:
        yield b"three"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        put(failing(), file)
    assert file.read_bytes() == b"two"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "link"]


def test_the_part_of_another_writer_stays(tmp_path: Path) -> None:
    part = tmp_path / f".a.txt.{os.getpid()}.part"
    part.write_bytes(b"another's")
    with pytest.raises(FileExistsError):
        put([b"mine"], tmp_path / "a.txt")
    assert part.read_bytes() == b"another's"


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="no files that stand for what is open")
def test_a_pipe_that_has_no_name_of_its_own_takes_what_comes() -> None:
    """As the shell's >(...), and /dev/stdout where that is a pipe."""
    end, start = os.pipe()
    found: list[bytes] = []
    with os.fdopen(end, "rb") as reader:
        reading = Thread(target=lambda: found.append(reader.read()), daemon=True)
        reading.start()
        put([b"what ", b"comes"], f"/dev/fd/{start}")
        os.close(start)
        reading.join(30)
    assert found == [b"what comes"]
