"""The meaning of outliers: informants who stand apart from their own role (M&H94 p. 269; V5)."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, grouped, net, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Study, Valence

ENOUGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    """An informant whose net valence differs from that of ``n`` of the ``of`` others of the role with data."""

    informant: str
    role: str
    valence: Valence
    n: int
    of: int
    counted: Counted
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outliers:
    """Outliers by role; ``too_few`` names roles with fewer than three informants with data, where none is sought."""

    outliers: tuple[Outlier, ...]
    too_few: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Outliers:
    """Informants whose net valence differs from that of more than half of their role, where three or more have data."""
    said = grouped(pieces_of(study, finding), lambda one: one.informants)
    valences = {who: value for who, some in said.items() if (value := net(some)) is not None}
    outliers: list[Outlier] = []
    too_few: list[str] = []
    for role in study.roles:
        people = [person.id for person in study.informants if person.role == role.id and person.id in valences]
        if len(people) < ENOUGH:
            too_few.append(role.id)
            continue
        for who in people:
            others = [other for other in people if other != who]
            differing = sum(valences[other] is not valences[who] for other in others)
            if 2 * differing > len(people):
                outliers.append(
                    Outlier(
                        informant=who,
                        role=role.id,
                        valence=valences[who],
                        n=differing,
                        of=len(others),
                        counted=Counted.INFORMANTS,
                        pieces=said[who],
                    )
                )
    return Outliers(outliers=tuple(outliers), too_few=tuple(too_few))


def _lacks(study: Study, finding: Finding) -> str:
    said = {who for piece in pieces_of(study, finding) for who in piece.informants}
    roles = [person.role for person in study.informants if person.id in said]
    enough = any(roles.count(role) >= ENOUGH for role in roles)
    return "" if enough else _("no role with three informants who speak on it")


TACTIC = Tactic(
    name="outliers",
    number="V5",
    group=Group.TESTING,
    page="M&H94 p. 269",
    question=_("Who stands apart from the others of the same role?"),
    compute=compute,
    asks=(
        Ask(
            name="meaning",
            words=_("If somebody stands apart: what makes them different, and what does that say about the finding?"),
        ),
    ),
    lacks=_lacks,
)
