"""Layouts: what kind of document the lines make, of which technique, and which stretches of it are blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.collection import sheets
from qualcode.collection.blocks import Stretch, question_answers, turns
from qualcode.collection.chats import days, messages
from qualcode.collection.documents import Remark
from qualcode.collection.facts import code_of, names_of
from qualcode.collection.header import Header
from qualcode.collection.header_labels import INFORMANT, Field, labels_only_fields
from qualcode.collection.legends import legend_below, legend_of_initials, legend_of_labels
from qualcode.collection.lines import Line, Where
from qualcode.collection.opening_forms import Opening
from qualcode.collection.openings import find_openings, numbered_by_turn, one_each
from qualcode.collection.reflections import COMMENTS
from qualcode.collection.speaker_words import is_code, key_of
from qualcode.collection.speakers import Clues, Voice, settle
from qualcode.collection.unmarked import unmarked, with_questions
from qualcode.errors import NeedsDecision
from qualcode.model import Block, BlockKind, Span, Speaker, Technique


class Layout:
    """What kind of document the lines make, found before its header is read."""

    def __init__(
        self,
        lines: tuple[Line, ...],
        *,
        numbered: bool,
        from_lines: bool,
        given: Mapping[str, str],
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.lines = lines
        self.known = known
        self.given = given
        self.numbered = numbered or any(line.number for line in lines)
        self.from_lines = from_lines
        places = {line.where for line in lines}
        self.questions = Where.QUESTION in places or Where.ANSWER in places
        self.timed = Where.TIMED in places or sum(sheets.time_of(line) is not None for line in lines) > 1
        heads = [line for line in lines if sheets.part_of(line) is not None]
        self.parts = not all(COMMENTS.match(line.text) for line in heads)
        self.comments = bool(heads)
        self.ends, self.legend = legend_below(lines)
        self.openings = messages(lines)
        self.days = days(lines, self.openings)
        if not self.openings:
            self.openings = self._openings()

    def _openings(self) -> list[Opening]:
        every = find_openings(self.lines, fields=frozenset(), given=self.given)
        fields = frozenset(opening.key for opening in every if labels_only_fields(opening.key))
        said = {key_of(label)[0] for label in self.given}
        found = find_openings(self.lines, fields=fields, given=self.given) if fields else every
        kept = (opening for opening in found if opening.key not in fields or opening.key in said)
        return [opening for opening in kept if opening.line < self.ends]

    @property
    def spoken(self) -> bool:
        """Whether it has turns, in a table or by labels."""
        return self.questions or len(self.openings) > 1

    def opens_body(self, line: Line) -> bool:
        """Whether a line is of the body for sure."""
        if line.where in (Where.QUESTION, Where.ANSWER, Where.SPOKEN, Where.TIMED, Where.HEADING):
            return True
        return (not self.spoken and sheets.time_of(line) is not None) or sheets.part_of(line) is not None


_TITLES: tuple[tuple[Technique, str], ...] = (
    (Technique.OBSERVATION, r"observasi|pengamatan|catatan lapangan|field ?note"),
    (Technique.INTERVIEW, r"wawancara|interview|verbatim|transkrip"),
    (Technique.DOCUMENT, r"rekap|dokumen|notulen|laporan|daftar|arsip|surat"),
)
_NOBODY = re.compile(
    r"(?:jawab|jawaban|answer)\b(?:.*[^\W\d_]{2})?|informan|narasumber|responden|[aji]|", re.IGNORECASE
)
"""The heading of a column of answers that says nothing of who gives them."""

_ASKED = re.compile(
    rf"(?:nama )?(?:{INFORMANT}|pewawancara|interviewer)\b.*|yang diwawancarai|diwawancarai oleh|interviewed by",
    re.IGNORECASE,
)
"""Labels that only an interview's header has."""

_BESIDE = re.compile(r"\s*\([^()]*\)\s*$")
_FILE_NUMBER = re.compile(r"(?P<letter>[WOD]|CL|CW|CHO|CHW)[-_ .]?(?P<number>\d{1,3})(?![\d])", re.IGNORECASE)
_LETTERS = {"w": "interview", "cw": "interview", "chw": "interview", "o": "observation", "cl": "observation"}


def technique_of(header: Header, layout: Layout, file_name: str) -> tuple[Technique, str]:
    """By the title, else by the file's number (``W-03``), else by a layout that leaves no doubt; else it is asked."""
    titles = [*header.titles, *(found.label for found in header.fields if found.field is Field.TITLE)]
    titles.append(header.value(Field.TITLE))
    for technique, pattern in _TITLES:
        if any(re.search(pattern, title, re.IGNORECASE) for title in titles):
            return technique, "title"
    number = _FILE_NUMBER.match(file_name)
    if number:
        letter = number.group("letter").casefold()
        if letter == "d" and layout.spoken:
            raise NeedsDecision(file_name, "technique", tuple(Technique))
        return Technique(_LETTERS.get(letter, "observation" if letter == "cho" else "document")), "file_name"
    words = re.sub(r"[_.-]+", " ", file_name)
    for technique, pattern in _TITLES[:2]:
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            return technique, "file_name"
    if layout.spoken or any(line.times for line in layout.lines):
        return Technique.INTERVIEW, "layout"
    if layout.timed or layout.parts or layout.comments:
        return Technique.OBSERVATION, "layout"
    if any(_ASKED.fullmatch(found.label) for found in header.fields if found.field in (Field.NAME, Field.COLLECTOR)):
        return Technique.INTERVIEW, "layout"
    raise NeedsDecision(file_name, "technique", tuple(Technique))


