"""Axes of events: loci, critical incidents, steps, types; the events around one event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qualcode.model import Event, Link, Locus, Period
from qualcode.reduction.coded import CodedSegment

from ._code_axes import FINDERS as CODE_FINDERS
from ._code_axes import category
from ._meant import period_of
from ._names import natural
from ._parts import Axis, Finder, Item, Scope

NO_LOCUS = "no-locus"
TYPE = "type/"
"""Begins the id of a line that holds the events of one type."""


def in_time(scope: Scope, events: Iterable[Event]) -> list[Event]:
    """Events by date, then by period, sequence and id; those without any time last."""
    order = {one.id: at for at, one in enumerate(scope.study.all(Period))}

    def key(event: Event) -> tuple[object, ...]:
        period = period_of(scope.study, event.period, event.date)
        place = order.get(period or "", len(order))
        return not (event.date or period), event.date or "9", place, event.sequence or 0, natural(event.id)

    return sorted(events, key=key)


def _seen(scope: Scope) -> tuple[Event, ...]:
    return tuple(event for event in scope.events if scope.kept is None or scope.kept(event))


def _loci(scope: Scope) -> tuple[Item, ...]:
    found = [Item(id=one.value, label=scope.word("locus", one.value)) for one in Locus]
    if any(event.locus is None for event in _seen(scope)):
        found.append(Item(id=NO_LOCUS, label=scope.word("locus", NO_LOCUS)))
    return tuple(found) if scope.events else ()


locus = Axis(
    name="locus",
    stub=("locus",),
    items=_loci,
    finders={Event: lambda _scope, _items: lambda event: (event.locus.value if event.locus else NO_LOCUS,)},
)

critical_incident = Axis(
    name="critical-incident",
    partial=True,
    stub=("incident",),
    items=lambda scope: tuple(
        Item(id=event.id, label=event.label) for event in in_time(scope, _seen(scope)) if event.critical
    ),
    finders={Event: lambda _scope, _items: lambda event: (event.id,)},
)


def _steps(scope: Scope) -> tuple[Item, ...]:
    """Steps by sequence index; periods where no event carries one."""
    steps = sorted({event.sequence for event in _seen(scope) if event.case and event.sequence is not None})
    if steps:
        return tuple(Item(id=f"step-{one}", label=scope.word("step", "numbered", number=one)) for one in steps)
    return _periods_of_events(scope)


def _periods_of_events(scope: Scope) -> tuple[Item, ...]:
    periods = {period_of(scope.study, event.period, event.date) for event in _seen(scope)}
    return tuple(Item(id=one.id, label=one.label) for one in scope.study.all(Period) if one.id in periods)


def _by_step(scope: Scope, items: tuple[Item, ...]) -> Finder:
    if any(item.id.startswith("step-") for item in items):
        return lambda event: () if event.sequence is None else (f"step-{event.sequence}",)
    return lambda event: filter(None, (period_of(scope.study, event.period, event.date),))


step = Axis(name="step", partial=True, stub=("step",), items=_steps, finders={Event: _by_step})


def _told_steps(scope: Scope) -> tuple[Item, ...]:
    return tuple(item for item in _steps(scope) if item.id.startswith("step-"))


told_step = Axis(
    name="told-step",
    partial=True,
    stub=("step",),
    items=_told_steps,
    finders={Event: lambda _scope, _items: lambda one: (f"step-{one.sequence}",) if one.case and one.sequence else ()},
)


def _aspects(scope: Scope) -> tuple[Item, ...]:
    """Types of dated events, then codes under which something of a stated time is said."""
    types = {event.type for event in _seen(scope) if event.type and (event.date or event.period)}
    dated = {one.code.id for one in scope.codings if not one.undated and one.period}
    heading = scope.word("aspect", "events")
    found = [Item(id=TYPE + name, label=name[:1].upper() + name[1:], group=heading) for name in sorted(types)]
    lines = CODE_FINDERS[CodedSegment](scope, codes := category.items(scope))
    there = {line for one in scope.codings if one.code.id in dated and not one.undated for line in lines(one)}
    return (*found, *(item for item in codes if item.id in there))


aspect = Axis(
    name="aspect",
    stub=("aspect", "component"),
    items=_aspects,
    finders={
        CodedSegment: CODE_FINDERS[CodedSegment],
        Event: lambda _scope, _items: lambda event: (TYPE + event.type,) if event.type else (),
    },
    more=category.more,
)


def _events_noted(scope: Scope, _items: tuple[Item, ...]) -> Finder:
    """Key events, where there are any; else all."""
    some = any(event.critical for event in scope.events)
    return lambda event: ("events",) if event.critical or not some else ()


event_row = Axis(
    name="event-row",
    partial=True,
    stub=("case",),
    items=lambda scope: (Item(id="events", label=scope.word("aspect", "events")),) if scope.events else (),
    finders={Event: _events_noted},
)


def _around(scope: Scope, name: str) -> list[Event]:
    """An event with those that links join to it, those of its case and those of its day, in time."""
    study = scope.study
    event = study.find(Event, name)
    if event is None:
        return []
    ref = f"event:{event.id}"
    linked = {end for link in study.all(Link) for end in (link.from_, link.to) if ref in (link.from_, link.to)}

    def near(one: Event) -> bool:
        same_day = bool(event.date) and len(event.date) == len("2018-03-07") and one.date == event.date
        return (
            one.id == event.id or f"event:{one.id}" in linked or bool(event.case and one.case == event.case) or same_day
        )

    return in_time(scope, (one for one in scope.events if near(one)))


def event_around(option: str) -> Axis:
    """The event that an option names and those around it, in time."""

    def items(scope: Scope) -> tuple[Item, ...]:
        return tuple(Item(id=one.id, label=one.label) for one in _around(scope, scope.options.get(option, "")))

    return Axis(
        name="event-around",
        partial=True,
        stub=("event",),
        items=items,
        finders={Event: lambda _scope, _items: lambda event: (event.id,)},
    )


def numbered(items: Iterable[Item]) -> tuple[Item, ...]:
    """Lines that are called by their number."""
    return tuple(replace(item, label=str(at)) for at, item in enumerate(items, 1))
