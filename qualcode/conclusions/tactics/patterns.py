"""Noting patterns and themes: which codes recur, with whom, and beside which others (M&H94 p. 246; G1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from qualcode.conclusions.evidence import Count, telling
from qualcode.conclusions.tactics import Ask, Group, Tactic
from qualcode.conclusions.tactics._spread import codings_by_code, counts, first_cycle_codes
from qualcode.i18n import _
from qualcode.model import Finding, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A code and how often it recurs: by informant, source and segment; ``roles`` and ``in_sources`` say where."""

    code: str
    spread: tuple[Count, ...]
    roles: tuple[str, ...]
    in_sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two codes that stand together: on one segment, and in one block (an utterance, a paragraph)."""

    code: str
    with_code: str
    on_segments: int
    in_blocks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Codes of the finding's focuses by how many informants carry them, and what stands beside them."""

    recurring: tuple[Recurring, ...]
    together: tuple[Together, ...]


def compute(study: Study, finding: Finding) -> Patterns:
    """What recurs under a finding's focuses; whether it is a pattern is the researcher's to say."""
    own = first_cycle_codes(study, finding)
    codings = study.derived(codings_by_code)
    every = tuple(one for code in own for one in codings[code])
    found = [
        Recurring(
            code=code,
            spread=counts(study, finding, codings[code], every),
            roles=tuple(dict.fromkeys(role for one in codings[code] for role in one.roles)),
            in_sources=tuple(dict.fromkeys(one.source.id for one in codings[code])),
        )
        for code in own
    ]
    return Patterns(
        recurring=tuple(sorted(found, key=lambda one: tuple(-count.n for count in one.spread))),
        together=_together(study, set(own)),
    )


def _together(study: Study, own: set[str]) -> tuple[Together, ...]:
    """Pairs with a code of the finding, most often together first; the same code is not paired with itself."""
    segments = study.derived(_pairs_on_segments)
    blocks = study.derived(_pairs_in_blocks)
    pairs = [pair for pair in {**segments, **blocks} if own & set(pair)]
    made = [Together(code=a, with_code=b, on_segments=segments[a, b], in_blocks=blocks[a, b]) for a, b in pairs]
    return tuple(sorted(made, key=lambda one: (-one.on_segments, -one.in_blocks, one.code, one.with_code)))


def _pairs_on_segments(study: Study) -> Counter[tuple[str, str]]:
    places = [(one.segment.id, one.code.id) for one in telling(study)]
    return _counted(study, places)


def _pairs_in_blocks(study: Study) -> Counter[tuple[str, str]]:
    places = [(f"{b.source}#{b.number}", one.code.id) for one in telling(study) for b in one.blocks]
    return _counted(study, places)


def _counted(study: Study, places: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    at = {code.id: place for place, code in enumerate(study.codes)}
    codes: dict[str, set[str]] = {}
    for place, code in places:
        codes.setdefault(place, set()).add(code)
    return Counter(pair for some in codes.values() for pair in combinations(sorted(some, key=lambda code: at[code]), 2))


TACTIC = Tactic(
    name="patterns",
    number="G1",
    group=Group.GENERATING,
    page="M&H94 p. 246",
    question=_("What recurs under this focus, and what stands beside it?"),
    compute=compute,
    asks=(
        Ask(name="pattern", words=_("What is the pattern, in your own words?")),
        Ask(name="exceptions", words=_("If it were only chance, where would it have to fail?"), needed=False),
    ),
)
