"""A corrected transcript takes the place of a source's text: every record that stands at offsets goes with it.

Segments keep their ids, so that codings, events, ratings, links, findings, summaries and cells keep their evidence.
Each is found again by its quotation; what is doubtful or lost is listed, and kept in a memo on the source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from qualcode.collection.correcting import CorrectedSource, corrected_source
from qualcode.collection.ingest import own_memo, reflection_memo
from qualcode.collection.people import NewId
from qualcode.collection.reading import Reading
from qualcode.collection.reflections import reflection
from qualcode.model import (
    IMPORTER,
    KINDS,
    Block,
    Coding,
    Memo,
    MemoType,
    ReviewedSuggestion,
    Segment,
    Source,
    Stage,
    Statement,
    Study,
    ref_to,
)
from qualcode.model.plain import referred_ids
from qualcode.reduction.anchoring import Anchor, Anchoring, Fit
from qualcode.reduction.coding import remove_codings
from qualcode.terms import terms_for

_OF_THE_TEXT = (Stage.COLLECTED, Stage.PSEUDONYMISED)
"""What a statement of these states says is said of the text as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedSegment:
    """A segment before and after, how sure its place is, the lines it began on (from 1), and its codes."""

    before: Segment
    after: Segment
    fit: Fit
    old_line: int
    new_line: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How much of a text changed, in lines, with the first few that did: (old line, old words, new words)."""

    same: int
    changed: int
    added: int
    removed: int
    examples: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What taking a corrected text in would do; ``put`` and ``remove`` are the records of one act.

    ``marks`` are old blocks whose marks (not relevant, question, asked) found no block to stand on; ``statements``
    were made on the old text and go; ``touched`` are the findings whose quotations changed.
    """

    source: Source
    made: CorrectedSource
    changes: Changes
    segments: tuple[MovedSegment, ...]
    marks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    touched: tuple[str, ...]
    put: tuple[object, ...]
    remove: tuple[object, ...]

    def fitting(self, *fits: Fit) -> tuple[MovedSegment, ...]:
        """The segments whose new place is of one of these kinds."""
        return tuple(one for one in self.segments if one.fit in fits)


def correction(
    reading: Reading, study: Study, source: Source, new_id: NewId, signed: tuple[str, str] = ("", "")
) -> Correction:
    """What a corrected file makes of a source. ``signed`` is (ISO date, author) of the memo that is kept."""
    old, new = study.text(source), reading.text
    anchoring = Anchoring(old, new)
    old_blocks = study.blocks(source.id)
    found = [(block, anchoring.find(block.start, block.end)) for block in old_blocks]
    made = corrected_source(reading, study, source, _Sayer(found), new_id)
    digest = hashlib.sha256(new.encode()).hexdigest()
    made = replace(made, source=replace(made.source, text_digest=digest))
    blocks, marks = _marked(made.blocks, found)
    made = replace(made, blocks=blocks)
    segments = tuple(_segments(study, source, anchoring, new))
    superseded = _superseded(study, segments, reading)
    gone = {one.id for one in superseded if isinstance(one, Segment)}
    segments = tuple(one for one in segments if one.before.id not in gone)
    statements = tuple(
        one for one in study.all(Statement) if one.record == ref_to(source) and one.state in _OF_THE_TEXT
    )
    reviews, old_reviews = _reviews(study, source, anchoring, blocks)
    touched = _touched(study, segments)
    memo = _memo(study, source, segments, touched)
    memos = [replace(one, id=new_id("M"), date=signed[0], author=signed[1]) for one in memo]
    memos += _reflection(study, made.source, reading)
    kept = {block.number for block in blocks}
    return Correction(
        source=source,
        made=made,
        changes=_changes(old, new),
        segments=segments,
        marks=marks,
        statements=statements,
        touched=touched,
        put=(*made.people, made.source, *blocks, *(one.after for one in segments), *reviews, *memos),
        remove=(*(block for block in old_blocks if block.number not in kept), *statements, *old_reviews, *superseded),
    )


