"""Findings: assembling what a researcher needs to write one, and the changes that keep its evidence apart.

``draft`` lays out positions of each role with counts, quotations that contrast, and open slots. It never
concludes: it holds no sentence of its own about the matter, and no position.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qualcode.collection.privacy import withdrawn
from qualcode.conclusions.evidence import Piece, evidence_of, grouped, net, rank, single, to_quote
from qualcode.errors import UnknownName
from qualcode.model import DataMark, Finding, Focus, Rival, ScaleValue, Study, Technique, Valence
from qualcode.reduction.coded import informants_on, proposed_mark

SLOTS = ("text", "position", "caveats", "evidence_against", "rivals", "displays", "confidence")
"""What only the researcher fills in a finding, in the order in which it is written."""

CONTRASTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePosition:
    """What the informants of one role say on a focus.

    ``plus``, ``minus``, ``both`` and ``other`` count informants by their net valence; they add up to ``n``, the
    informants with evidence, of ``of``, those who were asked or speak on the focus. ``silent`` are the others of
    the role in the study, with the data mark that the records propose. ``quotations`` are at most one of each sign.
    """

    role: str
    label: str
    n: int
    of: int
    plus: int
    minus: int
    both: int
    other: int
    valence: Valence | None
    silent: tuple[tuple[str, DataMark | None], ...]
    quotations: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two pieces of opposite sign, side by side."""

    plus: Piece
    minus: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What stands in the study about a focus, laid out for writing a finding.

    Counts name what they count: ``informants`` of ``informants_of`` who were asked or speak on the focus,
    sources, segments. ``single`` names what there is only one of (T1). ``slots`` are open; ``findings`` are
    those on the focus so far.
    """

    focus: str
    label: str
    question: str
    scale: tuple[ScaleValue, ...]
    informants: int
    informants_of: int
    sources: int
    segments: int
    roles: tuple[RolePosition, ...]
    beside: tuple[Piece, ...]
    contrasts: tuple[Contrast, ...]
    single: tuple[str, ...]
    findings: tuple[str, ...]
    slots: tuple[str, ...] = SLOTS


def draft(study: Study, focus_id: str) -> Draft:
    """What is coded under a focus, by role and sign, with contrasting quotations and open slots."""
    focus = study.get(Focus, focus_id)
    pieces = evidence_of(study, (focus.id,))
    speaking = {who for piece in pieces for who in piece.informants}
    return Draft(
        focus=focus.id,
        label=focus.label,
        question=focus.question,
        scale=focus.scale,
        informants=len(speaking),
        informants_of=len(speaking | set(informants_on(study, focus.id))),
        sources=len({piece.source for piece in pieces}),
        segments=len(pieces),
        roles=_roles(study, focus, pieces),
        beside=_beside(pieces),
        contrasts=_contrasts(pieces),
        single=single(pieces),
        findings=tuple(finding.id for finding in study.findings if focus.id in finding.focuses),
    )


def _roles(study: Study, focus: Focus, pieces: tuple[Piece, ...]) -> tuple[RolePosition, ...]:
    by_informant = grouped(pieces, lambda one: one.informants)
    asked = set(informants_on(study, focus.id))
    found = []
    for role in study.roles:
        people = [p.id for p in study.informants if p.role == role.id and p.id not in withdrawn(study)]
        speaking = [who for who in people if who in by_informant]
        signs = [net(by_informant[who]) for who in speaking]
        own = tuple(dict.fromkeys(piece for who in speaking for piece in by_informant[who]))
        if people:
            found.append(
                RolePosition(
                    role=role.id,
                    label=role.label or role.id,
                    n=len(speaking),
                    of=sum(who in asked or who in by_informant for who in people),
                    plus=signs.count(Valence.POSITIVE),
                    minus=signs.count(Valence.NEGATIVE),
                    both=signs.count(Valence.BOTH),
                    other=sum(sign in (None, Valence.NEUTRAL) for sign in signs),
                    valence=net(own),
                    silent=tuple((w, proposed_mark(study, w, focus.id)) for w in people if w not in by_informant),
                    quotations=one_of_each_sign(own),
                )
            )
    return tuple(found)


def one_of_each_sign(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The piece to quote first of each sign, in order of place; without a signed one, the first of all."""
    pieces = tuple(pieces)
    signed = grouped(pieces, lambda one: (one.valence,) if one.valence not in (None, Valence.NEUTRAL) else ())
    taken: list[Piece] = []
    for some in signed.values():
        taken.extend(to_quote(some, 1, taken) or some[:1])
    kept = taken or to_quote(pieces, 1)
    return tuple(piece for piece in pieces if piece in kept)


def _beside(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces of observations and documents to quote: one of each sign from each source."""
    others = [piece for piece in pieces if piece.technique is not Technique.INTERVIEW]
    by_source = grouped(others, lambda one: (one.source,))
    return tuple(piece for some in by_source.values() for piece in one_of_each_sign(some))


def _contrasts(pieces: tuple[Piece, ...]) -> tuple[Contrast, ...]:
    """At most three pairs of a piece for and one against: informants first, another voice, on the same code if any."""
    plus = _first_by_voice(piece for piece in pieces if piece.valence is Valence.POSITIVE)
    minus = _first_by_voice(piece for piece in pieces if piece.valence is Valence.NEGATIVE)
    pairs: list[Contrast] = []
    for piece in plus:
        if not minus or len(pairs) == CONTRASTS:
            break
        other = min(minus, key=lambda one: (one.voices == piece.voices, not set(one.codes) & set(piece.codes)))
        minus.remove(other)
        pairs.append(Contrast(plus=piece, minus=other))
    return tuple(pairs)


def _first_by_voice(pieces: Iterable[Piece]) -> list[Piece]:
    best = [min(some, key=rank) for some in grouped(pieces, lambda one: (one.voices,)).values()]
    return sorted(best, key=lambda one: not one.informants)


def with_evidence(
    finding: Finding, *, for_: Iterable[str] = (), against: Iterable[str] = (), drop: Iterable[str] = ()
) -> Finding:
    """The finding with segments added for and against it, or dropped; a segment stands on one side only.

    ``UnknownName`` for a segment to drop that is not among its evidence.
    """
    dropped, now_for, now_against = tuple(drop), tuple(for_), tuple(against)
    standing = (*finding.evidence_for, *finding.evidence_against)
    for segment in dropped:
        if segment not in standing:
            raise UnknownName("segment", segment, standing)
    gone_for, gone_against = {*dropped, *now_against}, {*dropped, *now_for}
    return replace(
        finding,
        evidence_for=tuple(dict.fromkeys(s for s in (*finding.evidence_for, *now_for) if s not in gone_for)),
        evidence_against=tuple(
            dict.fromkeys(s for s in (*finding.evidence_against, *now_against) if s not in gone_against)
        ),
    )


def with_rival(finding: Finding, rival: Rival) -> Finding:
    """The finding with a rival added, or with its parts added to the rival of the same words."""
    old = next((one for one in finding.rivals if one.text == rival.text), None)
    if old is None:
        return replace(finding, rivals=(*finding.rivals, rival))
    joined = Rival(
        text=old.text,
        evidence_for=tuple(dict.fromkeys((*old.evidence_for, *rival.evidence_for))),
        evidence_against=tuple(dict.fromkeys((*old.evidence_against, *rival.evidence_against))),
        set_aside=rival.set_aside or old.set_aside,
    )
    return replace(finding, rivals=tuple(joined if one is old else one for one in finding.rivals))
