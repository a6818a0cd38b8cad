"""YAML and CSV files that people write by hand, read with the line of every value so that errors can name it."""

from __future__ import annotations

import codecs
import csv
import difflib
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, cast

from qualcode.errors import BadFile, BadValue, CannotWrite, DiskFull, Problem, QualcodeError, UnreadableSource

_PART = 1 << 16
"""Characters of a long file that are written at a time."""


def read_bytes(path: Path) -> bytes:
    """The file's bytes; ``UnreadableSource`` if it is not there or may not be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSource(path.name, "missing") from None
    except IsADirectoryError:
        raise UnreadableSource(path.name, "folder") from None
    except OSError as error:
        raise UnreadableSource(path.name, "no_access", detail=error.strerror or "") from None


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes; ``UnreadableSource`` if it cannot be read."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def decode(data: bytes, name: str) -> tuple[str, str]:
    """(text, encoding): UTF-8 with or without BOM, UTF-16 with BOM, else cp1252 where it fits; never in silence.

    Raises ``UnreadableSource`` for bytes that are no text (NUL bytes, bytes cp1252 does not know).
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:4096]:
        encodings = (
            ["utf-16-le", "utf-16-be"] if len(data) % 2 == 0 and data[:64].count(0) > len(data[:64]) // 4 else []
        )
        if encodings and data[:2].find(b"\x00") == 0:
            encodings.reverse()
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding.removesuffix("-sig")
    raise UnreadableSource(name, "not_text")


LINE_SHOWN = 60


@cache
def _text_constructor() -> type:
    """Ruamel's constructor, taking numbers, dates and truth values as the text that stands there."""
    from ruamel.yaml.constructor import RoundTripConstructor

    class TextConstructor(RoundTripConstructor):
        """Everything but lists, mappings and nothing is text."""

    def as_text(_constructor: object, node: Any) -> str:
        return str(node.value)

    for tag in ("int", "float", "bool", "timestamp"):
        TextConstructor.add_constructor(f"tag:yaml.org,2002:{tag}", as_text)
    return TextConstructor


