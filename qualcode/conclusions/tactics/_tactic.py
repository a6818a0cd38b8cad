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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tactic:
    """One procedure of the method.

    ``compute`` gives a frozen record of plain values, tables of rows with their pieces of evidence; it never
    concludes. ``asks`` are the questions that only the researcher answers; ``done`` tells whether they were.
    ``number`` is that of M&H94 (V3); reports call a tactic by its name.
    """

    name: str
    number: str
    group: Group
    page: str
    question: str
    compute: Callable[[Study, Finding], Any]
    asks: tuple[str, ...]
    done: Callable[[Study, Finding], bool]

    @property
    def term(self) -> str:
        """The dotted name of its word in produced documents."""
        return f"conclusions.tactics.{self.name}"
