"""Export checks: what forbids a document to leave the study, and what should be seen first (method: export checks).

A check names its key, its facts and its place; ``check_words`` says it in the interface's language.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from qualcode.collection.identities.standing import open_proposals, undecided, undecided_words
from qualcode.collection.positions import blocks_of, speakers
from qualcode.collection.privacy import is_judged, withdrawn
from qualcode.conclusions.clashes import finding_clashes
from qualcode.conclusions.coverage import NeedKind, coverage
from qualcode.conclusions.drift import cut_texts, position_drift
from qualcode.conclusions.evidence import carrying, coded_under, pieces_of, single
from qualcode.conclusions.finding_states import finding_state
from qualcode.conclusions.holes import HoleKind, evidence_free
from qualcode.model import Consent, Passage, Segment, Source, Stage, Study, Technique
from qualcode.report.check_record import Check, Level, flagged
from qualcode.report.document import BlockQuotation, Document
from qualcode.report.fieldwork_checks import (
    begun,
    concluded,
    discussed,
    followed,
    generalised,
    in_time,
    listed_twice,
    unfocused,
    weekdays,
)
from qualcode.report.parts import quotations
from qualcode.report.promise_checks import promised
from qualcode.report.prose_checks import keyed, mentions, quoted_share, repeated, worded
from qualcode.report.quotes import Quotes
from qualcode.report.unfinished import not_lasting, still_open

if TYPE_CHECKING:
    from qualcode.report.document import Block


def checks_of(study: Study, document: Document) -> tuple[Check, ...]:
    """Every check of a document, those that refuse first; those of one kind stand together."""
    checks = OF_APPENDICES if document.is_appended else CHECKS
    found = [one for check in checks for one in check(study, document)]
    first = {key: at for at, key in reversed(list(enumerate(one.key for one in found)))}
    return tuple(sorted(found, key=lambda one: (one.level is not Level.REFUSE, first[one.key])))


def _exact(study: Study, document: Document) -> Iterator[Check]:
    """Each quotation equals the working text at its offsets, letter for letter."""
    for quotation in quotations(document):
        place = quotation.place
        if study.text(place.source)[place.start : place.end] != quotation.text:
            what = f"{place.source} {place.segment}"
            yield Check(level=Level.REFUSE, key="quotation_differs", what=what, place=place)


def _consented(study: Study, document: Document) -> Iterator[Check]:
    """No words of someone who withdrew, or, where consent is recorded, of someone without it."""
    quotes, gone = Quotes(study), withdrawn(study)
    for quotation in quotations(document):
        segment = study.find(Segment, quotation.place.segment)
        if segment is None:
            continue
        for who in quotes.barred(segment.id):
            key = "consent_withdrawn" if who in gone else "consent_missing"
            yield Check(level=Level.REFUSE, key=key, what=who, place=quotation.place)
    if not study.all(Consent):
        if study.informants:
            yield flagged("consent_unrecorded")
        return
    for who in _left_out(study, quotes):
        yield flagged("consent_left_out", who)


def _left_out(study: Study, quotes: Quotes) -> list[str]:
    """Informants whose coded words stay out for want of consent."""
    barred = (who for segment in study.segments.values() for who in quotes.barred(segment.id))
    return sorted(set(barred))


def _once(study: Study, document: Document) -> Iterator[Check]:
    """No quotation stands twice."""
    del study
    seen: set[tuple[str, int, int]] = set()
    for quotation in quotations(document):
        place = (quotation.place.source, quotation.place.start, quotation.place.end)
        if place in seen:
            what = f"{quotation.place.source} {quotation.place.segment}"
            yield Check(level=Level.FLAG, key="quotation_twice", what=what, place=quotation.place)
        seen.add(place)


def _introduced(study: Study, document: Document) -> Iterator[Check]:
    """Words stand before and after each quotation that is set apart."""
    del study
    for section in document.sections:
        before: Block | None = None
        for block in section.blocks:
            if isinstance(block, BlockQuotation) and isinstance(before, BlockQuotation):
                yield Check(level=Level.FLAG, key="quotation_alone", place=block.place, section=section.key)
            before = block


def _sources(study: Study, document: Document) -> Iterator[Check]:
    """Quoted sources carry a date; what the scan for identifiers proposes in them was hidden, signed or waived."""
    for name in dict.fromkeys(quotation.place.source for quotation in quotations(document)):
        source = study.get(Source, name)
        if not source.date:
            yield flagged("source_undated", name)
        if open_ := _open(study, name):
            yield open_
        elif not is_judged(study, name):
            yield flagged("identifiers_open", name)
    yield from _written(study, _PRINTED)


def _printed(study: Study, document: Document) -> Iterator[Check]:
    """Sources left out; those printed in full in which the scan still proposes something; displays changed since."""
    for name in document.withheld:
        yield flagged("transcript_withheld", name)
    for name in document.printed:
        if left := len(open_proposals(study, name)):
            yield flagged("identifiers_remain", f"{name}: {left}")
    for name in document.changed:
        yield flagged("display_changed", name)


def open_identifiers(study: Study, quoted: Iterable[str]) -> tuple[Check, ...]:
    """A refusal for each of these sources, and for words in cells and labels, in which the scan proposes something."""
    return (*filter(None, (_open(study, name) for name in quoted)), *_written(study, _SHOWN))


_SHOWN = ("cell", "event", "link")
_PRINTED = ("passage", "finding", "recommendation", "verification", *_SHOWN)
"""Kinds of record whose words a display shows, and those that a chapter prints."""


def _written(study: Study, kinds: Collection[str]) -> Iterator[Check]:
    for name, count in undecided_words(study, kinds).items():
        yield Check(level=Level.REFUSE, key="identifiers_written", what=f"{name}: {count}")


def _open(study: Study, name: str) -> Check | None:
    left = undecided(study, name)
    return Check(level=Level.REFUSE, key="identifiers_found", what=f"{name}: {left}") if left else None


def _answered(study: Study, document: Document) -> Iterator[Check]:
    """Each focus has data, a finding and a discussion."""
    del document
    for focus in study.focuses:
        findings = [finding for finding in study.findings if focus.id in finding.focuses]
        if not coded_under(study, (focus.id,)):
            yield flagged("focus_without_data", focus.id, "data")
        if not findings:
            yield flagged("focus_without_finding", focus.id, "findings")
        if not any(_discusses(study, passage, focus.id) for passage in study.passages):
            yield flagged("focus_without_discussion", focus.id, "discussion")


def _discusses(study: Study, passage: Passage, focus: str) -> bool:
    named = next((one for one in study.findings if one.id == passage.finding), None)
    about = passage.focus == focus or (named is not None and focus in named.focuses)
    return about and bool(passage.text.strip()) and ("discussion" in (passage.slot, passage.section))


def _findings(study: Study, document: Document) -> Iterator[Check]:
    """Findings that are not verified, that one voice carries, or on which sources conflict unresolved."""
    del document
    for finding in study.findings:
        state = finding_state(study, finding)
        if Stage.VERIFIED not in state.stages:
            yield flagged("finding_unverified", finding.id, "findings")
        if state.stale:
            yield flagged("finding_stale", finding.id, "findings")
        alone = single(carrying(pieces_of(study, finding)))
        if alone:
            yield flagged("finding_single", f"{finding.id}: {', '.join(alone)}", "findings")
    for hole in evidence_free(study):
        if hole.kind is HoleKind.CONCLUSION_ONLY:
            yield flagged("evidence_only_concluded", hole.record.partition(":")[2], "findings")
    for clash in finding_clashes(study):
        if not clash.resolved:
            yield flagged("finding_conflict", clash.records[0].partition(":")[2], "findings")


def _drift(study: Study, document: Document) -> Iterator[Check]:
    """A position that a passage states is that of its finding; no passage is cut off."""
    del document
    for drift in position_drift(study):
        stated = drift.passage_phrase or str(drift.passage_position)
        found = drift.finding_phrase or str(drift.finding_position or "–")
        yield flagged(
            "position_drift", f"{drift.passage}: “{stated}” ≠ {drift.finding or '–'}: “{found}”", drift.section
        )
    for cut in cut_texts(study):
        yield flagged("passage_cut", cut.record.partition(":")[2])


def _recommended(study: Study, document: Document) -> Iterator[Check]:
    """Weak positions, obstacles, needs and caveats have their recommendations, and each of these an anchor.

    What is coded on a focus in general names no factor of its own; the caveats of a finding stand together.
    """
    del document
    found = coverage(study)
    keys = {
        NeedKind.WEAK_FOCUS: "weak_without_recommendation",
        NeedKind.OBSTACLE: "obstacle_without_recommendation",
        NeedKind.SUPPORT_AS_NEED: "need_without_recommendation",
        NeedKind.CAVEAT: "caveat_without_recommendation",
    }
    general = {f"code:{focus.id}" for focus in study.focuses}
    texts: dict[tuple[str, str], list[str]] = {}
    for need in found.uncovered:
        if need.record not in general:
            texts.setdefault((keys[need.kind], need.record.partition(":")[2]), []).append(need.text)
    for (key, name), some in texts.items():
        yield flagged(key, f"{name}: {'; '.join(some)}", "5.2")
    for one in found.unanchored:
        yield flagged("recommendation_unanchored", one.id, "5.2")


def _theory(study: Study, document: Document) -> Iterator[Check]:
    """The keys of theory notes are printed as they are; author and year have to be put in their place."""
    for key in document.unknown_keys:
        yield flagged("reference_unknown", key)
    if document.bibliography or document.unknown_keys or document.section("discussion") is None:
        return
    keys = sorted({note.citation_key for note in study.theory_notes if note.citation_key})
    if keys:
        yield flagged("theory_keys", ", ".join(keys), "discussion")


def _offices(study: Study, document: Document) -> Iterator[Check]:
    """A role that one person holds names that person: the researcher's choice has to be recorded."""
    del document
    if study.project.privacy.name_offices and study.project.privacy.reason:
        return
    for role in study.roles:
        if role.holders and sum(holder.count for holder in role.holders) == 1:
            yield flagged("role_identifies", role.label)


