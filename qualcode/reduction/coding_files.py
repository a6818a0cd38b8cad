"""Codings from and to files: CSV and XLSX for spreadsheets, JSON for scripts.

Columns are ``source,start,end,code,coder`` or ``source,block,code,coder`` or ``source,quote,code,coder``, and any
of ``round, valence, intensity, directness, dont_know, about_*, note``; headings may be Indonesian, or those of other
programs. What is exported can be imported again.
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
    write_xlsx,
)
from qualcode.errors import BadFile, BadValue, Problem
from qualcode.model import Study
from qualcode.reduction.coding_rows import Rows, column, column_problems, read_rows
from qualcode.reduction.coding_tables import FIELDS, Column, as_rows, table
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


def export_codings(study: Study, path: Path, wanted: Filter | None = None) -> int:
    """Write the codings that are wanted to ``.csv``, ``.xlsx`` or ``.json``; how many were written.

    The words of informants who withdrew their consent stay in the study. Raises ``DigestMismatch`` where a
    quotation no longer equals its text, ``CheckFailed`` where identifiers may stand open in a source of theirs.
    """
    export = _Export(study, wanted or Filter(), path.name)
    suffix = path.suffix.lower()
    if suffix == ".csv":
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
        self._study = study
        self._wanted = wanted
        self._target = target

    def tables(self, names: Sequence[str]) -> Iterator[list[Column]]:
        """Columns of the codings, some sources at a time."""
        out = withdrawn(self._study)
        sources: dict[str, None] = {}
        for part, found in coded_by_parts(self._study, self._wanted):
            some = found.where(lambda one: out.isdisjoint(one.informants), "standings") if out else found
            made = table(part, some, (*names, *_EXACT))
            exact = made[len(names) :]
            require_exact_places(part, set(zip(*exact, strict=True)))
            sources |= dict.fromkeys(exact[0])
            self.count += len(some)
            yield made[: len(names)]
        require_decided(self._study, sources, self._target)


def _json_parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """A list as ``json`` writes it with an indent of 1."""
    write = json.JSONEncoder(ensure_ascii=False, indent=1).encode
    before = "[\n "
    for row in rows:
        yield (before + write(row).replace("\n", "\n ")).encode()
        before = ",\n "
    yield b"[]\n" if before.startswith("[") else b"\n]\n"
