"""Where sentences end. In a transcript the sentence ends are the transcriber's, so lines come first.

A line (a cell, where a line is a row), or a stretch given by the caller (a turn that the transcriber wrapped), is
never joined to the next one. Within it a sentence ends at ``.``, ``?``, ``!`` or ``...`` with the closing quotes
and brackets after it, unless the mark belongs to an abbreviation, a title, an initial or a number of a list, or
the speech goes on in lower case. Without a mark it ends at an emoji before a capital, and where a word that begins
sentences stands in a capital between two words in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qualcode.language._words import words as lists
from qualcode.model import Span

_MARKS = frozenset(".?!")
_DOTS = re.compile(r"\.\.+|…")
_CLOSERS = frozenset("\"'”’»)]}") | {"''"}
_OPENERS = frozenset("\"'“‘«([{`-–—") | {"``"}
_INITIAL = re.compile(r"[A-Z]\.")
_SHAPED = re.compile(r"[A-Za-z]{1,2}(?:\.[A-Za-z]{1,5})+\.")
_DEGREE = re.compile(r"[A-Z][a-z]?(?:\.[A-Z][A-Za-z]{0,4})+\.(?<=[a-z]\.)|Ph\.D\.")
"""What cannot be the initials of a name: ``M.Si.``, ``S.Sos.``."""

_PICTURE = re.compile("[\U0001f300-\U0001faff☹☺♥❤✨⭐]")
"""Emoji, which end a sentence in chats where no other mark does; signs like ° and ™ do not."""

_QUOTES = frozenset('"“”')
_LONGEST_QUOTATION = 45
_BORDER = re.compile(r"\n|\t| \| ")
"""Between lines, or between the cells of a row that stands in one (``07.20 | … | …``, or with tabs)."""

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")

_REMARK_OPENERS = frozenset("([")
"""``Betul? (tertawa) Ya.``: what a transcriber adds begins a sentence."""

_NEVER_FIRST = frozenset(",;:)]}%/")

Word = tuple[int, int, str]
"""Start, end and text of a token."""


def stretches_of(text: str, joined: Iterable[Span]) -> Iterator[Span]:
    """The stretches that hold whole sentences: the joined ones, cut at blank lines, and every line outside them."""
    place = 0
    for span in joined:
        yield from _cut(text, place, span.start, _BORDER)
        yield from _cut(text, span.start, span.end, _BLANK_LINES)
        place = span.end
    yield from _cut(text, place, len(text), _BORDER)


def _cut(text: str, start: int, end: int, border: re.Pattern[str]) -> Iterator[Span]:
    for match in border.finditer(text, start, end):
        if text[start : match.start()].strip():
            yield Span(start, match.start())
        start = match.end()
    if text[start:end].strip():
        yield Span(start, end)


def sentences_of(words: Sequence[Word]) -> Iterator[Span]:
    """The sentences of one stretch, from its tokens in order."""
    first = 0
    quoted = _quoted(words)
    for index in range(len(words)):
        if index < first or index in quoted:
            continue
        if _ends_at(words, first, index) or _unmarked_end(words, index):
            last = _with_closers(words, index)
            yield Span(words[first][0], words[last][1])
            first = last + 1
    if first < len(words):
        yield Span(words[first][0], words[-1][1])


def _quoted(words: Sequence[Word]) -> frozenset[int]:
    """The tokens inside quotations, their last mark apart: what is quoted stands in the sentence that quotes it."""
    inside: set[int] = set()
    opened: int | None = None
    for index, (start, _, text) in enumerate(words):
        if text not in _QUOTES:
            continue
        opens = text == "“" or index == 0 or words[index - 1][1] != start or words[index - 1][2] in _OPENERS
        if opens and text != "”":
            opened = index
        elif opened is not None:
            if index - opened <= _LONGEST_QUOTATION:
                inside.update(range(opened, index - 1))
            opened = None
    return frozenset(inside)


def _with_closers(words: Sequence[Word], index: int) -> int:
    """The last token of the sentence that ends at the mark ``index``: more marks and closing quotes go with it."""
    while index + 1 < len(words):
        start, _, text = words[index + 1]
        attached = start == words[index][1]
        if attached and (text in _MARKS or text in _CLOSERS or _DOTS.fullmatch(text)):
            index += 1
        else:
            break
    return index


def _ends_at(words: Sequence[Word], first: int, index: int) -> bool:
    text = words[index][2]
    last = _with_closers(words, index)
    following = _next_word(words, last + 1)
    if following is None:
        return False
    if text in _MARKS:
        return not _list_number(words, first, index) and not _goes_on(text, words, index, last, following)
    if _DOTS.fullmatch(text):
        return following[:1].isupper()
    if text.endswith(".") and _abbreviated(text):
        opens = following.casefold() in lists().openers or bool(_DEGREE.fullmatch(text))
        return following[:1].isupper() and opens
    return index > first and bool(_PICTURE.match(text)) and following[:1].isupper()


def _unmarked_end(words: Sequence[Word], index: int) -> bool:
    """Whether the mark is wanting: a small word, then one in a capital with which sentences begin, then a small one."""
    if index + 2 >= len(words):
        return False
    word, following, after = (words[at][2] for at in (index, index + 1, index + 2))
    opens = following.istitle() and following.casefold() in lists().openers - lists().respected
    return opens and word[-1:].isalnum() and word.casefold() == word and after.islower()


def _goes_on(mark: str, words: Sequence[Word], index: int, last: int, following: str) -> bool:
    if following in _NEVER_FIRST or (index and words[index - 1][2].isdecimal() and following.isdecimal()):
        return True
    if not following[:1].islower() or words[last + 1][2] in _REMARK_OPENERS:
        return False
    quoted = any(word[2] in _CLOSERS for word in words[index + 1 : last + 1])
    return quoted or mark != "."


def _abbreviated(text: str) -> bool:
    """Whether the full stop of a token may end a sentence besides (``dkk.``, initials, degrees)."""
    if text in lists().may_end:
        return True
    goes_on = text in lists().before_names or text in lists().before_more
    return not goes_on and bool(_INITIAL.fullmatch(text) or _SHAPED.fullmatch(text))


def _list_number(words: Sequence[Word], first: int, index: int) -> bool:
    text = words[first][2]
    return index == first + 1 and (text.isdecimal() or len(text) == 1) and len(text) < 3 and words[index][2] == "."  # noqa: PLR2004


def _next_word(words: Sequence[Word], index: int) -> str | None:
    while index < len(words):
        if words[index][2] not in _OPENERS:
            return words[index][2]
        index += 1
    return None
