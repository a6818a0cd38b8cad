"""What is missing or too much: each display is a table that can be read, or a sentence that says what to add."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

import pytest
from rich.console import Console

from qualcode import displays
from qualcode.displays import DISPLAYS
from qualcode.displays._figure_tables import as_matrices
from qualcode.displays._terminal import print_display
from qualcode.displays._text import cell_text
from qualcode.errors import DisplayNotReady
from qualcode.model import Case, Coding, Consent, Event, Informant, Link, Period, Rating, Study
from tests.builders import StudyBuilder
from tests.displays.study import whole_builder
from tests.displays.test_figures import many


def without(*kinds: type) -> Study:
    """The study with everything but some kinds of record."""
    made = whole_builder()
    made.records = [one for one in made.records if not isinstance(one, kinds)]
    return made.study()


def alone() -> Study:
    """One informant, one code, one coding."""
    made = StudyBuilder().focus("A").informant("I-1", "Staf").interview("W-1", "I-1", "P: apa?\nI: begitu saja.")
    return made.code("W-1", "begitu saja.", "A", "+").study()


def withdrawn() -> Study:
    """Nobody's words may be shown any more."""
    made = whole_builder()
    people = [one.id for one in made.records if isinstance(one, Informant)]
    made.records = [one for one in made.records if not isinstance(one, Consent)]
    return made.add(*(Consent(id=f"PX-{who}", informant=who, withdrawn_on="2018-05-01") for who in people)).study()


def crowded() -> Study:
    """More codes and people than a page holds; the whole crowd where tests may take long."""
    size = (200, 60) if os.environ.get("QUALCODE_LONG") else (40, 12)
    return many(*size).study()


STUDIES: dict[str, Callable[[], Study]] = {
    "nothing": lambda: StudyBuilder().study(),
    "no sources": lambda: StudyBuilder().focus("A").informant("I-1", "Staf").study(),
    "no codes": lambda: (
        StudyBuilder().informant("I-1", "Staf").interview("W-1", "I-1", "P: apa?\nI: begitu saja.").study()
    ),
    "no codings": lambda: without(Coding),
    "no events": lambda: without(Event),
    "no ratings": lambda: without(Rating),
    "no links": lambda: without(Link),
    "no cases": lambda: without(Case),
    "no periods": lambda: without(Period),
    "one informant": alone,
    "all withdrawn": withdrawn,
    "200 codes of 120 letters, 60 informants": crowded,
}


@pytest.mark.parametrize("gap", STUDIES)
def test_every_display_can_be_read_or_says_what_to_add(gap: str) -> None:
    study = STUDIES[gap]()
    for name in DISPLAYS.names():
        try:
            shown = displays.load(name).build(study)
        except DisplayNotReady as refused:
            assert any("qualcode " in line for line in refused.missing), name  # noqa: PT017 - a table is as good
            continue
        console = Console(width=80, file=io.StringIO(), markup=False, highlight=False)
        print_display(shown, console)
        printed = console.file.getvalue()  # type: ignore[attr-defined]
        assert max(map(len, printed.splitlines())) <= 80, name
        for matrix in as_matrices([shown]):
            assert matrix.rows, name
            assert all(cell_text(cell, matrix).strip() for cell in matrix.cells), name
        if gap == "all withdrawn":
            spoken = {place.source for place in shown.segments if place.source.startswith("W")}
            assert not spoken, name
