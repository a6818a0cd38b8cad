"""Which informant was asked on which focus, by guide questions linked to blocks and by contact summaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from qualcode.collection.positions import speakers
from qualcode.model import (
    Block,
    BlockKind,
    Focus,
    GuideQuestion,
    Informant,
    Source,
    Study,
    Summary,
    SummaryItem,
    SummaryItemKind,
)
from qualcode.reduction.code_tree import focus_of


class Asked(StrEnum):
    """What the records say of an informant and a focus."""

    ASKED = "asked"
    NOT_ASKED = "not asked"
    UNKNOWN = "unknown"


def asked(study: Study) -> Mapping[tuple[str, str], Asked]:
    """(informant, focus) → asked, not asked or unknown, for every informant and focus of the study.

    Asked: a guide question of the focus is linked to a block of that informant's interview, or a summary
    says that the answer was got. Not asked: a summary says that it was not got, or the informant's blocks
    are linked to guide questions and none is of this focus, although the guide has one. Else unknown.
    """
    return study.derived(_asked)


def intended(study: Study, informant: str, focus: str) -> bool | None:
    """Whether a guide question of the focus is meant for the informant's role; None without such questions."""
    questions = [question for question in study.all(GuideQuestion) if question.focus == focus]
    person = study.find(Informant, informant)
    if not questions or person is None:
        return None
    return any(not question.roles or person.role in question.roles for question in questions)


def _asked(study: Study) -> dict[tuple[str, str], Asked]:
    linked: dict[str, set[str]] = {}
    for informant, focus in _linked(study):
        linked.setdefault(informant, set()).add(focus)
    got, not_got = _summarised(study)
    guide = {question.focus for question in study.all(GuideQuestion)}

    def one(informant: str, focus: str) -> Asked:
        if focus in linked.get(informant, ()) or (informant, focus) in got:
            return Asked.ASKED
        if (informant, focus) in not_got or (informant in linked and focus in guide):
            return Asked.NOT_ASKED
        return Asked.UNKNOWN

    return {(i.id, f.id): one(i.id, f.id) for i in study.informants for f in study.focuses}


def _linked(study: Study) -> Iterator[tuple[str, str]]:
    """(informant, focus, or an empty string for a question without one) of every linked block."""
    questions = study.by_id(GuideQuestion)
    if study.distinct(Block, "question").isdisjoint(questions):
        return
    for source in study.sources:
        blocks = study.blocks(source.id)
        for at, block in enumerate(blocks):
            question = questions.get(block.question or "")
            if question is not None:
                for informant in _addressed(source, blocks, at):
                    yield informant, question.focus or ""


def _addressed(source: Source, blocks: tuple[Block, ...], at: int) -> Iterable[str]:
    """Whom a linked block concerns: its speaker, or those who answer before the next question, or all present."""
    if blocks[at].kind is not BlockKind.QUESTION:
        own = blocks[at].informant
        return speakers(source, (blocks[at],)) or ((own,) if own else ())
    answers: list[Block] = []
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.QUESTION:
            break
        answers.append(block)
    return speakers(source, tuple(answers)) or source.informants


def _summarised(study: Study) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(informant, focus) pairs that summaries say were got, and not got."""
    got: set[tuple[str, str]] = set()
    not_got: set[tuple[str, str]] = set()
    found = {SummaryItemKind.QUESTION_GOT: got, SummaryItemKind.QUESTION_NOT_GOT: not_got}
    for summary in study.all(Summary):
        source = study.find(Source, summary.source)
        for item in summary.items:
            if source is not None and item.kind in found:
                pairs = {(i, f) for i in source.informants for f in _focuses_of(study, summary, item)}
                found[item.kind].update(pairs)
    return got, not_got


def _focuses_of(study: Study, summary: Summary, item: SummaryItem) -> set[str]:
    """Focuses of an item's codes; the summary's own focus where it has no codes."""
    focuses = {focus for code in item.codes for focus in focus_of(study, code) or _as_focus(study, code)}
    return focuses or ({summary.focus} if summary.focus else set())


def _as_focus(study: Study, name: str) -> tuple[str, ...]:
    return (name,) if study.find(Focus, name) else ()
