"""What chosen cases are compared by: attributes of people, rated variables, codes; and how far they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualcode.model import Case, Informant, Role, Unit, Variable
from qualcode.reduction.coded import net_valence

from ._code_axes import code
from ._parts import Item, Scope
from ._people_axes import cases_of
from ._ratings import ratings_of

OWN = "attribute/"
"""Begins the id of a line that holds an attribute of people or cases."""


def attributes_of(scope: Scope) -> tuple[Item, ...]:
    """Attributes that people and cases have, then variables that are rated, then top codes."""
    word = scope.word
    named = dict.fromkeys(name for case in cases_of(scope) for name in values_of(scope, case))
    found = [Item(id=OWN + name, label=_label(scope, name), group=word("kind", "attribute")) for name in named]
    rated = {one.variable for one in scope.ratings if one.subject.startswith(("case:", "informant:"))}
    found += [
        Item(id=one.id, label=one.name, group=word("kind", "rating"))
        for one in scope.study.all(Variable)
        if one.id in rated
    ]
    return (*found, *(replace(item, group=word("kind", "coding")) for item in code.items(scope)))


def _label(scope: Scope, name: str) -> str:
    label = scope.word("attribute", name)
    return label[:1].upper() + label[1:]


def values_of(scope: Scope, case: Item) -> dict[str, str]:
    """Name → value of what is recorded of a case and of its informant."""
    study = scope.study
    found: dict[str, str] = {}
    for name in case.informants:
        person = study.find(Informant, name)
        if person is None:
            continue
        role, unit = study.find(Role, person.role), study.find(Unit, person.unit)
        pairs = (
            ("role", role.label if role else ""),
            ("unit", unit.label if unit else ""),
            *((one.name, one.value) for one in person.attributes),
            ("closeness", person.closeness),
        )
        for key, value in pairs:
            if value:
                found[key] = f"{found[key]}; {value}" if key in found else value
    record = study.find(Case, case.id)
    return found | {one.name: one.value for one in (record.attributes if record is not None else ()) if one.value}


def contrasted(scope: Scope, option: str) -> tuple[Item, ...]:
    """Attributes under how far the chosen cases differ on them: all, some, none; then codes of which they lack data."""
    found: dict[str, list[Item]] = {name: [] for name in ("all", "some", "none", "no_data")}
    for item in attributes_of(scope):
        values = _values(scope, item, option)
        if values or item.code is not None:
            found[_DIFFERENCES[difference(values)] if len(values) > 1 else "no_data"].append(item)
    chosen = _chosen(scope, option)
    return tuple(
        replace(item, group=scope.word("contrast", name, count=scope.terms.number(len(chosen))))
        for name, items in found.items()
        for item in items
    )


_DIFFERENCES = ("none", "some", "all")


def without_value(scope: Scope, option: str) -> tuple[Item, ...]:
    """Attributes and variables of which no chosen case has a value."""
    return tuple(item for item in attributes_of(scope) if item.code is None and not _values(scope, item, option))


def _chosen(scope: Scope, option: str) -> list[Item]:
    names = scope.options.get(option, "").split(",")
    return [case for case in cases_of(scope) if case.id in names]


def _values(scope: Scope, item: Item, option: str) -> list[object]:
    """What is known of the chosen cases on a line; a case of which nothing is known has no value."""
    return [value for case in _chosen(scope, option) if (value := _value(scope, item, case)) is not None]


def difference(values: Sequence[object]) -> int:
    """2 where all values differ, 1 where some do, 0 where none does."""
    different = len(set(values))
    return 0 if different < 2 else 2 if different == len(values) else 1  # noqa: PLR2004 - two are needed to differ


def _value(scope: Scope, item: Item, case: Item) -> object:
    if item.id.startswith(OWN):
        return values_of(scope, case).get(item.id.removeprefix(OWN))
    if item.code is None:
        rated = ratings_of(scope, case, item.id)
        return rated[-1].values if rated else None
    found = [
        one.valence
        for one in scope.codings
        if item.code in one.lineage and set(one.informants) & set(case.informants) and not one.silent
    ]
    return net_valence(found) or "" if found else None
