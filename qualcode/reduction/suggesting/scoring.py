"""The units of a source scored by a model, with the words that speak for each code as they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.language import function_words
from qualcode.model import Token, Valence
from qualcode.reduction.suggesting.features import OWN, PIECES, QUESTION, TOLD
from qualcode.reduction.suggesting.keywords import Hit
from qualcode.reduction.suggesting.model import Model
from qualcode.reduction.suggesting.reading import Reading
from qualcode.reduction.suggesting.units import Range
from qualcode.reduction.suggesting.valence import Judged

MOST_LEARNED, LEAST_SHARE = 3, 0.2
"""How many learned words are shown, and the log-odds that each must give."""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Words that speak for a code; ``right`` of ``stood`` is the record of a keyword."""

    start: int
    end: int
    why: str
    right: int = 0
    stood: int = 0


class Scored:
    """A source's units with the score of every code."""

    def __init__(self, model: Model, reading: Reading) -> None:
        self.model, self.reading = model, reading
        self.rows = [model.describe(reading, unit) for unit in reading.units]
        fitted = model.fitted
        self._named = fitted.weights.named(self.rows, model.codes)
        self.states = fitted.weights.states(self.rows)
        odds = fitted.weights.odds(self._named, self.states)
        self.scores = fitted.scores(odds)
        self.chosen = fitted.chosen(odds, self.states)
        self._judged: dict[int, Judged] = {}
        self._evidence: dict[tuple[int, str], tuple[Place, ...]] = {}
        self._at = {code: at for at, code in enumerate(model.codes)}

    def score(self, unit: int, code: str) -> float:
        """How sure the code is, from 0 to 1."""
        return round(float(self.scores[unit, self._at[code]]), DIGITS)

    def suggested(self, unit: int, code: str) -> bool:
        """Whether the code is proposed."""
        return bool(self.chosen[unit, self._at[code]])

    def valence(self, unit: int, code: str) -> Valence | None:
        """The valence proposed, by the words around the evidence."""
        one = self.reading.units[unit]
        first, last = one.words
        if unit not in self._judged:
            self._judged[unit] = Judged(self.reading.tokens[first:last])
        places = [place for place in self.evidence(unit, code) if place.why != "question"]
        keywords = [place for place in places if place.why == "keyword"] or places
        words = [self.reading.words_in(place.start, place.end) for place in keywords]
        evidence = [(start - first, end - first) for start, end in words]
        return self.model.valences.sign(self._judged[unit], evidence, code)

    def evidence(self, unit: int, code: str) -> tuple[Place, ...]:
        """What speaks for a code in a unit: the words, as they stand in the text."""
        if (unit, code) not in self._evidence:
            self._evidence[unit, code] = self._found_evidence(unit, code)
        return self._evidence[unit, code]

    def _found_evidence(self, unit: int, code: str) -> tuple[Place, ...]:
        """Keywords of the unit (without any: the codebook's words), learned words of it, then the question's."""
        one = self.reading.units[unit]
        weights = self._shares(unit, code)
        own = self._keywords(self.reading.hits_in(one.words), code, "keyword")
        asked = self._keywords(self.reading.hits_in(one.question), code, "question")
        if self.states[unit, self._at[code]] == TOLD:
            own, asked = self._told(one.words, code, "codebook"), self._told(one.question, code, "question")
        return (
            *own,
            *self._learned(weights[OWN], one.words, own, "learned"),
            *(asked or self._learned(weights[QUESTION], one.question, (), "question")),
        )

    def _keywords(self, hits: Iterable[Hit], code: str, why: str) -> tuple[Place, ...]:
        under, tokens = self.model.under[code], self.reading.tokens
        found: dict[tuple[int, int], Place] = {}
        for hit in hits:
            if hit.keyword.code in under:
                record = (0, 0) if hit.root or why != "keyword" else self.model.record(hit.keyword)
                place = Place(tokens[hit.first].start, tokens[hit.last].end, why, *record)
                found.setdefault((place.start, place.end), place)
        return tuple(
            one
            for one in found.values()
            if not any(o is not one and o.start <= one.start and one.end <= o.end for o in found.values())
        )

    def _told(self, words: Range, code: str, why: str) -> tuple[Place, ...]:
        """Words that stand in the codebook's text of a code too."""
        book, first = self.model.book, dict[str, Token]()
        for token in self.reading.tokens[words[0] : words[1]]:
            if book.tells(token.stem, self._at[code]):
                first.setdefault(token.stem, token)
        return tuple(Place(token.start, token.end, why) for token in first.values())

    def _shares(self, unit: int, code: str) -> Mapping[str, Mapping[str, float]]:
        """By where they stand: stems and what they add to the log-odds of the code."""
        weights = self.model.fitted.weights
        column = weights.values[:, self._at[code]]
        known = {name: at for name in self._named[unit] if (at := weights.columns.get(name)) is not None}
        shares = {name: self._named[unit][name] * float(column[at]) for name, at in known.items()}
        found: dict[str, dict[str, float]] = {OWN: {}, QUESTION: {}}
        for name, share in shares.items():
            for stem in name[2:].split(" ") if name[0] in found else ():
                found[name[0]][stem] = found[name[0]].get(stem, 0.0) + share
        for stem in self.rows[unit].stems[OWN]:
            for piece in weights.spread.pieces_of((stem,)):
                found[OWN][stem] = found[OWN].get(stem, 0.0) + shares.get(f"{PIECES}:{piece}", 0.0)
        return found

    def _learned(
        self, shares: Mapping[str, float], words: Range, shown: Sequence[Place], why: str
    ) -> tuple[Place, ...]:
        """The few words that add most, each where it first stands, in the order of the text."""
        tokens = self.reading.tokens[words[0] : words[1]]
        first: dict[str, Token] = {}
        for token in tokens:
            strong = shares.get(token.stem, 0) >= LEAST_SHARE and token.norm not in function_words()
            if strong and not _within(token, shown):
                first.setdefault(token.stem, token)
        best = sorted(first, key=lambda stem: (-shares[stem], stem))[:MOST_LEARNED]
        return tuple(Place(token.start, token.end, why) for stem, token in first.items() if stem in best)


def _within(token: Token, places: Sequence[Place]) -> bool:
    return any(place.start <= token.start < place.end for place in places)
