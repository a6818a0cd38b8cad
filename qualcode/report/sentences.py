"""The sentences that the machine writes: joints between the researcher's words, from patterns in one file a language.

A pattern is chosen by the focus and the position in the chapter: the same study gives the same text, and no
two neighbours of a kind are alike. Slots take text or inlines; a pattern whose slots are not all filled is
passed over. ``{sit}`` may be empty and then leaves no gap.
"""

from __future__ import annotations

import hashlib
import re
import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from qualcode.collection.written_files import decode, guess, read_bytes
from qualcode.errors import BadTemplate, UnknownName
from qualcode.report.document import Citation, Emphasis, Inline, Runs, Text
from qualcode.report.profile import BASE, Profile
from qualcode.resources import shipped

Slot: TypeAlias = "str | Inline | Runs"
MAY_BE_EMPTY = "sit"
_SLOT = re.compile(r"\{(\w+)\}")
_FOREIGN = re.compile(r"\*([^*]+)\*")


@cache
def _read(path: Path) -> Mapping[str, Any]:
    text, _ = decode(read_bytes(path), path.name)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadTemplate(str(path), int(line[1]) if line else None, str(error)) from None


@cache
def _known_slots(path: Path) -> None:
    """Refuse a pattern of the study's own with a slot that no shipped pattern has, at its line, with a guess."""
    known = set(_SLOT.findall((shipped("templates") / BASE / path.name).read_text(encoding="utf-8")))
    for number, line in enumerate(decode(read_bytes(path), path.name)[0].splitlines(), 1):
        for name in _SLOT.findall(line.partition("#")[0]):
            if not {name, name.lower()} & known:
                near = guess(name, sorted(known))
                raise BadTemplate(str(path), number, f"{{{name}}}" + (f" → {{{near}}}?" if near else ""))


class Voice:
    """Says the sentences of one document, remembering what it said last of each kind."""

    def __init__(self, profile: Profile, language: str) -> None:
        path = profile.find(f"sentences.{language}.toml")
        if path is None:
            raise BadTemplate(f"sentences.{language}.toml", None, "missing")
        self._path = path
        self._patterns = (_read(path), _read(shipped("templates") / BASE / path.name))
        _known_slots(path)
        self._stop = profile.lead_in_stop
        self._italic = profile.foreign_italic
        self._last: dict[str, str] = {}
        self._said: dict[tuple[str, str], int] = {}

    def word(self, name: str, /, **slots: Slot) -> str:
        """A single pattern of a dotted name as text."""
        return "".join(run.text for run in self.fill(name, **slots) if isinstance(run, Text))

    def fill(self, name: str, /, **slots: Slot) -> Runs:
        """A single pattern of a dotted name, filled: a part of a sentence."""
        found = self._find(name)
        if not isinstance(found, str):
            raise UnknownName("sentence", name)
        return self._fill(found, slots)

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words of a dotted name."""
        found = self._find(name)
        return tuple(found) if isinstance(found, list) else (str(found),)

    def say(self, name: str, seed: str = "", /, **slots: Slot) -> Runs:
        """A sentence of the kind ``name``, for the focus (or other matter) ``seed``."""
        fitting = [one for one in self.words(name) if _filled(one, slots)]
        if not fitting:
            raise UnknownName("sentence", f"{name} ({', '.join(slots)})")
        at = self._said.get((name, seed), 0)
        self._said[name, seed] = at + 1
        chosen = (_number(f"{seed}\0{name}") + at) % len(fitting)
        if fitting[chosen] == self._last.get(name) and len(fitting) > 1:
            chosen = (chosen + 1) % len(fitting)
        self._last[name] = fitting[chosen]
        return self._fill(fitting[chosen], slots)

    def counted(self, name: str, n: int, seed: str = "", /, **slots: Slot) -> Runs:
        """A sentence about ``n`` things: of the kind ``name_one`` where it is one and the language has such a kind."""
        one = f"{name}_one"
        return self.say(one if n == 1 and self._has(one) else name, seed, **slots)

    def introduce(self, name: str, seed: str = "", /, **slots: Slot) -> Runs:
        """A sentence before a quotation; it closes as the profile says (``.`` or ``:``)."""
        runs = self.say(name, seed, **slots)
        last = runs[-1]
        if self._stop != "." and isinstance(last, Text) and last.text.endswith("."):
            return (*runs[:-1], Text(last.text[:-1] + self._stop))
        return runs

    def _find(self, name: str) -> Any:
        found = self._looked_up(name)
        if found is None:
            raise UnknownName("sentence", name)
        return found

    def _has(self, name: str) -> bool:
        return self._looked_up(name) is not None

    def _looked_up(self, name: str) -> Any:
        """What stands under a dotted name in the study's own file, else in the shipped one."""
        for patterns in self._patterns:
            found: Any = patterns
            for part in name.split("."):
                found = found.get(part) if isinstance(found, dict) else None
            if found is not None:
                return found
        return None

    def _fill(self, pattern: str, slots: Mapping[str, Slot]) -> Runs:
        runs: list[Inline] = []
        for before, name, _, _ in self._parsed(pattern):
            given = slots.get(name, slots.get(name.lower())) if name else ()
            value = _as_runs("" if given is None else given)
            empty = name is not None and not value
            runs.extend(_worded(before.rstrip(" ") if empty else before, italic=self._italic))
            runs.extend(_capital(value) if name and name[0].isupper() and name != "N" else value)
        return _joined(runs)

    def _parsed(self, pattern: str) -> list[tuple[str, str | None, str | None, str | None]]:
        try:
            return list(string.Formatter().parse(pattern))
        except ValueError as error:
            raise BadTemplate(str(self._path), self._line(pattern), str(error)) from None

    def _line(self, pattern: str) -> int | None:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, 1) if pattern in line), None)


