"""Suggestions: codes proposed for what is not coded yet, each with the words that speak for it.

Nothing becomes a coding without the researcher's yes. Offline and deterministic; ``docs/suggestions.md`` tells how it
works and what it cannot know::

    model = learn(study)                                  # once; again when much was coded since
    for one in suggest_for(study, "W-03", model): ...     # best first
    accept(study, [one.id], coder="rani", new_id=act.new_id, at=now())   # records to put
    reject(study, [other.id], coder="rani", at=now())
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from qualcode.errors import UnknownName
from qualcode.model import Code, Coding, ReviewedSuggestion, Segment, Source, Study, Valence
from qualcode.reduction.coding import Applied, Assignment, NewId, apply_codes
from qualcode.reduction.suggesting.evidence import Evidence
from qualcode.reduction.suggesting.model import Model, frame_of, make
from qualcode.reduction.suggesting.proposed_keywords import ProposedKeyword, propose_keywords
from qualcode.reduction.suggesting.reading import read
from qualcode.reduction.suggesting.scoring import Scored
from qualcode.reduction.suggesting.units import Unit, UnitKind

__all__ = [
    "PROPOSED",
    "Answered",
    "Evidence",
    "Model",
    "ProposedKeyword",
    "Suggestion",
    "UnitKind",
    "accept",
    "learn",
    "proposed_keywords",
    "reject",
    "suggest_for",
    "unsettled",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code proposed for ``[start, end)`` of a source; ``score`` is how sure it is, from 0 to 1."""

    id: str
    source: str
    block: int
    start: int
    end: int
    code: str
    score: float
    suggested: bool
    valence: Valence | None = None
    evidence: tuple[Evidence, ...] = ()


class Proposed(Enum):
    """Stands for the valence that a suggestion proposes."""

    PROPOSED = "proposed"


