"""The environment of the peers: made by itself, from the pins of peers.txt, and apart from graphkit's.

Some of them are under the GPL. They are installed on the machine that measures, and nothing of graphkit imports them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

from given import folder

PINS = Path(__file__).with_name("peers.txt")


def python() -> Path:
    """The peers' Python; installs them the first time, and again when the pins have changed."""
    state = sha256(PINS.read_bytes() + sys.version.encode()).hexdigest()[:8]
    place = folder() / f"peers-{state}"
    found = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (place / "installed").exists():
        print(f"Installing the peers into {place}: a minute, and about 700 MB.", file=sys.stderr, flush=True)
        venv.create(place, clear=True, with_pip=True)
        install = [found, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", PINS]
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"The peers of {PINS} could not be installed:\n{done.stderr.strip()[-2000:]}")
        (place / "installed").touch()
    return found
