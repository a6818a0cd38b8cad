"""Where a study's records come from: what a store, or records in memory, must be able to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from qualcode.model.coding import Coding, Segment
from qualcode.model.source_columns import SourceColumns
from qualcode.model.sources import Block, Form, Span, Token, TokenColumns

R = TypeVar("R")

Columns = tuple[tuple[Any, ...], ...]
"""Values of fields, one tuple a field; the places of all are those of the records."""

FieldsById = Mapping[str, tuple[Any, ...]]
"""The values of some fields of records, by the id of each."""


class Part(NamedTuple):
    """The blocks, segments and codings of these sources; of the codings those of these codes, or (None) of any."""

    sources: frozenset[str]
    codes: frozenset[str] | None = None


class Kept(NamedTuple):
    """Work that need not be done again: for the text with a digest, or (None) for the study as it stood."""

    key: str
    digest: str | None
    content: bytes


class Records(Protocol):
    """Where a study's records come from: a store, or records in memory; what follows from ``all`` is given here."""

    def all(self, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type, in its natural order."""
        ...

    def some(self, record_type: type[R], part: Part) -> tuple[R, ...]:
        """The records of a type (one of ``IN_PARTS``) that stand in a part of the study, in their natural order."""
        if record_type is not Coding:
            return tuple(one for one in self.all(record_type) if cast("Any", one).source in part.sources)
        segments = {one.id for one in self.some(Segment, part)}
        codings = (one for one in self.all(Coding) if one.segment in segments)
        return cast("tuple[R, ...]", tuple(one for one in codings if part.codes is None or one.code in part.codes))

    def columns(self, record_type: type, names: tuple[str, ...], *, distinct: bool) -> Columns:
        """Fields of every record of a type, one column a field; ``distinct``: each combination once, in any order."""
        ...

    def fields_of(
        self, record_type: type, ids: Collection[str], names: tuple[str, ...]
    ) -> Mapping[str, tuple[Any, ...]]:
        """Fields of the records with these ids, by id."""
        get = attrgetter("id", *names)
        return {found[0]: found[1:] for found in map(get, self.all(record_type)) if found[0] in ids}

    def source_columns(self) -> Mapping[str, SourceColumns] | None:
        """What was coded in each source, as columns; None where it must be read from the records."""
        return None

    def coded_sources(self, codes: Collection[str]) -> frozenset[str]:
        """The sources in which one of these codes was given."""
        segments = {one.segment for one in self.all(Coding) if one.code in codes}
        return frozenset(one.source for one in self.all(Segment) if one.id in segments)

    def lost(self) -> tuple[Segment, ...]:
        """The segments whose words stand in the text no more."""
        return tuple(one for one in self.all(Segment) if one.lost)

    def text(self, digest: str) -> str:
        """The text with this digest."""
        ...

    def tokens(self, digest: str) -> tuple[Token, ...]:
        """The stored tokens of the text with this digest."""
        ...

    def sentences(self, digest: str) -> tuple[Span, ...]:
        """The stored sentences of the text with this digest."""
        ...

    def forms(self) -> Mapping[int, Form]:
        """Number → form of everything that stands in the analysed texts."""
        ...

    def token_columns(self, digest: str) -> TokenColumns:
        """The stored tokens of the text with this digest, as columns."""
        ...

    def openings(self) -> Mapping[str, int]:
        """Source → where its first block begins."""
        ...

    def block_counts(self) -> Mapping[str, int]:
        """Source → how many blocks it has, for the sources that have any."""
        return Counter(one.source for one in self.all(Block))

    def kept(self, key: str) -> bytes | None:
        """Work kept under a key, or None."""
        ...

    def keep(self, entries: Iterable[Kept]) -> None:
        """Keep work, where it can be kept, in place of what was kept for the same text or for the study."""
        ...

    @property
    def data_version(self) -> int:
        """The number of the last journal entry."""
        ...

    @property
    def folder(self) -> Path | None:
        """The folder of the study, where files of the researcher's own may stand; None if it is in no folder."""
        ...


def columns_of(records: Iterable[object], names: Collection[str]) -> Columns:
    """Fields of records as columns."""
    some = tuple(records)
    return tuple(tuple(map(attrgetter(name), some)) for name in names)
