"""Artikel: the results section of a journal article, one part a focus, its finding first and then what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.conclusions.evidence import Side, evidence_of, pieces_of
from qualcode.model import Technique
from qualcode.reduction.coded import informants_on
from qualcode.report.chapters import Chapter, section_of
from qualcode.report.chapters._comparison import between_roles
from qualcode.report.chapters._data import heard, in_order
from qualcode.report.chapters._discussion import weighed
from qualcode.report.chapters._findings import findings_table, grounded
from qualcode.report.chapters._grounds import findings_on
from qualcode.report.chapters._roles import introduced
from qualcode.report.chapters._site import period
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import Heading, Section, anchor
from qualcode.report.sentences import lowered

if TYPE_CHECKING:
    from qualcode.conclusions.evidence import Piece
    from qualcode.model import Finding, Focus
    from qualcode.report.document import Block
    from qualcode.report.profile import Profile


def _opening(desk: Desk) -> Section:
    """What the researcher begins with, on whom the results rest, and the table of findings."""
    people = desk.study.informants
    said = period(desk)
    if people:
        runs = desk.voice.say("summary.people", N=desk.counter.number(len(people)))
        said.append(desk.claim(runs, *(f"informant:{person.id}" for person in people)))
    table = findings_table(desk)
    if table is not None:
        said.append(desk.voice.say("finding.table", tabel=desk.table(table.key)))
    blocks = (*desk.slot("article", "opening"), *paragraph(*said), *([table] if table else []))
    return Section(key="article", blocks=blocks)


def results(desk: Desk) -> tuple[Block, ...]:
    """One part a focus, in project order; then prose of the article that names no focus."""
    return (*(block for focus in in_order(desk) for block in _focus(desk, focus)), *desk.written("article"))


def _focus(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    found = findings_on(desk.study, focus)
    asked = informants_on(desk.study, focus.id)
    pieces = tuple(piece for piece in evidence_of(desk.study, (focus.id,), (), ()) if piece.codes)
    spoken = tuple(piece for piece in pieces if piece.technique is Technique.INTERVIEW)
    name = lowered(focus.label)
    none = desk.claim(desk.voice.say("finding.none" if pieces else "opening.none"), f"focus:{focus.id}")
    return (
        Heading(level=3, text=desk.heading(focus.label), key=anchor("result", focus.id)),
        *(block for finding in found for block in _finding(desk, focus, finding)),
        *(() if found else paragraph(none)),
        *paragraph(*(heard(desk, focus, name, asked) if pieces else ()), *between_roles(desk, focus, spoken, asked)),
        *(block for finding in found for block in weighed(desk, finding)),
        *desk.slot("article", "discussion", focus=focus.id, focus_name=name),
        *desk.written("article", focus=focus.id),
    )


def _finding(desk: Desk, focus: Focus, finding: Finding) -> tuple[Block, ...]:
    """A finding with its grounds, and the one quotation that shows it best."""
    return (*grounded(desk, finding, focus), *_shown(desk, focus, pieces_of(desk.study, finding)))


def _shown(desk: Desk, focus: Focus, pieces: tuple[Piece, ...]) -> tuple[Block, ...]:
    said = [piece for piece in pieces if piece.side is Side.FOR and piece.technique is Technique.INTERVIEW]
    return introduced(desk, focus, said)


def _sections(desk: Desk) -> dict[str, Callable[[], Section]]:
    return {"article": lambda: _opening(desk), "article_results": section_of(desk, "article_results", results)}


def _adapted(profile: Profile) -> Profile:
    """Headings without numbers, tables numbered through, one quotation a finding."""
    return replace(
        profile,
        heading_scheme="none",
        caption_number="{n}",
        chapter_lines=1,
        line_spacing=min(profile.line_spacing, 1.5),
        quotations_per_role=1,
    )


CHAPTER = Chapter(
    name="artikel",
    sections=_sections,
    order=lambda _profile: ("article", "article_results"),
    place=lambda _profile: None,
    adapted=_adapted,
)
