"""Records that researchers write into files (YAML, CSV) or type as options, made into records with their ids.

A file holds a list of one kind, or a mapping from kinds to lists; keys are the fields of the record.
A segment may be given by its id or as ``SOURCE: exact quotation``; a scale as a list of its labels.
Every problem of a file is listed, with its line; nothing is taken in unless all is well.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from qualcode.collection.dates import is_partial_date
from qualcode.collection.limits import beyond_limits
from qualcode.collection.typed_text import FALSE, TRUE, is_number, value_from_text
from qualcode.collection.written_files import YamlFile, guess, read_csv
from qualcode.errors import AmbiguousQuote, BadFile, BadValue, Problem, QualcodeError, UnknownName
from qualcode.model.frame import ScaleValue
from qualcode.model.kinds import KINDS, Kind, id_of, kind_named, kind_of_ref
from qualcode.model.plain import column_name, dates, from_plain, hints, references, referred_ids

NewId = Callable[[str], str]
Standing = Callable[[type], Mapping[str, object]]
"""Record type → the records of the study by id, new segments included."""

SegmentOf = Callable[[str], str]
"""What was written for a segment (its id, or ``SOURCE: quotation``) → the id of the segment, made if it is new."""


@dataclass(frozen=True, slots=True)
class Written:
    """One record as it was written: its kind, its line, its fields as plain values and their lines."""

    kind: Kind
    line: int | None
    plain: Mapping[str, Any]
    lines: Mapping[str, int] = dataclasses.field(default_factory=dict)

    def line_of(self, path: str) -> int | None:
        """The line of a field (of its first part, where it is a path), or that of the record."""
        return self.lines.get(path.split(".", maxsplit=1)[0], self.line)


def written_records(path: Path, only: Kind | None = None) -> tuple[Written, ...]:
    """What a YAML or CSV file holds; with ``only``, a bare list is of that kind and other kinds are passed over."""
    if path.suffix.lower() == ".csv":
        if only is None:
            raise BadFile(path.name, (Problem("kind_missing"),))
        _, rows = read_csv(path)
        return tuple(Written(only, line, _from_cells(only, row, path.name, line)) for line, row in rows)
    file = YamlFile(path)
    if isinstance(file.data, Mapping) and not (only and "id" in file.data):
        return tuple(_of_kinds(file, only))
    if only is None:
        raise BadFile(path.name, (Problem("kind_missing"),))
    return tuple(_of_list(file, only, file.data))


def _of_kinds(file: YamlFile, only: Kind | None) -> Iterator[Written]:
    for name, items in file.data.items():
        kind = kind_named(str(name))
        if kind is None:
            known = [kind.name for kind in KINDS]
            raise BadFile(
                file.path.name,
                (Problem("unknown_key", file.line(file.data, name), str(name), guess(str(name), known)),),
            )
        if only is None or kind is only:
            yield from _of_list(file, kind, items, file.line(file.data, name))


def _of_list(file: YamlFile, kind: Kind, items: Any, line: int | None = None) -> Iterator[Written]:
    single = isinstance(items, Mapping)
    for number, item in enumerate([items] if single else items or []):
        place = line if single else file.line(items, number)
        if not isinstance(item, Mapping):
            raise BadFile(file.path.name, (Problem("not_a_record", place, str(item)),))
        lines = {str(key): at for key in item if (at := file.line(item, key)) is not None}
        yield Written(kind, place, _plain(item), lines)


def _plain(value: Any) -> Any:
    """What YAML gave, as plain lists, mappings and texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    return None if value is None else str(value)


def _from_cells(kind: Kind, row: Mapping[str, str], name: str, line: int) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for column, text in row.items():
        try:
            if text.strip():
                plain[column] = value_from_text(kind.type, column, text.strip())
        except BadValue as error:
            known = tuple(column_name(field.name) for field in fields(kind.type))
            why = "bad_value" if column in known else "unknown_key"
            raise BadFile(
                name,
                (Problem(why, line, f"{column}: {error.value}" if column in known else column, guess(column, known)),),
            ) from None
    return plain


