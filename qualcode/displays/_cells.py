"""Recipes of cells: how the evidence of a place becomes entries (method: cell entry kinds).

A recipe is made by a call and combined with others; entries stand in the order q, s, x, r, m, n whatever the
order of the recipes. Import as ``cells``: ``cell=cells.combined(cells.symbol(), cells.quotes(most=2))``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model import Case, CaseKind, Counted, DataMark, EntryKind, Link, Rating, Valence, Variable
from qualcode.reduction.coded import net_valence
from qualcode.terms import Terms

from ._case_cells import (
    attribute_value,
    cases_here,
    configured,
    earliest_ratings,
    rated,
    rated_count,
    rated_on,
    variable_field,
)
from ._counts import NUMBERS, carriers, counted_entry
from ._event_cells import (
    event_actors,
    event_consequence,
    event_date,
    event_description,
    event_quotes,
    event_reason,
    event_tellers,
    event_types,
    events,
    led_to,
    next_steps,
    no_change,
    told,
)
from ._form_cells import (
    findings_of_focus,
    focus_question,
    follow_up,
    guide_questions,
    interim_items,
    opposed,
    planned_displays,
    said_line,
    triangulated,
    verdict,
)
from ._link_axes import record_label
from ._link_cells import causes, changes, consequences, link_condition, link_end, link_voices
from ._marks import data_mark
from ._meetings import meetings
from ._names import listed_codes
from ._parts import Place, Recipe, Scope
from ._quotes import chosen, reference, references
from ._result import ENTRY_ORDER, MatrixEntry
from ._theme_cells import constituents, counter_evidence, memos, roles_holding, theme_quotes
from ._word_parts import word_counts

__all__ = [
    "attribute_value",
    "cases_here",
    "causes",
    "changes",
    "combined",
    "configured",
    "consequences",
    "constituents",
    "count",
    "counter_evidence",
    "earliest_ratings",
    "effects",
    "event_actors",
    "event_consequence",
    "event_date",
    "event_description",
    "event_quotes",
    "event_reason",
    "event_tellers",
    "event_types",
    "events",
    "explanation",
    "findings_of_focus",
    "focus_question",
    "follow_up",
    "guide_questions",
    "interim_items",
    "led_to",
    "link_condition",
    "link_end",
    "link_voices",
    "meetings",
    "memos",
    "next_steps",
    "no_change",
    "opposed",
    "planned_displays",
    "quotes",
    "rated",
    "rated_count",
    "rated_on",
    "roles_holding",
    "said_line",
    "status",
    "summaries",
    "symbol",
    "theme_quotes",
    "triangulated",
    "variable_field",
    "verdict",
    "word_counts",
]

PRESENT = "✓"
MOST_CODES = 24
"""Informants or cases that a count names; the others are counted again."""

_SIGNS = {Valence.POSITIVE: 0, Valence.BOTH: 1, Valence.NEGATIVE: 2, Valence.NEUTRAL: 3, None: 4}


def quotes(most: int | None = 2) -> Recipe:
    """Quotations, at most ``most``: exact substrings of the working text, each with its citation code."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        for one in chosen(place.codings, most):
            yield MatrixEntry(kind=EntryKind.QUOTATION, text=one.quote, segments=references(study, (one,)))

    def rules(terms: Terms) -> tuple[str, ...]:
        return (
            terms("displays.rule.quotes", most=terms.count_word(most)) if most else terms("displays.rule.all_quotes"),
        )

    return Recipe(kinds=(EntryKind.QUOTATION,), assemble=assemble, rules=rules, marked=True)


def summaries() -> Recipe:
    """A summary that the researcher writes."""
    return Recipe(
        kinds=(EntryKind.SUMMARY,),
        assemble=lambda _place: (),
        rules=lambda terms: (terms("displays.rule.summaries"),),
    )


def explanation() -> Recipe:
    """The researcher's explanation, set apart from what was said."""
    return Recipe(
        kinds=(EntryKind.EXPLANATION,),
        assemble=lambda _place: (),
        rules=lambda terms: (terms("displays.rule.explanation"),),
    )


