"""Reading a file as a source: header, speakers, blocks and line numbers. Pure: a file in, a ``Reading`` out.

Nothing is stored here, and nothing ambiguous is decided: what the document does not make plain is asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.collection.blocks import blocks_of, time_marks, voiced
from qualcode.collection.documents import Paragraph, RawDocument, Remark, Table, refuse_large
from qualcode.collection.facts import facts_of
from qualcode.collection.header import read_header
from qualcode.collection.layouts import Layout, sentence_stretches, stretches_of, technique_of
from qualcode.collection.lines import Line, Where
from qualcode.collection.numbering import without_numbers
from qualcode.collection.readers import reader_for
from qualcode.collection.reflections import without_asides
from qualcode.collection.rows import rows_as_blocks
from qualcode.collection.run_in import one_turn_a_line
from qualcode.collection.several import another_header
from qualcode.collection.table_heads import fields_in_cells, header_rows, is_header, is_of_people, parted, people_rows
from qualcode.collection.tables import lines_of_table
from qualcode.collection.written_codes import WrittenCodes, written_codes
from qualcode.collection.written_files import read_bytes
from qualcode.errors import UnreadableSource
from qualcode.model import Attribute, Block, BlockKind, Span, Technique, TimeMark

_NOTHING: Mapping[str, str] = {}
_WORD = re.compile(r"[^\W_]\S*")
"""The rest of a run without blanks from its first letter or digit on."""

_ON_DATES = frozenset(("no_date", "impossible_date", "several_days", "weekday"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file read as a source, before it has an id. Offsets count code points of ``text``.

    ``original`` is the text as the file holds it, the user's line numbers included. ``because`` says what the
    technique was taken from (``title``, ``file_name``, ``layout`` or ``given``). ``names`` is what the header gives
    as the informants' names: they go into no record and no message. ``people`` counts those whom the header names.
    ``dates`` are the days that the header may mean, ``date`` the first of them. ``codes`` are those that a table of the
    file gives beside its rows.
    """

    file_name: str
    reader: str
    layout: str
    technique: Technique
    because: str
    text: str
    original: str
    blocks: tuple[Block, ...]
    line_numbers: tuple[int, ...] = ()
    stretches: tuple[Span, ...] = ()
    title: str = ""
    date: str = ""
    dates: tuple[str, ...] = ()
    start_time: str = ""
    end_time: str = ""
    place: str = ""
    collector: str = ""
    origin: str = ""
    role: str = ""
    code: str = ""
    names: tuple[str, ...] = ()
    people: int = 0
    fields: tuple[Attribute, ...] = ()
    remarks: tuple[Remark, ...] = ()
    file_digest: str = ""
    times: tuple[TimeMark, ...] = ()
    codes: tuple[WrittenCodes, ...] = ()

    @property
    def original_digest(self) -> str:
        """SHA-256 of the original text."""
        return hashlib.sha256(self.original.encode()).hexdigest()

    @property
    def words(self) -> int:
        """Words of the data, without what the observer thinks: runs that hold a letter or a digit."""
        data = (block for block in self.blocks if block.kind is not BlockKind.REFLECTION)
        return sum(len(_WORD.findall(self.text, block.start, block.end)) for block in data)

    def dated(self, date: str) -> Reading:
        """The reading with the date that the user gives, and without remarks on that of the header."""
        remarks = tuple(one for one in self.remarks if one.key not in _ON_DATES)
        return replace(self, date=date, dates=(date,), remarks=remarks)


def read_source(
    path: Path,
    *,
    technique: Technique | None = None,
    speakers: Mapping[str, str] = _NOTHING,
    columns: tuple[str, str] | None = None,
    known: Collection[str] = (),
) -> Reading:
    """A file as a source.

    ``known`` are the codes of the study's informants: a label that is one of them needs no asking. ``speakers`` maps
    labels to ``interviewer``, ``informant`` or an informant's id. ``columns`` names the text and the id column of a
    table of answers. Raises ``UnreadableSource``, and ``NeedsDecision`` where the user must say (``what`` is
    ``speakers``, ``informants``, ``turns`` or ``technique``).
    """
    return _whole(read_bytes(path), path.name, technique, _Asked(speakers, columns, frozenset(known)))


