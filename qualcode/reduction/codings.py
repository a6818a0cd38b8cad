"""Some codings of a study, counted by their columns or gone through as coded segments; what rests on evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from typing import Any, TypeVar

from qualcode.collection.privacy import withdrawn
from qualcode.collection.voices import reflected
from qualcode.model import IMPORTER, Study
from qualcode.reduction.coding_columns import CodedSegment, CodingColumns
from qualcode.reduction.kept_columns import KeptColumns

__all__ = ["CodedSegment", "Codings", "all_codings", "evidence_codings"]

K = TypeVar("K")
T = TypeVar("T")


class Codings:
    """Some codings of a study; going through them gives coded segments by source, start, end, code and id."""

    __slots__ = ("_count", "columns", "rows")

    def __init__(self, columns: CodingColumns, rows: Sequence[int]) -> None:
        self.columns = columns
        self.rows = rows
        self._count = -1

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[CodedSegment]:
        return map(CodedSegment, repeat(self.columns), self.in_text.rows)

    @property
    def in_text(self) -> Codings:
        """The same with their rows by source, start, end, code and id."""
        columns = self.columns
        return self.some(
            columns.ordered if self.rows is columns.rows else sorted(self.rows, key=columns.ranks.__getitem__)
        )

    def some(self, rows: Sequence[int]) -> Codings:
        """Other codings of the same study."""
        return Codings(self.columns, rows)

    def column(self, name: str) -> Sequence[Any]:
        """A column of these codings; ``rows`` tell each from all others."""
        if name == "rows":
            return self.rows
        return self._own(getattr(self.columns, name))

    def _own(self, whole: Sequence[Any]) -> Sequence[Any]:
        return whole if self.rows is self.columns.every else tuple(map(whole.__getitem__, self.rows))

    def _distinct(self, name: str) -> frozenset[Any]:
        whole = getattr(self.columns, name)
        return frozenset(whole if self.rows is self.columns.every else map(whole.__getitem__, self.rows))

    def alike(self, *told_by: str) -> Iterator[tuple[CodedSegment, list[int]]]:
        """(one of them, the rows of all) for those that are alike in these columns."""
        for rows in self.grouped(self._keys(told_by)).values():
            yield CodedSegment(self.columns, rows[0]), rows

    def grouped(self, keys: Iterable[K]) -> Mapping[K, list[int]]:
        """The rows under what stands for each, in their order."""
        found: defaultdict[K, list[int]] = defaultdict(list)
        for row, key in zip(self.rows, keys, strict=True):
            found[key].append(row)
        return found

    def told(self, find: Callable[[CodedSegment], T], *told_by: str | Sequence[object]) -> Sequence[T]:
        """What a function finds for each to which nothing but these columns (by name, or of all codings) matters.

        It is asked once for all that are alike.
        """
        keys = tuple(self._keys(told_by))
        found = {key: find(one) for key, one in self._some_of(keys)}
        return tuple(map(found.__getitem__, keys))

    def _some_of(self, keys: Iterable[object]) -> Iterator[tuple[object, CodedSegment]]:
        """Each key once, with a coding that it stands for."""
        return ((key, CodedSegment(self.columns, row)) for key, row in dict(zip(keys, self.rows, strict=True)).items())

    def where(self, keeps: Callable[[CodedSegment], bool], *told_by: str) -> Codings:
        """Those that a function keeps to which nothing but these columns matters."""
        keys = tuple(self._keys(told_by))
        kept = {key: keeps(one) for key, one in self._some_of(keys)}
        return self if all(kept.values()) else self.some(tuple(compress(self.rows, map(kept.__getitem__, keys))))

    def _keys(self, told_by: Iterable[str | Sequence[object]]) -> Iterable[object]:
        columns = [self.column(one) if isinstance(one, str) else self._own(one) for one in told_by]
        return (
            columns[0] if len(columns) == 1 else zip(*columns, strict=True) if columns else repeat(None, len(self.rows))
        )

    @property
    def codes(self) -> frozenset[str]:
        """The codes that were given."""
        return self._distinct("codes")

    @property
    def sources(self) -> frozenset[str]:
        """The sources that they stand in."""
        return self._distinct("sources")

    @property
    def count(self) -> int:
        """How many segments they stand on."""
        if self._count < 0:
            self._count = len(self.segments)
        return self._count

    @property
    def segments(self) -> frozenset[int]:
        """The places of their segments."""
        return self._distinct("segments")

    @property
    def informants(self) -> frozenset[str]:
        """The informants in whose words they stand."""
        return frozenset(who for one in self._distinct("standings") for who in one.informants)

    @property
    def telling(self) -> Codings:
        """Those that say something; what says *does not know* is no evidence."""
        return self._silent(silent=False) if self.columns.anyone_silent else self

    @property
    def silent(self) -> Codings:
        """Those that say *does not know*."""
        return self._silent(silent=True) if self.columns.anyone_silent else self.some(())

    def _silent(self, *, silent: bool) -> Codings:
        flags = self.columns.silent
        return self.some([row for row in self.rows if flags[row] is silent])


def all_codings(study: Study) -> Codings:
    """Every coding whose words stand in the text."""
    return study.derived(_all)


def evidence_codings(study: Study) -> Codings:
    """The codings that displays and conclusions rest on.

    Those of the coders that the project names, else all but those that a transcript brought along and nobody accepted;
    none of informants who withdrew their consent, and none on what the observer thinks (a memo, and no data).
    """
    return study.derived(_evidence)


def _all(study: Study) -> Codings:
    kept = study.source_columns
    columns = CodingColumns(study) if kept is None else KeptColumns(study, kept)
    return Codings(columns, columns.rows)


def _evidence(study: Study) -> Codings:
    coders = study.project.coders
    found = all_codings(study).where(lambda one: one.coder in coders if coders else one.coder != IMPORTER, "coders")
    barred = withdrawn(study) or reflected(study)
    return found.where(lambda one: one.standing.counts, "standings") if barred else found
