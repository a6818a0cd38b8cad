"""Factoring: codes that travel together, as a hint of something unspoken behind them (M&H94 pp. 256-257; G9)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._profiles import Pair, pairs, profiles
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Study

MOST_PAIRS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelling:
    """Two codes: ``n`` of the ``of`` voices that carry either carry both."""

    code: str
    with_code: str
    n: int
    of: int
    counted: Counted = Counted.VOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Factoring:
    """Pairs of codes of which half or more of the voices are shared, the most alike first."""

    compared: int
    travelling: tuple[Travelling, ...]


def compute(study: Study, finding: Finding) -> Factoring:
    """The same likeness that clustering reads, pair by pair; the factor behind them is the researcher's."""
    found = profiles(study, finding)
    alike = [pair for pair in pairs(found) if 2 * pair.n >= pair.of and pair.n > 1]
    return Factoring(compared=len(found), travelling=tuple(map(_row, alike[:MOST_PAIRS])))


def _row(pair: Pair) -> Travelling:
    return Travelling(code=pair.code, with_code=pair.other, n=pair.n, of=pair.of)


def _lacks(study: Study, finding: Finding) -> str:
    return "" if len(profiles(study, finding)) > 1 else _("fewer than two codes to compare")


TACTIC = Tactic(
    name="factoring",
    number="G9",
    group=Group.GENERATING,
    page="M&H94 pp. 256-257",
    question=_("Which codes travel together, and what lies behind them?"),
    compute=compute,
    asks=(
        Ask(
            name="factor",
            words=_("What lies behind the codes that travel together, and what difference does it make to see it?"),
        ),
    ),
    lacks=_lacks,
)
