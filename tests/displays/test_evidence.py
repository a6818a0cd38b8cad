"""Every cell, node, edge and mark leads to its segments, in every format that can hold it."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest

from qualcode import displays
from qualcode.displays._figure import Figure
from qualcode.displays._writers import WRITERS, fitting
from tests.builders import StudyBuilder
from tests.displays.study import FIGURES, MATRICES, whole

HOLDING = {"html", "json", "xlsx", "svg", "graphml", "dot"}
"""Formats that hold more than what is printed; the others hold the evidence of what is quoted, and of figures."""


def text(data: bytes) -> str:
    """Everything that can be read in a file."""
    if not data.startswith(b"PK"):
        return html.unescape(data.decode("utf-8-sig"))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    return html.unescape(re.sub(r"<[^>]+>", " ", parts))


@pytest.mark.parametrize("name", [*MATRICES, *FIGURES])
def test_every_segment_of_a_display_is_cited_in_every_format_that_can_hold_it(name: str) -> None:
    study = whole()
    shown = displays.load(name).build(study)
    cited = {place.citation for place in shown.segments}
    assert cited or name == "word-frequencies"
    for form in fitting([shown]):
        if form in HOLDING or (isinstance(shown, Figure) and form != "png"):
            read = text(WRITERS.load(form).render([shown], study))
            assert not [code for code in cited if code not in read], form


def test_a_count_in_a_workbook_names_what_was_counted_in_a_comment() -> None:
    made = StudyBuilder().focus("A").informant("I-01", "Staf")
    made.interview("W-01", "I-01", "\n".join(f"P: Apa?\nI: jawaban {n} saja" for n in range(45)))
    for n in range(45):
        made.code("W-01", f"jawaban {n} saja", "A")
    study = made.study()
    shown = displays.load("matrix").build(study)
    read = text(WRITERS.load("xlsx").render([shown], study))
    assert "45 dari 45 segmen" in read
    assert all(place.citation in read for place in shown.segments[:40])
    assert "; +5" in read
