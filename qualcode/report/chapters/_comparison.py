"""How many of how many say what: within a role, and between roles, by the sign of the coding.

Informants are counted by their net valence (method: derived values); the figures stand with their N, and what
they mean is left to the researcher.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.conclusions.evidence import Piece, grouped, net
from qualcode.model import Directness, Focus, Valence
from qualcode.report.desk import Desk
from qualcode.report.document import Text
from qualcode.report.sentences import lowered

if TYPE_CHECKING:
    from qualcode.report.document import Runs

TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRole:
    """The evidence of one role on a focus: its pieces, those quoted, and its informants who were asked."""

    role: str
    pieces: tuple[Piece, ...]
    quoted: tuple[Piece, ...]
    asked: tuple[str, ...]

    @property
    def speakers(self) -> dict[str, tuple[Piece, ...]]:
        """Informant → pieces."""
        return grouped(self.pieces, lambda one: one.informants)

    @property
    def of(self) -> tuple[str, ...]:
        """The informants of the role who were asked or speak: its N."""
        return tuple(dict.fromkeys((*self.asked, *self.speakers)))


def within_role(desk: Desk, focus: Focus, evidence: OfRole) -> list[Runs]:
    """What the role as a whole says: counts of its informants by sign, or further pieces of its only one."""
    if len(evidence.of) == 1:
        return _further(desk, focus, evidence)
    signs = by_sign({who: net(some) for who, some in evidence.speakers.items()})
    if len(signs) == 1:
        return [_uniform(desk, focus, evidence, next(iter(signs))), *_secondhand(desk, evidence)]
    return [_divided(desk, focus, evidence, signs), *_secondhand(desk, evidence)] if signs else []


def heard_only(piece: Piece) -> bool:
    """Whether a piece tells only what its speaker heard from others."""
    return set(piece.directness) == {Directness.HEARSAY}


def _secondhand(desk: Desk, evidence: OfRole) -> list[Runs]:
    """Informants who were counted although all that they say comes from others."""
    people = [who for who, some in evidence.speakers.items() if all(heard_only(piece) for piece in some)]
    if not people:
        return []
    said = desk.voice.say("role.secondhand", daftar=desk.counter.names(desk.people.persons(people)))
    return [desk.claim(said, segments=[piece.segment for who in people for piece in evidence.speakers[who]])]


def by_sign(nets: Mapping[str, Valence | None]) -> dict[Valence, tuple[str, ...]]:
    """Sign → informants with it, in the order of the method's signs; informants without a sign are left out."""
    found = {sign: tuple(who for who, of in nets.items() if of is sign) for sign in Valence}
    return {sign: people for sign, people in found.items() if people}


def _further(desk: Desk, focus: Focus, evidence: OfRole) -> list[Runs]:
    rest = [piece.segment for piece in evidence.pieces if piece not in evidence.quoted]
    if not rest:
        return []
    person = desk.people.person(evidence.of[0])
    said = desk.voice.say(
        "role.further" if evidence.quoted else "role.unquoted",
        focus.id,
        peran=person.role,
        kode=person.code,
        fokus=lowered(focus.label),
        n=desk.counter.number(len(rest)),
        sit=desk.cite(rest),
    )
    return [desk.claim(said)]


def _uniform(desk: Desk, focus: Focus, evidence: OfRole, sign: Valence) -> Runs:
    people = [who for who, some in evidence.speakers.items() if net(some) is sign]
    persons = desk.people.persons(people)
    said = desk.voice.say(
        "role.uniform" if evidence.quoted else "role.uniform_unquoted",
        focus.id,
        peran=desk.people.role_word(evidence.role),
        frasa=desk.counter.phrase(persons, len(evidence.of)),
        Frasa=desk.counter.phrase(persons, len(evidence.of), opens=True),
        nada=tone(desk, sign),
        fokus=lowered(focus.label),
        sit=desk.cite(_one_each(people, evidence.speakers, sign)),
    )
    return desk.claim(said, *_people(evidence.of))


def _divided(desk: Desk, focus: Focus, evidence: OfRole, signs: Mapping[Valence, tuple[str, ...]]) -> Runs:
    parts = [
        desk.voice.fill(
            "role.divided_part",
            n=desk.counter.people(len(people)),
            nada=tone(desk, sign),
            sit=desk.cite(_one_each(people, evidence.speakers, sign)),
        )
        for sign, people in signs.items()
    ]
    role = desk.people.role_word(evidence.role)
    name = lowered(focus.label)
    said = desk.voice.say(
        "role.divided",
        focus.id,
        peran=role,
        fokus=name,
        N=desk.counter.number(len(evidence.of)),
        bagian=_series(desk, parts),
    )
    return desk.claim(said, *_people(evidence.of))


