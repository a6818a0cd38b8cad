"""Places are found exactly, or refused with what is known of them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.errors import AmbiguousQuote, BadSegment
from qualcode.reduction.placing import place, same_words
from tests.builders import StudyBuilder

TURNS = "P: Jam berapa?\nI: Jam delapan,  kadang\n  lewat 🌧 sedikit.\n\nP: Jujur?\nI: Ya jujur."


def study_of(text: str) -> Any:
    return StudyBuilder().informant("I-01", "Lurah").interview("W-01", "I-01", text).study()


def quoted(text: str, **where: Any) -> str:
    start, end = place(study_of(text), "W-01", **where)
    return text[start:end]


@pytest.mark.parametrize(
    ("where", "quote"),
    [
        ({"chars": (3, 6)}, "Jam"),
        ({"lines": (2, 2)}, "Jam delapan,  kadang"),
        ({"lines": (2, 3)}, "Jam delapan,  kadang\n  lewat 🌧 sedikit."),
        ({"lines": (3, 4)}, "lewat 🌧 sedikit."),
        ({"lines": (6, 6)}, "Ya jujur."),
        ({"block": 3}, "Jujur?"),
        ({"quote": "delapan, kadang lewat 🌧"}, "delapan,  kadang\n  lewat 🌧"),
        ({"quote": "  🌧 \n sedikit "}, "🌧 sedikit"),
        ({"quote": "jujur", "block": 4}, "jujur"),
        ({"quote": "Jam", "block": 2}, "Jam"),
    ],
)
def test_what_is_meant(where: dict[str, Any], quote: str) -> None:
    assert quoted(TURNS, **where) == quote


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ({"chars": (0, len(TURNS) + 1)}, "past_end"),
        ({"chars": (-1, 3)}, "past_end"),
        ({"chars": (3, 3)}, "blank"),
        ({"chars": (6, 3)}, "reversed"),
        ({"chars": (TURNS.index("\n\n"), TURNS.index("\n\n") + 2)}, "blank"),
        ({"lines": (0, 2)}, "no_line"),
        ({"lines": (2, 9)}, "no_line"),
        ({"lines": (3, 2)}, "reversed"),
        ({"lines": (4, 4)}, "blank"),
        ({"block": 9}, "no_block"),
        ({"quote": " \n"}, "no_place"),
        ({}, "no_place"),
    ],
)
def test_what_is_no_place(where: dict[str, Any], why: str) -> None:
    with pytest.raises(BadSegment) as caught:
        quoted(TURNS, **where)
    assert caught.value.why == why


def test_a_quotation_that_stands_twice_gives_the_candidates() -> None:
    with pytest.raises(AmbiguousQuote) as caught:
        quoted(TURNS, quote="ujur")
    found = [(c.line, TURNS[c.start : c.end]) for c in caught.value.candidates]
    assert found == [(5, "ujur"), (6, "ujur")]
    assert all("ujur" in c.context for c in caught.value.candidates)


def test_overlapping_occurrences_are_ambiguous_too() -> None:
    with pytest.raises(AmbiguousQuote) as caught:
        quoted("I: ya ya ya", quote="ya ya")
    assert len(caught.value.candidates) == 2


def test_a_quotation_that_is_not_there_has_no_candidates() -> None:
    with pytest.raises(AmbiguousQuote) as caught:
        quoted(TURNS, quote="Jujur", block=4)
    assert caught.value.candidates == ()


@given(st.text(st.sampled_from("ab \n\t🌧\u00a0"), min_size=1, max_size=60), st.data())
def test_a_quotation_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    """The offsets found hold the same words, and the number of candidates is that of a plain search."""
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(quote.strip())
    pattern = r"\s+".join(map(re.escape, quote.split()))
    wanted = [m.start() for m in re.finditer(f"(?={pattern})", text)]
    try:
        found = [place(study_of(text), "W-01", quote=quote)]
    except AmbiguousQuote as ambiguous:
        found = [(c.start, c.end) for c in ambiguous.candidates]
    assert [at for at, _ in found] == wanted[:20]
    assert all(same_words(text[at:end], quote) and not text[at].isspace() for at, end in found)
    assert all(re.fullmatch(pattern, text[at:end]) for at, end in found)
