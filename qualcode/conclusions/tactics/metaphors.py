"""Making metaphors: the informants' own terms and likenesses as material (M&H94 pp. 250-252; G4)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, pieces_of, segments_as_pieces
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._spread import codings_by_code, first_cycle_codes
from qualcode.i18n import _
from qualcode.model import Code, CodeOrigin, Finding, Study, Technique

_LIKENING = {
    "id": r"\b(?:ibarat(?:nya)?|bagai(?:kan)?|laksana|seakan(?:-akan)?|seolah(?:-olah)?|kayak|seperti|macam)\b",
    "en": r"\b(?:like an?|as if|as though|as \w+ as an?|a kind of|a sort of)\b",
}
"""Words that liken one thing to another when people speak, by the study's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InVivo:
    """A code in the informants' own words, with its pieces."""

    code: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metaphors:
    """In vivo codes of the finding's focuses, and spoken pieces that liken something to something else."""

    in_vivo: tuple[InVivo, ...]
    likening: tuple[Piece, ...]


def compute(study: Study, finding: Finding) -> Metaphors:
    """The informants' own images; making one of them is the researcher's."""
    codings = study.derived(codings_by_code)
    codes = study.by_id(Code)
    own = [codes[code] for code in first_cycle_codes(study, finding)]
    likening = re.compile(_LIKENING[study.project.language], re.IGNORECASE)
    return Metaphors(
        in_vivo=tuple(
            InVivo(
                code=code.id,
                text=code.name,
                pieces=segments_as_pieces(
                    study, dict.fromkeys(one.segment.id for one in codings[code.id]), finding.focuses
                ),
            )
            for code in own
            if code.origin is CodeOrigin.IN_VIVO
        ),
        likening=tuple(
            piece
            for piece in pieces_of(study, finding)
            if piece.technique is Technique.INTERVIEW and likening.search(piece.quote)
        ),
    )


TACTIC = Tactic(
    name="metaphors",
    number="G4",
    group=Group.GENERATING,
    page="M&H94 pp. 250-252",
    question=_("Which image would hold many of these particulars together?"),
    compute=compute,
    asks=(Ask(name="metaphor", words=_("Which metaphor will you try, and where does it stop fitting?")),),
)
