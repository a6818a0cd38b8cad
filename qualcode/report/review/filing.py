"""What came back, held against the study: memos on what comments touch, passages that were typed in Word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from qualcode.errors import UnreadableSource
from qualcode.model import Finding, Focus, Memo, MemoType, Passage, Segment
from qualcode.report.document import LAYOUT, Citation, Claim, Heading, Mark, Note, Paragraph, Slot, anchor
from qualcode.report.parts import claims, plain, slots
from qualcode.report.passages import basis
from qualcode.report.profile import profile_names
from qualcode.report.quotes import place_of
from qualcode.report.references import cited_texts, library_file
from qualcode.report.review.reading import NOTE_BEGINS, NOTE_ENDS
from qualcode.report.writers._docx_remarks import AUTHOR
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from qualcode.model import Study
    from qualcode.report.document import Block, Document, Field, Runs
    from qualcode.report.review.reading import Returned, Said, Spot

RETURNING = ("bab-4", "bab-5", "pembahasan", "ringkasan", "artikel", "lampiran")
"""Chapters that may come back; the file's own is the one most of whose bookmarks it holds."""

OF_FOCUS = ("data", "finding", "discussion", "conclusion", "result")
"""Beginnings of the keys of headings that stand for a focus."""

FEW = 3
"""A file that holds every heading of a chapter with more than so many is that chapter."""

_NOTE = re.compile(f"{NOTE_BEGINS}(.*?){NOTE_ENDS}", re.DOTALL)
"""A footnote with its words."""

SHOWN = 160
"""Letters of the words that a comment stands on that its memo holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a file brings: ``memos`` without ids, ``passages`` that are new or changed, ``clashes`` that are left alone.

    ``known`` counts remarks that were filed before; ``lost`` names places of prose that the file no longer has.
    """

    chapter: str
    memos: tuple[Memo, ...] = ()
    passages: tuple[Passage, ...] = ()
    clashes: tuple[str, ...] = ()
    known: int = 0
    lost: tuple[str, ...] = ()


def filed(study: Study, returned: Returned, file_name: str, folder: Path | None) -> Review:
    """The review of a returned file; ``UnreadableSource`` where it belongs to no chapter of the study."""
    document = _document(study, returned, file_name, folder)
    memos = [memo for memo in _memos(study, document, returned, file_name) if memo.text]
    before = Counter((memo.author, memo.date, memo.text) for memo in study.memos)
    fresh: list[Memo] = []
    for memo in memos:
        key = (memo.author, memo.date, memo.text)
        if before[key]:
            before[key] -= 1
        else:
            fresh.append(memo)
    passages, clashes, lost = _prose(study, document, returned, folder)
    return Review(
        chapter=document.chapter,
        memos=tuple(fresh),
        passages=tuple(passages),
        clashes=tuple(clashes),
        known=len(memos) - len(fresh),
        lost=tuple(lost),
    )


def _document(study: Study, returned: Returned, file_name: str, folder: Path | None) -> Document:
    """The chapter that the file was, as the study gives it now."""
    from qualcode import report

    names = {name for name in returned.between if name}
    profile = next((name for name in profile_names(folder) if anchor(LAYOUT, name) in names), "")
    marks = {mark.rpartition("_")[0] for mark in returned.fields}
    best: tuple[int, Document | None] = (0, None)
    for chapter in RETURNING:
        document = report.build(study, chapter, profile, folder=folder)
        keys = {block.key for block in document.blocks() if isinstance(block, Heading) and block.key}
        if len(keys) > FEW and keys <= names:
            return document
        score = len(keys & names) + 5 * len({field.mark.rpartition("_")[0] for field in document.fields} & marks)
        if score > best[0]:
            best = score, document
    if best[1] is None:
        raise UnreadableSource(file_name, "no_chapter")
    return best[1]


