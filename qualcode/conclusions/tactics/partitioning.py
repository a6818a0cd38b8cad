"""Partitioning variables: codes whose signs point both ways may hold two meanings (M&H94 pp. 254-255; G7)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.clashes import MINUS, PLUS, split_candidates
from qualcode.conclusions.evidence import Piece, pieces_of
from qualcode.conclusions.findings import one_of_each_sign
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Finding, Study, Valence
from qualcode.reduction.coded import focus_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfCode:
    """A code under the divided one (or the code itself) with its own net sign and a piece of each sign."""

    code: str
    valence: Valence
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """A code with both signs: how many codings of each, and its parts."""

    code: str
    positive: int
    negative: int
    parts: tuple[PartOfCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partitioning:
    """Candidates for a split; whether to split is the researcher's."""

    divided: tuple[Divided, ...]


def compute(study: Study, finding: Finding) -> Partitioning:
    """Codes of the finding's focuses whose codings have both signs."""
    pieces = pieces_of(study, finding)
    return Partitioning(
        divided=tuple(
            Divided(
                code=split.code,
                positive=split.plus,
                negative=split.minus,
                parts=tuple(
                    PartOfCode(code=code, valence=valence, pieces=_pieces(pieces, code))
                    for code, valence in split.parts
                ),
            )
            for split in study.derived(split_candidates)
            if set(focus_of(study, split.code)) & set(finding.focuses)
        )
    )


def _pieces(pieces: tuple[Piece, ...], code: str) -> tuple[Piece, ...]:
    signed = [piece for piece in pieces if code in piece.codes and piece.valence in (*PLUS, *MINUS)]
    return one_of_each_sign(signed)


TACTIC = Tactic(
    name="partitioning",
    number="G7",
    group=Group.GENERATING,
    page="M&H94 pp. 254-255",
    question=_("Does one code hold two different things?"),
    compute=compute,
    asks=(
        Ask(name="split", words=_("Would you divide the code: into what, and why? If not: why does it hold together?")),
    ),
)
