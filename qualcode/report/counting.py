"""How many of how many, in words: *seorang dari lima informan*, *kedua informan*, *delapan dari 14 informan*.

The figure below N is never left out, and no sentence opens with a digit (EYD V).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.report.sentences import Voice, capital
from qualcode.terms import Terms

NAMED_UP_TO = 2
ORDINALS_FROM, ORDINALS_TO = 3, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An informant as the chapter calls one: the role in a form that fits a sentence, and the code."""

    code: str
    role: str


class Counter:
    """Words numbers and counts of people in one language and by one profile's rule."""

    def __init__(self, voice: Voice, terms: Terms, rule: str = "below_10") -> None:
        self._voice = voice
        self._terms = terms
        self._rule = rule

    def number(self, value: int, *, opens: bool = False, beside: int = 0) -> str:
        """A number inside a sentence: a word where the rule says so, else digits.

        ``opens`` makes it a word in any case; ``beside`` is the other of a pair, which takes digits along.
        """
        if opens or (self._as_word(value) and self._as_word(beside)):
            return spelled(value, self._terms)
        return self._terms.number(value)

    def _as_word(self, value: int) -> bool:
        if self._rule == "eyd":
            return len(spelled(value, self._terms).replace("-", " ").split()) <= NAMED_UP_TO
        return value < len(self._terms.several("numbers.words"))

    def name(self, person: Person) -> str:
        """Role and code: *staf kepegawaian (I-03)*."""
        return self._voice.word("phrase.person", peran=person.role, kode=person.code)

    def names(self, persons: Sequence[Person]) -> str:
        """A joined list of roles and codes; neighbours of one role share it: *staf (I-03 dan I-04)*."""
        of_role: dict[str, list[str]] = {}
        for person in persons:
            of_role.setdefault(person.role, []).append(person.code)
        return self._terms.listed(
            [
                self._voice.word("phrase.person", peran=role, kode=self._terms.listed(codes))
                for role, codes in of_role.items()
            ]
        )

    def phrase(self, persons: Sequence[Person], of: int, *, opens: bool = False) -> str:
        """``persons`` out of ``of`` informants, as the subject of a sentence; ``opens`` at its start."""
        text = self._phrase(persons, of, opens=opens)
        return capital(text) if opens else text

    def _phrase(self, persons: Sequence[Person], of: int, *, opens: bool) -> str:
        n = len(persons)
        total = self.number(of)
        if of == 1 and n == 1:
            return self._voice.word("phrase.alone", daftar=self.names(persons))
        if n == of:
            return self._all(of)
        if n == 0:
            return self._voice.word("phrase.none", N=total)
        if n == 1:
            return self._voice.word("phrase.one", N=total, daftar=self.names(persons))
        some, total = self.number(n, opens=opens, beside=of), self.number(of, beside=n)
        if n == NAMED_UP_TO:
            return self._voice.word("phrase.two", n=some, N=total, daftar=self.names(persons))
        return self._voice.word("phrase.some", n=some, N=total)

    def _all(self, of: int) -> str:
        if of == NAMED_UP_TO:
            return self._voice.word("phrase.both")
        if ORDINALS_FROM <= of <= ORDINALS_TO:
            ordinal = self._voice.words("numbers.ordinals")[of - ORDINALS_FROM]
            return self._voice.word("phrase.all", ke=ordinal)
        return self._voice.word("phrase.everyone", N=self.number(of))

    def people(self, n: int, *, opens: bool = False) -> str:
        """*Seorang informan*, *tiga informan*."""
        if n == 1:
            return self._voice.word("numbers.persons_one")
        return self._voice.word("numbers.persons_many", n=self.number(n, opens=opens))


def spelled(value: int, terms: Terms) -> str:
    """A number below a thousand in words; larger ones, and those without words, in digits."""
    ones = terms.several("numbers.words")
    if not 0 <= value < 1000:  # noqa: PLR2004 - words end at a thousand
        return terms.number(value)
    if value < len(ones):
        return ones[value]
    return _english(value, ones) if terms.language == "en" else _indonesian(value, ones)


def _indonesian(value: int, ones: Sequence[str]) -> str:
    hundreds, rest = divmod(value, 100)
    parts = ["seratus" if hundreds == 1 else f"{ones[hundreds]} ratus"] if hundreds else []
    tens, unit = divmod(rest, 10)
    if rest == 10:  # noqa: PLR2004
        parts.append("sepuluh")
    elif rest == 11:  # noqa: PLR2004
        parts.append("sebelas")
    elif tens == 1:
        parts.append(f"{ones[unit]} belas")
    else:
        parts.extend(([f"{ones[tens]} puluh"] if tens else []) + ([ones[unit]] if unit else []))
    return " ".join(parts)


_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _english(value: int, ones: Sequence[str]) -> str:
    hundreds, rest = divmod(value, 100)
    parts = [f"{ones[hundreds]} hundred"] if hundreds else []
    tens, unit = divmod(rest, 10)
    if tens == 1:
        parts.append(_TEENS[unit])
    elif rest:
        parts.append("-".join(filter(None, (_TENS[tens], ones[unit] if unit else ""))))
    return " ".join(parts)
