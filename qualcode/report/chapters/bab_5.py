"""Bab V, kesimpulan dan saran: one conclusion a focus in the order of the findings, and what the advice answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.conclusions.coverage import Need, NeedKind, coverage
from qualcode.conclusions.drift import position_drift
from qualcode.model import Code, Finding, Focus, Passage, Recommendation
from qualcode.report.chapters import Chapter, section_of
from qualcode.report.chapters._data import in_order
from qualcode.report.chapters._grounds import findings_on, verified
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import Heading, ListItems, Mark, MarkKind, Runs, Slot, Text, anchor
from qualcode.report.sentences import lowered, sentence
from qualcode.report.tables import plain_table

if TYPE_CHECKING:
    from qualcode.report.document import Block, Section
    from qualcode.report.profile import Profile

COVERAGE = "coverage"


def conclusions(desk: Desk) -> tuple[Block, ...]:
    """One part a focus: the researcher's conclusion, else a slot that recalls the finding's position."""
    return (
        *(block for passage in desk.passages.take("conclusions", "opening") for block in desk.prose(passage)),
        *paragraph(_opening(desk)),
        *(block for focus in in_order(desk) for block in _focus(desk, focus)),
    )


def _opening(desk: Desk) -> Runs:
    focuses = desk.study.focuses
    count = len(focuses)
    said = desk.voice.counted("conclusion.opening", count, N=desk.counter.number(count)) if focuses else ()
    return desk.claim(said, *(f"focus:{focus.id}" for focus in focuses))


def _focus(desk: Desk, focus: Focus) -> tuple[Block, ...]:
    found = findings_on(desk.study, focus)
    drifts = {drift.passage for drift in position_drift(desk.study)}
    marks: list[Block] = [
        Mark(kind=MarkKind.UNVERIFIED, text=desk.word("unverified", finding=one.id))
        for one in found
        if not verified(desk.study, one)
    ]
    if any(_concludes(passage, focus) and passage.id in drifts for passage in desk.study.passages):
        marks.append(Mark(kind=MarkKind.STALE, text=desk.word("drifted", focus=lowered(focus.label))))
    position = "; ".join(f"{one.id}: {one.position_phrase or desk.word('none')}" for one in found)
    return (
        Heading(level=3, text=desk.heading(focus.label), key=anchor("conclusion", focus.id)),
        *marks,
        *desk.slot(
            "conclusions",
            "conclusion",
            focus=focus.id,
            focus_name=lowered(focus.label),
            position=position or desk.word("no_finding"),
        ),
        *desk.written("conclusions", focus=focus.id),
    )


def _concludes(passage: Passage, focus: Focus) -> bool:
    return passage.focus == focus.id and passage.section in ("5.1", "conclusions")


def recommendations(desk: Desk) -> tuple[Block, ...]:
    """The advice in its order, the table of what it answers, and what is left without."""
    advice = desk.study.recommendations
    opening = tuple(
        block for passage in desk.passages.take("recommendations", "opening") for block in desk.prose(passage)
    )
    items = (ListItems(items=tuple(advice_of(desk, one) for one in advice)),) if advice else ()
    lead = desk.voice.say("recommendation.lead") if advice else desk.voice.say("recommendation.none")
    return (*opening, *paragraph(lead), *items, *_coverage(desk), *_open(desk))


def advice_of(desk: Desk, one: Recommendation) -> Runs:
    """A recommendation with whom it is for; it rests on the findings and factors that it answers."""
    records = [*(f"finding:{name}" for name in one.findings), *(f"code:{name}" for name in one.factors)]
    said: Runs = (Text(sentence(one.text)),)
    if one.addressee:
        said = (Text(f"{desk.word('for', addressee=one.addressee)} "), *said)
    return desk.claim(said, f"recommendation:{one.id}", *records)


def _coverage(desk: Desk) -> tuple[Block, ...]:
    """Which finding or factor each recommendation answers, and which have none."""
    needs = [need for need in coverage(desk.study).needs if need.record not in _general(desk)]
    if not needs:
        return ()
    numbers = {one.id: str(at) for at, one in enumerate(desk.study.recommendations, 1)}
    rows = [
        (
            desk.word(f"needs.{need.kind.value}"),
            _about(desk, need),
            ", ".join(numbers[one] for one in need.recommendations) or desk.word("uncovered"),
        )
        for need in needs
    ]
    table = plain_table(desk, key=COVERAGE, header=("need", "about", "answered_by"), rows=rows)
    left = sum(not need.covered for need in needs)
    kind = "covered" if not left else "uncovered" if left == len(needs) else "coverage"
    said = desk.voice.counted(
        f"recommendation.{kind}",
        left or len(needs),
        tabel=desk.table(table.key),
        n=desk.counter.number(left, beside=len(needs)),
        N=desk.counter.number(len(needs), beside=left),
    )
    return (*paragraph(desk.claim(said, *dict.fromkeys(need.record for need in needs))), table)


def _general(desk: Desk) -> set[str]:
    """Codes of a focus in general, which name no factor of their own."""
    return {f"code:{focus.id}" for focus in desk.study.focuses}


def _about(desk: Desk, need: Need) -> str:
    kind, _, name = need.record.partition(":")
    if kind == "code":
        code = desk.study.find(Code, name)
        return f"{code.name or name} ({name})" if code else name
    if kind == "focus":
        return desk.study.get(Focus, name).label
    finding = desk.study.find(Finding, name)
    text = f": {need.text}" if need.kind is NeedKind.CAVEAT else ""
    label = next((focus.label for focus in desk.study.focuses if finding and focus.id in finding.focuses), "")
    return f"{label} ({name}){text}".strip()


def _open(desk: Desk) -> tuple[Block, ...]:
    """A slot for each need that must have its recommendation; the passage that says why others have none."""
    gaps = [need for need in coverage(desk.study).gaps if need.record not in _general(desk)]
    names = list(dict.fromkeys(_about(desk, need) for need in gaps))
    slots = tuple(
        Slot(text=desk.word("slots.recommendations.advice", about=name), section="recommendations", slot="advice")
        for name in names
    )
    return (*slots, *(b for p in desk.passages.take("recommendations", "limits") for b in desk.prose(p)))


PARTS: dict[str, Callable[[Desk], tuple[Block, ...]]] = {
    "conclusions": conclusions,
    "recommendations": recommendations,
}


def _sections(desk: Desk) -> dict[str, Callable[[], Section]]:
    return {key: section_of(desk, key, part) for key, part in PARTS.items()}


def _place(profile: Profile) -> int:
    """The chapter after the findings, or after the discussion where that is a chapter of its own."""
    return 2 if profile.discussion == "next_chapter" else 1


CHAPTER = Chapter(name="bab-5", sections=_sections, order=lambda _profile: tuple(PARTS), place=_place)
