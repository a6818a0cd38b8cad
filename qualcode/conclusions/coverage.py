"""Which findings and factors the recommendations answer, and which are left without (method: export checks).

Every weak position and every obstacle needs a recommendation; a caveat, and a support that the data phrase as a
need, has one or stands in the list of what is not covered; every recommendation answers something.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.conclusions.evidence import Piece, segments_as_pieces, telling
from qualcode.model import Code, Finding, Focus, FocusKind, Recommendation, Study, Valence
from qualcode.reduction.coded import CodedSegment, descendants, focus_of, net_valence


class NeedKind(StrEnum):
    """What asks for a recommendation."""

    WEAK_FOCUS = "weak_focus"
    OBSTACLE = "obstacle"
    SUPPORT_AS_NEED = "support_as_need"
    CAVEAT = "caveat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that asks for a recommendation, and the ids of those that answer it.

    ``required`` is False where a place in the list of what is not covered is enough.
    """

    kind: NeedKind
    record: str
    text: str
    recommendations: tuple[str, ...]
    required: bool
    pieces: tuple[Piece, ...] = ()

    @property
    def covered(self) -> bool:
        """Whether a recommendation answers it."""
        return bool(self.recommendations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Every need with its recommendations, and the recommendations that answer nothing."""

    needs: tuple[Need, ...]
    unanchored: tuple[Recommendation, ...]

    @property
    def uncovered(self) -> tuple[Need, ...]:
        """Needs that no recommendation answers."""
        return tuple(need for need in self.needs if not need.covered)

    @property
    def gaps(self) -> tuple[Need, ...]:
        """Needs that must have a recommendation and have none."""
        return tuple(need for need in self.uncovered if need.required)


def coverage(study: Study) -> Coverage:
    """What the recommendations of a study answer and what they leave."""
    needs = (*_weak_focuses(study), *_factors(study), *_caveats(study))
    answered = {code.id for code in study.codes} | {finding.id for finding in study.findings}
    unanchored = tuple(one for one in study.recommendations if not answered & {*one.findings, *one.factors})
    return Coverage(needs=needs, unanchored=unanchored)


def is_weak(study: Study, finding: Finding) -> bool:
    """Whether a finding's position counts as weak (lemah) on one of its focuses."""
    return any(_weak_on(focus, finding) for focus in study.focuses)


def recommendations_for(study: Study, finding: Finding) -> tuple[str, ...]:
    """Ids of recommendations that answer a finding, or a code of one of its focuses."""
    return tuple(
        one.id
        for one in study.recommendations
        if finding.id in one.findings or any(set(focus_of(study, code)) & set(finding.focuses) for code in one.factors)
    )


def _weak_on(focus: Focus, finding: Finding) -> bool:
    if focus.id not in finding.focuses or focus.weak_at is None or finding.position is None:
        return False
    return finding.position <= focus.weak_at


def _weak_focuses(study: Study) -> list[Need]:
    return [
        Need(
            kind=NeedKind.WEAK_FOCUS,
            record=f"focus:{focus.id}",
            text=finding.position_phrase or finding.text,
            recommendations=_answering(study, focus, finding),
            required=True,
            pieces=segments_as_pieces(study, finding.evidence_for, finding.focuses),
        )
        for focus in study.focuses
        for finding in study.findings
        if _weak_on(focus, finding)
    ]


def _answering(study: Study, focus: Focus, finding: Finding) -> tuple[str, ...]:
    """Recommendations that answer this finding, or a code of this very focus."""
    return tuple(
        one.id
        for one in study.recommendations
        if finding.id in one.findings or any(focus.id in focus_of(study, code) for code in one.factors)
    )


def factor_codes(study: Study, kind: FocusKind) -> tuple[Code, ...]:
    """First-cycle codes under focuses of a kind, in codebook order: the supporting or obstructing factors."""
    focuses = {focus.id for focus in study.focuses if focus.kind is kind}
    return tuple(code for code in study.codes if not code.condenses and focuses & set(focus_of(study, code.id)))


def codings_of(study: Study, code: Code) -> tuple[CodedSegment, ...]:
    """Codings of one code itself that are evidence."""
    return tuple(study.derived(_by_code).get(code.id, ()))


def _by_code(study: Study) -> dict[str, list[CodedSegment]]:
    found: dict[str, list[CodedSegment]] = {}
    for one in telling(study):
        found.setdefault(one.code.id, []).append(one)
    return found


def phrased_as_need(study: Study, code: Code) -> bool:
    """Whether what is coded as a support has a net valence of − or ±."""
    return net_valence(one.valence for one in codings_of(study, code)) in (Valence.NEGATIVE, Valence.BOTH)


def _factors(study: Study) -> list[Need]:
    named = [code for code in factor_codes(study, FocusKind.OBSTACLE) if not _general(study, code)]
    obstacles = [code for code in named if codings_of(study, code)]
    helping = [code for code in factor_codes(study, FocusKind.SUPPORT) if not _general(study, code)]
    supports = [code for code in helping if phrased_as_need(study, code)]
    return [
        *(_factor(study, code, NeedKind.OBSTACLE, required=True) for code in obstacles),
        *(_factor(study, code, NeedKind.SUPPORT_AS_NEED, required=False) for code in supports),
    ]


def _general(study: Study, code: Code) -> bool:
    """Whether a code stands for its focus as a whole: what is coded on it names no factor of its own."""
    return code.parent is None and bool(descendants(study, code.id))


def _factor(study: Study, code: Code, kind: NeedKind, *, required: bool) -> Need:
    codings = codings_of(study, code)
    if kind is NeedKind.SUPPORT_AS_NEED:
        codings = tuple(one for one in codings if one.valence in (Valence.NEGATIVE, Valence.BOTH))
    segments = tuple(dict.fromkeys(one.segment.id for one in codings))
    return Need(
        kind=kind,
        record=f"code:{code.id}",
        text=code.name,
        recommendations=_naming(study, code),
        required=required,
        pieces=segments_as_pieces(study, segments, focus_of(study, code.id)),
    )


def _naming(study: Study, code: Code) -> tuple[str, ...]:
    """Recommendations that name a factor or a code above it, short of the focus's top code.

    A recommendation that answers all obstacles at once answers none in particular.
    """
    names = {code.id}
    parent = study.find(Code, code.parent)
    while parent is not None and parent.parent and parent.id not in names:
        names.add(parent.id)
        parent = study.find(Code, parent.parent)
    return tuple(one.id for one in study.recommendations if names & set(one.factors))


def _caveats(study: Study) -> list[Need]:
    return [
        Need(
            kind=NeedKind.CAVEAT,
            record=f"finding:{finding.id}",
            text=caveat,
            recommendations=tuple(one.id for one in study.recommendations if finding.id in one.findings),
            required=False,
        )
        for finding in study.findings
        for caveat in finding.caveats
    ]
