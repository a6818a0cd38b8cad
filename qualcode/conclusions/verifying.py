"""Testing a finding: what each tactic computes, what was stated for it, and the record of having applied one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from qualcode.conclusions.claims import applicable, asks_of, claim_of, tactics_of
from qualcode.conclusions.exits import Reached
from qualcode.conclusions.propositions import tried
from qualcode.conclusions.states import finding_state
from qualcode.conclusions.tactics import TACTICS, Ask, Into, Tactic, canonical, in_order, named
from qualcode.conclusions.tested import tested_on
from qualcode.conclusions.verifications import answer_to, on, target_of, waived
from qualcode.errors import BadValue
from qualcode.model import (
    Consequence,
    Finding,
    Informant,
    MemberAnswer,
    Proposition,
    Query,
    Reply,
    Study,
    Tested,
    Verdict,
    Verification,
)
from qualcode.model.plain import to_plain


class Standing(StrEnum):
    """How a tactic stands to a finding."""

    DONE = "done"
    WAIVED = "waived"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


SYMBOLS: Mapping[Standing, str] = {
    Standing.DONE: "✓",
    Standing.WAIVED: "/",
    Standing.OPEN: "○",
    Standing.NOT_APPLICABLE: "–",
}
"""How the wall chart shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One tactic on one finding. ``stated`` is the latest verification of the researcher, if any."""

    tactic: Tactic
    computed: Any
    stated: Verification | None
    earlier: tuple[Verification, ...]
    done: bool
    standing: Standing
    waiver: str
    lacks: str
    answers: tuple[tuple[Ask, object], ...]

    def as_json(self) -> dict[str, Any]:
        """The shape of the contract."""
        stated = None
        if self.stated is not None:
            stated = {**to_plain(self.stated), "earlier": [one.id for one in self.earlier]}
        return {
            "tactic": self.tactic.name,
            "computed": to_plain(self.computed),
            "stated": stated,
            "done": self.done,
            "number": self.tactic.number,
            "standing": self.standing.value,
            "waiver": self.waiver,
            "lacks": self.lacks,
            "asks": [
                {"name": ask.name, "words": ask.words, "into": ask.into.value, "answered": bool(answer)}
                for ask, answer in self.answers
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRow:
    """A row of the wall chart: a finding, its state, and how each tactic stands to it."""

    finding: Finding
    state: Reached
    standing: tuple[tuple[str, Standing], ...]


def all_tactics() -> tuple[Tactic, ...]:
    """Every tactic in the order of the book: first those that generate meaning, then those that test."""
    return tuple(TACTICS.load(name) for name in in_order(TACTICS.names()))


def standing(study: Study, finding: Finding, tactic: Tactic) -> Standing:
    """Whether a tactic was applied, waived, cannot be applied, or is open; the researcher's last word counts."""
    if waived(study, finding, tactic.name):
        return Standing.WAIVED
    if tactic.done(study, finding):
        return Standing.DONE
    return Standing.NOT_APPLICABLE if tactic.lacks(study, finding) else Standing.OPEN


def examine(study: Study, finding: Finding, tactics: Iterable[str] = ()) -> tuple[Examined, ...]:
    """What each tactic (all in the order of the book, or those named in either language) finds and what was stated.

    ``BadValue`` for a tactic that only a finding has records for.
    """
    chosen = tuple(applicable(finding, name) for name in tactics) or tactics_of(finding)
    return tuple(examined(study, finding, tactic) for tactic in chosen)


def examined(study: Study, finding: Finding, tactic: Tactic) -> Examined:
    """What one tactic finds and what was stated for it."""
    stated = on(study, finding, tactic.name)
    return Examined(
        tactic=tactic,
        computed=tactic.compute(study, finding),
        stated=stated[-1] if stated else None,
        earlier=stated[:-1],
        done=tactic.done(study, finding),
        standing=standing(study, finding, tactic),
        waiver=waived(study, finding, tactic.name),
        lacks=tactic.lacks(study, finding),
        answers=tuple((ask, answer_to(study, finding, tactic.name, ask)) for ask in asks_of(finding, tactic)),
    )


