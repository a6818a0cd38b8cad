"""Command groups for the records that people write: list, show, add, set, remove, import.

The options are the record's own fields, so a new field needs no line here. Lists take the option
several times or ``a; b``; pairs are ``value=label``; a segment may be ``SOURCE: exact quotation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import click

from qualcode.cli._field_help import FIELD_HELP
from qualcode.cli._output import done, format_option, print_json, print_rows
from qualcode.cli._session import StudyCommand, StudyGroup, actor, open_store, read_study
from qualcode.cli._values import choice_words, member_of
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Cell, Coding, Display, Memo, Project, Segment, Summary
from qualcode.model.kinds import id_of, kind_of
from qualcode.model.plain import column_name, dates, hints, references, to_plain

if TYPE_CHECKING:
    from qualcode.collection.forms import Written
    from qualcode.storage.store import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGroup:
    """A record type with the name of its command group, the fields that a table shows and those no option sets."""

    type: type
    name: str
    help: str
    shown: tuple[str, ...]
    locked: tuple[str, ...] = ("id", "uuid")


def record_group(declared: RecordGroup) -> StudyGroup:
    """The command group of a record type."""
    group = StudyGroup(declared.name, help=declared.help)
    for make in (_list, _show, _add, set_command, _remove, _import):
        group.add_command(make(declared))
    return group


def _list(declared: RecordGroup) -> click.Command:
    @format_option()
    def run(format_: str) -> None:
        records: tuple[object, ...] = read_study().all(declared.type)
        rows = [to_plain(record) if format_ == "json" else _worded(record) for record in records]
        print_rows(rows, {field: _(field.replace("_", " ")) for field in declared.shown}, format_)

    return StudyCommand("list", callback=run, params=_params(run), help=N_("List all, in order."))


def _one(declared: RecordGroup) -> click.Argument:
    """The id of a record; the study has one record of its own, which need not be named."""
    if declared.type is Project:
        return click.Argument(["record_id"], metavar="[ID]", default="study", required=False)
    return click.Argument(["record_id"], metavar="ID")


def _show(declared: RecordGroup) -> click.Command:
    @format_option("table", "json")
    def run(record_id: str, format_: str) -> None:
        record: object = read_study().get(declared.type, record_id)
        if format_ == "json":
            print_json(record)
            return
        stated = {name: value for name, value in to_plain(record).items() if value not in (None, "", [])}
        words = {name: _(name.replace("_", " ")) for name in stated}
        width = max(map(len, words.values()))
        for name, value in stated.items():
            click.echo(f"{words[name]:<{width}}  {_readable(value)}")

    return StudyCommand(
        "show", callback=run, params=[_one(declared), *_params(run)], help=N_("Show one with all its fields.")
    )


def _add(declared: RecordGroup) -> click.Command:
    def run(**given: Any) -> None:
        record_id = given.pop("record_id", None)
        with open_store() as store, store.act(f"{declared.name} add") as act:
            plain = _stamp(declared.type) | _plain(declared.type, given)
            made: Any = _record(act, declared.type, plain, record_id)
            if made_id := act.study.by_id(declared.type).get(id_of(made)):
                from qualcode.errors import DuplicateName

                raise DuplicateName(declared.name, id_of(made_id))
            act.put(made)
        click.echo(id_of(made))

    argument = click.Argument(["record_id"], metavar="[ID]", required=not kind_of(declared.type).prefix)
    return StudyCommand(
        "add", callback=run, params=[argument, *_options(declared)], help=N_("Add one; its id is printed.")
    )


def _scripted(vocabulary: type[Enum], value: Any) -> Any:
    """A value of a closed vocabulary as it is stored, given so or in a word of the interface."""
    if isinstance(value, list):
        return [_scripted(vocabulary, part) for part in value]
    member = member_of(vocabulary, str(value))
    return value if member is None else member.value


def _stamp(record_type: type) -> dict[str, Any]:
    """Date and author of what is written now, where a record of this type is dated by its writing."""
    if record_type not in (Memo, Summary):
        return {}
    from qualcode.storage.store import now

    return {"date": now()[:10], "author": actor()}


def set_command(declared: RecordGroup) -> click.Command:
    """The command that changes fields of a record."""

    def run(record_id: str, **given: Any) -> None:
        with open_store() as store, store.act(f"{declared.name} set") as act:
            record: object = act.study.get(declared.type, record_id)
            plain = _plain(declared.type, given)
            if not plain:
                raise click.UsageError(_("Nothing to change: give at least one option."))
            changed = _record(act, declared.type, {**to_plain(record), **plain}, record_id)
            act.put(changed)
        done(_("{id}: changed {fields}.").format(id=record_id, fields=", ".join(plain)))

    params = [_one(declared), *_options(declared)]
    return StudyCommand("set", callback=run, params=params, help=N_("Change fields of one."))


def _remove(declared: RecordGroup) -> click.Command:
    @click.argument("record_ids", metavar="ID...", nargs=-1, required=True)
    def run(record_ids: tuple[str, ...]) -> None:
        with open_store() as store, store.act(f"{declared.name} remove") as act:
            act.remove(*(act.study.get(declared.type, record_id) for record_id in record_ids))
        done(_("Removed: {ids}. Take it back with: qualcode undo").format(ids=", ".join(record_ids)))

    return StudyCommand("remove", callback=run, params=_params(run), help=N_("Remove; can be undone."))


def _import(declared: RecordGroup) -> click.Command:
    @click.argument("file", type=click.Path(path_type=Path))
    def run(file: Path) -> None:
        with open_store() as store, store.act(f"{declared.name} import") as act:
            records = import_file(act, file, declared.type)
        count = len(records)
        done(ngettext("{n} record taken in.", "{n} records taken in.", count).format(n=count))

    return StudyCommand("import", callback=run, params=_params(run), help=N_("Take in many from a .yaml or .csv file."))


def import_file(act: Act, file: Path, record_type: type | None = None) -> tuple[object, ...]:
    """Put the records of a written file (of one type, or of every kind it names) into the study.

    A record that stands already keeps the fields that the file does not name.
    """
    from qualcode.collection.forms import make_records, written_records

    written = [_completed(act, item) for item in written_records(file, kind_of(record_type) if record_type else None)]
    written = [*_displays_of_cells(act, written), *written]
    segments = Segments(act)
    records = make_records(written, file.name, segments.standing, act.new_id, segments.named)
    act.put(*segments.new, *records)
    return records


def _displays_of_cells(act: Act, written: Sequence[Written]) -> Iterator[Written]:
    """A record for each display of the program in whose cells something is written and that has none yet."""
    from qualcode.collection.forms import Written

    named = {str(item.plain.get("display", "")) for item in written if item.kind.type is Cell}
    named -= {str(item.plain.get("id", "")) for item in written if item.kind.type is Display}
    for name in sorted(named - set(act.study.by_id(Display))):
        from qualcode.displays import DISPLAYS

        if name in DISPLAYS.names():
            yield Written(kind_of(Display), None, {"id": name, "type": name})


def _completed(act: Act, item: Written) -> Written:
    """What was written, with the other fields of the record of the same key if there is one."""
    key = "#".join(str(item.plain.get(field, "")) for field in item.kind.key)
    records: Mapping[str, object] = act.study.by_id(item.kind.type)
    standing = records.get("study" if item.kind.name == "project" else key)
    return item if standing is None else replace(item, plain={**to_plain(standing), **item.plain})


class Segments:
    """Segments of quotations given by hand; those that are new are kept in ``new`` until they are put."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self.new: list[object] = []
        self._made: dict[tuple[str, int, int], str] = {}

    def named(self, text: str) -> str:
        """The id of the segment that is meant by its own id, that of a coding of it, or ``SOURCE: exact quotation``."""
        study = self._act.study
        source, colon, quote = text.partition(":")
        if text in study.segments:
            return text
        if colon:
            return self.of_quote(source.strip(), quote.strip().strip('"“”'))
        coding = study.find(Coding, text)
        return text if coding is None else coding.segment

    def resolved(self, given: Iterable[str]) -> tuple[str, ...]:
        """The ids of segments that are meant; ``UnknownName`` for one that is not there."""
        found = tuple(map(self.named, given))
        made = set(self._made.values())
        return tuple(name if name in made else self._act.study.get(Segment, name).id for name in found)

    def of_quote(self, source: str, quote: str) -> str:
        """The id of the segment of an exact quotation."""
        from qualcode.reduction.coding import place, segment_for

        start, end = place(self._act.study, source, quote=quote)
        if (source, start, end) not in self._made:
            segment = segment_for(self._act.study, source, start, end, lambda: self._act.new_id("S"))
            self._made[source, start, end] = segment.id
            if segment.id not in self._act.study.segments:
                self.new.append(segment)
        return self._made[source, start, end]

    def standing(self, record_type: type) -> Mapping[str, object]:
        """The records of a type that stand in the study by id, new segments included."""
        records: Mapping[str, object] = self._act.study.by_id(record_type)
        return {**records, **{id_of(segment): segment for segment in self.new}} if record_type is Segment else records


