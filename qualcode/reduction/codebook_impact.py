"""What a change of the codebook would change: shown before it is done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, cast

from qualcode.model import (
    KINDS,
    Code,
    Form,
    LogEntry,
    Segment,
    Snapshot,
    Source,
    Span,
    Study,
    Token,
    TokenColumns,
    Verification,
    id_of,
    kind_of,
    ref_to,
)
from qualcode.model.plain import hints, to_plain
from qualcode.model.records import Columns, Kept, Records, columns_of
from qualcode.reduction.code_tree import focus_of
from qualcode.reduction.codebook_redirecting import Lines, Redirection, as_they_are, turned
from qualcode.reduction.codebook_revising import Revision, differing

R = TypeVar("R")
_NOT_PROSE: tuple[type, ...] = (LogEntry, Segment, Snapshot, Source, Verification)
_NO_PROSE = frozenset(
    {"id", "uuid", "digest", "quote", "suggestion", "filter", "parameters", "rows", "columns", "history"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How codes are used now.

    ``codings`` by coder, in ``sources``; ``findings`` whose evidence carries one of the codes; ``naming`` are the
    records that name one of them (``kind:id``), codings left out; ``words`` those in whose prose the id of one stands,
    and the files of the study's folder ``displays`` (``file:…``).
    """

    codings: Mapping[str, int]
    sources: tuple[str, ...]
    findings: tuple[str, ...]
    naming: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field of a code before and after; ``field`` may be ``focus`` that follows the tree."""

    code: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What a revision writes: fields of codes, and how many records of each kind are put and removed."""

    fields: tuple[FieldChange, ...]
    added: Mapping[str, tuple[str, ...]]
    changed: Mapping[str, tuple[str, ...]]
    removed: Mapping[str, tuple[str, ...]]


def naming(study: Study, codes: Iterable[str], lines: Lines = as_they_are) -> tuple[str, ...]:
    """``kind:id`` of every record that names one of the codes, as a reference or as a line or filter of a display."""
    names = tuple(codes)
    to = Redirection(codes={name: f"{name}′" for name in names}, lines=lines)
    found = []
    for kind in KINDS:
        records: tuple[object, ...] = study.all(kind.type)
        for record in records:
            bare = replace(record, history=()) if isinstance(record, Code) else record
            new = turned(study, bare, to)
            if new is not bare and new != bare:
                found.append(ref_to(record))
    return tuple(found)


def use_of(study: Study, codes: Iterable[str], lines: Lines = as_they_are) -> Use:
    """How these codes are used now."""
    names = tuple(study.get(Code, name).id for name in codes)
    codings = [coding for coding in study.codings if coding.code in names]
    segments = {coding.segment for coding in codings}
    there = {study.segments[name].source for name in segments}
    return Use(
        codings=dict(Counter(coding.coder for coding in codings)),
        sources=tuple(source.id for source in study.sources if source.id in there),
        findings=tuple(one.id for one in study.findings if segments & {*one.evidence_for, *one.evidence_against}),
        naming=tuple(ref for ref in naming(study, names, lines) if not ref.startswith("coding:")),
        words=_in_words(study, names),
    )


def _in_words(study: Study, names: tuple[str, ...]) -> tuple[str, ...]:
    """``kind:id`` of records in whose own words the id of a code stands; they are the researcher's to change."""
    if not names:
        return ()
    pattern = re.compile(rf"(?<![\w\-./])(?:{'|'.join(map(re.escape, names))})(?![\w\-/])")
    found: list[str] = []
    for kind in KINDS:
        if kind.type in _NOT_PROSE:
            continue
        records: tuple[object, ...] = study.all(kind.type)
        found.extend(
            ref_to(record)
            for record in records
            if any(" " in text.strip() and pattern.search(text) for text in _texts(record))
        )
    own = sorted((study.folder / "displays").glob("*.yaml")) if study.folder is not None else ()
    found.extend(f"file:displays/{path.name}" for path in own if pattern.search(path.read_text("utf-8", "replace")))
    return tuple(found)


_PROSE_FIELDS: dict[type, tuple[str, ...]] = {}


