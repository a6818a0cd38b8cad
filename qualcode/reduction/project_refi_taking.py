"""What a project of another program becomes here: sources, codings, memos and cases, and what was not taken.

A text that the study has already is not taken in twice; its codings are laid upon it. A passage is placed by the words
that stand at its place in the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from qualcode.collection.ingest import source_records
from qualcode.collection.reading import Reading, read_data
from qualcode.errors import NeedsDecision, UnreadableSource
from qualcode.language import normalise
from qualcode.model import Attribute, Case, Coding, Memo, MemoType, Segment, Source, Study, Technique, ref_to
from qualcode.reduction.codebook_refi_reading import Lost
from qualcode.reduction.coding import Assignment, apply_codes, segment_for
from qualcode.reduction.project_refi_places import Counting, Places, counting_of
from qualcode.reduction.project_refi_reading import FoundProject, Given, Selection, Text

NewId = Callable[[str], str]
_LETTERS = {kind.letter: kind for kind in Technique}


def counting_in(found: FoundProject) -> Counting:
    """How the program that wrote a project counts places in texts."""
    return counting_of(
        (one.text, [selection.passage for selection in one.selections]) for one in found.texts if one.text
    )


def reading_of(text: Text, study: Study, lost: Lost, *, own: bool) -> Reading | None:
    """A text as ``ingest`` reads it; as a document where it is not plain who speaks; None where not at all."""
    name = text.name if text.name.lower().endswith(".txt") else f"{text.name or text.guid}.txt"
    technique = _LETTERS.get(name[:1]) if own else None
    known = [one.id for one in study.informants]
    data = normalise(text.text or "").encode()
    try:
        reading = read_data(data, name, technique=technique, known=known)
    except (NeedsDecision, UnreadableSource) as problem:
        if isinstance(problem, NeedsDecision):
            lost.add("qdpx_speakers", text.name)
        try:
            reading = read_data(data, name, technique=Technique.DOCUMENT)
        except (NeedsDecision, UnreadableSource):
            lost.add("qdpx_unread", text.name)
            return None
    return replace(reading, title=reading.title or PurePath(name).stem)


def source_of(reading: Reading, study: Study, new_id: NewId) -> tuple[object, ...]:
    """The records of a reading; one whose number another text of the study has gets the next."""
    try:
        return source_records(reading, study, new_id).records
    except UnreadableSource:
        return source_records(replace(reading, file_name=f"impor {reading.file_name}"), study, new_id).records


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Records to put, how many codings and memos are among them, and the coders."""

    records: tuple[object, ...]
    codings: int
    coders: frozenset[str]
    memos: int


