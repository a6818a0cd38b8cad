"""Which roles, techniques and times carry some evidence: the counts that the triangulation table and its tactic share.

Results are grouped side by side, each with its net sign, and never averaged (M&H94 pp. 266-267).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from qualcode.declared import record
from qualcode.model import Informant, Study, Technique, Valence
from qualcode.reduction.coded import informants_on, net_valence


class Carrier(Protocol):
    """What a piece of evidence or a coded segment tells of itself."""

    @property
    def informants(self) -> tuple[str, ...]:
        """Whose words it holds."""
        ...

    @property
    def roles(self) -> tuple[str, ...]:
        """Their roles."""
        ...

    @property
    def technique(self) -> Technique:
        """How its source came about."""
        ...

    @property
    def valence(self) -> Valence | None:
        """Its sign."""
        ...


T = TypeVar("T", bound=Carrier)
K = TypeVar("K")


@record
class Stand(Generic[T]):
    """How one role, technique or time stands: its net sign, and what carries it.

    Of a role, ``n`` counts informants of the ``of`` who were asked or speak; else ``n`` counts sources and ``of`` is
    None. Evidence in which nobody of a known role speaks has no name.
    """

    name: str
    valence: Valence | None
    n: int
    of: int | None
    carried: tuple[T, ...]


def by_role(
    study: Study, focuses: Iterable[str], evidence: Iterable[T], *, silent: bool = False
) -> tuple[Stand[T], ...]:
    """Roles in the order of the role list; ``silent`` keeps those who were asked and of whom nobody says anything."""
    found = _grouped(evidence, lambda one: one.roles or ("",))
    role_of = {person.id: person.role for person in study.all(Informant)}
    asked = {who for focus in focuses for who in informants_on(study, focus)}
    stands = []
    for name in (*(role.id for role in study.roles), ""):
        some = found.get(name, ())
        speaking = {who for one in some for who in one.informants if role_of.get(who) == name}
        of = {who for who in asked if role_of.get(who) == name} | speaking
        if some or (silent and of):
            stands.append(_stand(name, some, n=len(speaking), of=len(of)))
    return tuple(stands)


def by_technique(evidence: Iterable[T], source_of: Callable[[T], str]) -> tuple[Stand[T], ...]:
    """Interview, observation, document study, as far as there are any."""
    found = _grouped(evidence, lambda one: (one.technique,))
    return tuple(_of_sources(kind.value, found[kind], source_of) for kind in Technique if kind in found)


def by_time(evidence: Iterable[T], time_of: Callable[[T], str], source_of: Callable[[T], str]) -> tuple[Stand[T], ...]:
    """Dates in their order, then periods by name, then what has no time."""
    found = _grouped(evidence, lambda one: (time_of(one),))
    order = sorted(found, key=lambda time: (not time[:1].isdigit(), time))
    return tuple(_of_sources(time, found[time], source_of) for time in order)


def _grouped(evidence: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, tuple[T, ...]]:
    found: dict[K, list[T]] = {}
    for one in evidence:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return {key: tuple(some) for key, some in found.items()}


def _of_sources(name: str, some: tuple[T, ...], source_of: Callable[[T], str]) -> Stand[T]:
    return _stand(name, some, n=len({source_of(one) for one in some}), of=None)


def _stand(name: str, some: tuple[T, ...], *, n: int, of: int | None) -> Stand[T]:
    return Stand(name=name, valence=net_valence(one.valence for one in some), n=n, of=of, carried=some)
