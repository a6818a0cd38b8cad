"""The words and letters that Indonesian transcripts use for who speaks."""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.collection.offices import is_office

INTERVIEWER_WORDS = frozenset(
    (
        "peneliti", "pewawancara", "interviewer", "penanya", "tanya", "pertanyaan", "moderator", "fasilitator", "pen",
        "pw", "pwr", "peneliti utama", "enumerator", "researcher", "facilitator", "mod", "iter", "pnl", "saya",
    )
)  # fmt: skip
INFORMANT_WORDS = frozenset(
    (
        "informan", "narasumber", "responden", "partisipan", "subjek", "jawab", "jawaban", "interviewee",
        "terwawancara", "inf", "nara sumber", "narsum", "nrs", "resp", "subyek", "peserta", "ns", "informant",
        "respondent", "participant", "penjawab", "yang diwawancarai", "itee",
    )
)  # fmt: skip
TOGETHER = frozenset(
    ("semua", "semuanya", "semua peserta", "semua informan", "semua siswa", "bersama-sama", "serempak")
)
"""Labels of what several say at once."""

WEAK_WORDS = frozenset(("pen", "pnl", "saya", "pw", "pwr", "inf", "narsum", "nrs", "resp", "ns"))
"""Short forms that may as well be somebody's initials."""

PERSONS = frozenset(
    (
        "bapak", "bpk", "pak", "ibu", "bu", "mas", "mbak", "bang", "kak", "mbah", "suami", "istri", "anak", "adik",
        "kakak", "nenek", "kakek", "mr", "mrs", "ms",
    )
)  # fmt: skip
"""Honorifics and relations that begin somebody's label."""

ASKS, ANSWERS = frozenset("tqp"), frozenset("janirs")
COUNTED_ANSWERS = frozenset(("j", "a", "jawab", "penjawab"))
"""Labels of answers, whose numbers count the questions."""

_VARIANTS = {"jawaban": "jawab", "pertanyaan": "tanya", "nara sumber": "narasumber", "subyek": "subjek"}
_NUMBERED = re.compile(r"(?P<base>.*?[^\W\d_.)])[ .-]*(?:ke[ -]?)?(?P<number>\d{1,3}(?:[.-]\d{1,3})*)\Z")
_SAYS = re.compile(
    r" (?:bertanya|menjawab|berkata|mengatakan|menanyakan|menuturkan|menyampaikan)(?: (?:lagi|kembali))?\Z"
)
"""What prose says of a speaker before the colon (``Peneliti bertanya:``)."""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_CODE = re.compile(r"[A-Z]{1,3}-(?:0\d{1,2}|\d{2,3})")


def meant(word: str) -> str:
    """``interviewer`` or ``informant`` for a word that says so (*pewawancara*, *narasumber*); any other as it is."""
    folded = word.casefold()
    if folded in WEAK_WORDS:
        return word
    return "interviewer" if folded in INTERVIEWER_WORDS else "informant" if folded in INFORMANT_WORDS else word


@lru_cache(4096)
def key_of(label: str) -> tuple[str, str]:
    """(what two writings of a label have in common, its number): ``P1`` is (``p``, ``1``), ``Informan B`` has ``b``."""
    folded = _SAYS.sub("", " ".join(label.casefold().split()).strip(" .()[]*:"))
    match = _NUMBERED.fullmatch(folded)
    base, number = (match.group("base"), match.group("number")) if match else (folded, "")
    head, _, letter = folded.rpartition(" ")
    if letter in _ROMAN and (head in INTERVIEWER_WORDS or head in INFORMANT_WORDS):
        base, number = head, str(_ROMAN.index(letter) + 1)
    elif len(letter) == 1 and (head in INTERVIEWER_WORDS or head in INFORMANT_WORDS or is_office(head)):
        base, number = head, letter
    return _VARIANTS.get(base, base), number


def place_of(number: str) -> int:
    """The number of a label as a number (``2.10`` comes after ``2.9``); of a letter its place in the alphabet."""
    if not number[:1].isdecimal():
        return ord(number[:1] or "`") - ord("`")
    place = 0
    for part in re.findall(r"\d+", number):
        place = place * 1000 + int(part)
    return place


def known_word(key: str) -> bool:
    """Whether a label is a word or letter that people use for a speaker."""
    return any(key in words for words in (INTERVIEWER_WORDS, INFORMANT_WORDS, TOGETHER, ASKS, ANSWERS))


def is_code(label: str) -> bool:
    """Whether a label is written like an informant's code: letters, a hyphen, two or three digits (``I-07``)."""
    return _CODE.fullmatch(label.strip(" :()[]")) is not None
