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

from qualcode.model import Token, Valence
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


def clauses_of(tokens: Sequence[Token]) -> tuple[Clause, ...]:
    """Stretches between marks and words like *tapi*, *hanya*, *selebihnya*."""
    found: list[tuple[list[int], str]] = [([], "")]
    for at, token in enumerate(tokens):
        if token.text[:1] in _MARKS:
            found.append(([], ""))
            continue
        if token.norm in TURNS:
            found.append(([], token.norm))
        found[-1][0].append(at)
    return tuple(Clause(tuple(words), turn) for words, turn in found if words)


class Judged:
    """The judgements of a passage, clause by clause."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.clauses = clauses_of(tokens)
        self._home = {at: number for number, clause in enumerate(self.clauses) for at in clause.words}

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
            return [weight for clause in self.clauses for _, weight in self._judgements(clause)]
        found: list[float] = []
        for first, after in evidence:
            home = self._home.get(first)
            if home is None:
                continue
            inside = range(first, after) if after - first > 1 else range(0)
            here = self._judgements(self.clauses[home], inside)
            found += [weight / (0.5 + abs(at - first)) for at, weight in here] or self._beside(home)
        return found

    def _beside(self, home: int) -> list[float]:
        """Where the clause itself judges nothing: the nearest judgement of the next, the last, or the one after."""
        for away in (1, -1, 2):
            if 0 <= home + away < len(self.clauses) and (found := self._judgements(self.clauses[home + away])):
                return [BESIDE * found[0 if away > 0 else -1][1] / (1 + abs(away))]
        return []

    def _judgements(self, clause: Clause, inside: range = range(0)) -> list[tuple[int, float]]:
        """Token and weight of what judges in a clause; words of a phrase that is the evidence itself do not."""
        words = [self.tokens[at] for at in clause.words]
        found: list[tuple[int, float]] = []
        for order, (at, word) in enumerate(zip(clause.words, words, strict=True)):
            if at not in inside and (weight := _judgement(words, order, word)):
                found.append((at, weight))
        wished = next((at for at in clause.words if {self.tokens[at].norm, self.tokens[at].stem} & WISH), None)
        if wished is not None:
            return [*((at, weight) for at, weight in found if weight < 0), (wished, -1.0)]
        if found:
            return found
        if clause.turn in BAD_TURNS:
            return [(clause.words[0], -TURN_ALONE)]
        return [(clause.words[0], WORKING)] if any({word.norm, word.stem} & WORKS for word in words) else []


def _judgement(words: Sequence[Token], order: int, word: Token) -> float:
    if word.norm in LESS or word.stem == "kurang":
        return -1.0
    after = words[order + 1 : order + 1 + REACH]
    if word.norm in NOT:
        return 0.0 if any(_judges(other) for other in after) else -1.0
    judges = _judges(word)
    before = [other.norm for other in words[max(0, order - REACH) : order]]
    if judges and any(other in NOT for other in before):
        return -1.0 if judges > 0 else UNDENIED
    return 0.0 if set(before[-2:]) & {"kurang"} or before[-1:] == ["terlalu"] else float(judges)


def _judges(word: Token) -> int:
    """1 for a good word, -1 for a bad one; nouns like *kebersihan* and *pengharum* name a matter and judge nothing."""
    forms = {word.norm, word.stem, word.norm.removesuffix("nya")}
    if word.norm in NOT or (_NOUN.fullmatch(word.norm) and word.norm not in GOOD | BAD):
        return 0
    return -1 if forms & BAD else 1 if forms & GOOD else 0


def words_around(judged: Judged, evidence: Sequence[Range], code: str) -> dict[str, float]:
    """What a learner sees of a statement: its words, marked where denied, those of the evidence's clauses most."""
    homes, found = judged.homes(evidence), dict[str, float]()
    for number, clause in enumerate(judged.clauses):
        near = min(abs(number - home) for home in homes)
        weight, denied = (1.0, 0.35, 0.12)[min(near, 2)], 0
        for at in clause.words:
            word = judged.tokens[at]
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
