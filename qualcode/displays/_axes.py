"""Axes: what rows and columns can be, and where evidence stands among them.

Every axis lists its lines in an order of its own (role list, project order, codebook, dates), which stays
unless a display orders them otherwise. Import as ``by``: ``rows=by.informant, columns=by.code``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from qualcode.model import Event, Link, Period, Rating, Technique, Variable
from qualcode.reduction.coded import CodedSegment, focus_of

from ._code_axes import category, cluster, code, code_tree, pattern, strain
from ._event_axes import aspect, critical_incident, event_around, event_row, locus, step, told_step
from ._form_axes import finding, interim_date, lines_of, summarised_focus
from ._link_axes import cause, condition, effect, outcome
from ._meant import period_of
from ._meetings import co_category, co_code, co_code_tree
from ._parts import Axis, Finder, Item, Recipe, Scope
from ._people_axes import case, chosen_cases, group, informant, informants_by_role, role, role_spoken_of
from ._variable_axes import (
    antecedents,
    component,
    configuration,
    contrasted_attribute,
    indicator,
    later,
    levels,
    rated_cases,
    variable,
    variables,
)
from ._word_parts import word

__all__ = [
    "AXES",
    "antecedents",
    "aspect",
    "case",
    "category",
    "cause",
    "chosen_cases",
    "cluster",
    "co_category",
    "co_code",
    "co_code_tree",
    "code",
    "code_tree",
    "collected",
    "column",
    "component",
    "condition",
    "configuration",
    "contrasted_attribute",
    "critical_incident",
    "effect",
    "event_around",
    "event_row",
    "finding",
    "fixed",
    "focus",
    "group",
    "indicator",
    "informant",
    "interim_date",
    "joined",
    "later",
    "levels",
    "lines_of",
    "locus",
    "outcome",
    "pattern",
    "period",
    "rated_cases",
    "role",
    "role_spoken_of",
    "source",
    "step",
    "strain",
    "summarised_focus",
    "technique",
    "told_step",
    "variable",
    "variables",
    "word",
]


def _technique(scope: Scope, kind: Technique) -> str:
    """A technique as a heading."""
    name = scope.terms(f"values.technique.{kind.value}")
    return name[:1].upper() + name[1:]


def _sources(scope: Scope) -> tuple[Item, ...]:
    return tuple(
        Item(
            id=one.id,
            label=one.id,
            group=_technique(scope, kind),
            informants=one.informants,
            sources=(one.id,),
            several=len(one.informants) > 1,
        )
        for kind in Technique
        for one in scope.sources
        if one.technique is kind
    )


source = Axis(
    name="source",
    stub=("technique", "source"),
    items=_sources,
    told_by=("sources",),
    finders={CodedSegment: lambda _scope, _items: lambda one: (one.source.id,)},
)


def _collected(scope: Scope) -> tuple[Item, ...]:
    """Informants by role, then the sources that nobody speaks in: observations, documents."""
    spoken = {one.id for one in scope.sources if one.technique is Technique.INTERVIEW and one.informants}
    return (*informants_by_role(scope), *(item for item in _sources(scope) if item.id not in spoken))


def _by_origin(_scope: Scope, _items: tuple[Item, ...]) -> Finder:
    def find(one: CodedSegment) -> Iterable[str]:
        spoken = one.technique is Technique.INTERVIEW and one.source.informants
        return one.informants if spoken else (one.source.id,)

    return find


collected = Axis(
    name="collected",
    stub=("role_or_technique", "informant_or_source"),
    items=_collected,
    told_by=("standings",),
    finders={CodedSegment: _by_origin},
)

technique = Axis(
    name="technique",
    told_by=("sources",),
    stub=("technique",),
    items=lambda scope: tuple(
        Item(
            id=kind.value,
            label=_technique(scope, kind),
            sources=tuple(one.id for one in scope.sources if one.technique is kind),
        )
        for kind in Technique
    ),
    finders={CodedSegment: lambda _scope, _items: lambda one: (one.technique.value,)},
)


def _periods(scope: Scope) -> tuple[Item, ...]:
    """Periods of one scheme: that of the periods asked for, else of the first period."""
    asked = [one for one in scope.study.all(Period) if not scope.filter.period or one.id in scope.filter.period]
    return tuple(Item(id=one.id, label=one.label) for one in asked if one.scheme is asked[0].scheme)


def _in_period(scope: Scope, one: Event | Rating) -> Iterable[str]:
    found = period_of(scope.study, one.period, one.date)
    return (found,) if found else ()


period = Axis(
    name="period",
    stub=("period",),
    items=_periods,
    told_by=("standings",),
    finders={
        CodedSegment: lambda _scope, _items: lambda one: () if one.undated or not one.period else (one.period,),
        Link: lambda _scope, _items: lambda link: (link.period,) if link.period else (),
        Event: lambda scope, _items: lambda event: _in_period(scope, event),
        Rating: lambda scope, _items: lambda one: _in_period(scope, one),
    },
    rules=lambda terms: (terms("displays.rule.undated"),),
)


def _focuses(scope: Scope) -> tuple[Item, ...]:
    bound = bool(scope.filter.code or scope.filter.focus)
    meant = {name for code_ in scope.codes for name in focus_of(scope.study, code_.id)} | set(scope.filter.focus)
    return tuple(
        Item(id=one.id, label=one.label, focuses=(one.id,))
        for one in scope.study.focuses
        if one.id in (scope.filter.focus or meant) or not bound
    )


def _focus_of_variable(scope: Scope, one: Rating) -> Iterable[str]:
    found = scope.study.find(Variable, one.variable)
    return (found.focus,) if found is not None and found.focus else ()


focus = Axis(
    name="focus",
    stub=("focus",),
    items=_focuses,
    told_by=("codes",),
    finders={
        CodedSegment: lambda _scope, _items: lambda one: one.focuses,
        Rating: lambda scope, _items: lambda one: _focus_of_variable(scope, one),
    },
)


def column(name: str, recipe: Recipe) -> Item:
    """A column of a fixed axis, with the recipe that fills it; its heading is a term of this name."""
    return Item(id=name, label=name, recipe=recipe)


def fixed(*columns: Item) -> Axis:
    """Columns that a display names itself; all evidence of a row stands in each, and the recipes choose."""

    def items(scope: Scope) -> tuple[Item, ...]:
        return tuple(Item(id=one.id, label=scope.word("column", one.id), recipe=one.recipe) for one in columns)

    def everywhere(_scope: Scope, there: tuple[Item, ...]) -> Finder:
        names = tuple(item.id for item in there)
        return lambda _one: names

    finders = dict.fromkeys((CodedSegment, Link, Event, Rating), everywhere)
    return Axis(name="fixed", stub=("column",), items=items, finders=finders, declared=columns, told_by=())


def joined(*axes: Axis) -> Axis:
    """Several axes side by side: the lines of one after those of the other, each finding its own evidence."""

    def items(scope: Scope) -> tuple[Item, ...]:
        found: dict[str, Item] = {}
        for axis in axes:
            for item in axis.items(scope):
                found.setdefault(item.id, item)
        return tuple(found.values())

    def finder(kind: type) -> Callable[[Scope, tuple[Item, ...]], Finder]:
        def make(scope: Scope, _items: tuple[Item, ...]) -> Finder:
            parts = [axis.finders[kind](scope, axis.items(scope)) for axis in axes if kind in axis.finders]
            return lambda one: dict.fromkeys(line for find in parts for line in find(one))

        return make

    return Axis(
        name="joined",
        stub=axes[0].stub,
        items=items,
        finders={kind: finder(kind) for kind in dict.fromkeys(kind for axis in axes for kind in axis.finders)},
        rules=lambda terms: tuple(dict.fromkeys(rule for axis in axes for rule in axis.rules(terms))),
        declared=tuple(item for axis in axes for item in axis.declared),
        partial=True,
        codes=any(axis.codes for axis in axes),
        told_by=tuple(dict.fromkeys(column for axis in axes for column in axis.told_by)),
    )


AXES: Mapping[str, Axis] = {
    axis.name: axis
    for axis in (
        aspect,
        case,
        category,
        cause,
        cluster,
        co_category,
        co_code,
        co_code_tree,
        code,
        code_tree,
        critical_incident,
        collected,
        effect,
        focus,
        group,
        informant,
        locus,
        outcome,
        pattern,
        period,
        role,
        role_spoken_of,
        source,
        step,
        technique,
        variable,
        word,
    )
}
"""Axes that can be asked for by name."""