def _memos(study: Study, document: Document, returned: Returned, file_name: str) -> Iterator[Memo]:
    terms = terms_for(study.project.language)
    places = _Places(study, document, returned)
    for said in returned.comments:
        if said.author == AUTHOR:
            continue
        lines = [said.text, *(f"{reply.author}: {reply.text}" for reply in said.replies if reply.text)]
        yield _memo(said, "\n".join(lines), file_name, places)
    for said in returned.changes:
        kind = "replaced" if said.deleted and said.inserted else "deleted" if said.deleted else "inserted"
        if (said.deleted + said.inserted).strip():
            words = terms(f"report.review.{kind}", before=said.deleted.strip(), after=said.inserted.strip())
            yield _memo(said, words, file_name, places)


def _memo(said: Said, text: str, file_name: str, places: _Places) -> Memo:
    shown = " ".join(said.spot.words.split())
    shown = f"{shown[:SHOWN].rstrip()}…" if len(shown) > SHOWN else shown
    where = "; ".join(part for part in (file_name, said.spot.heading, f"“{shown}”" if shown else "") if part)
    return Memo(
        id="",
        type=MemoType.FOLLOW_UP,
        author=said.author,
        date=said.date,
        text=f"{text.strip()}\n[{where}]",
        links=places.touched(said.spot),
    )


class _Places:
    """Which records a spot of the document touches: segments, findings, passages, focuses."""

    def __init__(self, study: Study, document: Document, returned: Returned) -> None:
        self._study = study
        self._segments = {place_of(study, one).bookmark: one.id for one in study.all(Segment)}
        self._claims = {claim.key: claim for claim in claims(document)}
        self._fields = {field.mark.rpartition("_")[0]: field for field in document.fields}
        self._focuses = {anchor(name, focus.id): focus.id for focus in study.focuses for name in OF_FOCUS}
        self._between = returned.between
        self._noted = _is_noted(document)

    def touched(self, spot: Spot) -> tuple[str, ...]:
        """The records as ``kind:id``, the nearest first."""
        found: dict[str, None] = {}
        for mark in spot.bookmarks:
            if mark in self._segments:
                found[f"segment:{self._segments[mark]}"] = None
        for mark in spot.bookmarks:
            found.update(dict.fromkeys(self._of_claim(mark)))
        field = self._fields.get(spot.field_mark.rpartition("_")[0])
        if field is not None:
            found.update(dict.fromkeys(self._of_field(field)))
        focus = self._focuses.get(spot.heading_key)
        if focus:
            found[f"focus:{focus}"] = None
            on_it = (one.id for one in self._study.findings if one.focuses[:1] == (focus,))
            if spot.heading_key == anchor("finding", focus):
                found.update(dict.fromkeys(f"finding:{one}" for one in on_it))
        return tuple(found)

    def _of_claim(self, mark: str) -> Iterable[str]:
        """The findings of a claim, if it says in the study what it said in the file."""
        claim = self._claims.get(mark)
        said = _plain(_NOTE.sub("", self._between.get(mark, "")))
        if claim is None or said not in {_plain(plain(claim.runs)), _plain(_read(claim.runs, noted=self._noted))}:
            return ()
        return (ref for ref in claim.records if ref.startswith("finding:"))

    def _of_field(self, field: Field) -> Iterable[str]:
        if field.passage:
            yield f"passage:{field.passage}"
        if field.finding in self._study.by_id(Finding):
            yield f"finding:{field.finding}"
        if field.focus in self._study.by_id(Focus):
            yield f"focus:{field.focus}"


def _plain(text: str) -> str:
    return "".join(text.split())


def _prose(
    study: Study, document: Document, returned: Returned, folder: Path | None
) -> tuple[list[Passage], list[str], list[str]]:
    """(passages to put, places that are left alone, places that the file lost).

    Left alone is what changed on both sides. A footnote that a work was cited in comes back as its key, another one
    in brackets.
    """
    marks = {mark.rpartition("_")[0]: mark for mark in returned.fields}
    retyped = _retyped(document, returned, marks)
    own = {_plain(text) for block in document.blocks() for text in _texts(block, noted=_is_noted(document))}
    passages: list[Passage] = []
    clashes: list[str] = []
    lost: list[str] = []
    for field in document.fields:
        mark = marks.get(field.mark.rpartition("_")[0])
        name = field.passage or _name(field)
        if mark is None:
            typed = retyped.get(field.key, "").strip()
            if typed:
                passages.append(_passage(study, field, _with_notes(typed)))
            else:
                lost.append(name)
            continue
        shown = [block for block in document.blocks() if isinstance(block, Paragraph) and block.field == field.key]
        typed_on = takewhile(lambda one: _plain(_NOTE.sub("", one)) not in own, returned.tails.get(mark, ()))
        text = _typed(document, field, shown, [*returned.fields[mark], *typed_on])
        if text is None:
            continue
        if mark != field.mark:
            clashes.append(name)
            continue
        cited = cited_texts(study, document.profile, library_file(folder), field.text)
        for raw, set_ in cited:
            text = text.replace(set_, raw)
        passages.append(_passage(study, field, _with_notes(text, cited)))
    return passages, clashes, lost


