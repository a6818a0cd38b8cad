"""Who speaks: labels at the head of turns, and which of them is the interviewer.

Only what the document makes plain is settled here: by the user's own word (``--speaker``), by a legend, by words
that mean one thing, by pairs (``T``/``J``), by the names in the header, or by who asks the questions. The rest is
asked of the user, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.collection.documents import Remark, remark
from qualcode.collection.lines import Line, Where
from qualcode.errors import NeedsDecision, UnknownName
from qualcode.model import Speaker

INTERVIEWER_WORDS = frozenset(
    (
        "peneliti", "pewawancara", "interviewer", "penanya", "tanya", "pertanyaan", "moderator", "fasilitator", "pen",
        "pw",
    )
)  # fmt: skip
INFORMANT_WORDS = frozenset(
    (
        "informan", "narasumber", "responden", "partisipan", "subjek", "jawab", "jawaban", "interviewee",
        "terwawancara", "inf", "nara sumber", "narsum",
    )
)  # fmt: skip
_ASKS, _ANSWERS = frozenset("tqp"), frozenset("janirs")
_PAIRS = (("t", "j"), ("q", "a"), ("p", "j"))
_AMBIGUOUS = frozenset(("p", "i", "n", "r", "s"))

_CLOCK = r"(?:[(\[]\s*\d{1,2}:\d{2}(?::\d{2})?\s*[)\]]|\d{1,2}:\d{2}:\d{2})"
"""The place in the recording: in brackets, or to the second. It is no part of the label or of the speech."""

_BEFORE = rf"[ \t]*(?:[-–•*][ \t]+|\d{{1,3}}[.)][ \t]+)?(?:{_CLOCK}[ \t]*)?"
_LISTED = re.compile(r"[ \t]*(?:[-–•*]|\d{1,3}[.)])[ \t]")
"""A point of a list: before its colon stands a speaker only where the word is known as one."""

_LABEL = re.compile(
    rf"{_BEFORE}(?P<label>[^\W\d_](?:[\w .,'’()/&-]{{0,38}}?[\w.)])??)[ \t]*(?:{_CLOCK}[ \t]*)?[:：](?!//)[ \t]*"
)
_MARKED = re.compile(
    rf"{_BEFORE}(?:\*\*|[(\[])(?P<label>[^\W\d_][\w .-]{{0,20}}?)[ \t]*[:：]?[)\]*]{{1,2}}[ \t]*[:：]?[ \t]*"
)
"""A label in brackets, or in the asterisks of Markdown."""

_TABBED = re.compile(r"[ \t]*(?P<label>[^\W\d_][\w .-]{0,20}?)[ ]*\t[ \t]*")
_NUMBERED = re.compile(r"(?P<base>.*?[^\W\d_.)])[ .-]*(?P<number>\d{1,3})\Z")
_MOST_WORDS = 4
_NEAR_START, _FIRST_WORDS = 80, 6
_QUESTION_WORDS = frozenset(
    (
        "apa", "apakah", "bagaimana", "gimana", "siapa", "kapan", "kenapa", "mengapa", "berapa", "mana", "dimana",
        "bolehkah", "bisakah", "adakah",
    )
)  # fmt: skip
_SHARE, _TIMES = 0.4, 2.0
_CLEAR_SHARE, _CLEAR_TIMES = 0.5, 3.0

Given = Mapping[str, str]
"""Label → ``interviewer``, ``informant`` or an informant's id, as the user said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A turn begins: ``label`` as written, its speech from ``at`` of line ``line`` on."""

    line: int
    label: str
    key: str
    number: str = ""
    at: int


@dataclass(frozen=True, slots=True)
class Voice:
    """What a label stands for."""

    speaker: Speaker
    informant: str | None = None


def key_of(label: str) -> tuple[str, str]:
    """(what two writings of a label have in common, its number): ``P1`` is (``p``, ``1``)."""
    folded = " ".join(label.casefold().split()).strip(" .()")
    match = _NUMBERED.fullmatch(folded)
    return (match.group("base"), match.group("number")) if match else (folded, "")


def known_word(key: str) -> bool:
    """Whether a label is a word or letter that people use for a speaker."""
    return key in INTERVIEWER_WORDS or key in INFORMANT_WORDS or key in _ASKS or key in _ANSWERS


def find_openings(lines: Sequence[Line], *, fields: frozenset[str], given: Given) -> list[Opening]:
    """Every line that may open a turn: its label is known, given, or recurs, and is no header field's alone."""
    wanted = {key_of(label)[0] for label in given}
    found = [opening for index, line in enumerate(lines) if (opening := _opening(index, line)) is not None]
    lone = [opening for opening in found if lines[opening.line].text.strip() == opening.label]
    if len(lone) == 1 and len(found) > 2:  # noqa: PLR2004 - turns have another form; this is a signature or a heading
        found.remove(lone[0])
    counts = Counter(opening.key for opening in found)
    return [
        opening
        for opening in found
        if opening.key in wanted
        or known_word(opening.key)
        or (
            counts[opening.key] > 1
            and opening.key not in fields
            and _like_a_name(opening.label)
            and _LISTED.match(lines[opening.line].text) is None
        )
    ]


def _opening(index: int, line: Line) -> Opening | None:
    if line.where is Where.SPOKEN:
        return _made(index, line.label, 0) if line.label else None
    return _labelled(index, line) or _alone(index, line) if line.where is Where.TEXT else None


