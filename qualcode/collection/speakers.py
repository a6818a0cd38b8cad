"""Who speaks: labels at the head of turns, and which of them is the interviewer.

Only what the document makes plain is settled here: by the user's own word (``--speaker``), by a legend, by words
that mean one thing, by pairs (``T``/``J``), by the names in the header, or by who asks the questions. The rest is
asked of the user, never guessed.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from qualcode.collection.documents import Remark, remark
from qualcode.collection.respondent_codes import code_form
from qualcode.collection.speaker_words import (
    ASKS,
    INFORMANT_WORDS,
    INTERVIEWER_WORDS,
    TOGETHER,
    WEAK_WORDS,
    is_code,
    key_of,
    place_of,
)
from qualcode.declared import record, value
from qualcode.errors import NeedsDecision, UnknownName
from qualcode.model import Speaker

_PAIRS = (("t", "j"), ("q", "a"), ("p", "j"))
_AMBIGUOUS = frozenset(("p", "i", "n", "r", "s"))
_NEAR_START, _FIRST_WORDS = 80, 6
_QUESTION_WORDS = frozenset(
    (
        "apa", "apakah", "bagaimana", "gimana", "siapa", "kapan", "kenapa", "mengapa", "berapa", "mana", "dimana",
        "bolehkah", "bisakah", "adakah",
    )
)  # fmt: skip
_SHARE, _TIMES = 0.4, 2.0
_CLEAR_SHARE, _CLEAR_TIMES = 0.5, 3.0

FRESH = "?"
"""Begins what stands for an informant who gets a code when the file is taken in."""

HONORIFICS = frozenset(
    ("bapak", "bpk", "pak", "ibu", "bu", "mas", "mbak", "bang", "kak", "haji", "hajah", "saudara", "saudari")
)

_OF_MEN = frozenset(("bapak", "bpk", "pak", "mas", "bang"))
_OF_WOMEN = frozenset(("ibu", "bu", "mbak"))

Given = Mapping[str, str]
"""Label → ``interviewer``, ``informant`` or an informant's id, as the user said."""


@value
class Voice:
    """What a label stands for. An informant ``?2`` is the second of those who have no code yet."""

    speaker: Speaker
    informant: str | None = None


@record
class Clues:
    """What the header says that helps: its legend, and the names of informants and interviewer (never shown)."""

    legend: Mapping[str, Speaker]
    names: tuple[str, ...] = ()
    collector: str = ""
    known: frozenset[str] = frozenset()
    code: str = ""


def settle(
    spoken: Sequence[tuple[str, str]], *, given: Given, clues: Clues, file_name: str
) -> tuple[dict[str, Voice], list[Remark]]:
    """Label key → voice, from (label key, speech) of every turn.

    Raises ``NeedsDecision`` with the labels that nothing settles (``speakers``) or that are several people who need
    a code each (``informants``), and ``UnknownName`` for a given label that is not there.
    """
    turns = Counter(key for key, _ in spoken)
    asked = Counter(key for key, speech in spoken if _asks(speech))
    voices = _given_voices(given, turns)
    codes = _codes(turns, clues.known)
    for key in turns:
        voice = codes.get(key) or _plain_voice(key, turns, clues)
        if voice is not None:
            voices.setdefault(key, voice)
    if not given:
        _doubt(voices, turns, asked)
    remarks = _by_questions(voices, turns, asked)
    _complement(voices, turns)
    unsettled = tuple(key for key in turns if key not in voices)
    if unsettled:
        raise NeedsDecision(file_name, "speakers", tuple(_shown(key) for key in unsettled))
    together = [key for key in turns if voices[key] == Voice(Speaker.INFORMANT)]
    unsaid = tuple(key for key in together if not _said(key, given))
    if len(together) > 1 and unsaid:
        if not _people([key for key in together if key not in TOGETHER], clues.known):
            raise NeedsDecision(file_name, "informants", tuple(map(_shown, unsaid)))
        voices.update({key: Voice(Speaker.INFORMANT, f"{FRESH}{n}") for n, key in enumerate(together, 1)})
        remarks.append(remark("people_apart", count=len(together)))
    return voices, remarks


def _codes(turns: Mapping[str, int], known: frozenset[str]) -> dict[str, Voice]:
    """The labels that are informants' codes: those of the study, and what is written like one (``I-07``)."""
    codes = {code.casefold(): code for code in known}
    return {
        key: Voice(Speaker.INFORMANT, codes.get(key) or key.upper())
        for key in turns
        if key in codes or (is_code(key.upper()) and "-" in key)
    }


def _people(keys: Sequence[str], known: frozenset[str]) -> bool:
    """Whether labels tell people apart for sure: by numbers, or by names no two of which may be one person's.

    A number that an informant of the study has too (``Informan 1`` beside ``I-01``) leaves that open.
    """
    parts = [key_of(key) for key in keys]
    numbers = {form.rpartition("-")[2] for code in known if (form := code_form(code))}
    if all(number for _, number in parts):
        bases = {base for base, _ in parts}
        one_kind = len(bases) == 1 or all(len(base) > 1 and base not in INFORMANT_WORDS for base in bases)
        return one_kind and not any(f"{place_of(number):02}" in numbers for _, number in parts)
    if any(base in INFORMANT_WORDS or len(base) < 2 for base, _ in parts):  # noqa: PLR2004
        return False
    names = [set(re.findall(r"[^\W\d_]+", key)) - HONORIFICS for key in keys]
    genders = [{word in _OF_MEN for word in key.split() if word in _OF_MEN | _OF_WOMEN} for key in keys]
    return all(
        one and (genders[place] | genders[at] == {True, False} or _apart(one, other))
        for place, one in enumerate(names)
        for at, other in enumerate(names[:place])
    )


