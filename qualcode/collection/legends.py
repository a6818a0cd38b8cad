"""Legends: what a transcript says of its own labels (``T = tanya``, ``P : Peneliti``), at its head or below its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qualcode.collection.header_labels import LETTERED
from qualcode.collection.lines import Line, Where
from qualcode.collection.offices import is_office
from qualcode.collection.speaker_words import INFORMANT_WORDS, INTERVIEWER_WORDS, key_of
from qualcode.model import Speaker

_MEANT = re.compile(r"(?<!\w)(\w{1,3})\s*[=:]\s*([^\W\d_]+)(?![^\W\d_]|\s*[=:])")
_HEAD = re.compile(r"\W*(?:keterangan|ket|catatan|legenda?|note)\b\.?\s*[:：]?", re.IGNORECASE)
_EXPLAINED = re.compile(r"\W*\w{1,12}\s*[=:]\s*\S.*")
_LABEL = re.compile(r"\W*(\w{1,4})\W")
_MOST_BELOW, _MOST_WORDS = 15, 8


def legend_in(text: str) -> dict[str, Speaker]:
    """Label key → speaker, from ``(T = tanya, J = jawab)``, ``Keterangan : P = Peneliti``, ``P : Peneliti``."""
    found = {}
    for letter, word in _MEANT.findall(text):
        folded = word.casefold()
        if folded in INTERVIEWER_WORDS or folded in INFORMANT_WORDS:
            found[key_of(letter)[0]] = Speaker.INTERVIEWER if folded in INTERVIEWER_WORDS else Speaker.INFORMANT
    if not found or len(text.split()) > 4 * len(found) + 6 or text.rstrip().endswith("?"):
        return {}
    if len(found) == 1 and "=" not in text and len(text.split()) > 4:  # noqa: PLR2004
        return {}
    return found


def legend_of_labels(labels: Iterable[str]) -> dict[str, Speaker]:
    """What labels say of the letters that stand beside them: ``Peneliti (P)``."""
    found = {}
    for match in filter(None, map(LETTERED.fullmatch, labels)):
        word = key_of(match.group("word"))[0]
        if word in INTERVIEWER_WORDS or word in INFORMANT_WORDS:
            asks = word in INTERVIEWER_WORDS
            found[key_of(match.group("letter"))[0]] = Speaker.INTERVIEWER if asks else Speaker.INFORMANT
    return found


def legend_of_initials(labels: Iterable[str]) -> dict[str, Speaker]:
    """The first letters of a header's words for who asks and who answers, where it has both and they differ."""
    found: dict[str, set[Speaker]] = {}
    for label in labels:
        word = key_of(label.casefold().removeprefix("nama "))[0]
        if word in INTERVIEWER_WORDS or word in INFORMANT_WORDS:
            speaker = Speaker.INTERVIEWER if word in INTERVIEWER_WORDS else Speaker.INFORMANT
            found.setdefault(word[0], set()).add(speaker)
    told = {letter: next(iter(speakers)) for letter, speakers in found.items() if len(speakers) == 1}
    return told if len(set(told.values())) > 1 else {}


def _by_lines(texts: Sequence[str]) -> dict[str, Speaker]:
    """A legend whose lines say each who one label is: by a word for a speaker, or by an office."""
    found: dict[str, Speaker] = {}
    for text in texts:
        label, _, meaning = (part.strip() for part in re.split(r"([=:])", text, maxsplit=1))
        word = key_of(meaning)[0]
        if word in INTERVIEWER_WORDS:
            found[key_of(label)[0]] = Speaker.INTERVIEWER
        elif word in INFORMANT_WORDS or is_office(meaning):
            found[key_of(label)[0]] = Speaker.INFORMANT
        else:
            return {}
    return found if len(found) > 1 else {}


def legend_below(lines: Sequence[Line]) -> tuple[int, dict[str, Speaker]]:
    """(the line on which a legend below the last turn begins, what it says); without one the number of lines."""
    filled = [at for at, line in enumerate(lines) if not line.blank and line.where is Where.TEXT]
    for place, at in list(enumerate(filled))[-_MOST_BELOW:]:
        head = _HEAD.match(lines[at].plain)
        if head is None:
            continue
        texts = [lines[at].plain[head.end() :], *(lines[below].plain for below in filled[place + 1 :])]
        said = [text for text in texts if text.strip()]
        fits = all(_EXPLAINED.fullmatch(text) and len(text.split()) <= _MOST_WORDS for text in said)
        found = legend_in(", ".join(said)) or _by_lines(said) if said and fits else {}
        begins = [key_of(match.group(1))[0] for line in lines[:at] if (match := _LABEL.match(line.plain))]
        if not found.keys().isdisjoint(begins) and len({text.split()[0] for text in said}) == len(said):
            return at, found
    return len(lines), {}
