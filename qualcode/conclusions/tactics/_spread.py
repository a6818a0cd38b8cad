"""What several tactics for generating meaning count: the codes of a finding, and whose words carry each of them."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.conclusions.evidence import Count, telling
from qualcode.model import Counted, Cycle, Finding, Study
from qualcode.reduction.coded import CodedSegment, codes_of_focus, informants_on


def first_cycle_codes(study: Study, finding: Finding) -> tuple[str, ...]:
    """First-cycle codes of the finding's focuses that were given to some evidence, in codebook order."""
    used = study.derived(codings_by_code)
    codes = {code.id for code in study.codes if code.cycle is Cycle.FIRST}
    under = (code for focus in finding.focuses for code in codes_of_focus(study, focus))
    return tuple(code for code in dict.fromkeys(under) if code in codes and code in used)


def codings_by_code(study: Study) -> dict[str, tuple[CodedSegment, ...]]:
    """Codings that are evidence, by their code itself, in codebook order."""
    found: dict[str, list[CodedSegment]] = {}
    for one in telling(study):
        found.setdefault(one.code.id, []).append(one)
    return {code.id: tuple(found[code.id]) for code in study.codes if code.id in found}


def asked_on(study: Study, finding: Finding) -> tuple[str, ...]:
    """Informants who were asked or speak on a focus of the finding: the N of *n of N*."""
    return tuple(dict.fromkeys(who for focus in finding.focuses for who in informants_on(study, focus)))


def counts(
    study: Study, finding: Finding, codings: Iterable[CodedSegment], of: Iterable[CodedSegment]
) -> tuple[Count, ...]:
    """Informants, sources and segments of some codings, each of those of all the codings in question."""
    some, every = tuple(codings), tuple(of)
    asked = set(asked_on(study, finding)) | _informants(every)
    return (
        Count(n=len(_informants(some)), of=len(asked), counted=Counted.INFORMANTS),
        Count(n=len(_sources(some)), of=len(_sources(every)), counted=Counted.SOURCES),
        Count(n=len(_segments(some)), of=len(_segments(every)), counted=Counted.SEGMENTS),
    )


def _informants(codings: Iterable[CodedSegment]) -> set[str]:
    return {who for one in codings for who in one.informants}


def _sources(codings: Iterable[CodedSegment]) -> set[str]:
    return {one.source.id for one in codings}


def _segments(codings: Iterable[CodedSegment]) -> set[str]:
    return {one.segment.id for one in codings}
