"""The same study gives the same bytes: in any order of hashes, any time zone, any folder, figures included."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PRINTS = """
import hashlib
from qualcode.displays import DISPLAYS
from qualcode.displays._writers import WRITERS, fitting
from tests.displays.study import whole

study = whole()
for name in DISPLAYS.names():
    shown = DISPLAYS.load(name).build(study)
    for form in fitting([shown]):
        print(name, form, hashlib.sha256(WRITERS.load(form).render([shown], study)).hexdigest())
"""


def printed(folder: Path, seed: str, zone: str) -> list[str]:
    """Digests of every display in every format, as a process of its own finds them."""
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
    made = subprocess.run(
        [sys.executable, "-c", PRINTS], cwd=folder, env=surroundings, capture_output=True, text=True, check=True
    )
    return made.stdout.splitlines()


def test_two_processes_write_the_same_files(tmp_path: Path) -> None:
    first, second = printed(ROOT, "1", "Asia/Makassar"), printed(tmp_path, "4242", "America/Caracas")
    assert len(first) > 200
    assert first == second
