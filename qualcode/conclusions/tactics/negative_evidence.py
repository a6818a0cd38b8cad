"""Negative evidence: what speaks against a finding, and who says nothing for it (M&H94 p. 271; V8).

Whether a segment refutes the finding is the researcher's judgement; a segment that is not yet listed as evidence
against is only pointed out.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.collection.privacy import withdrawn
from qualcode.conclusions.evidence import SIGNS, Piece, Side, claim_valence, grouped, net, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Into, Tactic
from qualcode.conclusions.verifications import on, searched_against, searches
from qualcode.i18n import _
from qualcode.model import DataMark, Finding, Query, Study, Valence
from qualcode.reduction.coded import proposed_mark

OPPOSITE = {Valence.POSITIVE: Valence.NEGATIVE, Valence.NEGATIVE: Valence.POSITIVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """An informant of whom nothing is coded under the finding's focuses, and what the records propose as the reason."""

    informant: str
    role: str
    mark: DataMark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeEvidence:
    """What stands against a finding.

    ``opposite`` are coded segments of the other sign than the evidence for it, or of both signs, that are listed
    neither for nor against; ``against`` those already listed against. Where the evidence for it has no sign of
    its own, every signed segment that is not listed is in ``opposite``.
    ``contrary`` are informants whose net valence is the opposite sign.
    """

    claim: Valence | None
    opposite: tuple[Piece, ...]
    against: tuple[Piece, ...]
    contrary: tuple[str, ...]
    silent: tuple[Silent, ...]
    searches: tuple[Query, ...]
    searched: bool


def compute(study: Study, finding: Finding) -> NegativeEvidence:
    """Segments and informants that do not bear the finding out, and the searches logged so far."""
    pieces = pieces_of(study, finding)
    claim = claim_valence(pieces)
    wanted = {OPPOSITE[claim], Valence.BOTH} if claim in OPPOSITE else {*SIGNS, Valence.BOTH}
    by_informant = grouped(pieces, lambda one: one.informants)
    contrary = OPPOSITE.get(claim) if claim else None
    return NegativeEvidence(
        claim=claim,
        opposite=tuple(one for one in pieces if one.side is Side.CODED and one.valence in wanted),
        against=tuple(one for one in pieces if one.side is Side.AGAINST),
        contrary=tuple(who for who in sorted(by_informant) if contrary and net(by_informant[who]) is contrary),
        silent=_silent(study, finding, set(by_informant)),
        searches=searches(on(study, finding, "negative-evidence")),
        searched=searched_against(study, finding),
    )


def _silent(study: Study, finding: Finding, speaking: set[str]) -> tuple[Silent, ...]:
    return tuple(
        Silent(informant=person.id, role=person.role, mark=_mark(study, person.id, finding.focuses))
        for person in study.informants
        if person.id not in speaking and person.id not in withdrawn(study)
    )


def _mark(study: Study, informant: str, focuses: tuple[str, ...]) -> DataMark | None:
    """The mark that every focus of the finding proposes alike, else none."""
    marks = {proposed_mark(study, informant, focus) for focus in focuses}
    return marks.pop() if len(marks) == 1 else None


def register(study: Study) -> tuple[tuple[Finding, NegativeEvidence], ...]:
    """The negative-case register: of every finding, what stands against it and whether it was looked for."""
    return tuple((finding, compute(study, finding)) for finding in study.findings)


TACTIC = Tactic(
    name="negative-evidence",
    number="V8",
    group=Group.TESTING,
    page="M&H94 p. 271",
    question=_("What in the data speaks against this finding?"),
    compute=compute,
    asks=(
        Ask(name="searched", words=_("What did you search for, and how many hits did you read?"), into=Into.QUERIES),
        Ask(
            name="against", words=_("Which of these segments are evidence against it?"), into=Into.AGAINST, needed=False
        ),
        Ask(
            name="consequence",
            words=_("Does it refute or qualify the finding, or leave it as it stands?"),
            into=Into.CONSEQUENCE,
            needed=False,
        ),
    ),
)
