"""The layout set: every file comes in as the documentation shows, with exact places."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.collection.reading import read_source
from qualcode.language import normalise
from tests.collection.layout_set import OPTIONS, PAGE, files, made, page

HERE = [pytest.param(path, id=path.name) for path in files()]


def test_the_page_of_the_documentation_is_what_comes_out() -> None:
    assert len(files()) >= 30
    assert page().rstrip() == PAGE.read_text(encoding="utf-8").rstrip(), (
        "read the difference, then: python -m tests.collection.layout_set > docs/layouts.md"
    )


@pytest.mark.parametrize("path", HERE)
def test_blocks_lie_in_the_text_in_order_and_times_at_their_words(path: Path, tmp_path: Path) -> None:
    reading = read_source(made(path, tmp_path), **OPTIONS.get(path.name.split(".")[0], {}))
    assert reading.text == normalise(reading.text)
    places = [(block.start, block.end) for block in reading.blocks]
    assert places == sorted(places)
    assert all(reading.text[start:end].strip() == reading.text[start:end] != "" for start, end in places)
    for block in reading.blocks:
        assert reading.text.count("\n", 0, block.start) + 1 == block.first_line
    marks = [mark.position for mark in reading.times]
    assert marks == sorted(marks)
    for position in marks:  # a time stands where a word begins
        assert not (reading.text[position - 1 : position].isalnum() and reading.text[position].isalnum()), position
