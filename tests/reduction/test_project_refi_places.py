"""Places of texts that other programs counted in their own ways come out at the same words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.language import normalise
from qualcode.reduction.project_refi_places import MARK, Counting, Passage, Places, counting_of

WAYS = [Counting(*way) for way in itertools.product((False, True), repeat=3)]
WORDS = "Ibu bilang 😢 sinyal hilang.\r\nLalu é datang 🙏 RT, ya.\r\nPulang 😀 jam dua, begitu.\r\n"


def counted(text: str, at: int, way: Counting) -> int:
    """The place that a program writes which counts in this way: a slow, plain reckoning."""
    before = text[:at] if way.pairs else text[:at].replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2 + way.mark if way.utf16 else len(before) + way.mark


@given(
    st.lists(st.sampled_from(["a", " ", "é", "e\u0301", "😢", "\r\n", "kata", "\n", "."]), max_size=30),
    st.data(),
    st.sampled_from(WAYS),
)
def test_a_passage_has_the_same_words_however_it_is_counted(
    pieces: list[str], data: st.DataObject, way: Counting
) -> None:
    text = "".join(pieces)
    bounds = [0, *itertools.accumulate(map(len, pieces))]
    start, end = sorted((data.draw(st.sampled_from(bounds)), data.draw(st.sampled_from(bounds))))
    places = Places(MARK + text, way)
    passage = Passage(counted(text, start, way), counted(text, end, way))
    assert places.words(passage) == text[start:end]
    where = places.working(passage)
    assert where == (len(normalise(text[:start])), len(normalise(text[:end])))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("named", [True, False])
def test_the_way_of_counting_is_found_by_names_or_by_ends_of_words(way: Counting, *, named: bool) -> None:
    text = WORDS * 6
    spans = [(at, at + len(word)) for word in ("sinyal hilang", "RT, ya", "jam dua") for at in found(text, word)]
    passages = [
        Passage(counted(text, start, way), counted(text, end, way), text[start : start + 9] if named else "")
        for start, end in spans
    ]
    counting = counting_of([(MARK + text, passages)])
    assert [Places(MARK + text, counting).words(one) for one in passages] == [text[a:b] for a, b in spans]


def found(text: str, word: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


def test_without_a_reason_the_standard_holds() -> None:
    assert counting_of([]).standard
    assert counting_of([("Satu dua\r\ntiga 😢 empat", [Passage(0, 4, "lain")])]).standard


def test_a_place_beyond_the_text_is_none() -> None:
    places = Places("abc", Counting())
    assert places.words(Passage(1, 9)) is None
    assert places.words(Passage(-1, 2)) is None
    assert places.working(Passage(2, 1)) is None
