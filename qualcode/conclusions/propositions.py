"""If-then propositions of the researcher, tried on every subject that ratings and codes tell something of (V9).

A condition is a variable with a level (``beban-kerja>=3``, ``kedisiplinan=rendah``), or a code, with its sign if
wanted (``HAMBAT-LISTRIK``, ``DISIPLIN-JAM:-``). A code holds of an informant who says it, or something under it;
it does not hold of one who was asked or speaks on its focus and does not say it; of others nothing is known.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qualcode.conclusions.evidence import telling
from qualcode.conclusions.ratings import labelled, latest, level
from qualcode.errors import BadValue, UnknownName
from qualcode.model import Code, Counted, Proposition, Study, Valence, Variable
from qualcode.reduction.coded import focus_of, informants_on, net_valence

_RATED = re.compile(r"(?P<variable>[^<>=!≤≥≠]+?)\s*(?P<sign><=|>=|!=|=|<|>|≤|≥|≠)\s*(?P<value>.+)")
_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "=": operator.eq, "!=": operator.ne, "≠": operator.ne, "<": operator.lt, ">": operator.gt,
    "<=": operator.le, "≤": operator.le, ">=": operator.ge, "≥": operator.ge,
}  # fmt: skip
_SIGNS = {"+": Valence.POSITIVE, "-": Valence.NEGATIVE, "−": Valence.NEGATIVE, "±": Valence.BOTH, "0": Valence.NEUTRAL}


CELLS = ("if_and_then", "if_without_then", "then_without_if", "neither", "no_data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One cell of the table: which subjects fall into it, ``n`` of all that anything is known of."""

    name: str
    subjects: tuple[str, ...]
    n: int
    of: int
    counted: Counted = Counted.CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A proposition with its five cells: both, if without then, then without if, neither, no data."""

    text: str
    outcomes: tuple[Outcome, ...]


def tried(study: Study, proposition: Proposition) -> Tried:
    """The table of a proposition.

    ``BadValue`` for a condition that cannot be read; ``UnknownName`` for a variable or code that there is not.
    """
    given, wanted = condition(study, proposition.if_), condition(study, proposition.then)
    subjects = sorted({*given, *wanted})
    cells: dict[str, list[str]] = {name: [] for name in CELLS}
    for subject in subjects:
        cells[_cell(given.get(subject), wanted.get(subject))].append(subject.partition(":")[2])
    return Tried(
        text=f"{proposition.if_} → {proposition.then}",
        outcomes=tuple(
            Outcome(name=name, subjects=tuple(some), n=len(some), of=len(subjects)) for name, some in cells.items()
        ),
    )


def _cell(given: bool | None, wanted: bool | None) -> str:  # noqa: FBT001 - the two sides of a table
    if given is None or wanted is None:
        return "no_data"
    if given:
        return "if_and_then" if wanted else "if_without_then"
    return "then_without_if" if wanted else "neither"


def condition(study: Study, text: str) -> dict[str, bool]:
    """Subject → whether a condition holds of it; subjects of which nothing is known are left out."""
    rated = _RATED.fullmatch(text.strip())
    if rated:
        return _rated(study, rated["variable"].strip(), rated["sign"], rated["value"].strip())
    name, _, sign = text.strip().partition(":")
    if sign and sign not in _SIGNS:
        raise BadValue("--if/--then", text, tuple(_SIGNS))
    return _coded(study, name.strip(), _SIGNS.get(sign))


def _rated(study: Study, name: str, sign: str, value: str) -> dict[str, bool]:
    variable = study.find(Variable, name)
    if variable is None:
        raise UnknownName("variable", name, tuple(study.by_id(Variable)))
    values = {word: step.value for step in variable.values for word in (str(step.value), step.label.casefold())}
    wanted = values.get(value.casefold())
    if wanted is None:
        steps = tuple(labelled(variable, step.value) for step in variable.values)
        raise BadValue("--if/--then", f"{name}{sign}{value}", steps)
    return {
        subject: _COMPARE[sign](found, wanted)
        for subject, rating in latest(study, name).items()
        if (found := level(rating)) is not None
    }


def _coded(study: Study, name: str, sign: Valence | None) -> dict[str, bool]:
    if study.find(Code, name) is None:
        raise UnknownName("code", name, (*study.by_id(Code), *study.by_id(Variable)))
    said: dict[str, list[Valence | None]] = {}
    for one in telling(study):
        if name in one.lineage:
            for who in one.informants:
                said.setdefault(who, []).append(one.valence)
    known = {who for focus in focus_of(study, name) for who in informants_on(study, focus)} | set(said)
    return {
        f"informant:{who}": who in said and (sign is None or net_valence(said[who]) is sign) for who in sorted(known)
    }