def _labelled(index: int, line: Line) -> Opening | None:
    """A label with its colon; or a known one in brackets, or with a tab behind it."""
    match = _LABEL.match(line.text)
    if match and len(match.group("label").split()) <= _MOST_WORDS:
        return _made(index, match.group("label"), match.end())
    for pattern in (_MARKED, _TABBED):
        match = pattern.match(line.text)
        if match and known_word(key_of(match.group("label"))[0]):
            return _made(index, match.group("label"), match.end())
    return None


def _alone(index: int, line: Line) -> Opening | None:
    """A label that is set in bold, or a known word in a line of its own."""
    bold = line.text[: line.bold].strip()
    if bold and len(bold.split()) <= _MOST_WORDS:
        rest = line.text[line.bold :]
        return _made(index, bold.rstrip(" :"), line.bold + len(rest) - len(rest.lstrip()))
    alone = line.text.strip()
    if key_of(alone)[0] in INTERVIEWER_WORDS | INFORMANT_WORDS:
        return _made(index, alone, len(line.text))
    return None


def _made(index: int, label: str, at: int) -> Opening:
    key, number = key_of(label)
    return Opening(line=index, label=label.strip(), key=key, number=number, at=at)


def _like_a_name(label: str) -> bool:
    """Whether a label is written like a name; behind a comma stand degrees alone (``Budi, S.Sos``)."""
    degrees = all("." in part or part.strip().isupper() for part in label.split(",")[1:])
    words = label.split()
    return label[:1].isupper() and degrees and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def numbered_by_turn(openings: Sequence[Opening]) -> bool:
    """Whether the numbers of labels count turns (``P1 J1 P2 J2``) and do not tell people apart (``I1 I2 I1``)."""
    numbered = Counter((opening.key, opening.number) for opening in openings if opening.number)
    return bool(numbered) and sum(numbered.values()) <= 1.25 * len(numbered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What the header says that helps: its legend, and the names of informants and interviewer (never shown)."""

    legend: Mapping[str, Speaker]
    names: tuple[str, ...] = ()
    collector: str = ""


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
    for key in turns:
        voice = _plain_voice(key, turns, clues)
        if voice is not None:
            voices.setdefault(key, voice)
    remarks = _by_questions(voices, turns, asked)
    _complement(voices, turns)
    unsettled = tuple(key for key in turns if key not in voices)
    if unsettled:
        raise NeedsDecision(file_name, "speakers", tuple(_shown(key) for key in unsettled))
    together = tuple(key for key in turns if voices[key] == Voice(Speaker.INFORMANT) and not _said(key, given))
    if len(together) > 1:
        raise NeedsDecision(file_name, "informants", tuple(map(_shown, together)))
    return voices, remarks


def _asks(speech: str) -> bool:
    """Whether a turn asks: by its mark, or, where the transcriber wrote none, by a question word near its start."""
    words = re.findall(r"\w+", speech[:_NEAR_START].casefold())[:_FIRST_WORDS]
    return "?" in speech or ("." not in speech.rstrip(" .") and not _QUESTION_WORDS.isdisjoint(words))


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
    if base in clues.legend:
        return Voice(clues.legend[base])
    if base in INTERVIEWER_WORDS:
        return Voice(Speaker.INTERVIEWER)
    if base in INFORMANT_WORDS:
        return Voice(Speaker.INFORMANT)
    bases = {key_of(other)[0] for other in turns}
    for asks, answers in _PAIRS:
        if {asks, answers} <= bases and base in (asks, answers):
            return Voice(Speaker.INTERVIEWER if base == asks else Speaker.INFORMANT)
    if any(_names(name, key) for name in clues.names):
        return Voice(Speaker.INFORMANT)
    return Voice(Speaker.INTERVIEWER) if _names(clues.collector, key) else None


def _names(name: str, key: str) -> bool:
    """Whether a label is a person's name, part of it, or its initials."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    parts = re.findall(r"[^\W\d_]+", key)
    initials = "".join(word[0] for word in words)
    return bool(words) and (
        (bool(parts) and all(part in words for part in parts)) or (len(key) > 1 and key == initials)
    )


def _by_questions(voices: dict[str, Voice], turns: Mapping[str, int], asked: Mapping[str, int]) -> list[Remark]:
    """Two labels, neither settled: the one that clearly asks is the interviewer."""
    if len(turns) != 2 or any(key in voices for key in turns):  # noqa: PLR2004
        return []
    asks, answers = sorted(turns, key=lambda key: asked[key] / turns[key], reverse=True)
    share, other = asked[asks] / turns[asks], asked[answers] / turns[answers]
    customary = (asks, answers) in {("p", letter) for letter in _AMBIGUOUS - {"p"}}
    least, times = (_SHARE, _TIMES) if customary else (_CLEAR_SHARE, _CLEAR_TIMES)
    if share < least or share < times * other:
        return []
    voices[asks], voices[answers] = Voice(Speaker.INTERVIEWER), Voice(Speaker.INFORMANT)
    if customary:
        return []
    return [remark("speakers_by_questions", interviewer=_shown(asks), informant=_shown(answers))]


def _complement(voices: dict[str, Voice], turns: Mapping[str, int]) -> None:
    """Of two speakers the second is settled by the first; people told apart by numbers alone count as one kind."""
    unsettled = [key for key in turns if key not in voices]
    settled = {voices[key].speaker for key in turns if key in voices}
    one_kind = len({key_of(key)[0] for key in unsettled}) == 1
    if one_kind and settled == {Speaker.INTERVIEWER}:
        voices.update(dict.fromkeys(unsettled, Voice(Speaker.INFORMANT)))
    elif len(unsettled) == 1 and len(turns) == 2:  # noqa: PLR2004
        voices[unsettled[0]] = Voice(Speaker.INTERVIEWER)
