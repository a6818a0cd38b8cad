"""Replicating a finding: whether it holds in each site, period and half of the informants (M&H94 pp. 273-274; V11)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qualcode.conclusions.evidence import Piece, grouped, net, pieces_of
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.i18n import _
from qualcode.model import Finding, Source, Study, Valence
from qualcode.reduction.saturation import as_collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the evidence: its net valence, its informants, and how many segments carry each sign."""

    name: str
    valence: Valence | None
    informants: tuple[str, ...]
    positive: int
    negative: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """The finding's evidence part by part; halves are informants odd and even in order of collection."""

    sites: tuple[Part, ...]
    periods: tuple[Part, ...]
    halves: tuple[Part, ...]


def compute(study: Study, finding: Finding) -> Replication:
    """Whether the pattern shows in each part; whether that is acceptance is the researcher's judgement."""
    pieces = pieces_of(study, finding)
    sources = study.by_id(Source)
    halves = study.derived(_halves)
    return Replication(
        sites=_parts(pieces, lambda one: (sources[one.source].site,) if sources[one.source].site else ()),
        periods=_parts(pieces, lambda one: (one.period,) if one.period else ()),
        halves=_parts(pieces, lambda one: dict.fromkeys(halves[who] for who in one.informants if who in halves)),
    )


def _halves(study: Study) -> dict[str, str]:
    order = dict.fromkeys(who for source in as_collected(study) for who in source.informants)
    return {who: "even" if at % 2 else "odd" for at, who in enumerate(order)}


def _parts(pieces: tuple[Piece, ...], keys: Callable[[Piece], Iterable[str]]) -> tuple[Part, ...]:
    return tuple(
        Part(
            name=name,
            valence=net(some),
            informants=tuple(dict.fromkeys(who for one in some for who in one.informants)),
            positive=sum(one.valence is Valence.POSITIVE for one in some),
            negative=sum(one.valence is Valence.NEGATIVE for one in some),
            segments=len(some),
        )
        for name, some in grouped(pieces, keys).items()
    )


def _lacks(study: Study, finding: Finding) -> str:
    found = compute(study, finding)
    several = any(len(parts) > 1 for parts in (found.sites, found.periods, found.halves))
    return "" if several else _("the evidence cannot be divided: one site, one period, one informant")


TACTIC = Tactic(
    name="replication",
    number="V11",
    group=Group.TESTING,
    page="M&H94 pp. 273-274",
    question=_("Does the finding hold in each part of the data?"),
    compute=compute,
    asks=(Ask(name="accepted", words=_("Do you accept the finding as replicated, and where does it not hold?")),),
    lacks=_lacks,
)
