"""JSON in the shape of the contract: one object for one matrix, a list for several."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qualcode.displays._result import Matrix
from qualcode.displays._writers._writer import MatrixWriter
from qualcode.model import Study


def render(matrices: Sequence[Matrix], study: Study) -> bytes:
    """The matrices as JSON, UTF-8, keys in their order."""
    del study
    plain = [matrix.as_json() for matrix in matrices]
    return (json.dumps(plain[0] if len(plain) == 1 else plain, ensure_ascii=False, indent=2) + "\n").encode()


WRITER = MatrixWriter(name="json", render=render)
