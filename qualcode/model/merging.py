"""Two copies of a study brought together: what was done in the other one, since they parted, is carried over.

A record that was made in the other copy is taken in, under a new id where ids are handed out; one that was changed or
removed there is changed or removed here, as long as nobody touched it here meanwhile. What both changed stays as it is
here and is listed, with everything that rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from qualcode.model.coding import Coding, Segment
from qualcode.model.kinds import KINDS, id_of, kind_of, kind_of_ref, ref_to
from qualcode.model.plain import referred_ids
from qualcode.model.redirecting import redirected
from qualcode.model.sources import Block, Source
from qualcode.model.study import Study

NewId = Callable[[str], str]
"""Prefix → the next id."""

_ORDER = {kind.name: at for at, kind in enumerate(KINDS)}
_NAMED_BY_PEOPLE = ("informant",)
"""Kinds whose ids stand in transcripts: another informant under the same code is another person, never a new number."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A record as it stood when the copies parted and as it stands in the other copy; None where there is none."""

    base: object | None
    theirs: object | None

    @property
    def ref(self) -> str:
        """``kind:id`` in the other copy."""
        return ref_to(self.theirs if self.theirs is not None else self.base)


class Why(StrEnum):
    """Why something of the other copy was not carried over."""

    BOTH = "both"
    GONE = "gone"
    NAMED = "named"
    TEXT = "text"
    LOST = "lost"
    NEEDS = "needs"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Left:
    """What was not carried over: ``kind:id`` in the other copy, why, and what it needs that is not here."""

    ref: str
    why: Why
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge writes and removes, what it leaves, and how many records were here already."""

    put: tuple[object, ...]
    removed: tuple[object, ...]
    left: tuple[Left, ...]
    known: int

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those that are written, whose texts come along."""
        return tuple(one for one in self.put if isinstance(one, Source))


def merge(study: Study, touched: Iterable[Touched], new_id: NewId, earlier: Iterable[object] = ()) -> Merged:
    """What carries the other copy's changes into ``study``.

    ``earlier`` are records that earlier merges took in: they are known again, whatever became of them here.
    """
    touched = tuple(touched)
    merger = _Merger(study, new_id, earlier, frozenset(filter(None, map(_corrected, touched))))
    for one in sorted(touched, key=lambda one: (one.theirs is not None, _ORDER[one.ref.partition(":")[0]])):
        merger.take(one)
    return Merged(
        put=tuple(merger.put.values()),
        removed=tuple(merger.removed.values()),
        left=tuple(merger.left.values()),
        known=merger.known,
    )


