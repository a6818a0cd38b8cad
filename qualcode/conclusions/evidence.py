"""The evidence of a finding: its segments for and against, and what is coded under its focuses.

A piece is one segment with whose words it holds, how and when it was collected, and its valence. Pieces are
listed and counted, never summed into a score; answers flagged *does not know* are no evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from qualcode.collection.citations import citations
from qualcode.collection.positions import blocks_of, speakers
from qualcode.collection.privacy import withdrawn
from qualcode.model import Counted, Directness, Finding, Informant, Segment, Source, Study, Technique, Valence
from qualcode.reduction.coded import CodedSegment, evidence, net_valence

K = TypeVar("K")
P = TypeVar("P", bound="Piece")

SIGNS = (Valence.POSITIVE, Valence.NEGATIVE)


class Side(StrEnum):
    """Where the researcher put a piece: for the finding, against it, or only coded under its focus."""

    FOR = "for"
    AGAINST = "against"
    CODED = "coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A segment as evidence. Offsets are code points of the working text, half-open.

    ``date`` and ``period`` are those of the source; ``about`` is the date or period that the piece speaks of where
    its codings give another. ``valence`` is the net valence of its codings under the finding's focuses, None where
    it has none.
    """

    segment: str
    source: str
    start: int
    end: int
    quote: str
    citation: str
    technique: Technique
    date: str
    period: str | None = None
    about: str = ""
    informants: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    valence: Valence | None = None
    directness: tuple[Directness, ...] = ()
    codes: tuple[str, ...] = ()
    side: Side = Side.CODED

    @property
    def voices(self) -> tuple[str, ...]:
        """Who carries the piece: its informants, or the source itself where nobody speaks."""
        return self.informants or (self.source,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """``n`` of ``of``; ``counted`` names what was counted."""

    n: int
    of: int
    counted: Counted


def pieces_of(study: Study, finding: Finding) -> tuple[Piece, ...]:
    """Every piece of a finding's evidence, in order of source and place; kept while the same finding is asked for."""
    kept = study.derived(_of_the_last)
    asked = (finding.focuses, finding.evidence_for, finding.evidence_against)
    if asked not in kept:
        kept.clear()
        kept[asked] = evidence_of(study, *asked)
    return kept[asked]


def _of_the_last(_study: Study) -> dict[tuple[tuple[str, ...], ...], tuple[Piece, ...]]:
    return {}


def _of_focuses(_study: Study) -> dict[tuple[str, ...], dict[str, Piece | None]]:
    return {}


def _coded_pieces(study: Study, focuses: tuple[str, ...]) -> Mapping[str, Piece | None]:
    """Segment id → the piece of what is coded under focuses, None where it is no evidence; made once a study."""
    kept = study.derived(_of_focuses)
    if focuses not in kept:
        kept[focuses] = {name: piece(study, name, codings) for name, codings in coded_under(study, focuses).items()}
    return kept[focuses]


def evidence_of(
    study: Study, focuses: Iterable[str], for_: Iterable[str] = (), against: Iterable[str] = ()
) -> tuple[Piece, ...]:
    """Segments for and against something, and those coded under focuses, each once, in order of place."""
    made = dict(_coded_pieces(study, tuple(dict.fromkeys(focuses))))
    for segment, side in (dict.fromkeys(for_, Side.FOR) | dict.fromkeys(against, Side.AGAINST)).items():
        coded = made[segment] if segment in made else piece(study, segment)
        made[segment] = replace(coded, side=side) if coded else None
    order = {source.id: at for at, source in enumerate(study.sources)}
    found = (one for one in made.values() if one is not None)
    return tuple(sorted(found, key=lambda one: (order.get(one.source, 0), one.start, one.end, one.segment)))


def segments_as_pieces(study: Study, segments: Iterable[str], focuses: Iterable[str] = ()) -> tuple[Piece, ...]:
    """Given segments as pieces, in the order given; unknown ids are left out."""
    under = coded_under(study, focuses)
    found = (piece(study, segment, under.get(segment, ())) for segment in segments)
    return tuple(one for one in found if one is not None)


def coded_under(study: Study, focuses: Iterable[str]) -> dict[str, tuple[CodedSegment, ...]]:
    """Segment id → its codings under any of the focuses; codings flagged *does not know* are left out."""
    index = study.derived(_by_focus)
    found: dict[str, list[CodedSegment]] = {}
    for focus in dict.fromkeys(focuses):
        for one in index.get(focus, ()):
            codings = found.setdefault(one.segment.id, [])
            if one not in codings:
                codings.append(one)
    return {segment: tuple(codings) for segment, codings in found.items()}


def _by_focus(study: Study) -> dict[str, list[CodedSegment]]:
    found: dict[str, list[CodedSegment]] = {}
    for one in telling(study):
        for focus in one.focuses:
            found.setdefault(focus, []).append(one)
    return found


def telling(study: Study) -> tuple[CodedSegment, ...]:
    """Codings that are evidence: neither flagged *does not know* nor of someone who withdrew consent."""
    return study.derived(_telling)


def _telling(study: Study) -> tuple[CodedSegment, ...]:
    out = withdrawn(study)
    return tuple(one for one in evidence(study) if not one.coding.dont_know and not out.intersection(one.informants))


def piece(study: Study, segment_id: str, codings: Iterable[CodedSegment] = (), side: Side = Side.CODED) -> Piece | None:
    """One segment as a piece; None if the study or its text has it no more, or its speaker withdrew consent."""
    segment = study.find(Segment, segment_id)
    if segment is None or segment.lost:
        return None
    codings = tuple(codings)
    source = study.get(Source, segment.source)
    informants = _distinct(codings, lambda one: one.informants) or speakers(source, blocks_of(study, segment))
    if withdrawn(study).intersection(informants):
        return None
    people = (study.find(Informant, informant) for informant in informants)
    said = {one.coding.directness for one in codings if one.coding.directness}
    return Piece(
        segment=segment.id,
        source=source.id,
        start=segment.start,
        end=segment.end,
        quote=segment.quote,
        citation=citations(study).get(segment.id, segment.id),
        technique=source.technique,
        date=source.date,
        period=source.period,
        about=next((one.date or one.period or "" for one in codings if not one.undated), ""),
        informants=informants,
        roles=tuple(dict.fromkeys(person.role for person in people if person)),
        valence=net_valence(one.valence for one in codings),
        directness=tuple(kind for kind in Directness if kind in said),
        codes=tuple(dict.fromkeys(one.code.id for one in codings)),
        side=side,
    )


def _distinct(codings: tuple[CodedSegment, ...], values: Callable[[CodedSegment], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for one in codings for value in values(one)))


_SHORT, _LONG = 8, 45
_NEARNESS = {Directness.FIRST_HAND: 0, Directness.INFERENCE: 2, Directness.HEARSAY: 3}


def rank(piece: Piece) -> tuple[int, int]:
    """What to quote first, lowest first: first-hand before unmarked, inference and hearsay; of moderate length."""
    words = len(piece.quote.split())
    away = _SHORT - words if words < _SHORT else max(0, words - _LONG)
    return min((_NEARNESS[kind] for kind in piece.directness), default=1), away


def overlap(one: Piece, other: Piece) -> bool:
    """Whether two pieces share text."""
    return one.source == other.source and one.start < other.end and other.start < one.end


def to_quote(pieces: Iterable[Piece], most: int | None, besides: Iterable[Piece] = ()) -> tuple[Piece, ...]:
    """At most ``most`` pieces to quote (all if None), in their order; none overlaps another or one of ``besides``.

    What the researcher put on a side goes first, then by ``rank``.
    """
    pieces = tuple(pieces)
    taken: list[Piece] = []
    standing = list(besides)
    for piece in sorted(pieces, key=lambda one: (one.side is Side.CODED, *rank(one))):
        if most is not None and len(taken) >= most:
            break
        if not any(overlap(piece, other) for other in standing):
            taken.append(piece)
            standing.append(piece)
    return tuple(piece for piece in pieces if piece in taken)


def net(pieces: Iterable[Piece]) -> Valence | None:
    """The net valence of pieces (method: derived values)."""
    return net_valence(one.valence for one in pieces)


def grouped(pieces: Iterable[P], keys: Callable[[P], Iterable[K]]) -> dict[K, tuple[P, ...]]:
    """Pieces by key; a piece with several keys stands under each."""
    found: dict[K, list[P]] = {}
    for one in pieces:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return {key: tuple(some) for key, some in found.items()}


def claim_valence(pieces: Iterable[Piece]) -> Valence | None:
    """The valence of what the researcher put forward: the net valence of the pieces for the finding."""
    return net(one for one in pieces if one.side is Side.FOR)


def carrying(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """What carries the claim: the pieces for it, and coded pieces of the same sign that are not against it.

    Without pieces for it, every coded piece carries it.
    """
    pieces = tuple(pieces)
    claim = claim_valence(pieces)
    if not any(one.side is Side.FOR for one in pieces):
        return tuple(one for one in pieces if one.side is Side.CODED)
    return tuple(
        one
        for one in pieces
        if one.side is Side.FOR or (one.side is Side.CODED and claim in SIGNS and one.valence is claim)
    )


def single(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """What there is only one of behind a claim (``informant``, ``technique``, ``date``); any of them is T1.

    A source in which nobody speaks counts as a voice of its own. Nothing behind a claim is not one: no mark.
    """
    pieces = tuple(pieces)
    if not pieces:
        return ()
    counts: dict[str, set[str]] = {
        "informant": {voice for one in pieces for voice in one.voices},
        "technique": {one.technique.value for one in pieces},
        "date": {one.date for one in pieces},
    }
    return tuple(name for name, found in counts.items() if len(found) == 1)
