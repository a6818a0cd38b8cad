"""Is anything lost when the workbench is killed? ``python -m benchmarks.workbench_kills [TIMES]``, from the root.

The real program, ``qualcode code W-01``, runs in a terminal of its own; codes are given by keys, and at a random moment
the process is killed (SIGKILL). Every coding that the screen called saved must be in the study, and ``doctor`` silent.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from benchmarks.workbench import made
from qualcode.model import Coding
from qualcode.storage.doctor import examine
from qualcode.storage.store import Store
from tests.workbench.killing import killed_once

AFRESH = 20
"""Kills after which another study is begun: in the old one little is left to code."""


def main() -> None:
    """Kill so many times; stop at the first act that is missing."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    dice, shown = random.Random(11), 0  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as place:
        for number in range(1, times + 1):
            if number % AFRESH == 1:
                folder = made(Path(place) / str(number), turns=400, codings=0)
            accepted = killed_once(folder, dice)
            with Store.open(folder) as store:
                missing = accepted - store.study().by_id(Coding).keys()
                wrong = [check for check in examine(store) if not check.ok]
            assert not missing, missing
            assert not wrong, wrong
            shown += len(accepted)
            print(f"\rkilled {number} times: {shown} codings shown as saved, none missing", end="", flush=True)
    print()


if __name__ == "__main__":
    main()
