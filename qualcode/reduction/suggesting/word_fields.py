"""Words that go with one matter in spoken Indonesian (*honor*, *gaji*, *amplop*): a list of our own.

A definition speaks of *penghasilan*, an answer of *amplop*: a field joins them. A word may stand in several fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("word_fields.txt")


@cache
def word_fields() -> Mapping[str, tuple[str, ...]]:
    """Stem → the fields that it stands in."""
    found: dict[str, tuple[str, ...]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        field, colon, stems = line.partition(":")
        for stem in stems.split() if colon and not line.startswith("#") else ():
            found[stem] = (*found.get(stem, ()), field)
    return found
