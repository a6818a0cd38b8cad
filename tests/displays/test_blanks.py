"""No blank is silent: over random small studies every cell of every display shows something or names a slot."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode import displays
from qualcode.collection.privacy import is_withdrawn
from qualcode.displays._figure import Figure
from qualcode.displays._figure_forms import told
from qualcode.displays._figure_tables import as_matrices, tables_of
from qualcode.displays._result import Blank, Matrix
from qualcode.displays._text import cell_text
from qualcode.errors import DisplayNotReady
from qualcode.model import (
    Case,
    Code,
    Consent,
    Cycle,
    Directness,
    EffectClass,
    Event,
    EventKind,
    Finding,
    GuideQuestion,
    Informant,
    Link,
    LinkKind,
    Locus,
    Memo,
    Period,
    Place,
    Rating,
    Role,
    ScaleValue,
    Segment,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Valence,
    Variable,
    VariableKind,
)
from tests.builders import StudyBuilder
from tests.displays.study import FIGURES, MATRICES

CODES = ("A", "A-1", "A-2", "B", "C")
TURNS = tuple(f"P: Tanya {n}?\nI: Jawaban nomor {n} saja." for n in range(4))


@st.composite
def studies(draw: st.DrawFn) -> Study:
    made = StudyBuilder().focus("A").focus("B")
    made.add(
        Code(id="A-1", name="A satu", parent="A"), Code(id="A-2", name="A dua", parent="A"), Code(id="C", name="C")
    )
    made.add(Code(id="POLA", name="Pola", cycle=Cycle.SECOND, condenses=tuple(draw(st.sets(st.sampled_from(CODES))))))
    for at in range(draw(st.integers(0, 3))):
        who = f"I-{at}"
        made.informant(who, draw(st.sampled_from(["Lurah", "Staf"])))
        if draw(st.booleans()):
            made.interview(f"W-{at}", who, "\n".join(TURNS))
            _code(draw, made, f"W-{at}")
            _summary(draw, made, f"W-{at}")
    if draw(st.booleans()):
        made.sheet("O-1", "Jawaban nomor 0 saja.\nJawaban nomor 1 saja.")
        _code(draw, made, "O-1")
    if draw(st.booleans()):
        made.add(GuideQuestion(id="Q-1", text="A?", focus="A", roles=tuple(draw(st.sets(st.just("Staf"))))))
    for at in range(draw(st.integers(0, 2))):
        effect = draw(st.none() | st.sampled_from(EffectClass))
        ends = draw(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)))
        made.add(
            Link(id=f"L-{at}", from_=f"code:{ends[0]}", to=f"code:{ends[1]}", kind=LinkKind.LEADS_TO, effect=effect)
        )
    if draw(st.booleans()):
        made.add(Memo(id="M-1", text="Dugaan.", links=("code:POLA",)))
    _in_time(draw, made)
    _rated(draw, made)
    if draw(st.booleans()):
        made.add(Finding(id="T-1", text="Dugaan.", focuses=("A",)))
    _gone(draw, made)
    return made.study()


def _gone(draw: st.DrawFn, made: StudyBuilder) -> None:
    """People who withdrew, words that a correction took out of their text, links and events that rest on some."""
    for person in [one.id for one in made.records if isinstance(one, Informant)]:
        if draw(st.integers(0, 5)) == 0:
            made.add(Consent(id=f"PS-{person}", informant=person, withdrawn_on="2018-05-01"))
    named = [one.id for one in made.records if isinstance(one, Segment)]
    lost = draw(st.sets(st.sampled_from(named), max_size=2)) if named else set()
    kept = st.lists(st.sampled_from(named), max_size=2, unique=True).map(tuple) if named else st.just(())
    for at, one in enumerate(made.records):
        if isinstance(one, Segment) and one.id in lost:
            made.records[at] = replace(one, end=one.start)
        elif isinstance(one, (Link, Event, Rating)):
            made.records[at] = replace(one, segments=draw(kept))


def _in_time(draw: st.DrawFn, made: StudyBuilder) -> None:
    """Periods, cases, events with and without date, actors, case and type, and what links them."""
    made.add(Period(id="lalu", label="Lalu", start="2018-01", end="2018-02"))
    made.add(Period(id="kini", label="Kini", start="2018-03", end="2018-03"))
    made.add(*(Case(id=f"KS-{n}", label=f"Kasus {n}") for n in range(draw(st.integers(0, 2)))))
    cases = [None, *(one.id for one in made.records if isinstance(one, Case))]
    some = draw(st.integers(0, 4))
    for at in range(some):
        critical = draw(st.booleans())
        made.add(
            Event(
                id=f"E-{at}",
                label=f"Kejadian {at}",
                kind=draw(st.sampled_from(EventKind)),
                type=draw(st.sampled_from(["", "padam"])),
                date=draw(st.sampled_from(["", "2018", "2018-02", "2018-03-09"])),
                period=draw(st.sampled_from([None, "lalu"])),
                case=draw(st.sampled_from(cases)),
                actors=tuple(draw(st.sets(st.sampled_from(["role:Lurah", "role:Staf"])))) if made_roles(made) else (),
                locus=draw(st.none() | st.sampled_from(Locus)),
                sequence=draw(st.none() | st.integers(1, 3)),
                critical=critical,
                critical_reason="Sebab." if critical else "",
                consequence=draw(st.sampled_from(["", "Antre."])),
            )
        )
    for at in range(draw(st.integers(0, 2)) if some > 1 else 0):
        first, second = draw(st.permutations(range(some)))[:2]
        ends = {"from_": f"event:E-{first}", "to": f"event:E-{second}"}
        made.add(Link(id=f"LE-{at}", kind=draw(st.sampled_from(LinkKind)), condition=draw(WORDS), **ends))


WORDS = st.sampled_from(["", "bila hujan"])


def made_roles(made: StudyBuilder) -> bool:
    return {one.id for one in made.records if isinstance(one, Role)} >= {"Lurah", "Staf"}


def _rated(draw: st.DrawFn, made: StudyBuilder) -> None:
    """Variables of every place, one under another, and ratings of the people there are, some missing."""
    scale = (ScaleValue(value=1, label="rendah"), ScaleValue(value=2, label="tinggi"))
    for at, place in enumerate(draw(st.lists(st.none() | st.sampled_from(Place), max_size=3))):
        kind = draw(st.sampled_from(VariableKind))
        parent = "V-0" if at and draw(st.booleans()) else None
        made.add(Variable(id=f"V-{at}", name=f"Ubahan {at}", values=scale, place=place, kind=kind, parent=parent))
        for person in [one.id for one in made.records if isinstance(one, Informant)]:
            if draw(st.booleans()):
                rated = (draw(st.sampled_from([1, 2])),)
                subject = f"informant:{person}"
                made.add(
                    Rating(id=f"P-{at}-{person}", subject=subject, variable=f"V-{at}", values=rated, period="kini")
                )


def _code(draw: st.DrawFn, made: StudyBuilder, source: str) -> None:
    for turn in range(2):
        for code in draw(st.sets(st.sampled_from([*CODES, "POLA"]), max_size=2)):
            made.code(
                source,
                f"Jawaban nomor {turn} saja.",
                code,
                draw(st.sampled_from(["", *Valence])),
                directness=draw(st.none() | st.sampled_from(Directness)),
                dont_know=draw(st.booleans()),
            )


def _summary(draw: st.DrawFn, made: StudyBuilder, source: str) -> None:
    kind = draw(st.sampled_from([SummaryItemKind.QUESTION_GOT, SummaryItemKind.QUESTION_NOT_GOT]))
    if draw(st.booleans()):
        item = SummaryItem(kind=kind, text="A", codes=("A",))
        made.add(Summary(id=f"R-{source}", kind=SummaryKind.CONTACT, source=source, items=(item,)))


def matrices(study: Study) -> list[Matrix]:
    found = []
    for name in MATRICES:
        with suppress(DisplayNotReady):
            found.append(displays.load(name).build(study))
    return found


@given(studies())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_cell_of_any_display_is_silent(study: Study) -> None:
    for matrix in matrices(study):
        assert len(matrix.cells) == len(matrix.rows) * len(matrix.columns)
        for cell in matrix.cells:
            assert cell_text(cell, matrix).strip()
            says = bool(cell.entries) or cell.data_mark is not None
            assert says == (cell.blank is None)
            if cell.blank is Blank.ERROR:
                assert (cell.row, cell.column) in matrix.blanks
                assert "[ISI" in cell_text(cell, matrix)
            elif cell.blank is Blank.DECLARED:
                assert matrix.blank
            for entry in cell.entries:
                assert entry.n is None or (entry.of is not None and 0 <= entry.n <= entry.of)


@given(studies())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_in_any_figure_is_silent(study: Study) -> None:
    """Everything has a name; what should rest on segments and does not says so; the table has each mark once."""
    for name in FIGURES:
        with suppress(DisplayNotReady):
            shown = displays.load(name).build(study)
            assert isinstance(shown, Figure)
            keys = [f"{at}.{mark.key}" for at, panel in enumerate(shown.panels) for mark in panel.content.marks()]
            rows = [row for table in tables_of(shown) for row in table.rows]
            assert sorted(keys) == sorted(row.key for row in rows)
            for matrix in as_matrices([shown]):
                assert all(cell_text(cell, matrix).strip() for cell in matrix.cells)
            for panel in shown.panels:
                assert all(mark.label.strip() for mark in panel.content.marks())
                assert any(line.strip() for line in told(panel, shown, 80))
            assert not [place for place in shown.segments if is_withdrawn(study, study.segments[place.segment])]


@given(studies())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_sign_in_a_cell_is_in_the_legend(study: Study) -> None:
    for matrix in matrices(study):
        for cell in matrix.cells:
            marks = [mark.value for mark in cell.evidence_marks] + ([cell.data_mark.value] if cell.data_mark else [])
            assert set(marks) <= set(matrix.legend)
