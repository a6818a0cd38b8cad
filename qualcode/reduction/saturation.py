"""Saturation: the codes that each source adds to those of the sources before it, in order of collection.

Whether the data are saturated is the researcher's to say (method: a report, never a gate).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model import Cycle, Source, Study
from qualcode.reduction.coded import CodedSegment


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one source adds: its codings of first-cycle codes, the codes new with it, and how many there are so far."""

    source: Source
    codings: tuple[CodedSegment, ...]
    new: tuple[str, ...]
    so_far: int


def as_collected(study: Study) -> tuple[Source, ...]:
    """Sources in the order of their dates; those without a date stay last, in the order they came in."""
    return tuple(sorted(study.sources, key=lambda source: (not source.date, source.date)))


def added(study: Study, codings: Iterable[CodedSegment]) -> tuple[Added, ...]:
    """Every source in order of collection with what it adds, by these codings; new codes in codebook order."""
    first = {code.id for code in study.codes if code.cycle is Cycle.FIRST}
    order = {code.id: at for at, code in enumerate(study.codes)}
    by_source: dict[str, list[CodedSegment]] = {}
    for one in codings:
        if one.code.id in first:
            by_source.setdefault(one.source.id, []).append(one)
    seen: set[str] = set()
    found = []
    for source in as_collected(study):
        here = by_source.get(source.id, [])
        new = sorted({one.code.id for one in here} - seen, key=order.__getitem__)
        seen.update(new)
        found.append(Added(source=source, codings=tuple(here), new=tuple(new), so_far=len(seen)))
    return tuple(found)
