"""Which state of the cycle each object has reached, and what is missing for the next (method: the cycle as states).

States belong to objects, never to the whole study: a study has sources still being collected while findings
are being tested. Every function computes from records alone; a statement of the researcher is shown beside what
the machine finds and never invented.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.conclusions.exits import Missing, Reached, Step, missing_if, reach, statement_of
from qualcode.conclusions.finding_states import finding_state
from qualcode.model import (
    IMPORTER,
    AgreementRun,
    Block,
    BlockKind,
    Code,
    Coding,
    Consent,
    Cycle,
    Display,
    Focus,
    GuideQuestion,
    Informant,
    Memo,
    Segment,
    Source,
    Speaker,
    Stage,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
    SummaryKind,
    Technique,
    Verification,
    ref_to,
)
from qualcode.reduction.code_tree import focus_of
from qualcode.reduction.codebooks import codebook_version

__all__ = ["code_state", "display_state", "finding_state", "project_state", "source_state"]

_CODABLE = (BlockKind.ANSWER, BlockKind.DESCRIPTION)
_TARGET_ITEMS = (SummaryItemKind.QUESTION_GOT, SummaryItemKind.QUESTION_NOT_GOT)


def project_state(study: Study) -> Reached:
    """State 0, the design: focuses with questions, roles, start codes, a consent form."""
    coded_focuses = {code.focus for code in study.codes if code.focus}
    stage = Stage.DESIGN
    without_code = [focus.id for focus in study.focuses if focus.id not in coded_focuses]
    single = [role.id for role in study.roles if any(holders.count == 1 for holders in role.holders)]
    missing = (
        *missing_if(not study.focuses, stage, "focus"),
        *missing_if(ids := _without_question(study.focuses), stage, "focus_question", ids),
        *missing_if(not study.roles, stage, "role"),
        *missing_if(without_code, stage, "start_code", without_code),
        *missing_if(not study.project.consent_form, stage, "consent_form"),
        *missing_if(single and not study.project.privacy.reason, stage, "role_identifies", single, blocking=False),
    )
    return reach(study, ref_to(study.project), (Step(stage=stage, missing=missing),))


def _without_question(focuses: Iterable[Focus]) -> list[str]:
    return [focus.id for focus in focuses if not focus.question]


def source_state(study: Study, source: Source) -> Reached:
    """States 1 to 5 of a source; 2 and 3 follow 1 in any order, and no state waits for 5 (check-coding)."""
    steps = (
        Step(stage=Stage.COLLECTED, missing=_collected(study, source)),
        Step(stage=Stage.PSEUDONYMISED, missing=_pseudonymised(study, source), after=(Stage.COLLECTED,)),
        Step(stage=Stage.SUMMARISED, missing=_summarised(study, source), after=(Stage.COLLECTED,)),
        Step(stage=Stage.CODED, missing=_coded(study, source), after=(Stage.COLLECTED,)),
        Step(stage=Stage.CHECK_CODED, missing=_check_coded(study, source), after=(Stage.CODED,)),
    )
    return reach(study, ref_to(source), steps)


def speakers_of(study: Study, source: Source) -> tuple[str, ...]:
    """Every informant whose words stand in a source: those of its header and those of its blocks."""
    spoken = (block.informant for block in study.blocks(source.id) if block.informant)
    return tuple(dict.fromkeys((*source.informants, *spoken)))


def _collected(study: Study, source: Source) -> tuple[Missing, ...]:
    stage = Stage.COLLECTED
    unmapped = [
        str(block.number)
        for block in study.blocks(source.id)
        if source.technique is Technique.INTERVIEW and not _mapped(block, source)
    ]
    return (
        *missing_if(not source.date, stage, "date"),
        *missing_if(fields := _open_header(source), stage, "header", fields),
        *missing_if(not (source.original_digest and source.text_digest), stage, "hash"),
        *missing_if(unmapped, stage, "speakers", unmapped),
        *(_consents(study, source) if source.technique is Technique.INTERVIEW else _permits(study, source)),
    )


def _mapped(block: Block, source: Source) -> bool:
    if block.kind in (BlockKind.QUESTION, BlockKind.ANSWER) and block.speaker is Speaker.NONE:
        return False
    return block.speaker is not Speaker.INFORMANT or bool(block.informant) or len(source.informants) == 1


def _open_header(source: Source) -> tuple[str, ...]:
    """Header fields without which a quotation of this technique cannot be cited."""
    needed = {
        Technique.INTERVIEW: ("place", "collector"),
        Technique.OBSERVATION: ("place", "collector"),
        Technique.DOCUMENT: ("title",),
    }[source.technique]
    return tuple(name for name in needed if not getattr(source, name))


def _consents(study: Study, source: Source) -> tuple[Missing, ...]:
    speakers = speakers_of(study, source)
    consents = {consent.informant: consent for consent in study.all(Consent)}
    none = [informant for informant in speakers if informant not in consents]
    withdrawn = [informant for informant in speakers if informant in consents and consents[informant].withdrawn_on]
    return (
        *missing_if(not speakers, Stage.COLLECTED, "informant"),
        *missing_if(none, Stage.COLLECTED, "consent", none),
        *missing_if(withdrawn, Stage.COLLECTED, "consent_withdrawn", withdrawn),
    )


def _permits(study: Study, source: Source) -> tuple[Missing, ...]:
    permitted = any(permit.site in ("", source.site) for permit in study.project.permits)
    return missing_if(not (permitted or source.public), Stage.COLLECTED, "permit")


def _pseudonymised(study: Study, source: Source) -> tuple[Missing, ...]:
    text = study.text(source)
    shifted = [s.id for s in segments_of(study, source.id) if text[s.start : s.end] != s.quote]
    unsigned = statement_of(study, ref_to(source), Stage.PSEUDONYMISED) is None
    return (
        *missing_if(shifted, Stage.PSEUDONYMISED, "offsets", shifted),
        *missing_if(unsigned, Stage.PSEUDONYMISED, "scan_read"),
    )


def segments_of(study: Study, source: str) -> tuple[Segment, ...]:
    """The segments of one source."""
    return study.derived(_segments_by_source).get(source, ())


def _segments_by_source(study: Study) -> dict[str, tuple[Segment, ...]]:
    found: dict[str, list[Segment]] = {}
    for segment in study.segments.values():
        found.setdefault(segment.source, []).append(segment)
    return {source: tuple(segments) for source, segments in found.items()}


def _summarised(study: Study, source: Source) -> tuple[Missing, ...]:
    kinds = (SummaryKind.CONTACT, SummaryKind.DOCUMENT)
    summaries = [s for s in study.all(Summary) if s.source == source.id and s.kind in kinds]
    if not summaries:
        return missing_if(condition=True, stage=Stage.SUMMARISED, exit_="summary")
    items = [item for summary in summaries for item in summary.items if item.kind in _TARGET_ITEMS]
    linked = {block.question for block in study.blocks(source.id)}
    unanswered = [
        question.id
        for question in _target_questions(study, source)
        if question.id not in linked and not any(_speaks_of(study, item, question) for item in items)
    ]
    return missing_if(unanswered, Stage.SUMMARISED, "question_open", unanswered)


def _target_questions(study: Study, source: Source) -> list[GuideQuestion]:
    """Questions of the guide that are meant for a role that speaks in an interview."""
    if source.technique is not Technique.INTERVIEW:
        return []
    people = (study.find(Informant, informant) for informant in speakers_of(study, source))
    roles = {person.role for person in people if person}
    return [question for question in study.all(GuideQuestion) if not question.roles or roles & set(question.roles)]


def _speaks_of(study: Study, item: SummaryItem, question: GuideQuestion) -> bool:
    """Whether a point of a summary is about a question: by a code of its focus, or by its id, words or focus."""
    focus = study.find(Focus, question.focus)
    if focus and any(focus.id in (code, *focus_of(study, code)) for code in item.codes):
        return True
    names = [question.id, question.text, *((focus.id, focus.label) if focus else ())]
    return any(name and name.casefold() in item.text.casefold() for name in names)


def _coded(study: Study, source: Source) -> tuple[Missing, ...]:
    coded = study.derived(_coded_segments)
    places = sorted((s.start, s.end) for s in segments_of(study, source.id) if s.id in coded)
    uncoded = [
        str(block.number)
        for block in study.blocks(source.id)
        if block.kind in _CODABLE and not block.irrelevant and not _touched(block, places)
    ]
    return (
        *missing_if(not study.codes, Stage.CODED, "start_code"),
        *missing_if(uncoded or not study.blocks(source.id), Stage.CODED, "uncoded_block", uncoded),
    )


def _coded_segments(study: Study) -> frozenset[str]:
    counted = (one for one in study.codings if one.coder != IMPORTER and not study.segments[one.segment].lost)
    return frozenset(coding.segment for coding in counted)


def _touched(block: Block, places: list[tuple[int, int]]) -> bool:
    return any(start < block.end and end > block.start for start, end in places)


def _check_coded(study: Study, source: Source) -> tuple[Missing, ...]:
    runs = [run for run in study.all(AgreementRun) if not run.sources or source.id in run.sources]
    own = {segment.id for segment in segments_of(study, source.id)}
    unsettled = [d.segment for run in runs[-1:] for d in run.disagreements if not d.resolution and d.segment in own]
    return (
        *missing_if(not runs, Stage.CHECK_CODED, "second_coder"),
        *missing_if(unsettled, Stage.CHECK_CODED, "disagreement_open", unsettled),
        *missing_if(codes := _redefined(study, source, runs), Stage.CHECK_CODED, "codebook_changed", codes),
    )


def _redefined(study: Study, source: Source, runs: list[AgreementRun]) -> list[str]:
    """Codes of a source that changed after its coders were last compared: the source returns to state 4."""
    if not runs or runs[-1].codebook_version in ("", study.derived(codebook_version)):
        return []
    own = {coding.code for coding in study.codings if study.segments[coding.segment].source == source.id}
    day = runs[-1].at[:10]
    return [code.id for code in study.codes if code.id in own and any(one.date >= day for one in code.history)]


def code_state(study: Study, code: Code) -> Reached:
    """State 6 of a pattern code: what it condenses, its memo, its sources, the search for counter-instances."""
    if code.cycle is not Cycle.SECOND:
        return reach(study, ref_to(code), ())
    ref, stage = ref_to(code), Stage.PATTERN
    known = study.by_id(Code)
    first = [c for c in code.condenses if c in known and known[c].cycle is Cycle.FIRST]
    searched = any(v.target == ref and v.queries for v in study.all(Verification))
    missing = (
        *missing_if(len(first) < 2, stage, "condenses"),  # noqa: PLR2004 - the method's number
        *missing_if(not any(ref in memo.links for memo in study.all(Memo)), stage, "memo"),
        *missing_if(not code.definition, stage, "definition"),
        *missing_if(len(_sources_of_pattern(study, code)) < 2, stage, "two_sources"),  # noqa: PLR2004
        *missing_if(not searched, stage, "counter_search"),
    )
    return reach(study, ref, (Step(stage=stage, missing=missing),))


def _sources_of_pattern(study: Study, code: Code) -> set[str]:
    gathered = {code.id, *code.condenses}
    return {
        study.segments[coding.segment].source
        for coding in study.all(Coding)
        if coding.code in gathered and coding.segment in study.segments
    }


def display_state(study: Study, display: Display) -> Reached:
    """State 7 of a display that the researcher keeps: rules and notes written, cells explained, frozen."""
    from qualcode.conclusions.display_states import display_missing

    step = Step(stage=Stage.DISPLAYED, missing=display_missing(study, display))
    return reach(study, ref_to(display), (step,))
