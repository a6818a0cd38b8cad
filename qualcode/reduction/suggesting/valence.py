"""Whether a statement speaks for or against its code: judging words of the clauses around the evidence, and negation.

Words count more the nearer they stand to the evidence; a negation or *kurang* before them turns them; a wish (*tolong*,
*perlu*) is a complaint; a thing that is only said to be there or to work (*ada*, *berfungsi*) speaks weakly for it. A
proposal to look at and no measurement: irony, quoted speech and comparisons escape it.
"""

from __future__ import annotations

import math
import re
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

    words: tuple[int, ...]
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


def clauses_of(words: Sequence[Word]) -> tuple[Clause, ...]:
    """Stretches between marks and words like *tapi*, *hanya*, *selebihnya*."""
    found: list[tuple[list[int], str]] = [([], "")]
    for at, word in enumerate(words):
        if word.text[:1] in _MARKS:
            found.append(([], ""))
            continue
        if word.norm in TURNS:
            found.append(([], word.norm))
        found[-1][0].append(at)
    return tuple(Clause(tuple(numbers), turn) for numbers, turn in found if numbers)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word does by itself: 1 where it praises, -1 where it blames; whether it denies, lessens, wishes, works."""

    judges: int = 0
    denies: bool = False
    lessens: bool = False
    wishes: bool = False
    works: bool = False


SILENT = Sense()


class Judged:
    """The judgements of a passage, clause by clause."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.clauses = clauses_of(words)
        self._senses = [_sense(word.norm, word.stem) for word in words]
        self._home = {at: number for number, clause in enumerate(self.clauses) for at in clause.words}
        self._heard: dict[int, list[tuple[int, float]]] = {}

    def leaning(self, evidence: Iterable[Range]) -> Leaning:
        """What the words around the evidence say; around none: what the whole passage says."""
        good = bad = 0.0
        for weight in self._weights(tuple(dict.fromkeys(evidence))):
            good, bad = good + max(0.0, weight), bad + max(0.0, -weight)
        return Leaning(good, bad)

    def homes(self, evidence: Iterable[Range]) -> frozenset[int]:
        """The numbers of the clauses in which the evidence stands; all, if there is none."""
        found = frozenset(self._home[first] for first, _ in evidence if first in self._home)
        return found or frozenset(range(len(self.clauses)))

    def _weights(self, evidence: Sequence[Range]) -> list[float]:
        if not evidence:
            return [weight for number in range(len(self.clauses)) for _, weight in self._judgements(number)]
        found: list[float] = []
        for first, after in evidence:
            home = self._home.get(first)
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
        clause, senses = self.clauses[number], self._senses
        if number not in self._heard:
            self._heard[number] = [(at, weight) for at in clause.words if (weight := self._judgement(clause.words, at))]
        found = [one for one in self._heard[number] if one[0] not in inside] if inside else self._heard[number]
        wished = next((at for at in clause.words if senses[at].wishes), None)
        if wished is not None:
            return [*((at, weight) for at, weight in found if weight < 0), (wished, -1.0)]
        if found:
            return found
        if clause.turn in BAD_TURNS:
            return [(clause.words[0], -TURN_ALONE)]
        return [(clause.words[0], WORKING)] if any(senses[at].works for at in clause.words) else []

    def _judgement(self, clause: Sequence[int], at: int) -> float:
        senses, sense = self._senses, self._senses[at]
        if sense is SILENT:
            return 0.0
        if sense.lessens:
            return -1.0
        if sense.denies:
            return (
                0.0 if any(senses[other].judges for other in range(at + 1, min(at + REACH, clause[-1]) + 1)) else -1.0
            )
        if not sense.judges:
            return 0.0
        before = range(max(clause[0], at - REACH), at)
        if any(senses[other].denies for other in before):
            return -1.0 if sense.judges > 0 else UNDENIED
        norms = [self.words[other].norm for other in before]
        return 0.0 if "kurang" in norms[-2:] or norms[-1:] == ["terlalu"] else float(sense.judges)


@lru_cache(maxsize=50_000)
def _sense(norm: str, stem: str) -> Sense:
    forms = {norm, stem}
    found = Sense(
        judges(norm, stem),
        norm in NOT,
        norm in LESS or stem == "kurang",
        bool(forms & WISH),
        bool(forms & WORKS),
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