def _prose_fields(record_type: type) -> tuple[str, ...]:
    """Fields in which words of the researcher may stand: free text, lists of it, records within."""
    if record_type not in _PROSE_FIELDS:
        _PROSE_FIELDS[record_type] = tuple(
            name
            for name, hint in hints(record_type).items()
            if name not in _NO_PROSE and not (isinstance(hint, type) and issubclass(hint, (int, float, Enum)))
        )
    return _PROSE_FIELDS[record_type]


def _texts(record: object) -> Iterable[str]:
    for name in _prose_fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            yield value
        elif value:
            yield from _strings(to_plain(value))


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)


def impact_of(study: Study, revision: Revision) -> Impact:
    """What a revision would write, against the study as it is."""
    added: dict[str, list[str]] = {}
    changed: dict[str, list[str]] = {}
    removed: dict[str, list[str]] = {}
    for record in revision.put:
        kind = kind_of(type(record))
        known: Mapping[str, object] = study.by_id(kind.type)
        old = known.get(id_of(record))
        if old != record:
            (added if old is None else changed).setdefault(kind.name, []).append(id_of(record))
    for record in revision.remove:
        removed.setdefault(kind_of(type(record)).name, []).append(id_of(record))
    return Impact(
        fields=tuple(_field_changes(study, revision)),
        added={kind: tuple(ids) for kind, ids in added.items()},
        changed={kind: tuple(ids) for kind, ids in changed.items()},
        removed={kind: tuple(ids) for kind, ids in removed.items()},
    )


def _field_changes(study: Study, revision: Revision) -> Iterable[FieldChange]:
    for record in revision.put:
        old = study.find(Code, record.id) if isinstance(record, Code) else None
        if isinstance(record, Code) and old is not None:
            before, after = to_plain(old), to_plain(record)
            for name in differing(old, record):
                yield FieldChange(code=record.id, field=name, before=before[name], after=after[name])
    then = foreseen(study, revision)
    for code in study.codes:
        if then.find(Code, code.id) is not None:
            left, right = focus_of(study, code.id), focus_of(then, code.id)
            if left != right and code.focus == then.get(Code, code.id).focus:
                yield FieldChange(code=code.id, field="focus", before=list(left), after=list(right))


def foreseen(study: Study, revision: Revision) -> Study:
    """The study as it would be after a revision; nothing is written."""
    return Study(_Foreseen(study, revision))


class _Foreseen(Records):
    """Records of a study with those of a revision in their place."""

    def __init__(self, study: Study, revision: Revision) -> None:
        self._study = study
        self._put: dict[type, dict[str, object]] = {}
        for record in revision.put:
            self._put.setdefault(type(record), {})[id_of(record)] = record
        self._gone = {ref_to(record) for record in revision.remove}

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        now: tuple[R, ...] = self._study.all(record_type)
        put = self._put.get(record_type, {})
        if not put and not self._gone:
            return now
        there = {id_of(record): record for record in now} | put
        prefix = kind_of(record_type).name + ":"
        kept = [record for key, record in there.items() if prefix + key not in self._gone]
        if kept and hasattr(kept[0], "order"):
            kept.sort(key=lambda record: cast("Any", record).order)
        return tuple(cast("list[R]", kept))

    def columns(self, record_type: type, names: tuple[str, ...], *, distinct: bool) -> Columns:
        del distinct
        return columns_of(self.all(record_type), names)

    def text(self, digest: str) -> str:
        return self._study.kept_text(digest)

    def tokens(self, digest: str) -> tuple[Token, ...]:
        return self._of(digest, self._study.tokens)

    def sentences(self, digest: str) -> tuple[Span, ...]:
        return self._of(digest, self._study.sentences)

    def forms(self) -> Mapping[int, Form]:
        return self._study.forms

    def token_columns(self, digest: str) -> TokenColumns:
        return TokenColumns(*(self._of(digest, self._study.token_columns) or ((), (), ())))

    def openings(self) -> Mapping[str, int]:
        return self._study.openings

    def kept(self, key: str) -> bytes | None:
        return self._study.kept(key)

    def keep(self, entries: Iterable[Kept]) -> None:
        """Nothing: this study is only looked at."""

    def _of(self, digest: str, read: Any) -> tuple[Any, ...]:
        source = next((one for one in self._study.sources if one.text_digest == digest), None)
        return () if source is None else cast("tuple[Any, ...]", read(source))

    @property
    def folder(self) -> Path | None:
        return self._study.folder

    @property
    def data_version(self) -> int:
        return self._study.data_version
