"""Tables of Word documents as lines: header tables, question and answer, speaker and speech, numbers, time rows.

The order is documented: of a question-and-answer row first the question's lines, then the answer's; of a time row
the time, a tab and the first cell, then every further cell on lines of its own; of any other row its cells in one
line, a tab between them. A column of codes stands beside its row's lines; columns of themes or notes are left out, and
that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from qualcode.collection.documents import Remark, Table, remark
from qualcode.collection.header_labels import INFORMANT
from qualcode.collection.lines import Line, Where
from qualcode.collection.reflections import REFLECTION_COLUMN
from qualcode.collection.speaker_words import is_code, key_of, known_word


class Column(StrEnum):
    """What a column of a table holds, by its heading."""

    NUMBER = "number"
    LINE = "line"
    SPEAKER = "speaker"
    QUESTION = "question"
    ANSWER = "answer"
    SPEECH = "speech"
    TIME = "time"
    CODES = "codes"
    CODING = "coding"
    OTHER = "other"


_HEADINGS: tuple[tuple[Column, str], ...] = (
    (Column.LINE, r"(?:no\.?|nomor)?\s*baris|line(?: no\.?)?"),
    (Column.NUMBER, r"no\.?|nomor|nmr|#|no\.? urut"),
    (Column.SPEAKER, r"pelaku|pembicara|penutur|speaker|subjek|p\s*/\s*i|i\s*/\s*p|nama|inisial|aktor"),
    (Column.QUESTION, r"(?:daftar |butir )?(?:pertanyaan|tanya)\b.*|peneliti|pewawancara|question|q|p|t"),
    (Column.ANSWER, r"(?:jawaban|jawab|answer)\b.*|informan|narasumber|responden|a|j|i"),
    (Column.SPEECH, r"(?:isi |uraian |hasil |teks )?(?:transkrip|verbatim|wawancara|percakapan|dialog|transcript)\b.*"),
    (Column.TIME, r"(?:waktu|jam|pukul|time)\b.*"),
    (Column.CODES, r"(?:(?:open|axial|selective|hasil|label) )?(?:koding|pengkodean|pengodean|coding|kode|codes?)\b.*"),
    (
        Column.CODING,
        (
            r"(?:tema|reduksi|kategori|sub ?tema|interpretasi|analisis|makna|keterangan|ket\.?|kata kunci|refleksi"
            r"|catatan)\b.*"
        ),
    ),
)
_PATTERNS = tuple((column, re.compile(pattern, re.IGNORECASE)) for column, pattern in _HEADINGS)
_INFORMANT = re.compile(rf"{INFORMANT}\d{{1,2}}", re.IGNORECASE)
_OF_ANSWERS = frozenset((Column.SPEAKER, Column.NUMBER, Column.LINE, Column.QUESTION, Column.ANSWER, Column.CODES))
_OF_SPEECH = frozenset((Column.NUMBER, Column.LINE, Column.SPEAKER, Column.SPEECH, Column.TIME, Column.CODES))
_NUMBER = re.compile(r"\s*(\d{1,5})\b")
_CITATION = re.compile(r"[A-Z]{1,3}\d*(?:[./][\w.-]+){2,}")
"""A citation code (``W1.A.L.12092015.J2``, ``W/LRH/12-03-2018``): it says where words come from, not what they mean."""

_LEAST_LABELLED = 0.7
_LONGEST_LABEL = 30


def lines_of_table(table: Table, paragraph: int) -> tuple[list[Line], list[Remark]]:
    """A table's lines, its rows numbered as paragraphs from ``paragraph`` on."""
    if len(table.rows[0]) == 1:
        return list(_framed(table, paragraph)), []
    headings = _columns(table)
    for reads in (_question_answer, _speech, _timed):
        found = reads(table, headings, paragraph)
        if found:
            return found, [*_left_out(table, headings), *_without_words(table, headings, found)]
    if _labelled(table):
        columns = [Column.SPEAKER, Column.SPEECH]
        return list(_speech_rows(table.rows, columns, paragraph)), []
    return list(_rows(table, paragraph)), []


def is_transcript(part: object) -> bool:
    """Whether a table holds questions and answers, speakers and speech, or times, by its headings or labels."""
    if not isinstance(part, Table) or not part.rows:
        return False
    headings = _columns(part)
    labels = [key_of(row[0])[0] for row in part.rows]
    spoken = _labelled(part) and sum(map(known_word, labels)) > 1
    return spoken or any(reads(part, headings, 0) for reads in (_question_answer, _speech, _timed))


def _column(heading: str) -> Column:
    text = " ".join(heading.split()).strip(" :*")
    return next((column for column, pattern in _PATTERNS if pattern.fullmatch(text)), Column.OTHER)