def _apart(one: set[str], other: set[str]) -> bool:
    return not one & other and not difflib.get_close_matches(" ".join(one), [" ".join(other)], cutoff=0.75)


def _asks(speech: str) -> bool:
    """Whether a turn asks: by its mark, or, where the transcriber wrote none, by a question word near its start."""
    if "?" in speech or "." in speech.rstrip(" ."):
        return "?" in speech
    words = re.findall(r"\w+", speech[:_NEAR_START].casefold())[:_FIRST_WORDS]
    return not _QUESTION_WORDS.isdisjoint(words)


def _said(key: str, given: Given) -> bool:
    return any(" ".join(label.casefold().split()) == key or key_of(label)[0] == key for label in given)


def _shown(key: str) -> str:
    shown = key.upper() if len(key) <= 4 else key.title()  # noqa: PLR2004
    return re.sub(r"(?<=[^\W\d_]{4})(?=\d)", " ", shown)


def _given_voices(given: Given, turns: Mapping[str, int]) -> dict[str, Voice]:
    voices = {}
    for label, meaning in given.items():
        folded = " ".join(label.casefold().split()).strip(" .():")
        base, number = key_of(label)
        key = next((one for one in (folded, base + number, base) if one in turns), "")
        if not key:
            raise UnknownName("speaker", label, tuple(map(_shown, turns)))
        if meaning in (Speaker.INTERVIEWER, Speaker.INFORMANT):
            voices[key] = Voice(Speaker(meaning))
        else:
            voices[key] = Voice(Speaker.INFORMANT, meaning)
    return voices


def _plain_voice(key: str, turns: Mapping[str, int], clues: Clues) -> Voice | None:
    base = key_of(key)[0]
    for meant in (key, base):
        if meant in clues.legend:
            return Voice(clues.legend[meant])
    if base in INTERVIEWER_WORDS:
        return Voice(Speaker.INTERVIEWER)
    if base in INFORMANT_WORDS:
        return Voice(Speaker.INFORMANT)
    bases = {key_of(other)[0] for other in turns}
    for asks, answers in _PAIRS:
        if {asks, answers} <= bases and base in (asks, answers):
            return Voice(Speaker.INTERVIEWER if base == asks else Speaker.INFORMANT)
    if any(_names(name, key) for name in clues.names) or (clues.code and _letters(clues.code) == _letters(key)):
        return Voice(Speaker.INFORMANT)
    return Voice(Speaker.INTERVIEWER) if _names(clues.collector, key) else None


def _letters(code: str) -> str:
    return re.sub(r"[\W_]", "", code.casefold())


def _names(name: str, key: str) -> bool:
    """Whether a label is a person's name, part of it, or its initials."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    parts = re.findall(r"[^\W\d_]+", key)
    initials = "".join(word[0] for word in words)
    return bool(words) and (
        (bool(parts) and all(part in words for part in parts)) or (len(key) > 1 and key == initials)
    )


def _by_questions(voices: dict[str, Voice], turns: Mapping[str, int], asked: Mapping[str, int]) -> list[Remark]:
    """Labels that nothing settles: the one that clearly asks, while nobody else does, is the interviewer."""
    open_ = [key for key in turns if key not in voices]
    if any(voices[key].speaker is Speaker.INTERVIEWER for key in voices) or not open_ or len(turns) == 1:
        return []
    asks, *rest = sorted(open_, key=lambda key: asked[key] / turns[key], reverse=True)
    others = [key for key in turns if key != asks]
    share, other = asked[asks] / turns[asks], max(asked[key] / turns[key] for key in others)
    customary = asks == "p" and all(key_of(key)[0] in _AMBIGUOUS - {"p"} or key in voices for key in others)
    least, times = (_SHARE, _TIMES) if customary else (_CLEAR_SHARE, _CLEAR_TIMES)
    if share < least or share < times * other:
        return []
    voices[asks] = Voice(Speaker.INTERVIEWER)
    voices.update(dict.fromkeys(rest, Voice(Speaker.INFORMANT)))
    if customary or (asks in ASKS and not rest):
        return []
    said = ", ".join(voices[key].informant or _shown(key) for key in others)
    return [remark("speakers_by_questions", interviewer=_shown(asks), informant=said)]


def _doubt(voices: dict[str, Voice], turns: Mapping[str, int], asked: Mapping[str, int]) -> None:
    """What only a short form says (``PW``: *pewawancara*, or *pemilik warung*) is open where it is others that ask."""
    for key in [key for key in voices if key_of(key)[0] in WEAK_WORDS]:
        asks = voices[key].speaker is Speaker.INTERVIEWER
        share = asked[key] / turns[key]
        others = max((asked[other] / turns[other] for other in turns if other != key), default=0.0)
        if (share < _SHARE <= others) if asks else (others < _SHARE <= share):
            del voices[key]


def _complement(voices: dict[str, Voice], turns: Mapping[str, int]) -> None:
    """Of two speakers the second is settled by the first; people told apart by numbers alone count as one kind."""
    unsettled = [key for key in turns if key not in voices]
    settled = {voices[key].speaker for key in turns if key in voices}
    one_kind = len({key_of(key)[0] for key in unsettled}) == 1
    if settled == {Speaker.INTERVIEWER} and (one_kind or all(len(key) > 1 for key in unsettled)):
        voices.update(dict.fromkeys(unsettled, Voice(Speaker.INFORMANT)))
    elif len(unsettled) == 1 and settled == {Speaker.INFORMANT} and (unsettled[0] in ASKS or len(turns) == len("pi")):
        voices[unsettled[0]] = Voice(Speaker.INTERVIEWER)