class Coder:
    """Lays the codings and notes of a project upon the sources that its texts became.

    ``sources`` gives the id of a source by that of the file, ``fallback`` is who coded where the file does not say.
    """

    def __init__(self, study: Study, found: FoundProject, sources: dict[str, str], lost: Lost) -> None:
        self._study = study
        self._found = found
        self._sources = sources
        self._lost = lost
        self._counting = counting_in(found)
        self._moments: dict[tuple[str, int, int, str, str], str] = {}
        self._written: list[tuple[str, str, tuple[str, int, int] | None]] = []

    def coded(self, new_id: NewId, *, fallback: str, at: str) -> Coded:
        """The records of all codings, memos and segments."""
        given = [one for text in self._found.texts for one in self._of_text(text, fallback)]
        applied = apply_codes(self._study, given, new_id=new_id, at=at)
        places = {
            s.id: (s.source, s.start, s.end) for s in (*self._study.segments.values(), *_segments(applied.records))
        }
        records: list[object] = [
            self._dated(one, places) if isinstance(one, Coding) else one for one in applied.records
        ]
        made = self._study.grown(records, ())
        memos = list(self._memos(made, new_id, at[:10], records))
        return Coded(
            records=(*records, *memos),
            codings=len(applied.added),
            coders=frozenset(one.coder for one in applied.added),
            memos=len(memos),
        )

    def _of_text(self, text: Text, fallback: str) -> Iterator[Assignment]:
        source = self._study.find(Source, self._sources.get(text.guid))
        if source is None:
            left = sum(len(one.given) for one in text.selections) + len(text.given)
            for _ in range(left):
                self._lost.add("qdpx_codings_left", text.name)
            return
        if text.note:
            self._written.append((text.note, "", (source.id, -1, -1)))
        words = self._study.text(source)
        places = Places(text.text or "", self._counting)
        for one in text.given:
            self._lost.add("qdpx_whole_source", text.name)
            yield from self._assigned(one, (source.id, 0, len(words.rstrip())), fallback)
        for selection in text.selections:
            where = self._place(selection, places, words)
            if where is None:
                self._lost.add("qdpx_not_placed", f"{text.name} {selection.passage.start}–{selection.passage.end}")
                continue
            if selection.note:
                who = self._found.users.get(selection.user, "")
                self._written.append((selection.note, who, (source.id, *where)))
            for one in selection.given:
                yield from self._assigned(one, (source.id, *where), fallback)

    def _place(self, selection: Selection, places: Places, words: str) -> tuple[int, int] | None:
        """Where the words of a passage stand in the working text: at their place, else nearest to it."""
        said, where = places.words(selection.passage), places.working(selection.passage)
        if not said or where is None:
            return None
        said = normalise(said)
        if words[where[0] : where[1]] == said:
            return where
        found = list(_occurrences(words, said))
        if not found:
            return None
        start = min(found, key=lambda at: (abs(at - where[0]), at))
        return start, start + len(said)

    def _assigned(self, one: Given, where: tuple[str, int, int], fallback: str) -> Iterator[Assignment]:
        code = self._found.codes.get(one.code)
        if code is None:
            self._lost.add("qdpx_no_code", where[0])
            return
        coder = self._found.users.get(one.user) or fallback
        if one.at:
            self._moments[*where, code, coder] = one.at
        yield Assignment(
            source=where[0], start=where[1], end=where[2], code=code, coder=coder, note=one.note or None
        )  # fmt: skip

    def _dated(self, coding: Coding, places: dict[str, tuple[str, int, int]]) -> Coding:
        moment = self._moments.get((*places[coding.segment], coding.code, coding.coder))
        return replace(coding, at=moment) if moment and coding.id not in self._study.by_id(Coding) else coding

    def _memos(self, study: Study, new_id: NewId, date: str, records: list[object]) -> Iterator[Memo]:
        """Notes on sources and passages, and those that hang on nothing; segments that only a note made are added."""
        there = {(memo.text, memo.links) for memo in study.memos}
        for text, who, where in (*self._written, *((note, "", None) for note in self._found.notes)):
            links: tuple[str, ...] = ()
            if where is not None and where[1] < 0:
                links = (f"source:{where[0]}",)
            elif where is not None:
                segment = segment_for(study, *where, lambda: new_id("S"))
                if segment.id not in study.segments:
                    records.append(segment)
                    study = study.grown((segment,), ())
                links = (ref_to(segment),)
            if (text, links) not in there:
                there.add((text, links))
                yield Memo(id=new_id("M"), type=MemoType.CONCEPTUAL, author=who, date=date, text=text, links=links)


def _segments(records: Iterable[object]) -> Iterator[Segment]:
    return (one for one in records if isinstance(one, Segment))


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def cases_of(study: Study, found: FoundProject, sources: dict[str, str], new_id: NewId) -> tuple[Case, ...]:
    """The cases of a project with their values; one of a name that the study has takes on what is new.

    A case without a name is how some programs write what they know of one source: it is named like the source.
    """
    names = {text.guid: text.name for text in found.texts}
    standing = {case.label.casefold(): case for case in study.all(Case)}
    made: dict[str, Case] = {}
    for one in found.cases:
        label = one.name or next((names[guid] for guid in one.sources if guid in names), "")
        if not label:
            continue
        old = made.get(label.casefold()) or standing.get(label.casefold())
        case = old or Case(id=new_id("KS"), label=label, kind=study.project.case_kind)
        attributes = {given.name: given for given in case.attributes} | {
            name: Attribute(name=name, value=value) for name, value in one.values.items()
        }
        held = (sources[guid] for guid in one.sources if guid in sources)
        made[label.casefold()] = replace(
            case, attributes=tuple(attributes.values()), sources=tuple(dict.fromkeys((*case.sources, *held)))
        )
    return tuple(case for case in made.values() if case != standing.get(case.label.casefold()))


def case_memos(study: Study, found: FoundProject, new_id: NewId, date: str) -> Iterator[Memo]:
    """What a project says of its cases, as memos on them; those that are there already are not written twice."""
    by_label = {case.label.casefold(): case for case in study.all(Case)}
    there = {(memo.text, memo.links) for memo in study.memos}
    for one in found.cases:
        case = by_label.get(one.name.casefold()) if one.note else None
        if case is not None and (one.note, (ref_to(case),)) not in there:
            yield Memo(id=new_id("M"), type=MemoType.CONCEPTUAL, date=date, text=one.note, links=(ref_to(case),))
