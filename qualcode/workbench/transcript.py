"""The transcript on the screen: only the rows in view are drawn, from a cache of strips."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.collection.positions import own_line
from qualcode.model import Block, BlockKind
from qualcode.workbench.look import Look
from qualcode.workbench.page import Placed
from qualcode.workbench.rows import Rows
from qualcode.workbench.selection import Spans
from qualcode.workbench.stripes import MANY, Piece, Stripe, lanes, shape

if TYPE_CHECKING:
    from textual import events

    from qualcode.workbench.reading import Reading

NARROW, MIDDLE = 70, 110
LANE = 2
NOTED = "✎"
"""Stands behind the line number where a memo begins."""


class Transcript(ScrollView, can_focus=True):
    """Line numbers, speakers, stripes, text; the other layer's stripes on the right."""

    DEFAULT_CSS = "Transcript { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    class Pointed(Message):
        """The mouse chose a unit (``end`` is None) or drew over a stretch."""

        def __init__(self, start: int, end: int | None) -> None:
            super().__init__()
            self.start = start
            self.end = end

    def __init__(self, reading: Reading, look: Look, marks: dict[str, str], order: dict[str, int]) -> None:
        super().__init__()
        self.reading = reading
        self.look = look
        self.marks = marks
        self.order = order
        self._strips: dict[int, Strip] = {}
        self._noted: frozenset[int] = frozenset()
        self._shown_marked: tuple[tuple[int, int], ...] = ()
        self._pressed: int | None = None
        self.lay_out()

    # Layout

    def lay_out(self) -> None:
        """Wrap the text anew, for another width or another text."""
        sheet = self.reading.sheet
        width = max(self.size.width, 40) if self.size.width else 80
        self.lane_count = 2 if width < NARROW else 3 if width < MIDDLE else 4
        highest = own_line(sheet.source, len(sheet.line_starts)) if sheet.line_starts else 1
        self.number_width = max(len(str(highest)), 2)
        self.label_width = max((len(sheet.label(block)) for block in sheet.blocks), default=0)
        self.margin = self.number_width + 1 + self.label_width + 1 + self.lane_count * LANE + 1
        self.beyond = (1 + 2 * LANE) if self.reading.beside else 0
        self.rows = Rows(sheet.text, width - self.margin - self.beyond - 2, sheet.shown_from)
        self.virtual_size = Size(width, len(self.rows))
        self.stripe()

    def stripe(self) -> None:
        """Lay the stripes anew, after an act."""
        self._own = self._pieces(self.reading.mine, self.lane_count)
        self._other = self._pieces(self.reading.theirs, 2) if self.reading.beside else {}
        segments = self.reading.study.segments
        self._noted = frozenset(self.rows.row_of(segments[name].start) for name in self.reading.memos)
        self._by_id = {one.coding.id: one for one in (*self.reading.mine, *self.reading.theirs)}
        self.redraw()

    def _pieces(self, placed: tuple[Placed, ...], most: int) -> dict[int, tuple[Piece, ...]]:
        span = self.rows.span
        return lanes((Stripe(*span(one.start, one.end), one.coding.id) for one in placed), most)

    def redraw(self) -> None:
        """Draw everything in view anew."""
        self._strips.clear()
        self._shown_marked = self._marked()
        self.refresh()

    def follow(self) -> None:
        """Draw anew what the selection and the coding that is meant have left, and where they are now."""
        now = self._marked()
        for first, last in {*self._shown_marked, *now}:
            for row in range(first, last + 1):
                self._strips.pop(row, None)
        self._shown_marked = now
        self.refresh()

    def _marked(self) -> tuple[tuple[int, int], ...]:
        """The rows that look as they do because of the selection or the coding that is meant."""
        selection, current = self.reading.selection, self.reading.current
        rows = [self.rows.span(selection.start, selection.end)]
        if current is not None:
            rows.append(self.rows.span(current.start, current.end))
        return tuple(rows)

    def on_resize(self) -> None:
        """Wrap to the new width and keep the selection in view."""
        self.lay_out()
        self.reveal(centre=True)

    def reveal(self, *, centre: bool = False) -> None:
        """Scroll so that the selection is seen, its head where it is too long."""
        height = self.size.height
        if not height:
            return
        selection = self.reading.selection
        first, last = self.rows.span(selection.head.start, selection.head.end)
        top = round(self.scroll_target_y)
        room = min(2, max(0, (height - (last - first + 1)) // 2))
        if centre and not (top <= first and last < top + height):
            goal = first - max(1, (height - (last - first + 1)) // 3)
        elif first - room < top or last - first >= height:
            goal = first - room
        elif last + room >= top + height:
            goal = last + room - height + 1
        else:
            return
        goal = min(max(goal, 0), max(0, len(self.rows) - height))
        self.scroll_to(y=goal, animate=False)

    def seen(self) -> bool:
        """Whether any of the selection is in view."""
        top = round(self.scroll_target_y)
        first, last = self.rows.span(self.reading.selection.start, self.reading.selection.end)
        return first < top + self.size.height and last >= top

    def read_on(self, way: int) -> bool:
        """Scroll on within a selection that is longer than the screen; whether there was more of it that way."""
        height = self.size.height
        first, last = self.rows.span(self.reading.selection.start, self.reading.selection.end)
        top = round(self.scroll_target_y)
        more = last >= top + height if way > 0 else first < top
        if more and self.seen() and last - first >= height and not self.reading.extending:
            page = max(height - 2, 1)
            self.scroll_to(y=min(top + page, last - height + 2) if way > 0 else max(top - page, first), animate=False)
            return True
        return False

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        row = y + round(self.scroll_offset.y)
        if row not in self._strips:
            if len(self._strips) > 4 * max(self.size.height, 50):
                self._strips.clear()
            self._strips[row] = self._draw(row)
        return self._strips[row]

    def _draw(self, row: int) -> Strip:
        width = self.size.width
        if row >= len(self.rows):
            return Strip.blank(width, self.look.style())
        parts = [*self._number_and_label(row), *self._stripes(self._own.get(row, ()), self.lane_count)]
        parts.append(Segment(" ", self.look.style()))
        parts.extend(Segment(text, style) for text, style in self._words(row))
        strip = Strip(parts).adjust_cell_length(width - self.beyond, self.look.style())
        if self.beyond:
            right = [Segment("┊", self.look.style(self.look.faint)), *self._stripes(self._other.get(row, ()), 2)]
            strip = Strip.join([strip, Strip(right)]).adjust_cell_length(width, self.look.style())
        return strip

    def _block(self, row: int) -> Block | None:
        one = self.rows.rows[row]
        return next(iter(self.reading.sheet.blocks_at(one.shown, max(one.stop, one.shown + 1))), None)

    def _number_and_label(self, row: int) -> Iterator[Segment]:
        one, look = self.rows.rows[row], self.look
        sheet, selection = self.reading.sheet, self.reading.selection
        number = str(own_line(sheet.source, one.line)) if one.first else ""
        near = one.shown < selection.end and one.end > selection.start
        yield Segment(
            number.rjust(self.number_width), look.style(look.accent, bold=True) if near else look.style(look.faint)
        )
        block = self._block(row)
        label = ""
        if block is not None and self.rows.row_of(block.start) == row:
            label = sheet.label(block)
        asks = block is not None and block.kind is BlockKind.QUESTION
        style = look.style(look.soft) if asks else look.style(look.ink, bold=True)
        yield Segment(NOTED if row in self._noted else " ", look.style(look.accent))
        yield Segment(label.ljust(self.label_width), style)
        yield Segment(" ", look.style())

    def _stripes(self, pieces: tuple[Piece, ...], count: int) -> Iterator[Segment]:
        look = self.look
        by_lane = {piece.lane: piece for piece in pieces}
        current = self.reading.current
        for lane in range(count):
            piece = by_lane.get(lane)
            if piece is None:
                yield Segment(" " * LANE, look.style())
            elif piece.more:
                yield Segment(f"{MANY}{piece.more}"[:LANE].ljust(LANE), look.style(look.soft))
            else:
                yield self._piece(piece, meant=current is not None and current.coding.id == piece.key)

    def _piece(self, piece: Piece, *, meant: bool) -> Segment:
        coding = self._by_id[piece.key].coding
        number = self.order.get(coding.code, 0)
        hue = self.look.hue(number)
        if piece.begins:
            sign = coding.valence.value if coding.valence else " "
            text = self.marks.get(coding.code, "•") + sign.replace("-", "−")
            return Segment(text, self.look.style(hue, bold=True, reverse=meant))
        return Segment(shape(number).ljust(LANE), self.look.style(hue, bold=meant))

    def _words(self, row: int) -> Iterator[tuple[str, Style]]:
        """The text of a row in stretches of one style."""
        one = self.rows.rows[row]
        cuts = {one.shown, one.stop}
        selection, current = self.reading.selection, self.reading.current
        spans = [(selection.start, selection.end)]
        if current is not None:
            spans.append((current.start, current.end))
        spans.extend(self._matches(one.shown, one.stop))
        for span in spans:
            cuts.update(edge for edge in span if one.shown < edge < one.stop)
        if one.shown == one.stop:
            if selection.start <= one.shown < selection.end:
                yield " ", self._style(one.shown, row)
            return
        ordered = sorted(cuts)
        parts = self.rows.clusters(row)
        at = 0
        for start, end in pairwise(ordered):
            shown = ""
            while at < len(parts) and parts[at].start < end:
                shown += parts[at].shown
                at += 1
            if shown:
                yield shown, self._style(start, row)

    def _matches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        matches: Spans = self.reading.matches
        for at in range(bisect_right(matches.ends, start), bisect_left(matches.starts, end)):
            yield matches.starts[at], matches.ends[at]

    def _style(self, offset: int, row: int) -> Style:
        look, selection, current = self.look, self.reading.selection, self.reading.current
        block = self._block(row)
        ink = look.ink
        if block is None or block.irrelevant or block.kind not in (BlockKind.ANSWER, BlockKind.DESCRIPTION):
            ink = look.soft
        struck = block is not None and bool(block.irrelevant)
        found = self.reading.matches.at(offset) is not None
        coded = current is not None and current.start <= offset < current.end
        if selection.start <= offset < selection.end:
            return look.style(look.ink, look.chosen, strike=struck, reverse=look.mono, underline=found)
        if found:
            return look.style(look.ink, look.found, strike=struck, underline=True)
        if coded:
            return look.style(ink, look.meant, strike=struck, underline=look.mono)
        return look.style(ink, strike=struck, italic=block is not None and block.kind is BlockKind.QUESTION)

    # The mouse

    def _offset(self, event: events.MouseEvent) -> int:
        at = event.get_content_offset(self)
        x, y = (event.x, event.y) if at is None else (at.x, at.y)
        return self.rows.offset_at(y + round(self.scroll_offset.y), x - self.margin)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to choose or to draw."""
        self._pressed = self._offset(event)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw over a stretch."""
        if self._pressed is not None:
            offset = self._offset(event)
            if event.y < 0 or event.y >= self.size.height:
                self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
            if offset != self._pressed:
                start, last = sorted((offset, self._pressed))
                self.post_message(self.Pointed(start, self.rows.end_of(last)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End drawing; without a stretch, choose the unit."""
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if pressed is not None and self._offset(event) == pressed:
            self.post_message(self.Pointed(pressed, None))
