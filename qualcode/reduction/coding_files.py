"""Codings from and to files: CSV and XLSX for spreadsheets, JSON for scripts.

Columns are ``source,start,end,code,coder`` or ``source,block,code,coder`` or ``source,quote,code,coder``, and any
of ``round, valence, intensity, directness, dont_know, about_*, note``; headings may be Indonesian, or those of other
programs. Instead of ``code`` there may be a column for each code (``coding_wide``). What is exported can be imported
again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualcode.collection.identities.standing import require_decided
from qualcode.collection.positions import require_exact_places
from qualcode.collection.privacy import withdrawn
from qualcode.collection.written_files import (
    cell_text,
    decode,
    read_bytes,
    read_csv,
    read_xlsx,
    rearmed,
    write_csv_tables,
    write_parts,
    write_table,
    write_xlsx,
)
from qualcode.errors import BadFile, BadValue, Problem
from qualcode.model import Code, Study
from qualcode.reduction.coding_rows import Rows, column, column_problems, read_rows
from qualcode.reduction.coding_tables import FIELDS, Column, as_rows, table
from qualcode.reduction.coding_wide import FIXED, Unfolded, code_headings, wide_rows
from qualcode.reduction.codings import Codings
from qualcode.reduction.filters import Filter, coded_by_parts

FORMATS = (".csv", ".xlsx", ".json", ".docx", ".txt")
"""The last two hold one source with its codings: ``coding_word_writing``, ``coding_text``."""

_COLUMNS = (
    "id", "source", "start", "end", "code", "coder", "round", "valence", "intensity", "directness", "dont_know",
    "about_role", "about_informant", "about_unit", "about_case", "about_period", "about_date", "note", "quote", "at",
    "first_line", "last_line", "informants", "role", "technique", "date", "citation",
)  # fmt: skip
_CELLS = tuple({"dont_know": "dont_know_sign", "informants": "informants_words"}.get(name, name) for name in _COLUMNS)
"""How each is found."""

_EXACT = ("source", "segment", "start", "end", "quote")
_WIDE = {"quote": 60, "note": 40, "citation": 28}
Line = tuple[int, Mapping[str, str]]


def read_codings(study: Study, path: Path, *, coder: str = "", skip_bad: bool = False) -> Rows:
    """The assignments of a ``.csv``, ``.xlsx`` or ``.json`` file of codings.

    ``BadFile`` with every bad row and its line; with ``skip_bad`` the good rows come with the problems of the
    others, and only a file without the needed columns is refused. ``coder`` is for rows that name none.
    """
    wide = Unfolded(study, *_read(path))
    names = {heading: column(heading) for heading in wide.headings}
    rows = ((line, {names[heading]: value for heading, value in row.items()}) for line, row in wide.rows())
    lacking = column_problems(names.values(), coder=coder, codes=study.by_id(Code) if wide.is_wide else ())
    if lacking:
        raise BadFile(path.name, lacking)
    found = read_rows(study, rows, coder=coder)
    if wide.problems:
        found = Rows(found.assignments, tuple(sorted((*found.problems, *wide.problems), key=lambda one: one.line or 0)))
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


def export_codings(study: Study, path: Path, wanted: Filter | None = None, *, wide: str = "") -> int:
    """Write the codings that are wanted to ``.csv``, ``.xlsx`` or ``.json``; how many were written.

    ``wide`` (``segment`` or ``block``) makes a row of each of these and a column of each code, in a CSV or workbook.

    The words of informants who withdrew their consent stay in the study. Raises ``DigestMismatch`` where a
    quotation no longer equals its text, ``CheckFailed`` where identifiers may stand open in a source of theirs.
    """
    export = _Export(study, wanted or Filter(), path.name)
    suffix = path.suffix.lower()
    if wide:
        codes = code_headings(study, wanted or Filter())
        rows = wide_rows(export.parts(), codes, wide, withdrawn(study))
        write_table(path, "kode", (*FIXED, *codes.values()), rows, _WIDE)
    elif suffix == ".csv":
        write_csv_tables(path, _COLUMNS, export.tables(_CELLS))
    elif suffix == ".xlsx":
        write_xlsx(
            path, "kode", _COLUMNS, (row for one in export.tables(_CELLS) for row in zip(*one, strict=True)), _WIDE
        )
    elif suffix == ".json":
        write_parts(path, _json_parts(row for one in export.tables(FIELDS) for row in as_rows(one)))
    else:
        raise BadValue("format", suffix, FORMATS)
    return export.count


class _Export:
    """What leaves the study, some sources at a time, and whether it may: nothing is written until all of it may."""

    def __init__(self, study: Study, wanted: Filter, target: str) -> None:
        self.count = 0
        self._sources: dict[str, None] = {}
        self._study = study
        self._wanted = wanted
        self._target = target

    def tables(self, names: Sequence[str]) -> Iterator[list[Column]]:
        """Columns of the codings, some sources at a time."""
        for part, some in self._meant():
            made = table(part, some, (*names, *_EXACT))
            self._check(part, made[len(names) :])
            yield made[: len(names)]

    def parts(self) -> Iterator[tuple[Study, Codings]]:
        """The codings, some sources at a time, each with its part of the study."""
        for part, some in self._meant():
            self._check(part, table(part, some, _EXACT))
            yield part, some

    def _meant(self) -> Iterator[tuple[Study, Codings]]:
        out = withdrawn(self._study)
        for part, found in coded_by_parts(self._study, self._wanted):
            some = found.where(lambda one: out.isdisjoint(one.informants), "standings") if out else found
            self.count += len(some)
            yield part, some
        require_decided(self._study, self._sources, self._target)

    def _check(self, part: Study, exact: Sequence[Column]) -> None:
        require_exact_places(part, set(zip(*exact, strict=True)))
        self._sources |= dict.fromkeys(exact[0])


def _json_parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A list as ``json`` writes it with an indent of 1."""
    write = json.JSONEncoder(ensure_ascii=False, indent=1).encode
    before = "[\n "
    for row in rows:
        yield (before + write(row).replace("\n", "\n ")).encode()
        before = ",\n "
    yield b"[]\n" if before.startswith("[") else b"\n]\n"
