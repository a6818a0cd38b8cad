"""Axes of what the researcher wrote while collecting and concluding: interim summaries, findings; lines of a poem."""

from __future__ import annotations

from qualcode.model import Finding, Focus, Summary, SummaryKind
from qualcode.reduction.coded import CodedSegment

from ._event_axes import numbered
from ._parts import Axis, Finder, Item, Scope


def interim_summaries(scope: Scope) -> tuple[Summary, ...]:
    """Interim summaries of a focus, by date and id; those of focuses that a filter leaves out are left out."""
    focuses = set(scope.filter.focus)
    found = [
        one
        for one in scope.study.all(Summary)
        if one.kind is SummaryKind.INTERIM and one.focus and (not focuses or one.focus in focuses)
    ]
    return tuple(sorted(found, key=lambda one: (not one.date, one.date, one.id)))


def _summarised(scope: Scope) -> tuple[Item, ...]:
    there = {one.focus for one in interim_summaries(scope)}
    return tuple(
        Item(id=one.id, label=one.label, focuses=(one.id,)) for one in scope.study.all(Focus) if one.id in there
    )


summarised_focus = Axis(name="summarised-focus", stub=("focus",), items=_summarised, finders={})


def _dates(scope: Scope) -> tuple[Item, ...]:
    dates = dict.fromkeys(one.date for one in interim_summaries(scope))
    word = scope.word("entry", "undated")
    return tuple(Item(id=date or "undated", label=scope.terms.date(date) if date else word) for date in dates)


interim_date = Axis(name="interim-date", stub=("date",), items=_dates, finders={})


def _findings(scope: Scope) -> tuple[Item, ...]:
    wanted = set(scope.filter.focus)
    return tuple(
        Item(id=one.id, label=f"{one.id}: {one.text}", focuses=one.focuses, several=True)
        for one in scope.study.findings
        if not wanted or wanted & set(one.focuses)
    )


def _by_finding(scope: Scope, items: tuple[Item, ...]) -> Finder:
    names = {item.id for item in items}
    lines: dict[str, list[str]] = {}
    for one in scope.study.all(Finding):
        if one.id in names:
            for segment in one.evidence_for:
                lines.setdefault(segment, []).append(one.id)
    return lambda one: lines.get(one.segment_id, ())


finding = Axis(
    name="finding",
    partial=True,
    stub=("finding",),
    items=_findings,
    finders={CodedSegment: _by_finding},
    told_by=("segments",),
)


def lines_of(person: str, code: str) -> Axis:
    """The segments of the informant and the code that two options name, in the order in which they were said."""

    def said(scope: Scope) -> list[CodedSegment]:
        who, name = scope.options.get(person, ""), scope.options.get(code, "")
        return [one for one in scope.codings if who in one.informants and name in one.lineage and not one.silent]

    def items(scope: Scope) -> tuple[Item, ...]:
        found = {one.segment_id: one for one in said(scope)}
        ids = (Item(id=name, label=name, informants=one.informants, code=one.code.id) for name, one in found.items())
        return numbered(ids)

    def find(scope: Scope, there: tuple[Item, ...]) -> Finder:
        names, who = {item.id for item in there}, scope.options.get(person, "")
        return lambda one: (one.segment_id,) if one.segment_id in names and who in one.informants else ()

    return Axis(
        name="lines",
        partial=True,
        stub=("line",),
        items=items,
        finders={CodedSegment: find},
        told_by=("segments", "standings"),
    )


__all__ = ["finding", "interim_date", "interim_summaries", "lines_of", "summarised_focus"]
