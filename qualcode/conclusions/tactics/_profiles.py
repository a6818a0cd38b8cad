"""Profiles of codes and how alike they are: which informants, or where nobody speaks which sources, carry each code.

The likeness of two profiles is that of Jaccard: what both have of what either has. Both clustering and factoring
read it; ties go to the code that stands first in the codebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from qualcode.conclusions.evidence import telling
from qualcode.conclusions.tactics._spread import codings_by_code, first_cycle_codes
from qualcode.model import Cycle, Finding, Study

MOST_CODES = 60
"""As many codes as a start list has at most (M&H94 p. 58); the most used are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes and their voices: ``n`` carry both, of ``of`` who carry either."""

    code: str
    other: str
    n: int
    of: int

    @property
    def likeness(self) -> float:
        """Jaccard: shared of all; 0 where there is none."""
        return self.n / self.of if self.of else 0.0


def profiles(study: Study, finding: Finding) -> Mapping[str, frozenset[str]]:
    """Code → who carries it, for the codes of the finding and those that stand with them on the same segments."""
    own = set(first_cycle_codes(study, finding))
    segments = {one.segment.id for one in telling(study) if one.code.id in own}
    beside = {one.code.id for one in telling(study) if one.segment.id in segments}
    first = [code.id for code in study.codes if code.cycle is Cycle.FIRST and code.id in own | beside]
    codings = study.derived(codings_by_code)
    kept = sorted(first, key=lambda code: (code not in own, -len(codings[code])))[:MOST_CODES]
    return {
        code: frozenset(voice for one in codings[code] for voice in one.informants or (one.source.id,))
        for code in first
        if code in kept
    }


def pairs(found: Mapping[str, frozenset[str]]) -> tuple[Pair, ...]:
    """Every pair of codes that share a voice, the most alike first, then in codebook order."""
    made = [
        Pair(code=one, other=other, n=len(found[one] & found[other]), of=len(found[one] | found[other]))
        for one, other in combinations(found, 2)
    ]
    return tuple(sorted((pair for pair in made if pair.n), key=lambda pair: (-pair.likeness, -pair.n)))
