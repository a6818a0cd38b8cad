"""Counts, always *n of N* (method: N of a column): who was asked on, or speaks on, the focus in question.

Informants of a line who neither were asked nor speak are named beside the count as being without data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from qualcode.model import Case, Counted, EntryKind, Study
from qualcode.reduction.coded import informants_on
from qualcode.reduction.codings import CodedSegment, Codings
from qualcode.terms import Terms

from ._names import case_code
from ._parts import Place, Scope
from ._result import MatrixEntry, References


def counted_entry(
    scope: Scope,
    counted: Counted,
    numbers: tuple[int, int, int],
    segments: References,
    label: str = "",
) -> MatrixEntry:
    """(n, N, without data) in words, with the segments that make up n."""
    text = _count_words(scope.terms, counted, *numbers)
    return MatrixEntry(
        kind=EntryKind.COUNT,
        text=f"{label}: {text}" if label else text,
        n=numbers[0],
        of=numbers[1],
        counted=counted,
        segments=segments,
    )


@cache
def _count_words(terms: Terms, counted: Counted, n: int, of: int, without: int) -> str:
    unit = terms(f"values.counted.{counted.value}")
    text = terms("displays.entry.count", n=terms.number(n), of=terms.number(of), counted=unit)
    if without:
        text += " " + terms("displays.entry.without_data", count=terms.number(without))
    return text


def speaking(codings: Codings | Iterable[CodedSegment]) -> frozenset[str]:
    """Informants in whose words the codings stand."""
    if isinstance(codings, Codings):
        return codings.informants
    return frozenset(who for one in codings for who in one.informants)


def heard(place: Place, base: Sequence[str]) -> tuple[str, ...]:
    """Those of ``base`` who were asked on, or speak on, a focus of the place; all where it has no focus."""
    if not place.focuses:
        return tuple(base)
    heard_on = place.scope.study.derived(_Heard)
    on: frozenset[str] = frozenset().union(*(heard_on(focus) for focus in place.focuses))
    return tuple(who for who in base if who in on)


class _Heard:
    """Those who were asked on, or speak on, a focus; found once for each."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._found: dict[str, frozenset[str]] = {}

    def __call__(self, focus: str) -> frozenset[str]:
        if focus not in self._found:
            self._found[focus] = frozenset(informants_on(self._study, focus))
        return self._found[focus]


def of_people(place: Place, base: Sequence[str], codings: Codings | Iterable[CodedSegment]) -> tuple[int, int, int]:
    """(how many of ``base`` speak, how many were heard, how many are without data)."""
    asked = heard(place, base)
    return len(speaking(codings).intersection(asked)), len(asked), len(base) - len(asked)


def _base(place: Place) -> tuple[str, ...]:
    return place.column.informants or place.row.informants or tuple(person.id for person in place.scope.informants)


def _informants(place: Place) -> tuple[int, int, int]:
    return of_people(place, _base(place), place.codings)


def _cases(place: Place) -> tuple[int, int, int]:
    if not place.scope.study.all(Case):
        return _informants(place)
    base = set(_base(place))
    meant = [case for case in place.scope.study.all(Case) if base.intersection(case.informants)]
    asked = set(heard(place, sorted(base)))
    on = [case for case in meant if asked.intersection(case.informants)]
    return len(carriers(place, Counted.CASES)), len(on), len(meant) - len(on)


def carriers(place: Place, counted: Counted) -> tuple[str, ...]:
    """The codes of the informants or cases that are counted in a place (the n of N)."""
    asked = heard(place, _base(place))
    found = speaking(place.codings).intersection(asked)
    if counted is Counted.CASES:
        study = place.scope.study
        return tuple(case_code(study, case.id) for case in study.all(Case) if found.intersection(case.informants))
    return tuple(name for name in asked if name in found)


def _sources(place: Place) -> tuple[int, int, int]:
    people = set(place.informants)
    lines = [set(line.sources) for line in (place.row, place.column) if line.sources]
    base = [
        one
        for one in place.scope.sources
        if all(one.id in line for line in lines) and (lines or not people or people.intersection(one.informants))
    ]
    return len(place.codings.sources), len(base), 0


def _segments(place: Place) -> tuple[int, int, int]:
    return place.codings.count, place.row_codings.count, 0


NUMBERS: Mapping[Counted, Callable[[Place], tuple[int, int, int]]] = {
    Counted.INFORMANTS: _informants,
    Counted.CASES: _cases,
    Counted.SOURCES: _sources,
    Counted.SEGMENTS: _segments,
}
"""What is counted → (n, N, without data) of a place."""
