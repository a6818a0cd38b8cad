"""The real workbench in a terminal of its own, coded in by keys and killed at a random moment (POSIX)."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

SAVED = re.compile(rb"saved as (K-\d+)")
KEYS = (b" ", b"D", b"H", b"+", b"\x1b[B", b"D")
PATIENCE = 60.0


class Terminal:
    """The workbench in a terminal of 100 x 30, and everything that it wrote there."""

    def __init__(self, folder: Path) -> None:
        self.screen, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qualcode", "code", "W-01", "--coder", "rani", "--study", str(folder)],
            stdin=end,
            stdout=end,
            stderr=end,
            env={**os.environ, "QUALCODE_LANG": "en", "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(end)
        self.written = b""

    def press(self, key: bytes) -> None:
        """Send a key."""
        os.write(self.screen, key)

    def read(self, seconds: float) -> None:
        """Take what is written within so many seconds, and what is left once the process has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and select.select([self.screen], [], [], left)[0]:
            try:
                self.written += os.read(self.screen, 65536)
            except OSError:  # its end is closed
                return

    def kill(self) -> set[str]:
        """Kill it; the codings that the screen called saved."""
        self.process.kill()
        self.process.wait()
        self.read(0.05)
        os.close(self.screen)
        return {one.decode() for one in SAVED.findall(self.written)}


def killed_once(folder: Path, dice: random.Random) -> set[str]:
    """Code in the workbench, by keys, until a random moment after the first act was accepted."""
    terminal = Terminal(folder)
    begun = time.monotonic()
    while b"F1" not in terminal.written:
        terminal.read(0.1)
        assert time.monotonic() - begun < PATIENCE, terminal.written[-500:]
    until = None
    for at in range(10_000):
        terminal.press(KEYS[at % len(KEYS)])
        terminal.read(dice.uniform(0.0, 0.06))
        if until is None and SAVED.search(terminal.written):
            until = time.monotonic() + dice.uniform(0.0, 1.0)
        if until is not None and time.monotonic() >= until:
            return terminal.kill()
        assert time.monotonic() - begun < PATIENCE, "no act was accepted"
    return terminal.kill()
