"""Rows of the screen and code points of the text answer to each other; units; stripes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Span
from qualcode.workbench.rows import Rows
from qualcode.workbench.selection import Selection, Spans, moved, only, sized, trimmed
from qualcode.workbench.stripes import Stripe, lanes

CHARACTERS = st.sampled_from([*"abc  \n\n\t-", "é", "e\u0301", "漢", "한", "👩\u200d🔬", "🙂", "\u202e", "\u0007"])
TEXTS = st.lists(CHARACTERS, max_size=120).map("".join)
WIDTHS = st.integers(8, 30)


@given(TEXTS, WIDTHS)
def test_every_code_point_stands_in_exactly_one_row(text: str, width: int) -> None:
    rows = Rows(text, width)
    assert rows.rows[0].start == 0
    assert rows.rows[-1].end == len(text)
    assert all(one.end == following.start for one, following in pairwise(rows.rows))
    for offset in range(len(text)):
        one = rows.rows[rows.row_of(offset)]
        assert one.start <= offset < one.end
        assert one.line == text.count("\n", 0, offset) + 1


@given(TEXTS, WIDTHS)
def test_no_row_is_wider_than_the_screen_and_nothing_seen_is_left_out(text: str, width: int) -> None:
    rows = Rows(text, width)
    for at, one in enumerate(rows.rows):
        parts = rows.clusters(at)
        assert sum(part.width for part in parts) <= width
        assert "".join(text[part.start : part.end] for part in parts) == text[one.shown : one.stop]
    seen = {offset for one in rows.rows for offset in range(one.shown, one.stop)}
    assert {offset for offset, character in enumerate(text) if not character.isspace()} <= seen


@given(TEXTS, WIDTHS)
def test_a_cell_gives_back_the_character_that_is_seen_there(text: str, width: int) -> None:
    rows = Rows(text, width)
    for at in range(len(rows)):
        for part in rows.clusters(at):
            column = rows.column_of(part.start)
            for cell in range(part.width):
                assert rows.offset_at(at, column + cell) == part.start
            if part.width:
                assert rows.end_of(part.start) == part.end


SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 9)), min_size=1, max_size=20).map(
    lambda pairs: Spans((start, start + length) for start, length in pairs)
)


@given(SPANS, st.lists(st.sampled_from(["on", "back", "grow", "shrink", "trim", "untrim", "size"]), max_size=20))
def test_a_selection_is_never_empty_and_stays_among_the_units(spans: Spans, steps: list[str]) -> None:
    selection = only(spans[0])
    low, high = spans[0].start, max(spans.ends)
    for step in steps:
        if step == "size":
            selection = sized(selection, spans)
        elif step in ("trim", "untrim"):
            selection = trimmed(selection, spans, end=True, steps=-1 if step == "trim" else 1)
        else:
            by = -1 if step in ("back", "shrink") else 1
            selection = moved(selection, spans, by, extend=step in ("grow", "shrink"))
        assert low <= selection.start < selection.end <= high


def test_a_step_on_and_back_returns() -> None:
    spans = Spans([(0, 4), (5, 9), (12, 20)])
    middle = only(spans[1])
    assert moved(moved(middle, spans, 1), spans, -1) == middle
    grown = moved(middle, spans, 1, extend=True)
    assert grown == Selection(Span(5, 9), Span(12, 20))
    assert moved(grown, spans, -1, extend=True) == middle


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=25), st.integers(1, 4))
def test_every_stripe_is_drawn_whole_or_counted(rows: list[tuple[int, int]], most: int) -> None:
    stripes = [Stripe(first, first + more, f"K-{at}") for at, (first, more) in enumerate(rows)]
    drawn = lanes(stripes, most)
    for row in range(40):
        pieces = drawn.get(row, ())
        assert len({piece.lane for piece in pieces}) == len(pieces)
        assert all(piece.lane < most for piece in pieces)
        here = sum(stripe.first <= row <= stripe.last for stripe in stripes)
        assert sum(piece.more or 1 for piece in pieces) == here
