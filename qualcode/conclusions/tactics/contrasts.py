"""Making contrasts and comparisons: each code by role, with the sign of what each role says (M&H94 p. 254; G6)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import SIGNS, Piece, net, pieces_of
from qualcode.conclusions.findings import one_of_each_sign
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._spread import asked_on, first_cycle_codes
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Informant, Study, Valence

LEAST_ROLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSays:
    """What one role says under a code: its net valence, ``n`` of ``of`` informants, a piece of each sign."""

    name: str
    label: str
    valence: Valence | None
    n: int
    of: int
    counted: Counted
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeByRole:
    """One code by role; ``differs`` where the net signs of two roles are not the same."""

    code: str
    differs: bool
    by_role: tuple[RoleSays, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrasts:
    """The codes of a finding by role, those on which roles differ first."""

    code_by_role: tuple[CodeByRole, ...]


def compute(study: Study, finding: Finding) -> Contrasts:
    """Role by code; whether a difference matters is the researcher's to say."""
    pieces = pieces_of(study, finding)
    rows = []
    for code in first_cycle_codes(study, finding):
        said = _by_role(study, finding, tuple(piece for piece in pieces if code in piece.codes))
        signs = {one.valence for one in said if one.valence in (*SIGNS, Valence.BOTH)}
        if len(said) >= LEAST_ROLES:
            rows.append(CodeByRole(code=code, differs=len(signs) > 1, by_role=said))
    return Contrasts(code_by_role=tuple(sorted(rows, key=lambda row: not row.differs)))


def _by_role(study: Study, finding: Finding, pieces: tuple[Piece, ...]) -> tuple[RoleSays, ...]:
    roles = {person.id: person.role for person in study.all(Informant)}
    asked = set(asked_on(study, finding))
    found = []
    for role in study.roles:
        own = tuple(piece for piece in pieces if role.id in piece.roles)
        speak = {who for piece in own for who in piece.informants if roles.get(who) == role.id}
        of = {who for who in asked if roles.get(who) == role.id} | speak
        if own:
            found.append(
                RoleSays(
                    name=role.id,
                    label=role.label or role.id,
                    valence=net(own),
                    n=len(speak),
                    of=len(of),
                    counted=Counted.INFORMANTS,
                    pieces=one_of_each_sign(own),
                )
            )
    return tuple(found)


def _lacks(study: Study, finding: Finding) -> str:
    roles = {role for piece in pieces_of(study, finding) for role in piece.roles}
    return "" if len(roles) >= LEAST_ROLES else _("fewer than two roles speak on it")


TACTIC = Tactic(
    name="contrasts",
    number="G6",
    group=Group.GENERATING,
    page="M&H94 p. 254",
    question=_("How do the roles differ on this?"),
    compute=compute,
    asks=(
        Ask(
            name="relevance",
            words=_("Which difference matters in practice, and how do you know that it is large enough to matter?"),
        ),
    ),
    lacks=_lacks,
)
