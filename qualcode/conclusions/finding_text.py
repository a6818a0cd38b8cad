"""A finding as a person reads it: position, evidence on both sides, rivals, what tested it, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.conclusions.coverage import is_weak, recommendations_for
from qualcode.conclusions.evidence import Piece, segments_as_pieces
from qualcode.conclusions.exits import Reached
from qualcode.conclusions.reading import piece_line
from qualcode.conclusions.verifications import on, says_something
from qualcode.model import Finding, Focus, Study, Verification
from qualcode.terms import Terms


def state_words(state: Reached, terms: Terms) -> str:
    """The word of a state, and whether what it rests on has changed since."""
    word = terms(f"conclusions.state.{state.name}")
    return terms("conclusions.state.stale", state=word) if state.stale and state.stage is not None else word


def position_words(study: Study, finding: Finding, terms: Terms) -> str:
    """The position phrase as written with the scale value beside it, and whether it counts as weak."""
    labels = {
        step.value: step.label
        for focus in (study.find(Focus, one) for one in finding.focuses)
        if focus
        for step in focus.scale
    }
    phrase = finding.position_phrase or terms("conclusions.no_position")
    if finding.position is None:
        return phrase
    value = f"{finding.position} {labels.get(finding.position, '')}".strip()
    weak = f", {terms('conclusions.weak')}" if is_weak(study, finding) else ""
    return f"{phrase} ({value}{weak})"


def finding_lines(study: Study, finding: Finding, terms: Terms) -> Iterator[str]:
    """The finding, line by line, in the study's language."""

    def label(name: str) -> str:
        word = terms(f"conclusions.labels.{name}")
        return word[:1].upper() + word[1:]

    yield finding.text
    if finding.position is not None or finding.position_phrase:
        yield f"{label('position')}: {position_words(study, finding, terms)}"
    for caveat in finding.caveats:
        yield f"{label('caveat')}: {caveat}"
    if finding.confidence:
        yield f"{label('confidence')}: {terms(f'values.confidence.{finding.confidence}')}"
    yield from _pieces(label("evidence_for"), segments_as_pieces(study, finding.evidence_for, finding.focuses), terms)
    against = segments_as_pieces(study, finding.evidence_against, finding.focuses)
    yield from _pieces(label("evidence_against"), against, terms)
    for number, rival in enumerate(finding.rivals, 1):
        why = f" — {terms('conclusions.labels.set_aside')} {rival.set_aside}" if rival.set_aside else ""
        yield f"{label('rival')} {number}: {rival.text}{why}"
    if finding.displays:
        yield f"{label('displays')}: {', '.join(finding.displays)}"
    for verification in on(study, finding):
        if says_something(verification):
            yield verification_line(verification, terms)
    if answered := recommendations_for(study, finding):
        yield f"{label('recommendations')}: {', '.join(answered)}"


def _pieces(label: str, pieces: tuple[Piece, ...], terms: Terms) -> Iterator[str]:
    yield f"{label}: {len(pieces) or terms('conclusions.nothing')}"
    yield from (f"  {piece_line(piece, terms)}" for piece in pieces)


def verification_line(verification: Verification, terms: Terms) -> str:
    """One verification: its id, tactic, date, what was done and found, the verdict, the consequence."""
    name = f"conclusions.tactics.{verification.tactic}"
    parts = [
        terms(name) if terms.has(name) else verification.tactic,
        verification.date and terms.date(verification.date),
        verification.done,
        verification.waiver and terms("conclusions.waived", reason=verification.waiver),
        *(reply.text for reply in verification.replies),
        *(f"{one.if_} → {one.then}" for one in verification.propositions),
        *(terms("conclusions.query", query=q.query, hits=q.hits, read=q.read) for q in verification.queries),
        *(_answer(answer.informant, answer.agrees, answer.answer, terms) for answer in verification.answers),
        verification.verdict and terms(f"values.verdict.{verification.verdict}"),
        verification.result,
        verification.consequence and terms(f"conclusions.consequence.{verification.consequence}"),
    ]
    return f"{verification.id}: " + " · ".join(str(part) for part in parts if part)


def _answer(informant: str, agrees: bool | None, answer: str, terms: Terms) -> str:  # noqa: FBT001 - a stored value
    said = {True: terms("conclusions.agrees"), False: terms("conclusions.disagrees"), None: ""}[agrees]
    return " ".join(part for part in (informant, said, f"“{answer}”" if answer else "") if part)