def stretches_of(
    layout: Layout, header: Header, technique: Technique, file_name: str
) -> tuple[str, list[Stretch], dict[str, Voice], list[Remark]]:
    """(name of the layout, its stretches, the voices of its labels, remarks)."""
    lines, body = layout.lines, header.body
    if technique is Technique.INTERVIEW:
        if not layout.spoken:
            found, voices, said = unmarked(lines, body, layout.given, file_name)
            if not found:
                raise NeedsDecision(file_name, "turns", ("1", "2"))
            return "unmarked-turns", found, voices, said
        if layout.questions:
            return "question-answer-table", *_answering(list(question_answers(lines, body)), layout, file_name)
        return _turns(layout, header, file_name)
    if layout.parts or (layout.comments and not layout.timed):
        return "field-note", list(sheets.field_note(lines, body)), {}, []
    if layout.timed:
        return "time-rows", list(sheets.by_time(lines, body)), {}, []
    return "paragraphs", list(sheets.paragraphs(lines, body, len(lines))), {}, []


def _turns(layout: Layout, header: Header, file_name: str) -> tuple[str, list[Stretch], dict[str, Voice], list[Remark]]:
    openings = [opening for opening in layout.openings if opening.line >= header.body]
    if not numbered_by_turn(openings) or any(one.key + one.number in header.legend for one in openings if one.number):
        openings = [_told_apart(opening) for opening in openings]
    stretches = _between(layout, header, openings)
    asked = any(one.kind is BlockKind.QUESTION for one in stretches)  # the labels are those of answers alone
    rows = not asked and one_each(openings)
    if rows:
        openings = [_told_apart(opening) for opening in openings]
        stretches = _between(layout, header, openings)
    clues = Clues(
        legend=dict.fromkeys((one.key for one in openings if asked or rows), Speaker.INFORMANT)
        | legend_of_initials(found.label for found in header.fields)
        | legend_of_labels(one.label for one in openings)
        | layout.legend
        | header.legend,
        names=names_of(header),
        collector=header.value(Field.COLLECTOR),
        known=layout.known,
        code=code_of(header),
    )
    spoken = [
        (stretch.key, "\n".join(line.text for line in layout.lines[stretch.first : stretch.last + 1])[stretch.at :])
        for stretch in stretches
        if stretch.key
    ]
    voices, remarks = settle(spoken, given=layout.given, clues=clues, file_name=file_name)
    return "numbered-turns" if layout.numbered else "turns", stretches, voices, remarks


def _answering(
    stretches: list[Stretch], layout: Layout, file_name: str
) -> tuple[list[Stretch], dict[str, Voice], list[Remark]]:
    """The turns of a table with the answers of several people, each told apart by column or row; else as given."""
    answers = {one.label for one in stretches if one.kind is BlockKind.ANSWER}
    keys = {
        label: label.casefold() if is_code(label) else _key_apart(*key_of(_BESIDE.sub("", label)))
        for label in answers
        if not _NOBODY.fullmatch(label)
    }
    if len(set(keys.values())) <= 1:
        return stretches, {}, []
    keyed = [replace(one, key=keys.get(one.label, "")) if one.kind is BlockKind.ANSWER else one for one in stretches]
    clues = Clues(legend={key_of(key)[0]: Speaker.INFORMANT for key in keys.values()}, known=layout.known)
    spoken = [(one.key, "") for one in keyed if one.key]
    return keyed, *settle(spoken, given=layout.given, clues=clues, file_name=file_name)


def _between(layout: Layout, header: Header, openings: list[Opening]) -> list[Stretch]:
    """The stretches from one opening to the next, questions without a label among them."""
    spoken = list(turns(layout.lines, openings, (header.body, layout.ends)))
    return with_questions(layout.lines, spoken, openings, header.body)


def _told_apart(opening: Opening) -> Opening:
    """An opening whose number tells people apart keeps it in its key."""
    return replace(opening, key=_key_apart(opening.key, opening.number)) if opening.number else opening


def _key_apart(key: str, number: str) -> str:
    return f"{key} {number}" if number.isalpha() else key + number


def sentence_stretches(layout: Layout, blocks: Sequence[Block], text: str) -> tuple[Span, ...]:
    """Where sentences may run over line ends (a text broken at a width, or numbered by line), and where not."""
    joins = layout.numbered or (layout.from_lines and _wrapped_blocks(blocks, text))
    spans = []
    for block in blocks:
        if joins:
            spans.append(Span(block.start, block.end))
            continue
        start = block.start
        for line in text[block.start : block.end].split("\n"):
            if line.strip():
                spans.append(Span(start, start + len(line)))
            start += len(line) + 1
    return tuple(spans)


def _wrapped_blocks(blocks: Sequence[Block], text: str) -> bool:
    lengths = [[len(line) for line in text[block.start : block.end].split("\n")] for block in blocks]
    followed = [length for lines in lengths for length in lines[:-1] if length]
    return sheets.full_width(max(max(lines) for lines in lengths), followed)
