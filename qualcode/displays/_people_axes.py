"""Axes of people: informants under their roles, roles, groups and cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from qualcode.model import Case, Event, Informant, Link, Rating, Role
from qualcode.reduction.coded import CodedSegment

from ._meant import people_of, people_of_event
from ._parts import Axis, Finder, Item, Scope


def _people_by_role(scope: Scope) -> list[tuple[Role, tuple[Informant, ...]]]:
    """Roles of the role list with their informants in scope; roles of nobody are left out."""
    found: dict[str, list[Informant]] = {}
    for person in scope.informants:
        found.setdefault(person.role, []).append(person)
    return [(role_, tuple(found[role_.id])) for role_ in scope.study.roles if role_.id in found]


def informants_by_role(scope: Scope) -> tuple[Item, ...]:
    return tuple(
        Item(id=person.id, label=person.id, group=role_.label, informants=(person.id,))
        for role_, people in _people_by_role(scope)
        for person in people
    )


def _by_informant(_scope: Scope, _items: tuple[Item, ...]) -> Finder:
    return lambda one: one.informants


def _by_asserter(_scope: Scope, _items: tuple[Item, ...]) -> Finder:
    return lambda link: link.asserted_by


informant = Axis(
    name="informant",
    stub=("role", "informant"),
    items=informants_by_role,
    told_by=("standings",),
    finders={
        CodedSegment: _by_informant,
        Link: _by_asserter,
        Event: lambda scope, _items: lambda event: people_of_event(scope.study, event)[0],
        Rating: lambda scope, _items: lambda one: people_of(scope.study, (one.subject,))[0],
    },
)


def _roles(scope: Scope) -> tuple[Item, ...]:
    return tuple(
        Item(id=role_.id, label=role_.label, informants=tuple(p.id for p in people), several=len(people) > 1)
        for role_, people in _people_by_role(scope)
    )


def _roles_of_asserters(scope: Scope) -> Finder:
    roles = {person.id: person.role for person in scope.informants}
    return lambda link: dict.fromkeys(roles[name] for name in link.asserted_by if name in roles)


_ROLE_FINDERS: Mapping[type, Callable[[Scope, tuple[Item, ...]], Finder]] = {
    Link: lambda scope, _items: _roles_of_asserters(scope),
    Event: lambda scope, _items: lambda event: people_of_event(scope.study, event)[1],
    Rating: lambda scope, _items: lambda one: people_of(scope.study, (one.subject,))[1],
}

role = Axis(
    name="role",
    stub=("role",),
    items=_roles,
    told_by=("standings",),
    finders={CodedSegment: lambda _scope, _items: lambda one: one.roles, **_ROLE_FINDERS},
)


def _roles_spoken_of(scope: Scope) -> tuple[Item, ...]:
    known = {item.id: item for item in _roles(scope)}
    spoken = {one.about_role for one in set(scope.codings.column("standings")) if one.about_role}
    spoken |= {name for event in scope.events for name in people_of_event(scope.study, event)[1]}
    return tuple(
        known.get(role_.id) or Item(id=role_.id, label=role_.label)
        for role_ in scope.study.roles
        if role_.id in known or role_.id in spoken
    )


def _by_role_spoken_of(_scope: Scope, _items: tuple[Item, ...]) -> Finder:
    return lambda one: (one.about_role,) if one.about_role else one.roles


role_spoken_of = Axis(
    name="role-spoken-of",
    stub=("role_spoken_of",),
    items=_roles_spoken_of,
    told_by=("standings",),
    finders={CodedSegment: _by_role_spoken_of, **_ROLE_FINDERS},
    rules=lambda terms: (terms("displays.rule.role_spoken_of"),),
)


def _group_of(person: Informant, roles: Mapping[str, Role]) -> str:
    found = roles.get(person.role)
    return person.group or (found.group or found.label if found else person.role)


def _groups(scope: Scope) -> tuple[Item, ...]:
    roles = scope.study.by_id(Role)
    people: dict[str, list[str]] = {}
    for _role, members in _people_by_role(scope):
        for person in members:
            people.setdefault(_group_of(person, roles), []).append(person.id)
    return tuple(
        Item(id=name, label=name[:1].upper() + name[1:], informants=tuple(members), several=len(members) > 1)
        for name, members in people.items()
    )


def _of_members(items: tuple[Item, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for item in items:
        for name in item.informants:
            found.setdefault(name, []).append(item.id)
    return {name: tuple(lines) for name, lines in found.items()}


def _by_members(_scope: Scope, items: tuple[Item, ...]) -> Finder:
    lines = _of_members(items)
    return lambda one: dict.fromkeys(line for name in one.informants for line in lines.get(name, ()))


group = Axis(name="group", stub=("group",), items=_groups, finders={CodedSegment: _by_members}, told_by=("standings",))


def _cases(scope: Scope) -> tuple[Item, ...]:
    cases = scope.study.all(Case)
    if not cases:
        return informants_by_role(scope)
    inside = {person.id for person in scope.informants}
    parents = scope.study.by_id(Case)
    return tuple(
        Item(
            id=one.id,
            label=one.label,
            group=parents[one.parent].label if one.parent and one.parent in parents else "",
            informants=tuple(name for name in one.informants if name in inside),
            several=len(one.informants) > 1,
        )
        for one in cases
    )


def _by_case(scope: Scope, items: tuple[Item, ...]) -> Finder:
    lines = _of_members(items)
    sources: dict[str, list[str]] = {}
    for one in scope.study.all(Case):
        for name in one.sources:
            sources.setdefault(name, []).append(one.id)
    known = {one.id for one in scope.study.all(Case)}

    def find(one: CodedSegment) -> Iterable[str]:
        about = one.about
        if about is not None and about.case is not None and about.case in known:
            return (about.case,)
        found = dict.fromkeys(line for name in one.informants for line in lines.get(name, ()))
        return found or tuple(sources.get(one.source.id, ()))

    return find


def _cases_of(items: tuple[Item, ...], named: str | None, people: Iterable[str]) -> Iterable[str]:
    """The case that a record names, else the cases of its people."""
    if named is not None and any(item.id == named for item in items):
        return (named,)
    lines = _of_members(items)
    return dict.fromkeys(line for name in people for line in lines.get(name, ()))


def _subjects_case(scope: Scope, items: tuple[Item, ...]) -> Finder:
    def find(one: Rating) -> Iterable[str]:
        kind, _, name = one.subject.partition(":")
        if kind not in ("case", "informant"):
            return ()
        return _cases_of(items, name if kind == "case" else None, people_of(scope.study, (one.subject,))[0])

    return find


CASE_FINDERS: Mapping[type, Callable[[Scope, tuple[Item, ...]], Finder]] = {
    CodedSegment: _by_case,
    Link: lambda _scope, items: lambda link: _cases_of(items, link.case, link.asserted_by),
    Event: lambda scope, items: lambda event: _cases_of(items, event.case, people_of_event(scope.study, event)[0]),
    Rating: _subjects_case,
}

case = Axis(name="case", stub=("case",), items=_cases, finders=CASE_FINDERS, told_by=("standings",))


def chosen_cases(option: str) -> Axis:
    """The cases that an option names, in its order."""

    def items(scope: Scope) -> tuple[Item, ...]:
        known = {item.id: item for item in _cases(scope)}
        return tuple(known[name] for name in scope.options.get(option, "").split(",") if name in known)

    return replace(case, name="chosen-cases", partial=True, items=items)


def cases_of(scope: Scope) -> tuple[Item, ...]:
    """Every case as a line; informants where nobody recorded cases."""
    return _cases(scope)