def _worded(text: str, *, italic: bool) -> Iterator[Inline]:
    """Words of a pattern; what stands between two asterisks is a foreign term, in italics where they are wanted."""
    for at, part in enumerate(_FOREIGN.split(text)):
        if part:
            yield Emphasis(part) if at % 2 and italic else Text(part)


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")


def _filled(pattern: str, slots: Mapping[str, Slot]) -> bool:
    names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name]
    return all(slots.get(name, slots.get(name.lower())) or name == MAY_BE_EMPTY for name in names)


def _as_runs(value: Slot) -> Runs:
    if isinstance(value, str):
        return (Text(value),) if value else ()
    return value if isinstance(value, tuple) else (value,)


def _capital(runs: Runs) -> Runs:
    first = runs[0] if runs else None
    return (Text(capital(first.text)), *runs[1:]) if isinstance(first, Text) else runs


def capital(text: str) -> str:
    """The text with its first letter in capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The researcher's words as they stand, closed by a full stop where they have none."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def lowered(label: str) -> str:
    """A label as it stands inside a sentence; one that begins in capitals (SOP) or has digits (Maret 2018) stays."""
    first = label.split(" ", 1)[0]
    keeps = first[1:] != first[1:].lower() or any(sign.isdigit() for sign in label)
    return label if keeps else label[:1].lower() + label[1:]


def titled(label: str, small: Sequence[str]) -> str:
    """A label as a heading: each word with a capital but the small ones (*dan*, *di*), never the first."""
    words = label.split(" ")
    return " ".join(word if at and word in small else capital(word) for at, word in enumerate(words))


def _joined(runs: Sequence[Inline]) -> Runs:
    """Neighbouring texts made one."""
    joined: list[Inline] = []
    for run in runs:
        if isinstance(run, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + run.text)
        elif not (isinstance(run, Text) and not run.text):
            joined.append(run)
    return tuple(joined)


def spaced(*sentences: Runs) -> Runs:
    """Sentences of one paragraph with a space between them; empty ones fall away."""
    runs: list[Inline] = []
    for sentence in sentences:
        if sentence:
            runs.extend([Text(" ")] if runs else [])
            runs.extend(sentence)
    return _joined(runs)


def cited(codes: Sequence[tuple[str, str]]) -> Runs:
    """(code, segment) pairs as one citation, or nothing if there are none."""
    if not codes:
        return ()
    texts = dict.fromkeys(code for code, _ in codes)
    return (Citation(text="; ".join(texts), segments=tuple(segment for _, segment in codes)),)
