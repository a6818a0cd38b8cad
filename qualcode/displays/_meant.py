"""Which events and ratings a filter means; a field that cannot be told of them keeps none."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.collection.positions import blocks_of, speakers
from qualcode.model import Case, Event, Informant, Rating, Segment, Source, Study, Variable
from qualcode.reduction.coded import Times, codes_of_focus, descendants, focus_of
from qualcode.reduction.filters import Filter


def people_of(study: Study, refs: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(informants, roles) that references name: cases stand for their informants, informants for their roles."""
    people: list[str] = []
    roles: list[str] = []
    for ref in refs:
        kind, _, name = ref.partition(":")
        if kind == "role":
            roles.append(name)
        elif kind == "informant":
            people.append(name)
        elif kind == "case" and (case := study.find(Case, name)) is not None:
            people.extend(case.informants)
    roles += [person.role for name in people if (person := study.find(Informant, name)) is not None]
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(roles))


def voices_of(study: Study, segment: Segment) -> tuple[str, ...]:
    """The informants in whose words a segment stands."""
    return speakers(study.get(Source, segment.source), blocks_of(study, segment))


def people_of_event(study: Study, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(informants, roles) of an event: those of its actors and of its case."""
    return people_of(study, (*event.actors, *((f"case:{event.case}",) if event.case else ())))


def period_of(study: Study, period: str | None, date: str) -> str | None:
    """The period that is given, else the calendar period that holds the date."""
    return period or (study.derived(Times).period(date) if date else None)


def event_meant(event: Event, wanted: Filter, study: Study) -> bool:
    """Whether an event is meant: by its people, its period and date, and the sources that tell of it."""
    if not wanted:
        return True
    people, roles = people_of_event(study, event)
    return (
        (not wanted.informant or bool(set(wanted.informant) & set(people)))
        and (not wanted.role or bool(set(wanted.role) & set(roles)))
        and (not wanted.period or period_of(study, event.period, event.date) in wanted.period)
        and not (wanted.focus or wanted.code or wanted.valence or wanted.coder or wanted.round)
        and _told_in(event.segments, wanted, study)
    )


def rating_meant(rating: Rating, wanted: Filter, study: Study) -> bool:
    """Whether a rating is meant: by its subject, its variable's focus, its code, its period, its evidence."""
    if not wanted:
        return True
    people, roles = people_of(study, (rating.subject,))
    variable = study.find(Variable, rating.variable)
    focuses = {variable.focus} if variable is not None else set()
    under = {code for name in wanted.code for code in (name, *descendants(study, name))}
    return (
        (not wanted.informant or bool(set(wanted.informant) & set(people)))
        and (not wanted.role or bool(set(wanted.role) & set(roles)))
        and (not wanted.period or period_of(study, rating.period, rating.date) in wanted.period)
        and (not wanted.focus or bool(set(wanted.focus) & focuses) or _about_focus(rating, wanted, study))
        and (not wanted.code or rating.code in under)
        and not (wanted.valence or wanted.coder or wanted.round)
        and _told_in(rating.segments, wanted, study)
    )


def _about_focus(rating: Rating, wanted: Filter, study: Study) -> bool:
    if rating.code is None:
        return False
    return any(
        rating.code in codes_of_focus(study, name) or name in focus_of(study, rating.code) for name in wanted.focus
    )


def _told_in(segments: tuple[str, ...], wanted: Filter, study: Study) -> bool:
    """Whether any source of the segments is meant, where the filter bounds sources at all."""
    sought = Filter(technique=wanted.technique, source=wanted.source, from_=wanted.from_, to=wanted.to)
    if not sought:
        return True
    sources = (study.find(Source, study.segments[name].source) for name in segments if name in study.segments)
    return any(source is not None and sought.takes(study, source) for source in sources)
