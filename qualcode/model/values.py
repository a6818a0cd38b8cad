"""Closed vocabularies of the method, spelled as they are stored, scripted and exported."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Annotated


class Ref:
    """Marks a field as the id of another record; ``*`` stands for ``kind:id`` of any record."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


RoleId = Annotated[str, Ref("Role")]
FocusId = Annotated[str, Ref("Focus")]
UnitId = Annotated[str, Ref("Unit")]
PeriodId = Annotated[str, Ref("Period")]
CaseId = Annotated[str, Ref("Case")]
InformantId = Annotated[str, Ref("Informant")]
SourceId = Annotated[str, Ref("Source")]
QuestionId = Annotated[str, Ref("GuideQuestion")]
SegmentId = Annotated[str, Ref("Segment")]
CodeId = Annotated[str, Ref("Code")]
MemoId = Annotated[str, Ref("Memo")]
EventId = Annotated[str, Ref("Event")]
VariableId = Annotated[str, Ref("Variable")]
RatingId = Annotated[str, Ref("Rating")]
DisplayId = Annotated[str, Ref("Display")]
FindingId = Annotated[str, Ref("Finding")]
RecordRef = Annotated[str, Ref("*")]
"""``kind:id``, the kind being the record's name in lower case with underscores (``finding:T-01``)."""


class DateMark:
    """Marks a field as a ``PartialDate``."""


PartialDate = Annotated[str, DateMark()]
"""ISO 8601 date of reduced precision: ``2018``, ``2018-03`` or ``2018-03-12``; the length is the precision."""

ClockTime = str
"""``HH:MM``, 24 hours, in the study's own time zone."""


class Technique(StrEnum):
    """How a source came about; its letter in citations is W, O or D."""

    INTERVIEW = "interview"
    OBSERVATION = "observation"
    DOCUMENT = "document"

    @property
    def letter(self) -> str:
        """The letter of source ids and citation codes (Indonesian wawancara, observasi, dokumen)."""
        return {"interview": "W", "observation": "O", "document": "D"}[self.value]


class FocusKind(StrEnum):
    """Whether a focus is an aspect under study, a supporting or an obstructing factor."""

    ASPECT = "aspect"
    SUPPORT = "support"
    OBSTACLE = "obstacle"


class CaseKind(StrEnum):
    """What counts as a case of this study."""

    SITE = "site"
    UNIT = "unit"
    INFORMANT = "informant"


class PeriodScheme(StrEnum):
    """What a period divides; a display uses one scheme."""

    CALENDAR = "calendar"
    TIME_OF_DAY = "time_of_day"
    PHASE = "phase"


class ConsentForm(StrEnum):
    """How consent was given."""

    SIGNED = "signed"
    RECORDED = "recorded"


class ConsentScope(StrEnum):
    """What an informant agreed to."""

    RECORDING = "recording"
    QUOTATION = "quotation"
    NAME = "name"
    OFFICE = "office"
    ARCHIVING = "archiving"


class Speaker(StrEnum):
    """Who speaks a block."""

    INTERVIEWER = "interviewer"
    INFORMANT = "informant"
    NONE = "none"


class BlockKind(StrEnum):
    """What a block is; answers and descriptions are what gets coded."""

    QUESTION = "question"
    ANSWER = "answer"
    DESCRIPTION = "description"
    REFLECTION = "reflection"
    OTHER = "other"


class Elicited(StrEnum):
    """Whether a statement was asked for."""

    PROMPTED = "prompted"
    VOLUNTEERED = "volunteered"


class Trust(StrEnum):
    """How far the informant trusted the fieldworker at that contact."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Setting(StrEnum):
    """Formal (office, official) or informal setting of a contact."""

    FORMAL = "formal"
    INFORMAL = "informal"


class SummaryKind(StrEnum):
    """Kinds of summary form (M&H94 ch. 4, pp. 50-89)."""

    CONTACT = "contact"
    DOCUMENT = "document"
    INTERIM = "interim"
    MEETING = "meeting"


class SummaryItemKind(StrEnum):
    """What a point of a summary form is (M&H94 p. 51)."""

    MAIN_THEME = "main_theme"
    QUESTION_GOT = "question_got"
    QUESTION_NOT_GOT = "question_not_got"
    SALIENT = "salient"
    SURPRISING = "surprising"
    NEW_QUESTION = "new_question"
    DATA_GAP = "data_gap"
    AGENDA = "agenda"


class CodeLevel(StrEnum):
    """Descriptive, interpretive or pattern code (M&H94 p. 57)."""

    DESCRIPTIVE = "descriptive"
    INTERPRETIVE = "interpretive"
    PATTERN = "pattern"


class Cycle(StrEnum):
    """First cycle or second cycle of coding (MHS14 ch. 4)."""

    FIRST = "first"
    SECOND = "second"


class CodeOrigin(StrEnum):
    """Where a code comes from."""

    FRAME = "frame"
    INDUCTIVE = "inductive"
    IN_VIVO = "in_vivo"


class CodeStatus(StrEnum):
    """Active, or retired (kept for its history, no longer offered)."""

    ACTIVE = "active"
    RETIRED = "retired"


class Valence(StrEnum):
    """Whether a coded statement speaks for, against, both or neither."""

    POSITIVE = "+"
    NEGATIVE = "-"
    BOTH = "±"
    NEUTRAL = "0"


class Directness(StrEnum):
    """First-hand, hearsay, or the informant's inference (method: strength of evidence)."""

    FIRST_HAND = "first-hand"
    HEARSAY = "hearsay"
    INFERENCE = "inference"


