"""Sources as suggesting reads them: columns of tokens, units and keyword hits, each found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.model import Form, Source, Study, Token, TokenColumns
from qualcode.reduction.suggesting.keywords import Finder, Hit
from qualcode.reduction.suggesting.units import Range, Unit, UnitKind, units_of
from qualcode.reduction.suggesting.valence import SILENT, Sense, sense_of
from qualcode.reduction.suggesting.whole import with_wholes


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with the columns of its tokens, its units and the hits of the keywords."""

    source: Source
    columns: TokenColumns
    forms: Mapping[int, Form]
    units: tuple[Unit, ...]
    hits: tuple[Hit, ...]
    senses: Mapping[int, Sense]
    firsts: Sequence[int]

    def numbers_in(self, words: Range) -> list[int]:
        """The numbers of the hits that lie wholly in a range of tokens."""
        first, last = bisect_left(self.firsts, words[0]), bisect_left(self.firsts, words[1])
        return [at for at in range(first, last) if self.hits[at].last < words[1]]

    def hits_in(self, words: Range) -> tuple[Hit, ...]:
        """The hits that lie wholly in a range of tokens."""
        return tuple(self.hits[at] for at in self.numbers_in(words))

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

    def heard_in(self, words: Range) -> list[tuple[int, Sense]]:
        """As ``valence.heard_in``, of a range of tokens."""
        senses = self.senses
        numbers = self.columns.forms[words[0] : words[1]]
        return [(at, senses[number]) for at, number in enumerate(numbers) if number in senses]


def read(study: Study, source: Source, kind: UnitKind, finder: Finder) -> Reading:
    """One source, read."""
    columns, forms = study.token_columns(source), study.forms
    units = units_of(study, source, kind, columns.starts)
    hits = finder.find(columns.forms, forms)
    found = Reading(source, columns, forms, units, hits, study.derived(_senses), [hit.first for hit in hits])
    if finder.wholes:
        hits = with_wholes(found, finder.wholes)
        return replace(found, hits=hits, firsts=[hit.first for hit in hits])
    return found


def _senses(study: Study) -> dict[int, Sense]:
    """What the forms of a study do that are not silent, by their number."""
    found = {number: sense_of(form.text[:1], form.norm, form.stem) for number, form in study.forms.items()}
    return {number: sense for number, sense in found.items() if sense is not SILENT}


def known_forms(study: Study) -> dict[str, tuple[str, str]]:
    """Lower-case form → (normal form, stem) of every form that stands in the study's texts."""
    return study.derived(_known_forms)


def _known_forms(study: Study) -> dict[str, tuple[str, str]]:
    return {form.text.casefold(): (form.norm, form.stem) for form in study.forms.values()}
