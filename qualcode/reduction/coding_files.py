"""Codings from and to files: CSV and XLSX for spreadsheets, JSON for scripts.

Columns are ``source,start,end,code,coder`` or ``source,block,code,coder`` or ``source,quote,code,coder``, and any
of ``round, valence, intensity, directness, dont_know, about_*, note``; headings may be Indonesian, or those of other
programs. What is exported can be imported again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qualcode.collection.citations import citations, lines_of
from qualcode.collection.identities.standing import require_decided
from qualcode.collection.positions import require_exact
from qualcode.collection.privacy import withdrawn
from qualcode.collection.written_files import (
    cell_text,
    decode,
    read_bytes,
    read_csv,
    read_xlsx,
    rearmed,
    write_csv,
    write_parts,
    write_xlsx,
)
from qualcode.errors import BadFile, BadValue, Problem
from qualcode.model import About, Study
from qualcode.model.plain import to_plain
from qualcode.reduction.coded import CodedSegment
from qualcode.reduction.coding_rows import Rows, column, column_problems, read_rows
from qualcode.reduction.filters import Filter, coded_by_parts

FORMATS = (".csv", ".xlsx", ".json", ".docx", ".txt")
"""The last two hold one source with its codings: ``coding_word_writing``, ``coding_text``."""

_COLUMNS = (
    "id", "source", "start", "end", "code", "coder", "round", "valence", "intensity", "directness", "dont_know",
    "about_role", "about_informant", "about_unit", "about_case", "about_period", "about_date", "note", "quote", "at",
    "first_line", "last_line", "informants", "role", "technique", "date", "citation",
)  # fmt: skip
_ABOUT = ("role", "informant", "unit", "case", "period", "date")
_WIDE = {"quote": 60, "note": 40, "citation": 28}
Line = tuple[int, Mapping[str, str]]


def read_codings(study: Study, path: Path, *, coder: str = "", skip_bad: bool = False) -> Rows:
    """The assignments of a ``.csv``, ``.xlsx`` or ``.json`` file of codings.

    ``BadFile`` with every bad row and its line; with ``skip_bad`` the good rows come with the problems of the
    others, and only a file without the needed columns is refused. ``coder`` is for rows that name none.
    """
    headings, lines = _read(path)
    names = {heading: column(heading) for heading in headings}
    rows = ((line, {names[heading]: value for heading, value in row.items()}) for line, row in lines)
    lacking = column_problems(names.values(), coder=coder)
    if lacking:
        raise BadFile(path.name, lacking)
    found = read_rows(study, rows, coder=coder)
    if found.problems and not skip_bad:
        raise BadFile(path.name, found.problems)
    return found


def _read(path: Path) -> tuple[tuple[str, ...], Iterable[Line]]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        names, rows = read_csv(path)
        return names, ((line, {name: rearmed(value) for name, value in row.items()}) for line, row in rows)
    if suffix == ".xlsx":
        return read_xlsx(path)
    if suffix == ".json":
        return _read_json(path)
    raise BadValue("format", suffix, FORMATS)


def _read_json(path: Path) -> tuple[tuple[str, ...], list[Line]]:
    text, _ = decode(read_bytes(path), path.name)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(path.name, (Problem("json", error.lineno, error.msg),)) from None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise BadFile(path.name, (Problem("not_a_list", 1, "codings"),))
    rows: list[Line] = []
    for at, row in enumerate(found, 1):
        about = row.pop("about", None) or {}
        rows.append((at, {k: cell_text(v) for k, v in (row | {f"about_{k}": v for k, v in about.items()}).items()}))
    return tuple(dict.fromkeys(name for _, row in rows for name in row)), rows


def coding_row(study: Study, one: CodedSegment) -> dict[str, Any]:
    """A coding as scripts see it: its fields, its place, and what is derived from them."""
    return next(coding_rows(study, (one,)))


def coding_rows(study: Study, some: Iterable[CodedSegment]) -> Iterator[dict[str, Any]]:
    """A row for each coding; those that follow each other at one place share what is said of the place."""
    codes = citations(study)
    place: dict[str, Any] = {}
    last: tuple[object, object] = (None, None)
    for one in some:
        if last[0] != one.segment.id or last[1] is not one.standing:
            last = one.segment.id, one.standing
            place = _place(study, one, codes[one.segment.id])
        coding = one.coding
        yield {
            "id": coding.id,
            "segment": coding.segment,
            "code": coding.code,
            "coder": coding.coder,
            "round": coding.round,
            "at": coding.at,
            "valence": coding.valence and coding.valence.value,
            "intensity": coding.intensity,
            "directness": coding.directness and coding.directness.value,
            "dont_know": coding.dont_know,
            "about": coding.about and to_plain(coding.about),
            "note": coding.note,
            **place,
        }


def _place(study: Study, one: CodedSegment, citation: str) -> dict[str, Any]:
    first, last = lines_of(study, one.segment)
    return {
        "source": one.source.id,
        "start": one.segment.start,
        "end": one.segment.end,
        "line": first,
        "first_line": first,
        "last_line": last,
        "quote": one.segment.quote,
        "informants": list(one.informants),
        "role": one.role,
        "technique": one.technique.value,
        "date": one.source.date,
        "citation": citation,
    }


def export_codings(study: Study, path: Path, wanted: Filter | None = None) -> int:
    """Write the codings that are wanted to ``.csv``, ``.xlsx`` or ``.json``; how many were written.

    The words of informants who withdrew their consent stay in the study. Raises ``DigestMismatch`` where a
    quotation no longer equals its text, ``CheckFailed`` where identifiers may stand open in a source of theirs.
    """
    export = _Export(study, wanted or Filter(), path.name)
    suffix = path.suffix.lower()
    if suffix == ".csv":
        write_csv(path, _COLUMNS, export.lines())
    elif suffix == ".xlsx":
        write_xlsx(path, "kode", _COLUMNS, export.lines(), _WIDE)
    elif suffix == ".json":
        write_parts(path, _json_parts(export.rows()))
    else:
        raise BadValue("format", suffix, FORMATS)
    return export.count


class _Export:
    """What leaves the study, some sources at a time, and whether it may: nothing is written until all of it may."""

    def __init__(self, study: Study, wanted: Filter, target: str) -> None:
        self.count = 0
        self._study = study
        self._wanted = wanted
        self._target = target

    def lines(self) -> Iterator[list[object]]:
        """The values of each coding, in the order of the columns."""
        return (line for part, some in self._parts() for line in _table(part, some))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each coding as scripts see it."""
        return (row for part, some in self._parts() for row in coding_rows(part, some))

    def _parts(self) -> Iterator[tuple[Study, list[CodedSegment]]]:
        out = withdrawn(self._study)
        sources: dict[str, None] = {}
        for part, found in coded_by_parts(self._study, self._wanted):
            some = [one for one in found if not out.intersection(one.informants)] if out else found
            require_exact(part, (one.segment for one in some))
            sources |= dict.fromkeys(one.source.id for one in some)
            self.count += len(some)
            yield part, some
        require_decided(self._study, sources, self._target)


def _json_parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A list as ``json`` writes it with an indent of 1."""
    write = json.JSONEncoder(ensure_ascii=False, indent=1).encode
    before = "[\n "
    for row in rows:
        yield (before + write(row).replace("\n", "\n ")).encode()
        before = ",\n "
    yield b"[]\n" if before.startswith("[") else b"\n]\n"


def _table(study: Study, chosen: Iterable[CodedSegment]) -> Iterator[list[object]]:
    codes = citations(study)
    nothing = About()
    for one in chosen:
        coding, segment = one.coding, one.segment
        about = coding.about or nothing
        first, last = lines_of(study, segment)
        yield [
            coding.id,
            one.source.id,
            segment.start,
            segment.end,
            coding.code,
            coding.coder,
            coding.round,
            coding.valence.value if coding.valence else "",
            "" if coding.intensity is None else coding.intensity,
            coding.directness.value if coding.directness else "",
            1 if coding.dont_know else "",
            *(getattr(about, name) or "" for name in _ABOUT),
            coding.note,
            segment.quote,
            coding.at,
            first,
            last,
            " ".join(one.informants),
            one.role or "",
            one.technique.value,
            one.source.date,
            codes[segment.id],
        ]
