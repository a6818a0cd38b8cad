"""Sources as suggesting reads them: tokens, units and keyword hits, each found once."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from qualcode.model import Source, Study, Token
from qualcode.reduction.suggesting.keywords import Finder, Hit
from qualcode.reduction.suggesting.units import Range, Unit, UnitKind, units_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A source with its tokens, units and the hits of the keywords."""

    source: Source
    tokens: tuple[Token, ...]
    units: tuple[Unit, ...]
    hits: tuple[Hit, ...]

    def hits_in(self, words: Range) -> tuple[Hit, ...]:
        """The hits that lie wholly in a range of tokens."""
        first, last = (bisect_left(self.hits, at, key=lambda hit: hit.first) for at in words)
        return tuple(hit for hit in self.hits[first:last] if hit.last < words[1])

    def words_in(self, start: int, end: int) -> Range:
        """The tokens between two code points."""
        first, last = (bisect_left(self.tokens, at, key=lambda token: token.start) for at in (start, end))
        return first, last

    def stems_in(self, words: Range) -> list[str]:
        """The stems of a range of tokens."""
        return [token.stem for token in self.tokens[words[0] : words[1]]]


def read(study: Study, source: Source, kind: UnitKind, finder: Finder) -> Reading:
    """One source, read."""
    tokens = study.tokens(source)
    return Reading(source, tokens, units_of(study, source, kind, tokens), finder.find(tokens))


def known_forms(study: Study) -> dict[str, tuple[str, str]]:
    """Lower-case form → (normal form, stem) of every form that stands in the study's texts."""
    return study.derived(_known_forms)


def _known_forms(study: Study) -> dict[str, tuple[str, str]]:
    return {form.text.casefold(): (form.norm, form.stem) for form in study.forms.values()}
