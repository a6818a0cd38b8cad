"""Ratings as conclusions read them: the latest level of each subject on a variable (method: Rating)."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.collection.privacy import withdrawn
from qualcode.displays._meant import people_of, period_of
from qualcode.displays._names import natural
from qualcode.model import Case, Finding, Period, Rating, Study, Variable, VariableKind


def latest(study: Study, variable: str) -> Mapping[str, Rating]:
    """Subject → its latest rating on a variable; a case of one informant is that informant."""
    return study.derived(_latest).get(variable, {})


def level(rating: Rating | None) -> int | None:
    """The level of a rating; None where there is none."""
    return rating.values[-1] if rating is not None and rating.values else None


def _latest(study: Study) -> dict[str, dict[str, Rating]]:
    periods = {one.id: (one.start, at) for at, one in enumerate(study.all(Period))}

    def when(one: Rating) -> tuple[str, int, tuple[tuple[int, str], ...]]:
        start, place = periods.get(period_of(study, one.period, one.date) or "", ("", -1))
        return one.date or start, place, natural(one.id)

    found: dict[str, dict[str, Rating]] = {}
    for rating in sorted(standing(study), key=when):
        found.setdefault(rating.variable, {})[subject_of(study, rating)] = rating
    return found


def standing(study: Study) -> tuple[Rating, ...]:
    """The ratings of the study but those of people who withdrew their consent."""
    out = withdrawn(study)
    return tuple(one for one in study.all(Rating) if not out.intersection(people_of(study, (one.subject,))[0]))


def subject_of(study: Study, rating: Rating) -> str:
    """Who or what is rated, as ``kind:id``; a case of one informant is that informant."""
    kind, _, name = rating.subject.partition(":")
    case = study.find(Case, name) if kind == "case" else None
    return f"informant:{case.informants[0]}" if case and len(case.informants) == 1 else rating.subject


def ordinal_of(study: Study, finding: Finding) -> tuple[Variable, ...]:
    """Ordinal variables of the finding's focuses."""
    return tuple(
        one for one in study.all(Variable) if one.focus in finding.focuses and one.kind is VariableKind.ORDINAL
    )


def labelled(variable: Variable, value: int) -> str:
    """A value with its label: ``1 rendah``."""
    label = next((step.label for step in variable.values if step.value == value), "")
    return f"{value} {label}".strip()
