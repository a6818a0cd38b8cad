"""Conclusions and their testing: findings, verifications, recommendations, the researcher's statements."""

from __future__ import annotations

from qualcode.declared import record
from qualcode.model.frame import Attribute
from qualcode.model.values import (
    CodeId,
    Confidence,
    Consequence,
    DisplayId,
    FindingId,
    FindingKind,
    FocusId,
    InformantId,
    PartialDate,
    RecordRef,
    ReviewState,
    SegmentId,
    Stage,
    TheoryRelation,
    Verdict,
)


@record
class Rival:
    """A rival explanation with what speaks for and against it, and why it was set aside."""

    text: str
    evidence_for: tuple[SegmentId, ...] = ()
    evidence_against: tuple[SegmentId, ...] = ()
    set_aside: str = ""


@record
class Finding:
    """A conclusion of the researcher: tentative first, then tested.

    ``position`` is the value on the focus's scale to which the researcher maps ``position_phrase``.
    """

    id: str
    kind: FindingKind = FindingKind.FINDING
    focuses: tuple[FocusId, ...] = ()
    text: str
    position_phrase: str = ""
    position: int | None = None
    caveats: tuple[str, ...] = ()
    evidence_for: tuple[SegmentId, ...] = ()
    evidence_against: tuple[SegmentId, ...] = ()
    displays: tuple[DisplayId, ...] = ()
    rivals: tuple[Rival, ...] = ()
    confidence: Confidence | None = None


@record
class Passage:
    """The researcher's prose for one slot of a chapter; its digest is that of what it was written on."""

    id: str
    section: str
    slot: str
    focus: FocusId | None = None
    finding: FindingId | None = None
    text: str
    position_phrase: str = ""
    position: int | None = None
    digest: str = ""
    state: ReviewState = ReviewState.DRAFT


@record
class Recommendation:
    """Advice, to whom, and the findings and factors that it answers."""

    id: str
    text: str
    addressee: str = ""
    findings: tuple[FindingId, ...] = ()
    factors: tuple[CodeId, ...] = ()


@record
class Query:
    """A search that was run while verifying, how many hits it gave and how many were read."""

    query: str
    hits: int = 0
    read: int = 0


@record
class MemberAnswer:
    """What an informant said when a finding was taken back (member check)."""

    informant: InformantId
    date: PartialDate = ""
    agrees: bool | None = None
    answer: str = ""
    change: str = ""


@record
class Reply:
    """The researcher's answer to one question of a tactic; ``ask`` is the question's name."""

    ask: str
    text: str


@record
class Proposition:
    """An if-then proposition of the researcher; each side is a condition over a rating or a code."""

    if_: str
    then: str


@record
class Tested:
    """What a finding rested on when it was tested or signed: digests of its parts, and the evidence against it.

    ``data`` are the codings under its focuses, ``ratings`` the ratings and links about them, ``displays`` the frozen
    displays that it reads. An empty digest says that nothing is known of that part.
    """

    claim: str
    data: str
    codebook: str
    against: tuple[SegmentId, ...] = ()
    ratings: str = ""
    displays: str = ""


@record
class Verification:
    """One application of a tactic to a finding, pattern code, display or link.

    ``waiver`` is the researcher's reason for going without the tactic; a waived tactic was not applied.
    """

    id: str
    tactic: str
    target: RecordRef
    by: str = ""
    date: PartialDate = ""
    done: str = ""
    queries: tuple[Query, ...] = ()
    answers: tuple[MemberAnswer, ...] = ()
    verdict: Verdict | None = None
    result: str = ""
    consequence: Consequence | None = None
    replies: tuple[Reply, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    waiver: str = ""
    tested: Tested | None = None


@record
class Statement:
    """What only the researcher can state about a record reaching a state, or a waiver with its reason.

    ``tested`` is what was signed, where the record is a finding. A waiver with a digest is of one identifier in a
    source alone: ``of_one_hit``; the identifier itself is kept nowhere.
    """

    id: str
    record: RecordRef
    state: Stage
    text: str = ""
    waiver: str = ""
    by: str = ""
    at: str = ""
    digest: str = ""
    tested: Tested | None = None

    @property
    def of_one_hit(self) -> bool:
        """Whether it lets one proposal of the scan for identifiers stand, and says nothing of the rest."""
        return bool(self.waiver and self.digest)


@record
class Coefficient:
    """A named agreement figure; ``value`` is None where it is undefined, with the reason.

    ``low`` and ``high`` are the ends of its 95 % interval, where it has one.
    """

    name: str
    value: float | None = None
    reason: str = ""
    low: float | None = None
    high: float | None = None


@record
class CodeAgreement:
    """Counts and coefficients of one code in an agreement run.

    ``both`` counts the units to which every coder gave the code; ``only_first`` and ``only_second`` are those of a
    pair. ``prevalence`` is the mean share of the units that had the code.
    """

    code: CodeId
    both: int = 0
    only_first: int = 0
    only_second: int = 0
    neither: int = 0
    coefficients: tuple[Coefficient, ...] = ()
    prevalence: float | None = None


@record
class Disagreement:
    """A place where coders differ, and how it was settled."""

    segment: SegmentId
    code: CodeId
    coders: tuple[str, ...] = ()
    resolution: str = ""


@record
class AgreementRun:
    """A comparison of coders with its unit, rule, sample and codebook version (M&H94 p. 64).

    ``compared`` is how many units there were, ``filter`` what bounded them, ``draws`` on how many draws the intervals
    rest; all three are unknown of a run kept before they were stored.
    """

    id: str
    at: str
    coders: tuple[str, ...]
    round: int = 1
    sources: tuple[str, ...] = ()
    unit: str = "block"
    match: str = "same"
    codebook_version: str = ""
    codes: tuple[CodeAgreement, ...] = ()
    overall: tuple[Coefficient, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    compared: int = 0
    filter: tuple[Attribute, ...] = ()
    draws: int = 0


@record
class TheoryNote:
    """A claim from the literature and how it stands to a finding."""

    id: str
    citation_key: str
    claim: str
    finding: FindingId | None = None
    relation: TheoryRelation = TheoryRelation.SUPPORTS
