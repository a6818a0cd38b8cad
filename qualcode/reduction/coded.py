"""Codings with what displays, tactics and lists need beside them, derived once for a study.

Whose words a coding holds, which role and time it speaks of, and what its absence means
(method: derived values that displays and tactics share).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from qualcode.model import Coding, DataMark, Segment, Study, Valence
from qualcode.reduction.asked import Asked, asked, intended
from qualcode.reduction.code_tree import codes_of_focus, descendants, focus_of
from qualcode.reduction.codings import CodedSegment, all_codings, evidence_codings
from qualcode.reduction.standing import Times

__all__ = [
    "Asked",
    "CodedSegment",
    "Times",
    "asked",
    "coded",
    "codes_of_focus",
    "descendants",
    "focus_of",
    "informants_on",
    "net_valence",
    "proposed_mark",
]


def coded(study: Study) -> tuple[CodedSegment, ...]:
    """Every coding whose words stand in the text, by source, start, end and code in codebook order, then by id."""
    return study.derived(_coded)


def evidence(study: Study) -> tuple[CodedSegment, ...]:
    """The codings that displays and conclusions rest on, in the same order; which, says ``evidence_codings``."""
    return study.derived(_evidence)


def _coded(study: Study) -> tuple[CodedSegment, ...]:
    return tuple(all_codings(_read(study)))


def _evidence(study: Study) -> tuple[CodedSegment, ...]:
    return tuple(evidence_codings(_read(study)))


def _read(study: Study) -> Study:
    """The study with its codings and segments read, so that their columns are not read beside them."""
    study.all(Coding)
    study.all(Segment)
    return study


def net_valence(valences: Iterable[Valence | None]) -> Valence | None:
    """± if any is ± or both signs occur; else + or − if that sign occurs; else 0 if any is 0; else None."""
    found = set(valences)
    if Valence.BOTH in found or {Valence.POSITIVE, Valence.NEGATIVE} <= found:
        return Valence.BOTH
    return next((v for v in (Valence.POSITIVE, Valence.NEGATIVE, Valence.NEUTRAL) if v in found), None)


def proposed_mark(study: Study, informant: str, focus: str) -> DataMark | None:
    """The data mark that the records propose for an informant and a focus, or None.

    ``TT`` where everything coded is flagged *does not know*; nothing where anything else is coded. With
    nothing coded: ``KOS`` if asked, else ``TB`` if no question of the focus is meant for the role, else ``TDT``
    if known to be unasked. Without guide questions or summaries nothing is proposed.
    """
    said = study.derived(_said).get((informant, focus))
    if said is not None:
        return None if said else DataMark.DOES_NOT_KNOW
    state = asked(study).get((informant, focus), Asked.UNKNOWN)
    if state is Asked.ASKED:
        return DataMark.MISSING
    if intended(study, informant, focus) is False:
        return DataMark.NOT_APPLICABLE
    return DataMark.NOT_ASKED if state is Asked.NOT_ASKED else None


def informants_on(study: Study, focus: str) -> tuple[str, ...]:
    """Informants who were asked on a focus or speak on it: the N of *n of N*; the others are without data."""
    said = study.derived(_said)
    state = asked(study)
    return tuple(
        person.id
        for person in study.informants
        if (person.id, focus) in said or state.get((person.id, focus)) is Asked.ASKED
    )


def _said(study: Study) -> dict[tuple[str, str], bool]:
    """(informant, focus) → whether anything is said on it but *does not know*."""
    found: dict[tuple[str, str], bool] = {}
    for one, _rows in evidence_codings(study).alike("standings", "codes", "silent"):
        for place in product(one.informants, one.focuses):
            found[place] = found.get(place, False) or not one.silent
    return found