def _name(field: Field) -> str:
    return ".".join(part for part in (field.section, field.focus or field.finding, field.slot) if part)


def _texts(block: Block, *, noted: bool) -> Iterator[str]:
    """What a block says, as a paragraph of the file says it."""
    if isinstance(block, Paragraph):
        yield _read(block.runs, noted=noted)
    elif isinstance(block, Mark | Slot):
        yield f"[{block.text}]"


def _retyped(document: Document, returned: Returned, marks: Container[str]) -> dict[str, str]:
    """Field → what stands in its place where its bookmark is gone: as many slots as were lost under one heading."""
    heading = ""
    gone: dict[str, list[str]] = {}
    fields = {field.key: field for field in document.fields}
    for block in document.blocks():
        if isinstance(block, Heading):
            heading = block.key
        field = fields.get(block.field) if isinstance(block, Slot) else None
        if field is not None and field.mark.rpartition("_")[0] not in marks:
            gone.setdefault(heading, []).append(field.key)
    found: dict[str, str] = {}
    for key, lost in gone.items():
        loose = [text for above, text in returned.loose if above == key]
        if len(loose) == len(lost):
            found.update(zip(lost, loose, strict=True))
    return found


def _typed(document: Document, field: Field, shown: list[Paragraph], paragraphs: list[str]) -> str | None:
    """The prose of a field as it stands in the file, or None where nothing was changed or typed."""
    text = "\n\n".join(one.strip() for one in paragraphs if one.strip())
    if not field.passage:
        open_ = next((slot.text for slot in slots(document) if slot.field == field.key), "")
        label = f"[{terms_for(document.language)('report.slot')}: {open_}]"
        return "\n\n".join(part.strip() for part in text.replace(label, "").split("\n\n") if part.strip()) or None
    notes = [plain(run.runs) for block in shown for run in block.runs if isinstance(run, Note)]
    known = "".join([*(_read(block.runs, noted=False) for block in shown), *notes])
    now = "".join([_NOTE.sub("", text), *_NOTE.findall(text)])
    return None if not text or _plain(now) == _plain(known) else text


def _is_noted(document: Document) -> bool:
    return document.profile.interview_cite == "footnote"


def _read(runs: Runs, *, noted: bool) -> str:
    """Inlines as a file holds them, without its footnotes; where these are ``noted``, codes of sources are such."""
    return "".join(
        _read(run.runs, noted=noted)
        if isinstance(run, Claim)
        else ""
        if isinstance(run, Note) or (noted and isinstance(run, Citation) and run.segments)
        else plain((run,))
        for run in runs
    )


def _with_notes(text: str, cited: Iterable[tuple[str, str]] = ()) -> str:
    """Prose whose footnotes stand in it: as the key of the work that they cite, else in brackets."""
    keys = {_plain(shown): raw for raw, shown in cited}
    return _NOTE.sub(lambda note: keys.get(f"({_plain(note[1])})", f" ({note[1].strip()})"), text)


def _passage(study: Study, field: Field, text: str) -> Passage:
    """The passage of a field with new words; its position and state are the researcher's to confirm."""
    known = study.find(Passage, field.passage) if field.passage else None
    if known is not None:
        return replace(known, text=text, digest=basis(study, focus=known.focus, finding=known.finding))
    focus, finding = field.focus or None, field.finding or None
    return Passage(
        id=_name(field),
        section=field.section,
        slot=field.slot,
        focus=focus,
        finding=finding,
        text=text,
        digest=basis(study, focus=focus, finding=finding),
    )
