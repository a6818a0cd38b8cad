"""Values that a record's own declarations rule out: off its scale, beyond its range, an end before its start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from qualcode.errors import BadValue
from qualcode.model import Case, CaseKind, Event, Finding, Focus, Link, Period, Project, Rating, ScaleValue, Variable

R = TypeVar("R")
Records = Callable[[type[R]], dict[str, R]]
"""Every record of a type by id: those of the study and those written beside it."""

STRENGTHS = (1, 2, 3)
PRIVACY_LABELS = ("code", "role", "pseudonym")


def beyond_limits(record: object, records: Records[object]) -> Iterator[BadValue]:
    """What a record holds that its scale, range or order does not allow."""
    check = _CHECKS.get(type(record))
    if check is not None:
        yield from check(record, records)


def _off_scale(field: str, value: int | None, scale: tuple[ScaleValue, ...]) -> Iterator[BadValue]:
    values = [step.value for step in scale]
    if value is not None and values and value not in values:
        yield BadValue(field, str(value), tuple(f"{step.value} {step.label}" for step in scale))


def _project(project: Project, _records: Records[object]) -> Iterator[BadValue]:
    if project.privacy.label not in PRIVACY_LABELS:
        yield BadValue("privacy", project.privacy.label, PRIVACY_LABELS)


def _focus(focus: Focus, _records: Records[object]) -> Iterator[BadValue]:
    yield from _off_scale("weak_at", focus.weak_at, focus.scale)


def _finding(finding: Finding, records: Records[object]) -> Iterator[BadValue]:
    for name in finding.focuses:
        focus = records(Focus).get(name)
        if isinstance(focus, Focus):
            yield from _off_scale("position", finding.position, focus.scale)


def _rating(rating: Rating, records: Records[object]) -> Iterator[BadValue]:
    variable = records(Variable).get(rating.variable)
    if isinstance(variable, Variable):
        for value in rating.values:
            yield from _off_scale("values", value, variable.values)
        if len(rating.values) != 1 and not variable.several:
            yield BadValue("values", "; ".join(map(str, rating.values)), ("1",))


def _link(link: Link, _records: Records[object]) -> Iterator[BadValue]:
    if link.strength is not None and link.strength not in STRENGTHS:
        yield BadValue("strength", str(link.strength), tuple(map(str, STRENGTHS)))


def _event(event: Event, _records: Records[object]) -> Iterator[BadValue]:
    yield from _reversed("end_date", event.date, event.end_date)


def _period(period: Period, _records: Records[object]) -> Iterator[BadValue]:
    yield from _reversed("end", period.start, period.end)


def _reversed(field: str, start: str, end: str) -> Iterator[BadValue]:
    shared = min(len(start), len(end))
    if shared and end[:shared] < start[:shared]:
        yield BadValue(field, end, (f"≥ {start}",))


def _case(case: Case, records: Records[object]) -> Iterator[BadValue]:
    if case.kind is CaseKind.INFORMANT:
        for other in records(Case).values():
            if isinstance(other, Case) and other.id != case.id and other.kind is CaseKind.INFORMANT:
                for shared in set(case.informants) & set(other.informants):
                    yield BadValue("informants", f"{shared} ({other.id})")


_CHECKS: dict[type, Callable[..., Iterator[BadValue]]] = {
    Project: _project,
    Focus: _focus,
    Finding: _finding,
    Rating: _rating,
    Link: _link,
    Event: _event,
    Period: _period,
    Case: _case,
}
