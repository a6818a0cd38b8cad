"""Which state of the cycle a source has reached, and what is missing for the next (method: states 1 to 5)."""

from __future__ import annotations

from bisect import bisect_left

from qualcode.conclusions.exits import Missing, Reached, Step, missing_if, reach, statement_of
from qualcode.model import (
    IMPORTER,
    AgreementRun,
    Block,
    BlockKind,
    Consent,
    Focus,
    GuideQuestion,
    Informant,
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
    ref_to,
)
from qualcode.reduction.code_tree import focus_of

TOGETHER = 100
"""Sources whose blocks and codings are read at a time."""

_CODABLE = (BlockKind.ANSWER, BlockKind.DESCRIPTION)
_TARGET_ITEMS = (SummaryItemKind.QUESTION_GOT, SummaryItemKind.QUESTION_NOT_GOT)


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


def stage_names(study: Study) -> dict[str, str]:
    """Source → the name of the state that it has reached; no more is read than tells it."""
    names = {}
    collected = []
    for source in study.sources:
        first = reach(study, ref_to(source), (Step(stage=Stage.COLLECTED, missing=_collected(study, source)),))
        names[source.id] = first.name
        if first.stage is not None:
            collected.append(source)
    for at in range(0, len(collected), TOGETHER):
        some = collected[at : at + TOGETHER]
        part = study.within(source.id for source in some)
        names.update((source.id, source_state(part, source).name) for source in some)
    return names


def speakers_of(study: Study, source: Source) -> tuple[str, ...]:
    """Every informant whose words stand in a source: those of its header and those of its blocks."""
    heard = {informant for *_, informant in _turns(study, source) if informant}
    if heard.issubset(source.informants):
        return tuple(dict.fromkeys(source.informants))
    spoken = (block.informant for block in study.blocks(source.id) if block.informant)
    return tuple(dict.fromkeys((*source.informants, *spoken)))


def _turns(study: Study, source: Source) -> tuple[tuple[BlockKind, Speaker, str | None], ...]:
    """Kind, speaker and informant of the blocks of a source, each combination once."""
    return study.derived(_turns_by_source).get(source.id, ())


def _turns_by_source(study: Study) -> dict[str, tuple[tuple[BlockKind, Speaker, str | None], ...]]:
    found: dict[str, list[tuple[BlockKind, Speaker, str | None]]] = {}
    for source, *turn in study.combinations(Block, "source", "kind", "speaker", "informant"):
        found.setdefault(source, []).append((turn[0], turn[1], turn[2]))
    return {source: tuple(turns) for source, turns in found.items()}


def _collected(study: Study, source: Source) -> tuple[Missing, ...]:
    stage = Stage.COLLECTED
    unmapped: list[str] = []
    if source.technique is Technique.INTERVIEW and not all(_mapped(*turn, source) for turn in _turns(study, source)):
        unmapped = [
            str(one.number)
            for one in study.blocks(source.id)
            if not _mapped(one.kind, one.speaker, one.informant, source)
        ]
    return (
        *missing_if(not source.date, stage, "date"),
        *missing_if(fields := _open_header(source), stage, "header", fields),
        *missing_if(not (source.original_digest and source.text_digest), stage, "hash"),
        *missing_if(unmapped, stage, "speakers", unmapped),
        *(_consents(study, source) if source.technique is Technique.INTERVIEW else _permits(study, source)),
    )


def _mapped(kind: BlockKind, speaker: Speaker, informant: str | None, source: Source) -> bool:
    if kind in (BlockKind.QUESTION, BlockKind.ANSWER) and speaker is Speaker.NONE:
        return False
    return speaker is not Speaker.INFORMANT or bool(informant) or len(source.informants) == 1


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
    consents = study.whole.derived(_consent_of)
    none = [informant for informant in speakers if informant not in consents]
    withdrawn = [informant for informant in speakers if informant in consents and consents[informant].withdrawn_on]
    return (
        *missing_if(not speakers, Stage.COLLECTED, "informant"),
        *missing_if(none, Stage.COLLECTED, "consent", none),
        *missing_if(withdrawn, Stage.COLLECTED, "consent_withdrawn", withdrawn),
    )


def _consent_of(study: Study) -> dict[str, Consent]:
    return {consent.informant: consent for consent in study.all(Consent)}


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
    """Whether one of the places, in order, shares a code point with the block."""
    at = bisect_left(places, (block.end,))
    return any(end > block.start for _, end in places[:at])


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
    from qualcode.reduction.codebooks import codebook_version

    if not runs or runs[-1].codebook_version in ("", study.derived(codebook_version)):
        return []
    own = {coding.code for coding in study.codings if study.segments[coding.segment].source == source.id}
    day = runs[-1].at[:10]
    return [code.id for code in study.codes if code.id in own and any(one.date >= day for one in code.history)]
