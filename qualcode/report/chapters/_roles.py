"""Evidence by role, in the order of the role list: lead-in, chosen quotation, what the others of the role say.

The choice is the same for the same study: what the researcher put forward as evidence first, then first-hand
before hearsay, then a readable length; a quotation of the other sign is shown beside the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.conclusions.evidence import Piece, Side, grouped, net
from qualcode.model import Code, Directness, Focus, Study, Valence
from qualcode.reduction.coded import evidence
from qualcode.report.chapters._comparison import OfRole, between_roles, heard_only, within_role
from qualcode.report.desk import Desk, paragraph
from qualcode.report.sentences import lowered

if TYPE_CHECKING:
    from qualcode.report.document import Block, Runs

SHORT, LONG = 8, 60
"""Words between which a quotation reads well on its own."""

OPPOSITE = (Valence.POSITIVE, Valence.NEGATIVE)
COMPARING = ("turn", "same", "within", "other")
"""Relations of a quotation to the one before that the sentence between them claims."""

SIGNED = (Valence.POSITIVE, Valence.NEGATIVE, Valence.BOTH)
_NEARNESS = {Directness.FIRST_HAND: 0, Directness.INFERENCE: 2, Directness.HEARSAY: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation that was printed: whose it is, on which code, with which sign.

    ``stance`` is the net sign of all that the informant says on the code, so that two people are never compared
    by one quotation alone.
    """

    piece: Piece
    informant: str
    code: str
    stance: Valence | None


def by_role(desk: Desk, focus: Focus, pieces: tuple[Piece, ...], asked: tuple[str, ...]) -> tuple[Block, ...]:
    """The interviews' evidence on a focus, then how the roles compare."""
    of_role = grouped(pieces, lambda one: [desk.people.role_of(one.informants[0])] if one.informants else [])
    blocks: list[Block] = []
    last: Said | None = None
    for role in desk.study.roles:
        some = of_role.get(role.id, ())
        members = tuple(who for who in asked if desk.people.role_of(who) == role.id)
        if some:
            quoted = choose(desk, some)
            for piece in quoted:
                said = _said(desk, focus, piece, some)
                beside = [last.piece.segment] if last and _relation(desk, said, last) in COMPARING else []
                blocks.extend(desk.quoted(_lead_in(desk, focus, said, last), piece.segment, *beside))
                last = said
            blocks.extend(
                paragraph(*within_role(desk, focus, OfRole(role=role.id, pieces=some, quoted=quoted, asked=members)))
            )
        blocks.extend(paragraph(*_unknowing(desk, focus, members)))
    blocks.extend(paragraph(*between_roles(desk, focus, pieces, asked)))
    return tuple(blocks)


