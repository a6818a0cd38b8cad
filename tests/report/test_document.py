"""Names of places in a document: what Word takes as a bookmark, and no two alike."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qualcode.report.document import Place, anchor

NAME = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)


def place(source: str = "W-03", segment: str = "S-12", line_name: str = "14–18") -> Place:
    return Place(source=source, segment=segment, start=0, end=9, first_line=14, last_line=18, line_name=line_name)


def test_a_bookmark_names_source_lines_and_segment() -> None:
    assert place().bookmark == "W_03_b14_18_S_12"
    assert place(line_name="7").bookmark == "W_03_b7_S_12"


@given(NAME, NAME)
def test_any_bookmark_is_one_that_word_takes(source: str, segment: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", place(source, segment).bookmark)


@given(NAME)
def test_any_anchor_is_one_that_word_takes(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", anchor("table_data", name))


def test_names_that_would_look_alike_stay_apart() -> None:
    names = ["A B", "A_B", "A-B", "A.B", "a" * 50, "a" * 51, "Ä", "Ö"]
    assert len({anchor("data", name) for name in names}) == len(names)
    assert anchor("data", "DISIPLIN") == "data_DISIPLIN"
    assert place("W-03", "S-12").bookmark != place("W-03", "S-1-2").bookmark


def test_long_names_keep_apart_too() -> None:
    assert place("W" * 60, "S-1").bookmark != place("W" * 60, "S-2").bookmark
