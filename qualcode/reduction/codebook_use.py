"""How codes are used: how often, in how many sources, by how many informants, each with its denominator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.collection.privacy import withdrawn
from qualcode.model import BlockKind, Study
from qualcode.reduction.coded import CodedSegment, evidence

CODABLE = (BlockKind.ANSWER, BlockKind.DESCRIPTION)
"""Kinds of block that are there to be coded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeUse:
    """How a code is used: ``own`` counts the codings of the code itself, the others those under it too.

    ``blocks`` are answers and descriptions that its segments touch.
    """

    code: str
    own: int = 0
    own_sources: int = 0
    own_informants: int = 0
    own_blocks: int = 0
    codings: int = 0
    sources: int = 0
    informants: int = 0
    blocks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookUse:
    """The use of every code with its denominators: all sources and informants, and the blocks that are coded at all.

    Counted from the evidence: the codings of ``coders`` (none: of everybody), without withdrawn informants.
    """

    codes: Mapping[str, CodeUse]
    sources: int
    informants: int
    blocks: int
    coders: tuple[str, ...]


def use_of_codes(study: Study) -> CodebookUse:
    """How every code is used, with those under it (by parent or by being condensed)."""
    return study.derived(_use_of_codes)


def _use_of_codes(study: Study) -> CodebookUse:
    own: dict[str, _Found] = {}
    under: dict[str, _Found] = {}
    everywhere: set[tuple[str, int]] = set()
    for one in evidence(study):
        blocks = {(block.source, block.number) for block in one.blocks if block.kind in CODABLE}
        everywhere |= blocks
        own.setdefault(one.coding.code, _Found()).take(one, blocks)
        for name in one.lineage:
            under.setdefault(name, _Found()).take(one, blocks)
    out = withdrawn(study)
    nothing = _Found()
    return CodebookUse(
        codes={code.id: _use(code.id, own.get(code.id, nothing), under.get(code.id, nothing)) for code in study.codes},
        sources=len(study.sources),
        informants=sum(person.id not in out for person in study.informants),
        blocks=len(everywhere),
        coders=study.project.coders,
    )


@dataclass(slots=True)
class _Found:
    """What was met under one code."""

    codings: int = 0
    sources: set[str] = field(default_factory=set)
    informants: set[str] = field(default_factory=set)
    blocks: set[tuple[str, int]] = field(default_factory=set)

    def take(self, one: CodedSegment, blocks: set[tuple[str, int]]) -> None:
        self.codings += 1
        self.sources.add(one.source.id)
        self.informants.update(one.informants)
        self.blocks |= blocks


def _use(code: str, own: _Found, under: _Found) -> CodeUse:
    return CodeUse(
        code=code,
        own=own.codings,
        own_sources=len(own.sources),
        own_informants=len(own.informants),
        own_blocks=len(own.blocks),
        codings=under.codings,
        sources=len(under.sources),
        informants=len(under.informants),
        blocks=len(under.blocks),
    )
