"""Comparisons of coders as they are kept: with all that their figures rest on, so that they can be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qualcode.model import AgreementRun, CodeAgreement, Coefficient, Disagreement, Study
from qualcode.reduction.agreement import MATCH, Comparison, OfCode, compare, layers_of
from qualcode.reduction.agreement_coefficients import DRAWS, PAIR, Figure
from qualcode.reduction.filters import Filter, kept_filter, stored_filter

_DIGITS = 6


def run_of(study: Study, compared: Comparison, chosen: Filter, *, run_id: str, at: str) -> AgreementRun:
    """The comparison as a record; what was settled in an earlier run for the same place and coders stays settled."""
    settled = {
        (d.segment, d.code, d.coders): d.resolution for run in study.all(AgreementRun) for d in run.disagreements
    }
    rounds = {layer.round for layer in compared.layers}
    found = []
    for one in compared.disagreements:
        key = (one.segments[0], one.code, one.gave)
        found.append(Disagreement(segment=key[0], code=key[1], coders=key[2], resolution=settled.get(key, "")))
    return AgreementRun(
        id=run_id,
        at=at,
        coders=tuple(layer.name for layer in compared.layers),
        round=max((number for number in rounds if number is not None), default=1),
        sources=compared.sources,
        unit=compared.unit,
        match=MATCH,
        codebook_version=compared.codebook_version,
        codes=tuple(_code_record(one, len(compared.layers)) for one in compared.codes),
        overall=_coefficients(compared.overall),
        disagreements=tuple(dict.fromkeys(found)),
        compared=len(compared.places),
        filter=kept_filter(replace(chosen, round=())),
        draws=DRAWS,
    )


def compared_again(study: Study, run: AgreementRun) -> AgreementRun:
    """The comparison of a kept run as the codings stand now, under the same id and time.

    ``UnknownName`` where a coder, or what bounded the comparison, is there no more.
    """
    chosen = stored_filter(run.filter).checked(study)
    bounded = replace(chosen, source=chosen.source or run.sources)
    found = compare(study, layers_of(study, run.coders), bounded, run.unit)
    return run_of(study, found, chosen, run_id=run.id, at=run.at)


def _code_record(one: OfCode, layers: int) -> CodeAgreement:
    pair = layers == PAIR
    return CodeAgreement(
        code=one.code,
        both=one.patterns.get((1 << layers) - 1, 0),
        only_first=one.patterns.get(1, 0) if pair else 0,
        only_second=one.patterns.get(PAIR, 0) if pair else 0,
        neither=one.patterns.get(0, 0),
        coefficients=_coefficients(one.figures),
        prevalence=one.prevalence,
    )


def _coefficients(found: Mapping[str, Figure]) -> tuple[Coefficient, ...]:
    return tuple(
        Coefficient(name=name, value=f.value, reason=f.reason, low=low, high=high)
        for name, f in found.items()
        for low, high in (f.interval or (None, None),)
    )


def figures_of(kept: tuple[Coefficient, ...]) -> dict[str, Figure]:
    """Kept coefficients as figures, by name."""
    return {
        one.name: Figure(one.value, one.reason, None if one.low is None or one.high is None else (one.low, one.high))
        for one in kept
    }


def same_figures(one: AgreementRun, other: AgreementRun) -> bool:
    """Whether two runs hold the same figures; numbers that only another processor rounds otherwise are the same."""
    return _numbers(one) == _numbers(other)


def _numbers(run: AgreementRun) -> dict[tuple[str, str], tuple[float | None, ...]]:
    each = [("", run.overall), *((code.code, code.coefficients) for code in run.codes)]
    return {
        (code, one.name): tuple(None if n is None else round(n, _DIGITS) for n in (one.value, one.low, one.high))
        for code, coefficients in each
        for one in coefficients
    }
