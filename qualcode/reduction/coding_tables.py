"""Codings as the columns of a table: what is alike is found once, what is not asked for is not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from qualcode.collection.citations import citations
from qualcode.model import About, Coding, Segment, Study
from qualcode.model.plain import to_plain
from qualcode.reduction.coded import CodedSegment
from qualcode.reduction.codings import Codings

Column = Sequence[Any]
ABOUT = ("role", "informant", "unit", "case", "period", "date")
"""What *about* can name."""

FIELDS = (
    "id", "segment", "code", "coder", "round", "at", "valence", "intensity", "directness", "dont_know", "about", "note",
    "source", "start", "end", "line", "first_line", "last_line", "quote", "informants", "role", "technique", "date",
    "citation",
)  # fmt: skip
"""What scripts see of a coding."""


class _Rows:
    """The codings of a table in the order of the text, and the place of the segment of each."""

    def __init__(self, study: Study, codings: Codings) -> None:
        self.study = study
        self.codings = codings
        self.segments = codings.column("segments")

    def of_segments(self, values: Column) -> Column:
        """What stands at the place of each segment."""
        return list(map(values.__getitem__, self.segments))

    @property
    def segment_ids(self) -> Column:
        """The id of the segment of each."""
        return self.of_segments(self.codings.columns.names)

    @property
    def quotes(self) -> Column:
        """The words of the segment of each."""
        names = self.segment_ids
        known = self.study.fields_of(Segment, set(names), "quote")
        return [known[name][0] for name in names]

    @cached_property
    def written(self) -> Column:
        """(when it was given, the note on it) of each."""
        names = self.codings.column("ids")
        return list(map(self.study.fields_of(Coding, names, "at", "note").__getitem__, names))


Find = Callable[[_Rows], Column]


def table(study: Study, codings: Codings, names: Sequence[str]) -> list[Column]:
    """Columns of some codings of a study, or of a part of it, in the order of the text; their names are ``COLUMNS``."""
    rows = _Rows(study, codings.in_text)
    found = {name: COLUMNS[name](rows) for name in dict.fromkeys(names)}
    return [found[name] for name in names]


def coding_row(study: Study, one: CodedSegment) -> dict[str, Any]:
    """A coding as scripts see it: its fields, its place, and what is derived from them."""
    return next(coding_rows(study, Codings(one.columns, (one.row,))))


def coding_rows(study: Study, some: Codings) -> Iterator[dict[str, Any]]:
    """A row for each coding, in the order of the text."""
    return as_rows(table(study, some, FIELDS))


def as_rows(columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """Rows by ``FIELDS``, whose columns are given."""
    return (dict(zip(FIELDS, values, strict=True)) for values in zip(*columns, strict=True))


def _own(name: str) -> Find:
    return lambda rows: rows.codings.column(name)


def _alike(find: Callable[[CodedSegment], object], told_by: str) -> Find:
    return lambda rows: rows.codings.told(find, told_by)


def _valued(name: str, told_by: str) -> Find:
    """The value of a closed vocabulary, None where there is none."""
    return _alike(lambda one: getattr(one, name) and getattr(one, name).value, told_by)


def _citations(rows: _Rows) -> Column:
    return list(map(citations(rows.study).__getitem__, rows.segment_ids))


def _about_text(one: CodedSegment) -> str:
    about = one.about or About()
    return "; ".join(f"{name}={value}" for name in ABOUT if (value := getattr(about, name)))


def _about_field(name: str) -> Find:
    return _alike(lambda one: one.about and getattr(one.about, name), "abouts")


def _lines(at: int) -> Find:
    return lambda rows: rows.of_segments(rows.codings.columns.lines[at])


COLUMNS: Mapping[str, Find] = {
    "id": _own("ids"),
    "segment": lambda rows: rows.segment_ids,
    "source": _own("sources"),
    "start": lambda rows: rows.of_segments(rows.codings.columns.starts),
    "end": lambda rows: rows.of_segments(rows.codings.columns.ends),
    "line": _lines(0),
    "first_line": _lines(0),
    "last_line": _lines(1),
    "quote": lambda rows: rows.quotes,
    "code": _own("codes"),
    "coder": _own("coders"),
    "round": _own("rounds"),
    "valence": _valued("valence", "valences"),
    "intensity": _own("intensities"),
    "directness": _valued("directness", "directness"),
    "dont_know": _own("silent"),
    "dont_know_sign": _alike(lambda one: 1 if one.silent else "", "silent"),
    "about": _alike(lambda one: one.about and to_plain(one.about), "abouts"),
    "about_text": _alike(_about_text, "abouts"),
    **{f"about_{name}": _about_field(name) for name in ABOUT},
    "note": lambda rows: [note for _at, note in rows.written],
    "at": lambda rows: [at for at, _note in rows.written],
    "informants": _alike(lambda one: list(one.informants), "standings"),
    "informants_text": _alike(lambda one: ", ".join(one.informants), "standings"),
    "informants_words": _alike(lambda one: " ".join(one.informants), "standings"),
    "role": _alike(lambda one: one.role, "standings"),
    "technique": _alike(lambda one: one.technique.value, "sources"),
    "date": _alike(lambda one: one.source.date, "sources"),
    "citation": _citations,
}
"""Name of a column → how it is found. Some are there twice: plain values for scripts, and text for a cell."""
