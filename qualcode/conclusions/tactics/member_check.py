"""Member check: what informants say when a finding is taken back to them (M&H94 pp. 275-277; V13)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.collection.privacy import withdrawn
from qualcode.conclusions.tactics import Ask, Group, Into, Tactic
from qualcode.conclusions.verifications import member_answers, reason_for_no_member_check
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Informant, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one informant answered, when, and the change that was made for it."""

    informant: str
    role: str
    date: str
    agrees: bool | None
    answer: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCoverage:
    """How many informants of a role were asked about the finding, of those in the study."""

    role: str
    label: str
    n: int
    of: int
    counted: Counted = Counted.INFORMANTS


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCheck:
    """The answers to a finding and their coverage by role; ``reason_for_none`` as the researcher stated it."""

    answers: tuple[Answer, ...]
    coverage: tuple[RoleCoverage, ...]
    disagreeing: tuple[str, ...]
    reason_for_none: str


def compute(study: Study, finding: Finding) -> MemberCheck:
    """Who was asked about a finding, when, with which answer and change; how far each role was asked."""
    people = study.by_id(Informant)
    given = member_answers(study, finding)
    answers = tuple(
        Answer(
            informant=answer.informant,
            role=people[answer.informant].role if answer.informant in people else "",
            date=answer.date,
            agrees=answer.agrees,
            answer=answer.answer,
            change=answer.change,
        )
        for answer in given
    )
    return MemberCheck(
        answers=answers,
        coverage=_coverage(study, {answer.informant for answer in answers}),
        disagreeing=tuple(dict.fromkeys(answer.informant for answer in answers if answer.agrees is False)),
        reason_for_none="" if answers else reason_for_no_member_check(study, finding),
    )


def _coverage(study: Study, asked: set[str]) -> tuple[RoleCoverage, ...]:
    found = []
    for role in study.roles:
        people = [p.id for p in study.informants if p.role == role.id and p.id not in withdrawn(study)]
        if people:
            n = sum(person in asked for person in people)
            found.append(RoleCoverage(role=role.id, label=role.label or role.id, n=n, of=len(people)))
    return tuple(found)


def _done(study: Study, finding: Finding) -> bool:
    return bool(member_answers(study, finding) or reason_for_no_member_check(study, finding))


TACTIC = Tactic(
    name="member-check",
    number="V13",
    group=Group.TESTING,
    page="M&H94 pp. 275-277",
    question=_("What do the informants say when the finding is taken back to them?"),
    compute=compute,
    asks=(
        Ask(name="answers", words=_("Whom did you ask, what was the answer, what did you change?"), into=Into.ANSWERS),
        Ask(name="dissent", words=_("Where someone disagreed: how do you read it?"), needed=False),
        Ask(name="why_none", words=_("If nobody was asked: why not?"), into=Into.RESULT, needed=False),
    ),
    done_when=_done,
)
