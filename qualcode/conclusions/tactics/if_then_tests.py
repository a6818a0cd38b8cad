"""Making if-then tests: where the *if* holds, does the *then* (M&H94 pp. 271-272; V9).

The proposition is the researcher's; the table only sorts the cases into both, one without the other, neither, and
no data. It is read case by case, never as a test of significance.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.links import causal, label_of, matter_of
from qualcode.conclusions.propositions import Tried, tried
from qualcode.conclusions.tactics import Ask, Group, Into, Tactic
from qualcode.conclusions.verifications import on
from qualcode.errors import QualcodeError
from qualcode.i18n import _
from qualcode.model import Finding, Proposition, Rating, Study, Valence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A causal link about the finding's matter, out of which a proposition can be made."""

    from_what: str
    to_what: str
    valence: Valence | None
    asserted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IfThen:
    """The researcher's propositions with their tables, those that no longer fit the study, and links as material."""

    propositions: tuple[Tried, ...]
    unreadable: tuple[str, ...]
    claimed: tuple[Claimed, ...]


def compute(study: Study, finding: Finding) -> IfThen:
    """Every proposition stated for a finding, tried on the cases; and the links that claim something like it."""
    stated = dict.fromkeys(one for v in on(study, finding, "if-then-tests") for one in v.propositions)
    tables, unreadable = [], []
    for proposition in stated:
        found = _tried(study, proposition)
        if found is None:
            unreadable.append(f"{proposition.if_} → {proposition.then}")
        else:
            tables.append(found)
    matter = matter_of(study, finding)
    claimed = tuple(
        Claimed(
            from_what=label_of(study, link.from_),
            to_what=label_of(study, link.to),
            valence=link.sign,
            asserted_by=link.asserted_by,
        )
        for link in causal(study)
        if link.to in matter
    )
    return IfThen(propositions=tuple(tables), unreadable=tuple(unreadable), claimed=claimed)


def _tried(study: Study, proposition: Proposition) -> Tried | None:
    try:
        return tried(study, proposition)
    except QualcodeError:
        return None


def _lacks(study: Study, _finding: Finding) -> str:
    material: tuple[object, ...] = study.codings or study.all(Rating)
    return "" if material else _("neither ratings nor codings")


TACTIC = Tactic(
    name="if-then-tests",
    number="V9",
    group=Group.TESTING,
    page="M&H94 pp. 271-272",
    question=_("If the finding holds, what else should hold, and does it?"),
    compute=compute,
    asks=(
        Ask(
            name="propositions",
            words=_("Which proposition do you want to try: if what, then what?"),
            into=Into.PROPOSITIONS,
        ),
        Ask(name="reading", words=_("What do the cases that do not follow it tell you?")),
    ),
    lacks=_lacks,
)
