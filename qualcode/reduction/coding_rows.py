"""Rows of a file of codings, each made into an assignment or into a problem with its line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from qualcode.collection.dates import is_partial_date
from qualcode.collection.positions import line_at
from qualcode.collection.written_files import guess
from qualcode.errors import AmbiguousQuote, BadSegment, BadValue, Problem, UnknownName
from qualcode.model import About, Case, Code, Directness, Informant, Period, Role, Source, Study, Unit, Valence
from qualcode.reduction.coding import LEAST_INTENSITY, MOST_INTENSITY, Assignment, place, same_words

COLUMNS = (
    "source", "start", "end", "block", "quote", "code", "coder", "round", "valence", "intensity", "directness",
    "dont_know", "about_role", "about_informant", "about_unit", "about_case", "about_period", "about_date", "note",
)  # fmt: skip
ALSO: Mapping[str, str] = {
    "sumber": "source", "dokumen": "source", "document": "source",
    "mulai": "start", "awal": "start", "selesai": "end", "akhir": "end", "satuan": "block", "blok": "block",
    "kutipan": "quote", "content": "quote", "snippet": "quote",
    "kode": "code", "tag": "code", "pengode": "coder", "owner": "coder", "putaran": "round", "valensi": "valence",
    "catatan": "note", "memo": "note",
}  # fmt: skip
"""Headings in Indonesian and of other programs (Taguette, QualCoder) → our column."""
DERIVED = (
    "id", "segment", "at", "line", "first_line", "last_line", "informants", "role", "technique", "date", "citation",
)  # fmt: skip
VALENCES = {"−": "-", "–": "-", "+-": "±", "+/-": "±", "-+": "±"}
TRUE, FALSE = ("1", "true", "yes", "ya", "x", "benar"), ("0", "false", "no", "tidak", "salah")
_DIRECTNESS = {
    "first_hand": "first-hand",
    "langsung": "first-hand",
    "dari orang lain": "hearsay",
    "inferensi": "inference",
}
_ABOUT: Mapping[str, type] = {
    "about_role": Role,
    "about_informant": Informant,
    "about_unit": Unit,
    "about_case": Case,
    "about_period": Period,
}
_SHOWN = 60

_MOST_GUESSES = 100
"""Names that a known one is looked for; a file whose every row is wrong is refused without delay."""

E = TypeVar("E", bound=StrEnum)


class _Refused(Exception):
    """A row that cannot be taken: why, what, and what was probably meant."""

    def __init__(self, why: str, what: str = "", meant: str = "") -> None:
        super().__init__(why)
        self.why, self.what, self.meant = why, what, meant


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file of codings gives: good rows as assignments, bad ones as problems."""

    assignments: tuple[Assignment, ...]
    problems: tuple[Problem, ...]


def column(heading: str) -> str:
    """The column that a heading means."""
    bare = heading.strip().casefold().replace(" ", "_")
    return ALSO.get(bare, bare if bare in (*COLUMNS, *DERIVED) else heading)