def read_data(data: bytes, name: str, *, technique: Technique | None = None, known: Collection[str] = ()) -> Reading:
    """The bytes of a file of this name as a source; see ``read_source``."""
    return _whole(data, name, technique, _Asked({}, None, frozenset(known)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user, or the study, says of a file."""

    speakers: Mapping[str, str]
    columns: tuple[str, str] | None
    known: frozenset[str]


def _whole(data: bytes, name: str, technique: Technique | None, asked: _Asked) -> Reading:
    return replace(_read(data, name, technique, asked), file_digest=hashlib.sha256(data).hexdigest())


def _read(
    data: bytes,
    name: str,
    technique: Technique | None,
    asked: _Asked,
) -> Reading:
    reader = reader_for(data, name)
    raw = reader.read(data, name)
    if raw.sheet:
        parted = None if asked.columns else _transcript_sheet(raw)
        if parted is None:
            return _sheet(raw, name, reader.name, asked.columns)
        raw = parted
    original = _original(raw)
    refuse_large(original, name)
    lines, remarks = _lines(raw)
    if all(line.blank for line in lines):
        raise UnreadableSource(name, "empty")
    lines, numbered = without_numbers(lines)
    lines, apart = one_turn_a_line(lines)
    layout = Layout(lines, numbered=numbered, from_lines=raw.lines, given=asked.speakers, known=asked.known)
    return _reading(layout, (name, reader.name, original), technique, (*raw.remarks, *remarks, *apart))


def _transcript_sheet(raw: RawDocument) -> RawDocument | None:
    """A sheet that holds a transcript, in parts: what stands above its first row, as a header has it, and the rest."""
    table = raw.parts[0] if raw.parts else None
    found = parted(table, anything_above=True) if isinstance(table, Table) else None
    return replace(raw, parts=found) if found else None


def _lines(raw: RawDocument) -> tuple[tuple[Line, ...], list[Remark]]:
    lines: list[Line] = []
    remarks: list[Remark] = []
    for part in (one for whole in raw.parts for one in _divided(whole)):
        paragraph = lines[-1].paragraph + 1 if lines else 0
        if isinstance(part, Paragraph):
            lines += _paragraph_lines(part, paragraph)
        elif part.rows:
            found, said = _table_lines(part, paragraph)
            lines += found
            remarks += said
    return tuple(lines), remarks


def _table_lines(table: Table, paragraph: int) -> tuple[list[Line], list[Remark]]:
    if fields := fields_in_cells(table, paragraph):
        return fields, []
    if is_header(table):
        return header_rows(table, paragraph), []
    return (people_rows(table, paragraph), []) if is_of_people(table) else lines_of_table(table, paragraph)


def _divided(part: Paragraph | Table) -> Sequence[Paragraph | Table]:
    return (part,) if isinstance(part, Paragraph) else parted(part) or (part,)


def _paragraph_lines(part: Paragraph, paragraph: int) -> Iterator[Line]:
    if not (part.bold or part.speaker or part.times or part.item or "\n" in part.text):
        yield Line(text=part.text, paragraph=paragraph)
        return
    bold, begun = part.bold, 0
    where = Where.SPOKEN if part.speaker else Where.TEXT
    for text in part.text.split("\n"):
        times = tuple((at - begun, time) for at, time in part.times if begun <= at <= begun + len(text))
        label = part.speaker or "" if not begun else ""
        item = part.item if not begun else 0
        bold_here = min(bold, len(text))
        yield Line(text=text, paragraph=paragraph, where=where, bold=bold_here, label=label, times=times, item=item)
        bold = max(0, bold - len(text) - 1)
        begun += len(text) + 1


def _original(raw: RawDocument) -> str:
    parts = (part.text if isinstance(part, Paragraph) else _table_text(part) for part in raw.parts)
    return "\n".join(parts)


def _table_text(table: Table) -> str:
    return "\n".join("\t".join(row) for row in table.rows)


def _reading(
    layout: Layout, source: tuple[str, str, str], technique: Technique | None, remarks: Sequence[Remark]
) -> Reading:
    """The reading of a layout; ``source`` is file name, reader and original text."""
    file_name, reader, original = source
    header = read_header(layout.lines, layout.openings, layout.opens_body)
    second = another_header(layout.lines, header, layout.openings)
    if second is not None:
        raise UnreadableSource(file_name, "several_interviews", line=second + 1)
    found, because = (technique, "given") if technique else technique_of(header, layout, file_name)
    name, stretches, voices, said = stretches_of(layout, header, found, file_name)
    blocks = tuple(blocks_of(layout.lines, list(voiced(stretches, voices))))
    if not blocks:
        raise UnreadableSource(file_name, "no_blocks")
    text = "\n".join(line.text for line in layout.lines)
    if found is Technique.OBSERVATION:
        blocks = without_asides(blocks, text)
    facts = facts_of(header, found, days=layout.days)
    return Reading(
        file_name=file_name,
        reader=reader,
        layout=name,
        technique=found,
        because=because,
        text=text,
        original=original,
        blocks=blocks,
        line_numbers=tuple(line.number for line in layout.lines) if layout.numbered else (),
        stretches=sentence_stretches(layout, blocks, text),
        title=facts.title,
        date=facts.date,
        dates=facts.dates,
        start_time=facts.start_time,
        end_time=facts.end_time,
        place=facts.place,
        collector=facts.collector,
        origin=facts.origin,
        role=facts.role,
        code=facts.code,
        names=facts.names,
        people=facts.people,
        fields=facts.fields,
        remarks=(*remarks, *said, *facts.remarks),
        times=time_marks(layout.lines),
        codes=written_codes(layout.lines, blocks),
    )


def _sheet(raw: RawDocument, file_name: str, reader: str, columns: tuple[str, str] | None) -> Reading:
    table = raw.parts[0] if raw.parts else Table(rows=())
    assert isinstance(table, Table)
    text, blocks, remarks = rows_as_blocks(table, columns, file_name)
    return Reading(
        file_name=file_name,
        reader=reader,
        layout="rows",
        technique=Technique.INTERVIEW,
        because="layout",
        text=text,
        original=text,  # columns that were not chosen (names, telephone numbers) stay in the user's file
        blocks=blocks,
        stretches=tuple(Span(block.start, block.end) for block in blocks),
        remarks=(*raw.remarks, *remarks),
    )
