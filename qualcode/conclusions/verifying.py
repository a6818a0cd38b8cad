"""Testing a finding: what each tactic computes, what was stated for it, and the record of having applied one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qualcode.conclusions.exits import Reached
from qualcode.conclusions.states import finding_state
from qualcode.conclusions.tactics import TACTICS, Group, Tactic, canonical, in_order, named
from qualcode.conclusions.verifications import on
from qualcode.errors import BadValue
from qualcode.model import (
    Consequence,
    Finding,
    Informant,
    MemberAnswer,
    Query,
    Study,
    Verdict,
    Verification,
    kind_named,
)
from qualcode.model.plain import to_plain

TARGETS = ("finding", "code", "display", "link")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One tactic on one finding. ``stated`` is the latest verification of the researcher, if any."""

    tactic: Tactic
    computed: Any
    stated: Verification | None
    earlier: tuple[Verification, ...]
    done: bool

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
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRow:
    """A row of the wall chart: a finding, its state, and of each tactic whether it was done."""

    finding: Finding
    state: Reached
    done: tuple[tuple[str, bool], ...]


def tactics_for_testing() -> tuple[Tactic, ...]:
    """The tactics for testing that can be computed, in the order of the book."""
    found = (TACTICS.load(name) for name in in_order(TACTICS.names()))
    return tuple(tactic for tactic in found if tactic.group is Group.TESTING)


def examine(study: Study, finding: Finding, tactics: Iterable[str] = ()) -> tuple[Examined, ...]:
    """What each tactic (all that test, or those named in either language) finds and what was stated."""
    chosen = tuple(named(name) for name in tactics) or tactics_for_testing()
    return tuple(_examined(study, finding, tactic) for tactic in chosen)


def _examined(study: Study, finding: Finding, tactic: Tactic) -> Examined:
    stated = on(study, finding, tactic.name)
    return Examined(
        tactic=tactic,
        computed=tactic.compute(study, finding),
        stated=stated[-1] if stated else None,
        earlier=stated[:-1],
        done=tactic.done(study, finding),
    )


def wall_chart(study: Study) -> tuple[WallRow, ...]:
    """Finding × tactic: what was done and what was not."""
    tactics = tactics_for_testing()
    return tuple(
        WallRow(
            finding=finding,
            state=finding_state(study, finding),
            done=tuple((tactic.name, tactic.done(study, finding)) for tactic in tactics),
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


def verification(  # noqa: PLR0913 - who, when and what are all part of the record
    study: Study, target: str, tactic: str, applied: Applied, *, new_id: Callable[[str], str], by: str, date: str
) -> Verification:
    """The record of a tactic applied to a target (``finding:T-01``, or a pattern code, display or link).

    Raises ``BadValue`` for a verdict on another tactic than triangulation, answers on another than the member
    check, more hits read than there were, or nothing stated; ``UnknownName`` for an unknown target or informant.
    """
    name = canonical(named(tactic).name)
    kind, _, record_id = target.partition(":")
    known = kind_named(kind)
    if kind not in TARGETS or known is None:
        raise BadValue("target", target, TARGETS)
    study.get(known.type, record_id)
    if applied == Applied():
        raise BadValue("done", "")
    if applied.verdict and name != "triangulation":
        raise BadValue("verdict", applied.verdict.value, ("triangulation",))
    if applied.answers and name != "member-check":
        raise BadValue("answers", applied.answers[0].answer, ("member-check",))
    for query in applied.queries:
        if not 0 <= query.read <= query.hits:
            raise BadValue("queries.read", str(query.read), (f"0-{query.hits}",))
    for answer in applied.answers:
        study.get(Informant, answer.informant)
    return Verification(
        id=new_id("V"),
        tactic=name,
        target=target,
        by=by,
        date=date,
        done=applied.done,
        queries=applied.queries,
        answers=applied.answers,
        verdict=applied.verdict,
        result=applied.result,
        consequence=applied.consequence,
    )