class _Merger:
    """The records that are carried over so far, by ``kind:id`` here; ``moved`` goes from the ids there to those."""

    def __init__(self, study: Study, new_id: NewId, earlier: Iterable[object], corrected: frozenset[str]) -> None:
        self.put: dict[str, object] = {}
        self.removed: dict[str, object] = {}
        self.left: dict[str, Left] = {}
        self.known = 0
        self._study = study
        self._new_id = new_id
        self._moved: dict[str, str] = {}
        self._left_there: set[str] = set()
        self._corrected = corrected
        self._standing: dict[type, dict[object, object]] = {}
        self._earlier: dict[object, str] = {_likeness(one): id_of(one) for one in earlier}

    def take(self, one: Touched) -> None:
        """Carry one record over, or say why not; blocks of a text corrected there say nothing of the one here."""
        record = one.base if one.theirs is None else one.theirs
        if isinstance(record, Block) and record.source in self._corrected:
            return
        if one.theirs is None:
            self._remove(one)
        elif one.base is None:
            self._add(one.ref, one.theirs)
        else:
            self._change(one)

    def _add(self, ref: str, theirs: object) -> None:
        record = redirected(theirs, self._moved)
        if not self._has_all_it_needs(ref, record):
            return
        if isinstance(record, Segment):
            placed = self._placed(record)
            if placed is None:
                self._leave(ref, Why.LOST)
                return
            record = placed
        kind = kind_of(type(record))
        if kind.key == ("id",):
            likeness = _likeness(record)
            here = self._like(type(record), likeness)
            if here is not None:
                self._moved[ref] = ref_to(here)
                self._meet(ref, here, record)
                return
            if likeness in self._earlier:
                self._moved[ref] = f"{kind.name}:{self._earlier[likeness]}"
                self.known += 1
                return
            prefix = record.technique.letter if isinstance(record, Source) else kind.prefix
            if prefix and kind.name not in _NAMED_BY_PEOPLE:
                record = _with_id(record, self._new_id(prefix))
        standing = self._study.find(type(record), id_of(record))
        if standing is not None and standing != record:
            self._leave(ref, Why.NAMED)
        elif standing is None:
            self._moved[ref] = ref_to(record)
            self.put[ref_to(record)] = record
        else:
            self.known += 1

    def _meet(self, ref: str, here: object, record: object) -> None:
        """A record that is here already: known, unless the two say different things of the same place.

        What was taken back there and made again is changed here, and not removed.
        """
        same = _with_id(record, id_of(here))
        made_again = self.removed.pop(ref_to(here), None) or self.left.pop(ref_to(here), None)
        if here == same or not isinstance(here, Coding) or replace(here, at="") == replace(same, at=""):
            self.known += 1
        elif isinstance(made_again, Left) or made_again is None:
            self._leave(ref, Why.BOTH)
        else:
            self.put[ref_to(here)] = same

    def _change(self, one: Touched) -> None:
        here = self._study.find(type(one.theirs), id_of(one.theirs))
        record = redirected(one.theirs, self._moved)
        if isinstance(record, Segment) and record.source in self._corrected:
            return
        if _corrected(one):
            self._leave(one.ref, Why.TEXT)
        elif here == record:
            self.known += 1
        elif here is None:
            self._leave(one.ref, Why.GONE)
        elif here != one.base:
            self._leave(one.ref, Why.BOTH)
        elif self._has_all_it_needs(one.ref, record):
            self.put[one.ref] = record

    def _remove(self, one: Touched) -> None:
        here = self._study.find(type(one.base), id_of(one.base))
        if here is not None and here == one.base:
            self.removed[one.ref] = here
        elif here is not None:
            self._leave(one.ref, Why.BOTH)

    def _placed(self, segment: Segment) -> Segment | None:
        """The segment where its words stand here: at the same place, or at the one place that holds them."""
        text = self._study.text(segment.source) if self._study.find(Source, segment.source) else None
        if text is None or text[segment.start : segment.end] == segment.quote:
            return segment
        if not segment.quote or text.count(segment.quote) != 1:
            return None
        start = text.index(segment.quote)
        return replace(segment, start=start, end=start + len(segment.quote))

    def _has_all_it_needs(self, ref: str, record: object) -> bool:
        for _path, kind, name in referred_ids(record):
            needed = name if kind == "*" else f"{kind_of_ref(kind).name}:{name}"
            if needed in self._left_there or not self._is_here(needed, record):
                self._leave(ref, Why.NEEDS, needed)
                return False
        return True

    def _is_here(self, ref: str, of: object) -> bool:
        name, _colon, key = ref.partition(":")
        types = {kind.name: kind.type for kind in KINDS}
        return ref in self.put or ref == ref_to(of) or self._study.find(types[name], key) is not None

    def _leave(self, ref: str, why: Why, needs: str = "") -> None:
        self.left[ref] = Left(ref, why, needs)
        if ref not in self._moved:
            self._left_there.add(ref)

    def _like(self, record_type: type, likeness: object) -> object | None:
        if record_type not in self._standing:
            records: tuple[object, ...] = self._study.all(record_type)
            self._standing[record_type] = {_likeness(one): one for one in records}
        return self._standing[record_type].get(likeness)


def _corrected(one: Touched) -> str:
    """The source whose text was corrected in the other copy, or an empty string."""
    base, theirs = one.base, one.theirs
    both = isinstance(base, Source) and isinstance(theirs, Source)
    return theirs.id if both and base.text_digest != theirs.text_digest else ""  # type: ignore[union-attr]


def _likeness(record: object) -> object:
    """What makes two records the same, whatever their ids: a place, who gave which code to it, or all that they say."""
    if isinstance(record, Segment):
        return (Segment, record.source, record.start, record.end)
    if isinstance(record, Coding):
        return (Coding, record.segment, record.code, record.coder, record.round)
    if isinstance(record, Source):
        return (Source, record.original_digest)
    if kind_of(type(record)).key != ("id",):
        return record
    return _with_id(record, "")


def _with_id(record: Any, name: str) -> Any:
    unlike: Mapping[str, str] = {"uuid": ""} if not name and any(f.name == "uuid" for f in fields(record)) else {}
    return replace(record, id=name, **unlike)


__all__ = ["Left", "Merged", "Touched", "Why", "merge"]
