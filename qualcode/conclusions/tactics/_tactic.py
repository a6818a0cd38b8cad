"""What a tactic is: a question, what the study can compute for it, and what only the researcher answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualcode.model import Finding, Study


class Group(StrEnum):
    """Tactics for generating meaning, and tactics for testing or confirming (M&H94 ch. 10)."""

    GENERATING = "generating"
    TESTING = "testing"


class Into(StrEnum):
    """Where the answer to a question is kept: in the verification of the tactic, or in the finding itself."""

    REPLY = "reply"
    VERDICT = "verdict"
    RESULT = "result"
    QUERIES = "queries"
    ANSWERS = "answers"
    CONSEQUENCE = "consequence"
    PROPOSITIONS = "propositions"
    AGAINST = "evidence_against"
    RIVALS = "rivals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that only the researcher answers.

    ``name`` tells it from the others of its tactic; ``needed`` says whether the tactic counts as done without it.
    """

    name: str
    words: str
    into: Into = Into.REPLY
    needed: bool = True


def _nothing_lacking(_study: Study, _finding: Finding) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """One procedure of the method.

    ``compute`` gives a frozen record of plain values, tables of rows with their pieces of evidence; it never
    concludes. ``asks`` are the questions that only the researcher answers; ``done_when`` says what counts as done
    where that is not having answered them.
    ``lacks`` says what the study would need before the tactic can be applied to the finding; nothing if it can be.
    ``number`` is that of M&H94 (V3); reports call a tactic by its name.
    """

    name: str
    number: str
    group: Group
    page: str
    question: str
    compute: Callable[[Study, Finding], Any]
    asks: tuple[Ask, ...]
    done_when: Callable[[Study, Finding], bool] | None = None
    lacks: Callable[[Study, Finding], str] = _nothing_lacking

    @property
    def term(self) -> str:
        """The dotted name of its word in produced documents."""
        return f"conclusions.tactics.{self.name}"

    def done(self, study: Study, finding: Finding) -> bool:
        """Whether the researcher applied the tactic to the finding."""
        from qualcode.conclusions.verifications import was_done

        return self.done_when(study, finding) if self.done_when else was_done(study, finding, self.name)
