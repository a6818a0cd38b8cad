"""How a concordance is shown: aligned at the match and fitted to the window, or with more context, wrapped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.cli._output import console
from qualcode.i18n import _

if TYPE_CHECKING:
    from qualcode.reduction.searching.concordance import Line

COLUMNS = ("source", "line", "block", "start", "end", "speaker", "left", "match", "right", "citation")
WIDE = {"left": 48, "match": 40, "right": 48, "citation": 28}
_NARROWEST, _LONGEST_SPEAKER, _GAPS = 60, 12, 4
_MORE = "…"

SORTS: dict[str, Callable[[Line], Any]] = {
    "place": lambda _line: 0,
    "match": lambda line: (line.match.casefold(), line.right.casefold()),
    "left": lambda line: [word.casefold() for word in reversed(line.left.split())],
    "right": lambda line: line.right.casefold(),
}
"""What lines can be ordered by; equal ones stay in the order of the text."""


def print_aligned(lines: Sequence[Line]) -> None:
    """One line a hit, the matches under each other, as wide as the window."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    out = console()
    places = [f"{line.source}:{line.line}" for line in lines]
    speakers = [_short(_speaker(line), _LONGEST_SPEAKER) for line in lines]
    place_width, speaker_width = max(map(cell_len, places)), max(map(cell_len, speakers))
    around = max(out.width, _NARROWEST) - place_width - speaker_width - _GAPS
    left_width = around * 2 // 5
    for line, place, speaker in zip(lines, places, speakers, strict=True):
        text = Text(set_cell_size(place, place_width), style="dim")
        text.append("  " + set_cell_size(speaker, speaker_width))
        text.append("  " + _right_aligned(_one_line(line.left) + _edge(line.left), left_width))
        before = text.cell_len
        text.append_text(_marked(_short(_one_line(line.match), around - left_width - 2), out))
        rest = around - left_width - (text.cell_len - before)
        text.append(_short(_edge(line.right, front=True) + _one_line(line.right), max(rest, 0)))
        out.print(text, no_wrap=True, overflow="crop", crop=True)


def print_wrapped(lines: Sequence[Line]) -> None:
    """Each hit as a paragraph under its place."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for line in lines:
        about = (f"{line.source}:{line.line}", line.citation, _speaker(line))
        out.print(Text("  ".join(filter(None, about)), style="dim"))
        text = Text(_one_line(line.left) + _edge(line.left))
        text.append_text(_marked(_one_line(line.match), out))
        text.append(_edge(line.right, front=True) + _one_line(line.right))
        out.print(Padding(text, (0, 0, 1, 4)))


def _speaker(line: Line) -> str:
    """Who speaks, in the interface's language."""
    return ", ".join(_(who) if who == "interviewer" else who for who in line.speaker.split(", "))


def _marked(match: str, out: Any) -> Any:
    """The match in bold; in brackets where there is no colour."""
    from rich.text import Text

    return Text(match, style="bold reverse") if out.color_system and not out.no_color else Text(f"[{match}]")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _edge(text: str, *, front: bool = False) -> str:
    """The space between context and match, where there is one."""
    return " " if text and (text[0] if front else text[-1]).isspace() else ""


def _short(text: str, most: int) -> str:
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= most:
        return text
    return set_cell_size(text, most - 1) + _MORE if most else ""


def _right_aligned(text: str, width: int) -> str:
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return " " * (width - cell_len(text)) + text
    while cell_len(text) > width - 1:
        text = text[1:]
    return " " * (width - 1 - cell_len(text)) + _MORE + text
