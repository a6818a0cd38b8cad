"""Extreme cases: the lowest and highest of what was rated (M&H94 p. 270; V6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, segments_as_pieces
from qualcode.conclusions.ratings import standing
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Finding, Study, Variable, VariableKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """A subject at one end of a variable's ratings."""

    subject: str
    value: int
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Both ends of one variable, over the ``rated`` subjects; empty where all stand alike."""

    variable: str
    rated: int
    lowest: tuple[Extreme, ...]
    highest: tuple[Extreme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtremeCases:
    """Ends of every ordinal variable of the finding's focuses."""

    variables: tuple[Ends, ...]


def compute(study: Study, finding: Finding) -> ExtremeCases:
    """Lowest and highest rated subjects of each ordinal variable under the finding's focuses."""
    return ExtremeCases(variables=tuple(_ends(study, finding, one) for one in _variables(study, finding)))


def _variables(study: Study, finding: Finding) -> Iterator[Variable]:
    for variable in study.all(Variable):
        if variable.focus in finding.focuses and variable.kind is VariableKind.ORDINAL:
            yield variable


def _ends(study: Study, finding: Finding, variable: Variable) -> Ends:
    ratings = [rating for rating in standing(study) if rating.variable == variable.id and rating.values]
    values = [value for rating in ratings for value in rating.values]
    labels = {step.value: step.label for step in variable.values}

    def at(end: int) -> tuple[Extreme, ...]:
        return tuple(
            Extreme(
                subject=rating.subject,
                value=end,
                label=labels.get(end, str(end)),
                pieces=segments_as_pieces(study, rating.segments, finding.focuses),
            )
            for rating in ratings
            if end in rating.values
        )

    apart = len(set(values)) > 1
    return Ends(
        variable=variable.id,
        rated=len({rating.subject for rating in ratings}),
        lowest=at(min(values)) if apart else (),
        highest=at(max(values)) if apart else (),
    )


def _lacks(study: Study, finding: Finding) -> str:
    return "" if any(_variables(study, finding)) else _("nothing is rated under its focus: qualcode variable, rate")


TACTIC = Tactic(
    name="extreme-cases",
    number="V6",
    group=Group.TESTING,
    page="M&H94 p. 270",
    question=_("What do the cases at both ends show?"),
    compute=compute,
    asks=(
        Ask(
            name="shows",
            words=_("What do the extreme cases show about this finding? Who has most to gain by saying so?"),
        ),
    ),
    lacks=_lacks,
)
