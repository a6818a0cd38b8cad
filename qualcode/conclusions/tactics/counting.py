"""Counting: how many say it, of how many who could have (M&H94 pp. 252-254; G5).

A count keeps the researcher honest and is never a finding: each stands with its denominator and what it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qualcode.conclusions.evidence import Count, Piece, grouped, net, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._spread import asked_on
from qualcode.i18n import _
from qualcode.model import Counted, Finding, Study, Valence

_SIGNS = (Valence.POSITIVE, Valence.NEGATIVE, Valence.BOTH, Valence.NEUTRAL, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """How many informants, sources and segments have a net valence of this sign."""

    valence: Valence | None
    unsigned: bool
    spread: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """All that is coded under the finding's focuses, and the same by sign; of interviews the informants."""

    all_evidence: tuple[Count, ...]
    by_sign: tuple[Signed, ...]


def compute(study: Study, finding: Finding) -> Counting:
    """*n of N* by informant (of those asked or speaking on it), source (of the study) and segment."""
    pieces = pieces_of(study, finding)
    asked = set(asked_on(study, finding)) | {who for piece in pieces for who in piece.informants}
    people = _netted(pieces, lambda piece: piece.informants)
    sources = _netted(pieces, lambda piece: (piece.source,))

    def spread(valence: Valence | None, *, every: bool = False) -> tuple[Count, ...]:
        def n(values: list[Valence | None]) -> int:
            return len(values) if every else sum(value is valence for value in values)

        return (
            Count(n=n(list(people.values())), of=len(asked), counted=Counted.INFORMANTS),
            Count(n=n(list(sources.values())), of=len(study.sources), counted=Counted.SOURCES),
            Count(n=n([piece.valence for piece in pieces]), of=len(pieces), counted=Counted.SEGMENTS),
        )

    by_sign = [Signed(valence=sign, unsigned=sign is None, spread=spread(sign)) for sign in _SIGNS]
    return Counting(
        all_evidence=spread(None, every=True) if pieces else (),
        by_sign=tuple(one for one in by_sign if any(count.n for count in one.spread)),
    )


def _netted(pieces: tuple[Piece, ...], keys: Callable[[Piece], Iterable[str]]) -> dict[str, Valence | None]:
    return {key: net(some) for key, some in grouped(pieces, keys).items()}


TACTIC = Tactic(
    name="counting",
    number="G5",
    group=Group.GENERATING,
    page="M&H94 pp. 252-254",
    question=_("How many, of how many who could have said it?"),
    compute=compute,
    asks=(Ask(name="meaning", words=_("Does this count mean anything for the finding, and what does it hide?")),),
)