def symbol(*, presence: bool = False) -> Recipe:
    """Net valence of the cell's codings; with ``presence``, ✓ where there is evidence without any valence."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        net = net_valence(one.valence for one in place.codings)
        if net is not None:
            signed = [one for one in place.codings if one.valence is not None]
            yield MatrixEntry(
                kind=EntryKind.SYMBOL, text=net.value, segments=references(place.scope.study, signed)
            )  # fmt: skip
        elif presence and place.codings:
            found = references(place.scope.study, place.codings)
            yield MatrixEntry(kind=EntryKind.SYMBOL, text=PRESENT, segments=found)

    return Recipe(
        kinds=(EntryKind.SYMBOL,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.symbol"),),
        marked=True,
    )


def count(counted: Counted = Counted.INFORMANTS, *, share: bool = False, who: bool = False) -> Recipe:
    """*n of N* of informants, sources, segments or cases (informants where they are the cases); a zero is *0 of N*.

    ``share`` adds the percentage, never without its *n of N*; ``who`` the codes of the cases or informants counted.

    N are the informants (or their cases) that were asked on, or speak on, the focus; the others of the line are
    named as being without data. For sources N is the line's sources, for segments the row's coded segments.
    """

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study, unit = place.scope.study, counted
        if counted is Counted.CASES and (study.project.case_kind is CaseKind.INFORMANT or not study.all(Case)):
            unit = Counted.INFORMANTS
        n, of, _without = numbers = NUMBERS[unit](place)
        entry = counted_entry(place.scope, unit, numbers, references(study, place.codings))
        if share and of:
            entry = replace(entry, text=f"{entry.text} ({place.scope.terms.number(round(100 * n / of))}%)")
        yield (
            replace(entry, text=f"{entry.text}: {listed_codes(carriers(place, unit), MOST_CODES)}")
            if who and n
            else entry
        )

    return Recipe(
        kinds=(EntryKind.COUNT,),
        assemble=assemble,
        rules=lambda terms: (terms(f"displays.rule.count_{counted.value}"),),
    )


def status() -> Recipe:
    """How far a line is covered on a focus (D1): *empty* at no segment, else *partial*; *complete* is written."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        if not place.codings and data_mark(place) is DataMark.NOT_APPLICABLE:
            return
        name = "partial" if place.codings else "empty"
        found = references(place.scope.study, place.codings)
        yield MatrixEntry(kind=EntryKind.SYMBOL, text=place.scope.word("status", name), segments=found)
        yield counted_entry(place.scope, Counted.SEGMENTS, NUMBERS[Counted.SEGMENTS](place), found)

    return Recipe(
        kinds=(EntryKind.SYMBOL, EntryKind.COUNT),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.status"),),
    )


def rating_entry(scope: Scope, one: Rating) -> MatrixEntry:
    """A rating in the words of its variable's scale."""
    variable = scope.study.find(Variable, one.variable)
    labels = {step.value: step.label for step in variable.values} if variable else {}
    values = ", ".join(labels.get(value) or scope.terms.number(value) for value in one.values)
    name = variable.name if variable else one.variable
    segments = scope.study.segments
    found = tuple(reference(scope.study, segments[name]) for name in one.segments if name in segments)
    return MatrixEntry(kind=EntryKind.RATING, text=f"{name}: {values}", segments=found)


def effects() -> Recipe:
    """One entry a link: sign, effect in the speaker's words, the condition if any, and the cause (D12)."""

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        study = place.scope.study
        for link in sorted(place.links, key=lambda one: (_SIGNS[one.sign], one.id)):
            yield MatrixEntry(
                kind=EntryKind.SUMMARY, text=_effect_text(place.scope, link), segments=told(study, link.segments)
            )

    return Recipe(
        kinds=(EntryKind.SUMMARY,),
        assemble=assemble,
        rules=lambda terms: (terms("displays.rule.effects"),),
        marked=True,
    )


def _effect_text(scope: Scope, link: Link) -> str:
    sign = link.sign.value.replace("-", "−") + " " if link.sign else ""
    words = link.label or record_label(scope.study, link.to)
    cause = record_label(scope.study, link.from_)
    name = "effect_if" if link.condition else "effect"
    return sign + scope.terms(f"displays.entry.{name}", effect=words, cause=cause, condition=link.condition)


def combined(*recipes: Recipe) -> Recipe:
    """Several recipes in one cell; entries in the order q, s, x, r, m, n."""
    if len(recipes) == 1 and len(recipes[0].kinds) == 1 and recipes[0].blank is None:
        return recipes[0]

    def assemble(place: Place) -> Iterable[MatrixEntry]:
        return in_order([entry for recipe in recipes for entry in recipe.assemble(place)])

    kinds = tuple(sorted({kind for recipe in recipes for kind in recipe.kinds}, key=ENTRY_ORDER.__getitem__))
    return Recipe(
        kinds=kinds,
        assemble=assemble,
        rules=lambda terms: tuple(dict.fromkeys(rule for recipe in recipes for rule in recipe.rules(terms))),
        marked=any(recipe.marked for recipe in recipes),
    )


def in_order(entries: Sequence[MatrixEntry]) -> tuple[MatrixEntry, ...]:
    """Entries in the order of a combination; those of one kind keep theirs."""
    return tuple(sorted(entries, key=lambda entry: ENTRY_ORDER[entry.kind]))
