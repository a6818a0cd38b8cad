"""Words in displays: by role, either way round, under codes, and never without what they are counted of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualcode import displays
from qualcode.displays._asked_cells import asked_cell
from qualcode.displays._result import Matrix
from qualcode.errors import BadValue
from qualcode.model import Consent, Counted
from qualcode.reduction.filters import Filter
from tests.displays.study import whole, whole_builder


def matrix(cell: str, **asked: Any) -> Matrix:
    """The free matrix of the sample study with these cells."""
    free: Any = displays.load("matrix")
    built: Matrix = replace(free, cell=asked_cell(cell)).build(whole(), **asked)
    return built


def texts(built: Matrix, *, turned: bool = False) -> dict[tuple[str, str], list[str]]:
    found = {(cell.row, cell.column): [entry.text for entry in cell.entries] for cell in built.cells}
    return {(column, row): entries for (row, column), entries in found.items()} if turned else found


def test_rows_and_columns_may_change_places() -> None:
    by_word = matrix("words", rows="word,jam,anak", columns="role")
    by_role = matrix("words", rows="role", columns="word,jam,anak")
    assert texts(by_word) == texts(by_role, turned=True)
    assert texts(by_word)["jam", "Lurah"] == ["1 dari 34 kata (29,41 per 1.000)"]
    assert by_word.sources.shown == by_role.sources.shown > 0


def test_under_codes_both_segments_and_words_can_be_counted() -> None:
    built = matrix("count:segments,words", rows="word,jam", columns="code")
    entries = [entry for cell in built.cells for entry in cell.entries]
    segments = whole().segments
    there = [entry for entry in entries if entry.counted is Counted.SEGMENTS and entry.n]
    assert there
    assert all("jam" in segments[place.segment].quote.lower() for entry in there for place in entry.segments)
    words = [entry for entry in entries if entry.counted is Counted.WORDS]
    assert sum(entry.n or 0 for entry in words) > 0
    assert all((entry.n or 0) <= (entry.of or 0) for entry in words)


def test_what_has_no_words_is_refused_with_what_has() -> None:
    with pytest.raises(BadValue) as caught:
        matrix("words", rows="word,jam", columns="period")
    assert "role" in caught.value.known


def test_filters_and_withdrawn_consent_hold() -> None:
    built = displays.load("word-frequencies").build(whole(), Filter(technique=(whole().sources[0].technique,)))
    assert built.rows
    before = displays.load("word-frequencies").build(whole())
    made = whole_builder()
    study = made.study()
    who = next(one for one in study.informants if one.role == "Lurah").id
    after = displays.load("word-frequencies").build(
        made.add(Consent(id="PS-99", informant=who, withdrawn_on="2018-06-01")).study()
    )
    assert "Lurah" in {column.id for column in before.columns}
    assert "Lurah" not in {column.id for column in after.columns}