def _columns(table: Table) -> list[Column]:
    """What each column holds; a column of codes whose cells are people's or sources' codes holds none."""
    columns = [_column(cell) for cell in table.rows[0]]
    for place, column in enumerate(columns):
        cells = [row[place].strip() for row in table.rows[1:] if row[place].strip()]
        if column is Column.CODES and cells and all(is_code(cell) or _CITATION.fullmatch(cell) for cell in cells):
            columns[place] = Column.CODING
    if Column.QUESTION in columns:
        return _of_informants(table.rows[0], columns)
    return columns


def _of_informants(heads: Sequence[str], columns: Sequence[Column]) -> list[Column]:
    """The columns of a table of questions: beside one of answers, *Informan* is who gives them; else each is one."""
    words = ["".join(head.casefold().split()) for head in heads]
    if any(word.startswith("jawab") for word in words):
        return [
            Column.SPEAKER if column is Column.ANSWER and not word.startswith(("jawab", "answer")) else column
            for word, column in zip(words, columns, strict=True)
        ]
    return [
        Column.ANSWER if column is Column.OTHER and (is_code(head) or _INFORMANT.fullmatch(word)) else column
        for head, word, column in zip(heads, words, columns, strict=True)
    ]


def _codes_of(row: Sequence[str], columns: Sequence[Column]) -> str:
    """What the columns of codes hold in a row, one below the other."""
    cells = (cell.strip() for cell, column in zip(row, columns, strict=False) if column is Column.CODES)
    return "\n".join(filter(None, cells))


def _without_words(table: Table, columns: Sequence[Column], found: Sequence[Line]) -> list[Remark]:
    """Said of codes beside rows without words: they stand on nothing."""
    given = sum(bool(_codes_of(row, columns)) for row in table.rows[1:])
    left = given - sum(bool(line.codes) for line in found)
    return [remark("codes_without_words", count=left)] if left > 0 and Column.TIME not in columns else []


def _left_out(table: Table, headings: Sequence[Column]) -> list[Remark]:
    if Column.TIME in headings:
        return []
    spoken = {Column.QUESTION, Column.ANSWER} <= set(headings)
    used = _OF_ANSWERS if spoken else _OF_SPEECH
    lone = not spoken and Column.SPEECH not in headings
    return [
        remark("coding_column", column=" ".join(table.rows[0][place].split()), count=filled)
        for place, column in enumerate(headings)
        if column not in used
        and not (lone and column is Column.OTHER)
        and (filled := sum(bool(row[place].strip()) for row in table.rows[1:]))
    ]


def _heading(table: Table, paragraph: int) -> Line:
    return Line(
        text="\t".join(" ".join(cell.split()) for cell in table.rows[0]), paragraph=paragraph, where=Where.HEADING
    )


def _number(row: Sequence[str], headings: Sequence[Column]) -> int:
    for wanted in (Column.LINE, Column.NUMBER):
        if wanted in headings:
            match = _NUMBER.match(row[headings.index(wanted)])
            return int(match.group(1)) if match else 0
    return 0


def _question_answer(table: Table, headings: list[Column], paragraph: int) -> list[Line]:
    if Column.QUESTION not in headings or Column.ANSWER not in headings:
        return []
    lines = [_heading(table, paragraph)]
    who = headings.index(Column.SPEAKER) if Column.SPEAKER in headings else None
    places = [headings.index(Column.QUESTION), *(at for at, one in enumerate(headings) if one is Column.ANSWER)]
    for row_number, row in enumerate(table.rows[1:], 1):
        for place in places:
            column = headings[place]
            where = Where.QUESTION if column is Column.QUESTION else Where.ANSWER
            named = who is not None and column is Column.ANSWER
            label = " ".join((row[who] if named and who is not None else table.rows[0][place]).split())
            cell = list(_cell(row[place], paragraph + row_number, where, label))
            if cell and column is Column.ANSWER:
                cell[0] = replace(cell[0], codes=_codes_of(row, headings))
            lines += cell
    return lines


def _cell(cell: str, paragraph: int, where: Where, label: str) -> Iterator[Line]:
    for order, text in enumerate(line for line in cell.split("\n") if line.strip()):
        yield Line(text=text, paragraph=paragraph, where=where, label="" if order else label)


def _speech(table: Table, headings: list[Column], paragraph: int) -> list[Line]:
    """Rows with a column of speech, perhaps with numbers and speakers; a lone other column beside numbers is speech."""
    columns = list(headings)
    if Column.SPEECH not in columns:
        others = [place for place, column in enumerate(columns) if column is Column.OTHER]
        numbered = Column.LINE in columns or (Column.NUMBER in columns and _counts_up(table, columns))
        if len(others) != 1 or not (Column.SPEAKER in columns or (Column.LINE in columns and numbered)):
            return []
        columns[others[0]] = Column.SPEECH
    return [_heading(table, paragraph), *_speech_rows(table.rows[1:], columns, paragraph + 1)]


