"""Charts: their numbers are those of the matrices, every mark leads to its segments, filters and consents hold."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings

from qualcode import displays
from qualcode.displays._chart_bars import Bars
from qualcode.displays._chart_grid import Grid
from qualcode.displays._chart_lanes import Lanes
from qualcode.displays._chart_plot import Plot
from qualcode.displays._drawing.grid import scenes
from qualcode.displays._drawing.scene import Words
from qualcode.displays._figure import Figure
from qualcode.displays._figure_forms import Room
from qualcode.displays._timelines import days
from qualcode.errors import DisplayNotReady
from qualcode.model import Case, Code, Consent, Counted, Event, EventKind, Period, Rating, ScaleValue, Study, Variable
from qualcode.reduction.filters import Filter
from qualcode.terms import terms_for
from tests.builders import StudyBuilder
from tests.displays.study import whole
from tests.displays.test_blanks import studies

CHARTS = (
    "code-bars",
    "code-heat-map",
    "codeline",
    "document-portrait",
    "event-timeline",
    "saturation-curve",
    "scatterplot",
)


def chart(name: str, study: Study, **options: Any) -> Figure:
    return cast("Figure", displays.load(name).build(study, **options))


def content(name: str, study: Study, **options: Any) -> Any:
    return chart(name, study, **options).panels[0].content


@given(studies())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_bars_and_squares_count_what_the_matrices_count(study: Study) -> None:
    from dataclasses import replace

    from qualcode.displays import _cells as cells

    free = cast("Any", displays.load("matrix"))
    try:
        bars: Bars = content("code-bars", study)
        grid: Grid = content("code-heat-map", study)
    except DisplayNotReady:
        return
    people = replace(free, cell=cells.count(Counted.INFORMANTS)).build(study, rows="code", columns="role")
    for bar in bars.bars:
        entry = people.cell(bar.category, bar.series).entries[0]
        assert (bar.n, bar.of) == (entry.n, entry.of)
        assert bar.segments == entry.segments
    segments = free.build(study, rows="category", columns="role")
    for square in grid.squares:
        assert square.n == segments.cell(square.row, square.column).entries[0].n


@given(studies())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_study_gives_a_chart_that_can_be_drawn_told_and_listed(study: Study) -> None:
    from qualcode.displays._figure_forms import Room, form_of
    from qualcode.terms import terms_for

    for name in CHARTS:
        try:
            made = chart(name, study)
        except DisplayNotReady:
            continue
        for panel in made.panels:
            form, terms = form_of(panel.content), terms_for("id")
            keys = [mark.key for mark in panel.content.marks()]
            assert len(keys) == len(set(keys))
            assert all(len(line) <= 80 for line in form.lines(panel.content, terms, 80))
            assert form.scenes(panel.content, terms, Room(width=400, height=500))
            rows = [row for table in form.tables(panel.content, terms) for row in table.rows]
            assert {row.key for row in rows} <= set(keys)


@pytest.mark.parametrize("name", ["code-bars", "code-heat-map", "codeline", "document-portrait", "saturation-curve"])
def test_a_filter_bounds_every_mark(name: str) -> None:
    study = whole()
    people = {one.id for one in study.informants if one.role == "Staf"}
    sources = {one.id for one in study.sources if people.intersection(one.informants)}
    about = {"source": min(sources)} if name == "codeline" else {}
    made = chart(name, study, filter=Filter(role=("Staf",)), options=about)
    assert made.segments
    assert {place.source for place in made.segments} <= sources


@pytest.mark.parametrize("name", CHARTS)
def test_words_of_a_withdrawn_informant_are_in_no_chart(name: str) -> None:
    made = StudyBuilder().focus("A")
    scale = (ScaleValue(value=1, label="rendah"), ScaleValue(value=2, label="tinggi"))
    made.add(*(Variable(id=f"V-{n}", name=f"Ubahan {n}", values=scale) for n in (1, 2)))
    for n in (1, 2):
        made.informant(f"I-{n}", "Staf").interview(f"W-{n}", f"I-{n}", f"P: apa?\nI: kata orang {n}.")
        made.code(f"W-{n}", f"kata orang {n}.", "A").add(Case(id=f"KS-{n}", label=f"Kasus {n}", informants=(f"I-{n}",)))
        place = made.segment(f"W-{n}", f"kata orang {n}.").id
        for v in (1, 2):
            made.add(Rating(id=f"P-{n}{v}", subject=f"case:KS-{n}", variable=f"V-{v}", values=(v,), segments=(place,)))
        made.add(Event(id=f"E-{n}", label=f"Kejadian {n}", date="2018-03", case=f"KS-{n}", segments=(place,)))
    made.add(Consent(id="PS-1", informant="I-1", withdrawn_on="2018-04-01"))
    found = chart(name, made.study())
    assert {place.source for place in found.segments} == {"W-2"}


def test_cases_of_the_same_value_are_all_shown_and_those_without_are_named() -> None:
    made = StudyBuilder()
    scale = (ScaleValue(value=1, label="rendah"), ScaleValue(value=2, label="tinggi"))
    made.add(*(Variable(id=f"V-{n}", name=f"Ubahan {n}", values=scale) for n in (1, 2)))
    for n in range(4):
        made.informant(f"I-{n}", "Staf").add(Case(id=f"KS-{n}", label=f"KS-{n}", informants=(f"I-{n}",)))
        for v in (1, 2):
            if n < 3:
                made.add(Rating(id=f"P-{n}{v}", subject=f"case:KS-{n}", variable=f"V-{v}", values=(1,)))
    figure = chart("scatterplot", made.study(), options={"cause": "V-1", "outcome": "V-2"})
    plot: Plot = cast("Plot", figure.panels[0].content)
    assert [(one.label, one.x, one.y) for one in plot.dots] == [("KS-0", 1, 1), ("KS-1", 1, 1), ("KS-2", 1, 1)]
    assert any("I-3" in remark for remark in figure.remarks)


def test_a_vague_date_is_as_long_as_it_may_be_and_no_date_is_named() -> None:
    made = StudyBuilder()
    made.add(Event(id="E-1", label="Bulan", date="2018-02"), Event(id="E-2", label="Hari", date="2018-03-09"))
    made.add(Event(id="E-3", label="Lama", date="2018-01-05", end_date="2018-02", kind=EventKind.STATE))
    made.add(Event(id="E-4", label="Entah"))
    figure = chart("event-timeline", made.study())
    lanes: Lanes = cast("Lanes", figure.panels[0].content)
    length = {one.label: one.end - one.start for one in lanes.spans}
    assert length == {"Bulan": 27, "Hari": 0, "Lama": 54}
    assert any("Entah" in remark for remark in figure.remarks)


def crowded_year() -> StudyBuilder:
    """One event in each of two quiet years, ten in a month."""
    made = StudyBuilder().add(
        Period(id="P-1", label="2016", start="2016-01-01", end="2016-12-31", order=1),
        Period(id="P-2", label="2017", start="2017-01-01", end="2017-12-31", order=2),
        Period(id="P-3", label="Januari 2018", start="2018-01-01", end="2018-01-31", order=3),
    )
    made.add(Event(id="E-91", label="Lama", date="2016-03-01"), Event(id="E-92", label="Lebih baru", date="2017-03-01"))
    return made.add(*(Event(id=f"E-{n}", label=f"Hari {n}", date=f"2018-01-{n:02d}") for n in range(10, 20)))


def test_a_crowded_period_has_more_room_and_the_chart_says_so() -> None:
    figure = chart("event-timeline", crowded_year().study())
    lanes: Lanes = cast("Lanes", figure.panels[0].content)
    crowded = next(band for band in lanes.bands if band.label == "Januari 2018")
    assert lanes.share(crowded.end) - lanes.share(crowded.start) > 0.5
    places = [lanes.share(value) for value in range(int(lanes.start), int(lanes.end))]
    assert places == sorted(places)
    assert (lanes.share(lanes.start), lanes.share(lanes.end)) == (0, pytest.approx(1))
    assert any("tidak rata" in rule for rule in figure.rules)
    assert "Januari 2018" in [label for _place, label in (*lanes.ticks, *((0, band.label) for band in lanes.bands))]


def test_time_is_to_one_measure_where_events_are_spread() -> None:
    made = crowded_year()
    made.records = [one for one in made.records if not getattr(one, "id", "").startswith("E-1")]
    figure = chart("event-timeline", made.add(Event(id="E-1", label="Baru", date="2018-01-05")).study())
    lanes: Lanes = cast("Lanes", figure.panels[0].content)
    assert not lanes.knots
    middle = (lanes.start + lanes.end) / 2
    assert lanes.share(middle) == pytest.approx(0.5)


def test_codes_of_which_no_column_has_a_word_make_no_row_of_a_heat_map() -> None:
    made = StudyBuilder().focus("A").focus("B").informant("I-1", "Staf").interview("W-1", "I-1", "P: Apa?\nI: surat")
    study = made.sheet("O-1", "loket kosong").code("W-1", "surat", "A").code("O-1", "loket", "B").study()
    assert [name for name, _label in content("code-heat-map", study).rows] == ["A"]


@pytest.mark.parametrize("name", CHARTS)
def test_the_text_names_every_line_of_a_chart(name: str) -> None:
    from qualcode.displays._figure_forms import form_of
    from qualcode.terms import terms_for

    one = content(name, whole())
    text = "\n".join(form_of(one).lines(one, terms_for("id"), 80))
    lines = {
        "code-bars": lambda: (*one.categories, *one.series),
        "code-heat-map": lambda: (*one.rows, *one.columns),
        "saturation-curve": lambda: [(dot.key, dot.label) for dot in one.dots],
        "scatterplot": lambda: [(dot.key, dot.label) for dot in one.dots],
    }.get(name, lambda: one.lanes)()
    assert lines
    for _id, label in lines:
        assert label in text


@pytest.mark.parametrize(("written", "length"), [("2020-02", 28), ("2018", 364), ("2018-03-09", 0)])
def test_days_of_a_date(written: str, length: int) -> None:
    found = days(written)
    assert found is not None
    assert found[1] - found[0] == length
    assert days("") is None


def test_new_codes_are_counted_in_order_of_collection() -> None:
    made = StudyBuilder().focus("A").focus("B")
    for n, date in ((1, "2018-03-02"), (2, "2018-03-01"), (3, "")):
        made.informant(f"I-{n}", "Staf").interview(f"W-{n}", f"I-{n}", "P: apa?\nI: satu. dua.", date=date)
    made.code("W-1", "satu.", "A").code("W-1", "dua.", "B").code("W-2", "satu.", "A").code("W-3", "dua.", "B")
    plot: Plot = content("saturation-curve", made.study())
    assert [(one.label, one.y) for one in plot.dots] == [("W-2", 1), ("W-1", 2), ("W-3", 2)]
    assert plot.rises == (1, 1, 0)


def test_a_heat_map_of_few_columns_has_room_for_whole_names() -> None:
    names = [f"Alasan nomor {number} yang disebut warga ketika ditanya (umum)" for number in range(3)]
    made = StudyBuilder().informant("I-1", "Staf").interview("W-1", "I-1", "P: Apa?\nI: Satu dua tiga.")
    for number, name in enumerate(names):
        made.add(Code(id=f"K-{number}", name=name, order=number)).code("W-1", "dua", f"K-{number}")
    grid: Grid = cast("Grid", chart("code-heat-map", made.study()).panels[0].content)
    (scene,) = scenes(grid, terms_for("id"), Room(width=500, height=700))
    written = [item.text for item in scene.items if isinstance(item, Words) and not item.turned]
    assert written == names
