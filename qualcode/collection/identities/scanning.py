"""The scan of one text."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.collection.identities.hits import Hit, apart
from qualcode.collection.identities.names import known, names
from qualcode.collection.identities.numbers import numbers


def scan_text(text: str, known_names: Iterable[str] = (), header_end: int = 0) -> tuple[Hit, ...]:
    """Identifiers in a text in order, none overlapping; offsets in code points, half-open.

    ``known_names`` are names and short forms found elsewhere in the study; ``header_end`` the offset at which the
    header ends (0 where a text has none).
    """
    return apart((*numbers(text), *names(text, header_end), *known(text, known_names)))
