"""Formats that a Python library reads: in a process of its own, so that damage and malice cost bounded memory and time.

``answer`` is called by the reader; ``serve`` is what the other process runs (``python -m`` of the module that reads).
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qualcode.errors import UnreadableSource

MEMORY = 1_500_000_000
"""Bytes that the process may take, where the system keeps to that."""

_REFUSED = "refused"
_ROOT = Path(__file__).parents[3]
"""Where this package was found, so that the process finds the same one."""


class Refused(Exception):
    """Why a file is not read: the key of ``UnreadableSource``, and its detail."""


def answer(module: str, data: bytes, name: str, seconds: float) -> Any:
    """What a module makes of a file's bytes; ``UnreadableSource`` where it refuses, takes too long or too much."""
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    try:
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-m", module],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableSource(name, "too_slow", detail=f"{seconds:g} s") from None
    try:
        found: Any = json.loads(ran.stdout)
    except ValueError:  # it ended without an answer: the system stopped it
        raise UnreadableSource(name, "too_large") from None
    if isinstance(found, dict):
        raise UnreadableSource(name, found[_REFUSED], detail=found["detail"])
    return found


def serve(read: Callable[[bytes], Any], damage: tuple[type[Exception], ...], why: str) -> None:
    """Read the bytes at standard input; write what was read, or the refusal, as JSON.

    ``damage`` are the exceptions with which the library meets a broken file; ``why`` is the key for those.
    """
    _limit_memory()
    try:
        found = read(sys.stdin.buffer.read())
    except Refused as refused:
        key, *detail = refused.args
        found = {_REFUSED: key, "detail": "".join(detail)}
    except MemoryError:
        found = {_REFUSED: "too_large", "detail": ""}
    except damage:
        found = {_REFUSED: why, "detail": ""}
    sys.stdout.write(json.dumps(found))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