def make_records(
    written: Sequence[Written],
    name: str,
    standing: Standing,
    new_id: NewId,
    segment_of: SegmentOf,
) -> tuple[object, ...]:
    """Records from what was written; ``BadFile`` with every problem.

    ``standing(type)`` gives the records of the study by id; ``new_id(prefix)`` the next id; ``segment_of``
    resolves quotations.
    """
    problems: list[Problem] = []
    made: list[tuple[Written, object]] = []
    for item in written:
        try:
            made.append((item, _make(item, new_id, segment_of)))
        except BadValue as error:
            problems.append(_problem(item, error))
        except (UnknownName, AmbiguousQuote) as error:
            problems.append(_lookup_problem(item, error))
        except QualcodeError as error:
            problems.append(Problem("bad_value", item.line, str(error)))
    records = _Beside(made, standing)
    for item, record in made:
        problems.extend(_dangling(item, record, records.all))
        problems.extend(_problem(item, error) for error in beyond_limits(record, records.all))
    if problems:
        raise BadFile(name, tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return tuple(record for _, record in made)


def _make(item: Written, new_id: NewId, segment_of: SegmentOf) -> object:
    plain = dict(item.plain)
    if item.kind.key == ("id",) and not plain.get("id"):
        if item.kind.prefix:
            plain["id"] = new_id(item.kind.prefix)
        elif item.kind.name == "project":
            plain["id"] = "study"
    record: object = from_plain(item.kind.type, prepared(item.kind.type, plain, segment_of))
    for field in dates(item.kind.type):
        if (value := getattr(record, field)) and not is_partial_date(value):
            raise BadValue(field, value, ("2018", "2018-03", "2018-03-12"))
    return record


def prepared(record_type: type, plain: Mapping[str, Any], segment_of: SegmentOf) -> dict[str, Any]:
    """Plain fields as people write them, made exact: quotations to segments, labels to scales, numbers to text."""
    segments = {path for path, kind in references(record_type) if kind == "Segment"}
    types_of = {column_name(name): hint for name, hint in hints(record_type).items()}
    result: dict[str, Any] = {}
    for key, value in plain.items():
        hint = types_of.get(key)
        if key in segments:
            result[key] = _segments(value, segment_of)
        elif hint is None:
            result[key] = value
        else:
            result[key] = _prepared_value(hint, value, segment_of)
    return result


def _prepared_value(hint: Any, value: Any, segment_of: SegmentOf) -> Any:
    if value is None:
        return None if type(None) in get_args(hint) else ([] if get_origin(hint) is tuple else "")
    if get_origin(hint) in (Union, types.UnionType):
        return _prepared_value(next(part for part in get_args(hint) if part is not types.NoneType), value, segment_of)
    if get_origin(hint) is tuple:
        return _prepared_list(get_args(hint)[0], value if isinstance(value, list) else [value], segment_of)
    if is_dataclass(hint):
        return prepared(hint, value, segment_of) if isinstance(value, Mapping) else value  # type: ignore[arg-type]
    if isinstance(value, str) and (hint is bool or is_number(hint)):
        return _number_or_truth(hint, value)
    return value


def _number_or_truth(hint: Any, text: str) -> Any:
    """A number or truth value written as text; what is neither stays text and is refused by the field."""
    if hint is bool:
        return text.casefold() in TRUE if text.casefold() in TRUE | FALSE else text
    return int(text) if text.lstrip("-").isdecimal() else text


def _prepared_list(inner: Any, items: list[Any], segment_of: SegmentOf) -> list[Any]:
    if inner is ScaleValue:
        return [{"value": n, "label": item} if isinstance(item, str) else item for n, item in enumerate(items, 1)]
    return [_prepared_value(inner, item, segment_of) for item in items]


def _segments(value: Any, segment_of: SegmentOf) -> Any:
    if isinstance(value, list):
        return [_segments(item, segment_of) for item in value]
    if isinstance(value, Mapping) and len(value) == 1:  # `W-03: quotation` without quotation marks is a YAML mapping
        value = ": ".join(str(part) for part in next(iter(value.items())))
    if isinstance(value, Mapping) and {"source", "quote"} <= set(value):
        value = f"{value['source']}: {value['quote']}"
    return segment_of(value) if isinstance(value, str) else value


def _problem(item: Written, error: BadValue) -> Problem:
    top = error.field.split(".")[0]
    names = tuple(column_name(field.name) for field in fields(item.kind.type))
    if top not in names:
        return Problem("unknown_key", item.line_of(top), error.field, guess(error.field, names))
    if not error.value and not error.known:
        return Problem("missing_key", item.line, error.field)
    if not error.value:
        return Problem("unknown_key", item.line_of(top), error.field, guess(error.field.split(".")[-1], error.known))
    choices = guess(error.value, error.known) or ", ".join(error.known)
    return Problem("bad_value", item.line_of(top), f"{error.field}: {error.value}", choices)


def _lookup_problem(item: Written, error: UnknownName | AmbiguousQuote) -> Problem:
    if isinstance(error, UnknownName):
        return Problem("unknown_name", item.line, f"{error.kind} {error.name}", guess(error.name, error.known))
    why = "quote_ambiguous" if error.candidates else "quote_missing"
    return Problem(why, item.line, f"{error.source}: {error.quote}")


class _Beside:
    """The records of the study and those written in the same file, by type and id."""

    def __init__(self, made: Sequence[tuple[Written, object]], standing: Standing) -> None:
        self._standing = standing
        self._written: dict[type, dict[str, object]] = {}
        for _item, record in made:
            self._written.setdefault(type(record), {})[id_of(record)] = record
        self._found: dict[type, dict[str, object]] = {}

    def all(self, record_type: type) -> dict[str, object]:
        """Every record of a type by id."""
        if record_type not in self._found:
            self._found[record_type] = {**self._standing(record_type), **self._written.get(record_type, {})}
        return self._found[record_type]


def _dangling(item: Written, record: object, records: Callable[[type], dict[str, object]]) -> Iterator[Problem]:
    for path, kind_name, found in referred_ids(record):
        kind, _, bare = found.partition(":") if kind_name == "*" else (kind_of_ref(kind_name).name, "", found)
        target = kind_named(kind)
        if target is None:
            yield Problem("bad_value", item.line_of(path), f"{path}: {found}", "kind:id")
        elif bare not in records(target.type):
            yield Problem("unknown_name", item.line_of(path), f"{path}: {found}", guess(bare, records(target.type)))
