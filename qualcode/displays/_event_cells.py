"""Recipes of events: what happened, when, who acted, why it counts, what followed (D5-D8, D26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from qualcode.collection.privacy import is_withdrawn
from qualcode.model import DataMark, EntryKind, Event, EventKind, Link, LinkKind, Period, Segment, Source, Study
from qualcode.reduction.coded import evidence

from ._event_axes import in_time
from ._link_axes import record_label
from ._meant import period_of
from ._parts import Place, Recipe, Scope
from ._quotes import reference
from ._result import MatrixEntry, Reference

KEY = "*"
"""Ends the text of an event that is critical."""


def told(study: Study, names: Iterable[str]) -> tuple[Reference, ...]:
    """Segments by id as references; those that the study lacks, or whose speaker withdrew, are left out."""
    return tuple(reference(study, one) for one in heard(study, names))


def heard(study: Study, names: Iterable[str]) -> list[Segment]:
    """Segments by id whose words may be shown."""
    found = (study.segments[name] for name in names if name in study.segments)
    return [one for one in found if not is_withdrawn(study, one)]


def entry(scope: Scope, text: str, segments: Iterable[str]) -> MatrixEntry:
    """A summary of a record in its own words, with the segments that it rests on."""
    return MatrixEntry(kind=EntryKind.SUMMARY, text=text, segments=told(scope.study, segments))


def events(*, dated: bool = True) -> Recipe:
    """Events in time, each with its date; critical ones starred."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for event in in_time(place.scope, place.events):
            text = event.label + (f" {KEY}" if event.critical else "")
            when = date_words(place.scope, event) if dated else ""
            yield entry(place.scope, f"{when}: {text}" if when else text, event.segments)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble, rules=lambda terms: (terms("displays.rule.events"),))


def led_to(kind: EventKind | None) -> Recipe:
    """Events (or states) of the place that a link says something led to; with ``None`` all that nothing led to."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        ends = {link.to for link in place.scope.links if link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES)}
        some = [one for one in place.events if one.kind is kind] if kind else list(place.events)
        wanted = tuple(one for one in some if (f"event:{one.id}" in ends) == (kind is not None))
        yield from events().assemble(replace(place, events=wanted))

    return replace(events(), assemble=assemble)


def date_words(scope: Scope, event: Event) -> str:
    """The date of an event, or its stretch, in words."""
    ends = [scope.terms.date(date) for date in dict.fromkeys((event.date, event.end_date)) if date]
    return scope.word("entry", "stretch", first=ends[0], last=ends[1]) if len(ends) > 1 else "".join(ends)


def _each(words: Callable[[Scope, Event], str], rule: str = "", *, cited: bool = False) -> Recipe:
    """One entry an event of the place: what ``words`` says of it; nothing where it says nothing.

    What it rests on is printed where the words of the event stand, and in ``cited`` columns.
    """

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for event in in_time(place.scope, place.events):
            text = words(place.scope, event)
            if text:
                yield replace(entry(place.scope, text, event.segments), cited=cited)

    return Recipe(
        kinds=(EntryKind.SUMMARY,),
        assemble=assemble,
        rules=lambda terms: (terms(f"displays.rule.{rule}"),) if rule else (),
    )


def event_date() -> Recipe:
    """The date, or the period where there is no date."""

    def words(scope: Scope, event: Event) -> str:
        period = scope.study.find(Period, event.period)
        return date_words(scope, event) or (period.label if period is not None else "")

    return _each(words)


def event_description() -> Recipe:
    """What happened, in the words of the record."""
    return _each(lambda _scope, event: event.description or event.label)


def event_actors() -> Recipe:
    """Who acted; informants by their codes."""
    return _each(lambda scope, event: ", ".join(record_label(scope.study, ref) for ref in event.actors))


def event_reason() -> Recipe:
    """Why an incident is critical, and whose judgement that is."""

    def words(scope: Scope, event: Event) -> str:
        if not event.critical_reason:
            return ""
        name = "judged" if event.judged_by else "judged_by_nobody"
        return scope.word("entry", name, reason=event.critical_reason, who=event.judged_by)

    return _each(words, "critical_reason", cited=True)


def event_consequence() -> Recipe:
    """What followed: the record's consequence, then what links say that the event led to."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for event in in_time(place.scope, place.events):
            if event.consequence:
                yield entry(place.scope, event.consequence, event.segments)
            for link in place.scope.study.all(Link):
                if link.from_ == f"event:{event.id}" and link.kind in (LinkKind.LEADS_TO, LinkKind.INFLUENCES):
                    yield entry(place.scope, _link_words(place.scope, link, link.to), link.segments)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def next_steps() -> Recipe:
    """What a step is said to precede or to lead to, with the condition."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        refs = {f"event:{event.id}" for event in place.events}
        for link in place.scope.study.all(Link):
            if link.from_ in refs and link.kind in (LinkKind.PRECEDES, LinkKind.LEADS_TO):
                yield entry(place.scope, _link_words(place.scope, link, link.to), link.segments)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def _link_words(scope: Scope, link: Link, end: str) -> str:
    label = record_label(scope.study, end)
    words = f"{label} ({link.label})" if link.label else label
    return scope.word("entry", "if", words=words, condition=link.condition) if link.condition else words


def event_types() -> Recipe:
    """The types of the events of a step, each with the number of its events."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        found: dict[str, list[Event]] = {}
        for event in in_time(place.scope, place.events):
            found.setdefault(event.type or place.scope.word("aspect", "no_type"), []).append(event)
        for name, some in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
            text = place.scope.word("entry", "times", what=name, count=place.scope.terms.number(len(some)))
            yield entry(place.scope, text, [segment for event in some for segment in event.segments])

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def event_quotes(most: int | None = 2) -> Recipe:
    """The words that tell of an event, in source order."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        found = heard(study, (name for event in place.events for name in event.segments))
        order = {source.id: at for at, source in enumerate(study.sources)}
        unique = {one.id: one for one in sorted(found, key=lambda one: (order[one.source], one.start, one.end))}
        for one in list(unique.values())[:most]:
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.quote, segments=(reference(study, one),))

    return Recipe(kinds=(EntryKind.QUOTATION,), assemble=assemble)


def event_tellers() -> Recipe:
    """Who tells of an event: informants, or the source where nobody speaks."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        found: dict[str, list[Segment]] = {}
        for one in heard(study, (name for event in place.events for name in event.segments)):
            source = study.get(Source, one.source)
            for who in source.informants or (source.id,):
                found.setdefault(who, []).append(one)
        for who, some in found.items():
            yield entry(place.scope, who, [one.id for one in some])

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def _times_with_data(study: Study) -> frozenset[str]:
    """Periods in which a source was collected, of which something is said, or in which an event has its time."""
    found = {one.period for one in evidence(study) if one.period}
    found |= {found_ for event in study.all(Event) if (found_ := period_of(study, event.period, event.date))}
    return frozenset(found)


def no_change(recipe: Recipe) -> Recipe:
    """The recipe, with ``KOS`` proposed only for a period of which there are no data at all (D6)."""

    def blank(place: Place) -> DataMark | None:
        known = place.scope.study.derived(_times_with_data)
        return None if {place.column.id, place.row.id} & known else DataMark.MISSING

    return Recipe(kinds=recipe.kinds, assemble=recipe.assemble, rules=recipe.rules, marked=recipe.marked, blank=blank)
