"""Following up surprises: what was marked surprising in a summary and not taken up (M&H94 p. 270; V7)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, segments_as_pieces
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Finding, Study, Summary, SummaryItem, SummaryItemKind
from qualcode.reduction.code_tree import focus_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """A surprising point of a summary; ``followed_up`` is empty where it was not taken up."""

    summary: str
    source: str
    text: str
    followed_up: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprises:
    """Surprises that touch the finding's focuses, or no focus in particular: those still open first."""

    unresolved: tuple[Surprise, ...]
    followed_up: tuple[Surprise, ...]


def compute(study: Study, finding: Finding) -> Surprises:
    """Surprising points of all summaries that concern a finding."""
    found = [
        Surprise(
            summary=summary.id,
            source=summary.source or "",
            text=item.text,
            followed_up=item.followed_up,
            pieces=segments_as_pieces(study, item.segments, finding.focuses),
        )
        for summary in study.all(Summary)
        for item in summary.items
        if item.kind is SummaryItemKind.SURPRISING and _concerns(study, summary, item, finding)
    ]
    return Surprises(
        unresolved=tuple(one for one in found if not one.followed_up),
        followed_up=tuple(one for one in found if one.followed_up),
    )


def _concerns(study: Study, summary: Summary, item: SummaryItem, finding: Finding) -> bool:
    focuses = {focus for code in item.codes for focus in focus_of(study, code)}
    focuses |= {summary.focus} if summary.focus else set()
    return not focuses or bool(focuses & set(finding.focuses))


def _lacks(study: Study, finding: Finding) -> str:
    found = compute(study, finding)
    return "" if found.unresolved or found.followed_up else _("no surprise noted in the summaries: qualcode contact")


TACTIC = Tactic(
    name="surprises",
    number="V7",
    group=Group.TESTING,
    page="M&H94 p. 270",
    question=_("What surprised you, and did you follow it up?"),
    compute=compute,
    asks=(Ask(name="explanation", words=_("What explains the surprise, and what does it change in the finding?")),),
    lacks=_lacks,
)
