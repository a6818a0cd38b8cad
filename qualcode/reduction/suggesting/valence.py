"""Whether a statement speaks for or against its code: judging words of the clauses around the evidence, and negation.

Words count more the nearer they stand to the evidence; a negation or *kurang* before them turns them; a wish (*tolong*,
*perlu*) is a complaint; a thing that is only said to be there or to work (*ada*, *berfungsi*) speaks weakly for it. A
proposal to look at and no measurement: irony, quoted speech and comparisons escape it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qualcode.model import Form, Token, Valence
from qualcode.reduction.suggesting.judging_words import BAD, BAD_TURNS, GOOD, LESS, NOT, TURNS, WISH, WORKS
from qualcode.reduction.suggesting.units import Range

REACH = 3
"""How many words before a judging word a negation turns it."""
UNDENIED, TURN_ALONE, WORKING = 0.6, 0.7, 0.4
"""What a denied bad word, a turn like *hanya* without any judging word, and a word like *berfungsi* count."""
BESIDE = 0.5
EVEN, CLEAR = 0.8, 0.6
"""Both sides are proposed where the weaker one has this share of the stronger, and this weight."""
_NOUN = re.compile(r"(?:ke\w+an|pe\w+)(?:nya)?")
Word = Token | Form
_MARKS = frozenset(".,;:!?()…/-+\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """The numbers of its tokens, and the word that turned the talk to it."""

    words: range
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Leaning:
    """How much speaks for a code and how much against it."""

    good: float = 0.0
    bad: float = 0.0

    @property
    def balance(self) -> float:
        """Above 0 for, below 0 against."""
        return self.good - self.bad

    @property
    def sign(self) -> Valence | None:
        """The valence proposed; None where nothing judges."""
        less, more = sorted((self.good, self.bad))
        if more and less >= CLEAR and less / more >= EVEN:
            return Valence.BOTH
        return Valence.POSITIVE if self.balance > 0 else Valence.NEGATIVE if self.balance < 0 else None


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word does by itself: 1 where it praises, -1 where it blames; whether it denies, lessens, wishes, works.

    ``ends``: it is a mark between clauses; ``turn``: the word, where it turns the talk.
    """

    judges: int = 0
    denies: bool = False
    lessens: bool = False
    wishes: bool = False
    works: bool = False
    ends: bool = False
    turn: str = ""


SILENT = Sense()
Heard = Sequence[tuple[int, Sense]]
"""The numbers of the words of a passage that are not silent, with what they do."""


def heard_in(words: Sequence[Word]) -> Heard:
    """What the words of a passage do."""
    senses = [sense_of(word.text[:1], word.norm, word.stem) for word in words]
    return [(at, sense) for at, sense in enumerate(senses) if sense is not SILENT]


def clauses_of(words: Sequence[Word], heard: Heard | None = None) -> tuple[Clause, ...]:
    """Stretches between marks and words like *tapi*, *hanya*, *selebihnya*."""
    found: list[Clause] = []
    first, turn = 0, ""
    for at, sense in heard_in(words) if heard is None else heard:
        if sense.ends or sense.turn:
            if at > first:
                found.append(Clause(range(first, at), turn))
            first, turn = (at + 1, "") if sense.ends else (at, sense.turn)
    if first < len(words):
        found.append(Clause(range(first, len(words)), turn))
    return tuple(found)


