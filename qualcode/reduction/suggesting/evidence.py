"""The words that speak for a code in a unit, as they stand in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.language import function_words
from qualcode.reduction.suggesting.columns import ASKED_FIELDS, FIELDS, NEAR, OWN, PIECES, QUESTION
from qualcode.reduction.suggesting.keywords import Hit
from qualcode.reduction.suggesting.learning import Seen
from qualcode.reduction.suggesting.model import Model
from qualcode.reduction.suggesting.reading import Reading
from qualcode.reduction.suggesting.units import Range
from qualcode.reduction.suggesting.word_fields import word_fields

MOST_LEARNED, LEAST_SHARE = 3, 0.2
"""How many learned words are shown, and the log-odds that each must give."""
MOST_TOLD, TELLS = 4, 0.15
"""How many words of the codebook, or of the same fields, are shown, and from how much on one tells."""
BESIDE = ("before", "after")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for a code, as they stand in the text.

    ``why`` is ``keyword``; where none stands ``codebook`` (a word of the code's definition) or ``related`` (a word that
    goes with one of these); ``learned``; ``question``; where nothing else is ``before`` or ``after``.

    For a keyword: in how many units where it stood its code was given (``right`` of ``stood``), as far as decided.
    """

    start: int
    end: int
    text: str
    why: str
    right: int = 0
    stood: int = 0


class Reasons:
    """Finds them in the units of one source."""

    def __init__(self, model: Model, reading: Reading, seen: Seen, text: str) -> None:
        self._model, self._reading, self._seen, self._text = model, reading, seen, text
        self._at = {code: at for at, code in enumerate(model.codes)}
        self._hits: dict[Range, dict[str, tuple[int, ...]]] = {}
        self._chosen: dict[tuple[tuple[int, ...], str], list[Evidence]] = {}
        self._ranges: dict[int, Range] = {}
        self._first: dict[Range, dict[str, int]] = {}
        self._words: dict[int, _Words] = {}
        self._made: dict[tuple[int, int, str, int], Evidence] = {}

    def of(self, unit: int, code: str) -> tuple[Evidence, ...]:
        """Keywords of the unit (else the codebook's words), learned words, the question's; else those beside."""
        one = self._reading.units[unit]
        own, asked = self._keywords(one.words, code, "keyword"), self._keywords(one.question, code, "question")
        if not own:
            own = self._told(one.words, code)
            asked = asked or self._told(one.question, code, "question")
        if self._seen.rows[unit]:
            weights = self._shares(unit, code)
            own = [*own, *self._learned(weights[OWN], one.words, own, "learned")]
            asked = asked or self._learned(weights[QUESTION], one.question, (), "question")
        return (*own, *asked) or self._beside(unit, code)

    def _beside(self, unit: int, code: str) -> tuple[Evidence, ...]:
        one = self._reading.units[unit]
        for words, why in ((one.before, "before"), (one.after, "after")):
            found = self._keywords(words, code, why) or self._told(words, code, why)
            if found:
                return tuple(found)
        return ()

    def _keywords(self, words: Range, code: str, why: str) -> list[Evidence]:
        numbers = self._hits_of(words).get(code)
        if not numbers:
            return []
        at = (numbers, why)  # often the same for a code and the one above it
        if at not in self._chosen:
            hits = [self._reading.hits[number] for number in numbers]
            places = {(hit.first, hit.last): hit for hit in reversed(hits)}
            found = [self._evidence(*place, why, places[place]) for place in sorted(places)]
            self._chosen[at] = found if len(found) == 1 else [one for one in found if not _within_other(one, found)]
        return self._chosen[at]

    def words_of(self, one: Evidence) -> Range:
        """The tokens of a piece of evidence that was found here."""
        return self._ranges[id(one)]

    def _evidence(self, first: int, last: int, why: str, hit: Hit | None = None) -> Evidence:
        """The words from one token to another, with the record of the keyword."""
        place = (first, last, why, id(hit))
        if place not in self._made:
            start, end = self._reading.columns.starts[first], self._reading.columns.ends[last]
            record = self._model.record(hit.keyword) if hit and not hit.root and why == "keyword" else (0, 0)
            self._made[place] = made = Evidence(start, end, self._text[start:end], why, *record)
            self._ranges[id(made)] = hit.about if hit else (first, last + 1)
        return self._made[place]

    def _hits_of(self, words: Range) -> Mapping[str, tuple[int, ...]]:
        """Code → the numbers of the hits in a range of tokens of its own keywords and those of codes under it."""
        if words not in self._hits:
            found: dict[str, list[int]] = {}
            for number in self._reading.numbers_in(words):
                for code in self._model.above[self._reading.hits[number].keyword.code]:
                    found.setdefault(code, []).append(number)
            self._hits[words] = {code: tuple(numbers) for code, numbers in found.items()}
        return self._hits[words]

    def _told(self, words: Range, code: str, why: str = "") -> list[Evidence]:
        """Words that stand in the codebook's text of a code too, or go with it; the most telling, where they stand."""
        book = self._model.book
        if words not in self._first:
            forms = self._reading.forms_in(words)
            self._first[words] = {
                form.stem: words[0] + number
                for number, form in reversed(list(enumerate(forms)))
                if form.stem in book.places
            }
        told = {stem: weights for stem in self._first[words] if max(weights := self._telling(stem, code)) >= TELLS}
        strongest = sorted(told, key=lambda stem: (-told[stem][0], -told[stem][1], stem))[:MOST_TOLD]
        return [
            self._evidence(at, at, why or ("codebook" if told[stem][0] >= TELLS else "related"))
            for at, stem in sorted((self._first[words][stem], stem) for stem in strongest)
        ]

    def _telling(self, stem: str, code: str) -> tuple[float, float]:
        """How much a word tells of a code by standing in its texts, and by going with them."""
        said = self._model.fitted.weights.tables[self._model.book.places[stem]]
        return float(said[self._at[code]]), float(said[self._at[code] + len(self._at)])

    def _shares(self, unit: int, code: str) -> Mapping[str, Mapping[str, float]]:
        """By where they stand: stems and what they add to the log-odds of the code."""
        if unit not in self._words:
            self._words[unit] = _Words(self._model, self._seen, unit)
        return self._words[unit].shares(self._at[code])

    def _learned(
        self, shares: Mapping[str, float], words: Range, shown: Sequence[Evidence], why: str
    ) -> list[Evidence]:
        """The few words that add most, each where it first stands, in the order of the text."""
        first: dict[str, int] = {}
        for at, form in enumerate(self._reading.forms_in(words), words[0]):
            strong = shares.get(form.stem, 0) >= LEAST_SHARE and form.norm not in function_words()
            if strong and not _within(self._reading.columns.starts[at], shown):
                first.setdefault(form.stem, at)
        best = sorted(first, key=lambda stem: (-shares[stem], stem))[:MOST_LEARNED]
        return [self._evidence(at, at, why) for stem, at in first.items() if stem in best]


