"""Subsuming particulars under the general: what each code holds by itself and with all under it (M&H94 p. 255; G8)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import Count
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._spread import codings_by_code, counts
from qualcode.i18n import _
from qualcode.model import Code, Finding, Study
from qualcode.reduction.coded import codes_of_focus, descendants


@dataclass(frozen=True, slots=True, kw_only=True)
class General:
    """A code with codes under it: segments that have the code itself, and the counts with all under it.

    ``particulars`` are the codes under it that were given to some evidence.
    """

    code: str
    by_itself: int
    rolled_up: tuple[Count, ...]
    particulars: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsuming:
    """Codes that gather others, in codebook order; ``ungathered`` are particulars that no other code gathers."""

    classes: tuple[General, ...]
    ungathered: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Subsuming:
    """Counts rolled up over the code tree and over pattern codes; the general class is the researcher's."""
    codings = study.derived(codings_by_code)
    own = tuple(dict.fromkeys(code for focus in finding.focuses for code in codes_of_focus(study, focus)))
    every = tuple(one for code in own for one in codings.get(code, ()))
    classes = []
    for code in own:
        under = [name for name in codings if name in descendants(study, code)]
        if under:
            own_codings = codings.get(code, ())
            rolled = tuple(one for name in (code, *under) for one in codings.get(name, ()))
            classes.append(
                General(
                    code=code,
                    by_itself=len({one.segment.id for one in own_codings}),
                    rolled_up=counts(study, finding, rolled, (*every, *rolled)),
                    particulars=tuple(under),
                )
            )
    parents = study.by_id(Code)
    gathered = {name for one in classes for name in one.particulars} | {one.code for one in classes}
    alone = tuple(code for code in own if code in codings and code not in gathered and not parents[code].condenses)
    return Subsuming(classes=tuple(classes), ungathered=alone)


TACTIC = Tactic(
    name="subsuming",
    number="G8",
    group=Group.GENERATING,
    page="M&H94 p. 255",
    question=_("Of what more general class is this an instance?"),
    compute=compute,
    asks=(Ask(name="general_class", words=_("Which general class do these particulars belong to?")),),
)
