"""A source as plain text that any editor can edit: numbered lines, the codes under them.

``  12 | words of the line`` and below it ``     > CODE− @coder "first … last words" : note``. Without a quotation the
whole line is meant; ``"word"#2`` is the second place of it; a note goes on in lines that begin with ``>>``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from qualcode.collection.positions import line_at, own_line
from qualcode.collection.privacy import withdrawn
from qualcode.collection.written_files import decode, read_bytes, write_whole
from qualcode.model import Segment, Source, Study
from qualcode.reduction.coded import CodedSegment
from qualcode.reduction.coding_word_lines import CommentReader, written
from qualcode.reduction.coding_word_reading import View, WordComment, WordFile
from qualcode.reduction.coding_word_writing import hidden, leaving, shown
from qualcode.reduction.filters import Filter
from qualcode.reduction.placing import place, without_label

_LINE = re.compile(r"\s*\d+ \|(?: (.*))?", re.DOTALL)
_CODED = re.compile(
    r"\s*>(?!>)\s*(?P<code>.*?)(?:\s+@(?P<coder>[^\"“:]*?))?(?:\s*[\"“](?P<quote>.*?)[\"”](?:#(?P<nth>\d+))?)?"
    r"(?:\s+:\s?(?P<note>.*)|\s*)$"
)
_MORE = re.compile(r"\s*>> ?(.*)")
_LONGEST, _EDGE = 60, 4
"""Code points of a quotation that is written in full; words at either end of one that is not."""


def read_text(path: Path) -> WordFile:
    """The lines and the codings under them, as a document with comments. ``UnreadableSource`` for what is no text."""
    lines = decode(read_bytes(path), path.name)[0].replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    comments: list[tuple[int, re.Match[str], list[str]]] = []
    for line in lines:
        if words := _LINE.fullmatch(line):
            kept.append(words.group(1) or "")
        elif (more := _MORE.match(line)) and comments:
            comments[-1][2].append(more.group(1))
        elif kept and (said := _CODED.match(line)):
            comments.append((len(kept) - 1, said, []))
    text = "\n".join(kept)
    starts = [0]
    for line in kept:
        starts.append(starts[-1] + len(line) + 1)
    found, anchors = [], []
    for at, said, notes in comments:
        first = f"{said['code']} : {said['note']}" if said["note"] else said["code"]
        whole = said["quote"] is None
        found.append(WordComment((said["coder"] or "").strip(), "\n".join([first, *notes]), whole=whole))
        anchors.append(_anchor(text, starts[at], starts[at + 1] - 1, said))
    return WordFile(tuple(found), (View(text, tuple(anchors)),))


def _anchor(text: str, start: int, end: int, said: re.Match[str]) -> tuple[int, int]:
    """The whole line, or the quotation that begins in it; an empty stretch where it does not stand there."""
    if said["quote"] is None:
        return start, end
    first, gap, last = said["quote"].partition(" … ")
    begins = _pattern(first)
    nth = int(said["nth"] or 1)
    places = [m for m in re.finditer(f"(?={begins})", text[start:]) if m.start() < max(1, end - start + 1)]
    if not first.strip() or len(places) < nth:
        return start, start
    begin = start + places[nth - 1].start()
    opening = re.compile(begins).match(text, begin)
    closing = re.compile(_pattern(last)).search(text, opening.end()) if opening and gap else opening
    return begin, closing.end() if closing else begin


def _pattern(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split()))


def export_text(study: Study, path: Path, source_id: str, wanted: Filter | None = None) -> int:
    """Write a source with the codings that are wanted as plain text; how many codings were written.

    As ``export_word``: the words of informants who withdrew their consent are hidden, their codings left out.
    """
    source = study.get(Source, source_id)
    out = withdrawn(study)
    chosen = leaving(study, source, wanted)
    under: dict[int, list[CodedSegment]] = defaultdict(list)
    for one in chosen:
        under[line_at(study, source.id, one.segment.start)].append(one)
    text, starts = shown(study, source, out)
    reader = CommentReader(study)
    lines: list[str] = []
    for number, start in enumerate(starts, 1):
        end = starts[number] - 1 if number < len(starts) else len(text)
        lines.append(f"{own_line(source, number):>5} | {hidden(text[start:end])}")
        for one in under[number]:
            lines += _written(study, one, start, end, reader)
    write_whole(path, ("\n".join(lines) + "\n").encode())
    return len(chosen)


def _written(study: Study, one: CodedSegment, start: int, end: int, reader: CommentReader) -> list[str]:
    coding = one.coding
    text = study.text(one.source)
    quotation = _quotation(study, text, one.segment, start, end)
    exactly = (one.segment.start, one.segment.end) if quotation is None else None
    code = written([replace(coding, note="")], reader, exactly)
    first, *more = written([coding], reader, exactly).split("\n")
    note = first[len(code) :].removeprefix(" : ")
    told = f"     > {code} @{coding.coder}" + (f" {quotation}" if quotation else "") + (f" : {note}" if note else "")
    return [told, *(f"     >> {line}" for line in more)]


def _quotation(study: Study, text: str, segment: Segment, start: int, end: int) -> str | None:
    """How a segment is quoted so that it is found again; empty for the whole line, None where no quotation does."""
    line = line_at(study, segment.source, segment.start)
    if text[start:end].strip() and place(study, segment.source, lines=(line, line)) == (segment.start, segment.end):
        return ""
    if without_label(study, segment.source, segment.start, segment.end) != segment.start:
        return None
    words = segment.quote.split()
    full = " ".join(words)
    short = f"{' '.join(words[:_EDGE])} … {' '.join(words[-_EDGE:])}"
    for quote in [full] if len(full) <= _LONGEST or len(words) <= 2 * _EDGE else [short, full]:
        for nth in ("", "#2", "#3", "#4"):
            said = _CODED.match(f'> K @k "{quote}"{nth}')
            if said and said["quote"] == quote and _anchor(text, start, end, said) == (segment.start, segment.end):
                return f'"{quote}"{nth}'
    return None
