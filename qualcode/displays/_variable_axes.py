"""Axes of rated variables: variables, their levels, their components, the cases rated on them, configurations.

What an axis is about is named by an option of the display (``levels("first")``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from qualcode.model import Code, Place, Rating, Variable
from qualcode.reduction.coded import CodedSegment

from ._attributes import attributes_of, contrasted
from ._code_axes import FINDERS as CODE_FINDERS
from ._code_axes import code
from ._names import case_code, listed_codes
from ._parts import Axis, Finder, Item, Scope
from ._people_axes import CASE_FINDERS, cases_of
from ._ratings import ordinal, ratings_of

Finders = Mapping[type, Callable[[Scope, tuple[Item, ...]], Finder]]

_BY_VARIABLE: Finders = {Rating: lambda _scope, _items: lambda one: (one.variable,)}


def _line(one: Variable, group: str = "") -> Item:
    return Item(id=one.id, label=one.name, group=group, focuses=(one.focus,) if one.focus else ())


def _all_variables(scope: Scope) -> tuple[Item, ...]:
    return tuple(_line(one) for one in scope.study.all(Variable))


variable = Axis(name="variable", stub=("variable",), items=_all_variables, finders=_BY_VARIABLE)


def _variable_axis(name: str, items: Callable[[Scope], Iterable[Item]]) -> Axis:
    return Axis(
        name=name,
        partial=True,
        stub=("variable",),
        items=lambda scope: tuple(items(scope)),
        finders=_BY_VARIABLE,
        more=_all_variables,
        rules=lambda terms: (terms("displays.rule.ratings_by_rule"),),
    )


def variables(*options: str) -> Axis:
    """The variables that options name, each under the name of its option."""

    def items(scope: Scope) -> Iterable[Item]:
        for option in options:
            one = scope.study.find(Variable, scope.options.get(option, ""))
            if one is not None:
                yield _line(one, scope.word("option", option))

    return _variable_axis("variables", items)


def antecedents(outcome: str) -> Axis:
    """Ordinal variables that stand before the outcome that an option names; all others where none is placed."""

    def items(scope: Scope) -> Iterable[Item]:
        others = [one for one in ordinal(scope.study) if one.id != scope.options.get(outcome)]
        placed = [one for one in others if one.place in (Place.ANTECEDENT, Place.BETWEEN)]
        return (_line(one, scope.word("option", "between" if one.place is Place.BETWEEN else "antecedents"))
                for one in placed or others)  # fmt: skip

    return _variable_axis("antecedents", items)


def component(option: str, *, codes: bool = True) -> Axis:
    """The components of the variable or code that an option names; itself where it has none."""

    def items(scope: Scope) -> tuple[Item, ...]:
        name = scope.options.get(option, "")
        whole = scope.study.find(Variable, name)
        if whole is not None:
            parts = [one for one in scope.study.all(Variable) if one.parent == name] or [whole]
            return tuple(_line(one, whole.name if len(parts) > 1 else "") for one in parts)
        top = scope.study.find(Code, name)
        if top is None or not codes:
            return ()
        lines = {item.id: item for item in code.more(scope)}
        under = [one.id for one in scope.codes if one.parent == name] or [name]
        return tuple(lines[part] for part in under if part in lines)

    finders: Finders = {CodedSegment: CODE_FINDERS[CodedSegment], Rating: _by_component} if codes else _BY_VARIABLE
    return Axis(
        name="component",
        partial=True,
        stub=("component",),
        items=items,
        finders=finders,
        more=_all_variables,
        codes=codes,
    )


def _by_component(scope: Scope, items: tuple[Item, ...]) -> Finder:
    by_code = CODE_FINDERS[Rating](scope, items)
    names = {item.id for item in items}
    return lambda one: (one.variable,) if one.variable in names else by_code(one)


def _subject(one: Rating) -> Item:
    name = one.subject.partition(":")[2]
    return Item(id=name, label=name)


def levels(option: str, *crossed: str) -> Axis:
    """The values of the variable that an option names, ascending.

    A rating on it, or on a variable that it is crossed with, stands at every level that its subject shows.
    """

    def items(scope: Scope) -> tuple[Item, ...]:
        one = scope.study.find(Variable, scope.options.get(option, ""))
        if one is None:
            return ()
        steps = sorted(one.values, key=lambda step: step.value)
        name = scope.terms.number
        return tuple(
            Item(id=f"{one.id}={step.value}", label=step.label or name(step.value), group=one.name, several=True)
            for step in steps
        )

    def find(scope: Scope, _items: tuple[Item, ...]) -> Finder:
        own = scope.options.get(option, "")
        known = {scope.options.get(name, "") for name in (option, *crossed)}

        def at(one: Rating) -> Iterable[str]:
            if one.variable not in known:
                return ()
            found = ratings_of(scope, _subject(one), own)
            several = (variable := scope.study.find(Variable, own)) is not None and variable.several
            latest = found if several else found[-1:]
            return dict.fromkeys(f"{own}={value}" for rating in latest for value in rating.values)

        return at

    return Axis(name="levels", partial=True, stub=("variable", "level"), items=items, finders={Rating: find})


def rated_cases(option: str) -> Axis:
    """Cases that are rated on the variable that an option names; of their ratings only those on it."""

    def items(scope: Scope) -> tuple[Item, ...]:
        name = scope.options.get(option, "")
        return tuple(item for item in cases_of(scope) if ratings_of(scope, item, name))

    def find(scope: Scope, items: tuple[Item, ...]) -> Finder:
        name, by_case = scope.options.get(option, ""), CASE_FINDERS[Rating](scope, items)
        return lambda one: by_case(one) if one.variable == name else ()

    return Axis(name="rated-cases", partial=True, stub=("case",), items=items, finders={Rating: find})


LATER = "/later"
"""Ends the id of a column that holds the later ratings of a variable."""


def later(option: str) -> Axis:
    """A column for the ratings of a later period on the variable that an option names."""

    def items(scope: Scope) -> tuple[Item, ...]:
        one = scope.study.find(Variable, scope.options.get(option, ""))
        if one is None:
            return ()
        return (Item(id=one.id + LATER, label=one.name, group=scope.word("option", "consequence")),)

    return Axis(
        name="later",
        partial=True,
        stub=("variable",),
        items=items,
        finders={Rating: lambda _scope, _items: lambda one: (one.variable + LATER,)},
    )


def _indicators(scope: Scope) -> tuple[Item, ...]:
    """The tree of variables: what is rated under the variable (and dimension) that it belongs to."""
    every = {one.id: one for one in scope.study.all(Variable)}
    parents = {one.parent for one in every.values() if one.parent}
    found: list[Item] = []

    def path(one: Variable) -> list[str]:
        names, at = [one.name], one
        while at.parent in every and len(names) <= len(every):
            at = every[at.parent]
            names.insert(0, at.name)
        return names

    for one in every.values():
        *above, name = path(one)
        if one.id not in parents:
            found.append(Item(id=one.id, label=name, group=" → ".join(above) or scope.word("variable", "undivided")))
    order = {name: at for at, name in enumerate(dict.fromkeys(item.group for item in found))}
    return tuple(sorted(found, key=lambda item: order[item.group]))


indicator = Axis(
    name="indicator", partial=True, stub=("variable", "indicator"), items=_indicators, finders=_BY_VARIABLE
)


def configuration(outcome: str) -> Axis:
    """Every combination of levels on the antecedents that cases show, the most frequent first."""
    before = antecedents(outcome)

    def shown(scope: Scope) -> Mapping[tuple[int | None, ...], list[Item]]:
        from ._ratings import rated_level

        names = [item.id for item in before.items(scope)]
        found: dict[tuple[int | None, ...], list[Item]] = {}
        for item in cases_of(scope):
            levels_ = tuple(rated_level(scope, item, name) for name in names)
            if any(level is not None for level in levels_):
                found.setdefault(levels_, []).append(item)
        return dict(sorted(found.items(), key=lambda one: (-len(one[1]), [level or 0 for level in one[0]])))

    def items(scope: Scope) -> tuple[Item, ...]:
        return tuple(
            Item(
                id=f"c-{at}",
                label=scope.word(
                    "variable",
                    "configuration",
                    number=at,
                    cases=listed_codes(case_code(scope.study, case.id) for case in cases),
                ),
                informants=tuple(name for case in cases for name in case.informants),
                several=len(cases) > 1,
            )
            for at, cases in enumerate(shown(scope).values(), 1)
        )

    def find(scope: Scope, items_: tuple[Item, ...]) -> Finder:
        by_case = CASE_FINDERS[Rating](scope, tuple(case for cases in shown(scope).values() for case in cases))
        place = {case.id: f"c-{at}" for at, cases in enumerate(shown(scope).values(), 1) for case in cases}
        del items_
        return lambda one: dict.fromkeys(place[name] for name in by_case(one) if name in place)

    return Axis(name="configuration", partial=True, stub=("configuration",), items=items, finders={Rating: find})


def _attributes(scope: Scope) -> tuple[Item, ...]:
    return attributes_of(scope)


def _by_attribute(scope: Scope, items: tuple[Item, ...]) -> Finder:
    del scope
    names = {item.id for item in items}
    return lambda one: (one.variable,) if one.variable in names else ()


attribute = Axis(
    name="attribute",
    partial=True,
    stub=("kind", "attribute"),
    items=_attributes,
    finders={Rating: _by_attribute, CodedSegment: CODE_FINDERS[CodedSegment]},
    more=lambda scope: (*_all_variables(scope), *code.more(scope)),
)


def contrasted_attribute(option: str) -> Axis:
    """The attributes under how far the cases that an option names differ on them."""
    return replace(
        attribute,
        name="contrasted-attribute",
        stub=("contrast", "attribute"),
        items=lambda scope: contrasted(scope, option),
    )
