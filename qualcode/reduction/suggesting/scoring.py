"""The units of a source scored by a model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model import Valence
from qualcode.reduction.suggesting.evidence import BESIDE, Evidence, Reasons
from qualcode.reduction.suggesting.model import Model
from qualcode.reduction.suggesting.reading import Reading
from qualcode.reduction.suggesting.units import Range
from qualcode.reduction.suggesting.valence import Judged

DIGITS = 4


class Scored:
    """A source's units with the score of every code."""

    def __init__(self, model: Model, reading: Reading, text: str) -> None:
        self.model, self.reading = model, reading
        fitted = model.fitted
        self.units = model.describe(reading)
        seen = fitted.weights.seen(self.units, model.codes)
        odds = fitted.weights.odds(seen, model.decided.about(seen.units))
        self.states = self.units.states
        self.scores = fitted.scores(odds)
        self.chosen = fitted.chosen(odds, seen)
        self._shown, self._proposed = self.scores.tolist(), self.chosen.tolist()
        self._reasons = Reasons(model, reading, seen, text)
        self._judged: dict[int, Judged] = {}
        self._evidence: dict[tuple[int, str], tuple[Evidence, ...]] = {}
        self._signs: dict[tuple[int, str, tuple[Range, ...]], Valence | None] = {}
        self._at = {code: at for at, code in enumerate(model.codes)}

    def pairs(self, codes: Iterable[str], *, everything: bool = False) -> Iterator[tuple[int, str]]:
        """Unit and code of what is proposed, or of everything, for these codes."""
        for code in codes:
            at = self._at[code]
            numbers = range(len(self.reading.units)) if everything else self.chosen[:, at].nonzero()[0].tolist()
            for number in numbers:
                yield number, code

    def score(self, unit: int, code: str) -> float:
        """How sure the code is, from 0 to 1."""
        return round(float(self._shown[unit][self._at[code]]), DIGITS)

    def suggested(self, unit: int, code: str) -> bool:
        """Whether the code is proposed."""
        return bool(self._proposed[unit][self._at[code]])

    def valence(self, unit: int, code: str) -> Valence | None:
        """The valence proposed, by the words around the evidence."""
        found = self.evidence(unit, code)
        places = [place for place in found if place.why == "keyword"]
        places = places or [place for place in found if place.why not in ("question", *BESIDE)]
        words = tuple(map(self._reasons.words_of, places))
        at = (unit, code if self.model.valences.columns else "", words)
        if at not in self._signs:
            self._signs[at] = self._sign(unit, words, code)
        return self._signs[at]

    def _sign(self, unit: int, words: Sequence[Range], code: str) -> Valence | None:
        own = self.reading.units[unit].words
        if unit not in self._judged:
            self._judged[unit] = Judged(self.reading.forms_in(own), self.reading.heard_in(own))
        evidence = [(start - own[0], end - own[0]) for start, end in words]
        return self.model.valences.sign(self._judged[unit], evidence, code)

    def evidence(self, unit: int, code: str) -> tuple[Evidence, ...]:
        """What speaks for a code in a unit: the words, as they stand in the text."""
        if (unit, code) not in self._evidence:
            self._evidence[unit, code] = self._reasons.of(unit, code)
        return self._evidence[unit, code]
