"""Recipes of cases: ratings and what they rest on, attributes, who stands at two levels, fields of variables."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model import (
    Case,
    Counted,
    EntryKind,
    Informant,
    Period,
    Rating,
    Role,
    Unit,
    Variable,
)

from ._attributes import OWN, values_of
from ._counts import counted_entry
from ._event_cells import heard, told
from ._parts import Item, Place, Recipe, Scope
from ._people_axes import cases_of
from ._quotes import reference
from ._ratings import ratings_of
from ._result import MatrixEntry
from ._variable_axes import LATER


def rated() -> Recipe:
    """The ratings of the place in the words of their scale; whose and of which period where that is not plain."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        several = len({one.period or one.date for one in place.ratings}) > 1
        for one in place.ratings:
            yield MatrixEntry(
                kind=EntryKind.RATING,
                text=_rating_words(place, one, several),
                segments=told(place.scope.study, one.segments),
            )

    return Recipe(
        kinds=(EntryKind.RATING,), assemble=assemble, rules=lambda terms: (terms("displays.rule.rating"),), marked=False
    )


def _rating_words(place: Place, one: Rating, several: bool) -> str:  # noqa: FBT001 - one caller
    scope = place.scope
    variable = scope.study.find(Variable, one.variable)
    lines = (place.row, place.column)
    text = values_words(scope, one)
    named = one.variable in scope.options.values()
    if not named and not any(
        line.id.removesuffix(LATER) == one.variable or line.id.startswith(f"{one.variable}=") for line in lines
    ):
        text = f"{variable.name if variable else one.variable}: {text}"
    subject = one.subject.partition(":")[2]
    if not any(
        subject in (line.id, *line.informants[:1]) and not (line.several and line.id != subject) for line in lines
    ):
        text = f"{subject_words(scope, one.subject)}: {text}"
    if several and (one.period or one.date):
        period = scope.study.find(Period, one.period)
        text += f" ({period.label if period else scope.terms.date(one.date)})"
    return text


def rated_on(most: int = 1) -> Recipe:
    """Words that the ratings of the place rest on, where nothing is coded there, as they are cited."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        some = () if place.codings else heard(study, dict.fromkeys(n for one in place.ratings for n in one.segments))
        for one in some[:most]:
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.quote, segments=(reference(study, one),))

    return Recipe(
        kinds=(EntryKind.QUOTATION,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.rated_on"),),
        marked=True,
    )


def values_words(scope: Scope, one: Rating) -> str:
    """The values of a rating in the words of their scale."""
    variable = scope.study.find(Variable, one.variable)
    labels = {step.value: step.label for step in variable.values} if variable else {}
    return ", ".join(labels.get(value) or scope.terms.number(value) for value in one.values)


def subject_words(scope: Scope, ref: str) -> str:
    """A rated subject as people read it: informants by code, cases, roles and units by label."""
    kind, _, name = ref.partition(":")
    types: dict[str, type] = {"case": Case, "role": Role, "unit": Unit, "informant": Informant}
    record = scope.study.find(types[kind], name) if kind in types else None
    return getattr(record, "label", "") or name


def earliest_ratings() -> Recipe:
    """Ratings but those of a later period than the first, which stand in a column of their own (consequences)."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for one in place.ratings:
            all_ = ratings_of(place.scope, place.row, one.variable)
            first = all_[0] if all_ else one
            is_later = (one.period, one.date) != (first.period, first.date)
            if (place.column.id == one.variable + LATER) == is_later:
                text = _rating_words(place, one, is_later)
                yield MatrixEntry(kind=EntryKind.RATING, text=text, segments=told(place.scope.study, one.segments))

    return Recipe(
        kinds=(EntryKind.RATING,), assemble=assemble, rules=lambda terms: (terms("displays.rule.later_ratings"),)
    )


def cases_here(*, counted: bool = False) -> Recipe:
    """The cases whose ratings stand at both levels; with ``counted`` how many of the row's cases."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        scope = place.scope
        found: dict[str, tuple[Item, list[Rating]]] = {}
        for one in place.ratings:
            for case in cases_of(scope):
                if one.subject.partition(":")[2] in (case.id, *case.informants):
                    found.setdefault(case.id, (case, []))[1].append(one)
        if counted and found:
            of = len(place.row.informants) or len(found)
            segments = [name for _case, some in found.values() for one in some for name in one.segments]
            refs = told(scope.study, dict.fromkeys(segments))
            yield counted_entry(scope, Counted.CASES, (len(found), of, 0), refs)
            return
        for case, some in found.values():
            segments = list(dict.fromkeys(name for one in some for name in one.segments))
            yield MatrixEntry(kind=EntryKind.RATING, text=case.label, segments=told(scope.study, segments))

    return Recipe(
        kinds=(EntryKind.RATING,), assemble=assemble, rules=lambda terms: (terms("displays.rule.cases_here"),)
    )


def configured() -> Recipe:
    """The level that all cases of a configuration share; under the levels of the outcome, how many cases show it."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        if "=" in place.column.id:
            yield from cases_here(counted=True).assemble(place)
            return
        latest = {one.subject: one for one in place.ratings}
        words = dict.fromkeys(values_words(place.scope, one) for one in latest.values())
        segments = [name for one in latest.values() for name in one.segments]
        for text in words:
            yield MatrixEntry(
                kind=EntryKind.RATING, text=text, segments=told(place.scope.study, dict.fromkeys(segments))
            )

    return Recipe(
        kinds=(EntryKind.RATING, EntryKind.COUNT),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.configured"),),
    )


def attribute_value() -> Recipe:
    """What is recorded of a case: its attribute, or its rating."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        if not place.row.id.startswith(OWN):
            yield from rated().assemble(place)
            return
        value = values_of(place.scope, place.column).get(place.row.id.removeprefix(OWN))
        if value:
            yield MatrixEntry(kind=EntryKind.SUMMARY, text=value)

    return Recipe(kinds=(EntryKind.SUMMARY, EntryKind.RATING), assemble=assemble)


def variable_field(name: str) -> Recipe:
    """A field of the row's variable: its scale, its rule, its place."""

    def words(scope: Scope, variable: Variable) -> str:
        if name == "scale":
            return " < ".join(step.label or scope.terms.number(step.value) for step in variable.values)
        if name == "rule":
            return variable.rule
        return scope.word("place", variable.place.value) if variable.place else ""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        variable = place.scope.study.find(Variable, place.row.id)
        text = words(place.scope, variable) if variable is not None else ""
        if text:
            yield MatrixEntry(kind=EntryKind.SUMMARY, text=text)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def rated_count() -> Recipe:
    """How many cases are rated on the row's variable."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        scope, every = place.scope, cases_of(place.scope)
        found = [case for case in every if ratings_of(scope, case, place.row.id)]
        segments = dict.fromkeys(name for one in place.ratings for name in one.segments)
        yield counted_entry(scope, Counted.CASES, (len(found), len(every), 0), told(scope.study, segments))

    return Recipe(
        kinds=(EntryKind.COUNT,), assemble=assemble, rules=lambda terms: (terms("displays.rule.rated_count"),)
    )