class _Words:
    """The words of a unit and of its question, and what the columns that they stand in add."""

    def __init__(self, model: Model, seen: Seen, unit: int) -> None:
        weights = model.fitted.weights
        self._names, self._added = weights.shares(seen.rows[unit], alone=bool(seen.units.alone[unit]))
        stems = seen.units.stems(unit)
        self._own, self._asked = tuple(stems[OWN]), tuple(stems[QUESTION])
        self._pieces = {stem: tuple(weights.spread.pieces_of((stem,))) for stem in self._own if " " not in stem}
        self._fields = {FIELDS: _counted(self._own), ASKED_FIELDS: _counted(self._asked)}

    def shares(self, code: int) -> Mapping[str, Mapping[str, float]]:
        """By where they stand: stems and what they add to the log-odds of a code."""
        added = dict(zip(self._names, self._added[:, code].tolist(), strict=True))
        found: dict[str, dict[str, float]] = {OWN: {}, QUESTION: {}}
        for name, share in added.items():
            place = OWN if name[0] == NEAR else name[0]
            for stem in name[2:].split(" ") if place in found and share else ():
                found[place][stem] = found[place].get(stem, 0.0) + share
        for place, name, stems in ((OWN, FIELDS, self._own), (QUESTION, ASKED_FIELDS, self._asked)):
            for stem in stems:
                share = sum(
                    added.get(f"{name}:{field}", 0.0) / self._fields[name][field]
                    for field in word_fields().get(stem, ())
                )
                found[place][stem] = found[place].get(stem, 0.0) + share
        for stem, pieces in self._pieces.items():
            found[OWN][stem] += sum(added.get(f"{PIECES}:{piece}", 0.0) for piece in pieces)
        return found


def _counted(stems: Iterable[str]) -> Counter[str]:
    """In how many words each field stands: each has an equal part in what the field adds."""
    known = word_fields()
    return Counter(field for stem in stems for field in known.get(stem, ()))


def _within_other(one: Evidence, found: Iterable[Evidence]) -> bool:
    return any(other is not one and other.start <= one.start and one.end <= other.end for other in found)


def _within(start: int, places: Sequence[Evidence]) -> bool:
    return any(place.start <= start < place.end for place in places)
