"""Command groups for the records that people write: list, show, add, set, remove, import.

The options are the record's own fields, read and written by ``_record_fields``;
a segment may be ``SOURCE: exact quotation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli._output import done, format_option, print_json, print_rows
from qualcode.cli._record_fields import RecordGroup, field_options, given_fields, readable, worded_fields
from qualcode.cli._session import StudyCommand, StudyGroup, actor, open_store, read_study
from qualcode.i18n import N_, _, ngettext
from qualcode.model import Cell, Coding, Display, Memo, Project, Segment, Summary
from qualcode.model.kinds import id_of, kind_of
from qualcode.model.plain import to_plain

if TYPE_CHECKING:
    from qualcode.collection.forms import Written
    from qualcode.storage.store import Act


def record_group(declared: RecordGroup) -> StudyGroup:
    """The command group of a record type."""
    group = StudyGroup(declared.name, help=declared.help)
    makers = (_list, _show, _add, set_command, _remove, _import)
    for name, make in zip(("list", "show", "add", "set", "remove", "import"), makers, strict=True):
        group.made_when_asked[name] = partial(make, declared)
    return group


def _list(declared: RecordGroup) -> click.Command:
    @format_option()
    def run(format_: str) -> None:
        records: tuple[object, ...] = read_study().all(declared.type)
        rows = [to_plain(record) if format_ == "json" else worded_fields(record) for record in records]
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
            click.echo(f"{words[name]:<{width}}  {readable(value)}")

    return StudyCommand(
        "show", callback=run, params=[_one(declared), *_params(run)], help=N_("Show one with all its fields.")
    )


def _add(declared: RecordGroup) -> click.Command:
    def run(**given: Any) -> None:
        record_id = given.pop("record_id", None)
        with open_store() as store, store.act(f"{declared.name} add") as act:
            plain = _stamp(declared.type) | given_fields(declared.type, given)
            made: Any = _record(act, declared.type, plain, record_id)
            if made_id := act.study.by_id(declared.type).get(id_of(made)):
                from qualcode.errors import DuplicateName

                raise DuplicateName(declared.name, id_of(made_id))
            act.put(made)
        click.echo(id_of(made))

    argument = click.Argument(["record_id"], metavar="[ID]", required=not kind_of(declared.type).prefix)
    return StudyCommand(
        "add", callback=run, params=[argument, *field_options(declared)], help=N_("Add one; its id is printed.")
    )


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
            plain = given_fields(declared.type, given)
            if not plain:
                raise click.UsageError(_("Nothing to change: give at least one option."))
            changed = _record(act, declared.type, {**to_plain(record), **plain}, record_id)
            act.put(changed)
        done(_("{id}: changed {fields}.").format(id=record_id, fields=", ".join(plain)))

    params = [_one(declared), *field_options(declared)]
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


def _params(run: Any) -> list[click.Parameter]:
    """The parameters that decorators hung on a function, in the order written."""
    found: Sequence[click.Parameter] = getattr(run, "__click_params__", [])
    return list(reversed(found))


__all__ = ["RecordGroup", "Segments", "import_file", "record_group", "set_command"]
