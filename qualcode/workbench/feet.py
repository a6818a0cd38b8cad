"""What the feet do at the workbench: step through the text by units, words, rows and pages, and stretch a selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualcode.workbench.selection import Unit

if TYPE_CHECKING:
    from qualcode.workbench.app import Workbench


class Feet:
    """The moves that keys call."""

    def __init__(self, app: Workbench) -> None:
        self.app = app

    def go(self, action: str) -> bool:
        """Move as the key asks; whether it asks for a move."""
        reading = self.app.reading
        moves: dict[str, Callable[[], object]] = {
            "on": lambda: self._walk(1),
            "back": lambda: self._walk(-1),
            "grow_on": lambda: self._walk(1, extend=True),
            "grow_back": lambda: self._walk(-1, extend=True),
            "word_on": lambda: reading.move_word(1),
            "word_back": lambda: reading.move_word(-1),
            "grow_word_on": lambda: reading.move_word(1, extend=True),
            "grow_word_back": lambda: reading.move_word(-1, extend=True),
            "smaller": lambda: reading.change_step(1),
            "larger": lambda: reading.change_step(-1),
            "page_up": lambda: self._page(-1),
            "page_down": lambda: self._page(1),
            "first": lambda: reading.to_edge(end=False),
            "last": lambda: reading.to_edge(end=True),
            "start_back": lambda: reading.trim(end=False, steps=-1),
            "start_on": lambda: reading.trim(end=False, steps=1),
            "end_back": lambda: reading.trim(end=True, steps=-1),
            "end_on": lambda: reading.trim(end=True, steps=1),
            "here_on": lambda: reading.choose_here(1),
            "here_back": lambda: reading.choose_here(-1),
        }
        if action not in moves:
            return False
        way = {"on": 1, "back": -1}.get(action, 0)
        if not way or not self.app.transcript.read_on(way):
            moves[action]()
            self.app.moved()
        return True

    def _walk(self, by: int, *, extend: bool = False) -> None:
        reading = self.app.reading
        if reading.step is Unit.WORD:
            reading.move_row(self.app.transcript.rows, by, extend=extend)
        else:
            reading.move(by, extend=extend)

    def _page(self, by: int) -> None:
        reading, shown = self.app.reading, self.app.transcript
        reading.move_row(shown.rows, by * max(1, shown.size.height - 2))
        if reading.step is not Unit.WORD:
            reading.select_at(reading.selection.start)
