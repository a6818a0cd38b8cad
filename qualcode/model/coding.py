"""Codes, the segments they are applied to, and the memos written on the way."""

from __future__ import annotations

from qualcode.declared import record
from qualcode.model.values import (
    CaseId,
    CodeId,
    CodeLevel,
    CodeOrigin,
    CodeStatus,
    Cycle,
    Directness,
    FocusId,
    InformantId,
    MemoType,
    PartialDate,
    PeriodId,
    RecordRef,
    RoleId,
    SegmentId,
    SourceId,
    UnitId,
    Valence,
)

IMPORTER = "impor"
"""The coder of codes that a transcript brought along; no evidence, until the researcher makes them their own."""


@record
class Segment:
    """A piece of a source that carries meaning; its quotation equals ``text[start:end]``.

    After the text was corrected, words that stand in it no more keep their quotation at a point (``start == end``),
    until the researcher gives them a place again or takes their codings back: they are *lost*, and no evidence.
    """

    id: str
    source: SourceId
    start: int
    end: int
    quote: str
    digest: str

    @property
    def lost(self) -> bool:
        """Whether its words stand in the text no more."""
        return self.start == self.end


@record
class CodeChange:
    """One step in a code's history: renamed, merged, split, moved, redefined or retired."""

    date: PartialDate
    kind: str
    note: str = ""
    others: tuple[str, ...] = ()


@record
class Code:
    """A code with the definition that two people can apply alike.

    ``parent`` is the tree of one cycle; ``condenses`` names the first-cycle codes of a pattern code.
    """

    id: str
    name: str
    definition: str = ""
    include: str = ""
    exclude: str = ""
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    borderline: str = ""
    level: CodeLevel = CodeLevel.DESCRIPTIVE
    cycle: Cycle = Cycle.FIRST
    parent: CodeId | None = None
    condenses: tuple[CodeId, ...] = ()
    focus: FocusId | None = None
    origin: CodeOrigin = CodeOrigin.FRAME
    status: CodeStatus = CodeStatus.ACTIVE
    order: int = 0
    history: tuple[CodeChange, ...] = ()


@record
class About:
    """Whom and when a statement speaks of, where that differs from its source."""

    role: RoleId | None = None
    informant: InformantId | None = None
    unit: UnitId | None = None
    case: CaseId | None = None
    period: PeriodId | None = None
    date: PartialDate = ""


@record
class Coding:
    """One coder's act of giving one code to one segment."""

    id: str
    segment: SegmentId
    code: CodeId
    coder: str
    round: int = 1
    at: str = ""
    valence: Valence | None = None
    intensity: int | None = None
    directness: Directness | None = None
    dont_know: bool = False
    about: About | None = None
    note: str = ""


@record
class ReviewedSuggestion:
    """What a coder answered to a suggested code: yes, so that it became a coding, or no, for good.

    ``suggestion`` is its id, ``source:block:code`` or ``source:block.sentence:code``; ``percent`` how sure it was
    said to be. It stays beside the coding as the note of where that came from.
    """

    suggestion: str
    coder: str
    source: SourceId
    start: int
    end: int
    code: CodeId
    accepted: bool
    percent: int = 0
    at: str = ""


@record
class Memo:
    """A dated idea of the researcher, never mixed into data text (M&H94 p. 72)."""

    id: str
    type: MemoType = MemoType.CONCEPTUAL
    author: str = ""
    date: PartialDate = ""
    text: str
    links: tuple[RecordRef, ...] = ()
