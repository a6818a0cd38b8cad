"""Answers of a member check from a file: a sheet in Word, or a table with a row an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from qualcode.collection.written_files import read_csv, read_xlsx
from qualcode.conclusions.member_word import Given, read_sheet
from qualcode.errors import BadFile, Problem, UnknownName
from qualcode.model import Finding, Informant, Study
from qualcode.terms import LANGUAGES, terms_for

FORMATS = (".docx", ".csv", ".xlsx")
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "finding": ("finding", "temuan"),
    "informant": ("informant", "informan"),
    "agrees": ("agrees", "setuju", "jawaban", "box"),
    "answer": ("answer", "komentar", "comment"),
    "change": ("change", "perubahan"),
    "date": ("date", "tanggal"),
}
_NEEDED = ("finding", "informant")
_YES, _NO, _PARTLY = ("yes", "ya", "y", "true", "1"), ("tidak", "n", "false", "0"), ("sebagian", "")


def read_answers(study: Study, path: Path) -> tuple[Given, ...]:
    """The answers of a ``.docx``, ``.csv`` or ``.xlsx`` file, each about a finding and of an informant of the study.

    Raises ``BadFile`` with every problem and its line; ``UnknownName`` for another kind of file.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UnknownName("format", path.suffix or path.name, FORMATS)
    numbered: list[tuple[int | None, Given]] = []
    problems: list[Problem] = []
    if suffix == ".docx":
        numbered = [(None, one) for one in read_sheet(path)]
    else:
        names, rows = read_csv(path) if suffix == ".csv" else read_xlsx(path)
        numbered, problems = _rows(names, rows)
    problems += [problem for line, one in numbered for problem in _strangers(study, one, line)]
    if problems:
        raise BadFile(path.name, tuple(problems))
    return tuple(one for _line, one in numbered)


def _strangers(study: Study, one: Given, line: int | None) -> Iterable[Problem]:
    for record_type, name in ((Finding, one.finding), (Informant, one.informant)):
        known: Mapping[str, object] = study.by_id(record_type)
        if name not in known:
            yield Problem("unknown_name", line, name)


def _rows(
    names: tuple[str, ...], rows: Iterable[tuple[int, dict[str, str]]]
) -> tuple[list[tuple[int | None, Given]], list[Problem]]:
    column = {field: name for field, words in _COLUMNS.items() for name in names if name.strip().casefold() in words}
    problems = [Problem("missing_column", 1, field) for field in _NEEDED if field not in column]
    if problems:
        return [], problems
    found: list[tuple[int | None, Given]] = []
    for line, row in rows:
        values = {field: (row.get(name) or "").strip() for field, name in column.items()}
        if not any(values.values()):
            continue
        try:
            agrees = _agrees(values.pop("agrees", ""))
        except KeyError as error:
            problems.append(Problem("unknown_value", line, str(error.args[0])))
            continue
        texts = {field: values.get(field, "") for field in ("finding", "informant", "answer", "change", "date")}
        found.append((line, Given(agrees=agrees, **texts)))
    return found, problems


def _agrees(word: str) -> bool | None:
    """True, False or None for a word of the boxes in either language, yes, no or nothing; KeyError for another."""
    said = {word: value for words, value in ((_YES, True), (_NO, False), (_PARTLY, None)) for word in words}
    for language in LANGUAGES:
        terms = terms_for(language)
        said |= {
            terms(f"member_check.{name}").casefold(): value
            for name, value in (("agree", True), ("partly", None), ("no", False))
        }
    key = " ".join(word.casefold().split())
    if key not in said:
        raise KeyError(word)
    return said[key]
