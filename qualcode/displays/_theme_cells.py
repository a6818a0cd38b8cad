"""Recipes of the thematic matrix: what a theme is made of, who holds it, what speaks against it.

The direction of a theme is the sign that more of its informants (sources, where nobody speaks) carry; at equal
numbers the sign of more segments; then the minus. Codings of the opposite sign, and those that carry both,
are its counter-evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model import Code, Counted, EntryKind, Memo, Study, Valence, Verification
from qualcode.model.kinds import kind_of
from qualcode.reduction.coded import CodedSegment, descendants

from ._counts import counted_entry, of_people
from ._parts import Place, Recipe
from ._quotes import chosen, references
from ._result import MatrixEntry

NEGATIVE_EVIDENCE = "negative-evidence"
"""The tactic whose verification records a search for counter-instances (V8)."""

MEMO_WORDS = 40
"""Words of a memo that a cell shows; the rest is found under its id."""


def direction(codings: Iterable[CodedSegment]) -> Valence | None:
    """The sign that a theme's codings carry for the most part, or None where none carries one."""
    carriers: dict[Valence, set[str]] = {Valence.POSITIVE: set(), Valence.NEGATIVE: set()}
    segments: dict[Valence, set[str]] = {Valence.POSITIVE: set(), Valence.NEGATIVE: set()}
    for one in codings:
        if one.valence in carriers:
            carriers[one.valence].update(one.informants or (one.source.id,))
            segments[one.valence].add(one.segment_id)
    if not any(carriers.values()):
        return None
    return max(
        (Valence.NEGATIVE, Valence.POSITIVE), key=lambda sign: (len(carriers[sign]), len(segments[sign]))
    )  # fmt: skip


def against(codings: tuple[CodedSegment, ...]) -> tuple[CodedSegment, ...]:
    """Codings that speak against the direction of a theme, in source order."""
    way = direction(codings)
    if way is None:
        return ()
    opposite = Valence.POSITIVE if way is Valence.NEGATIVE else Valence.NEGATIVE
    return tuple(one for one in codings if one.valence in (opposite, Valence.BOTH))


def constituents() -> Recipe:
    """The codes that a pattern code gathers, each with the informants in whose words it occurs."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        pattern = study.find(Code, place.row.code)
        for name in pattern.condenses if pattern is not None else ():
            code = study.find(Code, name)
            if code is not None:
                yield _constituent(place, code)

    return Recipe(
        kinds=(EntryKind.COUNT,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.constituents"),),
    )


def _constituent(place: Place, code: Code) -> MatrixEntry:
    under = {code.id, *descendants(place.scope.study, code.id)}
    found = tuple(one for one in place.codings if one.code.id in under)
    everyone = tuple(person.id for person in place.scope.informants)
    numbers, segments = of_people(place, everyone, found), references(place.scope.study, found)
    return counted_entry(place.scope, Counted.INFORMANTS, numbers, segments, code.name)


def roles_holding() -> Recipe:
    """For each role, in how many of its informants' words the theme occurs."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        for role in place.scope.study.roles:
            people = tuple(person.id for person in place.scope.informants if person.role == role.id)
            members = frozenset(people)
            found = tuple(one for one in place.codings if members.intersection(one.informants))
            if people:
                numbers = of_people(place, people, found)
                segments = references(place.scope.study, found)
                yield counted_entry(place.scope, Counted.INFORMANTS, numbers, segments, role.label)

    return Recipe(
        kinds=(EntryKind.COUNT,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.roles_holding"),),
    )


def theme_quotes(most: int = 2) -> Recipe:
    """Quotations that carry the theme, those against it left to their own column."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        contrary = {one.coding.id for one in against(tuple(place.codings))}
        own = tuple(one for one in place.codings if one.coding.id not in contrary)
        for one in chosen(own, most):
            found = references(place.scope.study, (one,))
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.quote, segments=found)

    return Recipe(
        kinds=(EntryKind.QUOTATION,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.quotes", most=terms.count_word(most)),),
        marked=True,
    )


def counter_evidence(most: int = 2) -> Recipe:
    """Quotations against the theme; where there is none, the searches for it; where none was made, nothing."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        found = chosen(against(tuple(place.codings)), most)
        for one in found:
            segments = references(study, (one,))
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.quote, segments=segments)
        for search in _searches(study, place.row.code):
            yield MatrixEntry(kind=EntryKind.SUMMARY, text=_search_text(place, search, none=not found))

    return Recipe(
        kinds=(EntryKind.QUOTATION, EntryKind.SUMMARY),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.counter_evidence"),),
    )


def _searches(study: Study, code: str | None) -> tuple[Verification, ...]:
    target = f"{kind_of(Code).name}:{code}"
    return tuple(v for v in study.verifications if v.tactic == NEGATIVE_EVIDENCE and v.target == target)


def _search_text(place: Place, search: Verification, *, none: bool) -> str:
    terms = place.scope.terms
    hits, read = sum(query.hits for query in search.queries), sum(query.read for query in search.queries)
    date = terms.date(search.date) if search.date else terms("displays.entry.undated")
    name = "searched_none" if none else "searched"
    text = terms(f"displays.entry.{name}", date=date)
    if search.queries:
        text += " " + terms("displays.entry.hits", hits=terms.number(hits), read=terms.number(read))
    return text + (f" {search.result}" if search.result else "")


def memos() -> Recipe:
    """Memos about the theme: the researcher's thought, set apart as an explanation."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        ref = f"{kind_of(Code).name}:{place.row.code}"
        for memo in place.scope.study.all(Memo):
            if ref in memo.links:
                words = memo.text.split()
                more = " …" if len(words) > MEMO_WORDS else ""
                text = f"{memo.id}: {' '.join(words[:MEMO_WORDS])}{more}"
                yield MatrixEntry(kind=EntryKind.EXPLANATION, text=text)

    return Recipe(
        kinds=(EntryKind.EXPLANATION,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.memos"),),
    )
