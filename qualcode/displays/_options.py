"""Options: what a display can be asked to be about, and what it is about where nobody said.

The call's answer goes before the one that the display record keeps, and that before the declaration's own choice,
which depends on the records alone and is printed with the display.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from qualcode.declared import record
from qualcode.errors import UnknownName
from qualcode.model import Display, Study


@record
class Option:
    """A name, the answers that a study knows (word → value), and the one that is taken where nobody says.

    ``several`` answers are parted by commas. ``free`` answers are not looked up. ``usual`` tells that the choice
    rests on no data of the study. ``titled`` options stand in the title, as the first of a display does.
    """

    name: str
    known: Callable[[Study], Mapping[str, str]]
    chosen: Callable[[Study], str]
    several: bool = False
    free: bool = False
    usual: bool = False
    titled: bool = False

    def read(self, study: Study, text: str) -> str:
        """The value of an answer; ``UnknownName`` with the answers there are."""
        if self.free:
            return text
        known = self.known(study)
        words = {word.casefold(): value for word, value in known.items()}
        parts = [part.strip() for part in text.split(",")] if self.several else [text.strip()]
        for part in parts:
            if part.casefold() not in words:
                raise UnknownName(self.name, part, tuple(dict.fromkeys(known.values())))
        return ",".join(words[part.casefold()] for part in parts)


class Asked(Protocol):
    """A display that can be asked to be about something: a matrix or a figure."""

    @property
    def name(self) -> str:
        """The English name, by which words are found."""

    @property
    def title(self) -> str:
        """What it is called where the terms have no title for its name."""

    @property
    def options(self) -> tuple[Option, ...]:
        """What it can be asked to be about."""


def asked_options(display: Asked, study: Study, record: Display | None, given: Mapping[str, str]) -> Mapping[str, str]:
    """Every option of a display with its value; ``UnknownName`` for an option or an answer that there is none of."""
    known = {one.name: one for one in display.options}
    for name in given:
        if name not in known:
            raise UnknownName("parameter", name, tuple(known))
    kept = {one.name: one.value for one in record.parameters} if record is not None else {}
    found = {}
    for name, option in known.items():
        text = given.get(name, "") or kept.get(name, "")
        found[name] = option.read(study, text) if text else option.chosen(study)
    return found