def _speakers(study: Study, document: Document) -> Iterator[Check]:
    """A quotation from an interview has a speaker."""
    for quotation in quotations(document):
        segment = study.find(Segment, quotation.place.segment)
        source = study.find(Source, quotation.place.source)
        if segment is None or source is None or source.technique is not Technique.INTERVIEW:
            continue
        if not speakers(source, blocks_of(study, segment)):
            yield Check(level=Level.FLAG, key="speaker_unknown", what=segment.id, place=quotation.place)


CHECKS: tuple[Callable[[Study, Document], Iterator[Check]], ...] = (
    begun, _exact, _consented, _once, _introduced, followed, _speakers, _sources, in_time, weekdays, _offices, _drift,
    _findings, generalised, unfocused, _answered, concluded, discussed, promised, _recommended, not_lasting, _theory,
    keyed, listed_twice, mentions, repeated, quoted_share, worded, still_open,
)  # fmt: skip
"""Every check, in the order in which they are listed: what is wrong first, what is still to be written last."""

OF_APPENDICES: tuple[Callable[[Study, Document], Iterator[Check]], ...] = (
    begun, _exact, _consented, _sources, _printed, not_lasting, still_open,
)  # fmt: skip
"""The checks of appendices: what text says of the findings is checked where the text stands."""
