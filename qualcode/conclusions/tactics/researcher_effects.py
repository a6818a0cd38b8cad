"""Researcher effects: what the fieldworker did to the site, and the site to the fieldworker (M&H94 pp. 265-266; V2)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics.weighting_evidence import Aspect, profile
from qualcode.i18n import _
from qualcode.model import Finding, MemoType, Study

_OF_CONTACT = ("trusted_fieldworker", "informal_setting", "volunteered", "alone")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearcherEffects:
    """How the evidence came about, and the researcher's reflexive memos (their ids)."""

    contact: tuple[Aspect, ...]
    reflexive_memos: tuple[str, ...]


def compute(study: Study, finding: Finding) -> ResearcherEffects:
    """Trust, setting, prompting and company behind the evidence; whether reflexive memos are there."""
    found = profile(study, pieces_of(study, finding))
    memos = tuple(memo.id for memo in study.memos if memo.type is MemoType.REFLEXIVE)
    return ResearcherEffects(
        contact=tuple(aspect for aspect in found.aspects if aspect.aspect in _OF_CONTACT),
        reflexive_memos=memos,
    )


TACTIC = Tactic(
    name="researcher-effects",
    number="V2",
    group=Group.TESTING,
    page="M&H94 pp. 265-266",
    question=_("How did your presence shape what was said, and the site what you saw?"),
    compute=compute,
    asks=(
        Ask(name="on_site", words=_("What did your presence change in what people said or did?")),
        Ask(name="by_site", words=_("Where did the site win you over to its own view?")),
    ),
)