def column_problems(names: Iterable[str], *, coder: str = "", codes: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Columns that are unknown, and columns that every file of codings needs and this one lacks.

    ``codes`` are those that a column may be named by, in a table with a column a code.
    """
    given = tuple(names)
    known = (*COLUMNS, *DERIVED)
    meant = (*known, *codes)
    problems = [Problem("unknown_column", 1, name, guess(name, meant)) for name in given if name and name not in known]
    needed = ("source", "code") if coder else ("source", "code", "coder")
    problems += [Problem("missing_column", 1, name) for name in needed if name not in given]
    if not ({"start", "end"} <= set(given) or {"block", "quote"} & set(given)):
        problems.append(Problem("missing_column", 1, "start, end / block / quote"))
    return tuple(problems)


def read_rows(study: Study, rows: Iterable[tuple[int, Mapping[str, str]]], *, coder: str = "") -> Rows:
    """Assignments of rows; ``coder`` is whose they are where a row names none."""
    reader = _RowReader(study, coder)
    assignments: list[Assignment] = []
    problems: list[Problem] = []
    for line, row in rows:
        try:
            assignments.append(reader.assignment(row))
        except _Refused as refused:
            problems.append(Problem(refused.why, line, refused.what, refused.meant))
    return Rows(tuple(assignments), tuple(problems))


def about_of(study: Study, stated: Mapping[str, str]) -> About | None:
    """Whom and when ``about_role``, ``about_date`` … state, names and labels made ids.

    ``UnknownName`` or ``BadValue`` for what there is not.
    """
    if not stated:
        return None
    reader = _RowReader(study, "")
    try:
        return reader.about(stated)
    except _Refused as refused:
        kind = refused.why.removeprefix("unknown_")
        if kind == refused.why:
            raise BadValue("about_date", refused.what, (refused.meant,)) from None
        known: Mapping[str, object] = study.by_id(_ABOUT[f"about_{kind}"])
        raise UnknownName(kind, refused.what, tuple(known)) from None


class _RowReader:
    """Reads rows of one study; names are looked up in tables made once."""

    def __init__(self, study: Study, coder: str) -> None:
        self._study = study
        self._coder = coder
        self._sources = study.by_id(Source)
        self._codes = study.by_id(Code)
        self._source_names = _only(
            (name, one.id)
            for one in study.sources
            for name in {one.id.casefold(), one.title.casefold(), *_file_names(one.file_name)}
        )
        self._code_names = _only(
            (name, one.id) for one in study.codes for name in {one.id.casefold(), one.name.casefold()}
        )
        self._names = {column: _names(study, kind) for column, kind in _ABOUT.items()}
        self._guessed: dict[str, str] = {}

    def assignment(self, row: Mapping[str, str]) -> Assignment:
        source = self._known(row, "source", self._sources, self._source_names)
        code = self._known(row, "code", self._codes, self._code_names)
        coder = row.get("coder", "").strip() or self._coder
        if not coder:
            raise _Refused("missing_value", "coder")
        start, end = self._place(source, row)
        return Assignment(
            source=source,
            start=start,
            end=end,
            code=code,
            coder=coder,
            round=_number(row, "round") or 1,
            valence=_choice(row, "valence", Valence, VALENCES),
            intensity=_intensity(row),
            directness=_choice(row, "directness", Directness, _DIRECTNESS),
            dont_know=_flag(row, "dont_know"),
            about=self.about(row),
            note=unicodedata.normalize("NFC", row["note"]) if row.get("note", "").strip() else None,
        )

    def _known(self, row: Mapping[str, str], column: str, known: Mapping[str, Any], also: Mapping[str, str]) -> str:
        name = row.get(column, "").strip()
        if name in known:
            return name
        if name.casefold() in also:
            return also[name.casefold()]
        if not name:
            raise _Refused("missing_value", column)
        raise _Refused(f"unknown_{column}", name, self._meant(name, known))

    def _meant(self, name: str, known: Iterable[str]) -> str:
        """The known name that was probably meant, looked for once a name and for the first of them alone."""
        if name not in self._guessed and len(self._guessed) < _MOST_GUESSES:
            self._guessed[name] = guess(name, known)
        return self._guessed.get(name, "")

    def _place(self, source: str, row: Mapping[str, str]) -> tuple[int, int]:
        quote = row.get("quote", "")
        start, end, block = (_number(row, column) for column in ("start", "end", "block"))
        stated = unicodedata.normalize("NFC", quote) if quote.strip() else None
        try:
            if start is None and end is None:
                if block is None and stated is None:
                    raise _Refused("missing_value", "start, end / block / quote")
                return place(self._study, source, block=block, quote=stated)
            if start is None or end is None:
                raise _Refused("missing_value", "start" if start is None else "end")
            found = place(self._study, source, chars=(start, end))
        except BadSegment as bad:
            limit = f" (≤ {bad.limit})" if bad.limit else ""
            raise _Refused(bad.why, f"{source} {bad.where}{limit}") from None
        except AmbiguousQuote as bad:
            lines = ", ".join(str(candidate.line) for candidate in bad.candidates)
            what = f"{_short(quote)} ({source}{': ' if lines else ''}{lines})"
            raise _Refused("quote_ambiguous" if lines else "quote_missing", what) from None
        if stated is not None and not same_words(self._study.text(source)[start:end], stated):
            there = _short(self._study.text(source)[start:end])
            line = line_at(self._study, source, start)
            raise _Refused("quote_differs", f"{_short(quote)} ≠ {there} ({source}, {line})")
        return found

    def about(self, row: Mapping[str, str]) -> About | None:
        stated: dict[str, str] = {}
        for column, names in self._names.items():
            if name := row.get(column, "").strip():
                found = names.get(name.casefold())
                if found is None:
                    raise _Refused(f"unknown_{column.removeprefix('about_')}", name, self._meant(name, names))
                stated[column.removeprefix("about_")] = found
        if date := row.get("about_date", "").strip():
            if not is_partial_date(date):
                raise _Refused("bad_date", date, "2018-03-12")
            stated["date"] = date
        return About(**stated) if stated else None


def _file_names(name: str) -> tuple[str, str]:
    """A file's name in small letters, with its ending and without."""
    return name.casefold(), name.casefold().rpartition(".")[0]


def _only(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names that one thing alone has."""
    found: dict[str, set[str]] = {}
    for name, one in named:
        found.setdefault(name, set()).add(one)
    return {name: next(iter(ids)) for name, ids in found.items() if name and len(ids) == 1}


def _names(study: Study, kind: type) -> dict[str, str]:
    """Ids and labels, without regard to case, → id."""
    records: Mapping[str, Any] = study.by_id(kind)
    names: dict[str, str] = {}
    for record_id, record in records.items():
        for word in (getattr(record, "common", ""), getattr(record, "label", "")):
            if word:
                names.setdefault(word.casefold(), record_id)
    return names | {record_id.casefold(): record_id for record_id in records}


def _number(row: Mapping[str, str], column: str) -> int | None:
    written = row.get(column, "").strip()
    if not written:
        return None
    if not written.isdecimal():
        raise _Refused("not_a_number", f"{column}: {written}")
    return int(written)


def _intensity(row: Mapping[str, str]) -> int | None:
    number = _number(row, "intensity")
    if number is not None and not LEAST_INTENSITY <= number <= MOST_INTENSITY:
        raise _Refused("unknown_value", f"intensity: {number} (1, 2, 3)")
    return number


def _choice(row: Mapping[str, str], column: str, kind: type[E], words: Mapping[str, str]) -> E | None:
    written = row.get(column, "").strip()
    if not written:
        return None
    word = words.get(written.casefold(), written.casefold())
    try:
        return kind(word)
    except ValueError:
        known = [member.value for member in kind]
        raise _Refused("unknown_value", f"{column}: {written} ({', '.join(known)})", guess(word, known)) from None


def _flag(row: Mapping[str, str], column: str) -> bool | None:
    written = row.get(column, "").strip().casefold()
    if not written:
        return None
    if written not in (*TRUE, *FALSE):
        raise _Refused("unknown_value", f"{column}: {written} (1, 0)")
    return written in TRUE


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _SHOWN else joined[: _SHOWN - 1] + "…"
