"""The study as a frozen bundle of records, each kind loaded when first asked for.

A study is a view of one data version: it never changes; after a write, take a new one from the store.
Values that several stages derive from the same records are computed once by ``Study.derived``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, cast

from qualcode.errors import UnknownName
from qualcode.model.coding import Code, Coding, Memo, Segment
from qualcode.model.conclusions import Finding, Passage, Recommendation, TheoryNote, Verification
from qualcode.model.frame import Focus, Informant, Project, Role
from qualcode.model.kinds import id_of, kind_of
from qualcode.model.records import Columns, FieldsById, Kept, Part, Records, columns_of
from qualcode.model.source_columns import SourceColumns
from qualcode.model.sources import Block, Form, Source, Span, Token, TokenColumns

R = TypeVar("R")

TOGETHER = 50
"""Sources of which a part holds blocks and segments where a study is gone through in parts."""

IN_PARTS = (Block, Segment, Coding)
"""What a part of a study holds a part of; of everything else it has all."""


class Study:
    """A frozen view of a study's records at one data version."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._part: Part | None = None
        self._whole: Study | None = None
        self._loaded: dict[type, tuple[object, ...]] = {}
        self._index: dict[type, Mapping[str, object]] = {}
        self._derived: dict[object, object] = {}

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type, in its natural order; in a part of a study those that it has."""
        if record_type not in self._loaded:
            self._loaded[record_type] = self._load(record_type)
        return cast("tuple[R, ...]", self._loaded[record_type])

    def _load(self, record_type: type) -> tuple[object, ...]:
        if self._part is None:
            return self._records.all(record_type)
        if record_type not in IN_PARTS:
            return self.whole.all(record_type)
        return self._records.some(record_type, self._part)

    def within(self, sources: Iterable[str], *, codes: Iterable[str] | None = None) -> Study:
        """The part of the study that some sources make: their blocks and segments, and codings (of some codes).

        Everything else, such as the list of sources, is that of the ``whole`` study and read once for all parts.
        """
        part = Study(self._records)
        part._part = Part(frozenset(sources), None if codes is None else frozenset(codes))
        part._whole = self.whole
        return part

    def parts(self, sources: Sequence[str]) -> Iterator[Study]:
        """The parts that some sources at a time make, in their order: a large study never stands in memory whole."""
        for at in range(0, len(sources), TOGETHER):
            yield self.within(sources[at : at + TOGETHER])

    @property
    def bound(self) -> frozenset[str] | None:
        """The codes whose codings a part of a study has; None where it has those of any."""
        return None if self._part is None else self._part.codes

    @property
    def whole(self) -> Study:
        """The study that this is a part of, or itself."""
        return self._whole or self

    @property
    def source_columns(self) -> tuple[SourceColumns, ...] | None:
        """What was coded in each source (of this part), as columns, for what counts and lists.

        None where records were read already, or are all there is.
        """
        if self._loaded.keys() & {Block, Segment, Coding}:
            return None
        kept = self.whole.derived(_kept_columns)
        names = [one.id for one in self.all(Source) if self._part is None or one.id in self._part.sources]
        return None if kept is None or not kept.keys() >= set(names) else tuple(map(kept.__getitem__, names))

    def coded_sources(self, codes: Collection[str]) -> frozenset[str]:
        """The sources of the whole study in which one of these codes was given, lost words included."""
        return self._records.coded_sources(codes)

    @property
    def lost(self) -> tuple[Segment, ...]:
        """The segments of the whole study whose words stand in the text no more."""
        return self._records.lost()

    def columns(self, record_type: type, *names: str) -> Columns:
        """Fields of every record of a type, one column a field, in the order of ``all``: for what makes no record."""
        if record_type in self._loaded or self._part:
            return columns_of(self.all(record_type), names)
        return self._records.columns(record_type, names, distinct=False)

    def fields_of(self, record_type: type, ids: Collection[str], *names: str) -> FieldsById:
        """Fields of the records with these ids, by id: for what reads a few of many records."""
        if record_type not in self._loaded:
            return self._records.fields_of(record_type, ids, names)
        get = attrgetter("id", *names)
        known: Mapping[str, object] = self.by_id(record_type)
        return {name: get(known[name])[1:] for name in ids if name in known}

    def distinct(self, record_type: type, name: str) -> frozenset[Any]:
        """The values that a field of a type takes."""
        return frozenset(value for (value,) in self.combinations(record_type, name))

    def combinations(self, record_type: type, *names: str) -> frozenset[tuple[Any, ...]]:
        """The values that several fields of a type take together."""
        if record_type in self._loaded or self._part:
            return frozenset(zip(*columns_of(self.all(record_type), names), strict=True))
        return frozenset(zip(*self._records.columns(record_type, names, distinct=True), strict=True))

    def by_id(self, record_type: type[R]) -> Mapping[str, R]:
        """Records of a type by their id (``W-03``; composite keys joined by ``#``)."""
        if self._part and record_type not in IN_PARTS:
            return self.whole.by_id(record_type)
        if record_type not in self._index:
            records = self.all(record_type)
            ids = map(attrgetter("id"), records) if kind_of(record_type).key == ("id",) else map(id_of, records)
            self._index[record_type] = dict(zip(ids, records, strict=True))
        return cast("Mapping[str, R]", self._index[record_type])

    def get(self, record_type: type[R], record_id: str) -> R:
        """One record; ``UnknownName`` with the known ids if there is none."""
        found = self.by_id(record_type).get(record_id)
        if found is None:
            raise UnknownName(kind_of(record_type).name, record_id, tuple(self.by_id(record_type)))
        return found

    def find(self, record_type: type[R], record_id: str | None) -> R | None:
        """One record, or None."""
        return None if record_id is None else self.by_id(record_type).get(record_id)

    def derived(self, function: Callable[[Study], R]) -> R:
        """``function(self)``, computed once for this study."""
        if function not in self._derived:
            self._derived[function] = function(self)
        return cast("R", self._derived[function])

    def grown(self, put: Iterable[object], removed: Iterable[object], *, anew: Collection[type] = ()) -> Study:
        """The study after an act: kinds that were loaded are carried over with what was put and removed.

        Kinds in ``anew`` are left to be loaded again.
        """
        new = Study(self._records)
        changes: dict[type, tuple[list[object], list[object]]] = {}
        for at, records in enumerate((put, removed)):
            for record in records:
                changes.setdefault(type(record), ([], []))[at].append(record)
        for record_type, loaded in self._loaded.items():
            if record_type in anew:
                continue
            if record_type not in changes:
                new._loaded[record_type] = loaded
                if record_type in self._index:
                    new._index[record_type] = self._index[record_type]
            elif (index := _grown(self.by_id(record_type), *changes[record_type])) is not None:
                new._loaded[record_type] = tuple(index.values())
                new._index[record_type] = index
        return new

    @property
    def folder(self) -> Path | None:
        """The folder of the study, where files of the researcher's own may stand; None if it is in no folder."""
        return self._records.folder

    def text(self, source: Source | str) -> str:
        """The working text of a source, to which all offsets refer."""
        record = self.get(Source, source) if isinstance(source, str) else source
        return self._records.text(record.text_digest)

    def kept_text(self, digest: str) -> str:
        """A text by its digest, such as that of a source as it was read."""
        return self._records.text(digest)

    @property
    def openings(self) -> Mapping[str, int]:
        """Source → where its first block begins, for the sources that have blocks."""
        return self._records.openings()

    @property
    def block_counts(self) -> Mapping[str, int]:
        """Source → how many blocks it has, for the sources that have any."""
        return self._records.block_counts()

    def kept(self, key: str) -> bytes | None:
        """Work kept beside the texts under a key, or None: it may be gone at any time."""
        return self._records.kept(key)

    def keep(self, entries: Iterable[Kept]) -> None:
        """Keep work that need not be done again; no word of a text may stand in it, for it is no record."""
        self._records.keep(entries)

    def tokens(self, source: Source | str) -> tuple[Token, ...]:
        """The stored tokens of a source's working text."""
        record = self.get(Source, source) if isinstance(source, str) else source
        return self._records.tokens(record.text_digest)

    def sentences(self, source: Source | str) -> tuple[Span, ...]:
        """The stored sentences of a source's working text."""
        record = self.get(Source, source) if isinstance(source, str) else source
        return self._records.sentences(record.text_digest)

    @property
    def forms(self) -> Mapping[int, Form]:
        """Number → form of everything that stands in the texts; what ``token_columns`` refers to."""
        return self._records.forms()

    def token_columns(self, source: Source | str) -> TokenColumns:
        """The stored tokens of a source's working text as columns: for what goes through all texts."""
        record = self.get(Source, source) if isinstance(source, str) else source
        return self._records.token_columns(record.text_digest)

    @property
    def data_version(self) -> int:
        """The number of the last journal entry."""
        return self._records.data_version

    @property
    def project(self) -> Project:
        """The study's own record."""
        return self.all(Project)[0]

    @property
    def focuses(self) -> tuple[Focus, ...]:
        """Focuses in project order."""
        return self.all(Focus)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Roles in the order of the role list."""
        return self.all(Role)

    @property
    def informants(self) -> tuple[Informant, ...]:
        """Informants by id."""
        return self.all(Informant)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources in order of collection, then by id."""
        return self.all(Source)

    @property
    def codes(self) -> tuple[Code, ...]:
        """Codes in codebook order."""
        return self.all(Code)

    @property
    def segments(self) -> Mapping[str, Segment]:
        """Segments by id."""
        return self.by_id(Segment)

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Codings in the order in which they were made."""
        return self.all(Coding)

    @property
    def memos(self) -> tuple[Memo, ...]:
        """Memos by id."""
        return self.all(Memo)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings by id."""
        return self.all(Finding)

    @property
    def verifications(self) -> tuple[Verification, ...]:
        """Verifications by id."""
        return self.all(Verification)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Recommendations by id."""
        return self.all(Recommendation)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Passages of the chapter by id."""
        return self.all(Passage)

    @property
    def theory_notes(self) -> tuple[TheoryNote, ...]:
        """Theory notes by id."""
        return self.all(TheoryNote)

    def blocks(self, source: str) -> tuple[Block, ...]:
        """The blocks of one source, in order."""
        return self.derived(_blocks_by_source).get(source, ())


def _grown(index: Mapping[str, object], put: list[object], removed: list[object]) -> dict[str, object] | None:
    """Records by id after an act, in their natural order; None where a changed ``order`` asks for a new reading."""
    grown = dict(index)
    for record in put:
        old = grown.get(id_of(record))
        if old is not None and getattr(old, "order", 0) != getattr(record, "order", 0):
            return None
        grown[id_of(record)] = record
    for record in removed:
        grown.pop(id_of(record), None)
    if grown and hasattr(next(iter(grown.values())), "order"):
        return dict(sorted(grown.items(), key=lambda item: cast("int", item[1].order)))  # type: ignore[attr-defined]
    return grown


def _kept_columns(study: Study) -> Mapping[str, SourceColumns] | None:
    return study._records.source_columns()  # noqa: SLF001 - the one place that asks for them


def _blocks_by_source(study: Study) -> dict[str, tuple[Block, ...]]:
    found: dict[str, list[Block]] = {}
    for block in study.all(Block):
        found.setdefault(block.source, []).append(block)
    return {source: tuple(blocks) for source, blocks in found.items()}
