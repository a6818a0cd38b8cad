"""Where a study contradicts itself: positions that drift between sections, texts that are cut off.

With ``holes`` (claims without evidence) and ``clashes`` (signs that conflict), whose functions can be had from
here, these are the hard cases of the method's worked example. Each function gives records with the places to
look at; the report prints and checks them. What a difference means is the researcher's to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.conclusions.clashes import Clash, ClashKind, Split, finding_clashes, split_candidates, valence_conflicts
from qualcode.conclusions.holes import Hole, HoleKind, evidence_free
from qualcode.model import Finding, Passage, Study, ref_to

__all__ = [
    "Clash",
    "ClashKind",
    "CutText",
    "Drift",
    "DriftKind",
    "Hole",
    "HoleKind",
    "Split",
    "cut_texts",
    "evidence_free",
    "finding_clashes",
    "findings_of",
    "position_drift",
    "split_candidates",
    "valence_conflicts",
]


class DriftKind(StrEnum):
    """How a passage departs from its finding."""

    VALUE = "value"
    UNMAPPED = "unmapped"
    NO_FINDING = "no_finding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A position that a passage states and its finding does not.

    ``value``: the mapped values differ; ``unmapped``: another phrase without a value to compare;
    ``no_finding``: a position on a focus of which no finding states one.
    """

    kind: DriftKind
    passage: str
    section: str
    focus: str | None
    finding: str | None
    passage_phrase: str
    passage_position: int | None
    finding_phrase: str
    finding_position: int | None


def position_drift(study: Study) -> tuple[Drift, ...]:
    """Passages whose stated position is not that of their finding, in the order of the chapter's passages."""
    return tuple(
        drift
        for passage in study.passages
        if passage.position is not None or passage.position_phrase
        for drift in _drifts(study, passage)
    )


def _drifts(study: Study, passage: Passage) -> list[Drift]:
    found = findings_of(study, passage)
    findings = [finding for finding in found if finding.position is not None or finding.position_phrase]
    if not findings:
        return [_drift(DriftKind.NO_FINDING, passage, None)]
    kinds = {finding: _differs(passage, finding) for finding in findings}
    if None in kinds.values():
        return []
    return [_drift(kind, passage, finding) for finding, kind in kinds.items() if kind]


def findings_of(study: Study, passage: Passage) -> tuple[Finding, ...]:
    """The finding that a passage names, else the findings on its focus."""
    if passage.finding:
        named = study.find(Finding, passage.finding)
        return (named,) if named else ()
    return tuple(finding for finding in study.findings if passage.focus and passage.focus in finding.focuses)


def _differs(passage: Passage, finding: Finding) -> DriftKind | None:
    if passage.position is not None and finding.position is not None:
        return None if passage.position == finding.position else DriftKind.VALUE
    same = passage.position_phrase.strip().casefold() == finding.position_phrase.strip().casefold()
    return None if same else DriftKind.UNMAPPED


def _drift(kind: DriftKind, passage: Passage, finding: Finding | None) -> Drift:
    return Drift(
        kind=kind,
        passage=passage.id,
        section=passage.section,
        focus=passage.focus or (finding.focuses[0] if finding and finding.focuses else None),
        finding=finding.id if finding else None,
        passage_phrase=passage.position_phrase,
        passage_position=passage.position,
        finding_phrase=finding.position_phrase if finding else "",
        finding_position=finding.position if finding else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CutText:
    """A text of the researcher that looks cut off: at its start, its end, or both."""

    record: str
    text: str
    start: bool
    end: bool


_ENDS = (".", "!", "?", "…", ":", ";")
_CLOSING = "\"'”’)]»"


def cut_texts(study: Study) -> tuple[CutText, ...]:
    """Passages that begin in the middle of a sentence or do not end one."""
    found = []
    for passage in study.passages:
        text = passage.text.strip()
        if text:
            start, end = text[0].islower() or text[0] in ",.;:)", not text.rstrip(_CLOSING).endswith(_ENDS)
            if start or end:
                found.append(CutText(record=ref_to(passage), text=text, start=start, end=end))
    return tuple(found)
