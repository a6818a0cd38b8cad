"""Events, ratings and links: what happened, how much of it, and what is said to lead to what."""

from __future__ import annotations

from qualcode.declared import record
from qualcode.model.frame import ScaleValue
from qualcode.model.values import (
    CaseId,
    CodeId,
    Confidence,
    EffectClass,
    EventKind,
    FocusId,
    Horizon,
    InformantId,
    LinkKind,
    Locus,
    OutcomeKnown,
    PartialDate,
    PeriodId,
    Place,
    RecordRef,
    SegmentId,
    Valence,
    VariableId,
    VariableKind,
)


@record
class Event:
    """A dated event or a lasting state; ``actors`` are references to roles, informants or units."""

    id: str
    label: str
    description: str = ""
    kind: EventKind = EventKind.EVENT
    type: str = ""
    case: CaseId | None = None
    date: PartialDate = ""
    end_date: PartialDate = ""
    period: PeriodId | None = None
    actors: tuple[RecordRef, ...] = ()
    locus: Locus | None = None
    sequence: int | None = None
    critical: bool = False
    critical_reason: str = ""
    judged_by: str = ""
    consequence: str = ""
    segments: tuple[SegmentId, ...] = ()


@record
class Variable:
    """Something that is rated on declared values by a written rule."""

    id: str
    name: str
    parent: VariableId | None = None
    focus: FocusId | None = None
    kind: VariableKind = VariableKind.ORDINAL
    several: bool = False
    values: tuple[ScaleValue, ...] = ()
    rule: str = ""
    applies_when: str = ""
    place: Place | None = None


@record
class Rating:
    """A value on a variable's scale for a subject (case, informant, role or unit), or a code within it."""

    id: str
    subject: RecordRef
    code: CodeId | None = None
    variable: VariableId
    values: tuple[int, ...]
    period: PeriodId | None = None
    date: PartialDate = ""
    rule: str = ""
    rater: str = ""
    outcome_known: OutcomeKnown | None = None
    confidence: Confidence | None = None
    segments: tuple[SegmentId, ...] = ()


@record
class Link:
    """A relation between two records (code, event, variable, role, informant or unit).

    ``asserted_by`` lists informants; empty means that the researcher asserts it.
    """

    id: str
    from_: RecordRef
    to: RecordRef
    kind: LinkKind
    label: str = ""
    sign: Valence | None = None
    strength: int | None = None
    formal: bool | None = None
    effect: EffectClass | None = None
    horizon: Horizon | None = None
    condition: str = ""
    period: PeriodId | None = None
    case: CaseId | None = None
    asserted_by: tuple[InformantId, ...] = ()
    segments: tuple[SegmentId, ...] = ()
