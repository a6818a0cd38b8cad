"""The codebook at the right: what can be given here, found as you type, with its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model import Code, CodeStatus, Study
from qualcode.reduction.code_tree import depth
from qualcode.reduction.codebooks import tree_order
from qualcode.workbench.look import Look
from qualcode.workbench.stripes import UNKNOWN

RECENT = 9


@dataclass(frozen=True, slots=True)
class Offered:
    """A line of the list: a code under a key, at a depth of the tree; a heading or a rule where ``code`` is None."""

    code: Code | None
    key: str = ""
    indent: int = 0
    text: str = ""


def offered(study: Study, marks: dict[str, str], recent: Sequence[str], lately: str, book: str) -> list[Offered]:
    """The whole codebook as a tree, what was used lately first; headings are given."""
    codes = study.by_id(Code)
    used = [codes[name] for name in recent if name in codes and codes[name].status is CodeStatus.ACTIVE][:RECENT]
    found: list[Offered] = []
    if used:
        found.append(Offered(None, text=lately))
        found.extend(Offered(code, str(at)) for at, code in enumerate(used, 1))
        found.append(Offered(None, text=book))
    found.extend(
        Offered(code, _key(code, marks), depth(study, code.id))
        for code in tree_order(study.codes)
        if code.status is CodeStatus.ACTIVE
    )
    return found


def matching(study: Study, words: str, marks: dict[str, str]) -> list[Offered]:
    """Codes that hold every word looked for, in id, name or keywords; those that begin with it first."""
    parts = words.casefold().split()

    def rank(code: Code) -> tuple[int, int] | None:
        names = f"{code.id} {code.name}".casefold()
        everything = f"{names} {' '.join(code.keywords)}".casefold()
        if not all(part in everything for part in parts):
            return None
        if code.id.casefold().startswith(parts[0]):
            return (0, len(code.id))
        pieces = names.replace("-", " ").split()
        if all(any(piece.startswith(part) for piece in pieces) for part in parts):
            return (1, len(code.id))
        return (2 if all(part in names for part in parts) else 3, len(code.id))

    ranked = [(rank(code), code) for code in tree_order(study.codes) if code.status is CodeStatus.ACTIVE]
    kept = sorted(((at, code) for at, code in ranked if at is not None), key=lambda item: item[0])
    return [Offered(code, _key(code, marks)) for _, code in kept]


def _key(code: Code, marks: dict[str, str]) -> str:
    """What gives a code: its capital letter, or ``;`` and its small one; as it is marked where no key does."""
    mark = marks.get(code.id, UNKNOWN)
    return f";{mark}" if mark.islower() else mark


class CodeList(ScrollView, can_focus=False):
    """The lines of codes; one of them is highlighted while looking for a code."""

    DEFAULT_CSS = "CodeList { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }"

    class Picked(Message):
        """A code was clicked."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    def __init__(self, look: Look, order: dict[str, int]) -> None:
        super().__init__()
        self.look = look
        self.order = order
        self.lines: list[Offered] = []
        self.key_width = 1
        self.at: int | None = None
        self.given: frozenset[str] = frozenset()

    def show(self, lines: list[Offered], *, highlight: bool) -> None:
        """Show these lines, the first code highlighted or none."""
        self.lines = lines
        self.key_width = max((len(line.key) for line in lines), default=1)
        self.at = next((at for at, line in enumerate(lines) if line.code), None) if highlight else None
        self.virtual_size = Size(self.size.width, len(lines))
        self.scroll_to(y=0, animate=False)
        self.refresh()

    def step(self, by: int) -> None:
        """Highlight the next code that way."""
        at = -1 if self.at is None else self.at
        for _ in self.lines:
            at = (at + by) % len(self.lines)
            if self.lines[at].code is not None:
                break
        else:
            return
        self.at = at
        top, height = round(self.scroll_offset.y), self.size.height
        if not top <= at < top + height:
            self.scroll_to(y=max(0, at - height // 2), animate=False)
        self.refresh()

    @property
    def chosen(self) -> Code | None:
        """The highlighted code."""
        return self.lines[self.at].code if self.at is not None and self.at < len(self.lines) else None

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        at = y + round(self.scroll_offset.y)
        width, look = self.size.width, self.look
        if at >= len(self.lines):
            return Strip.blank(width, look.style(ground=look.surface))
        line = self.lines[at]
        ground = look.chosen if at == self.at else look.surface
        if line.code is None:
            text = set_cell_size(f" {line.text}", width)
            return Strip([Segment(text, look.style(look.soft, ground))], width)
        given = "✓" if line.code.id in self.given else " "
        name = "  " * line.indent + line.code.id
        parts = [
            Segment(given, look.style(look.soft, ground)),
            Segment(
                f"{line.key.rjust(self.key_width)} ",
                look.style(look.hue(self.order.get(line.code.id, 0)), ground, bold=True),
            ),
            Segment(name, look.style(look.ink, ground, bold=at == self.at, reverse=look.mono and at == self.at)),
        ]
        room = width - 2 - self.key_width - cell_len(name) - 2
        if room > 3:  # noqa: PLR2004 - a name cut shorter says nothing
            title = (
                line.code.name if cell_len(line.code.name) <= room else set_cell_size(line.code.name, room - 1) + "…"
            )
            parts.append(Segment(f"  {title}", look.style(look.soft, ground)))
        return Strip(parts).adjust_cell_length(width, look.style(ground=ground))

    def on_click(self, event: object) -> None:
        """Give the code that was clicked."""
        at = round(self.scroll_offset.y) + getattr(event, "y", 0)
        if 0 <= at < len(self.lines) and (code := self.lines[at].code) is not None:
            self.post_message(self.Picked(code.id))
