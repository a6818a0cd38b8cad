"""JSON in the shape of the contract: one object for one display, a list for several."""

from __future__ import annotations

import json
from collections.abc import Iterable

from qualcode.displays._figure import Figure
from qualcode.displays._result import Matrix
from qualcode.displays._writers._writer import DisplayWriter
from qualcode.model import Study


def render(displays: Iterable[Matrix | Figure], study: Study) -> bytes:
    """The displays as JSON, UTF-8, keys in their order."""
    del study
    plain = [display.as_json() for display in displays]
    return (json.dumps(plain[0] if len(plain) == 1 else plain, ensure_ascii=False, indent=2) + "\n").encode()


WRITER = DisplayWriter(name="json", render=render)