def _record(act: Act, record_type: type, plain: dict[str, Any], record_id: str | None) -> Any:
    from qualcode.collection.forms import Written, make_records
    from qualcode.errors import BadFile, BadValue, UnknownName

    if record_id:
        plain = {**plain, "id": record_id}
    segments = Segments(act)
    written = Written(kind_of(record_type), None, plain)
    try:
        (record,) = make_records([written], "", segments.standing, act.new_id, segments.named)
    except BadFile as error:
        problem = error.problems[0]
        field, sign, value = problem.what.partition(": ")
        if problem.why.startswith("quote_"):
            segments.of_quote(field, value)
        if problem.why == "unknown_name":
            kind, _between, name = value.rpartition(":") if sign else problem.what.partition(" ")
            raise UnknownName(kind or field, name or problem.what, (problem.guess,) if problem.guess else ()) from None
        raise BadValue(field, value, (problem.guess,) if problem.guess else ()) from None
    act.put(*segments.new)
    return record


def _plain(record_type: type, given: dict[str, Any]) -> dict[str, Any]:
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


def _worded(record: object) -> dict[str, Any]:
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


def _options(declared: RecordGroup) -> list[click.Parameter]:
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


def _params(run: Any) -> list[click.Parameter]:
    """The parameters that decorators hung on a function, in the order written."""
    found: Sequence[click.Parameter] = getattr(run, "__click_params__", [])
    return list(reversed(found))


def _readable(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_readable(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_readable(part)}" for key, part in value.items() if part not in (None, "", []))
    return str(value)


__all__ = ["RecordGroup", "Segments", "import_file", "record_group", "set_command"]
