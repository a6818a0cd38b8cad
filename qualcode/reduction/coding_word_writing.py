"""A source as a Word document with numbered lines, its codings as comments on the words they stand for."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualcode.collection.positions import line_starts, own_line, require_exact, speakers
from qualcode.collection.privacy import withdrawn
from qualcode.collection.written_files import write_whole
from qualcode.model import Code, Coding, Segment, Source, Study
from qualcode.reduction.coded import CodedSegment, coded
from qualcode.reduction.coding_word_lines import CommentReader, written
from qualcode.reduction.filters import Filter
from qualcode.reduction.placing import without_label
from qualcode.terms import terms_for

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HIDDEN = re.compile(r"█[█\s]*")
_INDENT, _HANGING = 567, 567
"""Twentieths of a point."""


@dataclass(slots=True)
class _Place:
    """What stands between two code points: which comments end and begin there."""

    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def leaving(study: Study, source: Source, wanted: Filter | None) -> list[CodedSegment]:
    """The codings that may leave with a source, not those of informants who withdrew; each quotation is exact."""
    out = withdrawn(study)
    found = [
        one
        for one in coded(study)
        if one.source.id == source.id
        and (wanted is None or wanted.matches(one))
        and not out.intersection(one.informants)
    ]
    require_exact(study, (one.segment for one in found))
    return found


def export_word(study: Study, path: Path, source_id: str, wanted: Filter | None = None) -> int:
    """Write a source with the codings that are wanted to a ``.docx``; how many codings were written.

    The words of informants who withdrew their consent are replaced by a mark, their codings left out. Raises
    ``UnknownName`` for a source that is not there, ``DigestMismatch`` where a quotation no longer equals its text.
    """
    source = study.get(Source, source_id)
    out = withdrawn(study)
    chosen = leaving(study, source, wanted)
    document = _empty(study, source)
    comments: dict[tuple[str, str, int], list[Coding]] = defaultdict(list)
    segments: dict[str, Segment] = {}
    for one in chosen:
        comments[one.segment.id, one.coding.coder, one.coding.round].append(one.coding)
        segments[one.segment.id] = one.segment
    places: dict[int, _Place] = defaultdict(_Place)
    reader = CommentReader(study)
    for (segment, coder, _), codings in comments.items():
        initials = "".join(word[0] for word in coder.split()).upper()
        start, end = segments[segment].start, segments[segment].end
        exactly = None if without_label(study, source.id, start, end) == start else (start, end)
        comment = document.comments.add_comment(written(codings, reader, exactly), author=coder, initials=initials)
        places[start].starts.append(comment.comment_id)
        places[end].ends.append(comment.comment_id)
    _write_lines(study, source, document, places, out)
    _write_legend(study, document)
    data = io.BytesIO()
    document.save(data)
    write_whole(path, data.getvalue())
    return len(chosen)


def _empty(study: Study, source: Source) -> Any:
    import docx
    from docx.shared import Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.paragraph_format.space_after = Pt(0)
    title = " · ".join(part for part in (source.id, source.title, source.date, study.project.title) if part)
    document.sections[0].header.paragraphs[0].text = _ILLEGAL.sub(" ", title)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = _ILLEGAL.sub(" ", title)
    return document


def _write_lines(
    study: Study, source: Source, document: Any, places: Mapping[int, _Place], out: frozenset[str]
) -> None:
    text, starts = shown(study, source, out)
    labels = {}
    for block in study.blocks(source.id):
        line = text.rfind("\n", 0, block.start) + 1
        if block.label and block.start > line:
            labels[line] = block.start
    cuts = sorted({*places, *labels.values()})
    numbering = _Numbering(document)
    for line, start in enumerate(starts, 1):
        end = starts[line] - 1 if line < len(starts) else len(text)
        paragraph = document.add_paragraph()
        numbering.number(paragraph, own_line(source, line))
        inside = [start, *(cut for cut in cuts if start < cut < end), *([end] if end > start else [])]
        for at, cut in enumerate(inside):
            _mark(paragraph, places.get(cut))
            if at + 1 < len(inside):
                words = hidden(text[cut : inside[at + 1]])
                run = paragraph.add_run(_ILLEGAL.sub(" ", words).replace("\r", " "))
                run.bold = cut < labels.get(start, start) or None


def shown(study: Study, source: Source, out: frozenset[str]) -> tuple[str, Sequence[int]]:
    """The working text, of one length also where the words of who withdrew are hidden, and where its lines begin."""
    text = study.text(source)
    for block in study.blocks(source.id):
        if out.intersection(speakers(source, (block,))):
            hidden = re.sub(r"\S", "█", text[block.start : block.end])
            text = text[: block.start] + hidden + text[block.end :]
    return text, line_starts(study, source.id)


def hidden(words: str) -> str:
    """Words of a ``shown`` text as they are written: a mark for what is hidden."""
    return _HIDDEN.sub("[…]", words)


def _mark(paragraph: Any, place: _Place | None) -> None:
    """The ends and the beginnings of comments at the end of what the paragraph holds so far."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if place is None:
        return
    for number in place.ends:
        end = OxmlElement("w:commentRangeEnd")
        end.set(qn("w:id"), str(number))
        paragraph._p.append(end)  # noqa: SLF001 - the library cuts comments at runs of its own only
        reference = OxmlElement("w:commentReference")
        reference.set(qn("w:id"), str(number))
        paragraph.add_run()._r.append(reference)  # noqa: SLF001
    for number in place.starts:
        start = OxmlElement("w:commentRangeStart")
        start.set(qn("w:id"), str(number))
        paragraph._p.append(start)  # noqa: SLF001


class _Numbering:
    """Numbers before lines, counted by Word itself; a number that does not follow the last begins a new count."""

    def __init__(self, document: Any) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self._numbers = document.part.numbering_part.element
        taken = [int(element.get(f"{{{self._numbers.nsmap['w']}}}abstractNumId")) for element in self._abstract()]
        self._kind = max(taken, default=0) + 1
        level = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._kind}"><w:multiLevelType w:val="singleLevel"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_INDENT}" w:hanging="{_HANGING}"/></w:pPr>'
            '<w:rPr><w:b w:val="0"/><w:color w:val="808080"/><w:sz w:val="16"/></w:rPr></w:lvl></w:abstractNum>'
        )
        self._numbers.insert(len(taken), parse_xml(level))
        self._last = self._num = 0

    def _abstract(self) -> list[Any]:
        return list(self._numbers.xpath("w:abstractNum"))

    def number(self, paragraph: Any, number: int) -> None:
        """Give the paragraph this number."""
        if not self._num or number != self._last + 1:
            num = self._numbers.add_num(self._kind)
            num.add_lvlOverride(0).add_startOverride(number)
            self._num = num.numId
        self._last = number
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self._num


def _write_legend(study: Study, document: Any) -> None:
    """The codes that may be given, one a line, behind the text."""
    words = terms_for(study.project.language)
    codes: Sequence[Code] = study.all(Code)
    if not codes:
        return
    document.add_page_break()
    document.add_paragraph().add_run(words("coding_word.legend")).bold = True
    document.add_paragraph(words("coding_word.how"))
    for code in codes:
        line = document.add_paragraph()
        line.add_run(code.id).bold = True
        line.add_run(_ILLEGAL.sub(" ", f"\t{code.name}"))
