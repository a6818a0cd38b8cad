"""What a scan finds: a stretch of text that may tell who somebody is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class HitKind(StrEnum):
    """Kinds of identifiers, in the order in which the surer one wins where two overlap."""

    EMAIL = "email"
    NPWP = "npwp"
    PHONE = "phone"
    NIK = "nik"
    KK = "kk"
    NIP = "nip"
    NUMBER = "number"
    BIRTH = "birth"
    ADDRESS = "address"
    RT_RW = "rt_rw"
    PLATE = "plate"
    SOCIAL = "social"
    NAME = "name"
    VILLAGE = "village"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Hit:
    """A half-open stretch of a text, in code points, with what stands there.

    ``sure`` is False for a number that only looks like one of its kind (a digit short or long, letters for digits), and
    for a name that nothing but its capital shows.
    """

    start: int
    end: int
    text: str
    kind: HitKind
    sure: bool = True


_NAMES = tuple(HitKind).index(HitKind.NAME)


def apart(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits in order of the text; of those that overlap the surer kind, then the longer, then the sure one.

    Names of people and of places are one kind here.
    """
    order = {kind: number for number, kind in enumerate(HitKind)} | {HitKind.VILLAGE: _NAMES}
    kept: list[Hit] = []
    starts: list[int] = []
    for hit in sorted(
        hits,
        key=lambda hit: (order[hit.kind], hit.start - hit.end, hit.start, hit.kind is HitKind.VILLAGE, not hit.sure),
    ):
        at = bisect_left(starts, hit.end)
        if not at or kept[at - 1].end <= hit.start:
            starts.insert(at, hit.start)
            kept.insert(at, hit)
    return tuple(kept)
