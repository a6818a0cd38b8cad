"""The tactics of the method, one module each (M&H94 pp. 245-277): what can be computed, what must be asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from qualcode.conclusions.tactics._tactic import Ask, Group, Into, Tactic
from qualcode.errors import UnknownName
from qualcode.registry import Registry
from qualcode.terms import LANGUAGES, terms_for

__all__ = ["OF_THE_METHOD", "TACTICS", "Ask", "Group", "Into", "Tactic", "canonical", "in_order", "named"]

OF_THE_METHOD = (
    "patterns", "plausibility", "clustering", "metaphors", "counting", "contrasts", "partitioning",
    "subsuming", "factoring", "relations", "intervening-variables", "chain-of-evidence", "coherence",
    "representativeness", "researcher-effects", "triangulation", "weighting-evidence", "outliers",
    "extreme-cases", "surprises", "negative-evidence", "if-then-tests", "spurious-relations", "replication",
    "rival-explanations", "member-check",
)  # fmt: skip
"""Every tactic of the book in its order, G1 to G13 and V1 to V13."""

TACTICS: Registry[Tactic] = Registry("qualcode.conclusions.tactics", "TACTIC", "tactic")


def named(name: str) -> Tactic:
    """A tactic by its English name or its word in either language (``triangulasi``); ``UnknownName`` otherwise."""
    try:
        return TACTICS.load(canonical(name))
    except UnknownName:
        raise UnknownName("tactic", name, TACTICS.names()) from None


def canonical(name: str) -> str:
    """The English name of a tactic; an unknown name (of another program, of a colleague) stays as it is."""
    slug = _slug(name)
    return _names().get(slug, slug)


@cache
def _names() -> dict[str, str]:
    names = dict.fromkeys((*OF_THE_METHOD, *TACTICS.names()))
    found = {name: name for name in names}
    for language in LANGUAGES:
        terms = terms_for(language)
        for name in names:
            if terms.has(f"conclusions.tactics.{name}"):
                found.setdefault(_slug(terms(f"conclusions.tactics.{name}")), name)
    return found


def in_order(names: Iterable[str]) -> list[str]:
    """Names of tactics in the order of the book, others after them."""
    place = {name: at for at, name in enumerate(OF_THE_METHOD)}
    return sorted(names, key=lambda name: (place.get(name, len(place)), name))


def _slug(name: str) -> str:
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
