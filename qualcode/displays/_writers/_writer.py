"""What a writer of displays is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from qualcode.declared import record
from qualcode.model import Study

MATRIX, NETWORK, CHART = "matrix", "network", "chart"


@record
class DisplayWriter:
    """A format: its name (the file extension) and the function that renders displays, deterministically.

    Displays are taken one after the other and let go, so that many may be made while they are written.
    ``kinds`` are the kinds of display that it can hold (a picture holds no matrix), ``single`` tells that a file holds
    one display alone. ``text`` tells that the bytes are UTF-8 text, fit for standard output.
    """

    name: str
    render: Callable[[Iterable[Any], Study], bytes]
    text: bool = True
    kinds: tuple[str, ...] = (MATRIX, NETWORK, CHART)
    single: bool = False
