"""Ratings of the lines of a display: levels, and how far a variable separates high from low outcomes.

Separation (method: derived values): over all pairs of cases that differ on the outcome and are rated on both, the
share in which the case higher on the outcome is higher on the variable, ties half. It is printed with the number
of pairs, never below six, never as a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from qualcode.declared import value
from qualcode.model import Period, Rating, Study, Variable, VariableKind

from ._meant import people_of, period_of
from ._names import natural
from ._parts import Item, Scope

LEAST_PAIRS = 6
"""Pairs of cases below which no separation is printed."""


class _Ratings:
    """Ratings by variable and by the informant or case that they are of, earlier periods first."""

    def __init__(self, study: Study) -> None:
        found: dict[tuple[str, str], list[Rating]] = {}
        for one in study.all(Rating):
            kind, _, name = one.subject.partition(":")
            people, _roles = people_of(study, (one.subject,)) if kind in ("case", "informant") else ((), ())
            for subject in dict.fromkeys((name, *people)):
                found.setdefault((one.variable, subject), []).append(one)

        def when(one: Rating) -> tuple[str, int, tuple[tuple[int, str], ...]]:
            return *moment(study, one), natural(one.id)

        self.by_subject: Mapping[tuple[str, str], tuple[Rating, ...]] = {
            key: tuple(sorted(some, key=when)) for key, some in found.items()
        }


class _Periods:
    """When periods begin, and their place among all."""

    def __init__(self, study: Study) -> None:
        self.at: Mapping[str, tuple[str, int]] = {one.id: (one.start, at) for at, one in enumerate(study.all(Period))}


def moment(study: Study, one: Rating) -> tuple[str, int]:
    """The time that a rating refers to, as a key: its date or the start of its period, then the period's place."""
    start, place = study.derived(_Periods).at.get(period_of(study, one.period, one.date) or "", ("", -1))
    return one.date or start, place


def ratings_of(scope: Scope, item: Item, variable: str) -> tuple[Rating, ...]:
    """The ratings of a line (a case, an informant, a role) on a variable, earlier periods first."""
    known = scope.study.derived(_Ratings).by_subject
    meant = {one.id for one in scope.ratings}
    names = dict.fromkeys((item.id, *item.informants))
    found = {one.id: one for name in names for one in known.get((variable, name), ()) if one.id in meant}
    return tuple(found.values())


def rated_level(scope: Scope, item: Item, variable: str) -> int | None:
    """The level of a line on a variable by its latest rating; None where it is not rated."""
    found = ratings_of(scope, item, variable)
    return found[-1].values[-1] if found and found[-1].values else None


@value
class Separation:
    """The share of pairs, and how many pairs there were."""

    share: float
    pairs: int


def separation(scope: Scope, outcome: str, variable: str) -> Separation | None:
    """How far a variable separates the levels of an outcome; None below six pairs."""
    from ._people_axes import cases_of

    rated = [(rated_level(scope, item, outcome), rated_level(scope, item, variable)) for item in cases_of(scope)]
    return separation_of([(high, low) for high, low in rated if high is not None and low is not None])


def separation_of(rated: Iterable[tuple[int, int]]) -> Separation | None:
    """The separation of (outcome, variable) levels; None below six pairs of different outcome."""
    found = [1.0 if (a[0] - b[0]) * (a[1] - b[1]) > 0 else 0.5 if a[1] == b[1] else 0.0
             for a, b in combinations(tuple(rated), 2) if a[0] != b[0]]  # fmt: skip
    return Separation(sum(found) / len(found), len(found)) if len(found) >= LEAST_PAIRS else None


def ordinal(study: Study) -> tuple[Variable, ...]:
    """Variables with ordered values."""
    return tuple(one for one in study.all(Variable) if one.kind is VariableKind.ORDINAL)


def rated_cases_of(study: Study, variable: str) -> int:
    """How many cases or informants are rated on a variable."""
    return len({one.subject for one in study.all(Rating)
                if one.variable == variable and one.subject.startswith(("case:", "informant:"))})  # fmt: skip
