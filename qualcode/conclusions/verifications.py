"""Verifications: what was done to test a conclusion, found by target and tactic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualcode.collection.privacy import withdrawn
from qualcode.conclusions.tactics import TACTICS, Ask, Into, canonical
from qualcode.model import Finding, MemberAnswer, Query, Stage, Statement, Study, Verification, ref_to

DISCONFIRMING = (
    "outliers",
    "extreme-cases",
    "surprises",
    "negative-evidence",
    "if-then-tests",
    "spurious-relations",
)
"""Tactics that look at exceptions, V5 to V10 (M&H94 pp. 269-274)."""


def verifications_of(study: Study, target: str, *tactics: str) -> tuple[Verification, ...]:
    """Verifications of a target (``finding:T-01``) by any of the tactics, or all of them, oldest first."""
    found = study.derived(_by_target).get(target, ())
    return tuple(one for one in found if not tactics or canonical(one.tactic) in tactics)


def _by_target(study: Study) -> dict[str, list[Verification]]:
    found: dict[str, list[Verification]] = {}
    for verification in standing(study):
        found.setdefault(verification.target, []).append(verification)
    return found


def standing(study: Study) -> tuple[Verification, ...]:
    """Every verification, without the answers of informants who withdrew their consent."""
    out = withdrawn(study)
    return tuple(
        replace(one, answers=tuple(answer for answer in one.answers if answer.informant not in out))
        if out and one.answers
        else one
        for one in study.verifications
    )


def target_of(claim: Finding) -> str:
    """The reference of what is tested: of a finding, or of the record that makes the claim (``claims``)."""
    return claim.id if ":" in claim.id else ref_to(claim)


def on(study: Study, finding: Finding, *tactics: str) -> tuple[Verification, ...]:
    """Verifications of a finding by any of the tactics, or all of them."""
    return verifications_of(study, target_of(finding), *tactics)


def says_something(verification: Verification) -> bool:
    """Whether the researcher stated anything in a verification beyond its tactic and target; a waiver counts."""
    one = verification
    said = (one.done, one.result, one.verdict, one.queries, one.answers, one.replies, one.propositions)
    return any((*said, one.consequence, one.waiver))


def was_done(study: Study, finding: Finding, *tactics: str) -> bool:
    """Whether one of the tactics was applied: the researcher says what was done or found, or answered its questions."""
    return any(_answered(study, finding, tactic) for tactic in tactics)


def _answered(study: Study, finding: Finding, tactic: str) -> bool:
    applied = [one for one in on(study, finding, tactic) if not one.waiver]
    if any(one.done or one.result for one in applied):
        return True
    needed = [ask for ask in TACTICS.load(tactic).asks if ask.needed]
    return bool(applied and needed) and all(answer_to(study, finding, tactic, ask) for ask in needed)


def answer_to(study: Study, finding: Finding, tactic: str, ask: Ask) -> object:
    """What the researcher last answered to a question of a tactic: a text, a value, records; nothing if not yet."""
    if ask.into in (Into.AGAINST, Into.RIVALS):
        return getattr(finding, ask.into.value)
    applied = [one for one in on(study, finding, tactic) if not one.waiver]
    if ask.into is Into.REPLY:
        replies = {reply.ask: reply.text for one in applied for reply in one.replies}
        return replies.get(ask.name, "")
    return next((value for one in reversed(applied) if (value := getattr(one, ask.into.value))), "")


def waived(study: Study, finding: Finding, tactic: str) -> str:
    """The researcher's reason for going without a tactic, if that is the last word on it; else nothing.

    A stated reason why nobody was asked waives the member check.
    """
    if tactic == "member-check" and not member_answers(study, finding):
        return reason_for_no_member_check(study, finding)
    found = on(study, finding, tactic)
    return found[-1].waiver if found else ""


def searches(verifications: Iterable[Verification]) -> tuple[Query, ...]:
    """Every query that was run in these verifications."""
    return tuple(query for one in verifications for query in one.queries)


def searched_against(study: Study, finding: Finding) -> bool:
    """Whether evidence against a finding was looked for: it has some, or a search for it is logged."""
    return bool(finding.evidence_against or searches(on(study, finding, "negative-evidence")))


def triangulated(study: Study, finding: Finding) -> Verification | None:
    """The latest triangulation that the researcher gave a verdict on, or None."""
    found = [one for one in on(study, finding, "triangulation") if one.verdict]
    return found[-1] if found else None


def member_answers(study: Study, finding: Finding) -> tuple[MemberAnswer, ...]:
    """Every answer of informants to whom a finding was taken back."""
    return tuple(answer for one in on(study, finding, "member-check") for answer in one.answers)


def reason_for_no_member_check(study: Study, finding: Finding) -> str:
    """Why a finding was not taken back to informants, as the researcher stated it; empty if not stated."""
    kept = study.by_id(Verification)
    verifications = [one for one in on(study, finding, "member-check") if not kept[one.id].answers]
    stated = [one.waiver or one.result or one.done for one in verifications]
    waived = [
        one.waiver
        for one in study.all(Statement)
        if one.record == target_of(finding) and one.state is Stage.VERIFIED and one.waiver
    ]
    return next((reason for reason in (*stated, *waived) if reason), "")
