"""What stands in a codebook file, before it is made into codes: entries with the line of every value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from qualcode.collection.written_files import guess
from qualcode.errors import Problem
from qualcode.model import Focus

_WORDS: Mapping[str, str] = {
    "deskriptif": "descriptive", "interpretatif": "interpretive", "pola": "pattern", "1": "first", "2": "second",
    "pertama": "first", "kedua": "second", "in vivo": "in_vivo", "in-vivo": "in_vivo", "induktif": "inductive",
    "kerangka": "frame", "aktif": "active", "pensiun": "retired", "aspek": "aspect", "pendukung": "support",
    "penghambat": "obstacle",
}  # fmt: skip
E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class Entry:
    """A code as written: values and the line of each."""

    line: int | None
    values: dict[str, Any]
    lines: dict[str, int | None]
    above: str | None = None


@dataclass(slots=True)
class Reading:
    """What was read so far, and every problem met."""

    known_codes: tuple[str, ...]
    known_focuses: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    focuses: dict[str, Focus] = field(default_factory=dict)

    def problem(self, why: str, line: int | None, what: object = "", meant: str = "") -> None:
        """Note a problem: what is wrong, where, and what was probably meant."""
        self.problems.append(Problem(why, line, str(what), meant))

    def choice(self, kind: type[E], value: object, line: int | None, key: str) -> E | None:
        """A word of a closed vocabulary, in English or Indonesian; None if nothing is written."""
        written = plain_text(value)
        if not written:
            return None
        word = _WORDS.get(written.casefold(), written.casefold())
        try:
            return kind(word)
        except ValueError:
            known = [member.value for member in kind]
            self.problem("unknown_value", line, f"{key}: {written} ({', '.join(known)})", guess(word, known))
            return None

    def chosen(self, kind: type[E], entry: Entry, key: str) -> E | None:
        """The choice that an entry states under a key."""
        return self.choice(kind, entry.values.get(key), entry.lines.get(key), key)

    def text_of(self, entry: Entry, key: str) -> str:
        """The text under a key; a list or mapping there is a problem."""
        value = entry.values.get(key)
        if isinstance(value, (list, Mapping)):
            self.problem("needs_text", entry.lines[key], key)
            return ""
        return plain_text(value)

    def list_of(self, entry: Entry, key: str) -> tuple[str, ...]:
        """A list of texts; a plain text is one example, or words between commas or semicolons."""
        value = entry.values.get(key)
        parts = value if isinstance(value, list) else [value]
        if any(isinstance(part, (list, Mapping)) for part in parts):
            self.problem("needs_text", entry.lines[key], key)
            return ()
        if not isinstance(value, list) and key != "examples":
            parts = re.split(r"[,;]", plain_text(value))
        return tuple(text for part in parts if (text := plain_text(part)))


def whole_number(value: object) -> int | None:
    """A scalar as a whole number, or None."""
    text = str(value).strip()
    return int(text) if text.lstrip("-").isdecimal() else None


def plain_text(value: object) -> str:
    """A scalar as text: NFC, without white space around it; nothing gives an empty text."""
    return "" if value is None else unicodedata.normalize("NFC", str(value)).strip()
