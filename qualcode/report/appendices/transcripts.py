"""Transcripts, observation sheets and documents with their line numbers and, beside each line, what it was coded with.

A source is printed only where somebody stated that its identifiers are hidden and everyone who speaks in it agreed
to be quoted; any other is named with the reason why it is not there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.collection.citations import source_code
from qualcode.collection.positions import line_at, line_starts, own_line
from qualcode.collection.privacy import is_pseudonymised
from qualcode.reduction.coded import evidence
from qualcode.report.appendices import text
from qualcode.report.desk import paragraph
from qualcode.report.document import Column, Emphasis, HeaderCell, Heading, Mark, MarkKind, Table, Text, anchor
from qualcode.report.sentences import capital
from qualcode.report.tables import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qualcode.model import Source
    from qualcode.reduction.coded import CodedSegment
    from qualcode.report.desk import Desk
    from qualcode.report.document import Block, Inline, Runs, TableCell

SHARES = (0.1, 0.62, 0.28)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def transcripts(desk: Desk) -> tuple[Block, ...]:
    """Every source in the order of collection: printed in full, or named with why it is left out."""
    if not desk.study.sources:
        return ()
    coded: dict[str, dict[str, list[CodedSegment]]] = defaultdict(lambda: defaultdict(list))
    for one in evidence(desk.study):
        coded[one.source.id][one.segment.id].append(one)
    blocks: list[Block] = [*paragraph(desk.voice.say("appendix.transcripts"))]
    for source in desk.study.sources:
        blocks += [_heading(desk, source), *_source(desk, source, coded[source.id])]
    return tuple(blocks)


def _heading(desk: Desk, source: Source) -> Heading:
    technique = capital(desk.terms(f"values.technique.{source.technique.value}"))
    code = source_code(desk.study, source, desk.terms)
    return Heading(level=3, text=f"{technique} {source.id} ({code})", key=anchor("transcript", source.id))


def _source(desk: Desk, source: Source, coded: dict[str, list[CodedSegment]]) -> tuple[Block, ...]:
    reason = _reason(desk, source)
    if reason:
        desk.withheld.append(source.id)
        return (Mark(kind=MarkKind.DRAFT, text=desk.word(f"not_printed.{reason}", source=source.id)),)
    desk.printed.append(source.id)
    heads = tuple(HeaderCell(text=desk.word(f"heads.{name}")) for name in ("line", "text", "codes"))
    table = Table(
        key=anchor("lines", source.id),
        caption="",
        columns=tuple(Column(share=share) for share in SHARES),
        header=(heads,),
        rows=tuple(_rows(desk, source, coded)),
    )
    return *paragraph(_about(desk, source)), table


def _reason(desk: Desk, source: Source) -> str:
    """Why a source may not be printed: open identifiers, or someone who did not agree; empty where it may."""
    if not is_pseudonymised(desk.study, source.id):
        return "identifiers"
    speaking = {block.informant for block in desk.study.blocks(source.id) if block.informant}
    if any(not desk.quotes.may_quote(who) for who in speaking.union(source.informants)):
        return "consent"
    return ""


def _about(desk: Desk, source: Source) -> Runs:
    """Who, when and where, as the records hold it: the place no nearer than up to its first comma."""
    who = capital(desk.counter.names(desk.people.persons(source.informants))) if source.informants else source.title
    date = desk.terms.date(source.date) if source.date else desk.word("undated")
    time = "–".join(filter(None, (source.start_time, source.end_time))).replace(":", desk.terms("dates.clock"))
    facts = (who, source.place.partition(",")[0].strip(), date, time)
    return text("; ".join(fact for fact in facts if fact) + ".")


@dataclass(slots=True)
class _Ends:
    """Where segments begin and end in a text: their numbers by offset."""

    begin: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    end: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def _rows(desk: Desk, source: Source, coded: dict[str, list[CodedSegment]]) -> Iterator[tuple[TableCell, ...]]:
    """A row a line that is not empty: its number as it is cited, its words, the codes that begin in it."""
    whole, starts = desk.study.text(source), line_starts(desk.study, source.id)
    ends, on_line = _Ends(), defaultdict[int, list["Runs"]](list)
    ordered = sorted(coded.values(), key=lambda some: (some[0].segment.start, -some[0].segment.end, some[0].segment.id))
    for number, some in enumerate(ordered, 1):
        segment = some[0].segment
        ends.begin[segment.start].append(number)
        ends.end[segment.end].append(number)
        on_line[line_at(desk.study, source.id, segment.start)] += dict.fromkeys(_code(number, one) for one in some)
    for line, start in enumerate(starts, 1):
        stop = starts[line] - 1 if line < len(starts) else len(whole)
        if whole[start:stop].strip():
            yield (
                parts(text(str(own_line(source, line)))),
                parts(_marked(whole, start, stop, ends)),
                parts(*on_line[line]),
            )


def _code(number: int, one: CodedSegment) -> Runs:
    sign = f" ({one.valence.value.replace('-', '−')})" if one.valence else ""
    return (Text(f"{str(number).translate(RAISED)} "), Emphasis(one.code.id, strong=True), Text(sign))


def _marked(whole: str, start: int, stop: int, ends: _Ends) -> Runs:
    """The words of a line; a raised number in brackets opens and closes each coded stretch."""
    runs: list[Inline] = []
    at = start
    for place in sorted({one for one in (*ends.begin, *ends.end) if start <= one <= stop}):
        closing = [number for number in reversed(ends.end.get(place, ())) if place > start]
        opening = ends.begin.get(place, ()) if place < stop else ()
        if not (closing or opening):
            continue
        runs.append(Text(whole[at:place]))
        signs = "".join(f"]{str(one).translate(RAISED)}" for one in closing)
        signs += "".join(f"{str(one).translate(RAISED)}[" for one in opening)
        runs.append(Emphasis(signs, strong=True))
        at = place
    runs.append(Text(whole[at:stop]))
    return tuple(run for run in runs if run.text)  # type: ignore[union-attr]  # texts and signs alone