def wall_chart(study: Study) -> tuple[WallRow, ...]:
    """Finding × tactic: what was done, waived, is open, and what the study has no data for."""
    tactics = all_tactics()
    return tuple(
        WallRow(
            finding=finding,
            state=finding_state(study, finding),
            standing=tuple((tactic.name, standing(study, finding, tactic)) for tactic in tactics),
        )
        for finding in study.findings
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the researcher says of having applied a tactic; empty fields were not stated."""

    done: str = ""
    result: str = ""
    verdict: Verdict | None = None
    queries: tuple[Query, ...] = ()
    answers: tuple[MemberAnswer, ...] = ()
    consequence: Consequence | None = None
    replies: tuple[Reply, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    waiver: str = ""


def verification(  # noqa: PLR0913 - who, when and what are all part of the record
    study: Study, target: str, tactic: str, applied: Applied, *, new_id: Callable[[str], str], by: str, date: str
) -> Verification:
    """The record of a tactic applied to a target: a finding, code, display or link (``T-01``, ``code:POLA-TUNGGU``).

    Raises ``BadValue`` for a verdict on another tactic than triangulation, answers on another than the member
    check, more hits read than there were, a reply to a question that the tactic does not ask, a waiver together with
    something done, nothing stated, or a tactic that only a finding has records for; ``UnknownName`` for an unknown
    target, informant, variable or code.
    """
    claim = claim_of(study, target)
    name = canonical(applicable(claim, tactic).name)
    _require_sound(study, name, applied)
    return Verification(
        id=new_id("V"),
        tactic=name,
        target=target_of(claim),
        by=by,
        date=date,
        tested=_tested(study, claim),
        **{field.name: getattr(applied, field.name) for field in fields(applied)},
    )


def _tested(study: Study, claim: Finding) -> Tested | None:
    return None if ":" in claim.id else tested_on(study, claim)


def _require_sound(study: Study, name: str, applied: Applied) -> None:
    if applied == Applied():
        raise BadValue("done", "")
    if applied.waiver and replace(applied, waiver="") != Applied():
        raise BadValue("waive", applied.waiver)
    for field, value, own in (
        ("verdict", applied.verdict, "triangulation"),
        ("answers", [answer.answer or answer.informant for answer in applied.answers], "member-check"),
        ("if", [one.if_ for one in applied.propositions], "if-then-tests"),
    ):
        if value and name != own:
            raise BadValue(field, str(value[0] if isinstance(value, list) else value), (own,))
    asks = tuple(ask.name for ask in named(name).asks if ask.into is Into.REPLY)
    for unknown in (reply.ask for reply in applied.replies if reply.ask not in asks):
        raise BadValue("--reply", unknown, asks)
    for query in applied.queries:
        if not 0 <= query.read <= query.hits:
            raise BadValue("--read", str(query.read), (f"0-{query.hits}",))
    for answer in applied.answers:
        study.get(Informant, answer.informant)
    for proposition in applied.propositions:
        tried(study, proposition)


def continued(  # noqa: PLR0913 - who, when and what are all part of the record
    study: Study, finding: Finding, tactic: str, applied: Applied, *, new_id: Callable[[str], str], by: str, date: str
) -> Verification:
    """What was just said of a tactic, added to its verification of the same person and day, else in a new one.

    Queries, answers of other informants and propositions are added, everything else takes the place of what stood.
    Raises what ``verification`` raises.
    """
    name = named(tactic).name
    standing_ = [one for one in on(study, finding, name) if (one.by, one.date) == (by, date) and not one.waiver]
    if not standing_ or applied.waiver:
        return verification(study, finding.id, name, applied, new_id=new_id, by=by, date=date)
    _require_sound(study, name, applied)
    last = study.get(Verification, standing_[-1].id)
    replied = {reply.ask: reply for reply in (*last.replies, *applied.replies)}
    answered = {answer.informant: answer for answer in (*last.answers, *applied.answers)}
    return replace(
        last,
        done=applied.done or last.done,
        result=applied.result or last.result,
        verdict=applied.verdict or last.verdict,
        consequence=applied.consequence or last.consequence,
        queries=(*last.queries, *(one for one in applied.queries if one not in last.queries)),
        answers=tuple(answered.values()),
        replies=tuple(replied.values()),
        propositions=tuple(dict.fromkeys((*last.propositions, *applied.propositions))),
        tested=_tested(study, finding),
    )
