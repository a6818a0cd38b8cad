"""Recipes over the forms of collection and the findings: interim summaries, plans, triangulation."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qualcode.model import (
    Display,
    EntryKind,
    Finding,
    Focus,
    GuideQuestion,
    Informant,
    Period,
    Role,
    Technique,
    Verification,
)
from qualcode.reduction.coded import CodedSegment, informants_on, net_valence

from ._event_cells import entry, told
from ._form_axes import interim_summaries
from ._parts import Place, Recipe, Scope
from ._quotes import chosen, reference, references
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
        found: dict[str, list[CodedSegment]] = {}
        for one in _about(place):
            for name in _names(place.scope, kind, one):
                found.setdefault(name, []).append(one)
        for name in _in_order(place.scope, kind, found):
            text = _stand(place, kind, name, found[name])
            yield MatrixEntry(kind=EntryKind.SUMMARY, text=text, segments=references(place.scope.study, found[name]))

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


def _names(scope: Scope, kind: str, one: CodedSegment) -> Iterable[str]:
    if kind == "source":
        return one.roles or (scope.word("entry", "nobody"),)
    if kind == "technique":
        return (one.technique.value,)
    return (one.date or one.period or "",)


def _in_order(scope: Scope, kind: str, found: Iterable[str]) -> list[str]:
    if kind == "source":
        places = {role.id: at for at, role in enumerate(scope.study.roles)}
        return sorted(found, key=lambda name: (places.get(name, len(places)), name))
    if kind == "technique":
        return [one.value for one in Technique if one.value in set(found)]
    return sorted(found, key=lambda name: (not name[:1].isdigit(), name))


def _stand(place: Place, kind: str, name: str, some: list[CodedSegment]) -> str:
    scope = place.scope
    net = net_valence(one.valence for one in some)
    sign = (net.value.replace("-", "−") if net is not None else scope.word("entry", "no_sign")) + " "
    if kind == "source":
        role = scope.study.find(Role, name)
        people = {who for one in some for who in one.informants}
        if role is None:
            return sign + name
        asked: set[str] = set()
        for focus in place.row.focuses:
            asked.update(informants_on(scope.study, focus))
        of = {p.id for p in scope.study.all(Informant) if p.role == name and (p.id in asked or p.id in people)}
        n, total = scope.terms.number(len(people & of)), scope.terms.number(len(of))
        return sign + scope.word("entry", "of", what=role.label, n=n, of=total)
    if kind == "technique":
        label = scope.terms(f"values.technique.{name}")
        count = len({one.source.id for one in some})
        return sign + scope.word("entry", "times", what=label, count=scope.terms.number(count))
    if not name:
        return sign + scope.word("entry", "undated")
    period = scope.study.find(Period, name) if not name[:1].isdigit() or not some[0].date else None
    return sign + (period.label if period is not None else scope.terms.date(name))


def _verification(scope: Scope, finding: str) -> Verification | None:
    target = f"finding:{finding}"
    found = [v for v in scope.study.verifications if v.target == target and v.tactic == TRIANGULATION]
    return found[-1] if found else None


def verdict() -> Recipe:
    """Same, different or specific: the researcher's verdict; nothing where none was stated."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        found = _verification(place.scope, place.row.id)
        if found is not None and found.verdict is not None:
            word = place.scope.terms(f"values.verdict.{found.verdict.value}")
            yield MatrixEntry(kind=EntryKind.EXPLANATION, text=word)

    return Recipe(
        kinds=(EntryKind.EXPLANATION,), assemble=assemble, rules=lambda terms: (terms("displays.rule.verdict"),)
    )


def follow_up() -> Recipe:
    """What followed from the comparison."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        found = _verification(place.scope, place.row.id)
        if found is not None and found.result:
            yield MatrixEntry(kind=EntryKind.EXPLANATION, text=found.result)

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
            refs = (reference(place.scope.study, one.segment),)
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.segment.quote, segments=refs)

    return Recipe(kinds=(EntryKind.QUOTATION,), assemble=assemble)
