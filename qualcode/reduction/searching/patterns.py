"""Regular expressions in bounded time.

A pattern such as ``(a+)+$`` can take longer than anybody waits, and Python cannot stop it. It therefore works in a
process of its own, which reads the texts from a pipe and is ended when its time is up. Nothing is written to disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from qualcode.errors import SlowPattern

SECONDS = 10.0
"""What one pattern may take over all texts together."""
MOST = 200_000
"""Places that one pattern may find."""

_MATCHER = Path(__file__).with_name("_matcher.py")


def places_of(
    expression: str, blocks: Sequence[tuple[str, int, str]], *, seconds: float = SECONDS
) -> Mapping[str, list[tuple[int, int]]]:
    """Source → places of a pattern, in order. ``blocks`` are (source, offset of the block, its text).

    Without regard to case; ``^`` and ``$`` are the ends of lines; what is empty is left out. ``SlowPattern`` where it
    takes longer than ``seconds`` or finds more than ``MOST`` places.
    """
    asked = json.dumps({"expression": expression, "most": MOST, "texts": [text for _, _, text in blocks]})
    try:
        run = subprocess.run(  # noqa: S603 - our own file, run by the Python that runs this
            [sys.executable, "-I", "-S", str(_MATCHER)],
            input=asked.encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise SlowPattern(expression, "slow", f"{seconds:g}") from None
    answer = json.loads(run.stdout)
    if answer is None:
        raise SlowPattern(expression, "many", str(MOST))
    found: dict[str, list[tuple[int, int]]] = {}
    for number, start, end in answer:
        source, offset, _ = blocks[number]
        found.setdefault(source, []).append((offset + start, offset + end))
    return found
