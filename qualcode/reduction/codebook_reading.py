"""Codebook files read with all their problems: YAML as people write it, or a table (CSV, XLSX) as it is exported.

Keys of a code: ``code`` (or ``id``), ``name`` (or ``label``), ``definition``, ``parent``, ``focus``, ``kind`` (of
the focus: aspect, support, obstacle), ``level``, ``include``, ``exclude``, ``keywords``, ``examples``,
``borderline``, ``children``, ``cycle``, ``origin``, ``status``, ``condenses``. A top code with ``focus`` makes that
focus, labelled by the code's name; ``focuses`` may state their question and scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qualcode.collection.written_files import YamlFile, guess, read_csv, read_xlsx, rearmed
from qualcode.errors import BadFile
from qualcode.reduction.codebook_building import build_codes, take_focus
from qualcode.reduction.codebook_entries import Entry, Reading, plain_text
from qualcode.reduction.codebooks import Codebook

LIST_MARK = " | "
_KEYS = (
    "code", "name", "parent", "focus", "kind", "level", "definition", "include", "exclude", "keywords", "examples",
    "borderline", "children", "cycle", "origin", "status", "condenses",
)  # fmt: skip
_FILE_KEYS = ("name", "language", "codes", "focuses")
_SAME_KEY = {"id": "code", "label": "name"}
_SAME_HEADING = _SAME_KEY | {
    "kode": "code", "tag": "code", "nama": "name", "definisi": "definition", "description": "definition",
    "induk": "parent", "fokus": "focus", "dipakai bila": "include", "termasuk": "include",
    "tidak dipakai bila": "exclude", "tidak termasuk": "exclude", "kata kunci": "keywords", "contoh": "examples",
    "kasus batas": "borderline",
}  # fmt: skip
"""Headings of tables in Indonesian, and Taguette's."""
_COUNTS = ("number of highlights", "number of documents")
"""What Taguette counts beside its tags; nothing of a codebook."""


def read_codebook(path: Path, *, known_codes: Iterable[str] = (), known_focuses: Iterable[str] = ()) -> Codebook:
    """A codebook from ``.yaml``, ``.csv`` or ``.xlsx``; ``BadFile`` lists every problem with its line and a guess.

    ``known_codes`` and ``known_focuses`` of a study may be referred to without standing in the file.
    """
    reading = Reading(tuple(known_codes), tuple(known_focuses))
    head: dict[str, str] = {}
    if path.suffix.lower() in (".csv", ".xlsx"):
        _take_table(reading, *(read_csv(path) if path.suffix.lower() == ".csv" else read_xlsx(path)))
    elif path.suffix.lower() in (".yaml", ".yml"):
        head = _take_yaml(reading, YamlFile(path))
    else:
        reading.problem("unknown_format", None, path.suffix, ".yaml")
    codes = build_codes(reading)
    if reading.problems:
        raise BadFile(path.name, tuple(sorted(reading.problems, key=lambda problem: problem.line or 0)))
    return Codebook(
        name=head.get("name", ""),
        language=head.get("language", ""),
        codes=codes,
        focuses=tuple(reading.focuses.values()),
    )


def _take_yaml(reading: Reading, file: YamlFile) -> dict[str, str]:
    top = file.data
    if isinstance(top, list):
        top = {"codes": top}
    if not isinstance(top, Mapping):
        reading.problem("empty" if top is None else "no_codes", 1)
        return {}
    for key in top:
        if key not in _FILE_KEYS:
            reading.problem("unknown_key", file.line(top, key), key, guess(str(key), _FILE_KEYS))
    if not isinstance(top.get("codes"), list) or not top["codes"]:
        reading.problem("no_codes", file.line(top, "codes") if "codes" in top else 1)
    else:
        _flatten(reading, file, top["codes"], None)
    for at, stated in enumerate(top.get("focuses") or ()):
        take_focus(reading, stated, file.line(top["focuses"], at))
    return {key: plain_text(top.get(key)) for key in ("name", "language")}


def _flatten(reading: Reading, file: YamlFile, codes: list[Any], above: str | None) -> None:
    for at, code in enumerate(codes):
        line = file.line(codes, at)
        if not isinstance(code, Mapping):
            reading.problem("not_a_code", line, code)
            continue
        values: dict[str, Any] = {}
        lines: dict[str, int | None] = {}
        for written, value in code.items():
            key = _SAME_KEY.get(written, written)
            where = file.line(code, written)
            if key not in _KEYS:
                reading.problem("unknown_key", where, written, guess(str(written), (*_KEYS, *_SAME_KEY)))
            elif key in values:
                reading.problem("key_twice", where, written)
            else:
                values[key], lines[key] = value, where
        reading.entries.append(Entry(line, values, lines, above))
        children = values.get("children")
        if isinstance(children, list):
            _flatten(reading, file, children, plain_text(values.get("code")) or None)
        elif children is not None:
            reading.problem("not_a_list", lines["children"], "children")


def _take_table(reading: Reading, names: Iterable[str], rows: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    keys = {name: key for name in names if (key := _heading(name)) not in _COUNTS}
    for name, key in keys.items():
        if key not in _KEYS:
            reading.problem("unknown_column", 1, name, guess(name, (*_KEYS, *_SAME_HEADING)))
    for line, row in rows:
        values: dict[str, Any] = {}
        for name, key in keys.items():
            value = rearmed(row.get(name) or "")
            if value.strip():
                values[key] = value.split(LIST_MARK) if key in ("keywords", "examples", "condenses") else value
        reading.entries.append(Entry(line, values, dict.fromkeys(values, line)))


def _heading(name: str) -> str:
    """The key that a heading means."""
    bare = name.strip().casefold().replace("_", " ")
    return _SAME_HEADING.get(bare, bare)
