"""What displays can be about: variables, codes, cases, events, people; and what they are about where nobody says.

The choice made for the researcher rests on what there is most of, and is printed with the display.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from qualcode.model import Case, Code, Event, Informant, Link, Place, Rating, Study, Variable
from qualcode.reduction.coded import evidence

from ._code_axes import is_pattern
from ._names import natural
from ._options import Option
from ._ratings import ordinal, rated_cases_of


def _words(records: Iterable[Any]) -> dict[str, str]:
    """Id and name of each record → its id."""
    found: dict[str, str] = {}
    for one in records:
        for word in (one.id, getattr(one, "name", ""), getattr(one, "label", "")):
            if word:
                found.setdefault(word, one.id)
    return found


def _most_rated(study: Study, some: Iterable[Variable]) -> str:
    """The variable on which most cases are rated; the first of several."""
    ranked = sorted(((-rated_cases_of(study, one.id), at, one.id) for at, one in enumerate(some)))
    return ranked[0][2] if ranked and ranked[0][0] else ""


def _placed(study: Study, *places: Place) -> list[Variable]:
    return [one for one in ordinal(study) if one.place in places]


def _outcome(study: Study) -> str:
    return _most_rated(study, _placed(study, Place.OUTCOME)) or _most_rated(study, ordinal(study))


def _cause(study: Study) -> str:
    other = [one for one in ordinal(study) if one.id != _outcome(study)]
    return _most_rated(study, _placed(study, Place.ANTECEDENT)) or _most_rated(study, other)


def variable(name: str, chosen: Callable[[Study], str] = _outcome, *, nominal: bool = True) -> Option:
    """An option that names a variable."""

    def known(study: Study) -> Mapping[str, str]:
        return _words(study.all(Variable) if nominal else ordinal(study))

    return Option(name=name, known=known, chosen=chosen)


outcome = variable("outcome", nominal=False)
cause = variable("cause", _cause, nominal=False)
main = variable("variable", nominal=False)
second = variable("second", _cause)


def _divided(study: Study) -> str:
    """The variable with rated components, else the code with the most codings under its children."""
    rated = Counter(one.variable for one in study.all(Rating))
    parts = Counter[str]()
    for one in study.all(Variable):
        if one.parent and rated[one.id]:
            parts[one.parent] += rated[one.id]
    if parts:
        return min(parts, key=lambda name: (-parts[name], name))
    under = Counter[str]()
    codes = study.by_id(Code)
    for coded in evidence(study):
        parent = coded.code.parent
        if parent in codes and not is_pattern(coded.code):
            under[str(parent)] += 1
    if under:
        return min(under, key=lambda name: (-under[name], name))
    return next((code.id for code in study.codes if not is_pattern(code)), "")


component_of = Option(
    name="of",
    known=lambda study: _words((*study.codes, *study.all(Variable))),
    chosen=_divided,
)


def _divided_variable(study: Study) -> str:
    parents = {one.parent for one in study.all(Variable) if one.parent}
    some = [one for one in ordinal(study) if one.id in parents and one.id != _outcome(study)]
    return some[0].id if some else _cause(study)


second_components = variable("second", _divided_variable)


def _extremes(study: Study) -> str:
    """The case that is rated highest and the one that is rated lowest on the outcome; else the first two."""
    name = _outcome(study)
    levels: dict[str, int] = {}
    people = {who: case.id for case in study.all(Case) for who in case.informants}
    for one in study.all(Rating):
        kind, _, subject = one.subject.partition(":")
        if one.variable == name and kind in ("case", "informant") and one.values:
            levels[people.get(subject, subject)] = one.values[-1]
    ranked = sorted(levels, key=lambda case: (-levels[case], natural(case)))
    some = ranked or [one.id for one in (study.all(Case) or study.informants)]
    return ",".join(dict.fromkeys((some[0], some[-1]))) if some else ""


chosen_cases = Option(
    name="cases",
    known=lambda study: _words(study.all(Case) or study.informants),
    chosen=_extremes,
    several=True,
)


def _key_event(study: Study) -> str:
    some = study.all(Event)
    linked = Counter(ref for link in study.all(Link) for ref in (link.from_, link.to))
    ranked = sorted(some, key=lambda one: (not one.critical, -linked[f"event:{one.id}"], natural(one.id)))
    return ranked[0].id if ranked else ""


event = Option(name="event", known=lambda study: _words(study.all(Event)), chosen=_key_event)


def _most_quoted(study: Study) -> str:
    said = Counter(who for one in evidence(study) for who in one.informants)
    return min(said, key=lambda who: (-said[who], natural(who))) if said else ""


informant = Option(
    name="informant", known=lambda study: {one.id: one.id for one in study.all(Informant)}, chosen=_most_quoted
)


def _most_coded(study: Study) -> str:
    who = _most_quoted(study)
    said = Counter(one.code.id for one in evidence(study) if who in one.informants)
    return min(said, key=lambda code: (-said[code], code)) if said else ""


code = Option(name="code", known=lambda study: _words(study.codes), chosen=_most_coded)
