"""The words of produced documents, in the study's language, with its dates, numbers and lists.

Apart from the interface's messages: a study in Indonesian gives an Indonesian chapter on any computer.
Words are looked up by dotted name (``terms("marker.TDT")``) in ``terms/<language>.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from qualcode.errors import UnknownName

LANGUAGES = ("id", "en")
_EXCHANGED = str.maketrans(",.", ".,")


class Terms:
    """The words and number forms of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise UnknownName("language", language, LANGUAGES)
        self.language = language
        with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
            self._words: dict[str, Any] = tomllib.load(file)
        self._known: dict[str, Any] = {}

    def __call__(self, name: str, /, **values: object) -> str:
        """The word or pattern of a dotted name, its ``{slots}`` filled; ``UnknownName`` if it is not there."""
        found = self._at(name)
        if not isinstance(found, str):
            raise UnknownName("term", name)
        return found.format(**values) if values else found

    def has(self, name: str) -> bool:
        """Whether there is a word of this name."""
        return isinstance(self._at(name), str)

    def several(self, name: str) -> tuple[str, ...]:
        """A list of patterns of a dotted name."""
        found = self._at(name)
        if not isinstance(found, list):
            raise UnknownName("term", name)
        return tuple(found)

    def _at(self, name: str) -> Any:
        """What stands under a dotted name, or None."""
        if name not in self._known:
            found: Any = self._words
            for part in name.split("."):
                found = found.get(part) if isinstance(found, dict) else None
            self._known[name] = found
        return self._known[name]

    def number(self, value: float) -> str:
        """A number as the language writes it (``1.128``, ``0,75``)."""
        if isinstance(value, int):
            text = f"{value:,}"
            if "," not in text:
                return text
        else:
            text = f"{value:,.2f}"
        return text.translate(_EXCHANGED) if self.language == "id" else text

    def count_word(self, value: int) -> str:
        """A count as a word below ten, else in digits."""
        words = self.several("numbers.words")
        return words[value] if 0 <= value < len(words) else self.number(value)

    def date(self, value: str) -> str:
        """An ISO date of any precision in words (``12 Maret 2018``, ``Maret 2018``, ``2018``)."""
        parts = value.split("-")
        if len(parts) == 1:
            return value
        month = self.several("dates.months")[int(parts[1]) - 1]
        return " ".join(([str(int(parts[2]))] if len(parts) > 2 else []) + [month, parts[0]])  # noqa: PLR2004

    def listed(self, items: Sequence[str], joint: str = "and") -> str:
        """Items as one phrase (``a``, ``a dan b``, ``a, b, dan c``)."""
        word = self(f"lists.{joint}")
        if len(items) <= 2:  # noqa: PLR2004
            return f" {word} ".join(items)
        return ", ".join(items[:-1]) + f", {word} {items[-1]}"

    @staticmethod
    def sorted(items: Iterable[str]) -> list[str]:
        """Items in the alphabetical order that both languages share: letters without regard to case."""
        return sorted(items, key=lambda item: (item.casefold(), item))


@cache
def terms_for(language: str) -> Terms:
    """The terms of a language (``id`` or ``en``), read once."""
    return Terms(language)
