"""Making conceptual and theoretical coherence: how the finding stands to the literature (M&H94 pp. 261-262; G13)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Finding, FindingKind, Study, TheoryRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class Theory:
    """A theory note of the finding: what the literature claims, and how it stands to the finding."""

    citation_key: str
    relation: TheoryRelation
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coherence:
    """Theory notes of the finding; ``without_theory`` names all findings of the study that have none."""

    notes: tuple[Theory, ...]
    no_theory: bool
    without_theory: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Coherence:
    """What the researcher noted from the literature; nothing is looked up."""
    noted = {note.finding for note in study.theory_notes}
    notes = tuple(
        Theory(citation_key=note.citation_key, relation=note.relation, text=note.claim)
        for note in study.theory_notes
        if note.finding == finding.id
    )
    without = [one.id for one in study.findings if one.kind is FindingKind.FINDING and one.id not in noted]
    return Coherence(notes=notes, no_theory=not notes, without_theory=tuple(without))


TACTIC = Tactic(
    name="coherence",
    number="G13",
    group=Group.GENERATING,
    page="M&H94 pp. 261-262",
    question=_("Which theory does the finding support, extend or contradict?"),
    compute=compute,
    asks=(
        Ask(
            name="theory",
            words=_(
                "How does the finding relate to what is already known, and what would that theory make you look for?"
            ),
        ),
    ),
)
