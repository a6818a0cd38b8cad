"""Registers over all findings: negative cases, whose words, strength of evidence, outliers, and saturation.

Each row names what it counts and of how many; nothing is summed into a score, and no register is a gate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qualcode.conclusions.evidence import Piece, telling
from qualcode.conclusions.tactics import negative_evidence, outliers, representativeness, weighting_evidence
from qualcode.conclusions.tested import unweighed
from qualcode.conclusions.verifications import on
from qualcode.model import Study
from qualcode.reduction.saturation import added

Row = dict[str, Any]


def negative_cases(study: Study) -> list[Row]:
    """Every segment that speaks against a finding: listed or not placed yet, weighed or not, with what followed."""
    rows: list[Row] = []
    for finding, found in negative_evidence.register(study):
        open_ = set(unweighed(study, finding))
        consequence = next(
            (one.consequence for one in reversed(on(study, finding, "negative-evidence")) if one.consequence), None
        )
        for placed, pieces in (("against", found.against), ("not_placed", found.opposite)):
            for piece in pieces:
                weighed = placed == "against" and found.searched and piece.segment not in open_
                rows.append(
                    {"finding": finding.id, "placed": placed, **_piece(piece), "weighed": weighed}
                    | {"consequence": consequence.value if consequence and weighed else ""}
                )
        if not (found.against or found.opposite):
            searched = "none_found" if found.searches else "not_searched"
            rows.append({"finding": finding.id, "placed": searched, **_no_piece(), "weighed": False, "consequence": ""})
    return rows


def _piece(piece: Piece) -> Row:
    return {
        "informants": piece.informants,
        "roles": piece.roles,
        "sign": piece.valence.value if piece.valence else "",
        "quote": piece.quote,
        "citation": piece.citation,
        "segment": piece.segment,
        "source": piece.source,
        "start": piece.start,
        "end": piece.end,
    }


def _no_piece() -> Row:
    empty = ("sign", "quote", "citation", "segment", "source")
    return {"informants": (), "roles": (), **dict.fromkeys(empty, ""), "start": None, "end": None}


def evidence_profiles(study: Study) -> list[Row]:
    """The profile of each finding's evidence (M&H94 p. 268), side by side; the sides are never added up."""
    return [
        {
            "finding": finding.id,
            "aspect": aspect.aspect,
            "stronger": len(aspect.stronger),
            "weaker": len(aspect.weaker),
            "unknown": len(aspect.unknown),
            "of": len(aspect.stronger) + len(aspect.weaker) + len(aspect.unknown),
        }
        for finding in study.findings
        for aspect in weighting_evidence.compute(study, finding).aspects
    ]


def shares(study: Study) -> list[Row]:
    """Whose words each finding is built on: segments by informant (or source in which nobody speaks) and by role."""
    rows: list[Row] = []
    for finding in study.findings:
        found = representativeness.compute(study, finding)
        for part, some in (("informant", found.informants), ("role", found.roles)):
            rows += [
                {"finding": finding.id, "part": part, "who": one.name, "n": one.n, "of": one.of}
                | {"more_than_half": one.more_than_half}
                for one in some
            ]
        rows += [
            {"finding": finding.id, "part": "role", "who": role, "n": 0, "of": found.roles[0].of if found.roles else 0}
            | {"more_than_half": False}
            for role in found.absent
        ]
    return rows


def standing_apart(study: Study) -> list[Row]:
    """Informants who differ from more than half of their role, finding by finding."""
    return [
        {
            "finding": finding.id,
            "informant": one.informant,
            "role": one.role,
            "sign": one.valence.value,
            "n": one.n,
            "of": one.of,
            "citations": tuple(piece.citation for piece in one.pieces),
        }
        for finding in study.findings
        for one in outliers.compute(study, finding).outliers
    ]


def saturation(study: Study) -> list[Row]:
    """Codes that each source adds to those of the sources before it, in order of collection.

    First-cycle codes given to evidence are counted; a source that adds none comes with an empty list. Whether the
    data are saturated is the researcher's to say.
    """
    found = added(study, telling(study))
    of = found[-1].so_far if found else 0
    return [
        {
            "source": one.source.id,
            "date": one.source.date,
            "codings": len(one.codings),
            "codes": len({piece.code.id for piece in one.codings}),
            "new": len(one.new),
            "new_codes": one.new,
            "so_far": one.so_far,
            "of": of,
        }
        for one in found
    ]


REGISTERS: Mapping[str, Callable[[Study], list[Row]]] = {
    "negative-evidence": negative_cases,
    "weighting-evidence": evidence_profiles,
    "representativeness": shares,
    "outliers": standing_apart,
}
"""Tactics that have a register over all findings."""
