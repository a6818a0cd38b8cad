"""Widths of letters, so that boxes fit their words on every machine: those of Arial, Helvetica and Liberation Sans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.terms import Terms

MOST_NAMES = 8
"""Names that the key gives in full."""

FAMILY = "Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"
"""What a drawing asks for: the first of these that the machine has."""

_REGULAR = (
    (191, "'"), (222, "ijl‘’"), (260, "|"), (278, " !,./:;I[\\]ft"), (333, "()-`r·“”"), (334, "{}"), (350, "•"),
    (355, '"'), (389, "*"), (400, "°"), (469, "^"), (500, "Jcksvxyz"), (549, "±≥≤"), (584, "+<=>~−×"), (611, "FTZ"),
    (667, "&ABEKPSVXY"), (722, "CDHNRUw"), (750, "↺"), (778, "GOQ"), (833, "Mm"), (889, "%"), (944, "W"),
    (1000, "—…→←↔"), (1015, "@"),
)  # fmt: skip
_BOLD = (
    (238, "'"), (278, " ,./I\\ijl‘’"), (280, "|"), (333, "!()-:;[]`ft·"), (350, "•"), (389, "*r{}"), (400, "°"),
    (474, '"'), (500, "z“”"), (549, "±≥≤"), (584, "+<=>^~−×"), (611, "?FLTZbdghnopqu"), (667, "EPSVXY"),
    (722, "&ABCDHKNRU"), (750, "↺"), (778, "GOQw"), (833, "M"), (889, "%m"), (944, "W"), (975, "@"), (1000, "—…→←↔"),
)  # fmt: skip
_OTHERWISE = 556
"""Digits, most small letters, letters with accents; per thousand of the size, like the rest."""


@cache
def _table(*, bold: bool) -> dict[str, int]:
    return {letter: width for width, letters in (_BOLD if bold else _REGULAR) for letter in letters}


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in points."""
    table = _table(bold=bold)
    return sum(table.get(letter, _OTHERWISE) for letter in text) * size / 1000


@lru_cache(maxsize=2048)
def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 0) -> tuple[str, ...]:
    """Lines of at most ``width`` points; a longer word is broken. ``most`` lines at most (0: all), the last with …."""
    lines: list[str] = []
    line = ""
    for word in _words(text, width, size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        return (*lines[: most - 1], f"{last.rstrip()}…")
    return tuple(lines)


@lru_cache(maxsize=2048)
def fitted(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """A name in lines; a longer one closes as it does, after …, so that names that begin alike are told apart."""
    lines = wrapped(text, width, size)
    if len(lines) <= most:
        return lines
    head = lines[0] if most == 1 else ""
    while head and width_of(f"{head}…", size) > width / 2:
        head = head[:-1]
    start = f"{head.rstrip()}…"
    at = next(n for n in range(len(head), len(text) + 1) if width_of(start + text[n:], size) <= width)
    word = text.find(" ", at) + 1
    closing = text[word:] if word and len(text) - word > (len(text) - at) / 2 else text[at:].lstrip()
    return (*lines[: most - 1], start + closing)


def shortened(names: Mapping[str, Sequence[str]], terms: Terms) -> dict[str, str]:
    """Of names with their lines, those that were cut short: how they begin and end → the whole name, for the key.

    Many are not repeated: the table has them.
    """
    cut = {name: lines for name, lines in names.items() if "…" in lines[-1] and "…" not in name}
    if len(cut) > MOST_NAMES:
        return {"…": terms("displays.figure.whole_names")}
    return {" ".join(dict.fromkeys((lines[0], lines[-1]))): name for name, lines in cut.items()}


def _words(text: str, width: float, size: float, *, bold: bool) -> Iterable[str]:
    """The words of a text, those that are wider than a line in pieces; breaks after hyphens and slashes are better."""
    for word in text.split():
        rest = word
        while width_of(rest, size, bold=bold) > width and len(rest) > 1:
            fits = next(n for n in range(len(rest), 0, -1) if n == 1 or width_of(rest[:n], size, bold=bold) <= width)
            good = max((rest.rfind(mark, 0, fits) + 1 for mark in "-/_"), default=0)
            cut = good or fits
            yield rest[:cut]
            rest = rest[cut:]
        if rest:
            yield rest