PROPOSED = Proposed.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Records to put for answers to suggestions, and the codings that were made."""

    records: tuple[Segment | Coding | ReviewedSuggestion, ...]
    applied: Applied = field(default_factory=Applied)


def learn(study: Study, *, coders: Iterable[str] = ()) -> Model:
    """What the codebook, and the codings of these coders, teach.

    Without ``coders``: those that the project names, else all of them. For a second coder who codes blind, name that
    coder alone.
    """
    return make(study, tuple(coders) or study.project.coders)


def proposed_keywords(study: Study, code: str, *, coders: Iterable[str] = ()) -> tuple[ProposedKeyword, ...]:
    """Words that could become keywords of a code, by what these coders (as in ``learn``) decided; most useful first.

    ``UnknownName`` for a code that is not there.
    """
    return propose_keywords(study, code, frame_of(study, tuple(coders) or study.project.coders))


def suggest_for(  # noqa: PLR0913 - what is asked, each by its name
    study: Study,
    source: str,
    model: Model | None = None,
    *,
    unit: UnitKind = UnitKind.BLOCK,
    codes: Iterable[str] = (),
    everything: bool = False,
    coder: str = "",
) -> tuple[Suggestion, ...]:
    """Suggestions for one source, best first.

    Left out: what is coded already, and what ``coder`` (empty: anybody) rejected. ``everything`` scores every unit
    and code instead; ``suggested`` tells which would be shown. ``codes`` narrows to these. ``UnknownName`` for a
    source or code that is not there.
    """
    model = model or study.derived(learn)
    record = study.get(Source, source)
    wanted = tuple(dict.fromkeys(study.get(Code, code).id for code in codes)) or model.codes
    scored = Scored(model, read(study, record, unit, model.finder), study.text(record))
    settled = _settled(study, model, source, coder)
    found = []
    for at, code in scored.pairs(wanted, everything=everything):
        if everything or not _settled_here(settled.get(code, ()), scored.reading.units[at]):
            found.append(_suggestion(scored, at, code))
    order = {code: at for at, code in enumerate(model.codes)}
    return tuple(sorted(found, key=lambda s: (-s.score, s.start, s.end, order[s.code])))


def _suggestion(scored: Scored, at: int, code: str) -> Suggestion:
    unit = scored.reading.units[at]
    return Suggestion(
        id=f"{unit.place}:{code}",
        source=unit.source,
        block=unit.block,
        start=unit.start,
        end=unit.end,
        code=code,
        score=scored.score(at, code),
        suggested=scored.suggested(at, code),
        valence=scored.valence(at, code),
        evidence=scored.evidence(at, code),
    )


def _settled(study: Study, model: Model, source: str, coder: str) -> Mapping[str, list[tuple[int, int]]]:
    """Code → places of a source where it is coded, or a code under it is, or where it was rejected."""
    under: dict[str, list[tuple[int, int]]] = {}
    for place, coding in study.derived(_coded_places).get(source, ()):
        if not model.coders or coding.coder in model.coders or coding.coder == coder:
            under.setdefault(coding.code, []).append((place.start, place.end))
    settled = {code: [place for name in model.under[code] for place in under.get(name, ())] for code in model.codes}
    for review in study.all(ReviewedSuggestion):
        if review.source == source and not review.accepted and coder in ("", review.coder):
            settled.setdefault(review.code, []).append((review.start, review.end))
    return settled


def unsettled(study: Study, found: Iterable[Suggestion], model: Model, *, coder: str) -> Iterator[Suggestion]:
    """Those of these suggestions, found before, that were neither coded nor rejected by ``coder`` since."""
    settled: dict[str, Mapping[str, list[tuple[int, int]]]] = {}
    for one in found:
        if one.source not in settled:
            settled[one.source] = _settled(study, model, one.source, coder)
        if not _settled_here(settled[one.source].get(one.code, ()), one):
            yield one


def _coded_places(study: Study) -> Mapping[str, list[tuple[Segment, Coding]]]:
    """Source → its codings with where they stand."""
    found: dict[str, list[tuple[Segment, Coding]]] = {}
    for coding in study.codings:
        place = study.segments[coding.segment]
        if not place.lost:
            found.setdefault(place.source, []).append((place, coding))
    return found


def _settled_here(places: Iterable[tuple[int, int]], unit: Unit | Suggestion) -> bool:
    return any(start < unit.end and end > unit.start for start, end in places)


def accept(  # noqa: PLR0913
    study: Study,
    chosen: Iterable[str | Suggestion],
    *,
    coder: str,
    new_id: NewId,
    at: str,
    model: Model | None = None,
    valence: Valence | Proposed | None = PROPOSED,
) -> Answered:
    """The codings that these suggestions become, by the coder who says yes, with where they came from.

    ``chosen`` are suggestions, or their ids, which are scored anew. Each gets the valence that is proposed, or
    ``valence`` where that is given (None: none).
    """
    taken = _chosen(study, chosen, model)
    wanted = [
        Assignment(
            source=one.source,
            start=one.start,
            end=one.end,
            code=one.code,
            coder=coder,
            valence=one.valence if isinstance(valence, Proposed) else valence,
        )
        for one in taken
    ]
    applied = apply_codes(study, wanted, new_id=new_id, at=at)
    new = _unanswered(study, taken, coder, accepted=True)
    reviews = tuple(_review(one, coder, at, accepted=True) for one in new)
    return Answered(records=(*applied.records, *reviews), applied=applied)


def reject(
    study: Study, chosen: Iterable[str | Suggestion], *, coder: str, at: str, model: Model | None = None
) -> Answered:
    """The records that keep these suggestions, or those with these ids, from being shown to this coder again."""
    refused = _unanswered(study, _chosen(study, chosen, model), coder, accepted=False)
    return Answered(records=tuple(_review(one, coder, at, accepted=False) for one in refused))


def _unanswered(study: Study, chosen: Iterable[Suggestion], coder: str, *, accepted: bool) -> list[Suggestion]:
    """Those that this coder has not answered so already."""
    said = {one.suggestion for one in study.all(ReviewedSuggestion) if one.coder == coder and one.accepted is accepted}
    return [one for one in chosen if one.id not in said]


def _review(one: Suggestion, coder: str, at: str, *, accepted: bool) -> ReviewedSuggestion:
    return ReviewedSuggestion(
        suggestion=one.id,
        coder=coder,
        source=one.source,
        start=one.start,
        end=one.end,
        code=one.code,
        accepted=accepted,
        percent=round(100 * one.score),
        at=at,
    )


def _chosen(study: Study, chosen: Iterable[str | Suggestion], model: Model | None) -> tuple[Suggestion, ...]:
    """The suggestions themselves; ``UnknownName`` for an id that names no unit or code."""
    known: dict[tuple[str, UnitKind], Mapping[str, Suggestion]] = {}
    found = []
    for name in dict.fromkeys(chosen):
        if isinstance(name, Suggestion):
            found.append(name)
            continue
        source, _, rest = name.partition(":")
        place, _, code = rest.partition(":")
        if study.find(Source, source) is None or study.find(Code, code) is None:
            raise UnknownName("suggestion", name)
        kind = UnitKind.SENTENCE if "." in place else UnitKind.BLOCK
        if (source, kind) not in known:
            every = suggest_for(study, source, model, unit=kind, everything=True)
            known[source, kind] = {one.id: one for one in every}
        if name not in known[source, kind]:
            raise UnknownName("suggestion", name)
        found.append(known[source, kind][name])
    return tuple(found)