class Judged:
    """The judgements of a passage, clause by clause; ``heard`` as ``heard_in`` gives it."""

    def __init__(self, words: Sequence[Word], heard: Heard | None = None) -> None:
        self.words = words
        heard = heard_in(words) if heard is None else heard
        self.clauses = clauses_of(words, heard)
        self._senses = dict(heard)
        self._loud = [at for at, _ in heard]
        self._starts = [clause.words[0] for clause in self.clauses]
        self._found: dict[int, list[tuple[int, float]]] = {}

    def _home(self, at: int) -> int | None:
        """The number of the clause in which a word stands."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at in self.clauses[number].words else None

    def leaning(self, evidence: Iterable[Range]) -> Leaning:
        """What the words around the evidence say; around none: what the whole passage says."""
        good = bad = 0.0
        for weight in self._weights(tuple(dict.fromkeys(evidence))):
            good, bad = good + max(0.0, weight), bad + max(0.0, -weight)
        return Leaning(good, bad)

    def homes(self, evidence: Iterable[Range]) -> frozenset[int]:
        """The numbers of the clauses in which the evidence stands; all, if there is none."""
        homes = (self._home(first) for first, _ in evidence)
        found = frozenset(home for home in homes if home is not None)
        return found or frozenset(range(len(self.clauses)))

    def _weights(self, evidence: Sequence[Range]) -> list[float]:
        if not evidence:
            return [weight for number in range(len(self.clauses)) for _, weight in self._judgements(number)]
        found: list[float] = []
        for first, after in evidence:
            home = self._home(first)
            if home is None:
                continue
            inside = range(first, after) if after - first > 1 else range(0)
            here = self._judgements(home, inside)
            found += [weight / (0.5 + abs(at - first)) for at, weight in here] or self._beside(home)
        return found

    def _beside(self, home: int) -> list[float]:
        """Where the clause itself judges nothing: the nearest judgement of the next, the last, or the one after."""
        for away in (1, -1, 2):
            if 0 <= home + away < len(self.clauses) and (found := self._judgements(home + away)):
                return [BESIDE * found[0 if away > 0 else -1][1] / (1 + abs(away))]
        return []

    def _judgements(self, number: int, inside: range = range(0)) -> list[tuple[int, float]]:
        """Word and weight of what judges in a clause; words of a phrase that is the evidence itself do not."""
        if inside:
            return self._judging(number, inside)
        if number not in self._found:
            self._found[number] = self._judging(number, inside)
        return self._found[number]

    def _judging(self, number: int, inside: range) -> list[tuple[int, float]]:
        clause, senses = self.clauses[number], self._senses
        first, last = clause.words[0], clause.words[-1]
        loud = self._loud[bisect_left(self._loud, first) : bisect_right(self._loud, last)]
        weights = [(at, self._judgement(first, last, at)) for at in loud if at not in inside]
        found = [(at, weight) for at, weight in weights if weight]
        wished = next((at for at in loud if senses[at].wishes), None)
        if wished is not None:
            return [*((at, weight) for at, weight in found if weight < 0), (wished, -1.0)]
        if found:
            return found
        if clause.turn in BAD_TURNS:
            return [(first, -TURN_ALONE)]
        return [(first, WORKING)] if any(senses[at].works for at in loud) else []

    def _judgement(self, first: int, last: int, at: int) -> float:
        senses, sense = self._senses, self._senses[at]
        if sense.lessens:
            return -1.0
        if sense.denies:
            after = (senses.get(other, SILENT) for other in range(at + 1, min(at + REACH, last) + 1))
            return 0.0 if any(other.judges for other in after) else -1.0
        if not sense.judges:
            return 0.0
        before = range(max(first, at - REACH), at)
        if any(senses.get(other, SILENT).denies for other in before):
            return -1.0 if sense.judges > 0 else UNDENIED
        norms = [self.words[other].norm for other in before]
        return 0.0 if "kurang" in norms[-2:] or norms[-1:] == ["terlalu"] else float(sense.judges)


@lru_cache(maxsize=50_000)
def sense_of(opening: str, norm: str, stem: str) -> Sense:
    """What a word does; ``opening`` is its first sign as it is written."""
    if opening in _MARKS:
        return Sense(ends=True)
    forms = {norm, stem}
    found = Sense(
        judges=judges(norm, stem),
        denies=norm in NOT,
        lessens=norm in LESS or stem == "kurang",
        wishes=bool(forms & WISH),
        works=bool(forms & WORKS),
        turn=norm if norm in TURNS else "",
    )
    return SILENT if found == SILENT else found


def judges(norm: str, stem: str) -> int:
    """1 for a good word, -1 for a bad one; nouns like *kebersihan* and *pengharum* name a matter and judge nothing."""
    forms = {norm, stem, norm.removesuffix("nya")}
    if norm in NOT or (_NOUN.fullmatch(norm) and norm not in GOOD | BAD):
        return 0
    return -1 if forms & BAD else 1 if forms & GOOD else 0


def words_around(judged: Judged, evidence: Sequence[Range], code: str) -> dict[str, float]:
    """What a learner sees of a statement: its words, marked where denied, those of the evidence's clauses most."""
    homes, found = judged.homes(evidence), dict[str, float]()
    for number, clause in enumerate(judged.clauses):
        near = min(abs(number - home) for home in homes)
        weight, denied = (1.0, 0.35, 0.12)[min(near, 2)], 0
        for at in clause.words:
            word = judged.words[at]
            if word.stem[:1].isalnum():
                name = f"{'n' if denied else 'w'}:{word.stem}"
                found[name] = max(found.get(name, 0.0), weight)
            denied = REACH if word.norm in NOT or word.norm == "kurang" else max(0, denied - 1)
        if clause.turn:
            found[f"t:{clause.turn}"] = weight
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    balance = judged.leaning(evidence).balance
    return {
        **{name: 1.5 * weight / length for name, weight in found.items()},
        "1": 0.3,
        f"c:{code}": 0.7,
        "rule": math.tanh(balance),
        "silent": 0.5 * (balance == 0),
    }
