"""Signs that conflict: supports phrased as needs, a topic that supports and obstructs, sources against each other.

``±`` is the sign of such a topic (D12), ``!`` the mark of sources that conflict. A clash is listed with the pieces
on both sides and never resolved here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qualcode.conclusions.coverage import codings_of, factor_codes, phrased_as_need
from qualcode.conclusions.evidence import Piece, Side, net, pieces_of, segments_as_pieces, telling
from qualcode.model import Code, FocusKind, Study, Valence, ref_to
from qualcode.reduction.coded import CodedSegment, descendants, focus_of, net_valence

PLUS = (Valence.POSITIVE, Valence.BOTH)
MINUS = (Valence.NEGATIVE, Valence.BOTH)


class ClashKind(StrEnum):
    """What clashes."""

    SUPPORT_AS_NEED = "support_as_need"
    SAME_TOPIC = "same_topic"
    SAME_SEGMENT = "same_segment"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A conflict of signs between records, with the pieces that speak for and against.

    ``support_as_need``: a code under a supporting factor whose net valence is − or ±; ``same_topic``: one topic
    as a support and as an obstacle; ``same_segment``: one segment coded as both; ``sources``: sources conflict on
    a finding (``!``). ``resolved`` says that the finding lists evidence against it.
    """

    kind: ClashKind
    records: tuple[str, ...]
    valence: Valence | None
    plus: tuple[Piece, ...] = ()
    minus: tuple[Piece, ...] = ()
    resolved: bool = False


def valence_conflicts(study: Study) -> tuple[Clash, ...]:
    """Every conflict between supporting and obstructing factors, in codebook order."""
    return (*_needs(study), *_topics(study), *_segments(study))


def _needs(study: Study) -> list[Clash]:
    return [
        Clash(
            kind=ClashKind.SUPPORT_AS_NEED,
            records=(ref_to(code),),
            valence=net_valence(one.valence for one in codings_of(study, code)),
            plus=_pieces(study, code, PLUS),
            minus=_pieces(study, code, MINUS),
        )
        for code in factor_codes(study, FocusKind.SUPPORT)
        if phrased_as_need(study, code)
    ]


def _pieces(study: Study, code: Code, valences: tuple[Valence | None, ...] = (None, *Valence)) -> tuple[Piece, ...]:
    segments = dict.fromkeys(one.segment.id for one in codings_of(study, code) if one.valence in valences)
    return segments_as_pieces(study, segments, focus_of(study, code.id))


def _topics(study: Study) -> list[Clash]:
    """Supports and obstacles of one topic: the same name, the same id after its focus, or one pattern over both."""
    obstacles = [code for code in factor_codes(study, FocusKind.OBSTACLE) if codings_of(study, code)]
    patterns = [code for code in study.codes if code.condenses]
    gathered = [descendants(study, pattern.id) for pattern in patterns]
    return [
        Clash(
            kind=ClashKind.SAME_TOPIC,
            records=(ref_to(support), ref_to(obstacle)),
            valence=Valence.BOTH,
            plus=_pieces(study, support),
            minus=_pieces(study, obstacle),
        )
        for support in factor_codes(study, FocusKind.SUPPORT)
        if codings_of(study, support)
        for obstacle in obstacles
        if topics(support) & topics(obstacle) or any({support.id, obstacle.id} <= codes for codes in gathered)
    ]


def topics(code: Code) -> set[str]:
    """What a factor is about, apart from the focus it stands under: its name, and the rest of its id."""
    rest = code.id.casefold().partition("-")[2]
    named = code.name.casefold() if code.parent else ""
    return {topic for topic in (rest, named) if topic}


def _segments(study: Study) -> list[Clash]:
    kinds = {focus.id: focus.kind for focus in study.focuses}
    by_segment: dict[str, list[CodedSegment]] = {}
    for one in telling(study):
        if not one.code.condenses:
            by_segment.setdefault(one.segment.id, []).append(one)
    found = []
    for segment, codings in by_segment.items():
        supports = [one for one in codings if FocusKind.SUPPORT in {kinds.get(focus) for focus in one.focuses}]
        obstacles = [one for one in codings if FocusKind.OBSTACLE in {kinds.get(focus) for focus in one.focuses}]
        if supports and obstacles:
            records = dict.fromkeys(ref_to(one.code) for one in (*supports, *obstacles))
            pieces = segments_as_pieces(study, (segment,), {focus for one in codings for focus in one.focuses})
            found.append(
                Clash(
                    kind=ClashKind.SAME_SEGMENT,
                    records=tuple(records),
                    valence=net_valence(one.valence for one in (*supports, *obstacles)),
                    plus=pieces,
                    minus=pieces,
                )
            )
    return found


def finding_clashes(study: Study) -> tuple[Clash, ...]:
    """Findings on which sources conflict: pieces of both signs; resolved where evidence against is listed."""
    found = []
    for finding in study.findings:
        pieces = pieces_of(study, finding)
        plus = tuple(piece for piece in pieces if piece.valence in PLUS)
        minus = tuple(piece for piece in pieces if piece.valence in MINUS)
        if plus and minus:
            found.append(
                Clash(
                    kind=ClashKind.SOURCES,
                    records=(ref_to(finding),),
                    valence=net(pieces),
                    plus=plus,
                    minus=minus,
                    resolved=any(piece.side is Side.AGAINST for piece in pieces),
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A code that may hold two meanings (G7, partitioning): its parts with the net valence of each.

    ``parts`` are codes under it whose signs differ, or the code itself where its own codings have both signs.
    """

    code: str
    parts: tuple[tuple[str, Valence], ...]
    plus: int
    minus: int


def split_candidates(study: Study) -> tuple[Split, ...]:
    """Codes with both signs among their codings and those under them; whether to split is the researcher's."""
    found = []
    for code in study.codes:
        if code.condenses:
            continue
        under = {code.id, *descendants(study, code.id)}
        parts = []
        valences: list[Valence | None] = []
        for part in study.codes:
            if part.id in under and (codings := codings_of(study, part)):
                valences.extend(one.valence for one in codings)
                if sign := net_valence(one.valence for one in codings):
                    parts.append((part.id, sign))
        plus, minus = sum(v in PLUS for v in valences), sum(v in MINUS for v in valences)
        if plus and minus:
            found.append(Split(code=code.id, parts=tuple(parts), plus=plus, minus=minus))
    return tuple(found)
