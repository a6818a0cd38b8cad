"""What people wrote into the records of a study: every field of plain text, but for those named here.

A field that is added to a record is read without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from qualcode.model import Segment, Study, ref_to
from qualcode.model.kinds import KINDS, kind_of
from qualcode.model.plain import text_fields

_MARKS = """
    id uuid digest file_digest text_digest original_digest evidence_digest at time start_time end_time language reader
    layout section slot tactic ask type group author by rater judged_by coder coders researcher citation_key tested
    propositions parameters filter coefficients overall
"""
NO_WORDS = frozenset(_MARKS.split())
"""Names of fields that hold marks of the machine or of the method, or who did the work."""

_MARKS_HERE = """
    project.title project.sites.label project.thesis_profile project.citations.template project.privacy.label
    project.permits.issuer project.permits.site role.holders.site unit.site source.site source.header.name
    period.start period.end informant.attributes.name case.attributes.name block.label code.history.kind
    code.history.others segment.quote suggestion.suggestion display.rows.name display.rows.items
    display.rows.groups.items display.columns.name display.columns.items display.columns.groups.items cell.row
    cell.column snapshot.content agreement.unit agreement.match agreement.codebook_version agreement.sources
"""
NO_WORDS_HERE = frozenset(_MARKS_HERE.split())
"""Fields that hold such marks, names of lines, what the study says of itself in public (title, site, permit), or words
that stand elsewhere and change with them (a quotation that is not lost, a frozen display)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text in a record; ``path`` leads to it, parts of lists by their number from 1."""

    record: object
    path: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        """``kind:id.path``."""
        return f"{ref_to(self.record)}.{'.'.join(self.path)}"


@cache
def fields_read(record_type: type) -> tuple[str, ...]:
    """Paths of the fields of a record type that are read."""
    kind = kind_of(record_type).name
    return tuple(
        path
        for path in text_fields(record_type)
        if NO_WORDS.isdisjoint(path.split(".")) and f"{kind}.{path}" not in NO_WORDS_HERE
    )


def written(study: Study) -> Mapping[str, Written]:
    """Name → every text that is not empty, kind by kind."""
    return study.derived(_written)


def _written(study: Study) -> dict[str, Written]:
    found = (one for kind in KINDS for one in _of_type(study, kind.type))
    return {one.name: one for one in (*found, *_lost(study))}


def _of_type(study: Study, record_type: type) -> Iterator[Written]:
    paths = fields_read(record_type)
    plain = all("." not in path for path in paths)
    if not paths or (plain and all(study.distinct(record_type, path) <= {"", ()} for path in paths)):
        return
    records: tuple[object, ...] = study.all(record_type)
    for record in records:
        for path in paths:
            yield from (Written(record, at, text) for at, text in _texts(record, path.split("."), ()))


def _lost(study: Study) -> Iterator[Written]:
    """Quotations that stand in their text no more."""
    starts, ends = study.columns(Segment, "start", "end")
    if any(start == end for start, end in zip(starts, ends, strict=True)):
        yield from (Written(one, ("quote",), one.quote) for one in study.all(Segment) if one.lost)


def _texts(value: Any, path: list[str], at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            yield from _texts(item, path, (*at, str(number)))
    elif path and value is not None:
        yield from _texts(getattr(value, path[0]), path[1:], (*at, path[0]))
    elif value:
        yield at, value


def with_text(value: Any, path: tuple[str, ...], text: str) -> Any:
    """A record with another text at a path."""
    if not path:
        return text
    first, rest = path[0], path[1:]
    if isinstance(value, tuple):
        return tuple(with_text(item, rest, text) if str(at) == first else item for at, item in enumerate(value, 1))
    return replace(value, **{first: with_text(getattr(value, first), rest, text)})
