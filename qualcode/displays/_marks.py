"""Marks of a cell: what its evidence is worth, and why it has none (method: cell entry kinds and markers).

``~`` all evidence is hearsay; ``?`` all is inference (a mixture of the two shows both); ``!`` sources or
informants of the cell carry opposite signs; ``T1`` one informant, technique or date carries a cell that stands
for several informants. Data marks are proposed from guide questions, summaries and *does not know* flags.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model import DataMark, Directness, EvidenceMark, Link, Study, Valence
from qualcode.reduction.coded import Asked, CodedSegment, asked, net_valence, proposed_mark

from ._meant import voices_of
from ._parts import Place

_WEAK = {Directness.HEARSAY, Directness.INFERENCE}
_STRENGTH = (DataMark.DOES_NOT_KNOW, DataMark.MISSING, DataMark.NOT_ASKED, DataMark.NOT_APPLICABLE)


def evidence_marks(place: Place) -> tuple[EvidenceMark, ...]:
    """Marks of the evidence in a cell, in the order of the method."""
    found = set()
    codings = tuple(place.codings)
    if codings:
        found |= _weak(codings)
        if _conflict(codings):
            found.add(EvidenceMark.CONFLICT)
        if place.row.several and len(place.column.informants) != 1 and _single(codings):
            found.add(EvidenceMark.SINGLE)
    elif place.row.several or place.column.several:
        found |= _rated_by_one(place)
    if any(not link.segments for link in place.links):
        found.add(EvidenceMark.INFERENCE)
    if _opposite(place.links):
        found.add(EvidenceMark.CONFLICT)
    return ordered(found)


def ordered(marks: Iterable[EvidenceMark]) -> tuple[EvidenceMark, ...]:
    """Evidence marks, each once, in their order."""
    found = set(marks)
    return tuple(mark for mark in EvidenceMark if mark in found)


def data_mark(place: Place) -> DataMark | None:
    """The mark that the records propose for a cell without evidence, or None.

    A line of several informants takes a mark only where one is proposed for each of them: the first of TT, KOS,
    TDT, TB that occurs.
    """
    if place.silent and not place.codings:
        return DataMark.DOES_NOT_KNOW
    study = place.scope.study
    found = {_proposed(study, who, about) for who in place.informants for about in place.focuses}
    if not found or None in found:
        return None
    return next(mark for mark in _STRENGTH if mark in found)


def _proposed(study: Study, informant: str, focus: str) -> DataMark | None:
    """For a focus on which something else was said, whether the informant was asked decides."""
    mark = proposed_mark(study, informant, focus)
    if mark is not None:
        return mark
    state = asked(study).get((informant, focus), Asked.UNKNOWN)
    return {Asked.ASKED: DataMark.MISSING, Asked.NOT_ASKED: DataMark.NOT_ASKED}.get(state)


def _weak(codings: tuple[CodedSegment, ...]) -> set[EvidenceMark]:
    kinds = {one.directness for one in codings}
    if not kinds <= _WEAK:
        return set()
    marks = {Directness.HEARSAY: EvidenceMark.HEARSAY, Directness.INFERENCE: EvidenceMark.INFERENCE}
    return {marks[kind] for kind in kinds if kind is not None}


def _conflict(codings: tuple[CodedSegment, ...]) -> bool:
    """Whether one source or informant stands for a sign and another for the opposite."""
    carriers: dict[tuple[str, ...], list[Valence | None]] = {}
    for one in codings:
        for who in one.informants or ("",):
            carriers.setdefault((one.source.id, who), []).append(one.valence)
    signs = {net_valence(valences) for valences in carriers.values()}
    return {Valence.POSITIVE, Valence.NEGATIVE} <= signs


def _single(codings: tuple[CodedSegment, ...]) -> bool:
    people = {who for one in codings for who in one.informants or (one.source.id,)}
    techniques = {one.technique for one in codings}
    dates = {one.source.date for one in codings}
    return 1 in (len(people), len(techniques), len(dates))


def _rated_by_one(place: Place) -> set[EvidenceMark]:
    """T1 where a line of several is rated on the words of one informant, or on one source in which nobody speaks."""
    study = place.scope.study
    rated = [one for one in place.ratings if one.subject.partition(":")[0] not in ("informant", "case")]
    found = [study.segments[name] for one in rated for name in one.segments if name in study.segments]
    carriers = {who for one in found for who in voices_of(study, one) or (one.source,)}
    return {EvidenceMark.SINGLE} if len(carriers) == 1 else set()


def _opposite(links: tuple[Link, ...]) -> bool:
    """Whether links of one wording carry opposite signs."""
    signs: dict[tuple[str, str], set[Valence | None]] = {}
    for link in links:
        signs.setdefault((link.from_, link.label), set()).add(link.sign)
    return any({Valence.POSITIVE, Valence.NEGATIVE} <= found for found in signs.values())