class MemoType(StrEnum):
    """Kinds of memo."""

    CONCEPTUAL = "conceptual"
    METHODOLOGICAL = "methodological"
    REFLEXIVE = "reflexive"
    CODE = "code"
    FOLLOW_UP = "follow_up"


class EventKind(StrEnum):
    """An event happens; a state lasts."""

    EVENT = "event"
    STATE = "state"


class Locus(StrEnum):
    """Where an event has its place (D7)."""

    INDIVIDUAL = "individual"
    OFFICE = "office"
    OUTSIDE = "outside"


class VariableKind(StrEnum):
    """Level of measurement of a rated variable."""

    ORDINAL = "ordinal"
    NOMINAL = "nominal"


class Place(StrEnum):
    """Place of a variable in an explanation."""

    ANTECEDENT = "antecedent"
    BETWEEN = "between"
    OUTCOME = "outcome"


class OutcomeKnown(StrEnum):
    """Whether a rating was made before or after the outcome was known."""

    BEFORE = "before"
    AFTER = "after"


class LinkKind(StrEnum):
    """Relations between records that the researcher or an informant asserts."""

    LEADS_TO = "leads_to"
    INFLUENCES = "influences"
    PART_OF = "part_of"
    PRECEDES = "precedes"
    AUTHORITY_OVER = "authority_over"
    WORKS_WITH = "works_with"
    SERVES = "serves"


class EffectClass(StrEnum):
    """Direct effect, wider (meta) effect, or side effect (D12)."""

    DIRECT = "direct"
    META = "meta"
    SIDE = "side"


class Horizon(StrEnum):
    """Short-run effect or longer-run consequence (D14)."""

    SHORT = "short"
    LONG = "long"


class EntryKind(StrEnum):
    """What stands in a cell, in the order in which entries of a combination are shown."""

    QUOTATION = "q"
    SUMMARY = "s"
    EXPLANATION = "x"
    RATING = "r"
    SYMBOL = "m"
    COUNT = "n"


class Counted(StrEnum):
    """What an *n of N* counts."""

    INFORMANTS = "informants"
    SOURCES = "sources"
    SEGMENTS = "segments"
    CASES = "cases"
    VOICES = "voices"
    WORDS = "words"


class DataMark(StrEnum):
    """Why a cell has no entry; one a cell."""

    DOES_NOT_KNOW = "TT"
    NOT_ASKED = "TDT"
    MISSING = "KOS"
    NOT_APPLICABLE = "TB"


class EvidenceMark(StrEnum):
    """Quality of what stands in a cell; any number, in this order."""

    INFERENCE = "?"
    CONFLICT = "!"
    SINGLE = "T1"
    HEARSAY = "~"


class Confidence(StrEnum):
    """The researcher's confidence in a finding."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class ReviewState(StrEnum):
    """Draft, or reviewed by its author."""

    DRAFT = "draft"
    REVIEWED = "reviewed"


class FindingKind(StrEnum):
    """A finding is drawn from data; a prediction is recorded before its outcome is known."""

    FINDING = "finding"
    PREDICTION = "prediction"


class Verdict(StrEnum):
    """How several sources compare; stated by the researcher, never a default."""

    SAME = "same"
    DIFFERENT = "different"
    SPECIFIC = "specific"


class Consequence(StrEnum):
    """What a verification did to its target."""

    KEPT = "kept"
    QUALIFIED = "qualified"
    REVISED = "revised"
    DROPPED = "dropped"


class TheoryRelation(StrEnum):
    """How a theory note stands to a finding."""

    SUPPORTS = "supports"
    EXTENDS = "extends"
    CONTRADICTS = "contradicts"


class Stage(IntEnum):
    """States of the cycle; each belongs to an object, never to the whole study."""

    DESIGN = 0
    COLLECTED = 1
    PSEUDONYMISED = 2
    SUMMARISED = 3
    CODED = 4
    CHECK_CODED = 5
    PATTERN = 6
    DISPLAYED = 7
    TENTATIVE = 8
    VERIFIED = 9
    REPORTED = 10
