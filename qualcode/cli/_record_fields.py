"""The fields of a record as options and as what is read on the screen: a new field needs no line here.

Lists take the option several times or ``a; b``; pairs are ``value=label``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin

import click

from qualcode.cli._field_help import FIELD_HELP
from qualcode.cli._values import choice_words, member_of
from qualcode.declared import record
from qualcode.i18n import _
from qualcode.model.plain import column_name, dates, hints, references, to_plain


@record
class RecordGroup:
    """A record type with the name of its command group, the fields that a table shows and those no option sets."""

    type: type
    name: str
    help: str
    shown: tuple[str, ...]
    locked: tuple[str, ...] = ("id", "uuid")


def field_options(declared: RecordGroup) -> list[click.Parameter]:
    """An option for each field that one may set, with what it means and what it takes."""
    found: list[click.Parameter] = []
    meanings = FIELD_HELP[declared.name]
    for f in fields(declared.type):
        if f.name in declared.locked:
            continue
        bare = bare_type(hints(declared.type)[f.name])
        option = "--" + column_name(f.name).replace("_", "-")
        several = get_origin(bare) is tuple
        if bare is bool:
            found.append(click.Option([f.name, f"{option}/--no-{option[2:]}"], default=None, help=_(meanings[f.name])))
            continue
        required = f.default is MISSING and not several
        found.append(
            click.Option(
                [f.name, option],
                multiple=several,
                type=int if bare is int else str,
                metavar=_metavar(declared.type, f.name),
                help=" ".join((_(meanings[f.name]), *_hints_on(bare, required=required))),
            )
        )
    return found


def _metavar(record_type: type, name: str) -> str:
    """What an option takes: the choices, the kind that an id is of, a date, a pair, a number, or text."""
    bare = bare_type(hints(record_type)[name])
    item = get_args(bare)[0] if get_origin(bare) is tuple else bare
    kinds = dict(references(record_type))
    if name in dates(record_type):
        return "DATE"
    if vocabulary := choices(bare):
        return choice_words(vocabulary)
    if name in kinds:
        return {"*": "KIND:ID", "Segment": "SEGMENT"}.get(kinds[name], kinds[name].upper())
    if is_dataclass(item):
        return "=".join(column_name(part.name).upper() for part in fields(item)[:2])
    return "N" if item is int else "TEXT"


def _hints_on(bare: Any, *, required: bool) -> Iterator[str]:
    if required:
        yield _("Needed for a new record.")
    if get_origin(bare) is tuple:
        yield _("Several: repeat the option, or part them by “;”.")


def given_fields(record_type: type, given: dict[str, Any]) -> dict[str, Any]:
    """Options as plain fields: only what was given; lists from repeated options or ``;``."""
    from qualcode.collection.typed_text import value_from_text

    plain: dict[str, Any] = {}
    for f in fields(record_type):
        value = given.get(f.name)
        if value is None or value == ():
            continue
        name = column_name(f.name)
        if isinstance(value, tuple):
            plain[name] = [part for text in value for part in value_from_text(record_type, name, text)]
        else:
            plain[name] = value if isinstance(value, (bool, int)) else value_from_text(record_type, name, value)
        if vocabulary := choices(hints(record_type)[f.name]):
            plain[name] = _scripted(vocabulary, plain[name])
    return plain


def worded_fields(record: object) -> dict[str, Any]:
    """A record's plain fields, closed vocabularies in the words of the interface."""
    types_of = hints(type(record))
    return {
        column_name(name): _in_words(getattr(record, name)) if choices(types_of[name]) else plain
        for (name, plain) in zip(types_of, to_plain(record).values(), strict=True)
    }


def _in_words(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_in_words(part) for part in value]
    return value if value is None or isinstance(value, int) else _(value.value)


def choices(hint: Any) -> type[Enum] | None:
    """The closed vocabulary of a field, or of the items of a list field."""
    bare = bare_type(hint)
    bare = get_args(bare)[0] if get_origin(bare) is tuple else bare
    return bare if isinstance(bare, type) and issubclass(bare, Enum) else None


def bare_type(hint: Any) -> Any:
    """The type of a field, without its being optional."""
    optional = type(None) in get_args(hint)
    return next(part for part in get_args(hint) if part is not type(None)) if optional else hint


def _scripted(vocabulary: type[Enum], value: Any) -> Any:
    """A value of a closed vocabulary as it is stored, given so or in a word of the interface."""
    if isinstance(value, list):
        return [_scripted(vocabulary, part) for part in value]
    member = member_of(vocabulary, str(value))
    return value if member is None else member.value


def readable(value: Any) -> str:
    """A plain value on the screen."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(readable(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {readable(part)}" for key, part in value.items() if part not in (None, "", []))
    return str(value)
