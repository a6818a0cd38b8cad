"""Checks of fieldwork and method: dates against the permit, and what each focus and discussion must have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.collection.dates import read_date, weekday_name
from qualcode.collection.header_labels import Field, field_of
from qualcode.conclusions.evidence import carrying, pieces_of, single
from qualcode.conclusions.verifications import member_answers
from qualcode.model import FindingKind, Source, Technique
from qualcode.reduction.coded import evidence
from qualcode.report.check_record import Check, flagged
from qualcode.report.document import BlockQuotation, Heading
from qualcode.report.parts import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model import Study
    from qualcode.report.document import Block, Document

DAY = len("2018-03-12")
_ALL = re.compile(r"\b(semua|seluruh|para|sebagian besar|mayoritas|kebanyakan|most|all|everyone)\b", re.IGNORECASE)


def begun(study: Study, document: Document) -> Iterator[Check]:
    """A study without sources, codings or informants, and one with a single informant: what to do first."""
    del document
    if not study.sources:
        yield flagged("no_sources")
    elif not study.codings:
        yield flagged("no_codings")
    if not study.informants:
        yield flagged("no_informants")
    elif len(study.informants) == 1:
        yield flagged("one_informant", study.informants[0].id)


def in_time(study: Study, document: Document) -> Iterator[Check]:
    """Quoted interviews and observations lie within the time of the permits."""
    permits = [permit for permit in study.project.permits if permit.date]
    if not permits:
        return
    first = min(permit.date for permit in permits)
    last = max((permit.valid_until for permit in permits), default="") if all(p.valid_until for p in permits) else ""
    for name in dict.fromkeys(quotation.place.source for quotation in quotations(document)):
        source = study.get(Source, name)
        if source.technique is Technique.DOCUMENT or len(source.date) < DAY:
            continue
        if len(first) == DAY and source.date < first:
            yield flagged("source_before_permit", f"{name}: {source.date} < {first}")
        elif len(last) == DAY and source.date > last:
            yield flagged("source_after_permit", f"{name}: {source.date} > {last}")


def weekdays(study: Study, document: Document) -> Iterator[Check]:
    """The weekday that the header of a quoted source names is that of its date."""
    for name in dict.fromkeys(quotation.place.source for quotation in quotations(document)):
        source = study.get(Source, name)
        heads = ", ".join(field.value for field in source.header if field_of(field.name) is Field.DATE)
        written = replace(read_date(heads), date=source.date)
        if written.clashes and written.weekday is not None:
            yield flagged("source_weekday", f"{name}: {weekday_name(written.weekday)} ≠ {source.date}")


def unfocused(study: Study, document: Document) -> Iterator[Check]:
    """Findings of no focus, and codes of none on text that is coded under no focus either: no section shows them."""
    del document
    for finding in study.findings:
        if not finding.focuses:
            yield flagged("finding_without_focus", finding.id, "findings")
    if not study.focuses:
        return
    shown: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in evidence(study):
        if one.focuses:
            shown[one.source.id].append((one.segment.start, one.segment.end))
    used = Counter(
        one.code.id
        for one in evidence(study)
        if not one.focuses
        and not any(start < one.segment.end and one.segment.start < end for start, end in shown[one.source.id])
    )
    for code, count in used.items():
        yield flagged("code_without_focus", f"{code}: {count}")


def concluded(study: Study, document: Document) -> Iterator[Check]:
    """Each focus has its conclusion in the last chapter."""
    if document.section("conclusions") is None and document.section("findings") is None:
        return
    told = {
        passage.focus
        for passage in study.passages
        if passage.section in ("5.1", "conclusions") and passage.text.strip()
    }
    for focus in study.focuses:
        if focus.id not in told:
            yield flagged("focus_without_conclusion", focus.id, "5.1")


def discussed(study: Study, document: Document) -> Iterator[Check]:
    """What each discussion needs: a theory note, and a rival explanation or negative evidence."""
    if document.section("discussion") is None and document.section("findings") is None:
        return
    with_theory = {note.finding for note in study.theory_notes}
    for finding in study.findings:
        if finding.kind is not FindingKind.FINDING:
            continue
        if finding.id not in with_theory:
            yield flagged("finding_without_theory", finding.id, "discussion")
        if not finding.rivals and not finding.evidence_against:
            yield flagged("finding_unopposed", finding.id, "discussion")


def generalised(study: Study, document: Document) -> Iterator[Check]:
    """Words of many where one informant carries a finding; answers of member checks without a date."""
    del document
    for finding in study.findings:
        if "informant" in single(carrying(pieces_of(study, finding))):
            found = _ALL.search(finding.text)
            if found:
                yield flagged("one_voice_generalised", f"{finding.id}: “{found.group()}”", "findings")
        if any(not answer.date for answer in member_answers(study, finding)):
            yield flagged("member_check_undated", finding.id)


def followed(study: Study, document: Document) -> Iterator[Check]:
    """Prose stands after each quotation that ends a part: no part closes with somebody else's words."""
    del study
    for section in document.sections:
        blocks: list[Block | None] = [*section.blocks, None]
        for block, after in pairwise(blocks):
            if isinstance(block, BlockQuotation) and (after is None or isinstance(after, Heading)):
                yield replace(flagged("quotation_unfollowed", section=section.key), place=block.place)


def listed_twice(study: Study, document: Document) -> Iterator[Check]:
    """Works that stand twice among the references, by DOI or title; both forms of *and others* in prose."""
    for passage in study.passages:
        other = "et al." if document.profile.and_others == "dkk." else "dkk."
        if other in passage.text:
            yield flagged("and_others_mixed", f"{passage.id}: {other} → {document.profile.and_others}")
    seen: dict[str, list[str]] = defaultdict(list)
    for entry in document.bibliography:
        text = "".join(getattr(run, "text", "") for run in entry)
        doi = re.search(r"10\.\d{4,9}/\S+", text)
        seen[doi.group().rstrip(".").casefold() if doi else " ".join(text.casefold().split())].append(text[:40])
    for entries in seen.values():
        if len(entries) > 1:
            yield flagged("reference_twice", "; ".join(entries))
