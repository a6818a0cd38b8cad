"""Sources as suggesting reads them: tokens, units and keyword hits, each found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
        firsts = [hit.first for hit in self.hits]
        found = self.hits[bisect_left(firsts, words[0]) : bisect_left(firsts, words[1])]
        return tuple(hit for hit in found if hit.last < words[1])

    def stems_in(self, words: Range) -> list[str]:
        """The stems of a range of tokens."""
        return [token.stem for token in self.tokens[words[0] : words[1]]]


def read(study: Study, source: Source, kind: UnitKind, finder: Finder) -> Reading:
    """One source, read."""
    tokens = study.tokens(source)
    return Reading(source, tokens, units_of(study, source, kind, tokens), finder.find(tokens))


def read_all(study: Study, sources: Sequence[Source], kind: UnitKind, finder: Finder) -> Iterator[Reading]:
    """Sources one after another, so that only one is held at a time."""
    for source in sources:
        yield read(study, source, kind, finder)


def known_stems(study: Study) -> dict[str, str]:
    """Lower-case form → stem of every form that stands in the study's texts."""
    return study.derived(_known_stems)


def _known_stems(study: Study) -> dict[str, str]:
    known: dict[str, str] = {}
    for source in study.sources:
        for token in study.tokens(source):
            known[token.text.casefold()] = token.stem
    return known
