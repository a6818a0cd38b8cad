"""The words and letters that Indonesian transcripts use for who speaks."""

from __future__ import annotations

import re

INTERVIEWER_WORDS = frozenset(
    (
        "peneliti", "pewawancara", "interviewer", "penanya", "tanya", "pertanyaan", "moderator", "fasilitator", "pen",
        "pw", "pwr", "peneliti utama", "enumerator", "researcher", "facilitator", "mod", "iter",
    )
)  # fmt: skip
INFORMANT_WORDS = frozenset(
    (
        "informan", "narasumber", "responden", "partisipan", "subjek", "jawab", "jawaban", "interviewee",
        "terwawancara", "inf", "nara sumber", "narsum", "nrs", "resp", "subyek", "peserta", "ns", "informant",
        "respondent", "participant", "penjawab", "yang diwawancarai", "itee",
    )
)  # fmt: skip
WEAK_WORDS = frozenset(("pen", "pw", "pwr", "inf", "narsum", "nrs", "resp", "ns"))
"""Short forms that may as well be somebody's initials."""

ASKS, ANSWERS = frozenset("tqp"), frozenset("janirs")
_VARIANTS = {"jawaban": "jawab", "pertanyaan": "tanya", "nara sumber": "narasumber", "subyek": "subjek"}
_NUMBERED = re.compile(r"(?P<base>.*?[^\W\d_.)])[ .-]*(?:ke[ -]?)?(?P<number>\d{1,3})\Z")
_CODE = re.compile(r"[A-Z]{1,3}-(?:0\d{1,2}|\d{2,3})")


def meant(word: str) -> str:
    """``interviewer`` or ``informant`` for a word that says so (*pewawancara*, *narasumber*); any other as it is."""
    folded = word.casefold()
    if folded in WEAK_WORDS:
        return word
    return "interviewer" if folded in INTERVIEWER_WORDS else "informant" if folded in INFORMANT_WORDS else word


def key_of(label: str) -> tuple[str, str]:
    """(what two writings of a label have in common, its number): ``P1`` is (``p``, ``1``), ``Informan B`` has ``b``."""
    folded = " ".join(label.casefold().split()).strip(" .()[]*:")
    match = _NUMBERED.fullmatch(folded)
    base, number = (match.group("base"), match.group("number")) if match else (folded, "")
    head, _, letter = folded.rpartition(" ")
    if len(letter) == 1 and (head in INTERVIEWER_WORDS or head in INFORMANT_WORDS):
        base, number = head, letter
    return _VARIANTS.get(base, base), number


def place_of(number: str) -> int:
    """The number of a label as a number; of a letter (``Informan B``) its place in the alphabet."""
    return int(number) if number.isdecimal() else ord(number[:1] or "`") - ord("`")


def known_word(key: str) -> bool:
    """Whether a label is a word or letter that people use for a speaker."""
    return key in INTERVIEWER_WORDS or key in INFORMANT_WORDS or key in ASKS or key in ANSWERS


def is_code(label: str) -> bool:
    """Whether a label is written like an informant's code: letters, a hyphen, two or three digits (``I-07``)."""
    return _CODE.fullmatch(label.strip(" :()[]")) is not None