def _counts_up(table: Table, columns: Sequence[Column]) -> bool:
    numbers = [_number(row, columns) for row in table.rows[1:]]
    return bool(numbers) and all(numbers)


def _speech_rows(rows: Sequence[Sequence[str]], columns: Sequence[Column], paragraph: int) -> Iterator[Line]:
    place = columns.index(Column.SPEECH)
    for order, row in enumerate(rows):
        numbers = _cell_numbers(row, columns)
        texts = row[place].split("\n")
        if len(numbers) != len(texts):
            numbers = [_number(row, columns)] + [0] * (len(texts) - 1)
        time = " ".join(row[columns.index(Column.TIME)].split()) if Column.TIME in columns else ""
        label = " ".join(row[columns.index(Column.SPEAKER)].split()).strip(" :") if Column.SPEAKER in columns else ""
        codes = _codes_of(row, columns)
        for text, number in zip(texts, numbers, strict=True):
            if text.strip() or number:
                where = Where.SPOKEN if Column.SPEAKER in columns else Where.TEXT
                given = codes if text.strip() else ""
                yield Line(
                    text=text,
                    paragraph=paragraph + order,
                    where=where,
                    number=number,
                    label=label,
                    time=time,
                    codes=given,
                )
                label, codes = "", "" if given else codes


def _cell_numbers(row: Sequence[str], columns: Sequence[Column]) -> list[int]:
    """The numbers of a cell that numbers several lines at once."""
    for wanted in (Column.LINE, Column.NUMBER):
        if wanted in columns:
            found = [_NUMBER.match(part) for part in row[columns.index(wanted)].split("\n")]
            return [int(match.group(1)) if match else 0 for match in found]
    return []


def _timed(table: Table, headings: list[Column], paragraph: int) -> list[Line]:
    if Column.TIME not in headings or len(table.rows) < 2:  # noqa: PLR2004
        return []
    place = headings.index(Column.TIME)
    skipped = {place} | {index for index, column in enumerate(headings) if column is Column.NUMBER}
    thoughts = {
        index for index, cell in enumerate(table.rows[0]) if REFLECTION_COLUMN.fullmatch(" ".join(cell.split()))
    }
    skipped |= thoughts
    lines = [_heading(table, paragraph)]
    for order, row in enumerate(table.rows[1:], 1):
        time = " ".join(row[place].split())
        cells = [line for index, cell in enumerate(row) if index not in skipped for line in cell.split("\n")]
        texts = [text for text in cells if text.strip()] or [""]
        lines.append(
            Line(
                text=f"{time}\t{texts[0]}", paragraph=paragraph + order, where=Where.TIMED, time=time, at=len(time) + 1
            )
        )
        lines += [Line(text=text, paragraph=paragraph + order, where=Where.TIMED) for text in texts[1:]]
        thought = [text for index in sorted(thoughts) for text in row[index].split("\n") if text.strip()]
        lines += [Line(text=text, paragraph=paragraph + order, where=Where.REFLECTION) for text in thought]
    return lines


def _labelled(table: Table) -> bool:
    """Whether the first of two columns holds recurring speaker labels, without a heading to say so."""
    if len(table.rows[0]) != 2 or len(table.rows) < 4:  # noqa: PLR2004
        return False
    labels = Counter(" ".join(row[0].split()).strip(" :").casefold() for row in table.rows)
    recurring = sum(count for label, count in labels.items() if label and count > 1 and len(label) <= _LONGEST_LABEL)
    return recurring >= _LEAST_LABELLED * len(table.rows) and not any(label.isdecimal() for label in labels)


def _framed(table: Table, paragraph: int) -> Iterator[Line]:
    """A table of one column is but a frame around text."""
    lines = (text for row in table.rows for text in row[0].split("\n"))
    yield from (Line(text=text, paragraph=paragraph + order) for order, text in enumerate(lines))


def _rows(table: Table, paragraph: int) -> Iterator[Line]:
    thoughts = _thoughts(table) if len(table.rows) > 1 else set()
    for order, row in enumerate(table.rows):
        cells = [
            " ".join(cell.split("\n")).strip() for place, cell in enumerate(row) if order == 0 or place not in thoughts
        ]
        if any(cells):
            where = Where.HEADING if thoughts and not order else Where.ROW
            yield Line(text="\t".join(cells).rstrip("\t"), paragraph=paragraph + order, where=where)
        for place in sorted(thoughts) if order else ():
            for text in filter(str.strip, row[place].split("\n")):
                yield Line(text=text, paragraph=paragraph + order, where=Where.REFLECTION)


def _thoughts(table: Table) -> set[int]:
    """The columns that hold what the observer thinks."""
    heads = [" ".join(cell.split()) for cell in table.rows[0]]
    return {index for index, head in enumerate(heads) if REFLECTION_COLUMN.fullmatch(head)}
