"""Where stretches of a text stand after it was corrected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.reduction.anchoring import Anchoring, Fit

OLD = (
    "P: Jam berapa buka?\nI: Jam delapan, kadang lewat.\nP: Sering?\nI: Ya.\n"
    "P: Siapa yang menegur?\nI: Ya, Lurah sendiri. Ya.\n"
)


def found(old: str, new: str, quote: str, nth: int = 0) -> tuple[str, Fit]:
    at = -1
    for _ in range(nth + 1):
        at = old.index(quote, at + 1)
    anchor = Anchoring(old, new).find(at, at + len(quote))
    return new[anchor.start : anchor.end], anchor.fit


@pytest.mark.parametrize(
    ("new", "quote", "nth", "expected"),
    [
        ("Kop baru\n\n" + OLD, "kadang lewat", 0, ("kadang lewat", Fit.KEPT)),
        (OLD.replace("delapan", "sembilan"), "kadang lewat", 0, ("kadang lewat", Fit.KEPT)),
        (OLD.replace("delapan", "tujuh"), "Jam delapan, kadang lewat.", 0, ("Jam tujuh, kadang lewat.", Fit.DOUBTFUL)),
        (OLD.replace("Jam delapan", "Pukul tujuh"), "Jam delapan, kadang lewat.", 0,
         ("Pukul tujuh, kadang lewat.", Fit.DOUBTFUL)),
        (OLD.replace("kadang lewat", "kadang\n lewat"), "kadang lewat", 0, ("kadang\n lewat", Fit.SPACED)),
        (OLD.replace("Jam delapan, kadang lewat", "Tidak tentu"), "kadang lewat", 0, ("", Fit.LOST)),
        (OLD.replace("menegur", "menegor"), "menegur", 0, ("menegor", Fit.DOUBTFUL)),
        (OLD.replace("menegur", "mengunjungi warga"), "menegur", 0, ("", Fit.LOST)),
        (OLD.replace("P: Sering?\nI: Ya.\n", ""), "Ya.", 1, ("Ya.", Fit.KEPT)),
        (OLD.replace("I: Jam delapan, kadang lewat.\n", "") + "I: Jam delapan, kadang lewat.\n",
         "Jam delapan, kadang lewat.", 0, ("Jam delapan, kadang lewat.", Fit.MOVED)),
    ],
)  # fmt: skip
def test_kept_spaced_moved_doubtful_lost(new: str, quote: str, nth: int, expected: tuple[str, Fit]) -> None:
    assert found(OLD, new, quote, nth) == expected


def test_a_short_answer_whose_place_is_gone_is_never_moved_in_silence() -> None:
    new = OLD.replace("P: Sering?\nI: Ya.\n", "")
    assert found(OLD, new, "Ya.")[1] is Fit.DOUBTFUL


def test_words_within_other_words_are_not_the_quotation() -> None:
    assert found("I: ya saja", "I: saya bukan", "ya")[1] is Fit.LOST


WORDS = st.sampled_from(["saya", "ya", "lurah", "datang", "pagi", "tidak", "kadang", "loket", "é🙂", "P:", "I:"])
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12)


@st.composite
def corrected(draw: st.DrawFn) -> tuple[str, str, int, int, int]:
    """A text, the same with words changed, added or left out around one stretch; that stretch, and where it is now."""
    lines = draw(LINES)
    old = "\n".join(lines)
    words = [(line, word) for line, text in enumerate(lines) for word in range(len(text.split()))]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(len(words) - 1, first + 5)))
    pieces, at, start, end, begun, ended = [], 0, 0, 0, 0, 0
    for number, (line, word) in enumerate(words):
        text = lines[line].split()[word]
        if first <= number <= last:
            new = text
        else:
            new = draw(st.sampled_from([text, text, text, "baru", "", text + " ulang"]))
        gap = "" if not number else ("\n" if not word else " ")
        if number == first:
            start, begun = old_place(lines, line, word), at + len(gap)
        pieces.append(gap + new)
        at += len(gap) + len(new)
        if number == last:
            end, ended = old_place(lines, line, word) + len(text), at
    assert ended
    return old, "".join(pieces), start, end, begun


def old_place(lines: list[str], line: int, word: int) -> int:
    before = sum(len(text) + 1 for text in lines[:line])
    words = lines[line].split()
    return before + sum(len(one) + 1 for one in words[:word])


@given(corrected())
def test_a_quotation_that_survives_is_found_as_it_is(case: tuple[str, str, int, int, int]) -> None:
    old, new, start, end, begun = case
    quote = old[start:end]
    assert new[begun : begun + len(quote)] == quote
    anchor = Anchoring(old, new).find(start, end)
    assert new[anchor.start : anchor.end] == quote
    assert anchor.fit in (Fit.KEPT, Fit.MOVED, Fit.DOUBTFUL)
    if new.count(quote) == 1:
        assert anchor.start == begun


@given(st.text(max_size=80), st.text(max_size=80), st.data())
def test_every_place_lies_in_the_text(old: str, new: str, data: st.DataObject) -> None:
    if not old.strip():
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    anchor = Anchoring(old, new).find(start, end)
    assert 0 <= anchor.start <= anchor.end <= len(new)
    assert (anchor.start == anchor.end) == (anchor.fit is Fit.LOST)
    if anchor.fit in (Fit.KEPT, Fit.MOVED):
        assert new[anchor.start : anchor.end] == old[start:end]


@given(st.text(min_size=1, max_size=200), st.data())
def test_an_unchanged_text_keeps_every_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    anchor = Anchoring(text, text).find(start, end)
    assert (anchor.start, anchor.end, anchor.fit) == (start, end, Fit.KEPT)
