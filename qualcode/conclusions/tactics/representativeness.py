"""Representativeness: whose words the evidence of a finding is (M&H94 pp. 263-265; V1).

Shares are printed with their counts; more than half from one informant is flagged, which is a convention of this
project. Whether that biases the finding is the researcher's judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, grouped, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Study

HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``n`` of ``of`` segments of evidence."""

    name: str
    n: int
    of: int
    counted: Counted = Counted.SEGMENTS

    @property
    def more_than_half(self) -> bool:
        """Whether more than half of the segments are from here."""
        return self.n > HALF * self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Representativeness:
    """Segments of evidence by informant (or source in which nobody speaks), role and period.

    ``dominant`` names informants that more than half of the segments are from; ``absent`` roles without any.
    """

    informants: tuple[Share, ...]
    roles: tuple[Share, ...]
    periods: tuple[Share, ...]
    dominant: tuple[str, ...]
    absent: tuple[str, ...]


def compute(study: Study, finding: Finding) -> Representativeness:
    """How the segments of a finding's evidence are spread."""
    pieces = pieces_of(study, finding)
    informants = _shares(pieces, lambda one: one.voices)
    people = {person.id for person in study.informants}
    roles = _shares(pieces, lambda one: one.roles)
    heard = {share.name for share in roles}
    return Representativeness(
        informants=informants,
        roles=roles,
        periods=_shares(pieces, lambda one: (one.period or one.date,)),
        dominant=tuple(share.name for share in informants if share.name in people and share.more_than_half),
        absent=tuple(role.id for role in study.roles if role.id not in heard),
    )


def _shares(pieces: tuple[Piece, ...], keys: Callable[[Piece], Iterable[str]]) -> tuple[Share, ...]:
    found = grouped(pieces, keys)
    shares = (Share(name=name, n=len(some), of=len(pieces)) for name, some in found.items())
    return tuple(sorted(shares, key=lambda share: (-share.n, share.name)))


TACTIC = Tactic(
    name="representativeness",
    number="V1",
    group=Group.TESTING,
    page="M&H94 pp. 263-265",
    question=_("Whose words is this finding built on?"),
    compute=compute,
    asks=(
        Ask(name="bias", words=_("Does the spread over informants, roles and periods bias the finding?")),
        Ask(name="to_hear", words=_("Whom would you still have to hear?")),
    ),
)