class _Sayer:
    """Finds the old block whose words stand at a place of the new text."""

    def __init__(self, found: list[tuple[Block, Anchor]]) -> None:
        self._found = [(anchor, block) for block, anchor in found if anchor.fit is not Fit.LOST]

    def __call__(self, start: int, end: int) -> Block | None:
        shared = [(min(end, at.end) - max(start, at.start), block.number, block) for at, block in self._found]
        most = max(shared, default=None, key=lambda one: (one[0], -one[1]))
        return most[2] if most and most[0] > 0 else None


def _marked(
    blocks: tuple[Block, ...], found: list[tuple[Block, Anchor]]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """(the new blocks with the marks of the old ones, the old blocks whose marks stand nowhere)."""
    marked = {block.number: block for block in blocks}
    left = []
    for old, anchor in found:
        if not (old.irrelevant or old.question or old.elicited):
            continue
        shared = [(min(block.end, anchor.end) - max(block.start, anchor.start), block) for block in blocks]
        most = max(shared, default=None, key=lambda one: one[0])
        if most is None or most[0] <= 0:
            left.append(old)
            continue
        target = marked[most[1].number]
        marked[target.number] = replace(
            target,
            irrelevant=target.irrelevant or old.irrelevant,
            question=target.question or old.question,
            elicited=target.elicited or old.elicited,
        )
    return tuple(marked.values()), tuple(left)


def _segments(study: Study, source: Source, anchoring: Anchoring, new: str) -> Iterator[MovedSegment]:
    old = study.text(source)
    codes: dict[str, list[str]] = {}
    for coding in study.all(Coding):
        codes.setdefault(coding.segment, []).append(coding.code)
    own = [one for one in study.all(Segment) if one.source == source.id]
    for segment in sorted(own, key=lambda one: (one.start, one.end, one.id)):
        anchor = anchoring.find(segment.start, segment.end) if not segment.lost else _again(segment, anchoring, new)
        after = replace(segment, start=anchor.start, end=anchor.end)
        if anchor.fit is not Fit.LOST:
            quote = new[anchor.start : anchor.end]
            after = replace(after, quote=quote, digest=hashlib.sha256(quote.encode()).hexdigest())
        yield MovedSegment(
            before=segment,
            after=after,
            fit=anchor.fit,
            old_line=old.count("\n", 0, segment.start) + 1,
            new_line=new.count("\n", 0, anchor.start) + 1,
            codes=tuple(dict.fromkeys(codes.get(segment.id, ()))),
        )


def _superseded(study: Study, segments: tuple[MovedSegment, ...], reading: Reading) -> tuple[Coding | Segment, ...]:
    """Codings that the old file's column of codes gave, where the new file's column gives none, and their segments."""
    places = {(cell.start, cell.end) for cell in reading.codes}
    left = {one.before.id for one in segments if (one.after.start, one.after.end) not in places}
    given = (one.id for one in study.all(Coding) if one.coder == IMPORTER and one.segment in left)
    return remove_codings(study, given) if places else ()


def _again(segment: Segment, anchoring: Anchoring, new: str) -> Anchor:
    """A segment that an earlier correction lost: found where its words stand in the text again, if only once."""
    at = new.find(segment.quote)
    if at >= 0 and new.find(segment.quote, at + 1) < 0:
        return Anchor(at, at + len(segment.quote), Fit.DOUBTFUL)
    point = anchoring.near(segment.start)
    return Anchor(point, point, Fit.LOST)


def _reviews(
    study: Study, source: Source, anchoring: Anchoring, blocks: tuple[Block, ...]
) -> tuple[list[ReviewedSuggestion], list[ReviewedSuggestion]]:
    """(answers to suggestions at their new places, those whose id changes with the number of their block)."""
    moved: dict[tuple[str, str], ReviewedSuggestion] = {}
    going = []
    for one in study.all(ReviewedSuggestion):
        if one.source != source.id:
            continue
        anchor = anchoring.find(one.start, one.end) if one.start < one.end else Anchor(one.start, one.end, Fit.LOST)
        number = next((block.number for block in blocks if block.start <= anchor.start < block.end), None)
        name = _renumbered(one.suggestion, number)
        new = replace(one, suggestion=name, start=anchor.start, end=anchor.end)
        if name != one.suggestion:
            going.append(one)
        moved.setdefault((name, one.coder), new)
    return list(moved.values()), going


def _renumbered(suggestion: str, number: int | None) -> str:
    """The id of a suggestion (``W-03:12:CODE``, ``W-03:12.2:CODE``) with the number of its block now."""
    source, _, rest = suggestion.partition(":")
    unit, _, code = rest.partition(":")
    _block, dot, sentence = unit.partition(".")
    return f"{source}:{'-' if number is None else number}{dot}{sentence}:{code}"


def _touched(study: Study, segments: tuple[MovedSegment, ...]) -> tuple[str, ...]:
    """``kind:id`` of the findings, events, links … that rest on a quotation that changed or is lost."""
    changed = {one.before.id for one in segments if one.before.quote != one.after.quote or one.fit is Fit.LOST}
    found: dict[str, None] = {}
    for kind in KINDS if changed else ():
        if kind.type in (Coding, Memo):
            continue
        records: tuple[object, ...] = study.all(kind.type)
        for record in records:
            if any(target == "Segment" and name in changed for _path, target, name in referred_ids(record)):
                found[ref_to(record)] = None
    return tuple(found)


def _memo(
    study: Study, source: Source, segments: tuple[MovedSegment, ...], touched: tuple[str, ...]
) -> tuple[Memo, ...]:
    """The memo that keeps what is to be looked at, so that nothing of it is forgotten; none if all is sure."""
    words = terms_for(study.project.language)
    listed = [one for one in segments if one.fit in (Fit.DOUBTFUL, Fit.LOST)]
    if not listed:
        return ()
    lines = [words("collection.corrected", source=source.id)]
    for one in listed:
        key = "collection.corrected_lost" if one.fit is Fit.LOST else "collection.corrected_doubtful"
        lines.append(
            words(
                key, segment=one.before.id, codes=", ".join(one.codes), old=one.before.quote, new=one.after.quote,
                old_line=one.old_line, new_line=one.new_line,
            )
        )  # fmt: skip
    findings = (name for name in touched if name.startswith("finding:"))
    links = (ref_to(source), *(ref_to(one.before) for one in listed), *findings)
    return (Memo(id="", type=MemoType.FOLLOW_UP, text="\n".join(lines), links=links),)


def _reflection(study: Study, source: Source, reading: Reading) -> tuple[Memo, ...]:
    """The memo of the observer's own thoughts as they now are, unless the researcher wrote on in it."""
    standing = study.find(Memo, own_memo(source.id))
    before = reflection(study.blocks(source.id), study.text(source.id))
    if standing is not None and standing.text != before:
        return ()
    return tuple(replace(standing, text=memo.text) if standing else memo for memo in reflection_memo(source, reading))


def _changes(old: str, new: str, most: int = 5) -> Changes:
    left, right = old.split("\n"), new.split("\n")
    counts = {"equal": 0, "replace": 0, "insert": 0, "delete": 0}
    examples: list[tuple[int, str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        both = min(b - a, d - c) if kind == "replace" else 0
        counts["replace"] += both
        counts["equal"] += b - a if kind == "equal" else 0
        counts["delete"] += b - a - both if kind != "equal" else 0
        counts["insert"] += d - c - both if kind != "equal" else 0
        if kind != "equal" and len(examples) < most:
            examples.append((a + 1, "\n".join(left[a:b]), "\n".join(right[c:d])))
    return Changes(
        same=counts["equal"], changed=counts["replace"], added=counts["insert"], removed=counts["delete"],
        examples=tuple(examples),
    )  # fmt: skip


def replaced(study: Study, segment: Segment, start: int, end: int) -> Segment:
    """A segment that was lost, at the place that the researcher gives it, with the words that stand there now."""
    quote = study.text(segment.source)[start:end]
    return replace(segment, start=start, end=end, quote=quote, digest=hashlib.sha256(quote.encode()).hexdigest())
