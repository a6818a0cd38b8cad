"""The timeline of events: lanes of cases, places or kinds over the days that the dates name."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from itertools import accumulate, pairwise

from qualcode.model import Case, Event, EventKind, Period, Study

from ._chart_lanes import CRITICAL, Band, Lanes, Span
from ._event_axes import in_time
from ._figure import Panel
from ._figure_display import Found
from ._options import Option
from ._sight import Sight, is_barred_event

WAYS = ("case", "locus", "type", "together")
MOST_TICKS = 12

CROWDED, MUCH, FEW = 0.3, 3.0, 5
"""Share of all events in a period, how many times that of its length, and how many events, from which on it has more
room."""

EVENTS = 2.0
"""How much more an event counts than time for the room of a period."""

MONTH, LEAST_MONTH = 30.4, 0.08
"""Days of a month, and the share of the scale that it takes to be named."""


def _way(study: Study) -> str:
    events = study.all(Event)
    cases = {event.case for event in events if event.case}
    return "case" if len(cases) > 1 else "locus" if any(event.locus for event in events) else "together"


lanes = Option(name="lanes", known=lambda _study: {way: way for way in WAYS}, chosen=_way, usual=True)
"""What the lanes of a timeline are."""


def days(written: str) -> tuple[int, int] | None:
    """The first and the last day that a date of any precision may mean, as day numbers; None for no date."""
    parts = [int(part) for part in written.split("-") if part.isdigit()]
    if not parts:
        return None
    year, month, day = (*parts, 0, 0)[:3]
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1).toordinal(), date(year, last_month, last_day).toordinal()


def event_timeline(sight: Sight) -> Found:
    """Events as moments, states and vague dates as stretches; those without any time are named."""
    study, terms = sight.study, sight.terms
    events = [one for one in in_time(sight.scope, sight.events) if not is_barred_event(study, one)]
    spans: list[Span] = []
    without: list[str] = []
    for event in events:
        place = _extent(study, event)
        if place is None:
            without.append(event.label)
            continue
        start, end = place
        spans.append(
            Span(
                key=event.id,
                lane=_lane(event, sight.scope.options["lanes"]),
                start=start,
                end=end if end > start or event.kind is EventKind.STATE else start,
                label=event.label,
                when=_when(sight, event),
                fill="grey" if event.kind is EventKind.STATE else "hatch",
                strong=event.critical,
                segments=sight.told(event.segments),
            )
        )
    if not spans:
        return Found(panels=())
    first, last = min(one.start for one in spans), max(one.end for one in spans)
    margin = max(1.0, (last - first) * 0.02)
    bands = _bands(study)
    knots = _knots(bands, spans, (first - margin, last + margin))
    content = Lanes(
        lanes=_titles(sight, dict.fromkeys(one.lane for one in spans)),
        spans=tuple(spans),
        start=first - margin,
        end=last + margin,
        ticks=_ticks(sight, first, last) if not knots else _ticks_between(sight, knots),
        scale=terms("displays.chart.time"),
        bands=bands,
        knots=knots,
        fills=(
            ("grey", terms("displays.chart.state")),
            ("hatch", terms("displays.chart.vague")),
            (CRITICAL, terms("displays.chart.critical")),
        ),
    )
    remarks = (terms("displays.chart.undated", count=len(without), names=", ".join(without)),) if without else ()
    rules = (terms("displays.chart.uneven"),) if knots else ()
    return Found(panels=(Panel(content=content),), remarks=remarks, rules=rules)


def _knots(bands: tuple[Band, ...], spans: list[Span], whole: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """A scale on which crowded periods have more room; none where an even one does."""
    start, end = whole
    inner = {border for band in bands for border in (band.start, band.end) if start < border < end}
    borders = [start, *sorted(inner), end]
    parts = list(pairwise(borders))
    lengths = [(high - low) / (end - start) for low, high in parts]
    events = [sum(low <= one.start < high for one in spans) / len(spans) for low, high in parts]
    least = max(CROWDED, FEW / len(spans))
    if not any(event >= least and event > MUCH * length for event, length in zip(events, lengths, strict=True)):
        return ()
    room = accumulate((length + EVENTS * event for event, length in zip(events, lengths, strict=True)), initial=0.0)
    return tuple((border, taken / (1 + EVENTS)) for border, taken in zip(borders, room, strict=True))


def _ticks_between(sight: Sight, knots: tuple[tuple[float, float], ...]) -> tuple[tuple[float, str], ...]:
    """Years, and months where they are far enough apart to be read."""
    found: dict[float, str] = {}
    for (low, left), (high, right) in pairwise(knots):
        for month in _months(low, high):
            day = month.toordinal()
            if month.month == 1:
                found[day] = str(month.year)
            elif (right - left) * MONTH >= (high - low) * LEAST_MONTH:
                found[day] = sight.terms.date(month.isoformat()[:7])
    return tuple(sorted(found.items()))


def _months(low: float, high: float) -> list[date]:
    """The first days of months from one day to another."""
    years = range(date.fromordinal(int(low)).year, date.fromordinal(int(high)).year + 1)
    months = (date(year, month, 1) for year in years for month in range(1, 13))
    return [one for one in months if low <= one.toordinal() <= high]


def _extent(study: Study, event: Event) -> tuple[int, int] | None:
    """From the first day of its date to the last of its end; the days of its period where it has no date."""
    start = days(event.date)
    if start is not None:
        end = days(event.end_date)
        return start[0], max(start[1], end[1] if end is not None else start[1])
    period = study.find(Period, event.period)
    bounds = (days(period.start), days(period.end)) if period is not None else (None, None)
    if bounds[0] is None or bounds[1] is None:
        return None
    return bounds[0][0], bounds[1][1]


def _lane(event: Event, way: str) -> str:
    value = {
        "case": event.case or "",
        "locus": event.locus.value if event.locus else "",
        "type": event.type,
        "together": "",
    }[way]
    return f"{way}:{value}"


def _titles(sight: Sight, names: Mapping[str, None]) -> tuple[tuple[str, str], ...]:
    """Lanes with their labels; what has no case, place or type comes last."""
    found = []
    for name in names:
        way, _, value = name.partition(":")
        case = sight.study.find(Case, value) if way == "case" else None
        label = case.label if case is not None else sight.scope.word("locus", value) if way == "locus" else value
        found.append((name, label or sight.terms(f"displays.chart.no_{way}")))
    return tuple(sorted(found, key=lambda pair: pair[0].endswith(":")))


def _when(sight: Sight, event: Event) -> str:
    terms = sight.terms
    if not event.date:
        period = sight.study.find(Period, event.period)
        return period.label if period is not None else ""
    dates = [terms.date(one) for one in (event.date, event.end_date) if one]
    return " – ".join(dict.fromkeys(dates))


def _bands(study: Study) -> tuple[Band, ...]:
    found = []
    for period in study.all(Period):
        start, end = days(period.start), days(period.end)
        if start is not None and end is not None:
            found.append(Band(start=start[0], end=end[1] + 1, label=period.label))
    return tuple(sorted(found, key=lambda band: band.start))


def _ticks(sight: Sight, first: float, last: float) -> tuple[tuple[float, str], ...]:
    """Years, months or days, about a dozen at most."""
    start, end = date.fromordinal(int(first)), date.fromordinal(int(last))
    years = [date(year, 1, 1) for year in range(start.year, end.year + 2)]
    months = [date(one.year, month, 1) for one in years for month in range(1, 13)]
    some = [date.fromordinal(day) for day in range(int(first), min(int(last), int(first) + 60) + 1)]
    inside = [one for one in months if first <= one.toordinal() <= last]
    if last - first <= MOST_TICKS:
        return tuple((one.toordinal(), sight.terms.date(one.isoformat())) for one in some)
    if len(inside) in range(2, 3 * MOST_TICKS):
        step = next(size for size in (1, 2, 3, 6) if len(inside) / size <= MOST_TICKS)
        return tuple((one.toordinal(), sight.terms.date(one.isoformat()[:7])) for one in inside[::step])
    if len(inside) < 2:  # noqa: PLR2004 - a tick alone says no distance
        step = max(1, int((last - first) // 6))
        return tuple((one.toordinal(), sight.terms.date(one.isoformat())) for one in some[::step])
    step = max(1, -(-len(years) // MOST_TICKS))
    return tuple((one.toordinal(), str(one.year)) for one in years[::step] if first <= one.toordinal() <= last)
