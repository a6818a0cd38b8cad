"""What a study loses on its way to a project of the REFI standard: counted, and said when it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from qualcode.collection.documents import Remark, remark
from qualcode.model import (
    AgreementRun,
    Cell,
    Consent,
    Display,
    Event,
    Finding,
    GuideQuestion,
    Link,
    Passage,
    Period,
    Rating,
    Recommendation,
    Snapshot,
    Statement,
    Study,
    Summary,
    TheoryNote,
    Verification,
    kind_of,
)
from qualcode.reduction.codebook_refi import losses_of_writing

if TYPE_CHECKING:
    from qualcode.model import Coding, Source
    from qualcode.reduction.project_refi import Project

_NO_PLACE = (
    Period, Summary, Event, Display, Cell, Snapshot, AgreementRun, Finding, Passage, Recommendation, Verification,
    TheoryNote, GuideQuestion, Consent, Statement,
)  # fmt: skip
_SAID_OF_A_CODING = ("valence", "intensity", "directness", "dont_know", "about")
_HELD = ("code", "source", "segment", "coding")
"""Records that a memo can hang on in this format."""


def losses_of(study: Study, project: Project) -> tuple[Remark, ...]:
    """Everything of the study that its project does not hold, or holds as text only."""
    return (*losses_of_writing(project.codebook), *_of_texts(study, project), *_of_records(study, project))


def _of_texts(study: Study, project: Project) -> Iterator[Remark]:
    kept = {source.id for source in project.sources}
    if gone := [source.id for source in study.sources if source.id not in kept]:
        yield remark("qdpx_withdrawn_sources", count=len(gone), names=", ".join(gone))
    written = {coding.id: coding for coding in project.all_codings()}
    lost = sum(study.segments[coding.segment].lost for coding in study.codings)
    if lost:
        yield remark("qdpx_lost", count=lost)
    if left := len(study.codings) - len(written) - lost:
        yield remark("qdpx_withdrawn_codings", count=left)
    if masked := project.masked():
        yield remark("qdpx_masked", names=", ".join(masked))
    yield from _of_codings(written.values())
    yield from _of_sources(study, project.sources)


def _of_codings(codings: Collection[Coding]) -> Iterator[Remark]:
    said = sum(any(getattr(coding, name) not in (None, False) for name in _SAID_OF_A_CODING) for coding in codings)
    if said:
        yield remark("qdpx_said", count=said)
    if rounds := sum(coding.round > 1 for coding in codings):
        yield remark("qdpx_rounds", count=rounds)


def _of_sources(study: Study, sources: Collection[Source]) -> Iterator[Remark]:
    if blocks := sum(len(study.blocks(source.id)) for source in sources):
        yield remark("qdpx_blocks", count=blocks)
    if timed := [source.id for source in sources if source.times]:
        yield remark("qdpx_times", names=", ".join(timed))
    if numbered := [source.id for source in sources if source.line_numbers]:
        yield remark("qdpx_numbers", names=", ".join(numbered))
    if sources:
        yield remark("qdpx_fields")


def _of_records(study: Study, project: Project) -> Iterator[Remark]:
    ratings = study.all(Rating)
    if left := len([rating for rating in ratings if rating.id not in project.cases.rated]):
        yield remark("qdpx_ratings", count=left)
    if project.cases.rated:
        yield remark("qdpx_rated", count=len(project.cases.rated))
    if gone := len(study.memos) - len(project.memos):
        yield remark("qdpx_withdrawn_memos", count=gone)
    if project.memos:
        yield remark("qdpx_memo_types")
    if loose := sum(link.partition(":")[0] not in _HELD for memo in project.memos for link in memo.links):
        yield remark("qdpx_memo_links", count=loose)
    if links := len(study.all(Link)) - len(project.links()):
        yield remark("qdpx_links", count=links)
    if project.links():
        yield remark("qdpx_link_words")
    counts = {kind_of(type_).name: len(study.all(type_)) for type_ in _NO_PLACE}
    if any(counts.values()):
        yield remark("qdpx_no_place", kinds=", ".join(f"{name} {count}" for name, count in counts.items() if count))
