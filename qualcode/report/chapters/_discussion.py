"""4.5 Pembahasan: for each focus what a discussion has to weigh, and the slot in which the researcher weighs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.model import Finding, Focus, Rival, Segment, TheoryRelation
from qualcode.report.chapters._data import in_order
from qualcode.report.chapters._grounds import findings_on, verified
from qualcode.report.desk import Desk, paragraph
from qualcode.report.document import Heading, Mark, MarkKind, Reference, Runs, anchor
from qualcode.report.sentences import capital, lowered, sentence

if TYPE_CHECKING:
    from qualcode.report.document import Block


def discussion(desk: Desk) -> tuple[Block, ...]:
    """One part a focus: its finding, theory by relation, rivals and negative evidence, then the discussion."""
    return tuple(
        block
        for focus in in_order(desk)
        for block in (
            Heading(level=3, text=desk.heading(focus.label), key=anchor("discussion", focus.id)),
            *on_focus(desk, focus, recall="discussion.recall"),
        )
    )


def on_focus(desk: Desk, focus: Focus, *, recall: str) -> tuple[Block, ...]:
    """What the discussion of a focus weighs, and its slot; ``recall`` names the sentence that recalls the finding.

    Empty where the finding stands just above.
    """
    blocks: list[Block] = []
    found = findings_on(desk.study, focus)
    closing = desk.slot("discussion", "discussion", focus=focus.id, focus_name=lowered(focus.label))
    if not found:
        blocks.extend(paragraph(desk.claim(desk.voice.say("finding.none"), f"focus:{focus.id}")))
    for finding in found:
        blocks.extend(_finding(desk, focus, finding, recall))
    return (*blocks, *closing)


def _finding(desk: Desk, focus: Focus, finding: Finding, recall: str) -> tuple[Block, ...]:
    mark: tuple[Block, ...] = ()
    if recall and not verified(desk.study, finding):
        mark = (Mark(kind=MarkKind.UNVERIFIED, text=desk.word("unverified", finding=finding.id)),)
    recalled = _recalled(desk, focus, finding, recall)
    return (*mark, *weighed(desk, finding, recalled), *desk.written("discussion", finding=finding.id))


def weighed(desk: Desk, finding: Finding, recalled: Runs = ()) -> tuple[Block, ...]:
    """How theory stands to a finding, its rivals, and the data that speak against it."""
    return (
        *paragraph(recalled, *_theory(desk, finding)),
        *paragraph(*_rivals(desk, finding)),
        *paragraph(*_contrary(desk, finding)),
    )


def _recalled(desk: Desk, focus: Focus, finding: Finding, recall: str) -> Runs:
    """Where the finding stands; by its code where the focus has several."""
    if not recall:
        return ()
    name = f"{recall}_named" if len(findings_on(desk.study, focus)) > 1 else recall
    place = Reference(target=anchor("finding", focus.id))
    return desk.voice.say(name, focus.id, fokus=lowered(focus.label), kode=finding.id, subbab=place)


def _theory(desk: Desk, finding: Finding) -> list[Runs]:
    """Theory notes by how they stand to the finding, the citation key where the reference will stand."""
    notes = [note for note in desk.study.theory_notes if note.finding == finding.id]
    if not notes:
        return [desk.claim(desk.voice.say("discussion.no_theory"), f"finding:{finding.id}")]
    order = {relation: at for at, relation in enumerate(TheoryRelation)}
    return [
        desk.claim(
            desk.voice.say(
                f"discussion.{note.relation.value}",
                isi=lowered(note.claim.strip().rstrip(".")),
                sit=desk.library.note(note.citation_key),
            ),
            f"theory:{note.id}",
            f"finding:{finding.id}",
        )
        for note in sorted(notes, key=lambda note: (order[note.relation], note.id))
    ]


def _rivals(desk: Desk, finding: Finding) -> list[Runs]:
    said: list[Runs] = [] if finding.rivals else [desk.voice.say("discussion.no_rival")]
    for at, rival in enumerate(finding.rivals):
        name = "discussion.rival_more" if at else "discussion.rival"
        said.append(desk.voice.say(name, isi=lowered(rival.text.strip().rstrip("."))))
        said.extend(_rival_evidence(desk, rival))
        reason = sentence(rival.set_aside)
        aside = desk.voice.say("discussion.rival_aside", isi=capital(reason)) if reason else ()
        said.append(aside or desk.voice.say("discussion.rival_open"))
    return [desk.claim(runs, f"finding:{finding.id}") for runs in said]


def _rival_evidence(desk: Desk, rival: Rival) -> list[Runs]:
    said = []
    for name, segments in (("rival_for", rival.evidence_for), ("rival_against", rival.evidence_against)):
        known = [segment for segment in segments if desk.study.find(Segment, segment)]
        if known:
            n, many = desk.counter.number(len(known)), desk.counter.number(len(known), opens=True)
            said.append(desk.voice.say(f"discussion.{name}", n=n, banyak=many, sit=desk.cite(known)))
    return said


def _contrary(desk: Desk, finding: Finding) -> list[Runs]:
    """The negative evidence is quoted where there is room for it: one piece, exact, if it was not printed before."""
    against = [segment for segment in finding.evidence_against if desk.study.find(Segment, segment)]
    if not against:
        return []
    free = next((segment for segment in against if desk.quotes.free(segment)), None)
    if free is None:
        said = desk.voice.say("discussion.contrary_cited", sit=desk.cite(against))
    else:
        quoted, code = desk.quotes.inline(free), desk.quotes.citation([free])
        said = desk.voice.say("discussion.contrary_quoted", kutipan=quoted, sit=code)
    return [desk.claim(said, f"finding:{finding.id}", segments=against)]
