"""What a display says of what does not show in it: cases that are missing, separations, ratings made afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qualcode.model import OutcomeKnown, Variable

from ._attributes import without_value
from ._names import case_code, listed_codes
from ._parts import Item, Scope
from ._people_axes import cases_of
from ._ratings import moment, rated_level, ratings_of, separation
from ._variable_axes import antecedents

Remark = Callable[[Scope], Iterable[str]]


def unrated(*options: str) -> Remark:
    """Cases that are not rated on all the variables that options name."""

    def remark(scope: Scope) -> Iterable[str]:
        names = [scope.options.get(option, "") for option in options]
        out = [
            case_code(scope.study, case.id)
            for case in cases_of(scope)
            if any(rated_level(scope, case, name) is None for name in names)
        ]
        if out:
            yield scope.terms(
                f"displays.remark.{'unrated' if len(names) > 1 else 'unrated_outcome'}", cases=listed_codes(out)
            )

    return remark


def separations(option: str) -> Remark:
    """How far each antecedent separates the outcome that an option names, with the number of pairs."""

    def remark(scope: Scope) -> Iterable[str]:
        outcome, terms = scope.options.get(option, ""), scope.terms
        name = _name(scope, outcome)
        few = []
        for item in antecedents(option).items(scope):
            found = separation(scope, outcome, item.id)
            if found is None:
                few.append(item.label)
                continue
            share, pairs = terms.number(found.share), terms.number(found.pairs)
            yield terms("displays.remark.separation", outcome=name, variable=item.label, share=share, pairs=pairs)
        if few:
            yield terms("displays.remark.too_few", outcome=name, variables=", ".join(few))

    return remark


def late_antecedents(option: str) -> Remark:
    """Cases of which an antecedent is rated for a later time than the outcome that an option names."""

    def remark(scope: Scope) -> Iterable[str]:
        outcome = scope.options.get(option, "")
        for item in antecedents(option).items(scope):
            late = [
                case_code(scope.study, case.id) for case in cases_of(scope) if _is_late(scope, case, item.id, outcome)
            ]
            if late:
                cases = listed_codes(late)
                yield scope.terms("displays.remark.late_antecedent", variable=item.label, cases=cases)

    return remark


def _is_late(scope: Scope, case: Item, variable: str, outcome: str) -> bool:
    """Whether the earliest rating of a variable is of a later time than the latest one of the outcome."""
    before, after = (ratings_of(scope, case, name) for name in (variable, outcome))
    if not before or not after:
        return False
    first, last = moment(scope.study, before[0]), moment(scope.study, after[-1])
    return bool(last[0]) and first > last


def known_outcome(scope: Scope) -> Iterable[str]:
    """How many ratings of antecedents were made when the outcome was known."""
    after = [one for one in scope.ratings if one.outcome_known is OutcomeKnown.AFTER]
    if after:
        yield scope.terms("displays.remark.known_outcome", count=scope.terms.number(len(after)))


def other_events(scope: Scope) -> Iterable[str]:
    """How many events are no key events, where there are key events."""
    others = [event for event in scope.events if not event.critical]
    if others and len(others) < len(scope.events):
        yield scope.terms("displays.remark.other_events", count=scope.terms.number(len(others)))


def unlike(option: str) -> Remark:
    """Attributes and variables of which no chosen case has a value."""

    def remark(scope: Scope) -> Iterable[str]:
        names = [item.label for item in without_value(scope, option)]
        if names:
            yield scope.terms("displays.remark.no_value", names=", ".join(names))

    return remark


def _name(scope: Scope, variable: str) -> str:
    found = scope.study.find(Variable, variable)
    return found.name if found is not None else variable
