"""Ringkasan eksekutif: two pages for readers who decide, with what was found, on what grounds, and what is advised."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.conclusions.evidence import Side, pieces_of
from qualcode.model import FindingKind
from qualcode.report.chapters import Chapter, section_of
from qualcode.report.chapters._data import in_order
from qualcode.report.chapters._findings import grounds_counted
from qualcode.report.chapters._grounds import findings_on, verified
from qualcode.report.chapters._site import period, places
from qualcode.report.chapters.bab_5 import advice_of
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import Column, Emphasis, ListItems, Runs, Text
from qualcode.report.sentences import lowered, sentence
from qualcode.report.tables import parts, plain_table

if TYPE_CHECKING:
    from qualcode.model import Finding, Focus
    from qualcode.report.document import Block, Section, TableCell
    from qualcode.report.profile import Profile

MARGIN_CM = 2.5
"""The widest margin of a page of the summary."""

SHARES = (0.16, 0.32, 0.14, 0.38)
_SENTENCE = re.compile(r".*?[.!?](?=\s+[A-ZÀ-Þ]|$)", re.DOTALL)
"""The first sentence of a text: up to a stop before a capital letter."""


def background(desk: Desk) -> tuple[Block, ...]:
    """Why the study was done, by the researcher, and what it asks about."""
    about = desk.terms.listed([lowered(focus.label) for focus in in_order(desk)])
    n = desk.counter.number(len(desk.study.focuses))
    asked = desk.voice.counted("summary.focuses", len(desk.study.focuses), N=n, daftar=about) if about else ()
    return (
        *desk.slot("summary", "background"),
        *paragraph(desk.claim(asked, *(f"focus:{focus.id}" for focus in desk.study.focuses))),
    )


def approach(desk: Desk) -> tuple[Block, ...]:
    """Where and when the data were collected, from how many people, and how they were analysed."""
    people = desk.study.informants
    said = [*places(desk, told=True), *period(desk)]
    if people:
        runs = desk.voice.counted("summary.people", len(people), N=desk.counter.number(len(people)))
        said.append(desk.claim(runs, *(f"informant:{person.id}" for person in people)))
    return (*paragraph(*said), *paragraph(*_tested(desk)))


def _tested(desk: Desk) -> list[Runs]:
    """How many of the findings were verified; the others are named as drafts below."""
    found = [one for one in desk.study.findings if one.kind is FindingKind.FINDING]
    if not found:
        return []
    tested = [one for one in found if verified(desk.study, one)]
    kind = "tested_all" if len(tested) == len(found) else "tested" if tested else "tested_none"
    runs = desk.voice.counted(
        f"summary.{kind}",
        len(tested) if kind == "tested" else len(found),
        n=desk.counter.number(len(tested), beside=len(found)),
        N=desk.counter.number(len(found), beside=len(tested)),
    )
    return [desk.claim(runs, *(f"finding:{one.id}" for one in tested or found))]


def results(desk: Desk) -> tuple[Block, ...]:
    """A table with a row a finding, in the order of the focuses; focuses without one are named below it."""
    found = [(focus, one) for focus in in_order(desk) for one in findings_on(desk.study, focus)]
    open_ = [lowered(focus.label) for focus in in_order(desk) if not findings_on(desk.study, focus)]
    without = desk.voice.say("summary.without", daftar=desk.terms.listed(open_)) if open_ else ()
    without = desk.claim(without, *(f"focus:{focus.id}" for focus in in_order(desk)))
    if not found:
        return paragraph(without)
    rows = [_finding(desk, focus, one) for focus, one in found]
    table = plain_table(desk, key="summary", header=("focus", "finding", "grounds", "limits"), rows=rows)
    table = replace(table, columns=tuple(Column(share=share) for share in SHARES))
    return (*paragraph(desk.voice.say("finding.table", tabel=desk.table(table.key))), table, *paragraph(without))


def _finding(desk: Desk, focus: Focus, finding: Finding) -> tuple[str | TableCell, ...]:
    """Position and first sentence of a finding as they were written, its grounds and all its limits."""
    grounds = [piece for piece in pieces_of(desk.study, finding) if piece.side is Side.FOR]
    about, segments = f"finding:{finding.id}", [piece.segment for piece in grounds]
    first = _SENTENCE.match(finding.text.strip())
    words: Runs = (Text(sentence(first.group() if first else finding.text)),)
    draft = () if verified(desk.study, finding) else (Text(f"[{desk.word('unverified', finding=finding.id)}]"),)
    facts: Runs = (Text(desk.word("grounds", **grounds_counted(desk, grounds))),)
    against = len(finding.evidence_against)
    contrary: Runs = (Text(desk.word("summary_against", n=desk.terms.number(against))),) if against else ()
    contrary = desk.claim(contrary, about, segments=finding.evidence_against)
    limits = [(Text(caveat.strip()),) for caveat in finding.caveats] or [(Text(desk.word("none")),)]
    position = (Text(finding.position_phrase),) if finding.position_phrase else ()
    return (
        parts((Emphasis(focus.label, strong=True),), position),
        parts(desk.claim(words, about, segments=segments), draft),
        parts(desk.claim(facts, about, segments=segments), contrary),
        parts(*limits),
    )


def advice(desk: Desk) -> tuple[Block, ...]:
    """The recommendations in their order, and what the researcher adds at the end."""
    given = desk.study.recommendations
    items = (ListItems(items=tuple(advice_of(desk, one) for one in given)),) if given else ()
    lead = desk.voice.say("recommendation.lead" if given else "recommendation.none")
    return (*paragraph(lead), *items, *desk.slot("summary", "closing"), *desk.written("summary"))


PARTS: dict[str, Callable[[Desk], tuple[Block, ...]]] = {
    "summary": background,
    "approach": approach,
    "results": results,
    "advice": advice,
}


def _sections(desk: Desk) -> dict[str, Callable[[], Section]]:
    return {key: section_of(desk, key, part) for key, part in PARTS.items()}


def _adapted(profile: Profile) -> Profile:
    """Close lines, narrow margins and no numbers at headings, so that two pages hold it."""
    return replace(
        profile,
        heading_scheme="none",
        caption_number="{n}",
        chapter_lines=1,
        line_spacing=1.0,
        margin_left_cm=min(profile.margin_left_cm, MARGIN_CM),
        margin_right_cm=min(profile.margin_right_cm, MARGIN_CM),
        margin_top_cm=min(profile.margin_top_cm, MARGIN_CM),
        margin_bottom_cm=min(profile.margin_bottom_cm, MARGIN_CM),
    )


CHAPTER = Chapter(
    name="ringkasan",
    sections=_sections,
    order=lambda _profile: tuple(PARTS),
    place=lambda _profile: None,
    adapted=_adapted,
    pages=2,
)
