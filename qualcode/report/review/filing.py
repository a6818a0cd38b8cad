"""What came back, held against the study: memos on what comments touch, passages that were typed in Word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import UnreadableSource
from qualcode.model import Finding, Focus, Memo, MemoType, Passage, Segment
from qualcode.report.document import Heading, anchor
from qualcode.report.layout import LAYOUT
from qualcode.report.parts import claims, plain
from qualcode.report.profile import profile_names
from qualcode.report.quotes import place_of
from qualcode.report.review.footnotes import as_read, is_noted, squeezed, without_notes
from qualcode.report.review.prose import prose_of
from qualcode.report.writers._docx_remarks import AUTHOR
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qualcode.model import Study
    from qualcode.report.document import Document, Field
    from qualcode.report.review.reading import Returned, Said, Spot

RETURNING = ("bab-4", "bab-5", "pembahasan", "ringkasan", "artikel", "lampiran")
"""Chapters that may come back; the file's own is the one most of whose bookmarks it holds."""

OF_FOCUS = ("data", "finding", "discussion", "conclusion", "result")
"""Beginnings of the keys of headings that stand for a focus."""

FEW = 3
"""A file that holds every heading of a chapter with more than so many is that chapter."""

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


def filed(
    study: Study, returned: Returned, file_name: str, folder: Path | None, typed_before: frozenset[str] = frozenset()
) -> Review:
    """The review of a returned file; ``UnreadableSource`` where it belongs to no chapter of the study.

    ``typed_before`` are the passages whose words came from a file before.
    """
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
    passages, clashes, lost = prose_of(study, document, returned, folder, typed_before)
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
        self._noted = is_noted(document)

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
        said = squeezed(without_notes(self._between.get(mark, "")))
        if claim is None or said not in {squeezed(plain(claim.runs)), squeezed(as_read(claim.runs, noted=self._noted))}:
            return ()
        return (ref for ref in claim.records if ref.startswith("finding:"))

    def _of_field(self, field: Field) -> Iterable[str]:
        if field.passage:
            yield f"passage:{field.passage}"
        if field.finding in self._study.by_id(Finding):
            yield f"finding:{field.finding}"
        if field.focus in self._study.by_id(Focus):
            yield f"focus:{field.focus}"
