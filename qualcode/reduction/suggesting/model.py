"""What suggesting knows of a study: the keywords of its codebook and what its codings taught, as plain numbers.

Made anew from the study whenever it is asked for: from the same records it is the same to the last digit, and nothing
about it has to be kept, trusted or thrown away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from qualcode.model import Code, CodeStatus, Cycle, ReviewedSuggestion, Source, Study, Valence
from qualcode.reduction.code_tree import descendants
from qualcode.reduction.suggesting.codebook_words import Book, book_of
from qualcode.reduction.suggesting.features import Described, Describer, joined
from qualcode.reduction.suggesting.folds import folds_of
from qualcode.reduction.suggesting.keywords import Finder, Keyword, forms_by, keywords_of
from qualcode.reduction.suggesting.learning import Decisions, Fitted, Taught, learn_from
from qualcode.reduction.suggesting.reading import Reading, known_forms, read
from qualcode.reduction.suggesting.units import Unit, UnitKind
from qualcode.reduction.suggesting.valence import Judged, words_around
from qualcode.reduction.suggesting.valence_learning import ValenceWeights, Valued, learn_valence
from qualcode.reduction.suggesting.whole import wholes_of

T = TypeVar("T")

MOST_DECIDED, MOST_TEXTS, MOST_SOURCES = 26_000, 1_000, 60
"""Units that teach times codes, units that only lend their words, and sources without codings that these are taken
from: of more, evenly spread ones."""


@dataclass(frozen=True)
class Frame:
    """What the codebook tells: ``codes`` can be suggested; ``under`` names the codes that count for each."""

    codes: tuple[str, ...]
    keywords: tuple[Keyword, ...]
    under: Mapping[str, tuple[str, ...]]
    book: Book
    coders: tuple[str, ...]

    @cached_property
    def finder(self) -> Finder:
        """Finds the keywords."""
        return Finder(self.keywords)

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """Code → itself and the codes above it."""
        return {name: tuple(self.codes[at] for at in self.book.above[to]) for to, name in enumerate(self.codes)}

    @cached_property
    def describe(self) -> Describer:
        """Describes units for these codes."""
        return Describer(self.codes, self.under, self.keywords, self.book.places)


@dataclass(frozen=True)
class Model(Frame):
    """The frame, what codings taught, and the record of each keyword.

    ``records``: in how many units the code of a keyword was given, of how many decided ones in which it stands.
    """

    fitted: Fitted
    valences: ValenceWeights
    decided: Decided
    records: tuple[tuple[int, int], ...] = ()

    def record(self, keyword: Keyword) -> tuple[int, int]:
        """How often a keyword was right, and in how many decided units it stood."""
        return self.records[self.describe.number(keyword)] if self.records else (0, 0)


def suggestible(study: Study) -> tuple[Code, ...]:
    """The active codes of the first cycle, in codebook order."""
    return tuple(code for code in study.codes if code.status is CodeStatus.ACTIVE and code.cycle is Cycle.FIRST)


def frame_of(study: Study, coders: tuple[str, ...]) -> Frame:
    """What the codebook tells, for these coders (all, if none is named)."""
    codes = suggestible(study)
    forms = forms_by(known_forms(study))
    under = {code.id: (code.id, *sorted(descendants(study, code.id))) for code in codes}
    return Frame(
        codes=tuple(code.id for code in codes),
        keywords=(*(keyword for code in codes for keyword in keywords_of(code, forms)), *wholes_of(codes)),
        under=under,
        book=book_of(codes, under, forms),
        coders=coders,
    )


def make(study: Study, coders: tuple[str, ...]) -> Model:
    """What the codebook tells and the codings of these coders (all, if none is named) teach."""
    frame = frame_of(study, coders)
    decided = Decided(study, frame.under, coders)
    gathered = _Gathered(study, frame, decided)
    return Model(
        codes=frame.codes,
        keywords=frame.keywords,
        under=frame.under,
        book=frame.book,
        coders=coders,
        fitted=learn_from(frame.codes, frame.book, gathered.units, gathered.taught),
        valences=learn_valence(gathered.valued),
        decided=decided,
        records=_records(frame.keywords, frame.codes, gathered),
    )


def _records(keywords: tuple[Keyword, ...], codes: tuple[str, ...], found: _Gathered) -> tuple[tuple[int, int], ...]:
    column = {code: at for at, code in enumerate(codes)}
    right, stood = [0] * len(keywords), [0] * len(keywords)
    decided = found.taught.decided
    for unit, labels, known in zip(found.taught.which.tolist(), decided.labels, decided.known, strict=True):
        for number in found.units.keywords[unit]:
            at = column[keywords[number].code]
            stood[number] += int(known[at])
            right[number] += int(known[at] * labels[at])
    return tuple(zip(right, stood, strict=True))


def _thinned(found: list[T], most: int) -> list[T]:
    step = -(-len(found) // most) if found else 1
    return found[::step]


class Decided:
    """What coders decided about units: codes given, and codes denied."""

    def __init__(self, study: Study, under: Mapping[str, tuple[str, ...]], coders: tuple[str, ...]) -> None:
        self._under = under
        self._given: dict[str, list[tuple[int, int, str, bool]]] = {}
        self._denied: dict[str, list[tuple[int, int, str]]] = {}
        self._valued: dict[str, list[tuple[int, int, str, bool]]] = {}
        reviews = [one for one in study.all(ReviewedSuggestion) if not coders or one.coder in coders]
        proposed = {(one.source, one.start, one.end, one.code) for one in reviews if one.accepted}
        for one in reviews:
            if not one.accepted:
                self._denied.setdefault(one.source, []).append((one.start, one.end, one.code))
        segments = study.segments
        for coding in study.codings:
            if not coders or coding.coder in coders:
                place = segments[coding.segment]
                if place.lost:
                    continue
                own = (place.source, place.start, place.end, coding.code) not in proposed
                self._given.setdefault(place.source, []).append((place.start, place.end, coding.code, own))
                if coding.valence in (Valence.POSITIVE, Valence.NEGATIVE) and coding.code in under:
                    positive = coding.valence is Valence.POSITIVE
                    self._valued.setdefault(place.source, []).append((place.start, place.end, coding.code, positive))

        self._reach: dict[str, list[int]] = {}
        for name, found in self._given.items():
            found.sort()
            self._reach[name] = list(accumulate((end for _, end, _, _ in found), max))
        given = {code for found in self._given.values() for _, _, code, _ in found}
        self._used = {code for code, names in under.items() if given.intersection(names)}

    def sources(self) -> dict[str, int]:
        """Sources of which anything was decided, each with the number of places."""
        return {
            name: len({place[:2] for place in (*self._given.get(name, ()), *self._denied.get(name, ()))})
            for name in (*self._given, *self._denied)
        }

    def valued(self, reading: Reading) -> Iterator[Valued]:
        """The codings of a source that were given a valence."""
        starts = [unit.start for unit in reading.units]
        for start, end, code, positive in self._valued.get(reading.source.id, ()):
            last = bisect_left(starts, end)
            if last and reading.units[last - 1].end > start:
                words = reading.words_in(start, end)
                judged = Judged(reading.forms_in(words), reading.heard_in(words))
                hits = [hit for hit in reading.hits_in(words) if hit.keyword.code in self._under[code]]
                evidence = [(first - words[0], last - words[0]) for first, last in (hit.about for hit in hits)]
                yield Valued(words_around(judged, evidence, code), positive, reading.source.id)

    def _near(self, unit: Unit) -> list[tuple[int, int, str, bool]]:
        """Codes given at places that begin before the end of a unit, from the first that may reach into it on."""
        found, reach = self._given.get(unit.source, []), self._reach.get(unit.source, [])
        return found[bisect_right(reach, unit.start) : bisect_left(found, (unit.end,))]

    def of(self, unit: Unit) -> tuple[list[float], list[float]] | None:
        """Labels and known marks of the codes; None where nothing was decided.

        Who gave a code of her own accord looked at the whole unit: the other codes count as denied, but for those that
        were never given yet. A unit of which only suggestions were answered tells no more than the answers.
        """
        given = [one for one in self._near(unit) if one[1] > unit.start]
        here = {code for _, _, code, _ in given}
        no = {code for start, end, code in self._denied.get(unit.source, ()) if start <= unit.start and end >= unit.end}
        whole = any(own for _, _, _, own in given)
        if not whole and not here and not no:
            return None
        labels = [float(any(name in here for name in names)) for names in self._under.values()]
        known = [
            float((whole and code in self._used) or bool(label) or code in no)
            for code, label in zip(self._under, labels, strict=True)
        ]
        return labels, known

    def about(self, units: Described) -> Decisions:
        """What was decided about these units."""
        import numpy as np

        found = Decisions(np.zeros(units.states.shape), np.zeros(units.states.shape))
        for at, (reading, number) in enumerate(units.where) if self._given or self._denied else ():
            what = self.of(reading.units[number])
            if what:
                found.labels[at], found.known[at] = what
        return found


class _Gathered:
    """The units of a study that teach, with what was decided, those beside them, and others for their words."""

    def __init__(self, study: Study, frame: Frame, decided: Decided) -> None:
        self.valued: list[Valued] = []
        self._most = MOST_DECIDED // max(1, len(frame.codes))
        parts: list[Described] = []
        for source in self._sources(study, decided.sources()):
            reading = read(study, source, UnitKind.BLOCK, frame.finder)
            self.valued += decided.valued(reading)
            parts.append(frame.describe(reading))
        every = joined(parts or [frame.describe.nothing()])
        found = [decided.of(reading.units[number]) for reading, number in every.where]
        teaching = _thinned([at for at, what in enumerate(found) if what], self._most)
        others = _thinned([at for at, what in enumerate(found) if not what], MOST_TEXTS)
        near = {int(at) for side in (every.before, every.after) for at in side[teaching] if at >= 0}
        kept = sorted({*teaching, *others, *near})
        self.units = every.part(kept)
        self.taught = _taught(self.units, [kept.index(at) for at in teaching], [found[at] for at in teaching])

    def _sources(self, study: Study, decided: Mapping[str, int]) -> Iterator[Source]:
        teaching = [source for source in study.sources if source.id in decided]
        enough = max(1, self._most * len(teaching) // max(1, sum(decided.values())))
        others = [source for source in study.sources if source.id not in decided]
        wanted = {source.id for source in (*_thinned(teaching, max(3, enough)), *_thinned(others, MOST_SOURCES))}
        return (source for source in study.sources if source.id in wanted)


def _taught(units: Described, which: list[int], found: Sequence[tuple[list[float], list[float]] | None]) -> Taught:
    import numpy as np

    codes = units.states.shape[1]
    labels, known = (
        np.array([what[side] for what in found if what], dtype=float).reshape(len(which), codes) for side in (0, 1)
    )
    groups = [units.where[at][0].source.id for at in which]
    numbers = np.array(which, dtype=int)
    return Taught(numbers, Decisions(labels, known), folds_of(groups, apart=bool(units.alone[numbers].all())))