class YamlFile:
    """A parsed YAML file: ``data`` and the line (from 1) of any key or item in it.

    Scalars stay the text that was written (``007``, ``no``, ``2018-03``); the reader of a field knows its type.
    """

    def __init__(self, path: Path) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError

        text, _ = decode(read_bytes(path), path.name)
        yaml = YAML(typ="rt")
        yaml.Constructor = _text_constructor()
        try:
            self.data: Any = yaml.load(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else None
            lines = text.splitlines()
            what = lines[line - 1].strip()[:LINE_SHOWN] if line and line <= len(lines) else ""
            raise BadFile(path.name, (Problem("yaml", line, what),)) from None
        self.path = path

    @staticmethod
    def line(parent: Any, key: object = None) -> int | None:
        """The line of a key of a mapping, an item of a list, or the collection itself."""
        place = getattr(parent, "lc", None)
        if place is None:
            return None
        try:
            return int((place.key(key) if isinstance(parent, Mapping) else place.item(key))[0]) + 1
        except (KeyError, IndexError, TypeError):
            return int(place.line) + 1


def read_csv(path: Path) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """(column names, [(line, row)]) of a CSV with a header; comma, semicolon or tab is found out."""
    text, _ = decode(read_bytes(path), path.name)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = tuple(name.strip() for name in next(reader, []))
        rows = []
        line = reader.line_num
        for values in reader:
            if any(value.strip() for value in values[len(names) :]):
                raise BadFile(path.name, (Problem("too_many_values", line + 1, values[len(names)]),))
            if any(value.strip() for value in values):
                padded = list(values) + [""] * (len(names) - len(values))
                rows.append((line + 1, dict(zip(names, padded, strict=False))))
            line = reader.line_num
    except csv.Error as error:
        raise BadFile(path.name, (Problem("csv", reader.line_num, str(error)),)) from None
    return names, rows


def read_xlsx(path: Path) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """(column names, [(line, row)]) of the first sheet of a workbook whose first row names the columns."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(read_bytes(path)))
    except CalamineError as error:
        raise UnreadableSource(path.name, "not_xlsx", detail=str(error)) from None
    sheet = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    names = tuple(cell_text(value).strip() for value in sheet[0]) if sheet else ()
    rows = ((at, [cell_text(value) for value in values]) for at, values in enumerate(sheet[1:], 2))
    return names, [(at, dict(zip(names, values, strict=False))) for at, values in rows if any(values)]


def cell_text(value: object) -> str:
    """A value of a spreadsheet as text: whole numbers without a point, dates as ISO, truth as 1 or 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def write_csv(path: Path, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV that a spreadsheet opens rightly: UTF-8 with BOM, CRLF, formulas disarmed by a leading apostrophe."""
    write_parts(path, _csv_parts(names, rows))


def _csv_parts(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(names)
    yield codecs.BOM_UTF8
    for row in rows:
        writer.writerow([disarmed(value) for value in row])
        if out.tell() > _PART:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def write_csv_tables(path: Path, names: Sequence[str], tables: Iterable[Sequence[Sequence[object]]]) -> None:
    """The same of rows that come as columns, one table after the other: quick for very many rows."""
    heading = csv_text([[name] for name in names], "\r\n").encode()
    write_parts(path, chain((codecs.BOM_UTF8, heading), (csv_text(one, "\r\n").encode() for one in tables)))


def csv_text(columns: Iterable[Sequence[object]], line_end: str) -> str:
    """Rows of a CSV, given as columns; formulas disarmed."""
    return line_end.join([*map(",".join, zip(*map(_cells, columns), strict=True)), ""])


def _cells(column: Sequence[object]) -> Iterable[str]:
    """The values of a column as they stand in a CSV, each distinct one looked at once, or all of them together."""
    kinds = set(map(type, column))
    if kinds == {int}:
        return map(str, column)
    distinct = cast("set[str]", set(column))
    if kinds == {str} and not _QUOTED("\0".join(distinct)) and {one[:1] for one in distinct}.isdisjoint(_SIGNS):
        return cast("Sequence[str]", column)
    known = {value: _cell(value) for value in distinct}
    return map(known.__getitem__, cast("Sequence[str]", column))


def _cell(value: object) -> str:
    text = "" if value is None else str(disarmed(value))
    return f'"{text.replace(chr(34), 2 * chr(34))}"' if _QUOTED(text) else text


_QUOTED = re.compile(r'[",\r\n]').search
"""Finds what a cell of a CSV must stand in quotation marks for."""


def write_xlsx(
    path: Path, sheet: str, names: Sequence[str], rows: Iterable[Sequence[object]], wide: Mapping[str, int]
) -> None:
    """An Excel workbook of one sheet; ``wide`` are columns of text with their width in characters, wrapped."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page.write_row(0, 0, names, bold)
    for at, row in enumerate(rows, 1):
        page.write_row(at, 0, row)
    for at, name in enumerate(names):
        page.set_column(at, at, wide.get(name, 12), wrapped if name in wide else None)
    page.freeze_panes(1, 0)
    book.close()
    write_whole(path, out.getvalue())


def write_table(
    path: Path,
    sheet: str,
    names: Sequence[str],
    rows: Iterable[Sequence[object]],
    wide: Mapping[str, int] | None = None,
) -> None:
    """A ``.csv`` or ``.xlsx``, as the file is named; ``BadValue`` for another name."""
    if path.suffix.lower() == ".csv":
        write_csv(path, names, rows)
    elif path.suffix.lower() == ".xlsx":
        write_xlsx(path, sheet, names, rows, wide or {})
    else:
        raise BadValue("format", path.suffix or path.name, (".csv", ".xlsx"))


def disarmed(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front; a lone sign is none."""
    if not isinstance(value, str) or value[:1] not in _SIGNS or not _armed(value):
        return value
    return f"'{value}"


def rearmed(value: str) -> str:
    """A text as it was before ``disarmed``."""
    return value[1:] if value.startswith("'") and _armed(value) else value


_SIGNS = "=+-@\t\r'"
"""What makes a spreadsheet look for a formula, or (the apostrophe) what may stand before it."""


def _armed(text: str) -> bool:
    bare = text.lstrip("'")
    return len(bare) > 1 and bare[0] in _SIGNS


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all (a new file beside it takes its name)."""
    write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all, part by part; what goes wrong while a part is made leaves no file."""
    import os
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".qualcode-", suffix=path.suffix)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(parts)
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> QualcodeError:
    """What to say when the system refuses to write."""
    import errno

    return (
        DiskFull(str(path)) if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)) else CannotWrite(str(path))
    )


def guess(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or an empty string."""
    names = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(name.casefold(), list(names), n=1, cutoff=0.6)
    return names[found[0]] if found else ""
