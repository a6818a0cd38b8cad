"""The act of coding: a coder gives a code to a segment, says more about it, or takes it back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from qualcode.errors import BadValue, RetiredCode, UnknownName
from qualcode.model import KINDS, About, Code, CodeStatus, Coding, Directness, Segment, Source, Study, Valence
from qualcode.model.plain import references, referred_ids
from qualcode.reduction.placing import place, same_words

__all__ = [
    "Applied",
    "Assignment",
    "apply_codes",
    "part_with",
    "place",
    "remove_codings",
    "require_offered",
    "same_words",
    "segment_for",
]

NewId = Callable[[str], str]
LEAST_INTENSITY, MOST_INTENSITY = 1, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A code that a coder gives to ``[start, end)`` of a source. What is None is not stated."""

    source: str
    start: int
    end: int
    code: str
    coder: str
    round: int = 1
    valence: Valence | None = None
    intensity: int | None = None
    directness: Directness | None = None
    dont_know: bool | None = None
    about: About | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Records to put, and which codings are new, changed, or were there already as stated."""

    records: tuple[Segment | Coding, ...] = ()
    added: tuple[Coding, ...] = ()
    changed: tuple[Coding, ...] = ()
    unchanged: tuple[Coding, ...] = ()


def segment_for(study: Study, source: str, start: int, end: int, new_id: Callable[[], str]) -> Segment:
    """The segment at ``[start, end)``: the one that is there, else a new one with its quotation."""
    found = study.derived(_segments_by_place).get((source, start, end))
    if found is not None:
        return found
    quote = study.text(source)[start:end]
    digest = hashlib.sha256(quote.encode()).hexdigest()
    return Segment(id=new_id(), source=source, start=start, end=end, quote=quote, digest=digest)


def apply_codes(study: Study, assignments: Iterable[Assignment], *, new_id: NewId, at: str) -> Applied:
    """Segments and codings that these assignments make.

    The same segment, code, coder and round is the same coding: it takes on what is stated, nothing is doubled.
    ``new_id`` gives the next id of a prefix, ``at`` is the moment of new codings. ``UnknownName`` for a code or
    source that is not there, ``RetiredCode`` for a new coding under a code that is no longer offered, ``BadValue`` for
    an intensity beyond 1-3 or a coder without a name.
    """
    wanted = tuple(assignments)
    keeper = _Keeper(study, wanted, new_id, at)
    for assignment in wanted:
        keeper.take(assignment)
    return keeper.applied()


def require_offered(code: Code) -> None:
    """Raise ``RetiredCode`` for a code that takes no new codings."""
    if code.status is CodeStatus.RETIRED:
        named = (change.others for change in reversed(code.history) if change.others)
        raise RetiredCode(code.id, next(named, ()))


class _Keeper:
    """Keeps segments and codings by what makes them the same."""

    def __init__(self, study: Study, wanted: Sequence[Assignment], new_id: NewId, at: str) -> None:
        self._study = study
        self._new_id = new_id
        self._at = at
        self._codes = study.by_id(Code)
        self._sources = study.by_id(Source)
        self._segments: dict[tuple[str, int, int], Segment] = {}
        self._old = _codings_by_what(study, wanted)
        self._codings: dict[tuple[str, str, str, int], Coding] = {}

    def take(self, given: Assignment) -> None:
        self._check(given)
        where = (given.source, given.start, given.end)
        if where not in self._segments:
            self._segments[where] = segment_for(self._study, *where, lambda: self._new_id("S"))
        segment = self._segments[where]
        what = (segment.id, given.code, given.coder, given.round)
        old = self._codings.get(what) or self._old.get(what)
        if old is None:
            require_offered(self._codes[given.code])
            old = Coding(
                id=self._new_id("K"),
                segment=segment.id,
                code=given.code,
                coder=given.coder,
                round=given.round,
                at=self._at,
            )
        self._codings[what] = _stated(old, given)

    def _check(self, given: Assignment) -> None:
        if given.code not in self._codes:
            raise UnknownName("code", given.code, tuple(self._codes))
        if given.source not in self._sources:
            raise UnknownName("source", given.source, tuple(self._sources))
        if not given.coder.strip():
            raise BadValue("coder", given.coder)
        if given.intensity is not None and not LEAST_INTENSITY <= given.intensity <= MOST_INTENSITY:
            raise BadValue("intensity", str(given.intensity), ("1", "2", "3"))

    def applied(self) -> Applied:
        before = self._study.by_id(Coding)
        added = tuple(coding for coding in self._codings.values() if coding.id not in before)
        there = [coding for coding in self._codings.values() if coding.id in before]
        changed = tuple(coding for coding in there if coding != before[coding.id])
        segments = tuple(s for s in self._segments.values() if s.id not in self._study.segments)
        return Applied(
            records=(*segments, *added, *changed),
            added=added,
            changed=changed,
            unchanged=tuple(coding for coding in there if coding == before[coding.id]),
        )


def _stated(coding: Coding, given: Assignment) -> Coding:
    """The coding with what the assignment states; the rest as it was."""
    names = ("valence", "intensity", "directness", "dont_know", "note")
    stated = {name: value for name in names if (value := getattr(given, name)) is not None}
    if given.about is not None:
        stated["about"] = _joined(coding.about, given.about)
    return replace(coding, **stated) if stated else coding


def _joined(old: About | None, new: About) -> About | None:
    old = old or About()
    about = About(
        role=new.role or old.role,
        informant=new.informant or old.informant,
        unit=new.unit or old.unit,
        case=new.case or old.case,
        period=new.period or old.period,
        date=new.date or old.date,
    )
    return None if about == About() else about


def part_with(study: Study, ids: Collection[str]) -> Study:
    """The part of the study in whose sources the codings with these ids stand: all that taking them back asks."""
    segments = {segment for (segment,) in study.fields_of(Coding, ids, "segment").values()}
    return study.within({source for (source,) in study.fields_of(Segment, segments, "source").values()})


def remove_codings(study: Study, ids: Iterable[str]) -> tuple[Coding | Segment, ...]:
    """The codings with these ids, and their segments where nothing else refers to them; for removal.

    ``UnknownName`` for an id that is no coding's.
    """
    codings = study.by_id(Coding)
    going: dict[str, Coding] = {}
    for name in ids:
        if name not in codings:
            raise UnknownName("coding", name)
        going[name] = codings[name]
    left = {coding.segment for coding in going.values()} - _segments_in_use(study, going)
    return (*going.values(), *(study.segments[segment] for segment in sorted(left)))


def _segments_in_use(study: Study, without: dict[str, Coding]) -> set[str]:
    used = {coding.segment for coding in study.codings if coding.id not in without}
    for kind in KINDS:
        if kind.type is Coding or not any(ref in ("Segment", "*") for _, ref in references(kind.type)):
            continue
        records: tuple[object, ...] = study.all(kind.type)
        for record in records:
            for _, ref, found in referred_ids(record):
                if ref == "Segment" or found.startswith("segment:"):
                    used.add(found.removeprefix("segment:"))
    return used


def _segments_by_place(study: Study) -> dict[tuple[str, int, int], Segment]:
    return {(s.source, s.start, s.end): s for s in study.segments.values()}


def _codings_by_what(study: Study, wanted: Sequence[Assignment]) -> dict[tuple[str, str, str, int], Coding]:
    """The codings on the segments that are meant, by what makes them the same."""
    by_place = study.derived(_segments_by_place)
    found = (by_place.get((given.source, given.start, given.end)) for given in wanted)
    segments = {segment.id for segment in found if segment is not None}
    if not segments:
        return {}
    return {(c.segment, c.code, c.coder, c.round): c for c in study.codings if c.segment in segments}
