"""What a writer of matrices is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualcode.displays._result import Matrix
from qualcode.model import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixWriter:
    """A format: its name (the file extension) and the function that renders matrices, deterministically.

    ``text`` tells that the bytes are UTF-8 text, fit for standard output.
    """

    name: str
    render: Callable[[Sequence[Matrix], Study], bytes]
    text: bool = True
