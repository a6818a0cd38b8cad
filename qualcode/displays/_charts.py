"""The charts: what each finds in a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from qualcode.collection.positions import line_starts, lines_of, own_line
from qualcode.model import Code, Counted, Period, Source, Speaker, Study, Variable
from qualcode.reduction.coded import CodedSegment, evidence
from qualcode.reduction.saturation import added

from . import _axes as by
from ._chart_bars import Bar, Bars
from ._chart_grid import Grid, Square
from ._chart_lanes import Lanes, Span
from ._chart_plot import Dot, Plot, Scale
from ._charted import counts_of, hidden_remark
from ._code_axes import lines_of_codes
from ._drawing.fills import named
from ._figure import Panel
from ._figure_display import Found
from ._meant import period_of
from ._names import case_code, listed_codes
from ._options import Option
from ._parts import Axis, Item
from ._people_axes import cases_of
from ._quotes import reference
from ._ratings import ratings_of
from ._sight import Sight

MOST_SOURCES = 40
"""Sources that a portrait shows."""

TICKS = 12


def _titles(items: tuple[Item, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((item.id, item.label) for item in items)


def code_bars(sight: Sight) -> Found:
    """Of each role how many speak of each code."""
    found = counts_of(sight, by.code, by.role, Counted.INFORMANTS)
    if not found.rows or not found.columns:
        return Found(panels=())
    bars = tuple(
        Bar(category=row.id, series=column.id, n=number.n, of=number.of, segments=number.segments)
        for row in found.rows
        for column in found.columns
        for number in (found.numbers[row.id, column.id],)
    )
    counted = sight.terms("values.counted.informants")
    content = Bars(categories=_titles(found.rows), series=_titles(found.columns), bars=bars, counted=counted)
    return Found(panels=(Panel(content=content),), remarks=hidden_remark(sight, found.hidden))


COLUMNS: Mapping[str, Axis] = {
    axis.name: axis for axis in (by.informant, by.role, by.case, by.source, by.technique, by.period)
}

across = Option(
    name="columns", known=lambda _study: {name: name for name in COLUMNS}, chosen=lambda _study: "role", usual=True
)
"""What the columns of a heat map are."""


def heat_map(sight: Sight) -> Found:
    """How many segments of each code stand in each column."""
    columns = COLUMNS[sight.scope.options["columns"]]
    found = counts_of(sight, by.category, columns, Counted.SEGMENTS)
    if not found.rows or not found.columns:
        return Found(panels=())
    content = Grid(
        rows=_titles(found.rows),
        columns=_titles(found.columns),
        squares=tuple(
            Square(row=row.id, column=column.id, n=number.n, segments=number.segments)
            for row in found.rows
            for column in found.columns
            for number in (found.numbers[row.id, column.id],)
        ),
        counted=sight.terms("values.counted.segments"),
    )
    return Found(panels=(Panel(content=content),), remarks=hidden_remark(sight, found.hidden))


over_time = Option(
    name="over-time", known=lambda _study: {"no": "", "yes": "yes"}, chosen=lambda _study: "", usual=True
)
"""Whether the same case is shown in its first and its last period."""


def scatterplot(sight: Sight) -> Found:
    """Cases on two rated variables, each by the last period in which both are rated (D22)."""
    scope, study = sight.scope, sight.study
    names = scope.options["cause"], scope.options["outcome"]
    variables = [study.find(Variable, name) for name in names]
    if variables[0] is None or variables[1] is None or names[0] == names[1]:
        return Found(panels=())
    order = {one.id: at for at, one in enumerate(study.all(Period))}
    dots: list[Dot] = []
    without: list[str] = []
    for case in cases_of(scope):
        placed = _levels(sight, case, names)
        periods = sorted(placed, key=lambda period: order.get(period, -1))
        if not periods:
            without.append(case_code(study, case.id))
            continue
        first, last = periods[0], periods[-1]
        moves = bool(scope.options["over-time"]) and first != last
        for period in (first, last) if moves else (last,):
            (x, y), segments = placed[period]
            dots.append(
                Dot(
                    key=f"{case.id}/{period}" if moves else case.id,
                    label=case.label if not moves else f"{case.label} {period}",
                    x=x,
                    y=y,
                    note=_period_label(study, period),
                    after=f"{case.id}/{first}" if moves and period == last else "",
                    segments=sight.told(segments),
                )
            )
    if not dots:
        return Found(panels=())
    scales = [_scale(one) for one in variables if one is not None]
    remarks = (sight.terms("displays.remark.unrated", cases=listed_codes(without)),) if without else ()
    rules = tuple(
        sight.terms("displays.rule.scale_rule", variable=one.name, rule=one.rule)
        for one in variables
        if one is not None and one.rule
    )
    return Found(
        panels=(Panel(content=Plot(x=scales[0], y=scales[1], dots=tuple(dots))),), remarks=remarks, rules=rules
    )


def _levels(sight: Sight, case: Item, names: tuple[str, str]) -> dict[str, tuple[tuple[int, int], tuple[str, ...]]]:
    """Period → the levels of a case on both variables, and the segments, where both are rated."""
    sides = []
    for name in names:
        some = (one for one in ratings_of(sight.scope, case, name) if one.values)
        kept = (one for one in some if sight.scope.kept is None or sight.scope.kept(one))
        sides.append({period_of(sight.study, one.period, one.date) or "": one for one in kept})
    return {
        period: ((sides[0][period].values[-1], one.values[-1]), (*sides[0][period].segments, *one.segments))
        for period, one in sides[1].items()
        if period in sides[0]
    }


def _scale(variable: Variable) -> Scale:
    return Scale(title=variable.name, steps=tuple((step.value, step.label) for step in variable.values))


def _period_label(study: Study, period: str) -> str:
    found = study.find(Period, period)
    return found.label if found is not None else ""


def saturation_curve(sight: Sight) -> Found:
    """New codes by source in order of collection."""
    rows = [one for one in added(sight.study, sight.codings) if one.codings]
    if not rows:
        return Found(panels=())
    dots = []
    for at, one in enumerate(rows):
        new = {name: sight.study.get(Code, name).name for name in one.new}
        dots.append(
            Dot(
                key=one.source.id,
                label=one.source.id,
                x=at,
                y=one.so_far,
                note=f"+{len(new)}: {', '.join(new.values())}" if new else "+0",
                segments=sight.told(piece.segment.id for piece in one.codings if piece.code.id in new),
            )
        )
    words = sight.terms
    content = Plot(
        x=Scale(title=words("displays.chart.collected"), steps=tuple((one.x, one.label) for one in dots)),
        y=Scale(title=words("displays.chart.codes_so_far"), steps=()),
        dots=tuple(dots),
        curve=True,
        rises=tuple(len(one.new) for one in rows),
    )
    return Found(panels=(Panel(content=content),))


def _coded_sources(study: Study) -> Mapping[str, str]:
    return {one.id: one.id for one in study.sources}


def _most_coded(study: Study) -> str:
    counts = Counter(one.source.id for one in evidence(study))
    return max(counts, key=lambda name: counts[name], default="")


one_source = Option(name="source", known=_coded_sources, chosen=_most_coded)
"""The source that a codeline is about."""


def codeline(sight: Sight) -> Found:
    """The codes of one source as lanes over its lines, below who speaks."""
    study = sight.study
    source = study.find(Source, sight.scope.options["source"])
    codings = [one for one in sight.codings if source is not None and one.source.id == source.id]
    if source is None or not codings:
        return Found(panels=())
    items = by.code.items(sight.scope)
    spans = [*_speech(sight, source), *_stretches(sight, codings, items)]
    last = len(line_starts(study, source.id))
    speech = (("speaker", sight.terms("displays.chart.speakers")),)
    there = {one.lane for one in spans}
    lanes = Lanes(
        lanes=(*speech, *(pair for pair in _titles(items) if pair[0] in there)),
        spans=tuple(spans),
        start=0,
        end=last,
        ticks=tuple((line - 0.5, str(own_line(source, line))) for line in _every(last)),
        scale=sight.terms("displays.chart.lines", source=source.id),
        fills=(
            ("white", sight.terms("displays.chart.interviewer")),
            ("hatch", sight.terms("displays.chart.informant")),
            ("dark", sight.terms("displays.chart.coded")),
        ),
    )
    return Found(panels=(Panel(content=lanes),))


def _every(last: int) -> list[int]:
    step = max(1, -(-last // TICKS))
    step = next(size for size in (1, 5, 10, 20, 50, 100, 200, 500, 1000, 10**6) if size >= step)
    return [1, *range(step, last + 1, step)] if step > 1 else list(range(1, last + 1))


def _speech(sight: Sight, source: Source) -> list[Span]:
    fills = {Speaker.INTERVIEWER: "white", Speaker.INFORMANT: "hatch"}
    return [
        Span(
            key=f"block:{block.number}",
            lane="speaker",
            start=block.first_line - 1,
            end=block.last_line,
            label=block.informant or sight.terms(f"displays.chart.{block.speaker.value}"),
            when=sight.terms("displays.chart.block", number=block.number),
            fill=fills[block.speaker],
            named=False,
        )
        for block in sight.study.blocks(source.id)
        if block.speaker in fills
    ]


def _stretches(sight: Sight, codings: list[CodedSegment], items: tuple[Item, ...]) -> list[Span]:
    lines = lines_of_codes(sight.scope, items)
    found: dict[str, Span] = {}
    for one in codings:
        first, last = lines_of(sight.study, one.segment)
        place = reference(sight.study, one.segment)
        for lane in lines.get(one.code.id, ()):
            found.setdefault(
                f"{lane}/{one.segment_id}",
                Span(
                    key=f"{lane}/{one.segment_id}",
                    lane=lane,
                    start=first - 1,
                    end=last,
                    label=one.code.name,
                    when=sight.terms(
                        "displays.heading.context", lines=f"{first}–{last}" if last > first else str(first)
                    ),
                    fill="dark",
                    named=False,
                    segments=(place,),
                ),
            )
    return list(found.values())


def document_portrait(sight: Sight) -> Found:
    """Each source as a strip from its first to its last line, with its codes in order."""
    study = sight.study
    by_source: dict[str, list[CodedSegment]] = {}
    for one in sight.codings:
        by_source.setdefault(one.source.id, []).append(one)
    sources = [one for one in sight.scope.sources if one.id in by_source]
    shown = sources[:MOST_SOURCES]
    if not shown:
        return Found(panels=())
    items = by.code.items(sight.scope)
    fills = {item.id: named(at) for at, item in enumerate(items)}
    spans: list[Span] = []
    for source in shown:
        length = len(line_starts(study, source.id)) / 100
        spans += [
            replace(
                span,
                key=f"{source.id}/{span.key}",
                lane=source.id,
                start=span.start / length,
                end=span.end / length,
                fill=fills[span.lane],
            )
            for span in _stretches(sight, by_source[source.id], items)
        ]
    used = {span.fill: None for span in spans}
    lanes = Lanes(
        lanes=tuple((one.id, one.id) for one in shown),
        spans=tuple(spans),
        start=0,
        end=100,
        ticks=tuple((place, f"{place}%") for place in range(0, 101, 20)),
        scale=sight.terms("displays.chart.course"),
        fills=tuple((fills[item.id], item.label) for item in items if fills[item.id] in used),
    )
    return Found(
        panels=(Panel(content=lanes),), remarks=hidden_remark(sight, [one.id for one in sources[MOST_SOURCES:]])
    )