def introduced(desk: Desk, focus: Focus, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The best of these pieces with the sentence before it; nothing where none may be quoted."""
    some = [piece for piece in pieces if piece.informants and piece.codes]
    quoted = choose(desk, some)[:1]
    return tuple(
        block
        for piece in quoted
        for block in desk.quoted(_lead_in(desk, focus, _said(desk, focus, piece, some), None), piece.segment)
    )


def _said(desk: Desk, focus: Focus, piece: Piece, pieces: Iterable[Piece]) -> Said:
    who, code = piece.informants[0], _code(desk, focus, piece)
    stance = net(one for one in pieces if who in one.informants and _code(desk, focus, one) == code)
    return Said(piece=piece, informant=who, code=code, stance=stance)


def choose(desk: Desk, pieces: Iterable[Piece], *, contrast: bool = False) -> tuple[Piece, ...]:
    """The pieces to quote, at most as many as the profile allows: the best, then the best of another sign.

    Where there is none of another sign, a further one is quoted only from another informant. With ``contrast``
    nothing but the opposite sign comes second.
    """
    ranked = sorted((piece for piece in pieces if desk.quotes.free(piece.segment)), key=_rank)
    chosen: list[Piece] = []
    while ranked and len(chosen) < desk.profile.quotations_per_role:
        best = ranked[0] if not chosen else _next(ranked, chosen, contrast=contrast)
        if best is None:
            break
        chosen.append(best)
        ranked = [piece for piece in ranked if not _overlap(piece, best)]
    return tuple(chosen)


def _next(ranked: list[Piece], chosen: list[Piece], *, contrast: bool) -> Piece | None:
    signs = {piece.valence for piece in chosen}
    if contrast:
        return next((piece for piece in ranked if {piece.valence, *signs} == set(OPPOSITE)), None)
    people = {who for piece in chosen for who in piece.informants}
    other_sign = (piece for piece in ranked if piece.valence in SIGNED and piece.valence not in signs)
    other_person = (piece for piece in ranked if piece.informants and not people.intersection(piece.informants))
    return next(other_sign, None) or next(other_person, None)


def _rank(piece: Piece) -> tuple[bool, int, int, bool]:
    words = len(piece.quote.split())
    away = (SHORT - words) * 2 if words < SHORT else max(0, words - LONG)
    near = min((_NEARNESS[kind] for kind in piece.directness), default=1)
    return piece.side is Side.CODED, near, away, piece.valence is None


def _overlap(one: Piece, other: Piece) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _code(desk: Desk, focus: Focus, piece: Piece) -> str:
    """The most specific code of a piece under the focus."""
    codes = [desk.study.get(Code, code) for code in piece.codes]
    own = [code for code in codes if not code.condenses and code.id != focus.id]
    return (own or codes)[0].id


def matter(desk: Desk, focus: Focus, code: str) -> str:
    """What a piece is about, as a noun phrase: the name of its code, or the focus."""
    found = desk.study.find(Code, code)
    return lowered(found.name if found and found.name else focus.label)


def _lead_in(desk: Desk, focus: Focus, said: Said, last: Said | None) -> Runs:
    """The sentence before a quotation: how it stands to the one before, by sign and code."""
    person = desk.people.person(said.informant)
    slots: dict[str, str] = {
        "peran": person.role,
        "kode": person.code,
        "hal": matter(desk, focus, said.code),
        "tgl": desk.terms.date(said.piece.date) if said.piece.date else "",
        "daftar": desk.counter.name(desk.people.person(last.informant)) if last else "",
    }
    return desk.voice.introduce(f"lead_in.{_relation(desk, said, last)}", focus.id, **slots)


def _relation(desk: Desk, said: Said, last: Said | None) -> str:
    """How a quotation stands to the one before: of the same person by its own sign, of another by their stances."""
    if heard_only(said.piece):
        return "hearsay"
    if last is None:
        return "first"
    same_code = said.code == last.code
    if said.informant == last.informant:
        opposite = {said.piece.valence, last.piece.valence} == set(OPPOSITE)
        return "turn" if opposite and same_code else "detail" if same_code else "more"
    stances = {said.stance, last.stance}
    if not same_code or not stances <= set(OPPOSITE):
        return "first"
    if len(stances) == 1:
        return "same"
    one_role = desk.people.role_of(said.informant) == desk.people.role_of(last.informant)
    return "within" if one_role else "other"


def _unknowing(desk: Desk, focus: Focus, members: tuple[str, ...]) -> list[Runs]:
    """Those of a role who were asked and answered that they do not know."""
    told = desk.study.derived(_told)
    silent = [who for who in members if told.get((who, focus.id)) == {True}]
    if not silent:
        return []
    names = desk.counter.names(desk.people.persons(silent))
    said = desk.voice.say("role.unknowing", focus.id, daftar=names, fokus=lowered(focus.label))
    return [desk.claim(said, *(f"informant:{who}" for who in silent), f"focus:{focus.id}")]


def _told(study: Study) -> dict[tuple[str, str], set[bool]]:
    """(informant, focus) → whether its codings are flagged *does not know*."""
    found: dict[tuple[str, str], set[bool]] = {}
    for one in evidence(study):
        for focus in one.focuses:
            for who in one.informants:
                found.setdefault((who, focus), set()).add(one.coding.dont_know)
    return found
