"""Rival explanations: what else could account for the same data (M&H94 pp. 274-275; V12)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, segments_as_pieces
from qualcode.conclusions.tactics import Ask, Group, Into, Tactic
from qualcode.conclusions.verifications import was_done
from qualcode.i18n import _
from qualcode.model import Finding, Rival, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalStand:
    """A rival with the evidence for and against it; ``missing`` names the parts that are still open."""

    number: int
    text: str
    evidence_for: tuple[Piece, ...]
    evidence_against: tuple[Piece, ...]
    set_aside: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """The rivals of a finding; ``none`` is True where not one was noted."""

    rivals: tuple[RivalStand, ...]
    none: bool


def missing_parts(rival: Rival) -> tuple[str, ...]:
    """Which of evidence for, evidence against and the reason for setting it aside a rival lacks."""
    return tuple(name for name in ("evidence_for", "evidence_against", "set_aside") if not getattr(rival, name))


def compute(study: Study, finding: Finding) -> Rivals:
    """Every rival of a finding with its evidence both ways and what is missing."""
    rivals = tuple(
        RivalStand(
            number=number,
            text=rival.text,
            evidence_for=segments_as_pieces(study, rival.evidence_for, finding.focuses),
            evidence_against=segments_as_pieces(study, rival.evidence_against, finding.focuses),
            set_aside=rival.set_aside,
            missing=missing_parts(rival),
        )
        for number, rival in enumerate(finding.rivals, 1)
    )
    return Rivals(rivals=rivals, none=not rivals)


def done(study: Study, finding: Finding) -> bool:
    """At least one rival is noted, and each is complete or the weighing of them was recorded."""
    complete = not any(missing_parts(rival) for rival in finding.rivals)
    return bool(finding.rivals) and (complete or was_done(study, finding, "rival-explanations"))


TACTIC = Tactic(
    name="rival-explanations",
    number="V12",
    group=Group.TESTING,
    page="M&H94 pp. 274-275",
    question=_("What else could explain the same data?"),
    compute=compute,
    asks=(
        Ask(
            name="rival",
            words=_("Which other explanation did you consider, and what speaks for and against it?"),
            into=Into.RIVALS,
        ),
        Ask(name="set_aside", words=_("Why was it set aside?"), needed=False),
    ),
    done_when=done,
)
