"""Clustering: which codes are carried by the same people, step by step into groups (M&H94 pp. 248-250; G3).

Average linkage over the likeness of Jaccard. A group is a suggestion to look; its name and meaning are the
researcher's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._profiles import profiles
from qualcode.i18n import _
from qualcode.model import Finding, Study

LEAST_CODES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A step: two groups joined at their mean likeness, from 0 (no voice in common) to 1 (the same voices)."""

    codes: tuple[str, ...]
    others: tuple[str, ...]
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """The steps from single codes to groups, closest first; ``alone`` are codes that share no voice with any."""

    compared: int
    steps: tuple[Joined, ...]
    alone: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Clustering:
    """The codes around a finding, joined by who carries them."""
    found = profiles(study, finding)
    steps = joined(found) if len(found) >= LEAST_CODES else ()
    grouped = {code for step in steps for code in (*step.codes, *step.others)}
    return Clustering(
        compared=len(found), steps=steps, alone=tuple(code for code in found if code not in grouped) if steps else ()
    )


def joined(found: Mapping[str, frozenset[str]]) -> tuple[Joined, ...]:
    """The steps of average linkage, as long as groups share a voice; equal likeness goes by the order of the codes."""
    order = list(found)
    sums = {
        frozenset(pair): len(found[pair[0]] & found[pair[1]]) / (len(found[pair[0]] | found[pair[1]]) or 1)
        for pair in combinations(order, 2)
    }
    groups: list[tuple[str, ...]] = [(code,) for code in order]

    def mean(one: tuple[str, ...], other: tuple[str, ...]) -> float:
        return sum(sums[frozenset((a, b))] for a in one for b in other) / (len(one) * len(other))

    steps: list[Joined] = []
    while len(groups) > 1:
        likeness, a, b = max(
            ((mean(one, other), -i, -j) for (i, one), (j, other) in combinations(enumerate(groups), 2)),
        )
        if not likeness:
            break
        one, other = groups[-a], groups[-b]
        steps.append(Joined(codes=one, others=other, likeness=round(likeness, 2)))
        groups = [(*one, *other) if group == one else group for group in groups if group != other]
    return tuple(steps)


def _lacks(study: Study, finding: Finding) -> str:
    return "" if len(profiles(study, finding)) >= LEAST_CODES else _("fewer than three codes to compare")


TACTIC = Tactic(
    name="clustering",
    number="G3",
    group=Group.GENERATING,
    page="M&H94 pp. 248-250",
    question=_("Which things go together, and which stand apart?"),
    compute=compute,
    asks=(Ask(name="groups", words=_("Which groups do you recognise, and what would you call each?")),),
    lacks=_lacks,
)
