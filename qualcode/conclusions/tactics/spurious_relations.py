"""Spurious relations: what separates the outcome as well as the supposed cause does (M&H94 pp. 272-273; V10).

The separation is that of the displays: of all pairs of cases that differ on the outcome, the share in which the case
higher on the outcome is higher on the variable; a half says nothing, both ends say the same with opposite sign. It is
printed with the number of pairs, never below six, never as a test.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.links import causal
from qualcode.conclusions.ratings import latest, level, ordinal_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.displays._ratings import Separation, separation_of
from qualcode.i18n import _
from qualcode.model import Finding, Study, Variable, VariableKind

_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Separates:
    """A variable and how far it separates the outcome: the share, of how many pairs."""

    variable: str
    separation: float
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """An outcome, a variable that a link says leads to it, and the others that separate it no less."""

    outcome: str
    supposed_cause: str
    separation: float | None
    pairs: int
    no_smaller: tuple[Separates, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spurious:
    """Every supposed cause of the finding's rated outcomes; ``too_few_pairs`` lack the six pairs."""

    supposed: tuple[Supposed, ...]
    too_few_pairs: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Spurious:
    """Supposed causes beside everything else that was rated; the judgement is the researcher's."""
    supposed, few = [], []
    for outcome in ordinal_of(study, finding):
        found = {one.id: separation(study, outcome, one) for one in _others(study, outcome)}
        for cause in _causes(study, outcome):
            own = found.get(cause.id)
            if own is None:
                few.append(f"{cause.name} → {outcome.name}")
                continue
            rest = [(one, found[one.id]) for one in _others(study, outcome) if one.id != cause.id]
            supposed.append(
                Supposed(
                    outcome=outcome.name,
                    supposed_cause=cause.name,
                    separation=round(own.share, 2),
                    pairs=own.pairs,
                    no_smaller=tuple(
                        Separates(variable=one.name, separation=round(other.share, 2), pairs=other.pairs)
                        for one, other in rest
                        if other is not None and _apart(other) >= _apart(own)
                    ),
                )
            )
    return Spurious(supposed=tuple(supposed), too_few_pairs=tuple(few))


def separation(study: Study, outcome: Variable, variable: Variable) -> Separation | None:
    """How far a variable separates an outcome over the subjects rated on both; None below six pairs."""
    high, low = latest(study, outcome.id), latest(study, variable.id)
    levels = [(level(high[subject]), level(low[subject])) for subject in high if subject in low]
    return separation_of([(a, b) for a, b in levels if a is not None and b is not None])


def _apart(found: Separation) -> float:
    return abs(found.share - _HALF)


def _others(study: Study, outcome: Variable) -> list[Variable]:
    return [one for one in study.all(Variable) if one.kind is VariableKind.ORDINAL and one.id != outcome.id]


def _causes(study: Study, outcome: Variable) -> list[Variable]:
    """Ordinal variables that a link says lead to the outcome."""
    refs = dict.fromkeys(link.from_ for link in causal(study) if link.to == f"variable:{outcome.id}")
    return [one for one in _others(study, outcome) if f"variable:{one.id}" in refs]


def _lacks(study: Study, finding: Finding) -> str:
    if any(_causes(study, outcome) for outcome in ordinal_of(study, finding)):
        return ""
    return _("no rated outcome with a supposed cause: qualcode variable, rate, link")


TACTIC = Tactic(
    name="spurious-relations",
    number="V10",
    group=Group.TESTING,
    page="M&H94 pp. 272-273",
    question=_("Could something else lie behind both?"),
    compute=compute,
    asks=(Ask(name="behind", words=_("Which of these could lie behind both, and how did you rule it out?")),),
    lacks=_lacks,
)
