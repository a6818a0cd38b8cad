"""Recipes over the forms of collection and the findings: interim summaries, plans, triangulation."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qualcode.model import (
    Display,
    EntryKind,
    Finding,
    Focus,
    GuideQuestion,
    Period,
    Role,
    Verification,
)
from qualcode.reduction.coded import CodedSegment
from qualcode.reduction.triangulating import Stand, by_role, by_technique, by_time

from ._event_cells import entry, told
from ._form_axes import interim_summaries
from ._parts import Place, Recipe, Scope
from ._quotes import chosen, references
from ._result import MatrixEntry

TRIANGULATION = "triangulation"
"""The tactic whose verification states the verdict of a row (V3)."""


def interim_items() -> Recipe:
    """The points of the interim summaries of a focus and a date, each with its kind and segments."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for summary in interim_summaries(place.scope):
            if summary.focus == place.row.id and (summary.date or "undated") == place.column.id:
                for item in summary.items:
                    kind = place.scope.terms(f"values.summary_item.{item.kind.value}")
                    yield entry(place.scope, f"{kind}: {item.text}", item.segments)

    return Recipe(
        kinds=(EntryKind.SUMMARY,), assemble=assemble, rules=lambda terms: (terms("displays.rule.interim_items"),)
    )


def _of_focus(words: Callable[[Scope, str], Iterable[str]]) -> Recipe:
    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for text in words(place.scope, place.row.id):
            yield MatrixEntry(kind=EntryKind.SUMMARY, text=text)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def focus_question() -> Recipe:
    """The research question of a focus."""
    return _of_focus(lambda scope, focus: filter(None, (scope.study.get(Focus, focus).question,)))


def guide_questions() -> Recipe:
    """The questions of the guide on a focus, each with the roles that it is meant for."""

    def words(scope: Scope, focus: str) -> Iterable[str]:
        for one in scope.study.all(GuideQuestion):
            if one.focus == focus:
                roles = [role.label for name in one.roles if (role := scope.study.find(Role, name)) is not None]
                yield f"{one.text} ({', '.join(roles)})" if roles else one.text

    return _of_focus(words)


def planned_displays() -> Recipe:
    """The displays that the findings on the focus read, and those that the researcher keeps for the focus alone."""

    def words(scope: Scope, focus: str) -> Iterable[str]:
        read = {name for one in scope.study.findings if focus in one.focuses for name in one.displays}
        for one in scope.study.all(Display):
            own = any(focus in part.value.split(",") for part in one.filter if part.name == "focus")
            if own or one.id in read:
                yield one.title or scope.word("title", one.type)

    return _of_focus(words)


def findings_of_focus() -> Recipe:
    """The findings on a focus."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for one in place.scope.study.findings:
            if place.row.id in one.focuses:
                yield entry(place.scope, f"{one.id}: {one.text}", one.evidence_for)

    return Recipe(kinds=(EntryKind.SUMMARY,), assemble=assemble)


def triangulated(kind: str) -> Recipe:
    """The roles, techniques or times that carry a finding, each with the net sign of its evidence, never averaged."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for one in _stands(place, kind):
            refs = references(place.scope.study, one.carried)
            yield MatrixEntry(kind=EntryKind.SUMMARY, text=_stand(place.scope, kind, one), segments=refs)

    return Recipe(
        kinds=(EntryKind.SUMMARY,),
        assemble=assemble,
        rules=lambda terms: (terms(f"displays.rule.by_{kind}"),),
        marked=kind == "source",
    )


def _about(place: Place) -> Iterable[CodedSegment]:
    """The codings of the row's evidence under the finding's focuses, else all of them."""
    under = [one for one in place.codings if set(one.focuses) & set(place.row.focuses)]
    return under or place.codings


def _stands(place: Place, kind: str) -> tuple[Stand[CodedSegment], ...]:
    some = tuple(_about(place))
    if kind == "source":
        return by_role(place.scope.study, place.row.focuses, some)
    if kind == "technique":
        return by_technique(some, lambda one: one.source.id)
    return by_time(some, lambda one: one.date or one.period or "", lambda one: one.source.id)


def _stand(scope: Scope, kind: str, one: Stand[CodedSegment]) -> str:
    sign = (one.valence.value.replace("-", "−") if one.valence is not None else scope.word("entry", "no_sign")) + " "
    n = scope.terms.number(one.n)
    if kind == "source":
        role = scope.study.find(Role, one.name)
        if role is None:
            return sign + scope.word("entry", "nobody")
        return sign + scope.word("entry", "of", what=role.label, n=n, of=scope.terms.number(one.of or 0))
    if kind == "technique":
        return sign + scope.word("entry", "times", what=scope.terms(f"values.technique.{one.name}"), count=n)
    if not one.name:
        return sign + scope.word("entry", "undated")
    dated = one.name[:1].isdigit() and one.carried[0].date
    period = None if dated else scope.study.find(Period, one.name)
    return sign + (period.label if period is not None else scope.terms.date(one.name))


def _verifications(scope: Scope, finding: str) -> list[Verification]:
    """The triangulations of a finding, latest first."""
    target = f"finding:{finding}"
    found = [v for v in scope.study.verifications if v.target == target and v.tactic == TRIANGULATION]
    return found[::-1]


def verdict() -> Recipe:
    """Same, different or specific: the researcher's verdict; nothing where none was stated."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        found = next((one.verdict for one in _verifications(place.scope, place.row.id) if one.verdict), None)
        if found is not None:
            word = place.scope.terms(f"values.verdict.{found.value}")
            yield MatrixEntry(kind=EntryKind.EXPLANATION, text=word)

    return Recipe(
        kinds=(EntryKind.EXPLANATION,), assemble=assemble, rules=lambda terms: (terms("displays.rule.verdict"),)
    )


def follow_up() -> Recipe:
    """What followed from the comparison."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        found = next((one.result for one in _verifications(place.scope, place.row.id) if one.result), "")
        if found:
            yield MatrixEntry(kind=EntryKind.EXPLANATION, text=found)

    return Recipe(kinds=(EntryKind.EXPLANATION,), assemble=assemble)


def opposed(most: int = 2) -> Recipe:
    """Evidence that the researcher put against the finding."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        found = study.find(Finding, place.row.id)
        names = found.evidence_against if found is not None else ()
        for one in told(study, names[:most]):
            text = study.segments[one.segment].quote
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=text, segments=(one,))

    return Recipe(kinds=(EntryKind.QUOTATION,), assemble=assemble)


def said_line() -> Recipe:
    """The words of a line, as they were said."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for one in chosen(place.codings, 1):
            refs = references(place.scope.study, (one,))
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.quote, segments=refs)

    return Recipe(kinds=(EntryKind.QUOTATION,), assemble=assemble)
