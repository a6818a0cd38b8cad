"""Sources as suggesting reads them: columns of tokens, units and keyword hits, each found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualcode.model import Form, Source, Study, Token, TokenColumns
from qualcode.reduction.suggesting.keywords import Finder, Hit
from qualcode.reduction.suggesting.units import Range, Unit, UnitKind, units_of
from qualcode.reduction.suggesting.whole import with_wholes


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with the columns of its tokens, its units and the hits of the keywords."""

    source: Source
    columns: TokenColumns
    forms: Mapping[int, Form]
    units: tuple[Unit, ...]
    hits: tuple[Hit, ...]

    def hits_in(self, words: Range) -> tuple[Hit, ...]:
        """The hits that lie wholly in a range of tokens."""
        first, last = (bisect_left(self.hits, at, key=lambda hit: hit.first) for at in words)
        return tuple(hit for hit in self.hits[first:last] if hit.last < words[1])

    def words_in(self, start: int, end: int) -> Range:
        """The tokens between two code points."""
        return bisect_left(self.columns.starts, start), bisect_left(self.columns.starts, end)

    def tokens_in(self, words: Range) -> tuple[Token, ...]:
        """The tokens of a range."""
        first, last = words
        starts, ends, numbers = (column[first:last] for column in self.columns)
        return tuple(
            Token(start, end, *self.forms[number]) for start, end, number in zip(starts, ends, numbers, strict=True)
        )

    def forms_in(self, words: Range) -> list[Form]:
        """The forms of a range of tokens."""
        forms = self.forms
        return [forms[number] for number in self.columns.forms[words[0] : words[1]]]


def read(study: Study, source: Source, kind: UnitKind, finder: Finder) -> Reading:
    """One source, read."""
    columns, forms = study.token_columns(source), study.forms
    units = units_of(study, source, kind, columns.starts)
    found = Reading(source, columns, forms, units, finder.find(columns.forms, forms))
    return replace(found, hits=with_wholes(found, finder.wholes)) if finder.wholes else found


def known_forms(study: Study) -> dict[str, tuple[str, str]]:
    """Lower-case form → (normal form, stem) of every form that stands in the study's texts."""
    return study.derived(_known_forms)


def _known_forms(study: Study) -> dict[str, tuple[str, str]]:
    return {form.text.casefold(): (form.norm, form.stem) for form in study.forms.values()}
