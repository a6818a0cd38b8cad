"""Prose that was typed or changed in Word, as passages: what a place of the file says now against the study."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from qualcode.model import Passage
from qualcode.report.document import Heading, Mark, Note, Paragraph, Slot
from qualcode.report.parts import plain
from qualcode.report.passages import basis
from qualcode.report.references import cited_texts, library_file
from qualcode.report.review.footnotes import as_read, is_noted, notes_of, squeezed, with_notes, without_notes
from qualcode.terms import terms_for

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

    from qualcode.model import Study
    from qualcode.report.document import Block, Document, Field
    from qualcode.report.review.reading import Returned


def prose_of(
    study: Study, document: Document, returned: Returned, folder: Path | None, typed_before: frozenset[str]
) -> tuple[list[Passage], list[str], list[str]]:
    """(passages to put, places that are left alone, places that the file lost).

    Left alone is what changed on both sides; what the study has from such a file itself (``typed_before``) is not.
    A footnote that a work was cited in comes back as its key, another one in brackets.
    """
    marks = {mark.rpartition("_")[0]: mark for mark in returned.fields}
    retyped = _retyped(document, returned, marks)
    own = {squeezed(text) for block in document.blocks() for text in _texts(block, noted=is_noted(document))}
    passages: list[Passage] = []
    clashes: list[str] = []
    lost: list[str] = []
    for field in document.fields:
        mark = marks.get(field.mark.rpartition("_")[0])
        was_open = not field.passage
        if mark is None and field.passage in typed_before:
            empty = replace(field, passage="", text="")
            mark, was_open = marks.get(empty.mark.rpartition("_")[0]), True
        name = field.passage or _name(field)
        if mark is None:
            typed = retyped.get(field.key, "").strip()
            if typed:
                passages.append(_passage(study, field, with_notes(typed)))
            else:
                lost.append(name)
            continue
        shown = [block for block in document.blocks() if isinstance(block, Paragraph) and block.field == field.key]
        typed_on = takewhile(lambda one: squeezed(without_notes(one)) not in own, returned.tails.get(mark, ()))
        text = _typed(document, field, shown, [*returned.fields[mark], *typed_on], was_open=was_open)
        if text is None:
            continue
        if mark != field.mark and field.passage not in typed_before:
            clashes.append(name)
            continue
        cited = cited_texts(study, document.profile, library_file(folder), field.text)
        for raw, set_ in cited:
            text = text.replace(set_, raw)
        if mark == replace(field, text=text).mark:
            continue
        passages.append(_passage(study, field, with_notes(text, cited)))
    return passages, clashes, lost


def _name(field: Field) -> str:
    return ".".join(part for part in (field.section, field.focus or field.finding, field.slot) if part)


def _texts(block: Block, *, noted: bool) -> Iterator[str]:
    """What a block says, as a paragraph of the file says it."""
    if isinstance(block, Paragraph):
        yield as_read(block.runs, noted=noted)
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


def _typed(
    document: Document, field: Field, shown: list[Paragraph], paragraphs: list[str], *, was_open: bool
) -> str | None:
    """The prose of a field as it stands in the file, or None where nothing was changed or typed.

    Where the slot ``was_open`` in the file, what is left of its own words is no prose.
    """
    if was_open:
        label = re.compile(rf"\[{re.escape(terms_for(document.language)('report.slot'))}: [^\]]*\]")
        paragraphs = [label.sub("", one) for one in paragraphs]
    text = "\n\n".join(one.strip() for one in paragraphs if one.strip())
    if not field.passage:
        return text or None
    notes = [plain(run.runs) for block in shown for run in block.runs if isinstance(run, Note)]
    known = "".join([*(as_read(block.runs, noted=False) for block in shown), *notes])
    now = "".join([without_notes(text), *notes_of(text)])
    return None if not text or squeezed(now) == squeezed(known) else text


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