def _people(informants: Iterable[str]) -> list[str]:
    """Informants as records of a claim: those among whom is counted."""
    return [f"informant:{who}" for who in informants]


def _one_each(people: Iterable[str], speakers: Mapping[str, tuple[Piece, ...]], sign: Valence) -> list[str]:
    """One segment of each informant that shows the sign."""
    found = []
    for who in people:
        of_sign = [piece for piece in speakers[who] if piece.valence is sign]
        if sign is Valence.BOTH and not of_sign:
            found.extend(_first_of(speakers[who], (Valence.POSITIVE, Valence.NEGATIVE)))
        else:
            found.append((of_sign or speakers[who])[0].segment)
    return found


def _first_of(pieces: Iterable[Piece], signs: tuple[Valence, ...]) -> list[str]:
    pieces = tuple(pieces)
    return [found for sign in signs if (found := next((p.segment for p in pieces if p.valence is sign), None))]


def _series(desk: Desk, parts: list[Runs]) -> Runs:
    """Parts as one phrase: *a dan b*; *a, b, dan c*."""
    joint = desk.terms("lists.and")
    runs: list[Runs] = []
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        before = "" if at == 0 else f" {joint} " if last and len(parts) == TWO else f", {joint} " if last else ", "
        runs.append((Text(before), *part) if before else part)
    return tuple(run for part in runs for run in part)


def tone(desk: Desk, sign: Valence) -> str:
    """How a sign is called in a sentence."""
    return desk.voice.word(f"tone.{sign.value}")


def between_roles(desk: Desk, focus: Focus, pieces: tuple[Piece, ...], asked: tuple[str, ...]) -> list[Runs]:
    """How the roles compare by net sign, and how many informants of all stand where."""
    speakers = grouped(pieces, lambda one: one.informants)
    nets = {who: net(some) for who, some in speakers.items()}
    of = len(dict.fromkeys((*asked, *speakers)))
    if of < TWO:
        return []
    rests = [piece.segment for piece in pieces]
    counted = _people(dict.fromkeys((*asked, *speakers)))
    said = [*_roles(desk, focus, pieces), *_overall(desk, by_sign(nets), of)]
    return [desk.claim(runs, *counted, segments=rests) for runs in said]


def _roles(desk: Desk, focus: Focus, pieces: tuple[Piece, ...]) -> list[Runs]:
    of_role = grouped(pieces, lambda one: dict.fromkeys(desk.people.role_of(who) for who in one.informants))
    nets = {role.id: net(of_role[role.id]) for role in desk.study.roles if role.id in of_role}
    signs = by_sign(nets)
    signed = [role for roles in signs.values() for role in roles]
    if len(signed) < TWO:
        return []
    name = lowered(focus.label)
    if len(signs) == 1:
        words = desk.terms.listed([desk.people.role_word(role) for role in signed])
        some = "two" if len(signed) == TWO or len(signed) < len(nets) else "all"
        sign = next(iter(signs))
        kind = "both" if sign is Valence.BOTH else "same"
        return [desk.voice.say(f"roles.{some}_{kind}", focus.id, daftar=words, fokus=name, nada=tone(desk, sign))]
    joint = desk.voice.word("roles.joint")
    parts = [
        desk.voice.word(
            "roles.divided_part",
            daftar=desk.terms.listed([desk.people.role_word(role) for role in roles]),
            nada=tone(desk, sign),
        )
        for sign, roles in signs.items()
    ]
    bagian = joint.join(parts) if len(parts) == TWO else desk.terms.listed(parts)
    return [desk.voice.say("roles.divided", focus.id, fokus=name, bagian=bagian)]


def _overall(desk: Desk, signs: Mapping[Valence, tuple[str, ...]], of: int) -> list[Runs]:
    if not signs:
        return []
    joint = desk.voice.word("roles.joint")
    parts = [
        desk.voice.word(
            "roles.overall_part",
            frasa=desk.counter.phrase(desk.people.persons(people), of),
            nada=tone(desk, sign),
        )
        for sign, people in signs.items()
    ]
    bagian = joint.join(parts) if len(parts) <= TWO else desk.terms.listed(parts)
    said = [desk.voice.say("roles.overall", bagian=bagian)]
    rest = of - sum(len(people) for people in signs.values())
    if rest:
        said.append(desk.voice.say("roles.remainder", banyak=desk.counter.people(rest, opens=True)))
    return said
