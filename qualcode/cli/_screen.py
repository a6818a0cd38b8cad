"""What reaches a terminal: control characters of a transcript are shown as signs and never obeyed.

A pipe or a file gets every character as it is.
"""

from __future__ import annotations

import re
from typing import Any, TextIO, cast

_SIGNS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"}
_SIGNS |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_ONE = r"(?:[34]8;5;\d+|[34]8;2;\d+;\d+;\d+|[0-79]|[1-9]\d|10[0-7])"
_STYLE = re.compile(rf"(\x1b\[(?:{_ONE}(?:;{_ONE})*)?m)")
"""Colour and weight, which the program's own tables use; not 8, which hides what follows."""

_MOVES = re.compile(_STYLE.pattern[:-1] + r"|\x1b\[\d*[AGK]|\x1b\[\?25[lh])")
"""With what a progress bar needs, which goes to standard error alone."""


def harmless(text: str, *, moves: bool = False) -> str:
    """Text with signs such as ␛ for its control characters; tab and line end stay, and colour.

    ``moves`` lets a progress bar move the cursor.
    """
    parts = (_MOVES if moves else _STYLE).split(text)
    return "".join(part if at % 2 else part.translate(_SIGNS) for at, part in enumerate(parts))


def guarded(stream: TextIO, *, moves: bool = False) -> TextIO:
    """The stream, if a terminal reads it one that writes ``harmless`` text."""
    return cast("TextIO", _Guarded(stream, moves=moves)) if stream.isatty() else stream


class _Guarded:
    """A text stream without a binary side, so that nothing goes around it."""

    def __init__(self, stream: TextIO, *, moves: bool) -> None:
        self._stream = stream
        self._moves = moves

    def write(self, text: str) -> int:
        """Write, and count what was given."""
        self._stream.write(harmless(text, moves=self._moves))
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write each."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":
            raise AttributeError(name)
        return getattr(self._stream, name)
