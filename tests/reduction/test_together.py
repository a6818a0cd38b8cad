"""Which segments stand together: the sweep finds what asking every pair finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import BadValue
from qualcode.reduction.codings import CodedSegment, Codings, all_codings
from qualcode.reduction.together import BLOCK, INSIDE, NEARNESS, OVERLAP, SAME, together
from tests.builders import StudyBuilder

LINES = tuple(f"I: {' '.join(f'k{n}w{word}' for word in range(6))}" for n in range(5))
WORDS = [(line, word) for line in range(5) for word in range(6)]


@st.composite
def codings(draw: st.DrawFn) -> Codings:
    made = StudyBuilder().focus("A").focus("B").focus("C")
    for who in ("I-1", "I-2"):
        made.informant(who, "Staf").interview(f"W-{who}", who, "\n".join(LINES))
    for source in ("W-I-1", "W-I-2"):
        for _ in range(draw(st.integers(0, 6))):
            at, until = sorted(draw(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS))))
            text = "\n".join(LINES)
            quote = text[text.index("k{}w{}".format(*at)) : text.index("k{}w{}".format(*until)) + 4]
            made.code(source, quote, draw(st.sampled_from("ABC")), dont_know=draw(st.integers(0, 5)) == 0)
    return all_codings(made.study())


def meet(one: CodedSegment, other: CodedSegment, nearness: str) -> bool:
    """Whether two segments stand together, asked of the two alone."""
    a, b = one.segment, other.segment
    if one.source != other.source:
        return False
    numbers = [(x.number, y.number) for x in one.blocks for y in other.blocks]
    apart = min(abs(x - y) for x, y in numbers)
    return {
        OVERLAP: a.start < b.end and b.start < a.end,
        INSIDE: b.start <= a.start and a.end <= b.end,
        SAME: (a.start, a.end) == (b.start, b.end),
        BLOCK: apart == 0,
    }.get(nearness, nearness.startswith("near") and apart <= int(nearness[-1]))


@given(codings(), st.sampled_from(NEARNESS))
def test_the_sweep_finds_every_pair_that_meets_and_no_other(some: Codings, nearness: str) -> None:
    found = together(some, nearness)
    known = [one for one in some if not one.coding.dont_know]
    for one in known:
        expected = {other.place for other in known if meet(one, other, nearness)}
        assert set(found.meeting(one.place)) == expected
        assert found.meeting(one.place)[0] == one.place
        assert len(found.meeting(one.place)) == len(expected)


@given(codings(), st.sampled_from(NEARNESS))
def test_pairs_are_the_same_from_both_sides(some: Codings, nearness: str) -> None:
    found = together(some, nearness)
    first, second = found.of("A"), found.of("B")
    if nearness != INSIDE:
        assert found.pairs(first, second) == found.pairs(second, first)


def test_another_way_of_standing_together_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadValue) as caught:
        together(all_codings(StudyBuilder().study()), "beside")
    assert "overlap" in caught.value.known
